"""A pseudo-terminal with a program in it: type keys, see the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from .conftest import DOUBLES, environment

SECONDS = 60


class Terminal:
    """What a person has before them; ``screen`` is all that was written since the last clearing."""

    def __init__(self, descriptor: int, process: subprocess.Popen[bytes]) -> None:
        self._descriptor = descriptor
        self.process = process
        self.raw = b""

    def type(self, keys: str) -> None:
        os.write(self._descriptor, keys.encode())

    def forget(self) -> None:
        """Take what was shown until now for done."""
        self.raw = b""

    @property
    def screen(self) -> str:
        return self.raw.decode("utf-8", "replace").rpartition("\x1b[2J")[2]

    def wait_for(self, text: str) -> str:
        """Read until the screen shows a text."""
        deadline = time.monotonic() + SECONDS
        while text not in self.screen:
            assert time.monotonic() < deadline, f"{text!r} never came; there is: {self.screen!r}"
            if not self._read():
                assert text in self.screen, f"the program ended; there is: {self.screen!r}"
        return self.screen

    def end(self) -> int:
        """Read to the end and give the exit code."""
        deadline = time.monotonic() + SECONDS
        while self._read():
            assert time.monotonic() < deadline, f"the program goes on; there is: {self.screen!r}"
        return self.process.wait(SECONDS)

    def _read(self) -> bool:
        ready = select.select([self._descriptor], [], [], 1)[0]
        if not ready:
            return self.process.poll() is None
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:  # Linux says so when the other side has closed
            return False
        self.raw += data
        return bool(data)


def _take_terminal() -> None:
    """Make standard input the terminal of this process, so that Ctrl-C interrupts it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def terminal(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Iterator[Terminal]:
    """Run the program with the double of the engine in a terminal of 100 columns."""
    settings = environment(TERM="xterm", COLUMNS="100", LINES="40", **(env or {}))
    with terminal_of([sys.executable, str(DOUBLES), *arguments], folder, settings) as shown:
        yield shown


@contextmanager
def terminal_of(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[Terminal]:
    """Run any program in a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=env,
        start_new_session=True,
        preexec_fn=_take_terminal,  # noqa: PLW1509 - the tests have one thread
    )
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait(SECONDS)
        os.close(ours)
