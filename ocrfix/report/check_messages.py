"""The English sentences that the machine formats of ``ocrfix check`` share.

Bird's-eye view: SARIF, JUnit, GitHub and GitLab say the same about a file, a page and a finding. Start reading at
:func:`file_message`.

German example: ``"fir" may have been printed as "für" (unknown-word)``.
"""

from __future__ import annotations

from ocrfix.model import Origin
from ocrfix.quality.gate import CheckResult, FileVerdict
from ocrfix.quality.inspect import Finding, PageQuality
from ocrfix.report.figures import limit_in_words, share_in_words
from ocrfix.report.visible import visible_line


def file_message(file: FileVerdict, result: CheckResult) -> str:
    """Say how damaged a file is and what is allowed."""
    estimate, limit = file.quality.estimate, result.thresholds.file
    parts = [
        f"{share_in_words(estimate.share, 'en', limit)} of {file.quality.words} words are estimated to be damaged"
        f" ({estimate.low:.1%} to {estimate.high:.1%}); {limit_in_words(limit, 'en')} is allowed"
    ]
    if file.pages_above and result.thresholds.page is not None:
        parts.append(f"{len(file.pages_above)} pages are above {limit_in_words(result.thresholds.page, 'en')}")
    if file.before is not None:
        parts.append(f"the baseline has {file.before.share:.1%}, {len(file.new)} findings are new")
    return "; ".join(parts)


def page_message(page: PageQuality) -> str:
    """Say how damaged a page is."""
    estimate = page.estimate
    return (
        f"page {page.number}: {estimate.share:.1%} of {page.words} words are estimated to be damaged"
        f" ({estimate.low:.1%} to {estimate.high:.1%})"
    )


def finding_message(finding: Finding) -> str:
    """Say what looks damaged and what may have been printed."""
    before = visible_line(finding.before)
    if not finding.after:
        return f'"{before}" looks damaged ({finding.code})'
    return f'"{before}" may have been printed as "{visible_line(finding.after)}" ({finding.code})'


def has_lines(file: FileVerdict) -> bool:
    """Say whether findings have lines in the file itself: only those of plain text do, without a choice of pages."""
    pages = file.quality.pages
    is_text = all(page.origin in (Origin.PLAIN_TEXT, Origin.BLANK) for page in pages)
    return is_text and [page.number for page in pages] == [*range(1, len(pages) + 1)]


def line_of(file: FileVerdict, finding: Finding) -> int:
    """Return the line of a finding in the file, 1 where the file has no lines."""
    return finding.start_line if has_lines(file) else 1
