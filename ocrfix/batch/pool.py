"""Worker processes that may die at any moment without taking anything else with them.

Bird's-eye view: every worker has a pipe of its own and shares no lock, so that a SIGKILL, a crash in foreign code or
the kernel's lack of memory ends one worker and nobody waits for it. Each worker holds the task it works on; the next
ones wait here, and whoever has ended gets one before anything else is done about what it gave back, so that workers
hardly idle and none has a queue of its own when the others have nothing left. The parent is a single thread that waits
for all pipes at once; when the parent itself is killed its workers notice and end. Start reading at
:class:`ProcessPool`.

German example: of two workers the one that reads ``bombe.pdf`` is killed; the pool says so with the task's number,
starts another worker, and ``brief.pdf`` in the other worker is not disturbed.
"""

from __future__ import annotations

import os
import select
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ocrfix.errors import OutputError
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from multiprocessing import connection
    from multiprocessing.process import BaseProcess

TASKS_PER_WORKER = 2
END_SECONDS = 2.0
LOOK_UP_SECONDS = 1.0
"""A signal that comes just before the parent begins to wait does not end the waiting; then it is seen this late."""
STARVED = 75
"""The exit status of a worker whose memory did not even suffice for taking a task or handing over its result."""
_LOADED_ONCE = (
    "ocrfix.batch.workers", "ocrfix.extract", "ocrfix.extract.witnesses", "ocrfix.pipeline", "ocrfix.pipeline.doubts",
    "rapidfuzz.process",
)  # fmt: skip
"""What all workers have from the fork server; one page of text in this process needs less."""
_MOST_SOCKET_BYTES = 107
"""Of the name of a socket in the file system (unix(7): 108 with the zero byte)."""
_SOCKET_NAME_BYTES = len("/pymp-12345678/listener-12345678")
"""What multiprocessing adds to the folder for temporary files."""


_SAFE_PATH = "PYTHONSAFEPATH"


@dataclass(frozen=True, slots=True)
class Task:
    """A function at the top of a module, its arguments, and the number under which its end is told."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Death:
    """The worker of a task is gone; ``exit_code`` is negative for a signal (-9: SIGKILL)."""

    exit_code: int
    process_id: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a task: what its function gave back, or the death of its worker."""

    number: int
    value: Any


class Pool(Protocol):
    """Where tasks are worked on: processes of this machine, or a cluster."""

    @property
    def capacity(self) -> int:
        """How many tasks may be handed over before one must have ended."""
        ...

    def submit(self, task: Task) -> None:
        """Hand over a task."""
        ...

    def wait(self) -> Iterator[Ended]:
        """Wait until at least one task has ended."""
        ...

    def close(self, *, is_complete: bool) -> None:
        """End the workers; when not everything is complete, at once."""
        ...


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: connection.Connection
    task: Task | None = None


def _refuse_long_folder() -> None:
    """Refuse a folder for temporary files in which the socket of the fork server cannot be named.

    Raises:
        OutputError: its name is too long.
    """
    folder = tempfile.gettempdir()
    if len(os.fsencode(folder)) + _SOCKET_NAME_BYTES > _MOST_SOCKET_BYTES:
        raise OutputError(
            f"the name of the folder for temporary files is too long for workers: {folder}",
            "name a shorter one in TMPDIR",
        )


def _ensure_server() -> None:
    """Start the fork server, if it does not run yet, so that it takes no module from the current directory.

    It is started as ``python -c``, which looks there first, and there may lie documents of strangers.
    """
    from multiprocessing import forkserver

    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


