"""The lexicon: which German words there are, how frequent they are, which compounds are plausible.

Bird's-eye view: layers from general to special (corpus words, the shipped domain lexicon, word lists of
the project and the user); compounds are judged by parts that were *seen* as modifier and as head, not
merely by being words. Start reading at :meth:`Lexicon.count` and :meth:`Lexicon.compound_logp`.
German example: ``Hauptpersonalräte`` is no entry, but ``haupt`` + ``personal`` + ``räte`` are good parts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from ocrfix.lexicon.dawg import Dawg, dawg_bytes
from ocrfix.lexicon.table import WordTable, map_file

MINIMUM_PART_LENGTH = 3
MAXIMUM_PARTS = 3
_OWN_PART_COUNT = 3.0
"""An own word is taken for a part of so many compounds: the fewest that a shipped part was seen in."""
MOST_WORDS = 100_000
"""Answers about so many word types are kept: pages of an archive share most of theirs, the rest must not pile up."""
ENDINGS = frozenset(("lich", "keit", "heit", "chen", "lein", "tion"))
"""Endings that make words and are none: broken words of the corpora gave them a place among the heads."""
_LONG_HEAD = 5
_CLEARLY_MORE, _FREQUENT = 20.0, 300.0
"""How many times as often as a word an abbreviation is written for which it must have been misread, and how often at
least: rarer ones may end in l themselves (``BPl-RL``)."""
_NUMERAL = re.compile(r"[IVXLCDM]+")
LONGEST_COMPOUND = 100
"""Longer runs of letters are no words; splitting them takes time by the square of their length."""


def _modifiers_of(stems: frozenset[str]) -> frozenset[str]:
    from ocrfix.lexicon.layers import modifiers_of  # most runs have no list of their own

    return modifiers_of(stems)


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

    def __init__(
        self,
        folder: Path,
        extra_words: frozenset[str] = frozenset(),
        excluded_words: frozenset[str] = frozenset(),
        extra_stems: frozenset[str] = frozenset(),
    ) -> None:
        """Open the compiled layers of a folder; the other arguments come from the user's own lists (``OwnWords``)."""
        self.words = WordTable(folder, "words")
        self.graph = Dawg(map_file(folder / "words.dawg"))
        self._lone = map_file(folder / "words.lone")
        self.modifiers = WordTable(folder, "modifiers")
        self.heads = WordTable(folder, "heads")
        self.modifier_graph = Dawg(map_file(folder / "modifiers.dawg"))
        self.head_graph = Dawg(map_file(folder / "heads.dawg"))
        self.domain = WordTable(folder, "domain")
        self.extra_words = extra_words
        self.excluded_words = excluded_words
        self._extra_heads = frozenset(
            word.lower() for word in extra_words if word.lower().removesuffix("s") in extra_stems
        )
        self._extra_heads |= extra_stems
        self._extra_modifiers = _modifiers_of(extra_stems) if extra_stems else extra_stems
        own_letters = frozenset(word for word in extra_words if word.isalpha())
        self.extra_graph = Dawg(dawg_bytes(own_letters)[0]) if own_letters else None
        totals = dict(line.split("\t") for line in (folder / "totals.tsv").read_text(encoding="utf-8").splitlines())
        self.modifier_total = float(totals["modifiers"])
        self.head_total = float(totals["heads"])
        self.count = lru_cache(MOST_WORDS)(self._find_count)
        self.any_case_count = lru_cache(MOST_WORDS)(self._find_any_case)
        self.compound_logp = lru_cache(MOST_WORDS)(self._find_compound)

    def is_known(self, word: str) -> bool:
        """Say whether a list has a word in a case in which it may stand here, or its parts make it a compound."""
        return self.any_case_count(word) > 0 or self.compound_logp(word) > -math.inf

    def count_as_read(self, word: str) -> float:
        """Return the count of a word as it is written, in any case where it has none.

        The small word behind a capital one (``al`` behind ``Al``) says little about it where both are written.
        """
        return self.count(word) or self.any_case_count(word)

    def is_lone(self, word: str) -> bool:
        """Say whether the build found that no other word of the shipped list may be read as this one.

        The user's own words may make more forms of a word known and so worth a look than the build had.
        """
        number = self.words.number(word)
        if number is None or number >> 3 >= len(self._lone) or word in self.excluded_words:
            return False
        if word[0].lower() + word[1:] in self.extra_words:
            return False
        return bool(self._lone[number >> 3] >> (number & 7) & 1)

    def misread_abbreviation(self, part: str) -> str:
        """Return the abbreviation that a part of a hyphenated word must be with its I read as l, "" for all else.

        ``Kl`` (Klasse) is a word, too; but of 338,000 words with a hyphen in the corpora 194 begin with ``KI-``, none
        with ``Kl-``. Numerals are left aside: ``Il-76`` is an aeroplane.
        """
        abbreviation = part.replace("l", "I")
        if abbreviation == part or not abbreviation.isupper() or _NUMERAL.fullmatch(abbreviation):
            return ""
        least = max(_CLEARLY_MORE * self.count(part), _FREQUENT)
        return abbreviation if self.count(abbreviation) > least else ""

    def _find_count(self, word: str) -> float:
        if word in self.extra_words:
            return max(self.words.count(word), 500.0)
        if word in self.excluded_words:
            return 0.0
        return self.words.count(word)

    def _find_any_case(self, word: str) -> float:
        best = self.count(word)
        if word[:1].isupper():
            best = max(best, self.count(word[0].lower() + word[1:]))
            if len(word) > 1 and word.isupper():
                lower = word.lower()
                best = max(best, self.count(lower), self.count(lower[0].upper() + lower[1:]))
        return best

    def _find_compound(self, word: str) -> float:
        if len(word) > LONGEST_COMPOUND or word in self.excluded_words:
            return -math.inf
        return self._best_compound(word.lower(), MAXIMUM_PARTS)

    def _best_compound(self, word: str, parts: int) -> float:
        best = -math.inf
        if parts < MAXIMUM_PARTS and word not in ENDINGS:
            head = self.heads.count(word) or _OWN_PART_COUNT * (word in self._extra_heads)
            if head:
                best = math.log(head / self.head_total)
        if parts <= 1 or len(word) < 2 * MINIMUM_PART_LENGTH:
            return best
        for start in self._beginnings(word):
            if MINIMUM_PART_LENGTH <= len(start) <= len(word) - MINIMUM_PART_LENGTH:
                rest = self._best_compound(word[len(start) :], parts - 1)
                count = self.modifiers.count(start) or _OWN_PART_COUNT
                best = max(best, math.log(count / self.modifier_total) + rest)
        return best

    def _beginnings(self, word: str) -> list[str]:
        """Return the modifiers, shipped and own ones, that a word begins with."""
        found = self.modifiers.beginnings(word)
        if self._extra_modifiers:
            own = [word[:end] for end in range(MINIMUM_PART_LENGTH, len(word)) if word[:end] in self._extra_modifiers]
            found += [start for start in own if start not in self.modifiers]
        return found

    def has_head_of(self, first: str, compound: str) -> bool:
        """Say whether a word stands before the last part of a compound, too: ``Umwelt`` and ``Naturschutz``.

        What comes before a long last part need be in no list (``Druck`` and ``Vervielfältigungsreife``).
        """
        lowered = compound.lower()
        cuts = range(MINIMUM_PART_LENGTH, len(compound) - MINIMUM_PART_LENGTH + 1)
        heads = [
            lowered[cut:]
            for cut in cuts
            if self.heads.count(lowered[cut:])
            and (len(compound) - cut >= _LONG_HEAD or self.modifiers.count(lowered[:cut]))
        ]
        return any(self.count(first + head) for head in heads)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts (small letters) of the best reading of a word as a compound, nothing when it is none."""
        if self.compound_logp(word) == -math.inf:
            return ()
        parts: list[str] = []
        rest, left = word.lower(), MAXIMUM_PARTS
        while True:
            best = self._best_compound(rest, left)
            head = self.heads.count(rest) or _OWN_PART_COUNT * (rest in self._extra_heads)
            if parts and head and math.isclose(best, math.log(head / self.head_total)):
                return (*parts, rest)
            starts = [start for start in self._beginnings(rest) if len(start) <= len(rest) - MINIMUM_PART_LENGTH]
            start = max(starts, key=lambda each: (self._start_logp(each, rest, left), each))
            parts.append(start)
            rest, left = rest[len(start) :], left - 1

    def _start_logp(self, start: str, word: str, parts: int) -> float:
        if len(start) < MINIMUM_PART_LENGTH:
            return -math.inf
        count = self.modifiers.count(start) or _OWN_PART_COUNT
        return math.log(count / self.modifier_total) + self._best_compound(word[len(start) :], parts - 1)
