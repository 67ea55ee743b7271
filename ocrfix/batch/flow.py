"""The flow of tasks: what is handed to a pool next, and what becomes of what comes back.

Bird's-eye view: a :class:`Flow` keeps a short window of slots in the order of the input. A slot is a chunk of jobs; it
is filled by outcomes, whatever way they took: at once, after the worker died and the jobs were repeated one by one, or
after a long file was read in parts. Start reading at :meth:`Flow.run`.

German example: the worker that had ``a.txt``, ``kaputt.txt`` and ``b.txt`` dies; the three are repeated, each on its
own, and ``kaputt.txt`` is named when it kills its worker again.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import Any

from ocrfix.batch import pages
from ocrfix.batch.outcome import Outcome, RunSettings, outcome_of_error
from ocrfix.batch.pages import Part, Split
from ocrfix.batch.pool import STARVED, Death, Ended, Pool, Task
from ocrfix.batch.single import Job, Progress
from ocrfix.batch.targets import possible_names
from ocrfix.errors import EngineError, InputError
from ocrfix.ledger import digest_of, remove_parts
from ocrfix.records import dataclass

WINDOW_PER_WORKER = 32
CORRECTION_SECONDS_PER_PAGE = 2

Chunk = tuple[Job, ...]
JobRunner = Callable[[Job, RunSettings, Progress | None], Outcome | Split]


class Watcher:
    """Is told what happens while it happens; this one does nothing."""

    def about_to_work(self) -> None:
        """Jobs that were taken from the input are about to be worked on."""

    def finished(self, job: Job, outcome: Outcome) -> None:
        """A job has come to its end."""

    def pages(self, job: Job, done: int, total: int) -> None:
        """So many pages of a long file are read."""


@dataclass(slots=True)
class _Slot:
    """Jobs in their place, and what became of those that are done."""

    jobs: Chunk
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    def is_full(self) -> bool:
        return len(self.outcomes) == max(len(self.jobs), 1)


@dataclass(slots=True)
class _Reading:
    """A long file whose pages are being read in parts."""

    slot: _Slot
    position: int
    total: int
    parts: list[Part | Outcome | None]

    @property
    def job(self) -> Job:
        return self.slot.jobs[self.position]


@dataclass(slots=True)
class _Attempt:
    """What a task in a worker was about; ``then`` takes what it gave back, or what its worker died of."""

    task: Task
    job: Job
    then: Callable[[Any], None]
    is_repeated: bool = False


@dataclass(slots=True)
class Flow:
    """Hands jobs to a pool and gives outcomes in the order of the jobs."""

    pool: Pool
    settings: RunSettings
    workers: int
    runner: JobRunner
    watcher: Watcher
    _window: deque[_Slot] = field(default_factory=deque)
    _ready: deque[_Attempt] = field(default_factory=deque)
    _running: dict[int, _Attempt] = field(default_factory=dict)
    _next: int = 0

    def run(self, chunks: Iterator[Chunk | Outcome]) -> Iterator[Outcome]:
        """Work on chunks; outcomes that are known already keep their place."""
        is_exhausted = False
        while self._window or not is_exhausted:
            while not is_exhausted and self._has_room():
                chunk = next(chunks, None)
                if chunk is None:
                    is_exhausted = True
                elif isinstance(chunk, Outcome):
                    self._window.append(_Slot((), {0: chunk}))
                else:
                    slot = _Slot(chunk)
                    self._window.append(slot)
                    self._add_chunk(slot, tuple(range(len(chunk))))
                self._submit_ready()
            while self._window and self._window[0].is_full():
                slot = self._window.popleft()
                yield from (slot.outcomes[position] for position in sorted(slot.outcomes))
            if self._running:
                self.watcher.about_to_work()
                for ended in self.pool.wait():
                    self._take(ended)
                self._submit_ready()

    def _has_room(self) -> bool:
        is_window_open = len(self._window) < self.workers * WINDOW_PER_WORKER
        return is_window_open and not self._ready and len(self._running) < self.pool.capacity

    def _submit_ready(self) -> None:
        if self._ready:
            self.watcher.about_to_work()
        while self._ready and len(self._running) < self.pool.capacity:
            attempt = self._ready.popleft()
            self._running[attempt.task.number] = attempt
            self.pool.submit(attempt.task)

    def _add(self, job: Job, then: Callable[[Any], None], task: Callable[[int], Task], *, first: bool = False) -> None:
        self._next += 1
        attempt = _Attempt(task(self._next), job, then)
        (self._ready.appendleft if first else self._ready.append)(attempt)

    def _take(self, ended: Ended) -> None:
        attempt = self._running.pop(ended.number)
        value = ended.value
        is_killed = isinstance(value, Death) and value.exit_code != -signal.SIGALRM
        is_single = not (attempt.task.function is run_chunk and len(attempt.task.arguments[0]) > 1)
        if isinstance(value, Death):
            self._tidy_after(attempt, value)
        if is_killed and is_single and not attempt.is_repeated:
            # Whoever killed it may have meant another: the kernel short of memory, an administrator.
            attempt.is_repeated = True
            self._ready.appendleft(attempt)
            return
        attempt.then(value)

    def _tidy_after(self, attempt: _Attempt, death: Death) -> None:
        """Remove what a dead worker left half-written beside the targets of its jobs."""
        if self.settings.out_dir is None:
            return
        jobs = attempt.task.arguments[0] if attempt.task.function is run_chunk else (attempt.job,)
        for folder in {(self.settings.out_dir / job.source.target).parent for job in jobs}:
            remove_parts(folder, death.process_id)

    def _add_chunk(self, slot: _Slot, positions: tuple[int, ...], *, first: bool = False) -> None:
        jobs = tuple(slot.jobs[position] for position in positions)
        then = partial(self._chunk_ended, slot, positions)
        arguments = (jobs, self.settings, self.runner)
        self._add(jobs[0], then, partial(Task, function=run_chunk, arguments=arguments), first=first)

    def _chunk_ended(self, slot: _Slot, positions: tuple[int, ...], value: tuple[Outcome | Split, ...] | Death) -> None:
        if isinstance(value, Death):
            if len(positions) == 1:
                self._finish(slot, positions[0], outcome_of_death(slot.jobs[positions[0]], value))
                return
            slot.jobs = tuple(map(may_replace_own, slot.jobs))
            for position in reversed(positions):
                self._add_chunk(slot, (position,), first=True)
            return
        for position, outcome in zip(positions, value, strict=True):
            if isinstance(outcome, Split):
                self._split(slot, position, outcome)
            else:
                self._finish(slot, position, outcome)

    def _finish(self, slot: _Slot, position: int, outcome: Outcome) -> None:
        slot.outcomes[position] = outcome
        self.watcher.finished(slot.jobs[position], outcome)

    def _split(self, slot: _Slot, position: int, split: Split) -> None:
        parts = pages.parts_of(split.numbers, self.workers)
        reading = _Reading(slot, position, len(split.numbers), [None] * len(parts))
        for index, numbers in enumerate(parts):
            then = partial(self._part_ended, reading, index)
            arguments = (reading.job, numbers, f"part-{self._next}.json", self.settings)
            self._add(reading.job, then, partial(Task, function=run_part, arguments=arguments))

    def _part_ended(self, reading: _Reading, index: int, value: Part | Outcome | Death) -> None:
        reading.parts[index] = outcome_of_death(reading.job, value) if isinstance(value, Death) else value
        read = tuple(part for part in reading.parts if isinstance(part, Part))
        self.watcher.pages(reading.job, sum(part.pages for part in read), reading.total)
        if None in reading.parts:
            return
        if len(read) == len(reading.parts):
            then = partial(self._reading_ended, reading)
            arguments = (reading.job, read, self.settings)
            self._add(reading.job, then, partial(Task, function=run_finish, arguments=arguments), first=True)
            return
        pages.remove(read, self.settings)
        # The first page that cannot be read is the one that would have been met without parts.
        outcome = next(part for part in reading.parts if isinstance(part, Outcome))
        self._finish(reading.slot, reading.position, outcome)

    def _reading_ended(self, reading: _Reading, value: Outcome | Death) -> None:
        if isinstance(value, Death):
            pages.remove(tuple(part for part in reading.parts if isinstance(part, Part)), self.settings)
            value = outcome_of_death(reading.job, value)
        self._finish(reading.slot, reading.position, value)


def may_replace_own(job: Job) -> Job:
    """Let a repeated job replace what its first run wrote a moment ago."""
    return replace(job, replaceable=frozenset(possible_names(job.source.target)))


def outcome_of_death(job: Job, death: Death) -> Outcome:
    """Say what the death of a worker means for the file it was at."""
    sha256 = digest_of(job.source.path) or ""
    if death.exit_code == -signal.SIGALRM:
        hint = "raise --timeout, or leave this file out with --exclude"
        error = EngineError("no page was finished for too long", hint)
        return outcome_of_error(job.source.label, error, sha256=sha256)
    if death.exit_code == STARVED:
        starved = InputError("the memory of a worker does not suffice to begin", "raise --max-memory")
        return outcome_of_error(job.source.label, starved, sha256=sha256)
    cause = f"signal {-death.exit_code}" if death.exit_code < 0 else f"status {death.exit_code}"
    hint = "it may need too much memory: lower --max-pixels, raise --max-memory, or leave it out with --exclude"
    gone = InputError(f"the process that read it was ended ({cause})", hint)
    return outcome_of_error(job.source.label, gone, sha256=sha256)


PAGES_NAME = "pages"
"""The file in the run's folder in which the worker of a single file says how many pages of how many are done."""


