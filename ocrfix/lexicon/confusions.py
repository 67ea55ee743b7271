"""The shipped confusion tables: what each kind of layer reads for what was printed.

Bird's-eye view: ``confusions.tsv`` (learned from aligned pages, see :mod:`ocrfix.lexicon.build.confusions`)
lists for the tables ``eng`` and ``deu`` how often ``read`` stood where ``true`` was printed, and how often
``true`` was printed. Start reading at :class:`ConfusionTables`. German example: in the table ``eng`` the
letter ``ü`` is read ``ii`` in 47 of 100 places, in ``deu`` never.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ocrfix.lexicon.learned import LearnedConfusions

TABLES = ("eng", "deu")

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

    def rate(self, table: str, rule: Rule) -> float:
        """Return the share of printed ``true`` that is read as ``read`` (0..1), 0 where it was never seen."""
        count = self.counts[table].get(rule, 0)
        return count / max(self.totals[table].get(rule[0], 0), count, 1) if count else 0.0

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
