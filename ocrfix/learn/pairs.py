"""Learning from pairs of damaged and true text.

Bird's-eye view: words that stand in the same place are aligned letter by letter, as for the shipped tables
(:mod:`ocrfix.lexicon.build.confusions`), and what differs is counted beside how often each string was printed.
Start reading at :func:`learn_pairs`.

German example: ``Druchsache`` beside ``Drucksache`` counts one ``k`` read ``h`` and one printed ``k``.
"""

from __future__ import annotations

from collections.abc import Iterable

from ocrfix.lexicon.build.confusions import learn_table
from ocrfix.lexicon.learned import LearnedConfusions


def learn_pairs(pages: Iterable[tuple[str, str]]) -> LearnedConfusions:
    """Count the confusions of pages given as (read, true).

    >>> learned = learn_pairs([("Die Druchsache", "Die Drucksache")])
    >>> learned.counts, learned.printed["k"]
    ({('k', 'h'): 1.0}, 1.0)
    """
    kept = list(pages)
    counts, totals = learn_table(kept)
    return LearnedConfusions(
        counts={rule: float(count) for rule, count in sorted(counts.items()) if "\t" not in "".join(rule)},
        printed={true: float(count) for true, count in sorted(totals.items())},
        pages=len(kept),
    )
