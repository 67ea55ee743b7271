r"""Single keys from a terminal, and lines with a text to start from.

Bird's-eye view: :func:`read_key` waits for one key and gives its name or its character; the terminal is as it was
afterwards, whatever happens. Start reading there.

German example: the key „ü“ comes as two bytes and is given as ``"ü"``, the arrow up as ``"up"``.
"""

from __future__ import annotations

import os
import select
import sys

_ARROWS = {b"[A": "up", b"[B": "down", b"[C": "right", b"[D": "left", b"OA": "up", b"OB": "down"}
_NAMES = {b"\r": "enter", b"\n": "enter", b"\x7f": "backspace", b"\x04": "end"}
_ESCAPE = b"\x1b"
# A terminal sends the rest of an escape sequence at once, a person does not.
_SEQUENCE_SECONDS = 0.05
_LONGEST_SEQUENCE = 8


def is_terminal() -> bool:
    """Say whether keys can be read and a screen can be shown."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def read_key() -> str:
    """Wait for a key: a character, or one of ``up down left right enter backspace escape end``.

    ``end`` is the end of the input (Ctrl-D, or a terminal that is gone). Ctrl-C raises as always.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        return _key(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _key(descriptor: int) -> str:
    first = os.read(descriptor, 1)
    if not first:
        return "end"
    if first == _ESCAPE:
        rest = b""
        while len(rest) < _LONGEST_SEQUENCE and select.select([descriptor], [], [], _SEQUENCE_SECONDS)[0]:
            rest += os.read(descriptor, 1)
            if rest in _ARROWS:
                break
        return _ARROWS.get(rest, "escape")
    if first in _NAMES:
        return _NAMES[first]
    length = 1 + (first[0] >= 0xC0) + (first[0] >= 0xE0) + (first[0] >= 0xF0)
    while len(first) < length:
        first += os.read(descriptor, 1)
    return first.decode("utf-8", "replace")


def read_line(prompt: str, start: str) -> str | None:
    """Ask for a line that begins as ``start`` and can be changed; None when the input ends.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    import readline

    readline.set_startup_hook(lambda: readline.insert_text(start))
    try:
        return input(prompt)
    except EOFError:
        return None
    finally:
        readline.set_startup_hook(None)
