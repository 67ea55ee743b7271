"""The lexicon: which German words there are, how frequent they are, which compounds are plausible.

Bird's-eye view: layers from general to special (corpus words, the shipped domain lexicon, word lists of
the project and the user); compounds are judged by parts that were *seen* as modifier and as head, not
merely by being words. Start reading at :meth:`Lexicon.count` and :meth:`Lexicon.compound_logp`.
German example: ``Hauptpersonalräte`` is no entry, but ``haupt`` + ``personal`` + ``räte`` are good parts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ocrfix.lexicon.dawg import Dawg, dawg_bytes
from ocrfix.lexicon.table import WordTable, map_file

MINIMUM_PART_LENGTH = 3
MAXIMUM_PARTS = 3
LONGEST_COMPOUND = 100
"""Longer runs of letters are no words; splitting them takes time by the square of their length."""


class Lexicon:
    """All word layers of a run; answers are kept per word type, in C since they are asked for all the time."""

    count: Callable[[str], float]
    """How often a word was seen as it is written; the user's own words count as frequent."""
    any_case_count: Callable[[str], float]
    """The count of a word in any case in which it may stand here.

    A sentence may begin with a capital (``Fuhrt``) and a heading may be all capitals.
    """
    compound_logp: Callable[[str], float]
    """ln P of a word as a compound of seen modifiers and a seen head, -inf when it is none."""

    def __init__(self, folder: Path, extra_words: frozenset[str] = frozenset()) -> None:
        """Open the compiled layers of a folder; ``extra_words`` come from the user's own lists."""
        self.words = WordTable(folder, "words")
        self.graph = Dawg(map_file(folder / "words.dawg"))
        self._lone = map_file(folder / "words.lone")
        self.modifiers = WordTable(folder, "modifiers")
        self.heads = WordTable(folder, "heads")
        self.modifier_graph = Dawg(map_file(folder / "modifiers.dawg"))
        self.head_graph = Dawg(map_file(folder / "heads.dawg"))
        self.domain = WordTable(folder, "domain")
        self.extra_words = extra_words
        own_letters = frozenset(word for word in extra_words if word.isalpha())
        self.extra_graph = Dawg(dawg_bytes(own_letters)[0]) if own_letters else None
        totals = dict(line.split("\t") for line in (folder / "totals.tsv").read_text(encoding="utf-8").splitlines())
        self.modifier_total = float(totals["modifiers"])
        self.head_total = float(totals["heads"])
        self.count = cache(self._find_count)
        self.any_case_count = cache(self._find_any_case)
        self.compound_logp = cache(self._find_compound)

    def is_lone(self, word: str) -> bool:
        """Say whether the build found that no other word of the shipped list may be read as this one.

        The user's own words may make more forms of a word known and so worth a look than the build had.
        """
        number = self.words.number(word)
        if number is None or number >> 3 >= len(self._lone) or word[0].lower() + word[1:] in self.extra_words:
            return False
        return bool(self._lone[number >> 3] >> (number & 7) & 1)

    def _find_count(self, word: str) -> float:
        count = self.words.count(word)
        return max(count, 500.0) if word in self.extra_words else count

    def _find_any_case(self, word: str) -> float:
        best = self.count(word)
        if word[:1].isupper():
            best = max(best, self.count(word[0].lower() + word[1:]))
            if len(word) > 1 and word.isupper():
                lower = word.lower()
                best = max(best, self.count(lower), self.count(lower[0].upper() + lower[1:]))
        return best

    def _find_compound(self, word: str) -> float:
        return -math.inf if len(word) > LONGEST_COMPOUND else self._best_compound(word.lower(), MAXIMUM_PARTS)

    def _best_compound(self, word: str, parts: int) -> float:
        best = -math.inf
        if parts < MAXIMUM_PARTS:
            head = self.heads.count(word)
            if head:
                best = math.log(head / self.head_total)
        if parts <= 1 or len(word) < 2 * MINIMUM_PART_LENGTH:
            return best
        for start in self.modifiers.beginnings(word):
            if MINIMUM_PART_LENGTH <= len(start) <= len(word) - MINIMUM_PART_LENGTH:
                rest = self._best_compound(word[len(start) :], parts - 1)
                best = max(best, math.log(self.modifiers.count(start) / self.modifier_total) + rest)
        return best
