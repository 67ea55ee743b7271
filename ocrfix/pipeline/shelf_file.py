"""The file in which what was found on the pages of a long document waits.

Bird's-eye view: a :class:`ShelfFile` has no name and lies in the folder for temporary files; it is gone when the shelf
is, whatever ends the process. Only this process can have written what it reads. Start reading at :class:`ShelfFile`;
:mod:`ocrfix.pipeline.shelf` says what waits here.

German example: the tokens and slots of the pages 129 to 900 of a Plenarprotokoll.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from ocrfix.errors import temporary_error
from ocrfix.model import Token
from ocrfix.packed import REDUCED, Reduced
from ocrfix.rank.ranker import Slot


class ShelfFile:
    """Values on disk that come back once, in the order in which they were written; ``outside`` is as for the shelf.

    Raises:
        OutputError: the folder for temporary files is full.
    """

    def __init__(self, outside: Sequence[object]) -> None:
        self._outside = outside
        try:
            self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when all is read, or with the shelf
        except OSError as error:
            raise temporary_error(error) from error
        self._pickler = _pickler(self._file, outside)

    def write(self, value: object) -> None:
        """Add a value at the end.

        Raises:
            OutputError: the folder for temporary files is full.
        """
        try:
            self._pickler.dump(value)
        except OSError as error:
            raise temporary_error(error) from error
        self._pickler.clear_memo()

    def read_all(self) -> Iterator[Any]:
        """Give all values.

        Raises:
            OutputError: the folder for temporary files is full.
        """
        with self._file as file:
            try:
                end = file.tell()
                file.seek(0)
            except OSError as error:
                raise temporary_error(error) from error
            while file.tell() < end:
                yield _Unpickler(file, self._outside).load()


def _pickler(file: IO[bytes], outside: Sequence[object]) -> pickle.Pickler:
    """Make a writer that points to what is outside, and writes the types that a page has thousands of fast."""
    places = {id(known): place for place, known in enumerate(outside)}

    def point(known: object) -> Reduced:
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


def _reduced_token(token: Token) -> Reduced:
    return Token, (token.span, token.text, token.kind, token.protected)


def _reduced_slot(slot: Slot) -> Reduced:
    scores = (slot.best, slot.context_logp, slot.total_logp, slot.posteriors)
    return Slot, (slot.token_index, slot.readings, slot.symbols, slot.inner_logp, slot.paragraph_start, *scores)


_REDUCED: dict[type, Callable[[Any], Reduced]] = {
    **REDUCED,
    Token: _reduced_token,
    Slot: _reduced_slot,
}
"""Half the time of the general way, which asks every field for its name."""
