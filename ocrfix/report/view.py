"""Arranges a result as the HTML report shows it: entries to judge, their series, pages with marks.

Bird's-eye view: pure data between the core's types on one side and the template and the script of the report on the
other; every text in here is still raw and becomes harmless in :mod:`ocrfix.report.html` and
:mod:`ocrfix.report.workplace`. Start reading at :func:`view_of`.

German example: „fir“ on page 1 is entry 4 of the series "„ü“ als „i“ gelesen", with the box of the word on its page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TypeVar

from ocrfix.messages import Language, say, say_counted
from ocrfix.model import Box, CandidateKind, CorrectionResult, Decision, Page, PlacedWord, Span
from ocrfix.packed import decisions_by_page, in_order
from ocrfix.records import dataclass
from ocrfix.report.condition import confusions_of, damage_of, readings_of, shares_of
from ocrfix.report.figures import percent
from ocrfix.report.names import FEATURES, LEVELS, ORIGINS, name_of
from ocrfix.report.origins import origin_reason_in_words
from ocrfix.report.places import Lines
from ocrfix.report.reasons import misreading, reason_in_words
from ocrfix.report.series import Status, series_of_places, status_of

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: plain (number 0), or a place to judge with the number and the status of its entry."""

    text: str
    number: int = 0
    before: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible reading of a place beside the proposal and what was read."""

    text: str
    percent: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to judge with the line around it; ``number`` counts all entries from 1 in the order of the text.

    ``boxes`` are the places of its words on the page in points, one for each line it stands on.
    """

    number: int
    decision: Decision
    status: Status
    line: int
    left: str
    right: str
    level: str
    confidence: str
    reasons: tuple[str, ...]
    choices: tuple[Choice, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """Entries of one kind by their numbers, the most doubtful first."""

    title: str
    status: Status
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: where its text comes from, its figures in words, its corrected text in pieces."""

    number: int
    origin: str
    origin_reason: str
    reason_language: Language
    features: str
    figures: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that the report shows apart from the figures; entries and pages are arranged each time they are gone through.

    So the report of a long document needs no more memory than that of a short one. ``page_list`` are the pages without
    their text.
    """

    series: tuple[SeriesView, ...]
    entries: Iterable[Entry]
    pages: Iterable[PageView]
    page_list: Iterable[PageView]
    readings: tuple[tuple[str, str], ...]
    confusions: tuple[tuple[str, str], ...]
    shares: str
    damage: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A decision that is shown, with the number of its entry."""

    number: int
    decision: Decision
    status: Status

    @property
    def span(self) -> Span:
        return self.decision.damage.span


@dataclass(frozen=True, slots=True)
class _PageEntries:
    """The number of the first entry of a page, and how many it has of each status."""

    first: int = 1
    counts: Counter[Status | None] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page with its lines, the starts of its words and its marks, in order."""

    page: Page
    lines: Lines
    word_starts: tuple[int, ...]
    marks: tuple[_Mark, ...]

    def marked(self, status: Status) -> tuple[_Mark, ...]:
        return tuple(mark for mark in self.marks if mark.status is status)


class _Anew(Iterable[Item]):
    """What is made again each time somebody goes through it."""

    def __init__(self, make: Callable[[], Iterator[Item]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Item]:
        return self._make()


def view_of(result: CorrectionResult, language: Language) -> View:
    """Arrange a result in the words of one language."""
    pages = _entries_by_page(result)
    return View(
        series=tuple(
            SeriesView(each.title, each.status, each.places)
            for each in series_of_places(_numbered(result.decisions), language)
        ),
        entries=_Anew(
            lambda: (_entry(mark, sheet, language) for sheet in _sheets(result, pages) for mark in sheet.marks)
        ),
        pages=_Anew(lambda: (_page_view(sheet, language) for sheet in _sheets(result, pages))),
        page_list=_Anew(
            lambda: (_page_head(page, pages[page.number].counts, language) for page in result.document.pages)
        ),
        readings=readings_of(result, language),
        confusions=confusions_of(result, language),
        shares=shares_of(result, language),
        damage=damage_of(result, language),
    )


def _entries_by_page(result: CorrectionResult) -> Mapping[int, _PageEntries]:
    """Go through the decisions once: which numbers the entries of each page have, and how many of each status."""
    pages = {page.number: _PageEntries() for page in result.document.pages}
    for number, decision in _numbered(result.decisions):
        page = decision.damage.page_number
        if not pages[page].counts:
            pages[page] = _PageEntries(number)
        pages[page].counts[status_of(decision)] += 1
    return pages


def _numbered(decisions: Sequence[Decision]) -> Iterator[tuple[int, Decision]]:
    """Number all that is shown in reading order."""
    return enumerate((decision for decision in in_order(decisions) if status_of(decision) is not None), start=1)


def _sheets(result: CorrectionResult, pages: Mapping[int, _PageEntries]) -> Iterator[_Sheet]:
    """Lay what is shown on its page, in the order of the document; ``pages`` says where its numbers begin."""
    by_page = decisions_by_page(result.decisions)
    for page in result.document.pages:
        marks = tuple(
            _Mark(pages[page.number].first - 1 + place, decision, status)
            for place, decision in _numbered(by_page.get(page.number, ()))
            if (status := status_of(decision)) is not None
        )
        yield _Sheet(page, Lines.of(page.text), tuple(word.span.start for word in page.words), marks)


def _entry(mark: _Mark, sheet: _Sheet, language: Language) -> Entry:
    decision, span = mark.decision, mark.span
    around = sheet.lines.around(span)
    return Entry(
        number=mark.number,
        decision=decision,
        status=mark.status,
        line=sheet.lines.position(span.start)[0],
        left=sheet.page.text[around.start : span.start],
        right=sheet.page.text[span.end : around.end],
        level=name_of(LEVELS, decision.level, language),
        confidence=percent(decision.confidence, language),
        reasons=reasons_of(decision, language),
        choices=choices_of(decision, language),
        boxes=_boxes(sheet, span),
    )


def reasons_of(decision: Decision, language: Language) -> tuple[str, ...]:
    """Say each reason once, in the order of the record."""
    rewrites = ", ".join(misreading(each.true, each.read, language) for each in decision.chosen.candidate.rewrites)
    words = (
        reason_in_words(each, language, before=decision.before, after=decision.after, rewrites=rewrites)
        for each in decision.reasons or decision.damage.reasons
    )
    return tuple(dict.fromkeys(words))


def choices_of(decision: Decision, language: Language) -> tuple[Choice, ...]:
    """List the alternatives to the proposal and to what was read, the likeliest first."""
    shares: dict[str, float] = {}
    for ranked in decision.alternatives:
        is_other = ranked.candidate.kind is not CandidateKind.KEEP
        if is_other and ranked.candidate.text not in (decision.before, decision.after):
            shares.setdefault(ranked.candidate.text, ranked.posterior)
    # Sorting is stable: a report read back has four digits, and what they make equal stays in the order of the record.
    ordered = sorted(shares.items(), key=lambda each: -each[1])
    return tuple(Choice(text, percent(share, language)) for text, share in ordered)


def _boxes(sheet: _Sheet, span: Span) -> tuple[Box, ...]:
    """Give the places of the words under a span, those of one line as one box.

    An insertion has no word of its own; it is shown at the words it touches.
    """
    words = sheet.page.words
    if not words:
        return ()
    wanted = span if span.end > span.start else Span(max(0, span.start - 1), span.end + 1)
    first = max(0, bisect_left(sheet.word_starts, wanted.start) - 1)
    touched: list[PlacedWord] = []
    for place in range(first, len(words)):
        word = words[place]
        if word.span.start >= wanted.end:
            break
        if word.span.overlaps(wanted):
            touched.append(word)
    boxes: list[Box] = []
    for word in touched:
        box = word.box
        if boxes and box.top < boxes[-1].bottom - (boxes[-1].bottom - boxes[-1].top) / 2 and box.x1 >= boxes[-1].x0:
            box = Box.around([boxes.pop(), box])
        boxes.append(box)
    return tuple(boxes)


def _page_view(sheet: _Sheet, language: Language) -> PageView:
    counts = Counter[Status | None](mark.status for mark in sheet.marks)
    return replace(_page_head(sheet.page, counts, language), pieces=_pieces(sheet))


def _page_head(page: Page, counts: Mapping[Status | None, int], language: Language) -> PageView:
    """Arrange a page without its text; ``counts`` says how many entries it has by status."""
    reason, reason_language = origin_reason_in_words(page.origin_reason, language)
    return PageView(
        number=page.number,
        origin=name_of(ORIGINS, page.origin, language),
        origin_reason=reason,
        reason_language=reason_language,
        features=_features(page, language),
        figures=say(
            "{words}, {applied}, {open}",
            language,
            words=say_counted("{n} word", "{n} words", len(page.text.split()), language),
            applied=say_counted("{n} change", "{n} changes", counts[Status.CHANGED], language),
            open=say_counted("{n} open doubt", "{n} open doubts", counts[Status.OPEN], language),
        ),
        pieces=(),
    )


def _features(page: Page, language: Language) -> str:
    names = [name_of(FEATURES, feature, language) for feature in page.features]
    return say("The page has {features}.", language, features=", ".join(names)) if names else ""


def _pieces(sheet: _Sheet) -> tuple[Piece, ...]:
    """Cut the text of a page at its changes and doubts; where a doubt reaches into a change the change is shown."""
    changes = sheet.marked(Status.CHANGED)
    doubts = (mark for mark in sheet.marks if mark.status is not Status.CHANGED)
    free = (mark for mark in doubts if not any(_touching(changes, mark.span)))
    text = sheet.page.text
    pieces = []
    position = 0
    for mark in sorted([*changes, *free], key=lambda mark: (mark.span, mark.number)):
        span, decision = mark.span, mark.decision
        if span.start < position or span.end > len(text):
            continue
        if span.start > position:
            pieces.append(Piece(text[position : span.start]))
        shown = decision.after if mark.status is Status.CHANGED else decision.before
        pieces.append(Piece(shown, mark.number, decision.before, mark.status))
        position = span.end
    if position < len(text):
        pieces.append(Piece(text[position:]))
    return tuple(pieces)


def _touching(changes: Sequence[_Mark], span: Span) -> Iterator[bool]:
    """Give one True if a change reaches into a range, without looking at all changes of the page."""
    behind = bisect_left(changes, span.end, key=lambda mark: mark.span.start)
    if behind > 0 and changes[behind - 1].span.end > span.start:
        yield True
