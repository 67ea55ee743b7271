"""What a corrected result says about the quality of its document: pages, findings, kinds of damage.

Bird's-eye view: the engine's decisions are counted as signs, estimated page by page and summed for the file. The
result is small and holds no page text, so that it crosses process borders. Start reading at :func:`inspect_result`.

German example: ``fir`` -> ``für`` becomes a :class:`Finding` on page 1, line 2, column 1 with the code
``unknown-word``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from ocrfix.config import CorrectConfig
from ocrfix.detect.waivers import WAIVED
from ocrfix.edits import PAGE_SEPARATOR
from ocrfix.model import CorrectionResult, Decision, Level, Origin, Page, Span, Token
from ocrfix.packed import decisions_by_page
from ocrfix.pipeline.letter_forms import tokens_as_read
from ocrfix.quality.estimate import Estimate, load_calibration, together
from ocrfix.quality.signs import Signs, is_unknown, signs_of
from ocrfix.records import dataclass
from ocrfix.resources import Resources

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
MOST_CONFUSIONS = 20
WAIVERS = WAIVED | {"sic"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that looks damaged; ``id`` survives moved lines, ``line`` and ``column`` count from 1 in the page.

    ``start_line`` and ``start_column`` count in the whole document when that is a plain text, as an editor does: a form
    feed is a character of its line, a byte order mark is none. ``after`` is "" where nothing is proposed.
    """

    id: str
    page: int
    line: int
    column: int
    code: str
    level: Level
    before: str
    after: str
    start_line: int
    start_column: int


@dataclass(frozen=True, slots=True)
class Waived:
    """A word that is not questioned: ``code`` is ``waived-word``, ``waived-pattern`` or ``sic``."""

    page: int
    line: int
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class PageQuality:
    """One page: its words, the estimate of its damage and the number of its findings.

    ``is_unread`` says that it is not blank and that nothing was recognised: the estimate says nothing then.
    """

    number: int
    origin: Origin
    words: int
    estimate: Estimate
    findings: int
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class FileQuality:
    """One file: the estimate over its pages, all findings, and (printed, read, expected number) of its misreadings.

    ``waived`` are the words that were left aside because somebody said so.
    """

    words: int
    estimate: Estimate
    pages: tuple[PageQuality, ...]
    findings: tuple[Finding, ...]
    confusions: tuple[tuple[str, str, float], ...]
    data_versions: tuple[tuple[str, str], ...] = ()
    waived: tuple[Waived, ...] = ()

    @property
    def unread_pages(self) -> tuple[int, ...]:
        """Return the numbers of the pages that are not blank and of which nothing was recognised."""
        return tuple(page.number for page in self.pages if page.is_unread)


def inspect_result(result: CorrectionResult, config: CorrectConfig, resources: Resources) -> FileQuality:
    """Estimate the damage of every page and of the whole document.

    Raises:
        DataError: ``quality.json`` is missing or does not fit.
    """
    calibration = load_calibration(resources.folder / "quality.json")
    by_page = decisions_by_page(result.decisions)
    pages: list[PageQuality] = []
    waived: list[Waived] = []
    for page in result.document.pages:
        tokens = tokens_as_read(page, resources, config)
        waived += _waived(page, tokens)
        decisions = by_page.get(page.number, ())
        signs = signs_of(page, decisions, _unknown_words(tokens, resources))
        estimate = calibration.estimate(signs, is_born_digital=page.origin is Origin.BORN_DIGITAL)
        pages.append(PageQuality(page.number, page.origin, signs.words, estimate, len(decisions), page.is_unread))
    frequent = sorted(result.confusion_counts().items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_CONFUSIONS]
    return FileQuality(
        words=sum(page.words for page in pages),
        estimate=together((page.words, page.estimate) for page in pages),
        pages=tuple(pages),
        findings=tuple(_findings(result.document.pages, by_page)),
        confusions=tuple((true, read, round(count, 2)) for (true, read), count in frequent),
        data_versions=result.data_versions,
        waived=tuple(waived),
    )


def page_signs(page: Page, decisions: Sequence[Decision], config: CorrectConfig, resources: Resources) -> Signs:
    """Count the signs of one page."""
    return signs_of(page, decisions, _unknown_words(tokens_as_read(page, resources, config), resources))


def _waived(page: Page, tokens: Sequence[Token]) -> Iterator[Waived]:
    for token in tokens:
        if token.protected in WAIVERS and any(map(str.isalnum, token.text)):
            yield Waived(page.number, page.text.count("\n", 0, token.span.start) + 1, token.text, token.protected)


def _unknown_words(tokens: Sequence[Token], resources: Resources) -> Iterator[Span]:
    lexicon = resources.lexicon
    for token in tokens:
        count = lexicon.any_case_count(token.text)
        if is_unknown(token, count, not count and lexicon.compound_logp(token.text) > float("-inf")):
            yield token.span


def _findings(pages: Sequence[Page], by_page: Mapping[int, Sequence[Decision]]) -> Iterator[Finding]:
    lines_before, columns_before = 0, -1 if pages and pages[0].text.startswith(BYTE_ORDER_MARK) else 0
    for page in pages:
        starts = [0, *(place + 1 for place, character in enumerate(page.text) if character == "\n")]
        for decision in sorted(by_page.get(page.number, ()), key=lambda each: (each.damage.span, each.id)):
            start = decision.damage.span.start
            line = bisect_right(starts, start)
            column = start - starts[line - 1] + 1
            yield Finding(
                id=decision.id,
                page=page.number,
                line=line,
                column=column,
                code=decision.reasons[0].code,
                level=decision.level,
                before=decision.before,
                after="" if decision.after == decision.before else decision.after,
                start_line=lines_before + line,
                start_column=max(1, column + columns_before) if line == 1 else column,
            )
        lines_before += len(starts) - 1
        last_line = len(page.text) - starts[-1] + len(PAGE_SEPARATOR)
        columns_before = last_line + columns_before if len(starts) == 1 else last_line
