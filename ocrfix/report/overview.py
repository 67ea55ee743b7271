"""The condition of an archive at a glance: one HTML file with drawings of our own, without network and script.

Bird's-eye view: :func:`view_of` arranges a :class:`~ocrfix.quality.gate.CheckResult` as rows, bars and lines with
their coordinates, ``templates/overview.html.j2`` draws them as inline SVG. Colours are classes, so that light, dark
and print have their own. Start reading at :func:`check_html`.

German example: ``antrag.pdf`` is a row of boxes, one a page; page 3 with 25 % damage is the reddest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ocrfix.messages import Language, grouped, say, say_counted, translatable_counted, wording
from ocrfix.quality.estimate import together
from ocrfix.quality.gate import CheckResult, FileVerdict
from ocrfix.quality.inspect import PageQuality
from ocrfix.records import dataclass
from ocrfix.report.figures import limit_in_words, share_in_words
from ocrfix.report.reasons import kind_title, misreading
from ocrfix.report.unread import unread_line
from ocrfix.report.visible import visible_line
from ocrfix.report.web_page import page_part, policy_hash, template_environment
from ocrfix.write.text import encode_text

if TYPE_CHECKING:
    from jinja2 import Environment

STEPS = (0.003, 0.01, 0.03, 0.1, 0.25)
"""The bounds between the six colours of a box."""
MOST_ROWS, MOST_PAGES, MOST_WORST, MOST_KINDS, MOST_TRENDS = 200, 400, 50, 12, 40
CELL, CELLS_A_LINE = 14, 40
NAME_LENGTH = 60
BAR_WIDTH, BAR_HEIGHT = 320, 22
TREND_HEIGHT, TREND_WIDTH, TREND_MARGIN = 260, 320, 14


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of the heat map: place, class of its colour and what it says when pointed at."""

    x: int
    y: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """The pages of one file as boxes; ``height`` is that of its drawing."""

    title: str
    cells: tuple[Cell, ...]
    height: int
    note: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and number; ``width`` is in the units of the drawing."""

    title: str
    name: str
    count: str
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Slope:
    """The line of one file from the baseline to today."""

    title: str
    y0: float
    y1: float
    kind: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Everything that the template shows, in words and coordinates."""

    figures: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    more_rows: str
    legend: tuple[str, ...]
    worst: tuple[tuple[str, ...], ...]
    kinds: tuple[Bar, ...]
    misreadings: tuple[Bar, ...]
    slopes: tuple[Slope, ...]
    trend_counts: tuple[str, ...]
    trend_top: str
    failures: tuple[str, ...]
    unread: tuple[str, ...]


def check_html(result: CheckResult, language: Language) -> bytes:
    """Write the overview as UTF-8 HTML in German or English."""
    from markupsafe import Markup

    style = page_part("overview.css")
    bad = len(result.failed)
    text = (
        _environment()
        .get_template("overview.html.j2")
        .render(
            language=language,
            style=Markup(style),
            style_hash=policy_hash(style),
            _=lambda message: wording(message, language),
            verdict=say_counted("{n} file is worse than allowed.", "{n} files are worse than allowed.", bad, language)
            if bad
            else say("No file is worse than allowed.", language),
            is_bad=bool(bad),
            has_baseline=result.has_baseline,
            version=result.version,
            view=view_of(result, language),
            cell=CELL,
            map_width=CELL * CELLS_A_LINE,
            bar_width=BAR_WIDTH,
            bar_height=BAR_HEIGHT,
            trend=(TREND_WIDTH, TREND_HEIGHT, TREND_MARGIN),
        )
    )
    return encode_text(text)


@cache
def _environment() -> Environment:
    return template_environment(trim_blocks=True)


def view_of(result: CheckResult, language: Language) -> OverviewView:
    """Arrange a result for the template."""
    ordered = sorted(result.files, key=lambda file: (-file.quality.estimate.share, file.name))
    left_over = len(ordered) - MOST_ROWS
    codes = Counter(finding.code for file in ordered for finding in file.quality.findings)
    confusions: dict[tuple[str, str], float] = defaultdict(float)
    for file in ordered:
        for true, read, count in file.quality.confusions:
            confusions[true, read] += count
    known = [file for file in ordered if file.before is not None]
    top = max([0.001, *(max(file.quality.estimate.share, _before(file)) for file in known)])
    return OverviewView(
        figures=_figures(result, language),
        rows=tuple(_row(file, language) for file in ordered[:MOST_ROWS]),
        more_rows=say_counted("and {n} more file", "and {n} more files", left_over, language) if left_over > 0 else "",
        legend=_legend(language),
        worst=tuple(_table_row(file, result, language) for file in ordered[:MOST_WORST]),
        kinds=_bars([(kind_title(code, language), count) for code, count in codes.items()], language),
        misreadings=_bars(
            [(misreading(true, read, language), round(count)) for (true, read), count in confusions.items()], language
        ),
        slopes=tuple(_slope(file, top, language) for file in known[:MOST_TRENDS]),
        trend_counts=_trend_counts(ordered, language) if result.has_baseline else (),
        trend_top=share_in_words(top, language),
        failures=tuple(
            say(
                "{name}: code {code}: {message}",
                language,
                name=visible_line(each.name),
                code=int(each.code),
                message=each.message,
            )
            for each in result.failures
        ),
        unread=_unread(result, language),
    )


