"""Passages that nobody can read: most of their words are in no list, whatever is tried.

Bird's-eye view: where engines fail, in worn corners and in languages that the lexicon does not hold, what looks like a
word is often none, and a correction is a guess; :func:`is_unread` tells such a place by the words around it. Start
reading there. German example: in ``zjawneho prawa serbsku`` of a Sorbian law ``prawa`` is no damaged ``prawo``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from ocrfix.pipeline.analysis import NEIGHBOURS, PageAnalysis

_LEAST_SHARE = 0.5
"""Known words among those around a change, below which it is a guess: of 76 such changes on the training pages and on
pages of our own 17 were wrong, of the others one in sixty."""
_FEWEST = 5
"""Words around a change that tell something."""


def is_unread(index: int, analysis: PageAnalysis, is_known: Callable[[str], bool]) -> bool:
    """Say whether most words around a token are unknown, also as they would be corrected."""
    places = analysis.word_places
    before, behind = bisect_left(places, index), bisect_right(places, index)
    slots = [
        analysis.slots[place]
        for place in (*places[max(0, before - NEIGHBOURS) : before], *places[behind : behind + NEIGHBOURS])
    ]
    known = sum(is_known(slot.readings[slot.best].text) for slot in slots)
    return len(slots) >= _FEWEST and known < _LEAST_SHARE * len(slots)
