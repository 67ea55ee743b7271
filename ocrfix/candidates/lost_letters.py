"""Words in which a letter was lost: what could not be converted stands as a replacement character or a question mark.

Bird's-eye view: a text that went through a program without umlauts has one sign for all of them, so that every umlaut
may stand in its place; :func:`lost_letter_words` tries them and keeps what are words then. Start reading
there. German example: ``pr�ft`` and ``pr?ft`` are ``prüft``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import product

from ocrfix.lexicon.confusions import UNWRITTEN_RATE
from ocrfix.model import Candidate, CandidateKind, Rewrite
from ocrfix.text.characters import UNWRITTEN

LOST_LETTER_COST = -math.log(UNWRITTEN_RATE)
_LOWER, _UPPER = "äöüß", "ÄÖÜ"
_MOST = 3


def lost_letter_words(word: str, is_word: Callable[[str], bool]) -> Iterator[Candidate]:
    """Yield the words that a word with lost letters may be.

    >>> [found.text for found in lost_letter_words("pr?ft", {"prüft", "für"}.__contains__)]
    ['prüft']
    """
    places = [place for place, letter in enumerate(word) if letter in UNWRITTEN]
    rest = "".join(letter for letter in word if letter not in UNWRITTEN)
    if not 0 < len(places) <= _MOST or not rest.isalpha():
        return
    is_upper = rest.isupper() and len(rest) > 1
    options = [_UPPER if is_upper else _LOWER + _UPPER * (place == 0) for place in places]
    for letters in product(*options):
        put_back = dict(zip(places, letters, strict=True))
        text = "".join(put_back.get(place, letter) for place, letter in enumerate(word))
        if is_word(text):
            rewrites = tuple([Rewrite(place, word[place], letter) for place, letter in put_back.items()])
            yield Candidate(text, CandidateKind.CONFUSION, rewrites, -LOST_LETTER_COST * len(rewrites))
