"""Puts the decisions a person may judge into series: the same misreading again and again, the most doubtful first.

Bird's-eye view: the HTML report and ``ocrfix review`` both go through these series, so a clerk meets the same order
in the browser and in the terminal. Start reading at :func:`series_of`.

German example: „fiir“ -> „für“ and „Biirger“ -> „Bürger“ are one series, "„ü“ als „ii“ gelesen"; „fir“ -> „für“ is
another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from ocrfix.edits import is_change
from ocrfix.messages import Language, say
from ocrfix.model import CandidateKind, Decision
from ocrfix.packed import in_order
from ocrfix.records import dataclass
from ocrfix.report.names import KINDS, name_of
from ocrfix.report.reasons import misreading
from ocrfix.report.totals import is_noticed, is_open

_TITLED_BY_KIND = {
    CandidateKind.SPLIT,
    CandidateKind.JOIN,
    CandidateKind.HYPHEN,
    CandidateKind.ENUMERATION,
    CandidateKind.TYPOGRAPHY,
}
_MOST_REWRITES_IN_A_TITLE = 3

Shown = TypeVar("Shown")
"""What stands for a place in a series: its decision, or its number alone where a document is long."""


class Status(StrEnum):
    """Why a place is shown: a doubt that is open, a change that was made, or a word that only looks odd."""

    OPEN = "open"
    CHANGED = "changed"
    NOTICED = "noticed"


_ORDER = {status: rank for rank, status in enumerate(Status)}
_Groups = dict[tuple[Status, str], list[tuple[float, Shown]]]
"""Doubt and place of each, by status and title."""


@dataclass(frozen=True, slots=True)
class Series(Generic[Shown]):
    """Places with one title and one status, the most doubtful first."""

    title: str
    status: Status
    places: tuple[Shown, ...]


def status_of(decision: Decision) -> Status | None:
    """Say why a decision is shown, None when there is nothing to judge."""
    if is_open(decision):
        return Status.OPEN
    if is_noticed(decision):
        return Status.NOTICED
    if is_change(decision):
        return Status.CHANGED
    return None


def series_of(decisions: Sequence[Decision], language: Language) -> tuple[Series[Decision], ...]:
    """Gather decisions into series: open doubts, then changes, then odd words; within each by doubt."""
    return series_of_places(((decision, decision) for decision in in_order(decisions)), language)


def series_of_places(places: Iterable[tuple[Shown, Decision]], language: Language) -> tuple[Series[Shown], ...]:
    """Gather places, each named by its decision, in the order of the text; of the decisions nothing is kept."""
    groups: _Groups[Shown] = defaultdict(list)
    for place, decision in places:
        status = status_of(decision)
        if status is not None:
            groups[status, _title(decision, status, language)].append((doubt_of(decision), place))
    groups = _with_singles_together(groups, language)
    singles = say("Single places", language)

    def rank(key: tuple[Status, str]) -> tuple[int, bool, float, str]:
        status, title = key
        mean_doubt = sum(doubt for doubt, _ in groups[key]) / len(groups[key])
        return _ORDER[status], title == singles, -mean_doubt, title

    # Sorting is stable: what is equally doubtful stays in the order of the text.
    return tuple(
        Series(key[1], key[0], tuple(place for _, place in sorted(groups[key], key=lambda each: -each[0])))
        for key in sorted(groups, key=rank)
    )


def _with_singles_together(groups: _Groups[Shown], language: Language) -> _Groups[Shown]:
    """Put the misreadings that were met once only into one series, for nobody wants to open thirty of them."""
    singles = {
        status: [each for (of, _), each in groups.items() if of is status and len(each) == 1] for status in Status
    }
    gathered: _Groups[Shown] = defaultdict(list)
    for (status, title), group in groups.items():
        is_alone = len(group) == 1 and len(singles[status]) > 1
        gathered[status, say("Single places", language) if is_alone else title] += group
    return gathered


def doubt_of(decision: Decision) -> float:
    """Say how open a decision is (0..1): what is left when the likeliest reading is taken away."""
    return 1 - max([decision.confidence, *(ranked.posterior for ranked in decision.alternatives)])


def series_title(decision: Decision, language: Language) -> str:
    """Name the series of a change: its misread letters, or its kind where letters tell nothing.

    A word with many different misreadings goes into a series of its own.
    """
    candidate = decision.chosen.candidate
    pairs = sorted({(rewrite.true, rewrite.read) for rewrite in candidate.rewrites})
    if candidate.kind in _TITLED_BY_KIND or not pairs:
        return name_of(KINDS, candidate.kind, language)
    if len(pairs) > _MOST_REWRITES_IN_A_TITLE:
        return say("Several misreadings in one word", language)
    return ", ".join(misreading(true, read, language) for true, read in pairs)


def _title(decision: Decision, status: Status, language: Language) -> str:
    return say("Odd, without a proposal", language) if status is Status.NOTICED else series_title(decision, language)
