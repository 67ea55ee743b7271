"""Passages that nobody can read: most of their words are in no list, whatever is tried.

Bird's-eye view: where engines fail, in worn corners and in languages that the lexicon does not hold, what looks like a
word is often none, and a correction is a guess; :func:`is_unread` tells such a place by the words around it. Start
reading there. German example: in ``zjawneho prawa serbsku`` of a Sorbian law ``prawa`` is no damaged ``prawo``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ocrfix.model import TokenKind
from ocrfix.pipeline.analysis import NEIGHBOURS, PageAnalysis

_LEAST_SHARE = 0.5
"""Known words among those around a change, below which it is a guess: of 76 such changes on the training pages and on
pages of our own 17 were wrong, of the others one in sixty."""
_FEWEST = 5
"""Words around a change that tell something."""
_WORD = TokenKind.WORD


def is_unread(index: int, analysis: PageAnalysis, is_known: Callable[[str], bool]) -> bool:
    """Say whether most words around a token are unknown, also as they would be corrected."""
    before = _words(range(index - 1, -1, -1), analysis)
    behind = _words(range(index + 1, len(analysis.tokens)), analysis)
    around = [*before, *behind]
    known = sum(map(is_known, around))
    return len(around) >= _FEWEST and known < _LEAST_SHARE * len(around)


def _words(places: Iterable[int], analysis: PageAnalysis) -> list[str]:
    """Return the next words of two letters and more by their winners."""
    found: list[str] = []
    for place in places:
        token = analysis.tokens[place]
        if token.kind is _WORD and len(token.text) > 1:
            slot = analysis.slots[place]
            found.append(slot.readings[slot.best].text)
            if len(found) == NEIGHBOURS:
                break
    return found
