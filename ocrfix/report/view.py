"""Arranges a result as the HTML report shows it: series of changes, doubts, pages with marks.

Bird's-eye view: pure data between the core's types and ``templates/report.html.j2``; every text in here is
still raw and becomes harmless in :mod:`ocrfix.report.html`. Start reading at :func:`view_of`.

German example: „fir“ -> „für“ and „Biirger“ -> „Bürger“ are two series, "ü als i" and "ü als ii".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ocrfix.edits import edits_of
from ocrfix.model import CandidateKind, CorrectionResult, Decision, Page, Span
from ocrfix.report.phrases import Language, counted, misreading, percent, phrase, reason_in_words
from ocrfix.report.places import Lines
from ocrfix.report.totals import in_order, is_open

MOST_CONFUSIONS_SHOWN = 12
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
    figures: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that the report shows apart from the figures."""

    series: tuple[Series, ...]
    doubts: tuple[Entry, ...]
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


def view_of(result: CorrectionResult, language: Language) -> View:
    """Arrange a result in the words of one language."""
    sheets = _sheets(result)
    by_page = {sheet.page.number: sheet for sheet in sheets}
    changes = [(number, decision) for sheet in sheets for number, decision in sheet.applied]
    doubts = [(number, decision) for sheet in sheets for number, decision in sheet.doubts]
    doubts.sort(key=lambda numbered: (-doubt_of(numbered[1]), numbered[0]))
    return View(
        series=_series(changes, by_page, language),
        doubts=tuple(_entry(number, each, by_page[each.damage.page_number], language) for number, each in doubts),
        pages=tuple(_page_view(sheet, language) for sheet in sheets),
        readings=_readings(result, language),
        confusions=_confusions(result, language),
        shares=_shares(result, language),
        damage=_damage(result, language),
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
    applied_ids = {(edit.page_number, edit.span) for edit in edits_of(result)}
    applied: dict[int, list[tuple[int, Decision]]] = defaultdict(list)
    doubts: dict[int, list[tuple[int, Decision]]] = defaultdict(list)
    number = 0
    for decision in in_order(result.decisions):
        page_number = decision.damage.page_number
        if is_open(decision):
            target = doubts[page_number]
        elif (page_number, decision.damage.span) in applied_ids:
            target = applied[page_number]
        else:
            continue
        number += 1
        target.append((number, decision))
    return tuple(
        _Sheet(page, Lines.of(page.text), tuple(applied[page.number]), tuple(doubts[page.number]))
        for page in result.document.pages
    )


def _series(
    changes: Sequence[tuple[int, Decision]], by_page: dict[int, _Sheet], language: Language
) -> tuple[Series, ...]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for number, decision in changes:
        entry = _entry(number, decision, by_page[decision.damage.page_number], language)
        groups[series_title(decision, language)].append(entry)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(Series(title, counted("n-applied", len(each), language), tuple(each)) for title, each in ordered)


def _entry(number: int, decision: Decision, sheet: _Sheet, language: Language) -> Entry:
    span = decision.damage.span
    around = sheet.lines.around(span)
    line, _ = sheet.lines.position(span.start)
    rewrites = ", ".join(misreading(each.true, each.read, language) for each in decision.chosen.candidate.rewrites)
    return Entry(
        number=number,
        place=phrase("place", language, page=str(decision.damage.page_number), line=str(line)),
        left=_pieces(sheet, Span(around.start, span.start)),
        before=decision.before,
        after=decision.after,
        right=_pieces(sheet, Span(span.end, around.end)),
        level=phrase(f"level-{decision.level}", language),
        confidence=phrase("confidence", language, percent=percent(decision.confidence, language)),
        reasons=tuple(
            reason_in_words(each, language, before=decision.before, after=decision.after, rewrites=rewrites)
            for each in decision.reasons or decision.damage.reasons
        ),
        choices=_choices(decision, language) if is_open(decision) else (),
    )


def _choices(decision: Decision, language: Language) -> tuple[Choice, ...]:
    """List the proposal and its alternatives, the likeliest first."""
    shares = {decision.after: (decision.confidence, False)}
    for ranked in decision.alternatives:
        is_keep = ranked.candidate.kind is CandidateKind.KEEP
        shares.setdefault(ranked.candidate.text, (ranked.posterior, is_keep))
    ordered = sorted(shares.items(), key=lambda each: (-each[1][0], each[0]))
    return tuple(Choice(text, keep, share, percent(share, language)) for text, (share, keep) in ordered)


def _page_view(sheet: _Sheet, language: Language) -> PageView:
    return PageView(
        number=sheet.page.number,
        origin=phrase(f"origin-{sheet.page.origin}", language),
        origin_reason=sheet.page.origin_reason,
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
        marks = sorted([*marks, *_marks_between(sheet.doubts, span)], key=lambda mark: (mark[1].damage.span, mark[0]))
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


def _marks_between(marks: Sequence[tuple[int, Decision]], span: Span) -> Iterator[tuple[int, Decision]]:
    """Give the marks that start in a range without looking at the others, for a page may have thousands."""
    first = bisect_left(marks, span.start, key=lambda mark: mark[1].damage.span.start)
    for mark in islice(marks, first, None):
        if mark[1].damage.span.start >= span.end:
            return
        yield mark


def _readings(result: CorrectionResult, language: Language) -> tuple[tuple[str, str], ...]:
    """List each origin with its pages, in the order of the first page."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for page in result.document.pages:
        numbers[phrase(f"origin-{page.origin}", language)].append(page.number)
    return tuple((_page_ranges(pages, language), origin) for origin, pages in numbers.items())


def _page_ranges(numbers: Sequence[int], language: Language) -> str:
    """Write page numbers as ranges: 1-3, 7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    text = ", ".join(str(low) if low == high else f"{low}\N{EN DASH}{high}" for low, high in ranges)
    singular, _, plural = phrase("page-range", language, n=text).partition("|")
    return plural if len(numbers) > 1 else singular


def _confusions(result: CorrectionResult, language: Language) -> tuple[tuple[str, str], ...]:
    """Add up the expected misreadings of all pages; what is expected less than once is not shown."""
    counts: Counter[tuple[str, str]] = Counter()
    for profile in result.profiles:
        for confusion in profile.confusions:
            counts[confusion.true, confusion.read] += confusion.count  # type: ignore[assignment]
    frequent = sorted(((round(count), pair) for pair, count in counts.items()), key=lambda each: (-each[0], each[1]))
    return tuple(
        (misreading(true, read, language), counted("times", count, language))
        for count, (true, read) in frequent[:MOST_CONFUSIONS_SHOWN]
        if count > 0
    )


def _shares(result: CorrectionResult, language: Language) -> str:
    """Average the kinds of damage over the pages, weighted by their words."""
    weights = _weights(result)
    sums: dict[str, float] = defaultdict(float)
    for profile in result.profiles:
        for name, share in profile.shares:
            sums[name] += share * weights[profile.page_number]
    total = sum(sums.values())
    shares = sorted(((value / total, name) for name, value in sums.items() if value), reverse=True) if total else []
    words = [
        f"{_share_name(name, language)} {percent(share, language)}" for share, name in shares if round(share * 100) > 0
    ]
    return phrase("shares", language, shares=", ".join(words)) if words else ""


def _share_name(name: str, language: Language) -> str:
    try:
        return phrase(f"share-{name}", language)
    except KeyError:
        return name


def _damage(result: CorrectionResult, language: Language) -> str:
    """Average the estimated share of damaged words; "" where no page was estimated."""
    weights = _weights(result)
    words = sum(weights[profile.page_number] for profile in result.profiles)
    if not words:
        return ""
    damaged = sum(profile.estimated_damage * weights[profile.page_number] for profile in result.profiles)
    return percent(damaged / words, language)


def _weights(result: CorrectionResult) -> dict[int, int]:
    return {page.number: len(page.text.split()) for page in result.document.pages}
