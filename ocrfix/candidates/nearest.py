"""Frequent words near a badly damaged one, by rapidfuzz.

Bird's-eye view: on a worn page several letters of one word are misread in ways that no table lists, and a walk
through the lexicon with every letter in doubt would take too long. Comparing the word with all frequent words of
about its length that begin or end like it does not: rapidfuzz compares thousands in a millisecond. The words are
listed when the first one is asked for. Start reading at :meth:`NearestWords.lookup`. German example: ``sesuellen``
finds ``sexuellen``.
"""

from __future__ import annotations

from collections import defaultdict

from ocrfix.candidates.confusion import UNLISTED_COST, Path
from ocrfix.lexicon.table import WordTable
from ocrfix.model import Rewrite

MINIMUM_COUNT = 12.0
MINIMUM_LENGTH = 5
MAXIMUM_FOUND = 6
MAXIMUM_LENGTH_CHANGE = 3
_EXTRA_LETTER_COST = 2.0
_CHANGES = tuple(sorted(range(-MAXIMUM_LENGTH_CHANGE, MAXIMUM_LENGTH_CHANGE + 1), key=abs))


class NearestWords:
    """The frequent words by length and beginning or ending, listed at the first look-up."""

    def __init__(self, words: WordTable) -> None:
        """Take the table of words to search."""
        self._words = words
        self._of_length: dict[int, list[str]] = defaultdict(list)
        self._alike: dict[int, dict[str, list[str]]] = {}

    def lookup(self, word: str) -> list[Path]:
        """Return the nearest frequent words, at most ``MAXIMUM_FOUND``, by the cost of unlisted confusions."""
        if len(word) < MINIMUM_LENGTH:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        most = allowed_edits(len(word))
        found: set[tuple[int, str]] = set()
        # Words of the same length come first: they are often the nearest, and only words that are hardly farther
        # away than the nearest one are of interest among the others.
        for change in _CHANGES:
            if abs(change) > most:
                break
            alike = self._alike_of(len(word) + change)
            for ends in (word[0], word[-2:]):
                nearest = process.extract(
                    word, alike.get(ends, ()), scorer=Levenshtein.distance, score_cutoff=most, limit=MAXIMUM_FOUND
                )
                if nearest:
                    most = min(most, int(nearest[0][1]) + 1)
                    found.update((int(distance), text) for text, distance, _ in nearest)
        paths = [_path(word, text) for distance, text in found if distance <= most]
        return sorted(paths, key=lambda path: (path.cost, path.text))[:MAXIMUM_FOUND]

    def _alike_of(self, length: int) -> dict[str, list[str]]:
        """Return the words of some length by their first letter and by their last two."""
        if not self._of_length:
            for word in self._words.frequent(MINIMUM_COUNT):
                self._of_length[len(word)].append(word)
        alike = self._alike.get(length)
        if alike is None:
            alike = self._alike[length] = defaultdict(list)
            for word in self._of_length[length] if length >= MINIMUM_LENGTH - 1 else ():
                alike[word[0]].append(word)
                alike[word[-2:]].append(word)
        return alike


def allowed_edits(length: int) -> int:
    """Return how many edits are compared for a word of so many letters.

    >>> [allowed_edits(length) for length in (5, 8, 12, 16)]
    [1, 2, 3, 4]
    """
    return min(1 + (length > 6) + (length > 9) + (length > 13), 4)


def _path(word: str, text: str) -> Path:
    """Describe the way from a read word to a printed one: neighbouring edits are one confusion."""
    from rapidfuzz.distance import Levenshtein

    rewrites: list[Rewrite] = []
    for step in Levenshtein.opcodes(word, text):
        if step.tag == "equal":
            continue
        read, true = word[step.src_start : step.src_end], text[step.dest_start : step.dest_end]
        last = rewrites[-1] if rewrites else None
        if last is not None and last.position + len(last.read) == step.src_start:
            rewrites[-1] = Rewrite(last.position, last.read + read, last.true + true)
        else:
            rewrites.append(Rewrite(step.src_start, read, true))
    cost = sum(UNLISTED_COST + _EXTRA_LETTER_COST * (max(len(one.read), len(one.true)) - 1) for one in rewrites)
    return Path(text, cost, tuple(rewrites))
