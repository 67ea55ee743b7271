"""The last resort: domain words within two edits, by symspellpy.

Bird's-eye view: some damage follows no known confusion. For an oddly spelled word without any candidate the
domain lexicon is asked for words at distance one or two (Damerau-Levenshtein). The index grows as it is needed,
by words of the lengths that may be near enough. Start reading at :meth:`DistanceFallback.lookup`. German example:
``Bundesregienmng`` finds ``Bundesregierung``.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ocrfix.lexicon.table import WordTable
from ocrfix.model import Candidate, CandidateKind

MAXIMUM_DISTANCE = 2
MINIMUM_LENGTH = 7
_COST_BY_DISTANCE = (0.0, 8.0, 11.5)
"""-ln of the rate of damage that no table lists, by distance (an estimate from pages with ground truth)."""
_PREFIX_LENGTH = 5
"""Letters by which symspellpy finds words: fewer make an index sooner, more make it answer faster."""


class DistanceFallback:
    """An index over the domain lexicon, made as far as it is asked for."""

    def __init__(self, domain: WordTable) -> None:
        """Take the domain lexicon."""
        self._domain = domain
        self._index: Any = None
        self._left: dict[int, list[str]] = defaultdict(list)

    def lookup(self, word: str) -> tuple[Candidate, ...]:
        """Return at most three domain words within two edits, nearest first, cased as the lexicon has them."""
        if len(word) < MINIMUM_LENGTH:
            return ()
        from symspellpy import Verbosity

        index = self._open(len(word))
        found = index.lookup(word, Verbosity.CLOSEST, max_edit_distance=MAXIMUM_DISTANCE, transfer_casing=False)
        ordered = sorted(found, key=lambda item: (item.distance, -item.count, item.term))
        return tuple(
            Candidate(item.term, CandidateKind.DISTANCE, (), -_COST_BY_DISTANCE[item.distance])
            for item in ordered[:3]
            if item.distance
        )

    def _open(self, length: int) -> Any:  # noqa: ANN401  (symspellpy has no types)
        """Return the index, which holds at least the words that may be near one of some length."""
        if self._index is None:
            from symspellpy import SymSpell

            self._index = SymSpell(max_dictionary_edit_distance=MAXIMUM_DISTANCE, prefix_length=_PREFIX_LENGTH)
            for word in self._domain:
                self._left[len(word)].append(word)
        for near in range(length - MAXIMUM_DISTANCE, length + MAXIMUM_DISTANCE + 1):
            for word in self._left.pop(near, ()):
                self._index.create_dictionary_entry(word, max(1, round(self._domain.count(word))))
        return self._index
