"""Passages that nobody can read, and words that spaces tore: what looks like a word there is often none.

Bird's-eye view: where engines fail, in worn corners and in languages that the lexicon does not hold, what looks like a
word is often none, and a correction is a guess; :func:`is_unread` tells such a place by the words around it. Start
reading there. :func:`is_piece_of_torn_word` is about single words. German example: in ``zjawneho prawa serbsku`` of a
Sorbian law ``prawa`` is no damaged ``prawo``, and in ``die bet ri ebliche Praxis`` ``ebliche`` is no ``übliche``.
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
_MOST_PIECES = 3
_LEAST_COUNT, _PIECE_RATIO, _OTHER_RATIO = 50.0, 20.0, 100.0
"""How often a word is written that was torn, and how many times rarer the piece and another one of it are."""


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


def is_piece_of_torn_word(index: int, analysis: PageAnalysis, count: Callable[[str], float]) -> bool:
    """Say whether a token makes a frequent word with its neighbours on the line; ``count`` is that of the lexicon."""
    tokens = analysis.tokens
    for first in range(max(0, index - _MOST_PIECES + 1), index + 1):
        for last in range(max(first + 1, index), min(first + _MOST_PIECES, len(tokens))):
            pieces = [token.text for token in tokens[first : last + 1]]
            as_read = analysis.page.text[tokens[first].span.start : tokens[last].span.end]
            whole = "".join(pieces)
            times = count(whole) if whole.isalpha() and as_read == " ".join(pieces) else 0.0
            others = [*pieces[: index - first], *pieces[index - first + 1 :]]
            is_rare = times >= _LEAST_COUNT and count(tokens[index].text) * _PIECE_RATIO < times
            if is_rare and any(count(piece) * _OTHER_RATIO < times for piece in others):
                return True
    return False
