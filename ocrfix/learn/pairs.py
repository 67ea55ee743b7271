"""Learning from pairs of damaged and true text.

Bird's-eye view: words that stand in the same place are aligned letter by letter, as for the shipped tables
(:mod:`ocrfix.lexicon.build.confusions`), and what differs is counted beside how often each string was printed. Then
the engine corrects each page with what the *other* pages taught, and how many of its changes are right is counted by
kind and stated confidence. Start reading at :func:`learn_pairs`.

German example: ``Druchsache`` beside ``Drucksache`` counts one ``k`` read ``h`` and one printed ``k``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ocrfix.lexicon.build.confusions import learn_table
from ocrfix.lexicon.build.judge import labelled
from ocrfix.lexicon.learned import Kind, LearnedConfusions
from ocrfix.resources import Resources

LEAST_PAGES = 8
"""Fewer pages say nothing about how often changes are right."""
FOLDS = 2
HARM_WEIGHT = 3
"""A change that broke a right word counts as so many wrong ones."""

Page = tuple[str, str]
"""What was read and what was printed."""


def learn_pairs(
    pages: Sequence[Page], opened: Callable[[LearnedConfusions | None], Resources] | None = None
) -> LearnedConfusions:
    """Count the confusions of pages, and with the data files how many changes are right.

    >>> learned = learn_pairs([("Die Druchsache", "Die Drucksache")])
    >>> learned.counts, learned.printed["k"]
    ({('k', 'h'): 1.0}, 1.0)
    """
    learned = learn_confusions(pages)
    if opened is None or len(pages) < LEAST_PAGES:
        return learned
    kinds: Counter[tuple[Kind, bool]] = Counter()
    for fold in range(FOLDS):
        others = learn_confusions([page for number, page in enumerate(pages) if number % FOLDS != fold])
        resources = opened(others)
        for read, true in pages[fold::FOLDS]:
            kinds.update(_changes(read, true, resources))
    found = sorted({kind for kind, _ in kinds})
    return replace(learned, kinds={kind: (kinds[kind, True], kinds[kind, False]) for kind in found})


def learn_confusions(pages: Sequence[Page]) -> LearnedConfusions:
    """Count the confusions of pages alone."""
    counts, totals = learn_table(pages)
    return LearnedConfusions(
        counts={rule: float(count) for rule, count in sorted(counts.items()) if "\t" not in "".join(rule)},
        printed={true: float(count) for true, count in sorted(totals.items())},
        pages=len(pages),
    )


def _changes(read: str, true: str, resources: Resources) -> Iterator[tuple[Kind, bool]]:
    """Yield kind and rightness of every change that the engine prefers; one that breaks a word several times."""
    for example in labelled("", read, true, resources):
        confidence = resources.judge.confidence(example.group, example.figures)
        kind = example.group, min(9, int(10 * confidence))
        for _ in range(HARM_WEIGHT if example.was_right and not example.is_right else 1):
            yield kind, example.is_right
