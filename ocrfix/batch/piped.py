"""Carries what came through standard input to its end, under the limits that hold for a file.

Bird's-eye view: the bytes become a file in the run's folder for temporary files, so that a PDF or an image is read by a
worker with its limits of time, memory, pages and pixels, and a text in this process, as it would be under a name of its
own. What goes to standard output is written by the same hand as the files of an out-dir, and read back. Start reading
at :func:`correct_piped`.

German example: of ``ocrfix fix - < bombe.pdf`` the worker is killed, and the command says so with code 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ocrfix.batch.discovery import Source
from ocrfix.batch.flow import Watcher
from ocrfix.batch.inspect import inspect_job
from ocrfix.batch.outcome import Outcome, RunSettings, further_page_name, outcome_of_error
from ocrfix.batch.pages import run_or_split
from ocrfix.batch.schedule import Runners, run_jobs
from ocrfix.batch.single import Job, run_job
from ocrfix.batch.targets import target_names
from ocrfix.batch.workers import temporary_folder
from ocrfix.errors import several_pages_error, temporary_error


def correct_piped(
    content: bytes, job: Job, settings: RunSettings, note_temporary: Callable[..., None] = lambda *_folders: None
) -> tuple[Outcome, bytes]:
    """Correct ``content``; gives the outcome and the product, which is empty when the outcome is a failure.

    Files are written only where ``settings`` name an out-dir. ``note_temporary`` is told of folders before they are
    made, so that a later run can remove them when this one is killed.

    Raises:
        DataError: the data files are missing.
        OutputError: the folder for temporary files is full.
    """
    with _stored(content, job.source, note_temporary) as (source, folder):
        out_dir = settings.out_dir
        if out_dir is None:
            out_dir = folder / "out"
            settings = replace(settings, reports=())

        def note(*more: Path) -> None:
            note_temporary(folder, *more)

        jobs = iter([replace(job, source=source)])
        here = replace(settings, out_dir=out_dir)
        (outcome,) = run_jobs([source], jobs, here, None, None, Runners(run_job, run_or_split), Watcher(), note)
        if outcome.is_failure:
            return outcome, b""
        # Several PAGE files are not one product; in a named out-dir they lie side by side.
        are_several = further_page_name(source.target, 2) in {written.name for written in outcome.written}
        if are_several and settings.out_dir is None:
            return outcome_of_error(source.label, several_pages_error()), b""
        name = target_names(source.target, (), settings.products)[-1]
        product = b"" if are_several else (out_dir / name).read_bytes()
    return outcome if settings.out_dir is not None else replace(outcome, written=()), product


def inspect_piped(content: bytes, source: Source, settings: RunSettings) -> Outcome:
    """Judge ``content``; nothing is written.

    Raises:
        DataError: the data files are missing.
        OutputError: the folder for temporary files is full.
    """

    def note(*_folders: Path) -> None:
        """Nobody remembers the folders: a run that only judges has no ledger."""

    with _stored(content, source, note) as (stored, _):
        runners = Runners(inspect_job, inspect_job)
        (outcome,) = run_jobs([stored], iter([Job(stored)]), settings, None, None, runners, Watcher(), note)
    return outcome


@contextmanager
def _stored(content: bytes, source: Source, note_temporary: Callable[..., None]) -> Iterator[tuple[Source, Path]]:
    """Make a file of what came; gives its source and the folder that it lies in."""
    from ocrfix.extract.kind import HEAD_BYTES, kind_of

    with temporary_folder(is_for_workers=True, announce=note_temporary) as folder:
        path = folder / "input"
        try:
            path.write_bytes(content)
        except OSError as error:
            raise temporary_error(error) from error
        yield replace(source, path=path, size_bytes=len(content), input_type=kind_of(content[:HEAD_BYTES])), folder
