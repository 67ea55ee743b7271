"""A progress line on stderr, for work that takes long and somebody who watches.

Bird's-eye view: :func:`progress_of` gives an object with two methods; it draws nothing before two seconds have
passed, nothing with ``--quiet`` and nothing when stderr is no terminal. Start reading there.

German example: "17 von 216 Dateien, 3,2 Seiten/s, noch 1:05".
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ocrfix.messages import Phrases
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE_SECONDS = 2.0


@dataclass(slots=True)
class Progress:
    """What is told while work goes on; ``status`` is drawn once the patience is over.

    ``started`` is a monotonic time in seconds: the time left must not follow a clock that is set.
    """

    total_files: int
    phrases: Phrases
    is_shown: bool
    started: float
    status: Status | None = None

    def files(self, done: int, kept: int = 0, pages: int = 0) -> None:
        """Tell that so many files are done, of which ``kept`` were done before; ``pages`` were worked on now."""
        if self.total_files <= 1 or not self.is_shown:
            return
        seconds = time.monotonic() - self.started
        worked = done - kept
        if worked <= 0 or seconds <= 0:
            self._show(self.phrases("{done} of {total} files", done=done, total=self.total_files))
            return
        rate = self.phrases.decimal(pages / seconds)
        left = duration((self.total_files - done) * seconds / worked)
        self._show(
            self.phrases(
                "{done} of {total} files, {rate} pages/s, {left} left",
                done=done,
                total=self.total_files,
                rate=rate,
                left=left,
            )
        )

    def pages(self, done: int, total: int) -> None:
        """Tell that so many pages of the only file are read."""
        self._show(self.phrases("page {done} of {total}", done=done, total=total))

    def _show(self, sentence: str) -> None:
        if not self.is_shown or time.monotonic() - self.started < PATIENCE_SECONDS:
            return
        if self.status is None:
            from rich.console import Console
            from rich.status import Status

            self.status = Status(sentence, console=Console(stderr=True))
            self.status.start()
        self.status.update(sentence)


def duration(seconds: float) -> str:
    """Write a time span as hours, minutes and seconds.

    >>> duration(65), duration(3725)
    ('1:05', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def progress_of(total_files: int, phrases: Phrases, *, is_quiet: bool) -> Iterator[Progress]:
    """Show progress on a terminal and clean the line away at the end."""
    is_shown = not is_quiet and sys.stderr.isatty()
    progress = Progress(total_files, phrases, is_shown, time.monotonic())
    try:
        yield progress
    finally:
        if progress.status is not None:
            progress.status.stop()
