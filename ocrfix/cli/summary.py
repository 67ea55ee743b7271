"""What a run says at its end: every failed file with its code, the table of the others, and ``--summary FILE``.

Bird's-eye view: :class:`Tally` counts outcomes as they come and keeps a few to be shown, so that a million files need
no more memory than a thousand; :func:`print_outcomes` prints them with the table of :mod:`ocrfix.report.terminal`,
:class:`SummaryFile` writes all of them as JSON (``docs/summary.schema.json``). Start reading at :class:`Tally`.

German example: ``leer.pdf: Code 3: die Datei ist leer``.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import IO, Any, NoReturn

from ocrfix.batch.discovery import Source
from ocrfix.batch.outcome import Outcome, error_of_outcome
from ocrfix.cli.options import FailOn
from ocrfix.cli.task import harmless
from ocrfix.errors import BatchError, ExitCode, OutputError, temporary_error
from ocrfix.ledger import Fingerprints
from ocrfix.messages import Phrases
from ocrfix.records import dataclass
from ocrfix.report.terminal import MOST_ROWS, SummaryRow
from ocrfix.report.unread import unread_line

SUMMARY_FORMAT = "ocrfix-summary"
SUMMARY_VERSION = 1
MOST_FAILURES = 1000
"""So many failed files are listed on stderr; the ledger and the summary file hold all."""


@dataclass(slots=True)
class Tally:
    """The sums of a run; ``failures``, ``unread`` and ``rows`` hold the first of those that are listed one by one."""

    skipped: int = 0
    out_dir: Path | None = None
    files: int = 0
    kept: int = 0
    failed: int = 0
    failed_before: int = 0
    pages: int = 0
    words: int = 0
    applied: int = 0
    likely: int = 0
    review: int = 0
    not_in_pdf: int = 0
    failures: list[Outcome] = field(default_factory=list)
    unread: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    rows: list[SummaryRow] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.files += 1
        self.kept += outcome.is_kept
        if outcome.is_failure:
            self.failed += 1
            self.failed_before += outcome.is_kept
            if len(self.failures) < MOST_FAILURES:
                self.failures.append(outcome)
            return
        if len(self.rows) < MOST_ROWS:
            doubts = outcome.likely + outcome.review
            self.rows.append(SummaryRow(outcome.label, outcome.pages, outcome.words, outcome.applied, doubts))
        if outcome.unread_pages and len(self.unread) < MOST_FAILURES:
            self.unread.append((outcome.label, outcome.unread_pages))
        self.pages += outcome.pages
        self.words += outcome.words
        self.applied += outcome.applied
        self.likely += outcome.likely
        self.review += outcome.review
        self.not_in_pdf += outcome.not_in_pdf

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

    def unlisted(self) -> tuple[SummaryRow, int]:
        """Give the sums and the number of the files that have no row of their own."""
        rest = SummaryRow(
            "",
            self.pages - sum(row.pages for row in self.rows),
            self.words - sum(row.words for row in self.rows),
            self.applied - sum(row.applied for row in self.rows),
            self.likely + self.review - sum(row.open_doubts for row in self.rows),
        )
        return rest, self.files - self.failed - len(self.rows)


def print_outcomes(tally: Tally, phrases: Phrases, *, is_quiet: bool) -> None:
    """List the failed files, and unless told to be quiet, say what was done and where it is."""
    for failure in tally.failures:
        print_failure(failure, phrases)
    if tally.failed > len(tally.failures):
        print(
            phrases.counted(
                "… and {n} more failed file", "… and {n} more failed files", tally.failed - len(tally.failures)
            ),
            file=sys.stderr,
        )
    print_not_tried(tally, phrases)
    if is_quiet:
        return
    if tally.rows:
        from rich.console import Console

        from ocrfix.report.terminal import print_summary

        place = str(tally.out_dir) if tally.out_dir is not None else ""
        print_summary(Console(stderr=True), tally.rows, phrases.language, place, *tally.unlisted())
    if tally.not_in_pdf:
        print(
            phrases.counted(
                "In the text only, not in the PDF (whose visible text stays): {n} change",
                "In the text only, not in the PDF (whose visible text stays): {n} changes",
                tally.not_in_pdf,
            ),
            file=sys.stderr,
        )
    for label, pages in tally.unread:
        print(harmless(unread_line(label, pages, phrases.language)), file=sys.stderr)
    if tally.kept:
        print(phrases("Unchanged from an earlier run: {count}", count=phrases.number(tally.kept)), file=sys.stderr)
    if tally.skipped:
        print(
            phrases("Passed over (another type, or excluded): {count}", count=phrases.number(tally.skipped)),
            file=sys.stderr,
        )


def print_not_tried(tally: Tally, phrases: Phrases) -> None:
    """Say that a resumed run has not tried what failed before: the reason may ask for what was done since."""
    if tally.failed_before:
        print(
            phrases.counted(
                "{n} file failed in an earlier run and was not tried again: --retry-failed does so",
                "{n} files failed in an earlier run and were not tried again: --retry-failed does so",
                tally.failed_before,
            ),
            file=sys.stderr,
        )


def print_failure(failure: Outcome, phrases: Phrases) -> None:
    """Say which file failed, with its code."""
    print(harmless(failure_line(failure, phrases)), file=sys.stderr)


def refuse_failure(failure: Outcome) -> NoReturn:
    """End a run on a single file as this file failed, with its trace before if one was asked for.

    Raises:
        OcrfixError: what the file failed by.
    """
    if failure.trace:
        print(failure.trace, file=sys.stderr)
    raise error_of_outcome(failure)


def refuse_failed(failed: int, files: int) -> None:
    """End a run on several files of which some failed.

    Raises:
        BatchError: at least one did.
    """
    if failed:
        raise BatchError(f"{failed} of {files} files failed", "they are listed above with their codes")


def failure_line(failure: Outcome, phrases: Phrases) -> str:
    """Say in one line what became of a failed file."""
    is_bug = failure.exit_code == ExitCode.BUG
    message = (
        phrases("This is a bug in ocrfix ({kind}), not in your file.", kind=failure.message)
        if is_bug
        else phrases.error(failure.message)
    )
    hint = phrases.error(failure.hint)
    line = phrases(
        "{label}: code {code}: {message}", label=failure.label, code=failure.exit_code.value, message=message
    )
    return "\n".join(part for part in (line + (f" ({hint})" if hint else ""), failure.trace.rstrip()) if part)


class SummaryFile:
    """The file of ``--summary``: rows are kept on disk while the run lasts, and written in one go at its end."""

    def __init__(self, path: Path, inputs: Iterable[Path], *, force: bool) -> None:
        """Look at the target before a night's work is done for nothing.

        Raises:
            OutputError: it is one of the inputs, a folder, exists and is no summary of ours, or its folder or that for
                temporary files cannot be used.
        """
        from ocrfix.write.files import refuse_existing
        from ocrfix.write.inputs import refuse_inputs

        refuse_inputs(path, inputs)
        if not path.parent.is_dir():
            raise OutputError(f"the folder of {path} does not exist", "make it, or name another file with --summary")
        refuse_existing(path, replace=force or _is_summary(path), option="--summary")
        self.path = path
        self._problem: OSError | None = None
        try:
            # Without a buffer a row is on the disk whole, or it is known that it is not.
            self._rows: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by close()
        except OSError as error:
            raise temporary_error(error) from error
        self._started = time.time()
        self._clock = time.monotonic()

    def add(self, source: Source, outcome: Outcome) -> None:
        """Keep the row of one file; where there is no room for it the run goes on, and :meth:`close` says so."""
        state = "failed" if outcome.is_failure else "done"
        row = {
            "input": source.label,
            "target": source.name and _utf8(str(source.target)),
            "state": state,
            "kept": outcome.is_kept,
            "exit_code": int(outcome.exit_code),
            "message": outcome.message,
            "hint": outcome.hint,
            "sha256": outcome.sha256,
            "pages": outcome.pages,
            "words": outcome.words,
            "applied": outcome.applied,
            "likely": outcome.likely,
            "review": outcome.review,
        }
        self._keep(_json(row) + b"\n")

    def _keep(self, row: bytes) -> None:
        if self._problem is not None:
            return
        end = self._rows.tell()
        try:
            if self._rows.write(row) < len(row):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            self._problem = error
            with suppress(OSError):
                self._rows.truncate(end)

    def close(self, tally: Tally, fingerprints: Fingerprints, exit_code: int, *, is_complete: bool) -> None:
        """Write the file.

        Raises:
            OutputError: it cannot be written, or some rows could not be kept (it is written without them).
        """
        import ocrfix
        from ocrfix.write.files import write_named

        seconds = time.monotonic() - self._clock
        head = {"format": SUMMARY_FORMAT, "version": SUMMARY_VERSION, "ocrfix": ocrfix.__version__}
        tail = {
            "complete": is_complete and self._problem is None,
            "exit_code": exit_code,
            "options": fingerprints.options,
            "data": fingerprints.data,
            "started": _written_time(self._started),
            "ended": _written_time(time.time()),
            "seconds": round(seconds, 3),
            "totals": _totals(tally),
        }
        try:
            self._rows.seek(0)
            write_named(self.path, _parts(head, self._rows, tail), replace=True, option="--summary")
        finally:
            self._rows.close()
        if self._problem is not None:
            raise temporary_error(self._problem) from self._problem


def _parts(head: dict[str, Any], rows: IO[bytes], tail: dict[str, Any]) -> Iterator[bytes]:
    yield _json(head)[:-1] + b', "files": ['
    separator = b"\n"
    for row in rows:
        yield separator + row.rstrip(b"\n")
        separator = b",\n"
    yield b"\n], " + _json(tail)[1:] + b"\n"


def _totals(tally: Tally) -> dict[str, int]:
    return {
        "files": tally.files,
        "kept": tally.kept,
        "failed": tally.failed,
        "passed_over": tally.skipped,
        "pages": tally.pages,
        "words": tally.words,
        "applied": tally.applied,
        "likely": tally.likely,
        "review": tally.review,
    }


def _is_summary(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(64).startswith(f'{{"format": "{SUMMARY_FORMAT}"'.encode())
    except OSError:
        return False


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def _utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _written_time(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
