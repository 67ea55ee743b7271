"""Walks through a word graph along a read word, with the confusions that a budget allows.

Bird's-eye view: :func:`walk` follows graph and read word together, letter by letter, and may at each place take a
confusion instead of the same letter. Near its root the graph is so wide that nearly every confusion leads on, and
there most of the time would be spent; so the states behind the first letters (a :class:`Front`) are kept for all
words that begin alike. Behind them a state mostly has one edge to follow. Start reading at :func:`walk`. German
example: ``Mallnahmen`` reaches ``Maßnahmen`` by the confusion ``ll`` for ``ß``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from ocrfix.candidates.confusion import End, Front, Made, Path, Reading, Readings, RuleBook, State
from ocrfix.lexicon.dawg import Dawg
from ocrfix.model import Rewrite

MAXIMUM_STEPS = 4000
"""A walk gives up after so many steps: a bound on time, reached by noise only."""
MAXIMUM_BEGINNING_STEPS = 1500
MINIMUM_BEGINNING = 3
SHARED_LETTERS = 4
"""Where most walks go on by one edge only: what comes before is walked once for all words that begin alike."""
_MAXIMUM_SHARED = 20_000
"""Beginnings of words are forgotten when there are more: a bound on memory."""
_MAXIMUM_BEFORE_INSERTION = 2
"""A letter is added only to words with fewer rewrites than this."""

rewrite = cache(Rewrite)
"""The same few rewrites are met again and again: making one takes longer than looking it up."""


def walk(word: str, graph: Dawg, rules: RuleBook, budget: float, maximum_steps: int = MAXIMUM_STEPS) -> list[Path]:
    """Return the words of the graph that ``word`` may be a reading of, cheapest first.

    ``budget`` bounds the summed cost of the rewrites (nats). The read word itself is returned with no
    rewrite when the graph holds it.
    """
    ends = _follow(word, graph, rules.readings(budget), budget, maximum_steps, False)
    if not ends:
        return []
    return sorted(_cheapest(word, ends).values(), key=lambda path: (path.cost, path.text))


def walk_beginning(word: str, graph: Dawg, rules: RuleBook, budget: float) -> list[tuple[int, Path]]:
    """Return (letters used, path) for every word of the graph that the word may begin with.

    Letters are neither added nor taken away, and rare confusions are left aside.
    """
    ends = _follow(word, graph, rules.readings(budget, is_beginning=True), budget, MAXIMUM_BEGINNING_STEPS, True)
    of_length: dict[int, list[tuple[int, float, Made]]] = defaultdict(list)
    for end in ends:
        of_length[end[0]].append(end)
    return [
        (used, path)
        for used, found in sorted(of_length.items())
        for path in _cheapest(word, found).values()
        if len(path.text) >= MINIMUM_BEGINNING
    ]


def shifted(rewrites: Sequence[Rewrite], offset: int) -> tuple[Rewrite, ...]:
    """Move rewrites behind so many letters."""
    return tuple([rewrite(each.position + offset, each.read, each.true) for each in rewrites])


def _follow(
    word: str, graph: Dawg, readings: Readings, budget: float, maximum_steps: int, is_beginning: bool
) -> list[End]:
    """Return (letters used, cost, rewrites) where a word of the graph ends behind the whole word.

    With ``is_beginning`` also where one ends behind its first letters.
    """
    # This is the hot spot of the engine: it looks nodes up in the graph's own dictionary, goes through the edges or
    # the confusions, whichever are fewer, and follows the letters as they stand in an inner loop. Most states have
    # spent their budget, so that only the letters as they stand are left for them: a shorter loop follows those.
    result: list[End] = []
    stack = _started(word, graph, readings, is_beginning, result)
    if not stack:
        return [end for end in result if end[1] <= budget]
    nodes, node_of = graph.visited, graph.node
    insertions, cheapest_insertion = readings.insertions, readings.cheapest_insertion
    # Behind the last letter only ß is put back: other letters would be other endings of the word.
    lost_at_end = insertions.get("ß")
    length, shared = len(word), min(len(word), SHARED_LETTERS)
    readings_at, cheapest_behind = readings.at(word[shared:])
    steps = 0
    while stack:
        position, place, cost, made = stack.pop()
        left = budget - cost
        steps += 1
        if steps > maximum_steps:
            break
        if left < 0.0:
            continue  # fronts are made for the rounded budget
        if is_beginning and place & 1:
            result.append((position, cost, made))
        may_insert = cheapest_insertion <= left and len(made) < _MAXIMUM_BEFORE_INSERTION
        if not may_insert and left < cheapest_behind[position - shared] and not is_beginning:
            for letter in word[position:]:
                edges = nodes.get(place)
                if edges is None:
                    edges = node_of(place)
                if letter not in edges:
                    break
                place = edges[letter]
            else:
                if place & 1:
                    result.append((length, cost, made))
            continue
        while position < length:
            edges = nodes.get(place)
            if edges is None:
                edges = node_of(place)
            reading = readings_at[position - shared]
            if reading is not None and reading[0] <= left:
                by_first = reading[1]
                for first in edges if len(edges) < len(by_first) else by_first:
                    if first in by_first and first in edges:
                        for rest, rule in by_first[first]:
                            if rule[2] > left:
                                break
                            end = graph.follow(edges[first], rest) if rest else edges[first]
                            if end is not None:
                                stack.append((position + len(rule[0]), end, cost + rule[2], (*made, (position, rule))))
                for rule in reading[2]:
                    if rule[2] <= left:
                        stack.append((position + len(rule[0]), place, cost + rule[2], (*made, (position, rule))))
            if may_insert:
                for true in edges if len(edges) < len(insertions) else insertions:
                    if true in insertions and true in edges:
                        rule = insertions[true]
                        if rule[2] <= left:
                            stack.append((position, edges[true], cost + rule[2], (*made, (position, rule))))
            step = edges.get(word[position])
            if step is None:
                break
            place = step
            position += 1
            if is_beginning and place & 1:
                result.append((position, cost, made))
        else:
            if not is_beginning:
                if place & 1:
                    result.append((length, cost, made))
                if may_insert and lost_at_end is not None and lost_at_end[2] <= left:
                    edges = nodes.get(place)
                    if edges is None:
                        edges = node_of(place)
                    if edges.get(lost_at_end[1], 0) & 1:
                        result.append((length, cost + lost_at_end[2], (*made, (length, lost_at_end))))
    return [end for end in result if end[1] <= budget]


def _started(word: str, graph: Dawg, readings: Readings, is_beginning: bool, result: list[End]) -> list[State]:
    """Return where a walk stands behind the letters that it shares with other words; ends go to ``result``."""
    length, longest, by_read = len(word), readings.longest, readings.by_read
    rules = by_read.rules
    shared = min(length, SHARED_LETTERS)
    fronts = _shared_fronts(word[:shared], graph, readings)
    for used in range(shared) if is_beginning else ():
        result += [(used, cost, made) for _, place, cost, made in fronts[used].states if place & 1]
    states, arrived = fronts[shared]
    stack = states[:arrived]  # letters are added behind them by the walk itself
    # Confusions of several letters that begin among the shared ones and end behind them.
    for start in range(max(shared + 1 - longest, 0), shared):
        for end in range(shared + 1, min(start + longest, length) + 1):
            read = word[start:end]
            if read in rules:
                stack += _read(by_read[read], end, fronts[start].states, graph, readings.budget)
    return stack


def _shared_fronts(letters: str, graph: Dawg, readings: Readings) -> tuple[Front, ...]:
    """Return the fronts behind each beginning of some letters, the empty one first."""
    known = readings.fronts.get(graph)
    if known is None:
        known = readings.fronts[graph] = {}
    fronts = known.get(letters)
    if fronts is None:
        before = _shared_fronts(letters[:-1], graph, readings) if letters else ()
        if len(known) > _MAXIMUM_SHARED:
            known.clear()
        fronts = known[letters] = (*before, _next_front(letters, before, graph, readings))
    return fronts


def _next_front(letters: str, fronts: tuple[Front, ...], graph: Dawg, readings: Readings) -> Front:
    """Return the front behind some letters from those behind fewer of them."""
    budget, used = readings.budget, len(letters)
    nodes, node_of = graph.visited, graph.node
    states: list[State] = []
    if letters:
        letter = letters[-1]
        states = [
            (used, step, cost, made)
            for _, place, cost, made in fronts[-1].states
            if (step := (nodes.get(place) or node_of(place)).get(letter)) is not None
        ]
    else:
        states.append((0, graph.root, 0.0, ()))
    for start in range(max(used - readings.longest, 0), used):
        read = letters[start:]
        if read in readings.by_read.rules:
            states += _read(readings.by_read[read], used, fronts[start].states, graph, budget)
    arrived = len(states)
    insertions, cheapest = readings.insertions, readings.cheapest_insertion
    for _, place, cost, made in states if cheapest <= budget else ():
        left = budget - cost
        if cheapest <= left and len(made) < _MAXIMUM_BEFORE_INSERTION:
            edges = nodes.get(place) or node_of(place)
            for true, rule in insertions.items():  # cheapest first
                if rule[2] > left:
                    break
                if true in edges:
                    states.append((used, edges[true], cost + rule[2], (*made, (used, rule))))
    return Front(states, arrived)


def _read(reading: Reading, end: int, states: Sequence[State], graph: Dawg, budget: float) -> list[State]:
    """Return the states behind a reading that begins where some states stand and ends at ``end``."""
    cheapest, by_first, deletions = reading
    nodes, node_of = graph.visited, graph.node
    result: list[State] = []
    for start, place, cost, made in states:
        left = budget - cost
        if cheapest > left:
            continue
        edges = nodes.get(place) or node_of(place)
        for first in edges if len(edges) < len(by_first) else by_first:
            if first in by_first and first in edges:
                for rest, rule in by_first[first]:
                    if rule[2] > left:
                        break
                    step = graph.follow(edges[first], rest) if rest else edges[first]
                    if step is not None:
                        result.append((end, step, cost + rule[2], (*made, (start, rule))))
        for rule in deletions:
            if rule[2] <= left:
                result.append((end, place, cost + rule[2], (*made, (start, rule))))
    return result


def _cheapest(word: str, ends: Sequence[End]) -> dict[str, Path]:
    """Return the cheapest path to each word that some ends spell."""
    found: dict[str, tuple[float, Made]] = {}
    for used, cost, made in ends:
        parts, copied = [], 0
        for position, (read, true, _) in made:
            parts += [word[copied:position], true]
            copied = position + len(read)
        text = "".join((*parts, word[copied:used]))
        known = found.get(text)
        if known is None or cost < known[0] or (cost == known[0] and _precedence(made) > _precedence(known[1])):
            found[text] = cost, made
    return {
        text: Path(text, cost, tuple([rewrite(position, read, true) for position, (read, true, _) in made]))
        for text, (cost, made) in found.items()
    }


def _precedence(made: Made) -> tuple[tuple[float, bool, float, str, str], ...]:
    """Order ways of the same cost: a later rewrite goes before an earlier one."""
    ways = [(float(position), not read, cost, read, true) for position, (read, true, cost) in made]
    return (*ways, (math.inf, False, 0.0, "", ""))
