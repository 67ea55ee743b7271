"""Learning from pairs of damaged and true text.

Bird's-eye view: words that stand in the same place are aligned letter by letter, as for the shipped tables
(:mod:`ocrfix.lexicon.build.confusions`), and what differs is counted beside how often each string was printed. Then
the engine corrects each page with what the *other* pages taught and with the shipped tables, and the outcomes of its
changes are counted by kind and stated confidence: confusions that do not help there are not trusted, and only those
that help much and break no more words are proven. Start reading at :func:`learn_pairs`.

German example: ``Druchsache`` beside ``Drucksache`` counts one ``k`` read ``h`` and one printed ``k``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ocrfix.decide import Judge
from ocrfix.lexicon.borders import HARM_COST, STEPS, WRONG_COST, Kind, Outcomes, learned_borders, step_of
from ocrfix.lexicon.build.confusions import learn_table
from ocrfix.lexicon.build.examples import labelled
from ocrfix.lexicon.learned import LearnedConfusions
from ocrfix.resources import Resources

LEAST_PAGES = 8
"""Fewer pages say nothing about how often changes are right."""
FOLDS = 2
LEAST_GAIN, LEAST_WORDS = 0.003, 2.0
"""By what share and how many words confusions must be worth more than the shipped tables on pages not learned from."""
NEW_ENGINE_GAIN = 0.1
"""From this share on the shipped tables do not know the engine: its own rates are better ones, and so are borders."""

Page = tuple[str, str]
"""What was read and what was printed."""


def learn_pairs(
    pages: Sequence[Page], opened: Callable[[LearnedConfusions | None], Resources] | None = None
) -> LearnedConfusions:
    """Count the confusions of pages, and with the data files how many changes are right, and whether they helped.

    >>> learned = learn_pairs([("Die Druchsache", "Die Drucksache")])
    >>> learned.counts, learned.printed["k"]
    ({('k', 'h'): 1.0}, 1.0)
    """
    learned = learn_confusions(pages)
    if opened is None or len(pages) < LEAST_PAGES:
        return learned
    with_them: Counter[tuple[Kind, int]] = Counter()
    without: Counter[tuple[Kind, int]] = Counter()
    shipped = opened(None)
    for fold in range(FOLDS):
        others = learn_confusions([page for number, page in enumerate(pages) if number % FOLDS != fold])
        opened_now = opened(others)
        learning = opened_now.tried or opened_now
        for read, true in pages[fold::FOLDS]:
            with_them.update(_changes(read, true, learning))
            without.update(_changes(read, true, shipped))
    kinds = _by_kind(with_them)
    usual = shipped.judge
    moved = replace(usual, borders=learned_borders(kinds, partial(usual.safe_threshold, None)))
    is_harmless = broken(with_them, moved) <= broken(without, usual)
    is_trusted, is_proven = trusted(_worth(without, usual), _worth(with_them, usual), is_harmless)
    return replace(learned, kinds=kinds if is_proven else {}, is_trusted=is_trusted)


def trusted(before: float, after: float, is_harmless: bool) -> tuple[bool, bool]:
    """Say whether confusions are believed after pages not learned from, and whether they are proven there.

    ``before`` and ``after`` are what changes are worth without and with them (words made right), ``is_harmless`` says
    whether no more words broke, with the borders that a proven profile moves. A small gain is believed only then.

    >>> trusted(1000, 1200, True), trusted(1000, 1200, False), trusted(1000, 1010, True), trusted(1000, 1010, False)
    ((True, True), (True, False), (True, False), (False, False))
    """
    gain = after - before
    is_new_engine = gain > max(LEAST_WORDS, NEW_ENGINE_GAIN * abs(before))
    is_gain = gain > max(LEAST_WORDS, LEAST_GAIN * abs(before))
    return is_new_engine or (is_gain and is_harmless), is_new_engine and is_harmless


def learn_confusions(pages: Sequence[Page]) -> LearnedConfusions:
    """Count the confusions of pages alone."""
    counts, totals = learn_table(pages)
    return LearnedConfusions(
        counts={rule: float(count) for rule, count in sorted(counts.items()) if "\t" not in "".join(rule)},
        printed={true: float(count) for true, count in sorted(totals.items())},
        pages=len(pages),
    )


def _changes(read: str, true: str, resources: Resources) -> Iterator[tuple[Kind, int]]:
    """Yield kind and outcome (0 right, 1 wrong, 2 harmful) of every change that the engine prefers."""
    for example in labelled("", read, true, resources):
        confidence = resources.judge.confidence(example.group, example.figures)
        yield (example.group, step_of(confidence)), 0 if example.is_right else 1 + example.was_right


def _by_kind(seen: Counter[tuple[Kind, int]]) -> dict[Kind, Outcomes]:
    kinds = sorted({kind for kind, _ in seen})
    return {kind: (seen[kind, 0], seen[kind, 1], seen[kind, 2]) for kind in kinds}


def _applied(seen: Counter[tuple[Kind, int]], judge: Judge) -> Iterator[tuple[int, int]]:
    """Yield outcome and number of the changes that would be applied unasked."""
    for ((group, step), outcome), count in seen.items():
        if step + 1e-9 >= STEPS * judge.safe_threshold(None, group):
            yield outcome, count


def _worth(seen: Counter[tuple[Kind, int]], judge: Judge) -> float:
    """Say what the changes that would be applied unasked are worth, in words made right."""
    value = (1.0, -WRONG_COST, -HARM_COST)
    return sum(count * value[outcome] for outcome, count in _applied(seen, judge))


def broken(seen: Counter[tuple[Kind, int]], judge: Judge) -> int:
    """Count the right words that the changes applied unasked would break."""
    return sum(count for outcome, count in _applied(seen, judge) if outcome == 2)
