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


class NearestWords:
    """The frequent words by length and beginning or ending, listed at the first look-up."""

    def __init__(self, words: WordTable) -> None:
        """Take the table of words to search."""
        self._words = words
        self._lists: dict[tuple[int, str], list[str]] = defaultdict(list)

    def lookup(self, word: str) -> list[Path]:
        """Return the nearest frequent words, at most ``MAXIMUM_FOUND``, by the cost of unlisted confusions."""
        if len(word) < MINIMUM_LENGTH:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        if not self._lists:
            self._list_words()
        most = allowed_edits(len(word))
        found: set[tuple[int, str]] = set()
        for length in range(len(word) - MAXIMUM_LENGTH_CHANGE, len(word) + MAXIMUM_LENGTH_CHANGE + 1):
            for ends in (word[0], word[-2:]):
                choices = self._lists.get((length, ends))
                if choices:
                    nearest = process.extract(
                        word, choices, scorer=Levenshtein.distance, score_cutoff=most, limit=MAXIMUM_FOUND
                    )
                    found.update((int(distance), text) for text, distance, _ in nearest)
        least = min(found, default=(0, ""))[0]
        paths = [_path(word, text) for distance, text in sorted(found) if distance <= least + 1]
        return sorted(paths, key=lambda path: (path.cost, path.text))[:MAXIMUM_FOUND]

    def _list_words(self) -> None:
        for word in self._words.frequent(MINIMUM_COUNT):
            if len(word) >= MINIMUM_LENGTH - 1:
                self._lists[len(word), word[0]].append(word)
                self._lists[len(word), word[-2:]].append(word)


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