class ProcessPool:
    """Worker processes of this machine.

    ``prepare`` is called with ``arguments`` once in every worker, both must be importable by name.
    """

    def __init__(self, workers: int, prepare: Callable[..., None], arguments: tuple[Any, ...] = ()) -> None:
        from multiprocessing import get_context

        _refuse_long_folder()
        # A fork server: workers start fast, and none of them is a copy of this process with its open files.
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload([*_LOADED_ONCE])
        self._size = workers
        self._prepare = prepare
        self._arguments = arguments
        self._workers: list[_Worker] = []
        self._waiting: deque[Task] = deque()

    @property
    def capacity(self) -> int:
        """Two tasks for each worker: one that it works on, one that waits."""
        return self._size * TASKS_PER_WORKER

    def submit(self, task: Task) -> None:
        """Give a task to a worker that has none, else keep it; workers start when there is something to do."""
        self._waiting.append(task)
        self._hand_out()

    def wait(self) -> Iterator[Ended]:
        """Give the tasks that have ended, at least one."""
        from multiprocessing import connection

        ended: list[Ended] = []
        while not ended and any(worker.task for worker in self._workers):
            pipes = {worker.pipe: worker for worker in self._workers}
            for pipe in connection.wait(list(pipes), LOOK_UP_SECONDS):
                worker = pipes[pipe]  # type: ignore[index]
                try:
                    number, value = worker.pipe.recv()
                except (EOFError, OSError):
                    ended.extend(self._bury(worker))
                else:
                    worker.task = None
                    ended.append(Ended(number, value))
                self._hand_out()
        yield from ended

    def close(self, *, is_complete: bool) -> None:
        """End all workers: those without work by closing their pipe, the others by SIGTERM and then SIGKILL."""
        for worker in self._workers:
            if is_complete:
                worker.pipe.close()
            else:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(END_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.process.close()
            worker.pipe.close()
        self._workers = []

    def _hand_out(self) -> None:
        """Give what waits to those who have nothing to do."""
        while self._waiting:
            idle = next((worker for worker in self._workers if worker.task is None), None)
            if idle is None and len(self._workers) < self._size:
                idle = self._start()
            if idle is None:
                return
            idle.task = self._waiting.popleft()
            # A worker that has died is noticed by wait().
            with suppress(OSError):
                idle.pipe.send(idle.task)

    def _start(self) -> _Worker:
        mine, its = self._context.Pipe()
        process = self._context.Process(target=_work, args=(its, self._prepare, self._arguments), daemon=True)
        _ensure_server()
        process.start()
        its.close()
        worker = _Worker(process, mine)
        self._workers.append(worker)
        return worker

    def _bury(self, worker: _Worker) -> Iterator[Ended]:
        """Tell of the task that a dead worker was at."""
        worker.process.join(END_SECONDS)
        if worker.process.is_alive():  # its pipe is broken: no use waiting
            worker.process.kill()
            worker.process.join()
        exit_code, process_id = worker.process.exitcode or 0, worker.process.pid or 0
        worker.process.close()
        worker.pipe.close()
        self._workers.remove(worker)
        if worker.task is not None:
            yield Ended(worker.task.number, Death(exit_code, process_id))


def _work(pipe: connection.Connection, prepare: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Work on one task after another until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    is_busy = threading.Event()
    # Before the limits are set: the thread needs a stack of some megabytes, more than a low limit leaves.
    threading.Thread(target=_end_with_parent, args=(pipe.fileno(), is_busy), daemon=True).start()
    try:
        prepare(*arguments)
        _work_on_tasks(pipe, is_busy)
    except MemoryError:  # a trace of this process would say nothing to the user; the parent says what it means
        os._exit(STARVED)
    os._exit(0)


def _work_on_tasks(pipe: connection.Connection, is_busy: threading.Event) -> None:
    while True:
        is_busy.clear()
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            break
        is_busy.set()
        answer = (task.number, task.function(*task.arguments))
        try:
            pipe.send(answer)
        except OSError:
            break


def _end_with_parent(descriptor: int, is_busy: threading.Event) -> None:
    """End a busy worker when the other end of its pipe is gone: a killed run must not go on writing files."""
    hung_up = select.poll()
    hung_up.register(descriptor, 0)
    hung_up.poll()
    if is_busy.is_set():
        end_children()
        os.kill(os.getpid(), signal.SIGKILL)


def end_children() -> None:
    """End the processes that this process started itself (Tesseract), so that none outlives the run."""
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                with suppress(OSError):
                    os.kill(int(child), signal.SIGTERM)
