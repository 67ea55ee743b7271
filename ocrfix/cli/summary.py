"""What a run says on stderr at its end: every failed file with its code, then the table of the others.

Bird's-eye view: :class:`Tally` counts outcomes as they come, :func:`print_outcomes` prints them with the table of
:mod:`ocrfix.report.terminal`. Start reading there.

German example: ``leer.pdf: Code 3: die Datei ist leer``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from ocrfix.batch.outcome import Outcome
from ocrfix.cli.error_phrases import translate
from ocrfix.cli.options import FailOn
from ocrfix.cli.phrases import Phrases
from ocrfix.cli.task import harmless
from ocrfix.errors import ExitCode
from ocrfix.report.terminal import SummaryRow


@dataclass(slots=True)
class Tally:
    """The sums of a run; ``failures`` and ``rows`` hold what is listed one by one."""

    skipped: int = 0
    out_dir: Path | None = None
    applied: int = 0
    likely: int = 0
    review: int = 0
    failures: list[Outcome] = field(default_factory=list)
    rows: list[SummaryRow] = field(default_factory=list)

    @property
    def files(self) -> int:
        """Count the sources that were worked on."""
        return len(self.failures) + len(self.rows)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.is_failure:
            self.failures.append(outcome)
            return
        doubts = outcome.likely + outcome.review
        self.rows.append(SummaryRow(outcome.label, outcome.pages, outcome.words, outcome.applied, doubts))
        self.applied += outcome.applied
        self.likely += outcome.likely
        self.review += outcome.review

    def has_findings(self, threshold: FailOn | None) -> bool:
        """Say whether ``--fail-on`` is met: ``likely`` is the narrowest threshold, ``any`` the widest."""
        match threshold:
            case None:
                return False
            case FailOn.LIKELY:
                return self.likely > 0
            case FailOn.REVIEW:
                return self.likely + self.review > 0
            case FailOn.ANY:
                return self.applied + self.likely + self.review > 0


def print_outcomes(tally: Tally, phrases: Phrases, *, is_quiet: bool) -> None:
    """List the failed files, and unless told to be quiet, say what was done and where it is."""
    for failure in tally.failures:
        print_failure(failure, phrases)
    if is_quiet or sys.stderr is None:
        return
    if tally.rows:
        from rich.console import Console

        from ocrfix.report.terminal import print_summary

        place = str(tally.out_dir) if tally.out_dir is not None else ""
        print_summary(Console(stderr=True), tally.rows, phrases.language, place)
    if tally.skipped:
        print(phrases("fix.skipped", count=phrases.number(tally.skipped)), file=sys.stderr)


def print_failure(failure: Outcome, phrases: Phrases) -> None:
    """Say which file failed, with its code."""
    print(harmless(_failure_line(failure, phrases)), file=sys.stderr)


def _failure_line(failure: Outcome, phrases: Phrases) -> str:
    is_bug = failure.exit_code == ExitCode.BUG
    message = phrases("bug", kind=failure.message) if is_bug else translate(failure.message, phrases.language)
    hint = translate(failure.hint, phrases.language)
    line = phrases("fix.failed", label=failure.label, code=failure.exit_code.value, message=message)
    return "\n".join(part for part in (line + (f" ({hint})" if hint else ""), failure.trace.rstrip()) if part)
