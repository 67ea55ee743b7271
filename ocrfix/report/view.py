"""Arranges a result as the HTML report shows it: series of changes, doubts, pages with marks.

Bird's-eye view: pure data between the core's types and ``templates/report.html.j2``; every text in here is
still raw and becomes harmless in :mod:`ocrfix.report.html`. Start reading at :func:`view_of`.

German example: „fir“ -> „für“ and „Biirger“ -> „Bürger“ are two series, "ü als i" and "ü als ii".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ocrfix.edits import edits_of
from ocrfix.model import Action, CandidateKind, CorrectionResult, Decision, Page, Span
from ocrfix.report.condition import confusions_of, damage_of, readings_of, shares_of
from ocrfix.report.origins import origin_reason_in_words
from ocrfix.report.phrases import Language, counted, misreading, percent, phrase, reason_in_words
from ocrfix.report.places import Lines
from ocrfix.report.totals import in_order, is_noticed, is_open

_TITLED_BY_KIND = {
    CandidateKind.SPLIT,
    CandidateKind.JOIN,
    CandidateKind.HYPHEN,
    CandidateKind.STRAY,
    CandidateKind.ENUMERATION,
    CandidateKind.TYPOGRAPHY,
}
_MOST_REWRITES_IN_A_TITLE = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: plain (number 0), a change or a doubt (with the number of its entry)."""

    text: str
    number: int = 0
    before: str = ""
    is_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible reading of a doubtful place."""

    text: str
    is_keep: bool
    share: float
    percent: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A change or a doubt with the line around it; ``number`` counts all entries from 1."""

    number: int
    place: str
    left: tuple[Piece, ...]
    before: str
    after: str
    right: tuple[Piece, ...]
    level: str
    confidence: str
    reasons: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Changes of one kind."""

    title: str
    count: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: where its text comes from, its figures in words, its corrected text in pieces."""

    number: int
    origin: str
    origin_reason: str
    reason_language: Language
    figures: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that the report shows apart from the figures."""

    series: tuple[Series, ...]
    doubts: tuple[Entry, ...]
    noticed: tuple[Entry, ...]
    pages: tuple[PageView, ...]
    readings: tuple[tuple[str, str], ...]
    confusions: tuple[tuple[str, str], ...]
    shares: str
    damage: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page with its lines and the numbered changes and open doubts on it, in order."""

    page: Page
    lines: Lines
    applied: tuple[tuple[int, Decision], ...]
    doubts: tuple[tuple[int, Decision], ...]
    noticed: tuple[tuple[int, Decision], ...]


def view_of(result: CorrectionResult, language: Language) -> View:
    """Arrange a result in the words of one language."""
    sheets = _sheets(result)
    by_page = {sheet.page.number: sheet for sheet in sheets}
    changes = [mark for sheet in sheets for mark in sheet.applied]
    doubts = [mark for sheet in sheets for mark in sheet.doubts]
    noticed = [mark for sheet in sheets for mark in sheet.noticed]
    doubts.sort(key=lambda numbered: (-doubt_of(numbered[1]), numbered[0]))
    return View(
        series=_series(changes, by_page, language),
        doubts=_entries(doubts, by_page, language),
        noticed=_entries(noticed, by_page, language),
        pages=tuple(_page_view(sheet, language) for sheet in sheets),
        readings=readings_of(result, language),
        confusions=confusions_of(result, language),
        shares=shares_of(result, language),
        damage=damage_of(result, language),
    )


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
        return phrase(f"kind-{candidate.kind}", language)
    if len(pairs) > _MOST_REWRITES_IN_A_TITLE:
        return phrase("misread-several", language)
    return ", ".join(misreading(true, read, language) for true, read in pairs)


def _sheets(result: CorrectionResult) -> tuple[_Sheet, ...]:
    """Number all changes and open doubts in reading order and lay them on their pages."""
    places = {(edit.page_number, edit.span) for edit in edits_of(result)}
    applied: dict[int, list[tuple[int, Decision]]] = defaultdict(list)
    doubts: dict[int, list[tuple[int, Decision]]] = defaultdict(list)
    noticed: dict[int, list[tuple[int, Decision]]] = defaultdict(list)
    number = 0
    for decision in in_order(result.decisions):
        page_number = decision.damage.page_number
        if is_open(decision):
            target = doubts[page_number]
        elif is_noticed(decision):
            target = noticed[page_number]
        elif decision.action is Action.APPLY and (page_number, decision.damage.span) in places:
            target = applied[page_number]
        else:
            continue
        number += 1
        target.append((number, decision))
    return tuple(
        _Sheet(page, Lines.of(page.text), *(tuple(marks[page.number]) for marks in (applied, doubts, noticed)))
        for page in result.document.pages
    )


