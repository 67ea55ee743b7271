"""Runs many jobs in worker processes and hands back their outcomes in the order of the input.

Bird's-eye view: small text files travel in chunks, because handing over a task costs as much as correcting a
page; long files are split by page (:mod:`ocrfix.batch.pages`); everything else is a task of its own. A worker that is
killed or hangs costs one file: its chunk is repeated file by file, and the one that does it again is named. The
parent hands over no more than the workers can take at once, so a hundred thousand files need no more memory than a
hundred. Start reading at :func:`run_batch`.

German example: with ``-j 3`` the outcomes of ``a.txt``, ``b.pdf``, ``c.txt`` come in this order, although
``c.txt`` was ready first.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from ocrfix.batch.discovery import Source
from ocrfix.batch.flow import Chunk, Flow, JobRunner, Watcher
from ocrfix.batch.inspect import inspect_job
from ocrfix.batch.outcome import Outcome, RunSettings
from ocrfix.batch.pages import run_or_split
from ocrfix.batch.pool import Pool, ProcessPool, end_children
from ocrfix.batch.single import Job, JobOfOne, resources_of, run_job
from ocrfix.model import SourceKind

SMALL_TEXT_BYTES = 64 * 1024
"""A text up to this size shares a task with others."""
LARGE_TEXT_BYTES = 2**20
"""A single text larger than this goes to a worker, whose start is a hundredth of the work."""
CHUNK_BYTES = 64 * 1024
CHUNK_FILES = 16
ALONE_BYTES = 64 * 1024
"""Up to this much text in all, starting a second process takes longer than the work."""
MANY_FILES = 1000
"""More files than this are not counted out: every CPU finds work."""
COLLECTION_THRESHOLD = 50_000


def usable_cpus() -> int:
    """Count the CPUs this process may use."""
    return len(os.sched_getaffinity(0))


def runs_alone(sources: Sequence[Source], workers: int | None) -> bool:
    """Say whether the work is done in this very process: one file, or little text."""
    if len(sources) <= 1:
        # The libraries that read PDFs and images can crash or hang on damaged ones: only a worker survives that, and
        # only a worker has a limit of memory for a text of hundreds of megabytes.
        return all(
            source.input_type not in (SourceKind.PDF, SourceKind.IMAGE) and source.size_bytes <= LARGE_TEXT_BYTES
            for source in sources
        )
    if len(sources) > MANY_FILES:
        return False
    is_little = workers is None and sum(source.size_bytes for source in sources) <= ALONE_BYTES
    return (workers == 1 or is_little) and all(map(_is_small_text, sources))


def useful_workers(sources: Sequence[Source]) -> int:
    """Count the processes that pay off: no more than CPUs, and none that would find no task."""
    if len(sources) > MANY_FILES:
        return usable_cpus()
    others = sum(not _is_small_text(source) for source in sources)
    text_bytes = sum(source.size_bytes for source in sources if _is_small_text(source))
    return max(1, min(usable_cpus(), others + -(-text_bytes // CHUNK_BYTES)))


@contextmanager
def temporary_folder(*, is_for_workers: bool = False, announce: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """Give the run a folder for temporary files and leave none of them behind, whatever ends the run.

    For workers only the folder is made: multiprocessing needs its own temporary files in this process until
    the very end. ``announce`` is told of the folder before it is made, so that a kill cannot come between.
    """
    folder = Path(tempfile.gettempdir()) / f"ocrfix-{os.urandom(8).hex()}"
    if announce is not None:
        announce(folder)
    folder.mkdir(mode=0o700)
    before = tempfile.tempdir
    if not is_for_workers:
        tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def collect_rarely() -> None:
    """Let Python look for cyclic garbage rarely.

    The engine makes hardly any and keeps much, which would be visited in vain: a fifth of the time.
    """
    gc.set_threshold(COLLECTION_THRESHOLD, 20, 20)


def run_alone(
    jobs: Iterable[Job | Outcome],
    settings: RunSettings,
    progress: Callable[[int, int], None] | None = None,
    watcher: Watcher | None = None,
    runner: JobOfOne = run_job,
) -> Iterator[Outcome]:
    """Work in this process; outcomes that are known already are passed through in their place."""
    watcher = watcher or Watcher()
    for job in jobs:
        if isinstance(job, Outcome):
            yield job
            continue
        watcher.about_to_work()
        outcome = runner(job, settings, progress)
        watcher.finished(job, outcome)
        yield outcome


def run_batch(
    jobs: Iterable[Job | Outcome],
    settings: RunSettings,
    workers: int,
    runner: JobRunner = run_or_split,
    watcher: Watcher | None = None,
    pool: Pool | None = None,
) -> Iterator[Outcome]:
    """Work in ``workers`` processes and give one outcome for each job, in the order of the jobs.

    ``jobs`` may hold outcomes that are known already (a target that exists); they keep their place. ``watcher`` is
    told of each outcome at once, in the order in which they come to be; ``pool`` replaces the processes of this
    machine.

    Raises:
        DataError: the data files are missing; told once instead of once a file.
    """
    correct = settings.config.correct
    if runner in (run_or_split, inspect_job):
        resources_of(settings.data_folder, correct.lexicon_files, correct.profile_file)
    if pool is None:
        pool = ProcessPool(workers, start_worker, (settings,))
    flow = Flow(pool, settings, workers, runner, watcher or Watcher())
    is_complete = False
    try:
        yield from flow.run(_chunks(jobs))
        is_complete = True
    finally:
        # A second Ctrl-C must not stop us from ending the workers.
        with _interrupts_held(not is_complete):
            pool.close(is_complete=is_complete)


def _chunks(jobs: Iterable[Job | Outcome]) -> Iterator[Chunk | Outcome]:
    """Put neighbouring small texts together; keep everything else alone and in its place."""
    waiting: list[Job] = []
    for job in jobs:
        is_small = isinstance(job, Job) and _is_small_text(job.source)
        total_bytes = sum(one.source.size_bytes for one in waiting)
        if waiting and (not is_small or len(waiting) >= CHUNK_FILES or total_bytes >= CHUNK_BYTES):
            yield tuple(waiting)
            waiting = []
        if isinstance(job, Outcome):
            yield job
        elif is_small:
            waiting.append(job)
        else:
            yield (job,)
    if waiting:
        yield tuple(waiting)


def _is_small_text(source: Source) -> bool:
    return source.input_type is SourceKind.TEXT and source.size_bytes <= SMALL_TEXT_BYTES


def start_worker(settings: RunSettings) -> None:
    """Prepare a worker: its own temporary files in the run's folder, its limits, an orderly end on SIGTERM."""
    collect_rarely()
    signal.signal(signal.SIGTERM, _end_worker)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if settings.temporary_folder is not None:
        tempfile.tempdir = str(settings.temporary_folder)
    if settings.max_memory_bytes is not None:
        limit_memory(settings.max_memory_bytes)


def limit_memory(size_bytes: int) -> None:
    """Let this process and its children take no more memory of their own (mapped data files do not count)."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = size_bytes if hard == resource.RLIM_INFINITY else min(size_bytes, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _end_worker(_number: int, _frame: FrameType | None) -> None:
    """Tidy up and end: SIGTERM raises in whatever is being done, so that temporary files are removed."""
    end_children()
    raise SystemExit(128 + signal.SIGTERM)


@contextmanager
def _interrupts_held(is_needed: bool) -> Iterator[None]:
    """Ignore Ctrl-C for the moment of ending the workers."""
    if not is_needed:
        yield
        return
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread: nobody sends us Ctrl-C
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
