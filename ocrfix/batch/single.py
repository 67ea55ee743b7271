"""Carries one source from its bytes to written files.

Bird's-eye view: read (``ocrfix.extract``), correct (``ocrfix.pipeline``), render the text and the reports, and
only when all of them exist write them one by one. Start reading at :func:`run_job`.

German example: ``a.pdf`` is read, ``fir`` becomes ``für``, and ``a.txt`` with three reports is written.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ocrfix.batch.discovery import Source
from ocrfix.batch.outcome import Outcome, ReportFormat, RunSettings, Written, outcome_of_error
from ocrfix.batch.targets import target_names

if TYPE_CHECKING:
    from ocrfix.model import CorrectionResult
    from ocrfix.resources import Resources

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A source and the names of existing files that it may replace."""

    source: Source
    replaceable: frozenset[str] = frozenset()


@lru_cache(maxsize=2)
def resources_of(data_folder: Path | None, lexicon_files: tuple[str, ...] = ()) -> Resources:
    """Open the data files and the user's word lists once per process.

    Raises:
        DataError: a file is missing or wrong.
    """
    from ocrfix.resources import open_resources

    return open_resources(data_folder, lexicon_files)


def correct_source(
    content: Path | bytes, name: str, settings: RunSettings, progress: Progress | None = None
) -> CorrectionResult:
    """Read and correct one input; nothing is written.

    Raises:
        OcrfixError: the input, the engine, the settings or the data are to blame.
    """
    from ocrfix.extract import read_document
    from ocrfix.pipeline import correct
    from ocrfix.pipeline.doubts import doubtful_words

    def get_resources() -> Resources:
        return resources_of(settings.data_folder, settings.config.correct.lexicon_files)

    document = read_document(
        content,
        name,
        settings.config.extract,
        progress=progress,
        doubts=lambda text, words: doubtful_words(text, words, get_resources()),
    )
    if progress is not None:
        progress(len(document.pages), len(document.pages))
    return correct(document, settings.config.correct, get_resources())


def render(result: CorrectionResult, target: PurePosixPath, settings: RunSettings) -> tuple[tuple[str, bytes], ...]:
    """Make the bytes of every file of one source, named relative to the out-dir, the corrected text last.

    The text comes last, so that whoever waits for it finds its reports complete.
    """
    from ocrfix.write.text import corrected_bytes

    names = target_names(target, settings.reports)
    reports = [
        (name, _render_report(report, result, settings))
        for name, report in zip(names[1:], settings.reports, strict=True)
    ]
    return (*reports, (names[0], corrected_bytes(result)))


def _render_report(report: ReportFormat, result: CorrectionResult, settings: RunSettings) -> bytes:
    import ocrfix

    match report:
        case ReportFormat.JSON:
            from ocrfix.report.json import report_json

            return report_json(result, ocrfix.__version__)
        case ReportFormat.HTML:
            from ocrfix.report.html import report_html

            return report_html(result, ocrfix.__version__, settings.language)
        case ReportFormat.DIFF:
            from ocrfix.report.diff import report_diff

            return report_diff(result)
        case ReportFormat.CSV:
            from ocrfix.report.csv import report_csv

            return report_csv(result)


def run_job(job: Job, settings: RunSettings, progress: Progress | None = None) -> Outcome:
    """Carry one source to its end, whatever happens: every error becomes an outcome.

    A bug in one file must not take the others with it; only signals (:class:`KeyboardInterrupt` and the like)
    pass through.
    """
    try:
        return finish_job(job, correct_source(job.source.path, job.source.name, settings, progress), settings)
    except Exception as error:
        trace = traceback.format_exc() if settings.debug else ""
        return outcome_of_error(job.source.label, error, trace)


def finish_job(job: Job, result: CorrectionResult, settings: RunSettings) -> Outcome:
    """Write the files of a corrected source and count what was done.

    Raises:
        OutputError: a target exists or cannot be written.
    """
    written: list[Written] = []
    if settings.out_dir is not None:
        from ocrfix.write.files import write_atomically

        for name, data in render(result, job.source.target, settings):
            may_replace = settings.force or name in job.replaceable
            write_atomically(settings.out_dir / name, data, replace=may_replace)
            written.append(Written(name, hashlib.sha256(data).hexdigest()))
    return count_outcome(job.source.label, result, tuple(written))


def count_outcome(label: str, result: CorrectionResult, written: tuple[Written, ...]) -> Outcome:
    """Count the pages, words, changes and open doubts of a result."""
    from ocrfix.model import Action, Level

    open_levels = [decision.level for decision in result.decisions if decision.action is Action.SUGGEST]
    return Outcome(
        label,
        pages=len(result.document.pages),
        words=sum(len(page.text.split()) for page in result.document.pages),
        applied=sum(decision.action is Action.APPLY for decision in result.decisions),
        likely=sum(level is not Level.REVIEW for level in open_levels),
        review=sum(level is Level.REVIEW for level in open_levels),
        written=written,
    )
