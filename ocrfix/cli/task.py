r"""What a command hands back to :func:`ocrfix.cli.app.main`, and the ways it prints.

Bird's-eye view: a command parses its options into a :class:`Task`; ``main`` runs it. :func:`write_product` is
the only way to stdout, :func:`harmless` the only way for names of files to the terminal. Start reading at
:class:`Task`.

German example: the file name ``"a\x1b[2J.pdf"`` is shown as ``a␛[2J.pdf`` and clears no screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from ocrfix.errors import InputError, OutputError
from ocrfix.messages import Phrases
from ocrfix.records import dataclass

CONTROL_PICTURES = 0x2400
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
DELETE = 0x7F
STANDARD_ERROR = 2
"""The number of its descriptor."""
_HARMLESS = {
    **{code: chr(CONTROL_PICTURES + code) for code in range(32) if chr(code) != "\n"},
    DELETE: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}"),
    **{ord(character): f"<U+{ord(character):04X}>" for character in BIDI_CONTROLS},
}


@dataclass(frozen=True, slots=True)
class Task:
    """The work of a command, ready to run; gives the exit code."""

    run: Callable[[Phrases], int]


def harmless(text: str) -> str:
    r"""Show control and direction characters instead of obeying them.

    >>> harmless("a\x1b[2J")
    'a␛[2J'
    """
    return text.translate(_HARMLESS).encode("utf-8", "replace").decode("utf-8")


def write_product(data: bytes) -> None:
    """Write the product to stdout.

    Raises:
        BrokenPipeError: the reader of stdout is gone, or there never was one.
        OutputError: stdout cannot be written, for the disk is full or the like.
    """
    if sys.stdout is None:
        raise BrokenPipeError
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_stdout()
        message = f"standard output cannot be written: {error.strerror}"
        raise OutputError(message, "give a folder with --out-dir") from error


class ForgivingStream:
    """Standard error that may be unwritable: what a run has done counts, not whether anybody could hear of it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, or lose it."""
        try:
            return self._stream.write(text)
        except OSError:
            _discard(self._stream)
            return len(text)

    def flush(self) -> None:
        """Write what is still buffered, or lose it."""
        try:
            self._stream.flush()
        except OSError:
            _discard(self._stream)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)


def fill_closed_streams() -> None:
    """Lead those of the three standard streams that are closed to nowhere.

    Else the next file that is opened would have the place of one, and take in what a library or another program says
    on standard error.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= STANDARD_ERROR:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)


def discard_stdout() -> None:
    """Send to nowhere what stdout could not take, so that Python does not stumble over it at its end."""
    if sys.stdout is not None:
        _discard(sys.stdout)


def _discard(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


def data_folder_of_environment() -> Path | None:
    """Say where the data files are when they are not in the package: ``OCRFIX_DATA``."""
    folder = os.environ.get("OCRFIX_DATA")
    return Path(folder) if folder else None


def read_standard_input() -> bytes:
    """Read all of standard input.

    Raises:
        InputError: there is none.
    """
    if sys.stdin is None:
        raise InputError("standard input is closed", "name a file")
    return sys.stdin.buffer.read()
