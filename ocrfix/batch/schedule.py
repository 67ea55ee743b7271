"""Decides how a list of sources is worked on, keeps their order and the ledger.

Bird's-eye view: :func:`work_on` looks at each source just before its turn: what is done and unchanged is kept, what
has nowhere to be written is refused, the rest is handed to this process or to workers; :func:`inspect_all` does so for
sources that are only judged. Start reading at :func:`work_on`.

German example: of ``a.txt`` (its target exists and is not ours) and ``b.txt`` the first gives an outcome with
code 7 without being read, the second is corrected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from threading import Event, Thread

from ocrfix.batch.discovery import Source
from ocrfix.batch.flow import PAGES_NAME, JobRunner, Watcher
from ocrfix.batch.inspect import inspect_job
from ocrfix.batch.outcome import (
    DEFAULT_MEMORY_BYTES,
    EVERYTHING,
    Outcome,
    ProductFormat,
    ReportFormat,
    Resume,
    RunSettings,
    further_page_name,
    outcome_of_error,
)
from ocrfix.batch.pages import SPLIT_PAGES, run_or_split
from ocrfix.batch.pool import Pool, end_children
from ocrfix.batch.single import Job, JobOfOne, resources_of, run_job
from ocrfix.batch.targets import InputIdentities, check_targets, names_with_further_pages
from ocrfix.batch.workers import (
    run_alone,
    run_batch,
    runs_alone,
    temporary_folder,
    usable_cpus,
    useful_workers,
)
from ocrfix.errors import ExitCode, OcrfixError
from ocrfix.ledger import Fingerprints, Ledger, digest_of
from ocrfix.records import dataclass
from ocrfix.write.files import output_error

WATCH_SECONDS = 0.2
LIMITS = ("timeout_seconds", "max_pages", "password")
"""Settings that decide whether a file is read, not what comes out."""


def fingerprints_of(settings: RunSettings, version: str) -> Fingerprints:
    """Name what a result depends on besides its input.

    Raises:
        DataError: the data files are missing.
    """
    correct = settings.config.correct
    resources = resources_of(settings.data_folder, correct.lexicon_files, correct.profile_file)
    options = asdict(settings.config)
    for name in LIMITS:
        options["extract"].pop(name)
    for name in ("lexicon_files", "profile_file"):  # named by their content among the data versions
        options["correct"].pop(name)
    options["reports"] = settings.reports
    options["language"] = settings.language if ReportFormat.HTML in settings.reports else ""
    options["product"] = (settings.product, settings.keep_original, settings.with_pdf)
    options["version"] = version
    return Fingerprints(_digest(options), _digest(resources.versions))


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Clerk(Watcher):
    """Writes into the ledger what happens, and tells of pages."""

    ledger: Ledger
    on_page: Callable[[int, int], None] | None

    def about_to_work(self) -> None:
        self.ledger.commit()

    def finished(self, job: Job, outcome: Outcome) -> None:
        self.ledger.finish(job.source, outcome)

    def pages(self, job: Job, done: int, total: int) -> None:  # noqa: ARG002 - told with the job for others
        if self.on_page is not None:
            self.on_page(done, total)


def work_on(
    sources: Sequence[Source],
    settings: RunSettings,
    ledger: Ledger,
    workers: int | None,
    on_page: Callable[[int, int], None] | None = None,
    resume: Resume = EVERYTHING,
    pool: Pool | None = None,
) -> Iterator[Outcome]:
    """Give one outcome for each source, in order; ``workers`` None takes as many as pay off.

    ``pool`` replaces the processes of this machine.

    Raises:
        DataError: the data files are missing; told once instead of once a file.
        OutputError: the ledger cannot be written.
    """
    inputs = InputIdentities.of(sources, settings)
    jobs = (prepare(source, settings, ledger, inputs, resume) for source in sources)
    clerk = _Clerk(ledger, on_page)
    if pool is not None:
        with temporary_folder(is_for_workers=True, announce=ledger.note_temporary) as folder:
            settings = replace(settings, temporary_folder=folder, split_pages=SPLIT_PAGES)
            count = max(workers or 0, pool.capacity // 2)
            yield from run_batch(jobs, settings, count, watcher=clerk, pool=pool)
        return
    runners = Runners(run_job, run_or_split)
    yield from run_jobs(sources, jobs, settings, workers, on_page, runners, clerk, ledger.note_temporary)


def inspect_all(
    sources: Sequence[Source],
    settings: RunSettings,
    workers: int | None,
    on_page: Callable[[int, int], None] | None = None,
) -> Iterator[Outcome]:
    """Give one outcome with its quality for each source, in order; nothing is written.

    Raises:
        DataError: the data files are missing; told once instead of once a file.
    """
    jobs = (
        Job(source) if source.problem is None else outcome_of_error(source.label, source.problem) for source in sources
    )
    runners = Runners(inspect_job, inspect_job)
    yield from run_jobs(sources, jobs, settings, workers, on_page, runners, Watcher(), lambda *_folders: None)


@dataclass(frozen=True, slots=True)
class Runners:
    """What is done to a job in this process, and in a worker."""

    alone: JobOfOne
    in_worker: JobRunner


def run_jobs(
    sources: Sequence[Source],
    jobs: Iterator[Job | Outcome],
    settings: RunSettings,
    workers: int | None,
    on_page: Callable[[int, int], None] | None,
    runners: Runners,
    watcher: Watcher,
    note_temporary: Callable[..., None],
) -> Iterator[Outcome]:
    """Hand the jobs to this process or to workers, whichever pays off."""
    # A lower limit than usual is a wish that only a worker can keep.
    is_limited = settings.max_memory_bytes is not None and settings.max_memory_bytes < DEFAULT_MEMORY_BYTES
    is_alone = not is_limited and runs_alone(sources, workers)
    # The pages of a single long file may be shared; whether it is long is for a worker to find out.
    count = workers or (usable_cpus() if len(sources) == 1 else useful_workers(sources))
    theirs = _folders_of_multiprocessing(is_needed=not is_alone)

    def announce(folder: Path) -> None:
        note_temporary(folder, *theirs)

    with temporary_folder(is_for_workers=not is_alone, announce=announce) as folder:
        settings = replace(settings, temporary_folder=folder, split_pages=SPLIT_PAGES if count > 1 else None)
        if not is_alone:
            with pages_told(folder, on_page if len(sources) == 1 else None):
                yield from run_batch(jobs, settings, count, runners.in_worker, watcher)
            return
        try:
            yield from run_alone(jobs, settings, on_page, watcher, runners.alone)
        finally:
            end_children()


def _folders_of_multiprocessing(*, is_needed: bool) -> tuple[Path, ...]:
    if not is_needed:
        return ()
    from multiprocessing.util import get_temp_dir

    return (Path(get_temp_dir()),)


@contextmanager
def pages_told(folder: Path, on_page: Callable[[int, int], None] | None) -> Iterator[None]:
    """Hand on what the worker of a single file says about its pages until the work is done."""
    if on_page is None:
        yield
        return
    is_done = Event()

    def watch() -> None:
        while not is_done.wait(WATCH_SECONDS):
            with suppress(OSError, ValueError):  # nothing written yet, or just being written
                done, total = (folder / PAGES_NAME).read_text("ascii").split()
                on_page(int(done), int(total))

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_done.set()
        thread.join()


def prepare(
    source: Source, settings: RunSettings, ledger: Ledger, inputs: InputIdentities, resume: Resume
) -> Job | Outcome:
    """Keep what is done; refuse a source before it is read, when there is nothing to read or nowhere to write."""
    if source.problem is not None:
        return outcome_of_error(source.label, source.problem)
    names = names_with_further_pages(source, settings, ledger)
    try:
        kept = _kept(source, names, settings, ledger, resume) if resume.is_wanted else None
        if kept is not None:
            return kept
        replaceable = check_targets(source, names, ledger, inputs, force=settings.force)
    except OcrfixError as error:
        return outcome_of_error(source.label, error)
    except OSError as error:
        return outcome_of_error(source.label, output_error(Path(error.filename or names[0]), error))
    ledger.begin(source, names, replaceable)
    return Job(source, replaceable)


def _kept(
    source: Source, names: tuple[str, ...], settings: RunSettings, ledger: Ledger, resume: Resume
) -> Outcome | None:
    """Give the outcome of an earlier run that still holds: same input, options, data, and its files as written."""
    entry = ledger.entry_of(source)
    if entry is None or entry.state == "begun" or entry.fingerprints != ledger.fingerprints or not entry.sha256:
        return None
    if entry.outcome.is_failure:
        # A target that could not be written says nothing about the file: the disk may have room by now.
        if resume.is_failed_wanted or entry.outcome.exit_code == ExitCode.OUTPUT:
            return None
    elif not all(_is_as_written(name, ledger) for name in _written_names(source, names, settings, entry.outcome)):
        return None
    if entry.source != ledger.key_of(source.path) or digest_of(source.path) != entry.sha256:
        return None
    return replace(entry.outcome, is_kept=True)


def _written_names(source: Source, names: tuple[str, ...], settings: RunSettings, outcome: Outcome) -> set[str]:
    """Name what an earlier run has written, PAGE files that are gone since included."""
    is_page = settings.product is ProductFormat.PAGE
    return {*names, *(further_page_name(source.target, number) for number in range(2, outcome.pages + 1) if is_page)}


def _is_as_written(name: str, ledger: Ledger) -> bool:
    record = ledger.record_of(name)
    return record is not None and record.sha256 is not None and digest_of(ledger.out_dir / name) == record.sha256
