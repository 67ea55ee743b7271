"""One input, and the list of all of them, which may be longer than memory should hold.

Bird's-eye view: :mod:`ocrfix.batch.discovery` appends what it finds to :class:`Sources`; the first thousands stay in
memory, the others go to an anonymous file on disk, and only their places are remembered: eight bytes each. Start
reading at :class:`Sources`.

German example: of 300,000 letters in ``Archiv`` the parent knows where on disk their names stand.
"""

from __future__ import annotations

import json
import tempfile
import weakref
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, overload

from ocrfix.errors import OcrfixError, temporary_error
from ocrfix.model import SourceKind
from ocrfix.records import dataclass

MOST_IN_MEMORY = 5_000


@dataclass(frozen=True, slots=True)
class Source:
    """One input: ``label`` for messages, ``name`` for reports, ``target`` relative to the out-dir.

    ``problem`` is set when there is nothing to read (a folder without input); such a source is never opened.
    """

    label: str
    path: Path
    name: str
    target: PurePosixPath
    size_bytes: int = 0
    input_type: SourceKind = SourceKind.TEXT
    problem: OcrfixError | None = None


class Sources(Sequence[Source]):
    """Sources in the order in which they were found."""

    def __init__(self, sources: Sequence[Source] = (), most_in_memory: int | None = None) -> None:
        self._most = MOST_IN_MEMORY if most_in_memory is None else most_in_memory
        self._held: list[Source] = []
        self._problems: dict[int, Source] = {}
        self._places = array("Q")
        self._file: IO[bytes] | None = None
        self._end = 0
        for source in sources:
            self.append(source)

    def append(self, source: Source) -> None:
        """Add a source at the end.

        Raises:
            OutputError: the folder for temporary files is full.
        """
        if len(self._held) < self._most:
            self._held.append(source)
            return
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the list
                weakref.finalize(self, self._file.close)
            self._file.seek(self._end)
            written = self._file.write(_written(source))
        except OSError as error:
            raise temporary_error(error) from error
        if source.problem is not None:
            self._problems[len(self)] = source
        self._places.append(self._end)
        self._end += written

    def __len__(self) -> int:
        """Count the sources."""
        return len(self._held) + len(self._places)

    @overload
    def __getitem__(self, index: int) -> Source: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Source]: ...
    def __getitem__(self, index: int | slice) -> Source | Sequence[Source]:
        """Give one source, or some of them."""
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        if place < len(self._held):
            return self._held[place]
        if place in self._problems:
            return self._problems[place]
        assert self._file is not None
        try:
            # What was buffered is written first, so that a full folder may show only here.
            self._file.seek(self._places[place - len(self._held)])
            line = self._file.readline()
        except OSError as error:
            raise temporary_error(error) from error
        return _read(line)

    def __iter__(self) -> Iterator[Source]:
        """Give all sources in order; others may read the list at the same time."""
        for index in range(len(self)):
            yield self[index]


def _written(source: Source) -> bytes:
    # JSON in ASCII keeps the bytes of names that are no UTF-8: they are lone surrogates in Python.
    fields = (source.label, str(source.path), source.name, str(source.target), source.size_bytes, source.input_type)
    return json.dumps(fields).encode("ascii") + b"\n"


def _read(line: bytes) -> Source:
    label, path, name, target, size_bytes, input_type = json.loads(line)
    return Source(label, Path(path), name, PurePosixPath(target), size_bytes, SourceKind(input_type))
