"""Whether files are worse than allowed: thresholds, and the baseline that excuses what was there before.

Bird's-eye view: :func:`judge_file` compares one file with the thresholds. A file above them is excused when the
baseline knows it and nothing got worse: its estimate did not rise, or every finding was there before. Start reading
there.

German example: ``antrag.pdf`` with 2.4 % damage fails at ``--max-damage 1%``; with a baseline of 2.4 % it passes.
"""

from __future__ import annotations

from ocrfix.errors import ExitCode
from ocrfix.quality.baseline import Baseline, KnownFile
from ocrfix.quality.inspect import FileQuality, Finding, PageQuality
from ocrfix.records import dataclass

DEFAULT_MAX_DAMAGE = 0.01


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The highest allowed shares (0..1) of damaged words; ``page`` None allows any page."""

    file: float = DEFAULT_MAX_DAMAGE
    page: float | None = None


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """One file: whether it is above the thresholds, whether that fails, and what is new against the baseline.

    ``before`` is what the baseline knows, None when there is no baseline or it does not know the file. ``new`` holds
    the ids of findings that are not in the baseline; all of them when it does not know the file.
    """

    name: str
    quality: FileQuality
    is_above: bool
    pages_above: tuple[int, ...]
    is_failed: bool
    before: KnownFile | None
    new: frozenset[str]

    def is_page_above(self, page: PageQuality) -> bool:
        """Say whether a page is above its threshold."""
        return page.number in self.pages_above

    def new_findings(self) -> tuple[Finding, ...]:
        """Return the findings that the baseline does not know."""
        return tuple(finding for finding in self.quality.findings if finding.id in self.new)


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be judged."""

    name: str
    code: ExitCode
    message: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All that a report of ``ocrfix check`` shows."""

    files: tuple[FileVerdict, ...]
    failures: tuple[FailedFile, ...]
    thresholds: Thresholds
    has_baseline: bool
    version: str

    @property
    def failed(self) -> tuple[FileVerdict, ...]:
        """Return the files that are worse than allowed."""
        return tuple(file for file in self.files if file.is_failed)

    @property
    def unread_pages(self) -> int:
        """Count the pages that are not blank and of which nothing was recognised."""
        return sum(len(file.quality.unread_pages) for file in self.files)


def judge_file(name: str, quality: FileQuality, thresholds: Thresholds, baseline: Baseline | None) -> FileVerdict:
    """Compare a file with the thresholds and with what the baseline knows of it."""
    before = None if baseline is None else baseline.get(name)
    ids = frozenset(finding.id for finding in quality.findings)
    new = ids if before is None else ids - before.findings
    is_above = quality.estimate.share > thresholds.file
    page_limit = thresholds.page
    pages_above = tuple(
        page.number for page in quality.pages if page_limit is not None and page.estimate.share > page_limit
    )
    got_worse = before is None or (bool(new) and quality.estimate.share > before.share)
    return FileVerdict(
        name=name,
        quality=quality,
        is_above=is_above,
        pages_above=pages_above,
        is_failed=(is_above or bool(pages_above)) and got_worse,
        before=before,
        new=new,
    )
