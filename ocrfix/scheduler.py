"""Sends the work to a running Dask cluster, with results that are the same to the byte.

Bird's-eye view: :func:`connect` asks every worker of a scheduler who it is and refuses the cluster when versions, data
or Tesseract differ from what is here. A :class:`ClusterPool` then takes the place of the processes of this machine:
workers read and correct (:mod:`ocrfix.remote`), this process alone writes files and the ledger. A file travels as
its path where the worker finds the same file there (shared storage), else as its bytes. No more is handed over than
the workers can take, so neither they nor the scheduler are flooded. Start reading at :func:`connect`.

German example: three workers correct an archive, one is switched off in the middle: what it was at is done by the
others, and ``ocrfix-out`` is the same as after a run on one machine.
"""

from __future__ import annotations

import logging
import queue
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any

from ocrfix.batch.flow import run_finish, run_part
from ocrfix.batch.outcome import Outcome, RunSettings, outcome_of_error
from ocrfix.batch.pages import Part, Split, remove
from ocrfix.batch.pool import Death, Ended, Task
from ocrfix.batch.single import Job, trace_of, write_files
from ocrfix.errors import ConfigurationError, DataError, InputError, OcrfixError
from ocrfix.records import dataclass
from ocrfix.remote import (
    Identity,
    Kind,
    Letter,
    Parcel,
    Sender,
    Unfit,
    difference,
    identity_for,
    identity_of,
    letter_of,
    this_process,
    work_remotely,
)

CONNECT_SECONDS = 15
WAIT_FOR_WORKERS_SECONDS = 60
TICK_SECONDS = 1.0
TASKS_PER_THREAD = 2
_KILLED = -9


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
    answers = client.run(identity_for, mine, settings.config, on_error="return")
    for worker, answer in sorted(answers.items()):
        hint = "install the same version and data on every worker"
        if not isinstance(answer, Identity):
            raise ConfigurationError(f"the worker {worker} cannot run ocrfix: {type(answer).__name__}", hint)
        if found := difference(mine, answer):
            message = f"the worker {worker} differs: {found}"
            if answer.version == mine.version and answer.data != mine.data:
                raise DataError(message, hint)
            raise ConfigurationError(message, hint)


@dataclass(slots=True)
class _Sent:
    """A task that is on its way: what was sent, and what has come back of it."""

    task: Task
    kind: Kind
    letters: tuple[Letter, ...]
    settings: RunSettings
    values: dict[int, Outcome | Split | Part] = field(default_factory=dict)
    future: Any = None


class ClusterPool:
    """Hands the jobs of tasks to Dask workers; files are written here."""

    def __init__(self, client: Any, settings: RunSettings, mine: Identity) -> None:  # noqa: ANN401
        self._client = client
        self._settings = settings
        self._sender = Sender(mine, this_process(), settings.out_dir is not None)
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
        """Send the jobs of a task: a chunk, a part of a long file, or the end of one."""
        sent = _packed(task)
        self._sent[task.number] = sent
        if not self._is_shared and sent.kind is not Kind.FINISH:
            self._fill(sent, tuple(range(len(sent.letters))))
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
        """Send what nothing has come back of yet."""
        letters = tuple(letter for index, letter in enumerate(sent.letters) if index not in sent.values)
        if not letters:
            self._answers.put(sent.task.number)
            return
        workers = None
        if self._unfit:
            workers = [address for address in self._client.nthreads() if address not in self._unfit]
            if not workers:
                raise ConfigurationError("no worker fits any more", "install the same version and data on every worker")
        number, answers = sent.task.number, self._answers
        arguments = (sent.kind, letters, sent.settings, self._sender)
        sent.future = self._client.submit(work_remotely, *arguments, pure=False, workers=workers)
        sent.future.add_done_callback(lambda _future: answers.put(number))

    def _take(self, sent: _Sent) -> Ended | None:
        """Take an answer; gives nothing when some of it must be sent again."""
        number = sent.task.number
        if len(sent.values) < len(sent.letters):
            try:
                answer = sent.future.result()
            except Exception as error:  # the worker died too often, or cannot take the task
                if type(error).__name__ == "CancelledError":
                    raise _gone() from error
                return Ended(number, Death(_KILLED))
            if isinstance(answer, Unfit):
                self._unfit.add(answer.address)
                self._send(sent)
                return None
            places = tuple(index for index in range(len(sent.letters)) if index not in sent.values)
            for index, parcel in zip(places, answer, strict=True):
                if not parcel.is_missing:
                    sent.values[index] = self._unpacked(sent, sent.letters[index].job, parcel)
            missing = tuple(index for index in places if index not in sent.values)
            if missing:
                self._is_shared = False
                self._fill(sent, missing)
                self._send(sent)
                return None
        if sent.kind is Kind.FINISH:
            _, parts, settings = sent.task.arguments
            remove(parts, settings)
        values = tuple(sent.values[index] for index in range(len(sent.letters)))
        return Ended(number, values if sent.kind is Kind.CORRECT else values[0])

    def _unpacked(self, sent: _Sent, job: Job, parcel: Parcel) -> Outcome | Split | Part:
        """Write the files that a worker made, or store the pages that it read."""
        if parcel.split:
            return Split(parcel.split)
        try:
            if parcel.pages is not None:
                _, _, file, settings = sent.task.arguments
                (settings.temporary_folder / file).write_bytes(parcel.pages)
                return Part(file, parcel.outcome.sha256, parcel.outcome.pages)
            if parcel.files:
                return replace(parcel.outcome, written=write_files(job, parcel.files, self._settings))
        except (OcrfixError, OSError) as error:
            return outcome_of_error(job.source.label, error, trace_of(self._settings), parcel.outcome.sha256)
        return parcel.outcome

    def _fill(self, sent: _Sent, places: tuple[int, ...]) -> None:
        """Put the bytes of files into their letters; what cannot be read here has its outcome."""
        from ocrfix.extract.document import read_bytes

        letters = list(sent.letters)
        for index in places:
            source = letters[index].job.source
            try:
                letters[index] = replace(letters[index], content=read_bytes(source.path, source.name))
            except OcrfixError as error:
                sent.values[index] = outcome_of_error(source.label, error, trace_of(self._settings))
        sent.letters = tuple(letters)


def _packed(task: Task) -> _Sent:
    """Make letters of a task of :mod:`ocrfix.batch.flow`."""
    if task.function is run_part:
        job, numbers, _, settings = task.arguments
        return _Sent(task, Kind.READ, (replace(letter_of(job), numbers=numbers),), _for_others(settings))
    if task.function is run_finish:
        job, parts, settings = task.arguments
        stored = tuple((settings.temporary_folder / part.file).read_bytes() for part in parts)
        letter = replace(letter_of(job), stored=stored, sha256=parts[0].sha256)
        sent = _Sent(task, Kind.FINISH, (letter,), _for_others(settings))
        if len({part.sha256 for part in parts}) > 1:
            name = job.source.name
            error = InputError(f"{name} was changed while it was read", "repeat it when the file is complete")
            sent.values[0] = outcome_of_error(job.source.label, error)
        return sent
    jobs, settings, _ = task.arguments
    return _Sent(task, Kind.CORRECT, tuple(map(letter_of, jobs)), _for_others(settings))


def _for_others(settings: RunSettings) -> RunSettings:
    """Leave out what is of this machine only."""
    return replace(settings, out_dir=None, data_folder=None, temporary_folder=None)


def _gone() -> ConfigurationError:
    return ConfigurationError("the scheduler is gone", "start it again, then repeat with --resume")
