"""Counts what a result holds, for every report in the same way.

Bird's-eye view: JSON, HTML and the terminal take their figures from here. Start reading at :func:`count`.
German example: three changes in a letter of 120 words and one doubt give ``applied=3, open_doubts=1``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ocrfix.model import Action, CandidateKind, CorrectionResult, Decision, Level
from ocrfix.packed import in_order
from ocrfix.records import dataclass
from ocrfix.report.places import Lines


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of one document; the counts by name hold every name, in the order of the model."""

    pages: int
    words: int
    decisions: int
    applied: int
    open_doubts: int
    by_action: tuple[tuple[str, int], ...]
    by_level: tuple[tuple[str, int], ...]
    by_kind: tuple[tuple[str, int], ...]


def count(result: CorrectionResult) -> Totals:
    """Count pages, words (runs without white space) and decisions."""
    actions: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    open_doubts = 0
    for decision in result.decisions:
        actions[str(decision.action)] += 1
        levels[str(decision.level)] += 1
        kinds[str(decision.chosen.candidate.kind)] += 1
        open_doubts += is_open(decision)
    return Totals(
        pages=len(result.document.pages),
        words=sum(len(page.text.split()) for page in result.document.pages),
        decisions=len(result.decisions),
        applied=actions[Action.APPLY],
        open_doubts=open_doubts,
        by_action=tuple((str(action), actions[action]) for action in Action),
        by_level=tuple((str(level), levels[level]) for level in Level),
        by_kind=tuple((str(kind), kinds[kind]) for kind in CandidateKind),
    )


def is_open(decision: Decision) -> bool:
    """Say whether a person should look: something is proposed and nothing was done."""
    return decision.action is Action.SUGGEST


def is_noticed(decision: Decision) -> bool:
    """Say whether a word looks odd and nothing better was found: listed, but no open doubt."""
    return decision.action is Action.KEEP and decision.level is Level.REVIEW


def with_lines(result: CorrectionResult) -> Iterator[tuple[Decision, Lines]]:
    """Give the decisions in that order, each with the lines of its page; those of one page are held at a time."""
    texts = {page.number: page.text for page in result.document.pages}
    for number, decisions in groupby(in_order(result.decisions), key=lambda each: each.damage.page_number):
        lines = Lines.of(texts[number])
        yield from ((decision, lines) for decision in decisions)
