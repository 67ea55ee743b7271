"""How probable a word is here: a word n-gram model with classes and a character model behind it.

Bird's-eye view: KenLM answers for symbols (:mod:`ocrfix.text.context`); what a symbol leaves open (which
of the rare words ending in ``-äte``?) is answered by counts, by the compound model and by the character
model, in this order. All figures are natural logarithms. Start reading at :meth:`LanguageModel.window_logp`.
German example: after ``zwei`` the model expects ``Länder`` (countries), not the surname ``Lander``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ocrfix.lexicon.lexicon import MOST_WORDS, Lexicon
from ocrfix.text.context import class_symbols
from ocrfix.text.tokens import number_class, pieces

_LN10 = math.log(10.0)
_NOVEL_SHARE = 0.35
"""Share of rare words that no list holds (hapax share of the corpora)."""
_COMPOUND_SHARE = 0.6
"""Share of those that are compounds of known parts."""
_LONGEST_SHORT_PART, _FREQUENT_PART = 3, 300.0
_RARE_FIRST_PART_LOGP = -3.0
"""ln P that so short and rare a word, no abbreviation in capitals, begins one with a hyphen."""
_MISREAD_PART_LOGP = -6.0
"""The same for any part that must be a misread abbreviation."""


class LanguageModel:
    """Word and character models over memory-mapped KenLM files; answers about words are kept in C."""

    symbol: Callable[[str], str]
    """The symbol of a word: itself when frequent, else its class."""
    inner_logp: Callable[[str], float]
    """ln P(word | its symbol): 0 for a frequent word and for numbers."""
    character_logp: Callable[[str], float]
    """ln P of a spelling by the character model."""
    shown: Callable[[str], tuple[tuple[str, ...], float]]
    """What a reading shows the model, which may be several words: its symbols and what they leave open (ln)."""

    def __init__(self, folder: Path, lexicon: Lexicon) -> None:
        """Open ``language.bin``, ``characters.bin`` and ``classes.tsv`` of a folder."""
        import kenlm

        configuration = kenlm.Config()
        configuration.load_method = kenlm.LoadMethod.LAZY
        self._kenlm: Any = kenlm
        self._words: Any = kenlm.Model(str(folder / "language.bin"), configuration)
        self._characters: Any = kenlm.Model(str(folder / "characters.bin"), configuration)
        self.order: int = self._words.order
        self._lexicon = lexicon
        self._class_totals: dict[str, float] = {}
        for line in (folder / "classes.tsv").read_text(encoding="utf-8").splitlines():
            symbol, total = line.split("\t")
            self._class_totals[symbol] = float(total)
        self._rare_total = sum(self._class_totals.values())
        self.symbol = lru_cache(MOST_WORDS)(self._find_symbol)
        self.inner_logp = lru_cache(MOST_WORDS)(self._find_inner)
        self.character_logp = lru_cache(MOST_WORDS)(self._find_spelling)
        self.shown = lru_cache(MOST_WORDS)(self._find_shown)
        self._scores: dict[tuple[str, ...], float] = {}

    def _find_symbol(self, word: str) -> str:
        if word in self._words and number_class(word) is None:
            return word
        for symbol in class_symbols(word):
            if symbol in self._words:
                return symbol
        return "<unk>"

    def _find_inner(self, word: str) -> float:
        symbol = self.symbol(word)
        if symbol == word or number_class(word) in ("<n1>", "<n2>", "<n3>", "<year>", "<date>", "<num>", "<na>"):
            return 0.0
        share = math.log(max(self._class_totals.get(symbol, 1.0), 1.0))
        count = self._lexicon.count(word)
        seen = math.log(count) - share if count else -math.inf
        return min(0.0, max(seen, self.novel_logp(word) + math.log(max(self._rare_total, 1.0)) - share))

    def novel_logp(self, word: str) -> float:
        """Return ln P of a word that no list holds among all rare words."""
        parts = word.split("-")
        if len(parts) > 1 and all(parts):
            parted = [
                self._part_logp(part) + self._misread_part_logp(part, not place) for place, part in enumerate(parts)
            ]
            return math.log(0.2) + sum(parted)
        spelled = math.log(_NOVEL_SHARE * (1 - _COMPOUND_SHARE)) + self.character_logp(word)
        compound = self._lexicon.compound_logp(word) if word.isalpha() and not word.isupper() else -math.inf
        return max(spelled, math.log(_NOVEL_SHARE * _COMPOUND_SHARE) + compound)

    def _misread_part_logp(self, part: str, is_first: bool) -> float:
        if len(part) > _LONGEST_SHORT_PART or part.isupper() or self._lexicon.count(part) >= _FREQUENT_PART:
            return 0.0
        if self._lexicon.misread_abbreviation(part):
            return _MISREAD_PART_LOGP
        return _RARE_FIRST_PART_LOGP if is_first else 0.0

    def _part_logp(self, part: str) -> float:
        count = self._lexicon.any_case_count(part)
        if count:
            return math.log(count / 6e7)
        return self.novel_logp(part) - 4.0

    def _find_spelling(self, word: str) -> float:
        return float(self._characters.score(" ".join(word), bos=True, eos=True)) * _LN10

    def _find_shown(self, text: str) -> tuple[tuple[str, ...], float]:
        if text.isalpha():
            return (self.symbol(text),), self.inner_logp(text)
        parts = [piece.text for piece in pieces(text)]
        return tuple([self.symbol(part) for part in parts]), sum([self.inner_logp(part) for part in parts])

    def window_logp(self, left: tuple[str, ...], middle: tuple[str, ...], right: tuple[str, ...]) -> float:
        """Return ln P of the symbols ``middle`` and ``right`` after the symbols ``left``.

        ``left`` may start with ``<s>``; symbols are cached as windows, since pages repeat themselves.
        """
        key = (*left, "\0", *middle, *right)
        known = self._scores.get(key)
        if known is None:
            known = self._scores[key] = self._score(left, middle + right)
            if len(self._scores) > 400_000:
                self._scores.clear()
        return known

    def follows_logp(self, previous: str, word: str) -> float:
        """Return ln P of a word behind another one."""
        return self.window_logp((self.symbol(previous),), (self.symbol(word),), ()) + self.inner_logp(word)

    def _score(self, left: tuple[str, ...], following: tuple[str, ...]) -> float:
        state, after = self._kenlm.State(), self._kenlm.State()
        model = self._words
        if left and left[0] == "<s>":
            model.BeginSentenceWrite(state)
            left = left[1:]
        else:
            model.NullContextWrite(state)
        for symbol in left:
            model.BaseScore(state, symbol, after)
            state, after = after, state
        total = 0.0
        for symbol in following:
            total += model.BaseScore(state, symbol, after)
            state, after = after, state
        return total * _LN10
