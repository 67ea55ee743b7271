"""The space back between two words that a speck joined: ``von.ihm``, ``Nachtarbeit-ist``.

Bird's-eye view: :mod:`ocrfix.text.specks` tells such words, :func:`specked_words` makes a candidate of them. Start
reading there. German example: ``hauptberuflich.im`` is ``hauptberuflich im``.
"""

from __future__ import annotations

from collections.abc import Callable

from ocrfix.model import Candidate, CandidateKind, Rewrite
from ocrfix.text.specks import specked_parts

SPECK_COST = 5.0
"""-ln of the rate at which a speck stands between two words, on the worst pages."""


def specked_words(word: str, count: Callable[[str], float]) -> Candidate | None:
    """Return the two words that a word with a mark inside may be; None where it is none."""
    parts = specked_parts(word, count)
    if parts is None:
        return None
    left, mark, right = parts
    return Candidate(f"{left} {right}", CandidateKind.SPLIT, (Rewrite(len(left), mark, " "),), -SPECK_COST)
