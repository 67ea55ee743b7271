"""Keeps what was found on the pages of a long document out of memory until it is needed again.

Bird's-eye view: a document is gone through three times (count its words, rank each page, decide), since what it writes
elsewhere is evidence; between the times what was found on its pages waits on a :class:`Shelf`. The first pages stay in
memory; the others wait in a file without a name in the folder for temporary files, which is gone when the shelf is,
whatever ends the process. Each page is given out once, in order, and forgotten. Start reading at :class:`Shelf`.

German example: of a Plenarprotokoll of 900 pages the tokens and slots of 128 pages are in memory, those of the others
are on disk.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, Generic, TypeVar

from ocrfix.errors import temporary_error
from ocrfix.model import Token
from ocrfix.packed import REDUCED
from ocrfix.rank.ranker import Slot

MOST_IN_MEMORY = 128
"""Pages that stay in memory: most documents never touch the disk."""

Value = TypeVar("Value")
_Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


class Shelf(Generic[Value]):
    """Values that come back once, in the order in which they were put here.

    ``outside`` are objects that live longer than the shelf; what is written only points to them.
    """

    def __init__(self, outside: Sequence[object] = (), most_in_memory: int | None = None) -> None:
        self._most = MOST_IN_MEMORY if most_in_memory is None else most_in_memory
        self._outside = outside
        self._held: deque[Value] = deque()
        self._file: IO[bytes] | None = None
        self._pickler: pickle.Pickler | None = None

    def put(self, value: Value) -> Value:
        """Add a value at the end, and hand it back to be looked at once more.

        Raises:
            OutputError: the folder for temporary files is full.
        """
        if self._pickler is None and len(self._held) < self._most:
            self._held.append(value)
            return value
        try:
            if self._pickler is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when all is taken, or with the shelf
                self._pickler = _pickler(self._file, self._outside)
            self._pickler.dump(value)
        except OSError as error:
            raise temporary_error(error) from error
        self._pickler.clear_memo()
        return value

    def take_all(self) -> Iterator[Value]:
        """Give all values and forget each.

        Raises:
            OutputError: the folder for temporary files is full.
        """
        while self._held:
            yield self._held.popleft()
        if self._file is None:
            return
        taken, self._file, self._pickler = self._file, None, None
        with taken as file:
            try:
                end = file.tell()
                file.seek(0)
            except OSError as error:
                raise temporary_error(error) from error
            while file.tell() < end:
                value: Value = _Unpickler(file, self._outside).load()
                yield value


def _pickler(file: IO[bytes], outside: Sequence[object]) -> pickle.Pickler:
    """Make a writer that points to what is outside, and writes the types that a page has thousands of fast."""
    places = {id(known): place for place, known in enumerate(outside)}

    def point(known: object) -> _Reduced:
        return _outside, (places[id(known)],)

    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**_REDUCED, **{type(known): point for known in outside}}
    return pickler


def _outside(place: int) -> object:
    """Stand for what is outside; :class:`_Unpickler` puts the object in its place."""
    raise NotImplementedError(place)


class _Unpickler(pickle.Unpickler):
    """Reads what this process wrote a moment ago, into a file that has no name and that nobody else can reach."""

    def __init__(self, file: IO[bytes], outside: Sequence[object]) -> None:
        super().__init__(file)
        self._known = outside

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the library has it
        if name == _outside.__name__ and module == __name__:
            return self._known.__getitem__
        return super().find_class(module, name)


def _reduced_token(token: Token) -> _Reduced:
    return Token, (token.span, token.text, token.kind, token.protected)


def _reduced_slot(slot: Slot) -> _Reduced:
    scores = (slot.best, slot.context_logp, slot.total_logp, slot.posteriors)
    return Slot, (slot.token_index, slot.readings, slot.symbols, slot.inner_logp, slot.paragraph_start, *scores)


_REDUCED: dict[type, Callable[[Any], _Reduced]] = {
    **REDUCED,
    Token: _reduced_token,
    Slot: _reduced_slot,
}
"""Half the time of the general way, which asks every field for its name."""
