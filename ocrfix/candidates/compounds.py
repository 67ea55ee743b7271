"""Compounds that a damaged word may be a reading of, walked as modifier and head.

Bird's-eye view: :func:`walk_compound` walks the modifiers that a word may begin with and the heads that its rest may
be; a modifier may follow a modifier. Many ways lead to the same place in a word, so what may stand behind a place is
walked once, with what the cheapest way there leaves of the budget. :func:`loose_compounds` takes any frequent words as
parts. Start reading at :func:`walk_compound`. German example: in ``Hauptpersonalrate`` the head ``rate`` may be
``räte``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ocrfix.candidates.confusion import Path, RuleBook
from ocrfix.candidates.walks import shifted, walk, walk_beginning
from ocrfix.lexicon.lexicon import ENDINGS, Lexicon

_MOST_FOUND = 6
_MAXIMUM_HEAD_STEPS = 600
_SHORTEST_HEAD = 3
_LONGEST_LAST_PART = 6
"""What is left of a word must be longer to hold another modifier and a head."""
_MOST_LOOSE_STARTS = 6
_MOST_LOOSE_HEADS = 4
_SHORTEST_LOOSE_PART = 4
_MINIMUM_STEM_COUNT = 5.0
_LOOSE_BUDGET = 5.0

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


def loose_compounds(word: str, lexicon: Lexicon, rules: RuleBook) -> Iterator[Path]:
    """Yield compounds of any frequent words, written as they stand alone, of which either may be damaged."""
    starts = []
    for first in sorted({word[0].upper() + word[1:], word[0].lower() + word[1:]}):
        starts += walk_beginning(first, lexicon.graph, rules, _LOOSE_BUDGET)
    starts = [
        start for start in starts if _is_stem(start[1].text, lexicon) and len(word) - start[0] >= _SHORTEST_LOOSE_PART
    ]
    starts.sort(key=lambda start: (start[1].cost, -start[0], start[1].text))
    for position, start in starts[:_MOST_LOOSE_STARTS]:
        for link in ("", "s"):
            rest = word[position + len(link) :]
            if len(rest) < _SHORTEST_LOOSE_PART or not word.startswith(link, position):
                continue
            for path in _loose_heads(rest, lexicon, rules, _LOOSE_BUDGET + 2.0 - start.cost):
                if path.rewrites or start.rewrites:
                    text = word[0] + start.text[1:] if start.text[0].lower() == word[0].lower() else start.text
                    before = Path(text + link, start.cost, start.rewrites)
                    yield joined(before, path, position + len(link))


def is_of_two_words(word: str, count: Callable[[str], float]) -> bool:
    """Say whether a noun is made of two words as they stand alone: ``count`` is how often the lexicon saw them.

    >>> seen = {"Viertel": 90.0, "Billion": 80.0, "Million": 900.0}
    >>> [is_of_two_words(word, lambda part: seen.get(part, 0.0)) for word in ("Viertelbillion", "Viertelbillien")]
    [True, False]
    """
    if not word[:1].isupper() or not word.isalpha():
        return False
    for end in range(_SHORTEST_LOOSE_PART, len(word) - _SHORTEST_LOOSE_PART + 1):
        first = word[:end]
        if max(count(first), count(first.lower())) < _MINIMUM_STEM_COUNT:
            continue
        rest = word[end:]
        heads = [rest, rest[1:]] if rest[0] == "s" and len(rest) > _SHORTEST_LOOSE_PART else [rest]
        if any(count(head[0].upper() + head[1:]) >= _MINIMUM_STEM_COUNT for head in heads):
            return True
    return False


def _is_stem(text: str, lexicon: Lexicon) -> bool:
    return len(text) >= _SHORTEST_LOOSE_PART and lexicon.count(text) >= _MINIMUM_STEM_COUNT


def _loose_heads(rest: str, lexicon: Lexicon, rules: RuleBook, budget: float) -> list[Path]:
    """Return the words that ``rest`` may be a reading of, in small letters as in a compound."""
    found: dict[str, Path] = {}
    for first in (rest[0].upper() + rest[1:], rest):
        for path in walk(first, lexicon.graph, rules, budget, _MAXIMUM_HEAD_STEPS):
            text = path.text[0].lower() + path.text[1:]
            if len(text) >= _SHORTEST_LOOSE_PART and lexicon.any_case_count(path.text) >= _MINIMUM_STEM_COUNT:
                known = found.get(text)
                if known is None or known.cost > path.cost:
                    found[text] = Path(text, path.cost, path.rewrites)
    return sorted(found.values(), key=lambda path: (path.cost, path.text))[:_MOST_LOOSE_HEADS]
