"""Runs many jobs in worker processes and hands back their outcomes in the order of the input.

Bird's-eye view: small text files travel in chunks, because handing over a task costs as much as correcting a
page; everything else is a task of its own. A worker that is killed or hangs costs one file: its chunk is
repeated file by file, and the one that does it again is named. The parent keeps a window of tasks in flight, so
a hundred thousand files need no more memory than a hundred. Start reading at :func:`run_batch`.

German example: with ``-j 3`` the outcomes of ``a.txt``, ``b.pdf``, ``c.txt`` come in this order, although
``c.txt`` was ready first.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from ocrfix.batch.discovery import InputType, Source
from ocrfix.batch.outcome import Outcome, RunSettings, outcome_of_error
from ocrfix.batch.single import Job, resources_of, run_job
from ocrfix.batch.targets import target_names
from ocrfix.errors import EngineError, InputError

SMALL_TEXT_BYTES = 64 * 1024
"""A text up to this size shares a task with others."""
CHUNK_BYTES = 64 * 1024
CHUNK_FILES = 16
ALONE_BYTES = 64 * 1024
"""Up to this much text in all, starting a second process takes longer than the work."""
WINDOW_PER_WORKER = 32
COLLECTION_THRESHOLD = 50_000

JobRunner = Callable[[Job, RunSettings, Callable[[int, int], None] | None], Outcome]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Jobs that travel together, and what became of them once they were sent."""

    jobs: tuple[Job, ...]
    future: Future[tuple[Outcome, ...]] | None = None
    outcomes: tuple[Outcome, ...] = ()


def usable_cpus() -> int:
    """Count the CPUs this process may use."""
    return len(os.sched_getaffinity(0))


def runs_alone(sources: Sequence[Source], workers: int | None) -> bool:
    """Say whether the work is done in this very process: one file, or little text."""
    if len(sources) <= 1:
        return True
    is_little = workers is None and sum(source.size_bytes for source in sources) <= ALONE_BYTES
    return (workers == 1 or is_little) and all(map(_is_small_text, sources))


