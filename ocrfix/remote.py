"""What a worker of a cluster does: it gets letters and sends parcels back, and writes nothing.

Bird's-eye view: :mod:`ocrfix.scheduler` sends :func:`work_remotely` with some :class:`Letter`. A file is corrected
whole, or its pages are read in parts and put together by a third call, as :mod:`ocrfix.batch.pages` does it on one
machine. Start reading at :func:`work_remotely`.

German example: the letter of ``akte.pdf`` comes back as a parcel with ``akte.txt`` and three reports.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import threading
from contextlib import nullcontext
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from ocrfix.batch.flow import Alarm
from ocrfix.batch.outcome import Outcome, ReportFormat, RunSettings, outcome_of_error
from ocrfix.batch.pages import plain, restored
from ocrfix.batch.single import (
    Job,
    correct_document,
    correct_source,
    count_outcome,
    doubts_of,
    files_of,
    forget_resources,
    refuse_early,
    resources_of,
    trace_of,
)
from ocrfix.config import Config, OcrMode
from ocrfix.errors import OcrfixError
from ocrfix.model import CorrectionResult, Page, SourceKind
from ocrfix.records import dataclass

_one_at_a_time = threading.Lock()
"""PDFium and the caches of the engine are made for one thread; a worker with several threads takes turns."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a result depends on besides input and options: the version, the data, and Tesseract where it is used."""

    version: str
    data: tuple[tuple[str, str], ...]
    engine: str


