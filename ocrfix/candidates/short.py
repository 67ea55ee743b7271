"""The small words of the language near an unknown short one.

Bird's-eye view: every second word of a text is one of some two hundred (``und``, ``nicht``, ``wird``). A short word
that no list holds is likelier one of these, misread in a way that no table lists, than one of the rare words that a
listed confusion leads to; whether it is, the words around it tell. Start reading at :meth:`SmallWords.lookup`.
German example: ``ticht`` may be ``nicht``, ``vvenn`` may be ``wenn``.
"""

from __future__ import annotations

from ocrfix.candidates.confusion import Path
from ocrfix.candidates.nearest import letter_path
from ocrfix.lexicon.table import WordTable

MINIMUM_COUNT = 8_000.0
"""How often a word was seen at least to be a small word of the language."""
_SHORTEST, _LONGEST = 2, 6
_TWO_FROM = 5
"""Letters from which on two of them may be misread."""
_MOST_FOUND = 4


class SmallWords:
    """The most frequent short words in small letters, listed when the first is asked for."""

    def __init__(self, words: WordTable) -> None:
        """Take the table of words to list from."""
        self._table = words
        self._words: list[str] = []

    def lookup(self, word: str) -> list[Path]:
        """Return the small words one letter away from a word that no list holds, two from five letters on."""
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha() or not word[1:].islower():
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        if not self._words:
            small = [each for each in self._table.frequent(MINIMUM_COUNT) if each.isalpha() and each.islower()]
            # Of words equally near the most frequent come first.
            self._words = sorted(
                (each for each in small if _SHORTEST <= len(each) <= _LONGEST),
                key=lambda each: (-self._table.count(each), each),
            )
        most = 1 + (len(word) >= _TWO_FROM)
        found = process.extract(
            word.lower(), self._words, scorer=Levenshtein.distance, score_cutoff=most, limit=_MOST_FOUND
        )
        title = word[0].isupper()
        near = [text for text, _, _ in found if abs(len(text) - len(word)) <= 1]
        return [letter_path(word, text[0].upper() + text[1:] if title else text) for text in near]
