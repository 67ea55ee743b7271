"""Keeps what was found on the pages of a long document out of memory until it is needed again.

Bird's-eye view: a document is gone through three times (count its words, rank each page, decide), since what it writes
elsewhere is evidence; between the times what was found on its pages waits on a :class:`Shelf`. The first pages stay in
memory; the others wait in a file (:mod:`ocrfix.pipeline.shelf_file`). Each page is given out once, in order, and
forgotten. Start reading at :class:`Shelf`.

German example: of a Plenarprotokoll of 900 pages the tokens and slots of 128 pages are in memory, those of the others
are on disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from ocrfix.pipeline.shelf_file import ShelfFile

MOST_IN_MEMORY = 128
"""Pages that stay in memory: most documents never touch the disk."""

Value = TypeVar("Value")


class Shelf(Generic[Value]):
    """Values that come back once, in the order in which they were put here.

    ``outside`` are objects that live longer than the shelf; what is written only points to them.
    """

    def __init__(self, outside: Sequence[object] = (), most_in_memory: int | None = None) -> None:
        self._most = MOST_IN_MEMORY if most_in_memory is None else most_in_memory
        self._outside = outside
        self._held: deque[Value] = deque()
        self._file: ShelfFile | None = None

    def put(self, value: Value) -> Value:
        """Add a value at the end, and hand it back to be looked at once more.

        Raises:
            OutputError: the folder for temporary files is full.
        """
        if self._file is None and len(self._held) < self._most:
            self._held.append(value)
            return value
        if self._file is None:
            from ocrfix.pipeline.shelf_file import ShelfFile  # for long documents only

            self._file = ShelfFile(self._outside)
        self._file.write(value)
        return value

    def take_all(self) -> Iterator[Value]:
        """Give all values and forget each.

        Raises:
            OutputError: the folder for temporary files is full.
        """
        while self._held:
            yield self._held.popleft()
        if self._file is not None:
            taken, self._file = self._file, None
            yield from taken.read_all()