class Kind(StrEnum):
    """What is to be done: correct whole files, read some pages, or put pages together and correct them."""

    CORRECT = "correct"
    READ = "read"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Letter:
    """A job on its way to a worker: the path with size and time of the file, or its bytes.

    ``numbers`` are the pages to be read, ``stored`` pages that were read (JSON) of a file with this ``sha256``.
    """

    job: Job
    path: str
    size: int
    changed: int
    content: bytes | None = None
    numbers: tuple[int, ...] = ()
    stored: tuple[bytes, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What comes back: the outcome and the files to be written, or the pages that were read (JSON).

    ``split`` are the pages of a file that is too long for one worker, ``is_missing`` says that the file was not found.
    """

    outcome: Outcome
    files: tuple[tuple[str, bytes], ...] = ()
    pages: bytes | None = None
    split: tuple[int, ...] = ()
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Unfit:
    """A worker that joined later and differs; nothing was done."""

    address: str
    message: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: what workers must be, and the process that must not be ended by an alarm."""

    identity: Identity
    process: str
    is_writing: bool


def identity_of(config: Config, data_folder: Path | None = None) -> Identity:
    """Say who this process is.

    Raises:
        DataError: the data files or the user's word lists are missing.
    """
    import ocrfix

    engine = ""
    if config.extract.ocr is not OcrMode.NEVER:
        from ocrfix.extract.engine_choice import find_engine

        try:
            found = find_engine(config.extract.engine, config.extract.languages)
            engine = f"{found.name} {found.version}"
        except OcrfixError:
            engine = "none"
    return Identity(
        ocrfix.__version__,
        resources_of(data_folder, config.correct.lexicon_files, config.correct.profile_file).versions,
        engine,
    )


def identity_for(wanted: Identity, config: Config) -> Identity:
    """Say who this worker is; what differs is looked at once more.

    A worker outlives many runs, and word lists are changed between two of them.

    Raises:
        DataError: the data files or the user's word lists are missing.
    """
    found = _known_identity(config)
    if difference(wanted, found):
        forget_resources()
        _known_identity.cache_clear()
        found = _known_identity(config)
    return found


_known_identity = cache(identity_of)
"""Every letter asks."""


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


def this_process() -> str:
    """Name this process among those of a cluster."""
    return f"{socket.gethostname()}:{os.getpid()}"


def letter_of(job: Job) -> Letter:
    """Name a file so that another machine can tell whether it sees the same one."""
    path = Path(os.path.abspath(job.source.path))  # noqa: PTH100 - a symbolic link stays one
    try:
        status = path.stat()
    except OSError:
        return Letter(job, str(path), -1, -1)
    return Letter(job, str(path), status.st_size, status.st_mtime_ns)


def work_remotely(
    kind: Kind, letters: tuple[Letter, ...], settings: RunSettings, sender: Sender
) -> tuple[Parcel, ...] | Unfit:
    """Work on letters in a worker; whoever differs from what the sender expects does nothing and says so."""
    with _one_at_a_time:
        try:
            message = difference(sender.identity, identity_for(sender.identity, settings.config))
        except OcrfixError as error:
            message = error.message
        if message:
            return Unfit(_own_address(), message)
        # The alarm ends the process; a worker that lives in the sender's own process must not have one.
        with Alarm(settings.stall_seconds) if sender.process != this_process() else nullcontext() as alarm:
            return tuple(_answer(kind, letter, settings, alarm, sender) for letter in letters)


def _own_address() -> str:
    from distributed import get_worker

    return str(get_worker().address)


def _answer(kind: Kind, letter: Letter, settings: RunSettings, alarm: Alarm | None, sender: Sender) -> Parcel:
    if alarm is not None:
        alarm.set()
    # The pages are read already; their pictures in the report and the PDF back are made of the file itself.
    is_needed = kind is not Kind.FINISH or settings.with_pdf or ReportFormat.HTML in settings.reports
    content = letter.content if is_needed else b""
    if content is None:
        content = _content(letter)
    if content is None:
        return Parcel(Outcome(letter.job.source.label), is_missing=True)
    try:
        match kind:
            case Kind.CORRECT:
                return _corrected(letter, content, settings, alarm, sender)
            case Kind.READ:
                return _read(letter, content, settings, alarm)
            case Kind.FINISH:
                return _finished(letter, content, settings, alarm, sender)
    except Exception as error:
        sha256 = letter.sha256 or hashlib.sha256(content).hexdigest()
        return Parcel(outcome_of_error(letter.job.source.label, error, trace_of(settings), sha256))


def _corrected(letter: Letter, content: bytes, settings: RunSettings, alarm: Alarm | None, sender: Sender) -> Parcel:
    from ocrfix.extract.document import page_numbers

    source = letter.job.source
    refuse_early(content, source.name, settings)
    if settings.split_pages is not None and source.input_type in (SourceKind.PDF, SourceKind.IMAGE):
        numbers = page_numbers(content, source.name, settings.config.extract)
        if len(numbers) >= settings.split_pages:
            return Parcel(Outcome(source.label), split=numbers)
    result = correct_source(content, source.name, settings, alarm.heartbeat if alarm is not None else None)
    return _parcel(letter, result, content, settings, sender)


def _read(letter: Letter, content: bytes, settings: RunSettings, alarm: Alarm | None) -> Parcel:
    from ocrfix.extract.document import read_pages

    source = letter.job.source
    config = replace(settings.config.extract, pages=tuple((number, number) for number in letter.numbers))
    progress = alarm.heartbeat if alarm is not None else None
    pages = read_pages(content, source.name, config, progress=progress, doubts=doubts_of(settings))
    outcome = Outcome(source.label, pages=len(pages), sha256=hashlib.sha256(content).hexdigest())
    return Parcel(outcome, pages=json.dumps([plain(page) for page in pages]).encode("ascii"))


def _finished(letter: Letter, content: bytes, settings: RunSettings, alarm: Alarm | None, sender: Sender) -> Parcel:
    from ocrfix.extract.document import document_of

    pages: tuple[Page, ...] = tuple(restored(Page, value) for data in letter.stored for value in json.loads(data))
    document = document_of(pages, letter.job.source.name, letter.sha256, settings.config.extract)
    result = correct_document(document, settings, alarm.heartbeat if alarm is not None else None)
    return _parcel(letter, result, content, settings, sender)


def _parcel(letter: Letter, result: CorrectionResult, content: bytes, settings: RunSettings, sender: Sender) -> Parcel:
    source = letter.job.source
    files, not_in_pdf = files_of(source, result, settings, content) if sender.is_writing else (iter(()), 0)
    packed = tuple((name, data if isinstance(data, bytes) else b"".join(data)) for name, data in files)
    return Parcel(count_outcome(source.label, result, (), not_in_pdf), packed)


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
