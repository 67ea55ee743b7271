"""Which files of a watched folder are complete and not yet done.

Bird's-eye view: an :class:`Inbox` is shown what a folder holds, again and again, and hands out the files that have not
changed for a while, each once until it changes again. It reads neither the clock nor the disk on its own, so that a
test can play a day in a moment; :mod:`ocrfix.cli.watch` runs it. What was done before a restart is known by the
ledger. Start reading at :meth:`Inbox.ready`.

German example: a scanner writes ``akte.pdf`` for four seconds; two seconds after its last byte it is handed out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from math import inf
from pathlib import Path

from ocrfix.batch.discovery import Source
from ocrfix.records import dataclass

Signature = tuple[int, int, int]
"""Size, time of the last change and number of a file: when all three stay, nobody writes to it."""
RETRY_SECONDS = 45.0
"""So long after a failed attempt a file is handed out again; less than the time between two looks at the folder."""
PARTIAL_SUFFIXES = (".part", ".partial", ".tmp", ".crdownload", ".filepart", ".swp", "~")
"""What programs call a file that they have not finished."""


@dataclass(frozen=True, slots=True)
class _Seen:
    signature: Signature
    since_seconds: float


@dataclass(slots=True)
class Inbox:
    """The files of a folder that wait for being complete; ``settle_seconds`` is how long one must not change."""

    settle_seconds: float
    _waiting: dict[Path, _Seen] = field(default_factory=dict)
    _done: dict[Path, Signature] = field(default_factory=dict)
    _again: dict[Path, float] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """Say whether a file may soon be complete."""
        return bool(self._waiting)

    def ready(self, sources: Iterable[Source], now_seconds: float) -> tuple[Source, ...]:
        """Show what the folder holds now (a monotonic time); gives the sources that are complete and new.

        Whoever takes them has them done: they come again only when they have changed, or were put back.
        """
        complete: list[Source] = []
        waiting: dict[Path, _Seen] = {}
        done: dict[Path, Signature] = {}
        for source in sources:
            signature = signature_of(source.path)
            if source.problem is not None or signature is None or source.path.name.endswith(PARTIAL_SUFFIXES):
                continue
            if self._done.get(source.path) == signature:
                done[source.path] = signature
                if now_seconds >= self._again.get(source.path, inf):
                    del self._again[source.path]
                    complete.append(source)
                continue
            seen = self._waiting.get(source.path)
            if seen is None or seen.signature != signature:
                seen = _Seen(signature, now_seconds)
            if now_seconds - seen.since_seconds >= self.settle_seconds:
                complete.append(source)
                done[source.path] = signature
                self._again.pop(source.path, None)
            else:
                waiting[source.path] = seen
        self._waiting, self._done = waiting, done
        self._again = {path: moment for path, moment in self._again.items() if path in done}
        return tuple(complete)

    def put_back(self, source: Source, now_seconds: float) -> None:
        """Hand a source out again after a while though it has not changed: what hindered it may be over by then."""
        self._again[source.path] = now_seconds + RETRY_SECONDS


def signature_of(path: Path) -> Signature | None:
    """Look at a file without opening it; None when it is gone or empty."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino) if status.st_size else None