def useful_workers(sources: Sequence[Source]) -> int:
    """Count the processes that pay off: no more than CPUs, and none that would find no task."""
    others = sum(not _is_small_text(source) for source in sources)
    text_bytes = sum(source.size_bytes for source in sources if _is_small_text(source))
    return max(1, min(usable_cpus(), others + -(-text_bytes // CHUNK_BYTES)))


@contextmanager
def temporary_folder(*, is_for_workers: bool = False) -> Iterator[Path]:
    """Give the run a folder for temporary files and leave none of them behind, whatever ends the run.

    For workers only the folder is made: multiprocessing needs its own temporary files in this process until
    the very end.
    """
    folder = Path(tempfile.mkdtemp(prefix="ocrfix-"))
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
    jobs: Iterable[Job | Outcome], settings: RunSettings, progress: Callable[[int, int], None] | None = None
) -> Iterator[Outcome]:
    """Work in this process; outcomes that are known already are passed through in their place."""
    for job in jobs:
        yield job if isinstance(job, Outcome) else run_job(job, settings, progress)


def run_batch(
    jobs: Iterable[Job | Outcome], settings: RunSettings, workers: int, runner: JobRunner = run_job
) -> Iterator[Outcome]:
    """Work in ``workers`` processes and give one outcome for each job, in the order of the jobs.

    ``jobs`` may hold outcomes that are known already (a target that exists); they keep their place.

    Raises:
        DataError: the data files are missing; told once instead of once a file.
    """
    correct = settings.config.correct
    if runner is run_job:
        resources_of(settings.data_folder, correct.lexicon_files, correct.profile_file)
    pool = _start_pool(workers, settings)
    is_complete = False
    try:
        yield from _in_order(_chunks(jobs), pool, settings, workers, runner)
        is_complete = True
    finally:
        # A second Ctrl-C must not stop us from ending the workers.
        with _interrupts_held(not is_complete):
            if is_complete:
                pool.close()
            else:
                pool.stop()
            pool.join()


def _start_pool(workers: int, settings: RunSettings) -> Any:  # noqa: ANN401 - pebble's type is not needed at start-up
    from multiprocessing import get_context

    from pebble import ProcessPool

    # A fork server: forking this process, which has threads, may copy a lock that is never released.
    context = get_context("forkserver")
    context.set_forkserver_preload(["ocrfix.batch.workers", "ocrfix.extract", "ocrfix.pipeline"])
    return ProcessPool(max_workers=workers, context=context, initializer=_start_worker, initargs=(settings,))


def _in_order(
    chunks: Iterator[tuple[Job, ...] | Outcome],
    pool: Any,  # noqa: ANN401
    settings: RunSettings,
    workers: int,
    runner: JobRunner,
) -> Iterator[Outcome]:
    window: deque[_Chunk] = deque()
    schedule = partial(_schedule, pool, settings, runner)
    is_exhausted = False
    while window or not is_exhausted:
        while not is_exhausted and len(window) < workers * WINDOW_PER_WORKER:
            chunk = next(chunks, None)
            if chunk is None:
                is_exhausted = True
            elif isinstance(chunk, Outcome):
                window.append(_Chunk((), outcomes=(chunk,)))
            else:
                window.append(schedule(chunk))
        if window:
            yield from _collect(window.popleft(), schedule)


def _schedule(pool: Any, settings: RunSettings, runner: JobRunner, jobs: tuple[Job, ...]) -> _Chunk:  # noqa: ANN401
    return _Chunk(jobs, pool.schedule(_run_chunk, args=(jobs, settings, runner)))


def _collect(chunk: _Chunk, schedule: Callable[[tuple[Job, ...]], _Chunk]) -> Iterator[Outcome]:
    """Wait for a chunk; when its worker died, repeat it file by file to find the one to blame."""
    from pebble import ProcessExpired

    if chunk.future is None:
        yield from chunk.outcomes
        return
    try:
        yield from chunk.future.result()
    except ProcessExpired as expired:
        if len(chunk.jobs) == 1:
            yield _outcome_of_dead_worker(chunk.jobs[0], expired.exitcode)
            return
        for job in chunk.jobs:
            yield from _collect(schedule((_may_replace_own(job),)), schedule)


def _may_replace_own(job: Job) -> Job:
    """Let a repeated job replace what its first run wrote a moment ago."""
    from ocrfix.batch.outcome import ReportFormat

    return replace(job, replaceable=frozenset(target_names(job.source.target, tuple(ReportFormat))))


def _outcome_of_dead_worker(job: Job, exit_code: int) -> Outcome:
    if exit_code == -signal.SIGALRM:
        hint = "raise --timeout, or leave this file out with --exclude"
        return outcome_of_error(job.source.label, EngineError("no page was finished for too long", hint))
    cause = f"signal {-exit_code}" if exit_code < 0 else f"status {exit_code}"
    hint = "it may need too much memory: lower --max-pixels, or leave it out with --exclude"
    return outcome_of_error(job.source.label, InputError(f"the process that read it was ended ({cause})", hint))


def _chunks(jobs: Iterable[Job | Outcome]) -> Iterator[tuple[Job, ...] | Outcome]:
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
    return source.input_type is InputType.TEXT and source.size_bytes <= SMALL_TEXT_BYTES


class _Terminated(BaseException):
    """The parent wants this worker to end; raised so that temporary files are tidied away."""


_is_busy = False


def _start_worker(settings: RunSettings) -> None:
    """Prepare a worker: its own temporary files in the run's folder, an orderly end on SIGTERM."""
    collect_rarely()
    signal.signal(signal.SIGTERM, _end_worker)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if settings.temporary_folder is not None:
        tempfile.tempdir = str(settings.temporary_folder)


def _end_worker(_number: int, _frame: FrameType | None) -> None:
    end_children()
    if _is_busy:
        raise _Terminated
    os._exit(128 + signal.SIGTERM)


def _run_chunk(jobs: tuple[Job, ...], settings: RunSettings, runner: JobRunner) -> tuple[Outcome, ...]:
    """Run jobs inside a worker; the kernel's alarm ends a worker that does not get on, even in foreign code."""
    global _is_busy  # noqa: PLW0603 - a signal handler can be told in no other way
    _is_busy = True

    def heartbeat(_done: int, _total: int) -> None:
        signal.alarm(settings.stall_seconds)

    outcomes = []
    try:
        for job in jobs:
            signal.alarm(settings.stall_seconds)
            outcomes.append(runner(job, settings, heartbeat))
    except _Terminated:
        os._exit(128 + signal.SIGTERM)
    finally:
        signal.alarm(0)
        _is_busy = False
    return tuple(outcomes)


def end_children() -> None:
    """End the processes that this process started itself (Tesseract), so that none outlives the run."""
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                with suppress(OSError):
                    os.kill(int(child), signal.SIGTERM)


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
