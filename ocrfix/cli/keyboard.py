r"""Single keys from a terminal, and lines with a text to start from.

Bird's-eye view: a :class:`Keyboard` waits for one key and gives its name or its character, or asks for a line; the
terminal is as it was afterwards, whatever happens. Start reading there.

German example: the key „ü“ comes as two bytes and is given as ``"ü"``, the arrow up as ``"up"``.
"""

from __future__ import annotations

import os
import select
import sys

_ARROWS = {b"[A": "up", b"[B": "down", b"[C": "right", b"[D": "left", b"OA": "up", b"OB": "down"}
_NAMES = {b"\r": "enter", b"\n": "enter", b"\x7f": "backspace", b"\x04": "end"}
_ESCAPE = b"\x1b"
_INTERRUPT = b"\x03"
# A terminal sends the rest of an escape sequence at once, a person does not.
_SEQUENCE_SECONDS = 0.05
_LONGEST_SEQUENCE = 8


def is_terminal() -> bool:
    """Say whether keys can be read and a screen can be shown."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


class Keyboard:
    """A terminal that gives each key at once; as a context it is as it was afterwards, whatever happens.

    Keys that are typed while the screen is drawn wait for the next question.
    """

    def __init__(self) -> None:
        """Take the terminal of standard input."""
        self._descriptor = sys.stdin.fileno()

    def __enter__(self) -> Keyboard:
        """Ask the terminal for single keys, not shown."""
        import termios

        self._usual = termios.tcgetattr(self._descriptor)
        self._single_keys()
        return self

    def __exit__(self, *_: object) -> None:
        """Give the terminal back as it was."""
        self._as_usual()

    def read_key(self) -> str:
        """Wait for a key: a character, or one of ``up down left right enter backspace escape end``.

        ``end`` is the end of the input (Ctrl-D, or a terminal that is gone).

        Raises:
            KeyboardInterrupt: Ctrl-C.
        """
        return _key(self._descriptor)

    def read_line(self, prompt: str, start: str) -> str | None:
        """Ask for a line that begins as ``start`` and can be changed; None when the input ends.

        Raises:
            KeyboardInterrupt: Ctrl-C.
        """
        import readline

        self._as_usual()
        readline.set_startup_hook(lambda: readline.insert_text(start))
        try:
            return input(prompt)
        except EOFError:
            return None
        finally:
            readline.set_startup_hook(None)
            self._single_keys()

    def _single_keys(self) -> None:
        import termios
        import tty

        tty.setcbreak(self._descriptor, termios.TCSADRAIN)

    def _as_usual(self) -> None:
        import termios

        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._usual)


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
    if first == _INTERRUPT:  # a terminal that is not ours to be interrupted by hands it on
        raise KeyboardInterrupt
    if first in _NAMES:
        return _NAMES[first]
    length = 1 + (first[0] >= 0xC0) + (first[0] >= 0xE0) + (first[0] >= 0xF0)
    while len(first) < length:
        first += os.read(descriptor, 1)
    return first.decode("utf-8", "replace")
