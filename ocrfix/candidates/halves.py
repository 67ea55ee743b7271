"""Halves of a broken word whose second one begins with a misread letter.

Bird's-eye view: behind a hyphen at a line end a capital belongs to a compound that keeps its hyphen
(``E-⏎Akte``), unless it stands for a small letter that was misread (``schlie-⏎Ben`` for ``schlie-⏎ßen``).
:func:`healed_halves` proposes the second where the first can hardly be: one of the halves is no word, or a
rare one. Start reading there. German example: ``Verhaltnisma-⏎Bigkeitsprinzip`` gives ``Verhältnismäßigkeitsprinzip``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ocrfix.candidates.walks import shifted
from ocrfix.model import Candidate, CandidateKind

_HALVES = re.compile(r"([^\W\d_]{2,})-[ \t\r]*\n\s*([^\W\d_a-zäöüß][^\W\d_]+)")
_FRAGMENT_RATIO = 50.0
"""How many times rarer than the whole a half is that is a word itself: ``Dar-⏎Uber``, ``rei-⏎Ren``."""
_KINDS = (CandidateKind.CONFUSION, CandidateKind.COMPOUND)


def healed_halves(
    before: str, alternatives: Callable[[str], tuple[Candidate, ...]], count: Callable[[str], float]
) -> Iterator[Candidate]:
    """Yield what a word that is broken before a capital may be in one piece, with what the walk says it costs.

    ``before`` is the word as it stands in the text, ``alternatives`` and ``count`` those of the generator and of
    the lexicon. The rewrites are placed in the token's text, which keeps the hyphen.
    """
    halves = _HALVES.fullmatch(before)
    if halves is None:
        return
    left, right = halves.groups()
    cut = len(left)
    least = _FRAGMENT_RATIO * min(count(left), count(right))
    for candidate in alternatives(left + right):
        first = [one for one in candidate.rewrites if one.position <= cut < one.position + len(one.read)]
        if candidate.kind not in _KINDS or not first or not first[0].true.islower():
            continue
        if count(candidate.text) < least:
            continue
        in_left = tuple([one for one in candidate.rewrites if one.position < cut])
        in_right = shifted(candidate.rewrites[len(in_left) :], 1)
        yield Candidate(candidate.text, candidate.kind, in_left + in_right, candidate.channel_logp)