class Alarm:
    """The kernel's alarm, which ends a worker that does not get on, even in foreign code."""

    def __init__(self, stall_seconds: int, pages_file: Path | None = None) -> None:
        self.stall_seconds = stall_seconds
        self.pages_file = pages_file

    def __enter__(self) -> Alarm:
        """Start to wait."""
        self.set()
        return self

    def __exit__(self, *_: object) -> None:
        """Wait no longer."""
        signal.alarm(0)

    def set(self) -> None:
        """Wait anew."""
        signal.alarm(self.stall_seconds)

    def heartbeat(self, done: int, total: int) -> None:
        """Wait anew after each page; when all are read, for as long as their correction may take."""
        extra = CORRECTION_SECONDS_PER_PAGE * total if done == total else 0
        signal.alarm(self.stall_seconds + extra)
        if self.pages_file is not None:
            with suppress(OSError):  # only the progress that is shown depends on it
                self.pages_file.write_text(f"{done} {total}", "ascii")


def run_chunk(jobs: Chunk, settings: RunSettings, runner: JobRunner) -> tuple[Outcome | Split, ...]:
    """Run jobs inside a worker."""
    outcomes = []
    folder = settings.temporary_folder if len(jobs) == 1 else None
    with Alarm(settings.stall_seconds, folder / PAGES_NAME if folder is not None else None) as alarm:
        for job in jobs:
            alarm.set()
            outcomes.append(runner(job, settings, alarm.heartbeat))
    return tuple(outcomes)


def run_part(job: Job, numbers: tuple[int, ...], file: str, settings: RunSettings) -> Part | Outcome:
    """Read some pages inside a worker."""
    with Alarm(settings.stall_seconds) as alarm:
        return pages.read_part(job, numbers, file, settings, alarm.heartbeat)


def run_finish(job: Job, parts: tuple[Part, ...], settings: RunSettings) -> Outcome:
    """Put the pages together inside a worker."""
    with Alarm(settings.stall_seconds) as alarm:
        return pages.finish_parts(job, parts, settings, alarm.heartbeat)
