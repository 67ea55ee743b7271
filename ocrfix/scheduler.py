"""Sends the work to a running Dask cluster, with results that are the same to the byte.

Bird's-eye view: :func:`connect` asks every worker of a scheduler who it is and refuses the cluster when versions, data
or Tesseract differ from what is here. A :class:`ClusterPool` then takes the place of the processes of this machine:
workers read and correct (:func:`correct_remotely`), this process alone writes files and the ledger. A file travels as
its path where the worker finds the same file there (shared storage), else as its bytes. No more is handed over than
the workers can take, so neither they nor the scheduler are flooded. Start reading at :func:`connect`.

German example: three workers correct an archive, one is switched off in the middle: what it was at is done by the
others, and ``ocrfix-out`` is the same as after a run on one machine.
"""

from __future__ import annotations

import hashlib
import logging
import os
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from ocrfix.batch.flow import Alarm
from ocrfix.batch.outcome import Outcome, RunSettings, outcome_of_error
from ocrfix.batch.pool import Death, Ended, Task
from ocrfix.batch.single import Job, correct_source, count_outcome, render, resources_of, trace_of, write_files
from ocrfix.config import Config, OcrMode
from ocrfix.errors import ConfigurationError, DataError, OcrfixError

CONNECT_SECONDS = 15
WAIT_FOR_WORKERS_SECONDS = 60
TICK_SECONDS = 1.0
TASKS_PER_THREAD = 2
_KILLED = -9
_one_at_a_time = threading.Lock()
"""PDFium and the caches of the engine are made for one thread; a worker with several threads takes turns."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a result depends on besides input and options: the version, the data, and Tesseract where it is used."""

    version: str
    data: tuple[tuple[str, str], ...]
    engine: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A job on its way to a worker: the path with size and time of the file, or its bytes."""

    job: Job
    path: str
    size: int
    changed: int
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What comes back: the outcome and the files to be written; ``is_missing`` says that the file was not found."""

    outcome: Outcome
    files: tuple[tuple[str, bytes], ...] = ()
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Unfit:
    """A worker that joined later and differs; nothing was done."""

    address: str
    message: str


@cache
def identity_of(config: Config, data_folder: Path | None = None) -> Identity:
    """Say who this process is.

    Raises:
        DataError: the data files or the user's word lists are missing.
    """
    import ocrfix

    engine = ""
    if config.extract.ocr is not OcrMode.NEVER:
        from ocrfix.extract.engines import find_engine

        try:
            found = find_engine(config.extract.engine, config.extract.languages)
            engine = f"{found.name} {found.version}"
        except OcrfixError:
            engine = "none"
    return Identity(ocrfix.__version__, resources_of(data_folder, config.correct.lexicon_files).versions, engine)


def difference(mine: Identity, other: Identity) -> str:
    """Name the first difference that would change results; "" when there is none.

    >>> difference(Identity("2", (), ""), Identity("1", (), ""))
    'it has ocrfix 1, here is 2'
    """
    if mine.version != other.version:
        return f"it has ocrfix {other.version}, here is {mine.version}"
    if mine.data != other.data:
        return f"its language data are {dict(other.data)}, here are {dict(mine.data)}"
    if mine.engine != other.engine:
        return f"its text recognition is {other.engine}, here is {mine.engine}"
    return ""


