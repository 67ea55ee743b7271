"""The last resort: domain words within two edits, by symspellpy.

Bird's-eye view: some damage follows no known confusion. For an oddly spelled word without any candidate the
domain lexicon is asked for words at distance one or two (Damerau-Levenshtein). The index grows as it is needed, by
the words that lack few letters of those asked for (:mod:`ocrfix.candidates.letters`); where there are none, nothing
is asked at all. Start reading at :meth:`DistanceFallback.lookup`. German example:
``Bundesregienmng`` finds ``Bundesregierung``.
"""

from __future__ import annotations

from typing import Any

from ocrfix.candidates.letters import LetterSetsByLength
from ocrfix.lexicon.table import WordTable
from ocrfix.model import Candidate, CandidateKind

MAXIMUM_DISTANCE = 2
MINIMUM_LENGTH = 7
_COST_BY_DISTANCE = (0.0, 8.0, 11.5)
"""-ln of the rate of damage that no table lists, by distance (an estimate from pages with ground truth)."""
_PREFIX_LENGTH = 5
"""Letters by which symspellpy finds words; of the few words indexed here any number finds them quickly."""


class DistanceFallback:
    """An index over the domain lexicon, made as far as it is asked for."""

    def __init__(self, domain: WordTable) -> None:
        """Take the domain lexicon."""
        self._domain = domain
        self._index: Any = None
        self._indexed: set[str] = set()
        self._sets = LetterSetsByLength(lambda: domain)

    def lookup(self, word: str) -> tuple[Candidate, ...]:
        """Return at most three domain words within two edits, nearest first, cased as the lexicon has them."""
        if len(word) < MINIMUM_LENGTH or not self._index_near(word):
            return ()
        from symspellpy import Verbosity

        found = self._index.lookup(word, Verbosity.CLOSEST, max_edit_distance=MAXIMUM_DISTANCE, transfer_casing=False)
        ordered = sorted(found, key=lambda item: (item.distance, -item.count, item.term))
        return tuple(
            Candidate(item.term, CandidateKind.DISTANCE, (), -_COST_BY_DISTANCE[item.distance])
            for item in ordered[:3]
            if item.distance
        )

    def _index_near(self, word: str) -> bool:
        """Add the domain words that may be near a word to the index, and say whether there are any."""
        # An index over the whole domain lexicon took a quarter of a second and answered more slowly.
        near = self._near(word)
        if near and self._index is None:
            from symspellpy import SymSpell

            self._index = SymSpell(max_dictionary_edit_distance=MAXIMUM_DISTANCE, prefix_length=_PREFIX_LENGTH)
        for text in near:
            if text not in self._indexed:
                self._indexed.add(text)
                self._index.create_dictionary_entry(text, max(1, round(self._domain.count(text))))
        return bool(near)

    def _near(self, word: str) -> list[str]:
        from rapidfuzz.distance import OSA

        near: list[str] = []
        for change in range(-MAXIMUM_DISTANCE, MAXIMUM_DISTANCE + 1):
            most = min(MAXIMUM_DISTANCE, MAXIMUM_DISTANCE - change)
            near += [
                text
                for text in self._sets[len(word) + change].lacking_few(word, most)
                if OSA.distance(word, text, score_cutoff=MAXIMUM_DISTANCE) <= MAXIMUM_DISTANCE
            ]
        return near
