"""Learning confusion tables from pages with ground truth.

Bird's-eye view: :func:`aligned_words` pairs the words of a reading with those printed, :func:`confusions`
lists the differing stretches of a pair, :func:`learn_table` counts them. Start reading at
:func:`learn_table`. German example: ``fiir`` beside ``für`` counts ``ii`` for ``ü``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from ocrfix.lexicon.confusions import Rule

_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\N{SOFT HYPHEN}\N{HYPHEN}]\s*\n\s*(?=[a-zäöüß])")
MAXIMUM_TRUE, MAXIMUM_READ = 2, 3


def running_words(text: str) -> list[str]:
    """Return the words of a page, those broken at line ends joined."""
    text = unicodedata.normalize("NFC", text).replace("\f", "\n")
    return _LINE_END_HYPHEN.sub("", text).split()


def aligned_words(read: str, true: str) -> Iterator[tuple[str, str]]:
    """Yield (read, true) pairs of words that stand in the same place."""
    left, right = running_words(read), running_words(true)
    for step in Levenshtein.opcodes(left, right):
        if step.tag in ("equal", "replace") and step.src_end - step.src_start == step.dest_end - step.dest_start:
            yield from zip(left[step.src_start : step.src_end], right[step.dest_start : step.dest_end], strict=True)


def confusions(read: str, true: str) -> Iterator[Rule]:
    """Yield the differing stretches of a pair of words as (true, read), neighbours merged.

    >>> list(confusions("zeitgemalf3", "zeitgemäß"))
    [('äß', 'alf3')]
    """
    if read == true or Levenshtein.distance(read, true) > max(2, len(true) // 2):
        return
    merged: list[str] | None = None
    for step in [*Levenshtein.opcodes(true, read)]:
        if step.tag == "equal":
            if merged:
                yield merged[0], merged[1]
            merged = None
            continue
        merged = merged or ["", ""]
        merged[0] += true[step.src_start : step.src_end]
        merged[1] += read[step.dest_start : step.dest_end]
    if merged:
        yield merged[0], merged[1]


def learn_table(pages: Iterable[tuple[str, str]]) -> tuple[Counter[Rule], Counter[str]]:
    """Count confusions and printed strings over (read, true) pages.

    Returns counts of (true, read) and, for each ``true`` of one or two letters, how often it was printed.
    """
    counts: Counter[Rule] = Counter()
    totals: Counter[str] = Counter()
    for read_page, true_page in pages:
        for read, true in aligned_words(read_page, true_page):
            totals.update(true)
            totals.update(true[i : i + 2] for i in range(len(true) - 1))
            counts.update(
                rule for rule in confusions(read, true) if len(rule[0]) <= MAXIMUM_TRUE and len(rule[1]) <= MAXIMUM_READ
            )
    totals[""] = sum(totals[letter] for letter in totals if len(letter) == 1)
    return counts, totals
