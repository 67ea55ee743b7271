"""Which files a source writes, which of them collide, and which existing ones are ours to replace.

Bird's-eye view: :func:`target_names` is the one rule for names, :func:`refuse_collisions` runs before any work,
:class:`Marker` remembers in ``.ocrfix-out.json`` what earlier runs wrote from which input, and
:func:`check_targets` asks it, per source, before that source is read. Start reading at :func:`check_targets`.

German example: ``a.pdf`` and ``a.txt`` would both write ``a.txt``; that is refused, with ``--names full`` they
become ``a.pdf.txt`` and ``a.txt.txt``.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ocrfix.batch.outcome import SUFFIXES, Outcome, ReportFormat, RunSettings
from ocrfix.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from ocrfix.batch.discovery import Source

MARKER_NAME = ".ocrfix-out.json"
MARKER_FORMAT = "ocrfix-out"
MARKER_VERSION = 1
STANDARD_INPUT = "-"


def target_names(
    target: PurePosixPath, reports: tuple[ReportFormat, ...], *, with_pdf: bool = False
) -> tuple[str, ...]:
    """Name the files of one source relative to the out-dir, the corrected text first, the PDF last.

    >>> target_names(PurePosixPath("2013/a"), (ReportFormat.JSON,), with_pdf=True)
    ('2013/a.txt', '2013/a.report.json', '2013/a.pdf')
    """
    names = (f"{target}.txt", *(f"{target}{SUFFIXES[report]}" for report in reports))
    return (*names, f"{target}.pdf") if with_pdf else names


def names_of(source: Source, settings: RunSettings) -> tuple[str, ...]:
    """Name the files that a run writes for a source; only a PDF is written back as PDF."""
    from ocrfix.batch.discovery import InputType

    with_pdf = settings.with_pdf and source.input_type is InputType.PDF
    return target_names(source.target, settings.reports, with_pdf=with_pdf)


def refuse_collisions(
    sources: tuple[Source, ...], reports: tuple[ReportFormat, ...], *, full_names: bool, with_pdf: bool = False
) -> None:
    """Refuse sources that would write the same file, or a file where another needs a folder.

    Raises:
        UsageError: names both sources and the way out.
    """
    owners: dict[str, str] = {}
    folders: dict[str, str] = {}
    hint = "run them with different --out-dir" if full_names else "tell them apart with --names full"
    for source in sources:
        if source.problem is not None:
            continue
        for parent in source.target.parents:
            folders.setdefault(str(parent), source.label)
        for name in target_names(source.target, reports, with_pdf=with_pdf):
            if name in owners:
                raise UsageError(f"{owners[name]} and {source.label} would both write {name}", hint)
            owners[name] = source.label
    for name, owner in owners.items():
        if name in folders:
            raise UsageError(f"{owner} and {folders[name]} would both write {name}", hint)


@dataclass(frozen=True, slots=True)
class Record:
    """What the marker knows of one file: the input it was made from and the hash of what was written."""

    source: str
    sha256: str


@dataclass(slots=True)
class Marker:
    """What earlier runs wrote into an out-dir; ``added`` is what this run wrote and has not stored yet.

    ``begun`` names, for each source that is being worked on, the files that can only be ours when they appear.
    A run that is stopped between two files of one source thus knows the first of them when it is repeated.
    """

    out_dir: Path
    records: dict[str, Record]
    added: dict[str, Record] = field(default_factory=dict)
    begun: dict[Source, tuple[str, ...]] = field(default_factory=dict)

    def begin(self, source: Source, names: tuple[str, ...], replaceable: frozenset[str]) -> None:
        """Remember that a source is about to be worked on; called when its targets were checked."""
        self.begun[source] = tuple(name for name in names if name not in replaceable or name in self.records)

    def add(self, source: Source, outcome: Outcome) -> None:
        """Remember what was written for a source; of one that failed, what it wrote before."""
        key = source_key(source.path, self.out_dir)
        for written in outcome.written:
            self.added[written.name] = Record(key, written.sha256)
        names = self.begun.pop(source, ())
        if outcome.is_failure:
            self._adopt(source, names)

    def close(self) -> None:
        """Store everything at the end of a run, also of one that was stopped.

        Raises:
            OutputError: the marker cannot be written.
        """
        for source, names in self.begun.items():
            self._adopt(source, names)
        self.begun = {}
        self.save()

    def _adopt(self, source: Source, names: tuple[str, ...]) -> None:
        key = source_key(source.path, self.out_dir)
        for name in names:
            path = self.out_dir / name
            if path.is_file():
                self.added[name] = Record(key, _digest(path))

    def save(self) -> None:
        """Merge what was added into the file on disk; other runs into the same folder lose nothing.

        Raises:
            OutputError: the marker cannot be written.
        """
        if not self.added:
            return
        from ocrfix.write.files import write_atomically

        with _locked(self.out_dir):
            self.records = {**read_marker(self.out_dir).records, **self.added}
            files = {
                name: {"input": record.source, "sha256": record.sha256} for name, record in sorted(self.records.items())
            }
            content = {"format": MARKER_FORMAT, "version": MARKER_VERSION, "files": files}
            data = json.dumps(content, indent=1, ensure_ascii=True).encode("ascii") + b"\n"
            write_atomically(self.out_dir / MARKER_NAME, data, replace=True)
        self.added = {}


def read_marker(out_dir: Path) -> Marker:
    """Read the marker of an out-dir; a missing or foreign one knows nothing, so nothing is replaced."""
    try:
        content: Any = json.loads((out_dir / MARKER_NAME).read_bytes())
        if content["format"] != MARKER_FORMAT or content["version"] != MARKER_VERSION:
            return Marker(out_dir, {})
        files = content["files"].items()
        return Marker(out_dir, {name: Record(str(entry["input"]), str(entry["sha256"])) for name, entry in files})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Marker(out_dir, {})


def source_key(path: Path, out_dir: Path) -> str:
    """Name an input for the marker: relative to the out-dir, so that both can be moved together."""
    if str(path) == STANDARD_INPUT:
        return STANDARD_INPUT
    return os.path.relpath(os.path.realpath(path), os.path.realpath(out_dir))


@dataclass(frozen=True, slots=True)
class InputIdentities:
    """Device and inode of every input, so that no target is one of them, whatever it is called."""

    known: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, sources: tuple[Source, ...]) -> InputIdentities:
        """Look at every input once."""
        return cls(frozenset(identity for source in sources if (identity := _identity(source.path)) is not None))

    def holds(self, path: Path) -> bool:
        """Say whether a path leads to one of the inputs."""
        return bool(self.known) and _identity(path) in self.known


def check_targets(
    source: Source,
    names: tuple[str, ...],
    marker: Marker,
    inputs: InputIdentities,
    *,
    force: bool,
) -> frozenset[str]:
    """Say which existing files may be replaced by this source; called before the source is read.

    Raises:
        OutputError: a target is an input, or exists and is not ours (unless ``force``).
    """
    replaceable: set[str] = set()
    for name in names:
        path = marker.out_dir / name
        if not path.exists() and not path.is_symlink():
            continue
        if inputs.holds(path):
            raise OutputError(f"{name} would overwrite an input", "choose another folder with --out-dir")
        if path.is_dir():
            raise OutputError(f"{name} is a folder", "choose another folder with --out-dir")
        if not force and not _is_ours(source, name, path, marker):
            raise OutputError(f"{name} exists already", "overwrite it with --force or choose another --out-dir")
        replaceable.add(name)
    return frozenset(replaceable)


def _is_ours(source: Source, name: str, path: Path, marker: Marker) -> bool:
    """Recognise a file of an earlier run from the same input that nobody has changed since."""
    record = marker.records.get(name)
    if record is not None:
        is_same_input = record.source == source_key(source.path, marker.out_dir)
        return is_same_input and _digest(path) == record.sha256
    return _is_reported(source, marker.out_dir)


def _is_reported(source: Source, out_dir: Path) -> bool:
    """Say whether the report of a run that was killed before it stored its marker names this input and this text."""
    try:
        document = json.loads((out_dir / f"{source.target}{SUFFIXES[ReportFormat.JSON]}").read_bytes())["document"]
        if document["name"] != source.name or document["sha256"] != _digest(source.path):
            return False
        text = out_dir / f"{source.target}.txt"
        return not text.exists() or bool(_digest(text) == document["corrected_text_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two runs do not write over each other's marker."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def read_list(data: bytes, *, nul_separated: bool) -> tuple[Path, ...]:
    r"""Read the file names of ``--files-from``: one a line, or separated by NUL; blank ones are passed over.

    >>> read_list(b"a.pdf\n\nb.pdf\n", nul_separated=False)
    (PosixPath('a.pdf'), PosixPath('b.pdf'))

    Raises:
        InputError: the list names nothing, or holds NUL where lines were announced.
    """
    if not nul_separated and b"\0" in data:
        raise InputError("the list of files holds NUL characters", "read it with -0")
    parts = data.split(b"\0") if nul_separated else [line.rstrip(b"\r") for line in data.split(b"\n")]
    names = tuple(Path(os.fsdecode(part)) for part in parts if part)
    if not names:
        raise InputError("the list of files is empty", "write one file name per line")
    return names