def _series(
    changes: Sequence[tuple[int, Decision]], by_page: dict[int, _Sheet], language: Language
) -> tuple[Series, ...]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for (_, decision), entry in zip(changes, _entries(changes, by_page, language), strict=True):
        groups[series_title(decision, language)].append(entry)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(Series(title, counted("n-applied", len(each), language), tuple(each)) for title, each in ordered)


def _entries(
    marks: Sequence[tuple[int, Decision]], by_page: dict[int, _Sheet], language: Language
) -> tuple[Entry, ...]:
    return tuple(_entry(number, each, by_page[each.damage.page_number], language) for number, each in marks)


def _entry(number: int, decision: Decision, sheet: _Sheet, language: Language) -> Entry:
    span = decision.damage.span
    around = sheet.lines.around(span)
    line, _ = sheet.lines.position(span.start)
    return Entry(
        number=number,
        place=phrase("place", language, page=str(decision.damage.page_number), line=str(line)),
        left=_pieces(sheet, Span(around.start, span.start)),
        before=decision.before,
        after=decision.after,
        right=_pieces(sheet, Span(span.end, around.end)),
        level=phrase(f"level-{decision.level}", language),
        confidence=phrase("confidence", language, percent=percent(decision.confidence, language)),
        reasons=_reasons(decision, language),
        choices=() if decision.action is Action.APPLY else _choices(decision, language),
    )


def _reasons(decision: Decision, language: Language) -> tuple[str, ...]:
    """Say each reason once, in the order of the record."""
    rewrites = ", ".join(misreading(each.true, each.read, language) for each in decision.chosen.candidate.rewrites)
    words = (
        reason_in_words(each, language, before=decision.before, after=decision.after, rewrites=rewrites)
        for each in decision.reasons or decision.damage.reasons
    )
    return tuple(dict.fromkeys(words))


def _choices(decision: Decision, language: Language) -> tuple[Choice, ...]:
    """List the proposal and its alternatives, the likeliest first."""
    shares = {decision.after: (decision.confidence, False)} if decision.after != decision.before else {}
    for ranked in decision.alternatives:
        is_keep = ranked.candidate.kind is CandidateKind.KEEP
        shares.setdefault(ranked.candidate.text, (ranked.posterior, is_keep))
    ordered = sorted(shares.items(), key=lambda each: (-each[1][0], each[0]))
    return tuple(Choice(text, keep, share, percent(share, language)) for text, (share, keep) in ordered)


def _page_view(sheet: _Sheet, language: Language) -> PageView:
    reason, reason_language = origin_reason_in_words(sheet.page.origin_reason, language)
    return PageView(
        number=sheet.page.number,
        origin=phrase(f"origin-{sheet.page.origin}", language),
        origin_reason=reason,
        reason_language=reason_language,
        figures=phrase(
            "page-figures",
            language,
            words=counted("n-words", len(sheet.page.text.split()), language),
            applied=counted("n-applied", len(sheet.applied), language),
            open=counted("n-open", len(sheet.doubts), language),
        ),
        pieces=_pieces(sheet, Span(0, len(sheet.page.text)), with_doubts=True),
    )


def _pieces(sheet: _Sheet, span: Span, *, with_doubts: bool = False) -> tuple[Piece, ...]:
    """Cut a range of a page at its changes; what reaches over the range's ends is left as it was read."""
    marks = list(_marks_between(sheet.applied, span))
    if with_doubts:
        doubts = (mark for mark in _marks_between(sheet.doubts, span) if not _is_touched(mark[1].damage.span, marks))
        marks = sorted([*marks, *doubts], key=lambda mark: (mark[1].damage.span, mark[0]))
    pieces = []
    position = span.start
    for number, decision in marks:
        place, is_doubt = decision.damage.span, is_open(decision)
        if place.start < position or place.end > span.end:
            continue
        if place.start > position:
            pieces.append(Piece(sheet.page.text[position : place.start]))
        text = decision.before if is_doubt else decision.after
        pieces.append(Piece(text, number, decision.before, is_doubt))
        position = place.end
    if position < span.end:
        pieces.append(Piece(sheet.page.text[position : span.end]))
    return tuple(pieces)


def _is_touched(span: Span, changes: Sequence[tuple[int, Decision]]) -> bool:
    """Say whether a change reaches into a range; the text must show the change then, and no doubt."""
    behind = bisect_left(changes, span.end, key=lambda mark: mark[1].damage.span.start)
    return behind > 0 and changes[behind - 1][1].damage.span.end > span.start


def _marks_between(marks: Sequence[tuple[int, Decision]], span: Span) -> Iterator[tuple[int, Decision]]:
    """Give the marks that start in a range without looking at the others, for a page may have thousands."""
    first = bisect_left(marks, span.start, key=lambda mark: mark[1].damage.span.start)
    for mark in islice(marks, first, None):
        if mark[1].damage.span.start >= span.end:
            return
        yield mark
