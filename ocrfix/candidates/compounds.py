"""Compounds that a damaged word may be a reading of, walked as modifier and head.

Bird's-eye view: :func:`walk_compound` walks the modifiers that a word may begin with and the heads that its rest may
be; a modifier may follow a modifier. Many ways lead to the same place in a word, so what may stand behind a place is
walked once, with what the cheapest way there leaves of the budget. Start reading at :func:`walk_compound`. German
example: in ``Hauptpersonalrate`` the head ``rate`` may be ``räte``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.candidates.confusion import Path, RuleBook
from ocrfix.candidates.walks import shifted, walk, walk_beginning
from ocrfix.lexicon.lexicon import ENDINGS, Lexicon

_MOST_FOUND = 6
_MAXIMUM_HEAD_STEPS = 600
_SHORTEST_HEAD = 3
_LONGEST_LAST_PART = 6
"""What is left of a word must be longer to hold another modifier and a head."""

Start = tuple[int, Path]
"""Letters used, and the modifiers that they may be a reading of."""


def walk_compound(word: str, lexicon: Lexicon, rules: RuleBook, budget: float) -> list[Path]:
    """Return the compounds of one or two modifiers and a head that a word may be a reading of, cheapest first."""
    starts = [start for start in _starts(word, lexicon, rules, budget) if len(word) - start[0] >= _SHORTEST_HEAD]
    heads = {
        position: walk(word[position:], lexicon.head_graph, rules, left, _MAXIMUM_HEAD_STEPS)
        for position, left in _most_left(starts, budget).items()
    }
    found: dict[str, Path] = {}
    for position, before in starts:
        left = budget - before.cost
        for path in heads[position]:
            if path.cost > left:
                break
            if path.text in ENDINGS:
                continue
            known = found.get(before.text + path.text)
            if known is None or known.cost > before.cost + path.cost:
                found[before.text + path.text] = joined(before, path, position)
    return sorted(found.values(), key=lambda path: (path.cost, path.text))[:_MOST_FOUND]


def _starts(word: str, lexicon: Lexicon, rules: RuleBook, budget: float) -> list[Start]:
    """Return the modifiers that a word may begin with, each followed by those with a second one behind it."""
    firsts = walk_beginning(word, lexicon.modifier_graph, rules, budget)
    longer = [start for start in firsts if len(word) - start[0] > _LONGEST_LAST_PART]
    seconds = {
        position: walk_beginning(word[position:], lexicon.modifier_graph, rules, left)
        for position, left in _most_left(longer, budget).items()
    }
    result: list[Start] = []
    for position, before in firsts:
        result.append((position, before))
        left = budget - before.cost
        result += [
            (position + used, joined(before, path, position))
            for used, path in seconds.get(position, ())
            if path.cost <= left
        ]
    return result


def _most_left(starts: Sequence[Start], budget: float) -> dict[int, float]:
    """Return for each place that starts lead to what the cheapest of them leaves of a budget."""
    most: dict[int, float] = {}
    for position, before in starts:
        most[position] = max(most.get(position, 0.0), budget - before.cost)
    return most


def joined(before: Path, path: Path, position: int) -> Path:
    """Join two parts of a word; the second begins at a position of the read word."""
    rewrites = (*before.rewrites, *shifted(path.rewrites, position))
    return Path(before.text + path.text, before.cost + path.cost, rewrites)
