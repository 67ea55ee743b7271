"""The shipped confusion tables: what each kind of layer reads for what was printed.

Bird's-eye view: ``confusions.tsv`` (learned from aligned pages, see :mod:`ocrfix.lexicon.build.confusions`)
lists for the tables ``eng`` and ``deu`` how often ``read`` stood where ``true`` was printed, and how often
``true`` was printed. Start reading at :class:`ConfusionTables`. German example: in the table ``eng`` the
letter ``ü`` is read ``ii`` in 49 of 100 places, in ``deu`` in 2 of 10,000.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.records import dataclass
from ocrfix.text.characters import has_umlaut

if TYPE_CHECKING:
    from ocrfix.lexicon.learned import LearnedConfusions

TABLES = ("eng", "deu")
TWIN_LETTERS = frozenset("Il|1!")
"""Letters that look alike in many typefaces: clean scans confuse them as often as noisy ones."""
UNWRITTEN_RATE = 0.14
"""Share of an umlaut among the letters that a program could not write, and for which it wrote one sign."""

_MOST_KNOWN = 20_000

Rule = tuple[str, str]
"""(true, read): what was printed and what is read there."""


@dataclass(frozen=True, slots=True)
class ConfusionTables:
    """Counts of confusions: ``counts[table][rule]``, and of printed strings: ``totals[table][true]``.

    ``learned`` are those of a scanner and engine, see :mod:`ocrfix.learn`.
    """

    counts: Mapping[str, Mapping[Rule, int]]
    totals: Mapping[str, Mapping[str, int]]
    learned: LearnedConfusions | None = None
    _known: dict[Rule, tuple[float, float, bool, bool]] = field(default_factory=dict, init=False, compare=False)

    def rate(self, table: str, rule: Rule) -> float:
        """Return the share of printed ``true`` that is read as ``read`` (0..1), 0 where it was never seen."""
        count = self.counts[table].get(rule, 0)
        return count / max(self.totals[table].get(rule[0], 0), count, 1) if count else 0.0

    def known(self, rule: Rule) -> tuple[float, float, bool, bool]:
        """Return the rates of a rule in ``eng`` and ``deu``, and whether it loses an umlaut or confuses twins.

        Every page asks for the same rules, a few times each: the last ones are kept.
        """
        known = self._known.get(rule)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            is_twin = TWIN_LETTERS.issuperset("".join(rule))
            known = self.rate("eng", rule), self.rate("deu", rule), has_umlaut(rule[0]), is_twin
            self._known[rule] = known
        return known

    def rules(self) -> tuple[Rule, ...]:
        """List all rules of all tables, sorted."""
        learned = () if self.learned is None else self.learned.rules()
        return tuple(sorted({rule for table in self.counts.values() for rule in table}.union(learned)))

    def highest_rate(self, rule: Rule) -> float:
        """Return the rate of a listed rule (0..1) in the table in which it is most frequent."""
        highest = max(self.rate(name, rule) for name in TABLES)
        return highest if self.learned is None else max(highest, self.learned.rate(rule))


def load_confusions(path: Path) -> ConfusionTables:
    """Read ``confusions.tsv``: table, true, read, count, total, a line each, ``#`` starts a comment."""
    counts: dict[str, dict[Rule, int]] = {name: {} for name in TABLES}
    totals: dict[str, dict[str, int]] = {name: {} for name in TABLES}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        table, true, read, count, total = line.split("\t")
        counts[table][true, read] = int(count)
        totals[table][true] = int(total)
    return ConfusionTables(counts, totals)