def connect(address: str, settings: RunSettings) -> ClusterPool:
    """Connect to a scheduler and check its workers.

    Raises:
        ConfigurationError: the extra is not installed, nobody answers, there are no workers, or one differs.
        DataError: the data of a worker differ from ours.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ConfigurationError(
            "--scheduler needs the extra cluster", "install it with: pip install 'ocrfix[cluster]'"
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    mine = identity_of(settings.config, settings.data_folder)
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"no scheduler answers at {address}", "start one with: dask scheduler, and name its address"
        ) from error
    try:
        client.wait_for_workers(1, timeout=WAIT_FOR_WORKERS_SECONDS)
        _check_workers(client, mine, settings)
    except TimeoutError as error:
        client.close()
        raise ConfigurationError(
            f"the scheduler at {address} has no workers", f"start some with: dask worker {address} --nthreads 1"
        ) from error
    except BaseException:
        client.close()
        raise
    return ClusterPool(client, settings, mine)


def _check_workers(client: Any, mine: Identity, settings: RunSettings) -> None:  # noqa: ANN401 - dask has no types
    answers = client.run(identity_of, settings.config, on_error="return")
    for worker, answer in sorted(answers.items()):
        hint = "install the same version and data on every worker"
        if not isinstance(answer, Identity):
            raise ConfigurationError(f"the worker {worker} cannot run ocrfix: {type(answer).__name__}", hint)
        if found := difference(mine, answer):
            kind = DataError if answer.version == mine.version and answer.data != mine.data else ConfigurationError
            raise kind(f"the worker {worker} differs: {found}", hint)


@dataclass(slots=True)
class _Sent:
    """A task that is on its way: what was sent, and what has come back of it."""

    task: Task
    letters: tuple[Letter, ...]
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    future: Any = None


class ClusterPool:
    """Hands the jobs of tasks to Dask workers; files are written here."""

    def __init__(self, client: Any, settings: RunSettings, mine: Identity) -> None:  # noqa: ANN401
        self._client = client
        self._settings = settings
        self._remote = replace(settings, out_dir=None, data_folder=None, temporary_folder=None)
        self._mine = mine
        self._sent: dict[int, _Sent] = {}
        self._answers: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._unfit: set[str] = set()
        self._is_shared = True
        self._threads = self._count_threads()

    @property
    def capacity(self) -> int:
        """Two tasks for each thread that is there now."""
        return max(self._threads, 1) * TASKS_PER_THREAD

    def submit(self, task: Task) -> None:
        """Send the jobs of a task."""
        jobs: tuple[Job, ...] = task.arguments[0]
        sent = _Sent(task, tuple(map(letter_of, jobs)))
        self._sent[task.number] = sent
        if not self._is_shared:
            self._fill(sent, tuple(range(len(jobs))))
        self._send(sent)

    def wait(self) -> Iterator[Ended]:
        """Wait for an answer; when the workers are gone, for new ones.

        Raises:
            ConfigurationError: the scheduler is gone, or no worker fits any more.
        """
        ended: list[Ended] = []
        while self._sent and not ended:
            try:
                number = self._answers.get(timeout=TICK_SECONDS)
            except queue.Empty:
                self._look_after()
                continue
            if number in self._sent and (end := self._take(self._sent[number])) is not None:
                del self._sent[number]
                ended.append(end)
        self._threads = self._count_threads()
        yield from ended

    def close(self, *, is_complete: bool) -> None:
        """Leave the cluster as it was found; what is not complete is cancelled."""
        if not is_complete:
            self._client.cancel([sent.future for sent in self._sent.values() if sent.future is not None], force=True)
        self._sent.clear()
        self._client.close()

    def _count_threads(self) -> int:
        threads = self._client.nthreads()
        return sum(count for address, count in threads.items() if address not in self._unfit)

    def _look_after(self) -> None:
        if self._client.status in ("closed", "closing"):
            raise _gone()
        self._threads = self._count_threads()

    def _send(self, sent: _Sent) -> None:
        """Send what has no outcome yet."""
        letters = tuple(letter for index, letter in enumerate(sent.letters) if index not in sent.outcomes)
        if not letters:
            self._answers.put(sent.task.number)
            return
        workers = None
        if self._unfit:
            workers = [address for address in self._client.nthreads() if address not in self._unfit]
            if not workers:
                raise ConfigurationError("no worker fits any more", "install the same version and data on every worker")
        number, answers = sent.task.number, self._answers
        arguments = (letters, self._remote, self._settings.out_dir is not None, self._mine, this_process())
        sent.future = self._client.submit(correct_remotely, *arguments, pure=False, workers=workers)
        sent.future.add_done_callback(lambda _future: answers.put(number))

    def _take(self, sent: _Sent) -> Ended | None:
        """Take an answer; gives nothing when some of it must be sent again."""
        number = sent.task.number
        if len(sent.outcomes) < len(sent.letters):
            try:
                answer = sent.future.result()
            except Exception as error:  # the worker died too often, or cannot take the task
                if type(error).__name__ == "CancelledError":
                    raise ConfigurationError(
                        "the scheduler is gone", "start it again, then repeat with --resume"
                    ) from error
                return Ended(number, Death(_KILLED))
            open_places = tuple(index for index in range(len(sent.letters)) if index not in sent.outcomes)
            if isinstance(answer, Unfit):
                self._unfit.add(answer.address)
                self._send(sent)
                return None
            self._keep(sent, open_places, answer)
            missing = tuple(index for index in open_places if index not in sent.outcomes)
            if missing:
                self._is_shared = False
                self._fill(sent, missing)
                self._send(sent)
                return None
        return Ended(number, tuple(sent.outcomes[index] for index in range(len(sent.letters))))

    def _keep(self, sent: _Sent, places: tuple[int, ...], parcels: tuple[Parcel, ...]) -> None:
        for index, parcel in zip(places, parcels, strict=True):
            if not parcel.is_missing:
                sent.outcomes[index] = self._deliver(sent.letters[index].job, parcel)

    def _deliver(self, job: Job, parcel: Parcel) -> Outcome:
        """Write the files that a worker made."""
        if not parcel.files:
            return parcel.outcome
        try:
            return replace(parcel.outcome, written=write_files(job, parcel.files, self._settings))
        except OcrfixError as error:
            return outcome_of_error(job.source.label, error, trace_of(self._settings), parcel.outcome.sha256)

    def _fill(self, sent: _Sent, places: tuple[int, ...]) -> None:
        """Put the bytes of files into their letters; what cannot be read here has its outcome."""
        from ocrfix.extract.document import read_bytes

        letters = list(sent.letters)
        for index in places:
            source = letters[index].job.source
            try:
                letters[index] = replace(letters[index], content=read_bytes(source.path, source.name))
            except OcrfixError as error:
                sent.outcomes[index] = outcome_of_error(source.label, error, trace_of(self._settings))
        sent.letters = tuple(letters)


def _gone() -> ConfigurationError:
    return ConfigurationError("the scheduler is gone", "start it again, then repeat with --resume")


def letter_of(job: Job) -> Letter:
    """Name a file so that another machine can tell whether it sees the same one."""
    path = Path(os.path.abspath(job.source.path))  # noqa: PTH100 - a symbolic link stays one
    try:
        status = path.stat()
    except OSError:
        return Letter(job, str(path), -1, -1)
    return Letter(job, str(path), status.st_size, status.st_mtime_ns)


def this_process() -> str:
    """Name this process among those of a cluster."""
    return f"{socket.gethostname()}:{os.getpid()}"


def correct_remotely(
    letters: tuple[Letter, ...], settings: RunSettings, is_rendered: bool, expected: Identity, client: str
) -> tuple[Parcel, ...] | Unfit:
    """Correct files in a worker; whoever differs from what is ``expected`` does nothing and says so."""
    with _one_at_a_time:
        try:
            message = difference(expected, identity_of(settings.config))
        except OcrfixError as error:
            message = error.message
        if message:
            return Unfit(_own_address(), message)
        # The alarm ends the process; a worker that lives in the client's own process must not have one.
        with Alarm(settings.stall_seconds) if client != this_process() else nullcontext() as alarm:
            return tuple(_corrected(letter, settings, alarm, is_rendered=is_rendered) for letter in letters)


def _own_address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


def _corrected(letter: Letter, settings: RunSettings, alarm: Alarm | None, *, is_rendered: bool) -> Parcel:
    source = letter.job.source
    if alarm is not None:
        alarm.set()
    content = letter.content if letter.content is not None else _content(letter)
    if content is None:
        return Parcel(Outcome(source.label), is_missing=True)
    try:
        result = correct_source(content, source.name, settings, alarm.heartbeat if alarm is not None else None)
        files = render(result, source.target, settings, content) if is_rendered else ()
        return Parcel(count_outcome(source.label, result, ()), files)
    except Exception as error:
        sha256 = hashlib.sha256(content).hexdigest()
        return Parcel(outcome_of_error(source.label, error, trace_of(settings), sha256))


def _content(letter: Letter) -> bytes | None:
    """Read a file by its path where this machine sees the same one; None where it does not."""
    try:
        with Path(letter.path).open("rb") as stream:
            status = os.fstat(stream.fileno())
            if (status.st_size, status.st_mtime_ns) != (letter.size, letter.changed):
                return None
            data = stream.read()
    except OSError:
        return None
    return data if len(data) == letter.size else None
