"""The few lines on stderr that say what a run did.

Bird's-eye view: :class:`Tally` counts outcomes as they come and keeps only the failed ones,
:func:`print_outcomes` prints what was counted. Start reading there.

German example: "216 Dateien: Seiten 216, Wörter 75.600, berichtigt 7.012, offene Zweifel 311".
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from ocrfix.batch.discovery import printable
from ocrfix.batch.outcome import Outcome
from ocrfix.cli.error_phrases import translate
from ocrfix.cli.options import FailOn
from ocrfix.cli.phrases import Phrases
from ocrfix.cli.task import harmless
from ocrfix.errors import ExitCode


@dataclass(slots=True)
class Tally:
    """The running sums of a run; ``failures`` holds the outcomes that are listed one by one."""

    skipped: int = 0
    out_dir: Path | None = None
    files: int = 0
    pages: int = 0
    words: int = 0
    applied: int = 0
    likely: int = 0
    review: int = 0
    last_label: str = ""
    failures: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.files += 1
        self.last_label = outcome.label
        if outcome.is_failure:
            self.failures.append(outcome)
        self.pages += outcome.pages
        self.words += outcome.words
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
    lines = [_failure_line(failure, phrases) for failure in tally.failures]
    if not is_quiet:
        lines += _sum_lines(tally, phrases)
    if lines:
        print(harmless("\n".join(lines)), file=sys.stderr, flush=True)


def _failure_line(failure: Outcome, phrases: Phrases) -> str:
    is_bug = failure.exit_code == ExitCode.BUG
    message = phrases("bug", kind=failure.message) if is_bug else translate(failure.message, phrases.language)
    hint = translate(failure.hint, phrases.language)
    line = phrases("fix.failed", label=failure.label, code=failure.exit_code.value, message=message)
    return "\n".join(part for part in (line + (f" ({hint})" if hint else ""), failure.trace.rstrip()) if part)


def _sum_lines(tally: Tally, phrases: Phrases) -> list[str]:
    done = tally.files - len(tally.failures)
    lines = []
    if done:
        counts = phrases(
            "fix.counts",
            words=phrases.number(tally.words),
            pages=phrases.number(tally.pages),
            applied=phrases.number(tally.applied),
            doubts=phrases.number(tally.likely + tally.review),
        )
        one = tally.files == 1
        sentence = phrases(
            "fix.done-one" if one else "fix.done-many",
            label=tally.last_label,
            files=phrases.number(done),
            counts=counts,
        )
        lines.append(sentence)
        if tally.out_dir is not None:
            lines.append(phrases("fix.results", place=printable(str(tally.out_dir))))
    if tally.skipped:
        lines.append(phrases("fix.skipped", count=phrases.number(tally.skipped)))
    return lines
