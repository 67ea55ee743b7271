"""The confusion lattice: every word of a graph that may have been read as what stands there.

Bird's-eye view: a :class:`RuleBook` holds the confusions with a cost each; :func:`walk` follows a word
graph and the read word together, letter by letter, and may at each place take a confusion instead of the
same letter. Costs are those of the shipped tables at their worst, so that a walk is done once per word
type; what a confusion costs *on this page* is decided later (:mod:`ocrfix.detect.profile`). Start reading
at :func:`walk`. German example: ``Mallnahmen`` reaches ``Maßnahmen`` by the confusion ``ll`` for ``ß``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ocrfix.lexicon.confusions import TABLES, ConfusionTables
from ocrfix.lexicon.dawg import Dawg
from ocrfix.model import Rewrite

UNLISTED_COST = 10.5
"""-ln of the rate of a confusion of letters that no table lists."""
NEAR_BUDGET = 3.5
MAXIMUM_STEPS = 4000
"""A walk gives up after so many steps: a bound on time, reached by noise only."""


class Path(NamedTuple):
    """A word that a walk reached: its text, the rewrites that lead there, their cost (-ln, worst table)."""

    text: str
    cost: float
    rewrites: tuple[Rewrite, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Confusions by the first letter of what is read: (read, true, cost); insertions read nothing."""

    by_letter: Mapping[str, tuple[tuple[str, str, float], ...]]
    insertions: tuple[tuple[str, float], ...]


def rule_book(tables: ConfusionTables) -> RuleBook:
    """Build the rule book from the shipped tables; the cost of a rule is -ln of its highest rate."""
    by_letter: dict[str, list[tuple[str, str, float]]] = {}
    insertions: list[tuple[str, float]] = []
    for rule in tables.rules():
        true, read = rule
        cost = -math.log(max(tables.rate(name, rule) for name in TABLES))
        if not (true.isalpha() or true == "") or not (true or read):
            continue
        if read:
            by_letter.setdefault(read[0], []).append((read, true, cost))
        elif true.isalpha():
            insertions.append((true, cost))
    return RuleBook(
        {letter: tuple(sorted(rules, key=lambda rule: (rule[2], rule))) for letter, rules in by_letter.items()},
        tuple(sorted(insertions, key=lambda rule: (rule[1], rule))),
    )


def walk_near(word: str, graph: Dawg, rules: RuleBook) -> list[Path]:
    """Return the words of the graph that differ by one letter no table lists, and by cheap listed confusions.

    The unlisted letter may be another one, missing or one too many. Its cost is ``UNLISTED_COST``, that of
    the listed confusions at most ``NEAR_BUDGET``.
    """
    found: dict[str, Path] = {}
    length = len(word)
    # position, node, final, cost, unlisted letters left, text so far, rewrites so far
    stack: list[tuple[int, int, bool, float, int, str, tuple[Rewrite, ...]]] = [(0, graph.root, False, 0.0, 1, "", ())]
    steps = 0
    while stack and steps < MAXIMUM_STEPS:
        position, index, final, cost, left, text, rewrites = stack.pop()
        steps += 1
        if position == length:
            if final and (text not in found or found[text].cost > cost):
                found[text] = Path(text, cost, rewrites)
            if not left:
                continue
        edges = graph.node(index)
        letter = word[position] if position < length else ""
        if left:
            total = cost + UNLISTED_COST
            for true, (target, ends) in edges.items():
                if position < length and true != letter:
                    one = (*rewrites, Rewrite(position, letter, true))
                    stack.append((position + 1, target, ends, total, 0, text + true, one))
                more = (*rewrites, Rewrite(position, "", true))
                stack.append((position, target, ends, total, 0, text + true, more))
            if letter:
                less = (*rewrites, Rewrite(position, letter, ""))
                stack.append((position + 1, index, final, total, 0, text, less))
        for read, true, rule_cost in rules.by_letter.get(letter, ()):
            if rule_cost > NEAR_BUDGET or len(rewrites) > 2:
                break
            if not word.startswith(read, position):
                continue
            end = graph.follow(index, final, true)
            if end is not None:
                made = (*rewrites, Rewrite(position, read, true))
                stack.append((position + len(read), *end, cost + rule_cost, left, text + true, made))
        step = edges.get(letter)
        if step is not None:
            stack.append((position + 1, *step, cost, left, text + letter, rewrites))
    return sorted(found.values(), key=lambda path: (path.cost, path.text))


def walk(word: str, graph: Dawg, rules: RuleBook, budget: float, maximum_steps: int = MAXIMUM_STEPS) -> list[Path]:
    """Return the words of the graph that ``word`` may be a reading of, cheapest first.

    ``budget`` bounds the summed cost of the rewrites (nats). The read word itself is returned with no
    rewrite when the graph holds it.
    """
    found: dict[str, Path] = {}
    length = len(word)
    # This loop is the hot spot of the engine: it looks nodes up in the graph's own dictionary and tries the
    # one step that most rules take before anything else.
    nodes, node_of = graph.visited, graph.node
    by_letter, insertions = rules.by_letter, rules.insertions
    startswith = word.startswith
    # position, node, final, cost, text so far, rewrites so far
    stack: list[tuple[int, int, bool, float, str, tuple[Rewrite, ...]]] = [(0, graph.root, False, 0.0, "", ())]
    steps = 0
    while stack:
        position, index, final, cost, text, rewrites = stack.pop()
        steps += 1
        if steps > maximum_steps:
            break
        if position == length:
            if final and (text not in found or found[text].cost > cost):
                found[text] = Path(text, cost, rewrites)
            continue
        edges = nodes.get(index) or node_of(index)
        letter = word[position]
        left = budget - cost
        for read, true, rule_cost in by_letter.get(letter, ()):
            if rule_cost > left:
                break
            if true:
                step = edges.get(true[0])
                if step is None:
                    continue
                target, ends = step
            else:
                target, ends = index, final
            if len(read) > 1 and not startswith(read, position):
                continue
            for true_letter in true[1:]:
                step = node_of(target).get(true_letter)
                if step is None:
                    break
                target, ends = step
            else:
                made = (*rewrites, Rewrite(position, read, true))
                stack.append((position + len(read), target, ends, cost + rule_cost, text + true, made))
        if len(rewrites) < 2:
            for true, rule_cost in insertions:
                total = cost + rule_cost
                if total > budget:
                    break
                step = edges.get(true)
                if step is not None:
                    stack.append((position, *step, total, text + true, (*rewrites, Rewrite(position, "", true))))
        step = edges.get(letter)
        if step is not None:
            stack.append((position + 1, *step, cost, text + letter, rewrites))
    return sorted(found.values(), key=lambda path: (path.cost, path.text))
