"""Frequent words near a badly damaged one, by rapidfuzz.

Bird's-eye view: on a worn page several letters of one word are misread in ways that no table lists, and a walk
through the lexicon with every letter in doubt would take too long. Comparing the word with all frequent words of
about its length that begin or end like it does not: :mod:`ocrfix.candidates.letters` leaves out what lacks too many
of its letters, rapidfuzz compares the rest. The words are listed when the first one is asked for. Where nothing is
near, :attr:`NearestWords.lookup_far` goes on until nearly every second letter differs: what fits there only the words
around tell. Start reading at :attr:`NearestWords.lookup`. German examples: ``sesuellen`` finds ``sexuellen``, and far
away ``Bandesnetsauentin`` finds ``Bundesnetzagentur``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ocrfix.candidates.confusion import UNLISTED_COST, Path
from ocrfix.candidates.letters import LetterSetsByLength
from ocrfix.lexicon.table import WordTable
from ocrfix.model import Rewrite

MINIMUM_COUNT = 12.0
MINIMUM_LENGTH = 5
MAXIMUM_FOUND = 6
MAXIMUM_FOUND_FAR = 12
FAR_SHARE = 0.45
"""Letters that may differ far away: with 0.55 more of what is found is wrong (training pages, documents left out)."""
MAXIMUM_LENGTH_CHANGE = 3
_EXTRA_LETTER_COST = 2.0
_KEPT = 2_000
_CHANGES = tuple(sorted(range(-MAXIMUM_LENGTH_CHANGE, MAXIMUM_LENGTH_CHANGE + 1), key=abs))


class _Reach(NamedTuple):
    """How many edits a word of some length may be away, whether it begins or ends alike, how many words are enough."""

    edits: Callable[[int], int]
    ends_alike: bool
    most_found: int


class NearestWords:
    """The frequent words by length, listed at the first look-up."""

    lookup: Callable[[str], tuple[Path, ...]]
    """The nearest frequent words, at most ``MAXIMUM_FOUND``, by the cost of unlisted confusions.

    A worn page asks twice for its words; the last answers are kept.
    """
    lookup_far: Callable[[str], tuple[Path, ...]]
    """The same for words that have next to nothing near them, at most ``MAXIMUM_FOUND_FAR``."""

    def __init__(self, words: WordTable) -> None:
        """Take the table of words to search."""
        self._sets = LetterSetsByLength(lambda: words.frequent(MINIMUM_COUNT))
        near = _Reach(allowed_edits, True, MAXIMUM_FOUND)
        far = _Reach(far_edits, False, MAXIMUM_FOUND_FAR)
        self.lookup = lru_cache(_KEPT)(lambda word: self._find(word, near))
        self.lookup_far = lru_cache(_KEPT)(lambda word: self._find(word, far))

    def _find(self, word: str, reach: _Reach) -> tuple[Path, ...]:
        if len(word) < MINIMUM_LENGTH:
            return ()
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        most = reach.edits(len(word))
        found: set[tuple[int, str]] = set()
        # Words of the same length come first: they are often the nearest, and only words that are hardly farther
        # away than the nearest one are of interest among the others.
        for change in _CHANGES:
            if abs(change) > most:
                break
            # A longer word has letters that the read one lacks, too.
            lacking = min(most, most - change)
            alike = self._sets[len(word) + change].lacking_few(word, lacking, reach.ends_alike)
            for words in _by_ends(word, alike) if reach.ends_alike else (alike,):
                nearest = process.extract(
                    word, words, scorer=Levenshtein.distance, score_cutoff=most, limit=reach.most_found
                )
                if nearest:
                    most = min(most, int(nearest[0][1]) + 1)
                    found.update((int(distance), text) for text, distance, _ in nearest)
        paths = [letter_path(word, text) for distance, text in found if distance <= most]
        # Ink does not add letters one after another: what has them is another word (``WTO-⏎konforme``).
        paths = [path for path in paths if all(one.true or len(one.read) == 1 for one in path.rewrites)]
        return tuple(sorted(paths, key=lambda path: (path.cost, path.text))[: reach.most_found])


def _by_ends(word: str, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return those that begin with the first letter of a word, and those that end with its last two."""
    begins = [text for text in words if text[0] == word[0]]
    return begins, [text for text in words if text[-2:] == word[-2:]]


def far_edits(length: int) -> int:
    """Return how many edits are compared far away.

    >>> [far_edits(length) for length in (6, 8, 12, 16)]
    [3, 4, 5, 7]
    """
    return round(FAR_SHARE * length)


def allowed_edits(length: int) -> int:
    """Return how many edits are compared for a word of so many letters.

    >>> [allowed_edits(length) for length in (5, 8, 12, 16)]
    [1, 2, 3, 4]
    """
    return min(1 + (length > 6) + (length > 9) + (length > 13), 4)


def letter_path(word: str, text: str) -> Path:
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
