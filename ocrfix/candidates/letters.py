"""Words that lack few letters of a read one: the others are left out before anything is compared letter by letter.

Bird's-eye view: an edit takes or gives one letter at most, so a word that lacks more letters of the read one than
edits are allowed is too far away. :class:`LetterSets` holds words of one length as sets of bits, one set for each
letter, so that a few operations on long integers look at thousands of words at once. Start reading at
:meth:`LetterSets.lacking_few`. German example: for ``Verfügunq`` most words with nine letters have neither ``V`` nor
``f`` nor ``ü`` and are never looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import compress

_ALL_ZERO = b"0" * 256
_DIGIT_VALUES = bytes.maketrans(b"01", b"\x00\x01")
_FEW = 16
"""A set with at most one word in so many is gone through from word to word, a larger one as a whole."""


@cache
def _ones_for(letter: int) -> bytes:
    """Return a table for ``bytes.translate`` that makes a digit one of a letter and zero of all others."""
    return _ALL_ZERO[:letter] + b"1" + _ALL_ZERO[letter + 1 :]


def _letters(text: str) -> bytes:
    """Return a letter as a byte; all letters that Latin-1 does not have count as one and the same."""
    return text.encode("latin-1", "replace")


class LetterSets:
    """Words of one length; a set of them is an integer whose highest bit stands for the first word."""

    __slots__ = ("_at_end", "_columns", "_having", "_length", "_words")

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words, all of the same length; the sets are made as they are asked for."""
        self._words = words
        self._length = len(words[0]) if words else 0
        letters = _letters("".join(words))
        self._columns = [letters[position :: self._length] for position in range(self._length)]
        self._having: dict[int, list[int]] = {}
        self._at_end: dict[tuple[int, int], int] = {}

    def lacking_few(self, word: str, most: int, ends_alike: bool = False) -> list[str]:
        """Return the words, in their order, that lack at most ``most`` letters of a word.

        With ``ends_alike`` only those that begin with its first letter or end with its last two.
        """
        if most < 0 or not self._words:
            return []
        letters = _letters(word)
        among = self._ending_like(letters) if ends_alike else (1 << len(self._words)) - 1
        lacking = [among] * (most + 1)  # at each place those that lack so many letters or fewer
        for letter, number in Counter(letters).items():
            having = self._having.get(letter)
            if having is None:
                having = self._having[letter] = self._sets_having(letter)
            for times in range(number):
                these = having[times] if times < len(having) else 0
                for place in range(most, 0, -1):
                    lacking[place] = lacking[place] & these | lacking[place - 1]
                lacking[0] &= these
        return self._words_of(lacking[most])

    def _ending_like(self, letters: bytes) -> int:
        """Return the words that begin with the first of some letters or end with the last two."""
        first, *last = (self._at_end_having(place, letters[place]) for place in (0, -2, -1))
        return first | last[0] & last[1]

    def _at_end_having(self, place: int, letter: int) -> int:
        known = self._at_end.get((place, letter))
        if known is None:
            known = self._at_end[place, letter] = self._having_at(place % self._length, letter)
        return known

    def _sets_having(self, letter: int) -> list[int]:
        """Return the words that have a letter, those that have it twice, and so on."""
        result: list[int] = []
        for position in range(self._length):
            more = self._having_at(position, letter)
            for place, known in enumerate(result):
                result[place], more = known | more, known & more
            if more:
                result.append(more)
        return result

    def _having_at(self, position: int, letter: int) -> int:
        column = self._columns[position]
        # Of bytes int() takes three times as long.
        return int(column.translate(_ones_for(letter)).decode("ascii"), 2) if letter in column else 0

    def _words_of(self, chosen: int) -> list[str]:
        if not chosen:
            return []
        digits, words = format(chosen, f"0{len(self._words)}b"), self._words
        if chosen.bit_count() * _FEW > len(words):
            return list(compress(words, digits.encode("ascii").translate(_DIGIT_VALUES)))
        result = []
        place = digits.find("1")
        while place >= 0:
            result.append(words[place])
            place = digits.find("1", place + 1)
        return result


class LetterSetsByLength:
    """Letter sets of listed words; the words are listed, and the sets of a length made, when they are asked for."""

    __slots__ = ("_listed", "_of_length", "_sets")

    def __init__(self, listed: Callable[[], Iterable[str]]) -> None:
        """Take what lists the words."""
        self._listed = listed
        self._of_length: dict[int, list[str]] = defaultdict(list)
        self._sets: dict[int, LetterSets] = {}

    def __getitem__(self, length: int) -> LetterSets:
        """Return the words of some length."""
        sets = self._sets.get(length)
        if sets is None:
            if not self._of_length:
                for word in self._listed():
                    self._of_length[len(word)].append(word)
            sets = self._sets[length] = LetterSets(self._of_length[length])
        return sets
