"""The confusions that a walk may take: what may have been printed where something else is read.

Bird's-eye view: a :class:`RuleBook` holds the confusions with a cost each, :class:`Readings` those that a budget
allows, by what is read; :mod:`ocrfix.candidates.walks` follows word graphs with them. Costs are those of the
shipped tables at their worst, so that a walk is done once per word type; what a confusion costs *on this page*
is decided later (:mod:`ocrfix.detect.profile`). Start reading at :func:`rule_book`. German example: ``ll`` may be
read where ``ß`` was printed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from ocrfix.lexicon.confusions import ConfusionTables
from ocrfix.lexicon.dawg import Dawg
from ocrfix.model import Rewrite
from ocrfix.records import dataclass

UNLISTED_COST = 10.5
"""-ln of the rate of a confusion of letters that no table lists."""
MAXIMUM_BEGINNING_COST = 6.0
"""Of the beginnings of a compound, confusions that are rarer (-ln) are left aside."""
_MAXIMUM_WINDOWS = 20_000
"""Windows of words are forgotten when there are more: a bound on memory."""
_MAXIMUM_ENDINGS = 5_000
"""The same for the endings of words."""
_BUDGET_STEP = 2.0
"""Budgets share their readings, and so the fronts of their walks, when rounded up to a multiple of this."""

Rule = tuple[str, str, float]
"""(read, true, cost)"""
Made = tuple[tuple[int, Rule], ...]
"""The rewrites of a walk: (position, rule)."""
State = tuple[int, int, float, Made]
"""Where a walk stands: letters used, place in the graph, cost, rewrites so far."""
End = tuple[int, float, Made]
"""Letters used, cost, rewrites where a word ends."""


class Path(NamedTuple):
    """A word that a walk reached: its text, the rewrites that lead there, their cost (-ln, worst table)."""

    text: str
    cost: float
    rewrites: tuple[Rewrite, ...]


class Reading(NamedTuple):
    """What may have been printed where a string is read, by its first letter as (further letters, rule)."""

    cheapest: float
    by_first: Mapping[str, Sequence[tuple[str, Rule]]]
    deletions: Sequence[Rule]
    """The rules by which nothing was printed there."""


class Front(NamedTuple):
    """The states behind the beginning of a word; those from ``arrived`` on were reached by missing letters."""

    states: list[State]
    arrived: int


class ByRead(dict[str, Reading]):
    """The readings of strings, made from their rules when they are asked for: a page holds few of all strings."""

    def __init__(self, rules: Mapping[str, Sequence[Rule]]) -> None:
        """Take the rules by what is read."""
        super().__init__()
        self.rules = rules

    def __missing__(self, read: str) -> Reading:
        """Make a reading; raises KeyError where there is no rule."""
        reading = self[read] = _reading(self.rules[read])
        return reading


@dataclass(frozen=True, slots=True)
class Readings:
    """The confusions that a budget allows, and where walks stood behind the beginnings of words.

    ``by_read`` holds the readings of single strings, ``by_window`` the readings of all strings that a window begins
    with, ``by_ending`` those of all letters behind the first ones of words; ``lengths`` says how many letters are read
    together at most from a letter on, ``longest`` from any.
    """

    by_read: ByRead
    lengths: Mapping[str, int]
    by_window: dict[str, Reading | None]
    by_ending: dict[str, tuple[list[Reading | None], list[float]]]
    longest: int
    insertions: Mapping[str, Rule]
    cheapest_insertion: float
    budget: float
    fronts: dict[Dawg, dict[str, tuple[Front, ...]]]

    def at(self, letters: str) -> tuple[list[Reading | None], list[float]]:
        """Return what else may have been printed at each of some letters, None where nothing, and the cheapest costs.

        These are what the cheapest confusion from a letter on costs, the end included. Many words end alike, and one
        word is walked more than once: the last answers are kept.
        """
        answer = self.by_ending.get(letters)
        if answer is None:
            lengths, known = self.lengths, self.by_window
            found: list[Reading | None] = []
            for start, letter in enumerate(letters):
                window = letters[start : start + lengths.get(letter, 1)]
                found.append(known[window] if window in known else self._found(window))
            costs = [math.inf if reading is None else reading[0] for reading in reversed(found)]
            if len(self.by_ending) > _MAXIMUM_ENDINGS:
                self.by_ending.clear()
            answer = self.by_ending[letters] = found, [*accumulate(costs, min, initial=math.inf)][::-1]
        return answer

    def _found(self, window: str) -> Reading | None:
        by_read, rules_of = self.by_read, self.by_read.rules
        found = [by_read[read] for end in range(len(window)) if (read := window[: end + 1]) in rules_of]
        rules = [rule for reading in found for row in reading.by_first.values() for _, rule in row]
        rules += [rule for reading in found for rule in reading.deletions]
        if len(self.by_window) > _MAXIMUM_WINDOWS:
            self.by_window.clear()
        reading = self.by_window[window] = found[0] if len(found) == 1 else _reading(rules) if found else None
        return reading


@dataclass(frozen=True, slots=True, eq=False)
class RuleBook:
    """Confusions by the first letter of what is read, cheapest first; insertions read nothing."""

    by_letter: Mapping[str, tuple[Rule, ...]]
    insertions: tuple[tuple[str, float], ...]
    _readings: dict[tuple[float, bool], Readings] = field(default_factory=dict)

    def readings(self, budget: float, is_beginning: bool = False) -> Readings:
        """Return the confusions for a budget (rounded up); those of a beginning are letters and not too rare."""
        rounded = math.ceil(budget / _BUDGET_STEP) * _BUDGET_STEP
        known = self._readings.get((rounded, is_beginning))
        if known is None:
            known = self._readings[rounded, is_beginning] = _allowed(self, rounded, is_beginning)
        return known


def _loses_digit(true: str, read: str) -> bool:
    """Say whether a digit would vanish: it may be a number without its space or the figure of a footnote."""
    return any(map(str.isdigit, read)) and true == "".join(letter for letter in read if not letter.isdigit())


def rule_book(tables: ConfusionTables) -> RuleBook:
    """Build the rule book from the shipped tables; the cost of a rule is -ln of its highest rate."""
    by_letter: dict[str, list[tuple[str, str, float]]] = {}
    insertions: list[tuple[str, float]] = []
    for rule in tables.rules():
        true, read = rule
        cost = -math.log(tables.highest_rate(rule))
        if not (true.isalpha() or true == "") or not (true or read) or _loses_digit(true, read):
            continue
        if read:
            by_letter.setdefault(read[0], []).append((read, true, cost))
        elif true.isalpha():
            insertions.append((true, cost))
    return RuleBook(
        {letter: tuple(sorted(rules, key=lambda rule: (rule[2], rule))) for letter, rules in by_letter.items()},
        tuple(sorted(insertions, key=lambda rule: (rule[1], rule))),
    )


def _allowed(rules: RuleBook, budget: float, is_beginning: bool) -> Readings:
    most = min(budget, MAXIMUM_BEGINNING_COST) if is_beginning else budget
    of_read: dict[str, list[Rule]] = defaultdict(list)
    for group in rules.by_letter.values():
        for rule in group:
            if rule[2] <= most and (rule[1] or not is_beginning):
                of_read[rule[0]].append(rule)
    lengths: dict[str, int] = {}
    for read in of_read:
        lengths[read[0]] = max(lengths.get(read[0], 1), len(read))
    insertions = {
        true: ("", true, cost)
        for true, cost in rules.insertions
        if cost <= most and len(true) == 1 and not is_beginning
    }
    return Readings(
        by_read=ByRead(dict(of_read)),
        lengths=lengths,
        by_window={},
        by_ending={},
        longest=max(map(len, of_read), default=1),
        insertions=insertions,
        cheapest_insertion=min((cost for _, _, cost in insertions.values()), default=math.inf),
        budget=budget,
        fronts={},
    )


def _reading(rules: Sequence[Rule]) -> Reading:
    by_first: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
    ordered = sorted(rules, key=itemgetter(2))
    for rule in ordered:
        if rule[1]:
            by_first[rule[1][0]].append((rule[1][1:], rule))
    return Reading(ordered[0][2], dict(by_first), [rule for rule in ordered if not rule[1]])