def _unread(result: CheckResult, language: Language) -> tuple[str, ...]:
    files = [file for file in result.files if file.quality.unread_pages]
    lines = [unread_line(visible_line(file.name), file.quality.unread_pages, language) for file in files[:MOST_WORST]]
    rest = len(files) - len(lines)
    return (*lines, *([say_counted("and {n} more file", "and {n} more files", rest, language)] if rest else ()))


def step_of(share: float) -> int:
    """Return the colour (0..5) of a share.

    >>> [step_of(share) for share in (0.0, 0.02, 0.9)]
    [0, 2, 5]
    """
    return sum(share >= bound for bound in STEPS)


def _figures(result: CheckResult, language: Language) -> tuple[tuple[str, str], ...]:
    pages = [page for file in result.files for page in file.quality.pages]
    words = sum(page.words for page in pages)
    whole = together((page.words, page.estimate) for page in pages)
    return (
        (grouped(len(result.files), language), say_counted("file", "files", len(result.files), language)),
        (grouped(len(pages), language), say_counted("page", "pages", len(pages), language)),
        (grouped(words, language), say_counted("word", "words", words, language)),
        (share_in_words(whole.share, language), say("of the words damaged", language)),
        (limit_in_words(result.thresholds.file, language), say("are allowed for each file", language)),
    )


def _row(file: FileVerdict, language: Language) -> Row:
    pages = file.quality.pages
    cells = tuple(
        Cell(
            x=index % CELLS_A_LINE * CELL,
            y=index // CELLS_A_LINE * CELL,
            kind="unread" if page.is_unread else f"s{step_of(page.estimate.share)}",
            title=say("page {page}: {share}", language, page=page.number, share=_shown_share(page, language)),
        )
        for index, page in enumerate(pages[:MOST_PAGES])
    )
    lines = max(1, -(-len(cells) // CELLS_A_LINE))
    title = say(
        "{name}: {share} damaged, {pages}",
        language,
        name=_short(file.name),
        share=share_in_words(file.quality.estimate.share, language),
        pages=say_counted("{n} page", "{n} pages", len(pages), language),
    )
    is_cut = len(pages) > MOST_PAGES
    note = say("pages from {page} on are not drawn here", language, page=pages[MOST_PAGES].number) if is_cut else ""
    return Row(title, cells, lines * CELL, note)


def _shown_share(page: PageQuality, language: Language) -> str:
    return say("not recognised", language) if page.is_unread else share_in_words(page.estimate.share, language)


def _short(name: str) -> str:
    """Keep the end of a long name, which tells files apart."""
    shown = visible_line(name)
    return shown if len(shown) <= NAME_LENGTH else "…" + shown[1 - NAME_LENGTH :]


def _legend(language: Language) -> tuple[str, ...]:
    bounds = [share_in_words(bound, language) for bound in STEPS]
    middle = [f"{low} – {high}" for low, high in pairwise(bounds)]
    return (f"< {bounds[0]}", *middle, f"≥ {bounds[-1]}")


def _table_row(file: FileVerdict, result: CheckResult, language: Language) -> tuple[str, ...]:
    estimate = file.quality.estimate
    is_above = file.is_above or bool(file.pages_above)
    state = say("no worse than before", language) if is_above else say("fine", language)
    before = "" if file.before is None else share_in_words(file.before.share, language)
    return (
        visible_line(file.name),
        share_in_words(estimate.share, language),
        f"{share_in_words(estimate.low, language)} – {share_in_words(estimate.high, language)}",
        *((before,) if result.has_baseline else ()),
        grouped(file.quality.words, language),
        grouped(len(file.quality.findings), language),
        say("too bad", language) if file.is_failed else state,
    )


def _bars(counts: list[tuple[str, int]], language: Language) -> tuple[Bar, ...]:
    frequent = sorted((entry for entry in counts if entry[1] > 0), key=lambda entry: (-entry[1], entry[0]))[:MOST_KINDS]
    most = max((count for _, count in frequent), default=1)
    return tuple(
        Bar(
            title=say("{name}: {count}", language, name=name, count=grouped(count, language)),
            name=name,
            count=grouped(count, language),
            y=place * BAR_HEIGHT,
            width=max(1, round(BAR_WIDTH * count / most)),
        )
        for place, (name, count) in enumerate(frequent)
    )


def _before(file: FileVerdict) -> float:
    return 0.0 if file.before is None else file.before.share


def _slope(file: FileVerdict, top: float, language: Language) -> Slope:
    before, after = _before(file), file.quality.estimate.share
    room = TREND_HEIGHT - 2 * TREND_MARGIN
    return Slope(
        title=say(
            "{name}: {before} before, {after} now",
            language,
            name=_short(file.name),
            before=share_in_words(before, language),
            after=share_in_words(after, language),
        ),
        y0=round(TREND_MARGIN + room * (1 - before / top), 1),
        y1=round(TREND_MARGIN + room * (1 - after / top), 1),
        kind=_trend(file),
    )


def _trend(file: FileVerdict) -> str:
    if file.before is None:
        return "unknown"
    after = file.quality.estimate.share
    return "better" if after < file.before.share else "worse" if after > file.before.share else "same"


_TRENDS = {
    "better": translatable_counted("{n} file better", "{n} files better"),
    "worse": translatable_counted("{n} file worse", "{n} files worse"),
    "same": translatable_counted("{n} file the same", "{n} files the same"),
    "unknown": translatable_counted("{n} file new", "{n} files new"),
}


def _trend_counts(files: list[FileVerdict], language: Language) -> tuple[str, ...]:
    counts = Counter(map(_trend, files))
    return tuple(say_counted(*_TRENDS[kind], counts[kind], language) for kind in _TRENDS if counts[kind])
