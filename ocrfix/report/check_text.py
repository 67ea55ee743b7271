"""What ``ocrfix check`` says to a person at a terminal: a line for each file, its worst pages, a sum.

Bird's-eye view: plain text for stdout, in German or English; names and words of documents cannot drive the terminal.
Start reading at :func:`check_text`.

German example: ``antrag.pdf: 2,4 % der 1.204 Wörter beschädigt (geschätzt, 1,8 % bis 3,3 %), über 1 %``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.messages import Language, say, say_counted
from ocrfix.quality.gate import CheckResult, FileVerdict
from ocrfix.quality.inspect import Finding, PageQuality
from ocrfix.report.figures import limit_in_words, share_in_words
from ocrfix.report.unread import unread_line
from ocrfix.report.visible import visible_line

MOST_PAGES = 5
MOST_NEW = 10


def check_text(result: CheckResult, language: Language) -> bytes:
    """Write the report as UTF-8 lines."""
    return ("\n".join(_lines(result, language)) + "\n").encode("utf-8", "replace")


def _lines(result: CheckResult, language: Language) -> Iterator[str]:
    for file in result.files:
        yield from _file(file, result, language)
    for file in result.files:
        if unread := file.quality.unread_pages:
            yield unread_line(visible_line(file.name), unread, language)
    for failure in result.failures:
        yield say("{name}: not judged (code {code})", language, name=visible_line(failure.name), code=int(failure.code))
    if unread_pages := result.unread_pages:
        yield say_counted("{n} page not recognised.", "{n} pages not recognised.", unread_pages, language)
    files = say_counted("{n} file", "{n} files", len(result.files), language)
    bad = len(result.failed)
    yield (
        say("{files}: {bad} worse than allowed.", language, files=files, bad=bad)
        if bad
        else say("{files}: none worse than allowed.", language, files=files)
    )


def _file(file: FileVerdict, result: CheckResult, language: Language) -> Iterator[str]:
    estimate = file.quality.estimate
    line = say(
        "{name}: {share} of {words} damaged (estimate, {low} to {high})",
        language,
        name=visible_line(file.name),
        share=share_in_words(estimate.share, language, result.thresholds.file),
        words=say_counted("{n} word", "{n} words", file.quality.words, language),
        low=share_in_words(estimate.low, language),
        high=share_in_words(estimate.high, language),
    )
    notes = [line]
    if file.is_above:
        notes.append(say("above {limit}", language, limit=limit_in_words(result.thresholds.file, language)))
    if file.pages_above and result.thresholds.page is not None:
        limit = limit_in_words(result.thresholds.page, language)
        notes.append(
            say_counted(
                "{n} page above {limit}", "{n} pages above {limit}", len(file.pages_above), language, limit=limit
            )
        )
    if file.before is not None:
        notes.append(say("{share} before", language, share=share_in_words(file.before.share, language)))
        notes.append(say_counted("{n} new finding", "{n} new findings", len(file.new), language))
    if (file.is_above or file.pages_above) and not file.is_failed:
        notes.append(say("no worse than the baseline", language))
    if file.quality.waived:
        notes.append(say_counted("{n} word waived", "{n} words waived", len(file.quality.waived), language))
    yield ", ".join(notes)
    if file.is_failed:
        for page in _worst_pages(file, result):
            yield f"  {_page(page, language)}"
        if file.before is not None:
            yield from (f"  {_new(finding, language)}" for finding in file.new_findings()[:MOST_NEW])


def _worst_pages(file: FileVerdict, result: CheckResult) -> list[PageQuality]:
    if len(file.quality.pages) < 2:
        return []
    limit = result.thresholds.file if result.thresholds.page is None else result.thresholds.page
    above = [page for page in file.quality.pages if page.estimate.share > limit]
    return sorted(above, key=lambda page: (-page.estimate.share, page.number))[:MOST_PAGES]


def _page(page: PageQuality, language: Language) -> str:
    return say(
        "page {page}: {share} ({low} to {high}), {findings}",
        language,
        page=page.number,
        share=share_in_words(page.estimate.share, language),
        low=share_in_words(page.estimate.low, language),
        high=share_in_words(page.estimate.high, language),
        findings=say_counted("{n} finding", "{n} findings", page.findings, language),
    )


def _new(finding: Finding, language: Language) -> str:
    words = visible_line(finding.before)
    if finding.after:
        words += f" \N{RIGHTWARDS ARROW} {visible_line(finding.after)}"
    return say("new: page {page}, line {line}: {words}", language, page=finding.page, line=finding.line, words=words)
