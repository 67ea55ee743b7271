"""What became of every input of an out-dir, kept on disk so that a killed run can be resumed.

Bird's-eye view: a SQLite file in the out-dir (``docs/archives.md`` has its tables). Before a source is worked on, the
ledger notes which files can only be ours when they appear (:meth:`Ledger.begin`); when it has ended, what became of
it (:meth:`Ledger.finish`). :func:`open_ledger` locks the folder for this process (SQLite's own lock, which the kernel
takes back when the process dies, however it dies) and tidies up after a run that was killed. Times are written
for people and never read back. Start reading at :func:`open_ledger`.

German example: ``a.pdf`` was finished, ``b.pdf`` was begun when the power failed: ``--resume`` leaves ``a.txt`` as it
is and may replace ``b.txt``, whether it is there or not.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ocrfix.errors import ExitCode, OutputError
from ocrfix.folders import LEDGER_NAME
from ocrfix.messages import error_text
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from ocrfix.batch.outcome import Outcome
    from ocrfix.batch.sources import Source

LEDGER_FORMAT = "ocrfix-ledger"
LEDGER_VERSION = 1
STANDARD_INPUT = "-"
_FIRST_PAGE = b".page.xml"
_LAST_SECOND = 253_402_300_799
_TEMPORARY_PREFIXES = ("ocrfix-", "pymp-")
_ANOTHER_FOLDER = "choose another folder with --out-dir"
_TABLES = """
CREATE TABLE ledger (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE run (
  number INTEGER PRIMARY KEY, version TEXT NOT NULL, options TEXT NOT NULL, data TEXT NOT NULL,
  started TEXT NOT NULL, ended TEXT, temporary TEXT NOT NULL DEFAULT '[]');
CREATE TABLE input (
  target BLOB PRIMARY KEY, source BLOB NOT NULL, state TEXT NOT NULL, run INTEGER NOT NULL,
  sha256 TEXT NOT NULL DEFAULT '', options TEXT NOT NULL DEFAULT '', data TEXT NOT NULL DEFAULT '',
  exit_code INTEGER NOT NULL DEFAULT 0, message TEXT NOT NULL DEFAULT '', hint TEXT NOT NULL DEFAULT '',
  pages INTEGER NOT NULL DEFAULT 0, words INTEGER NOT NULL DEFAULT 0, applied INTEGER NOT NULL DEFAULT 0,
  likely INTEGER NOT NULL DEFAULT 0, review INTEGER NOT NULL DEFAULT 0,
  started TEXT NOT NULL, ended TEXT) WITHOUT ROWID;
CREATE INDEX begun_input ON input (state) WHERE state = 'begun';
CREATE TABLE output (
  name BLOB PRIMARY KEY, target BLOB NOT NULL, source BLOB NOT NULL, sha256 TEXT) WITHOUT ROWID;
CREATE INDEX begun_output ON output (target) WHERE sha256 IS NULL;
"""
_LATER_COLUMNS = {"unread": "TEXT NOT NULL DEFAULT '[]'", "not_in_pdf": "INTEGER NOT NULL DEFAULT 0"}
"""Columns of ``input`` that the first ledgers lack; who does not know them can leave them aside."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What a result depends on besides its input: the options and version, and the data files."""

    options: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A file of ours: the input it was made from and the hash of its bytes, None while it is being written."""

    source: bytes
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an input: ``state`` is begun, done or failed, ``sha256`` that of the bytes that were read."""

    source: bytes
    state: str
    sha256: str
    fingerprints: Fingerprints
    outcome: Outcome


@dataclass(slots=True)
class Ledger:
    """An open ledger; its folder is this process's alone until :meth:`close`."""

    out_dir: Path
    connection: sqlite3.Connection
    fingerprints: Fingerprints
    clock: Callable[[], float]
    is_new: bool = False
    made_folders: tuple[Path, ...] = ()
    run_number: int = 0
    _keys: dict[str, bytes] = field(default_factory=dict)

    def record_of(self, name: str) -> Record | None:
        """Tell what is known of a file in the out-dir (a name relative to it), None when it is not ours."""
        with _translated(self.out_dir):
            row = self.connection.execute("SELECT source, sha256 FROM output WHERE name = ?", (_blob(name),)).fetchone()
        return Record(*row) if row else None

    def names_from(self, beginning: str) -> tuple[str, ...]:
        """Name our files whose names begin so, in order."""
        first = _blob(beginning)
        behind = first[:-1] + bytes([first[-1] + 1])
        with _translated(self.out_dir):
            rows = self.connection.execute(
                "SELECT name FROM output WHERE name >= ? AND name < ? ORDER BY name", (first, behind)
            ).fetchall()
        return tuple(os.fsdecode(name) for (name,) in rows)

    def entry_of(self, source: Source) -> Entry | None:
        """Tell what became of a source the last time."""
        from ocrfix.batch.outcome import Outcome

        with _translated(self.out_dir):
            row = self.connection.execute(
                "SELECT source, state, sha256, options, data, unread, exit_code, message, hint, pages, words, applied,"
                " likely, review, not_in_pdf FROM input WHERE target = ?",
                (_blob(str(source.target)),),
            ).fetchone()
            if row is None:
                return None
            unread, code, message, hint = row[5:9]
            pages, words, applied, likely, review, not_in_pdf = counts = tuple(map(int, row[9:]))
            if min(counts) < 0:
                raise ValueError("no such counts")
            outcome = Outcome(
                source.label, ExitCode(code), message, hint, pages, words, applied, likely, review, not_in_pdf,
                unread_pages=tuple(map(int, json.loads(unread))), sha256=row[2],
            )  # fmt: skip
        return Entry(row[0], row[1], row[2], Fingerprints(row[3], row[4]), outcome)

    def key_of(self, path: Path) -> bytes:
        """Name an input relative to the out-dir, so that both can be moved together."""
        if str(path) == STANDARD_INPUT:
            return b"-"
        folder = str(path.parent)
        if folder not in self._keys:
            self._keys = {folder: _blob(os.path.relpath(os.path.realpath(folder), os.path.realpath(self.out_dir)))}
        if os.path.islink(path):  # noqa: PTH114 - pathlib raises in a folder that is locked
            return _blob(os.path.relpath(os.path.realpath(path), os.path.realpath(self.out_dir)))
        return os.path.normpath(self._keys[folder] + b"/" + _blob(path.name))

    def begin(self, source: Source, names: tuple[str, ...], replaceable: frozenset[str]) -> None:
        """Note that a source is about to be worked on, when its targets were checked.

        The files of ``names`` that do not exist yet, or are ours, can only be ours from now on. What is noted lasts
        from the next :meth:`commit` on.

        Raises:
            OutputError: the ledger cannot be written.
        """
        key, target, now = self.key_of(source.path), _blob(str(source.target)), self._now()
        with _translated(self.out_dir):
            self.connection.execute(
                "INSERT INTO input (target, source, state, run, started) VALUES (?, ?, 'begun', ?, ?)"
                " ON CONFLICT (target) DO UPDATE SET source = excluded.source, state = 'begun', run = excluded.run,"
                " started = excluded.started, ended = NULL",
                (target, key, self.run_number, now),
            )
            for name in names:
                if name not in replaceable or self.record_of(name) is not None:
                    self._store(name, target, key, None)

    def finish(self, source: Source, outcome: Outcome) -> None:
        """Note what became of a source; of one that failed, which files it had written before.

        Raises:
            OutputError: the ledger cannot be written.
        """
        key, target = self.key_of(source.path), _blob(str(source.target))
        state = "failed" if outcome.is_failure else "done"
        values = (
            *(target, key, state, self.run_number, outcome.sha256, self.fingerprints.options, self.fingerprints.data),
            *(int(outcome.exit_code), _text(outcome.message), _text(outcome.hint), outcome.pages, outcome.words),
            *(outcome.applied, outcome.likely, outcome.review, json.dumps(outcome.unread_pages), outcome.not_in_pdf),
            *(self._now(), self._now()),
        )
        with _translated(self.out_dir):
            for written in outcome.written:
                self._store(written.name, target, key, written.sha256)
            self._adopt(target)
            self.connection.execute(
                "INSERT INTO input (target, source, state, run, sha256, options, data, exit_code, message, hint, pages,"
                " words, applied, likely, review, unread, not_in_pdf, started, ended)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
                " ON CONFLICT (target) DO UPDATE SET (source, state, run, sha256, options, data, exit_code, message,"
                " hint, pages, words, applied, likely, review, unread, not_in_pdf, ended) = (excluded.source,"
                " excluded.state, excluded.run, excluded.sha256, excluded.options, excluded.data, excluded.exit_code,"
                " excluded.message, excluded.hint, excluded.pages, excluded.words, excluded.applied, excluded.likely,"
                " excluded.review, excluded.unread, excluded.not_in_pdf, excluded.ended)",
                values,
            )

    def note_temporary(self, *folders: Path) -> None:
        """Note folders of this run that the next one removes when this one is killed."""
        with _translated(self.out_dir):
            text = json.dumps([str(folder) for folder in folders])
            self.connection.execute("UPDATE run SET temporary = ? WHERE number = ?", (text, self.run_number))
        self.commit()

    def commit(self) -> None:
        """Make all that was noted last, also when this process is killed in the next moment.

        Raises:
            OutputError: the disk is full, or the like.
        """
        with _translated(self.out_dir):
            self.connection.commit()

    def close(self) -> None:
        """Let go of the folder; a ledger that knows nothing is removed again.

        Raises:
            OutputError: what was noted last cannot be written.
        """
        is_idle = False
        try:
            with _translated(self.out_dir):
                self._tidy()
                values = (self._now(), self.run_number)
                self.connection.execute("UPDATE run SET ended = ?, temporary = '[]' WHERE number = ?", values)
                self.connection.commit()
                is_idle = self.is_new and not self.connection.execute("SELECT 1 FROM output LIMIT 1").fetchone()
        finally:
            self.connection.close()
        if is_idle:
            self._remove()

    def _remove(self) -> None:
        """Remove a ledger of a run that wrote nothing, and the folders that were made for it."""
        with suppress(OSError):
            (self.out_dir / LEDGER_NAME).unlink()
            for folder in self.made_folders:
                folder.rmdir()

    def _now(self) -> str:
        """Write the time for people; whatever the clock says, it is no reason to stop."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(min(max(self.clock(), 0.0), _LAST_SECOND)))

    def _store(self, name: str, target: bytes, key: bytes, sha256: str | None) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO output (name, target, source, sha256) VALUES (?, ?, ?, ?)",
            (_blob(name), target, key, sha256),
        )

    def _tidy(self) -> None:
        """Settle what was begun and never finished, when those who worked on it are gone."""
        rows = self.connection.execute("SELECT target FROM input WHERE state = 'begun'").fetchall()
        for folder in {(self.out_dir / os.fsdecode(target)).parent for (target,) in rows}:
            remove_parts(folder)
        for (target,) in rows:
            self._adopt(target)
        self.connection.execute("DELETE FROM input WHERE state = 'begun'")

    def _adopt(self, target: bytes) -> None:
        """Take the files that a source had begun for what they are now; forget those that never appeared."""
        rows = self.connection.execute(
            "SELECT name, source FROM output WHERE target = ? AND sha256 IS NULL", (target,)
        ).fetchall()
        for name, source in rows:
            if name == target + _FIRST_PAGE:
                self._adopt_further_pages(target, source)
            sha256 = digest_of(self.out_dir / os.fsdecode(name))
            if sha256 is None:
                self.connection.execute("DELETE FROM output WHERE name = ?", (name,))
            else:
                self.connection.execute("UPDATE output SET sha256 = ? WHERE name = ?", (sha256, name))

    def _adopt_further_pages(self, target: bytes, source: bytes) -> None:
        """Take the PAGE files of further pages, whose number nobody knew when the source was begun."""
        from ocrfix.batch.outcome import further_pages_in

        for name in further_pages_in(self.out_dir, PurePosixPath(os.fsdecode(target))):
            sha256 = digest_of(self.out_dir / name)
            if sha256 is None:
                return
            if self.record_of(name) is None:
                self._store(name, target, source, sha256)


NO_FINGERPRINTS = Fingerprints()


def open_ledger(
    out_dir: Path,
    fingerprints: Fingerprints = NO_FINGERPRINTS,
    version: str = "",
    clock: Callable[[], float] = time.time,
) -> Ledger:
    """Open the ledger of an out-dir, or make one, and take the folder for this process alone.

    Leftovers of a run that was killed are removed: half-written files beside the targets it was at, its folders for
    temporary files.

    Raises:
        OutputError: another run uses the folder, it is not writable, or the file there is no ledger of ours.
    """
    made = _make_folder(out_dir)
    path = out_dir / LEDGER_NAME
    is_new = not path.exists()
    with _translated(out_dir):
        connection = sqlite3.connect(path, timeout=0.0)
    ledger = Ledger(out_dir, connection, fingerprints, clock, is_new, made)
    is_locked = False
    try:
        with _translated(out_dir):
            _lock_and_create(connection)
            is_locked = True
            _recover(ledger)
            cursor = connection.execute(
                "INSERT INTO run (version, options, data, started) VALUES (?, ?, ?, ?)",
                (version, fingerprints.options, fingerprints.data, ledger._now()),
            )
            ledger.run_number = cursor.lastrowid or 0
            connection.commit()
    except BaseException:
        connection.close()
        if is_new and is_locked:
            ledger._remove()
        raise
    return ledger


def _make_folder(folder: Path) -> tuple[Path, ...]:
    """Make a folder with its parents; gives those that were not there, the innermost first."""
    from ocrfix.write.files import output_error

    made = tuple(each for each in (folder, *folder.parents) if not each.exists())
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise output_error(folder, NotADirectoryError(error.errno, error_text("is no folder"))) from error
    except OSError as error:
        raise output_error(folder, error) from error
    return made


def _lock_and_create(connection: sqlite3.Connection) -> None:
    # Exclusive before the first access: the lock is held until the end, and WAL needs no shared memory, so that it
    # works on network disks, too.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        for statement in _TABLES.split(";"):
            if statement.strip():
                connection.execute(statement)
        rows = [("format", LEDGER_FORMAT), ("version", str(LEDGER_VERSION))]
        connection.executemany("INSERT INTO ledger (key, value) VALUES (?, ?)", rows)
    known = dict(connection.execute("SELECT key, value FROM ledger").fetchall())
    if known.get("format") != LEDGER_FORMAT or known.get("version") != str(LEDGER_VERSION):
        raise sqlite3.DatabaseError("another format")
    present = {row[1] for row in connection.execute("PRAGMA table_info(input)")}
    for name, kind in _LATER_COLUMNS.items():
        if name not in present:
            connection.execute(f"ALTER TABLE input ADD COLUMN {name} {kind}")
    connection.commit()


def _recover(ledger: Ledger) -> None:
    """Tidy up after runs that were killed."""
    ledger._tidy()
    for (text,) in ledger.connection.execute("SELECT temporary FROM run WHERE temporary <> '[]'").fetchall():
        for name in json.loads(text):
            _remove_temporary(Path(name))
    ledger.connection.execute("UPDATE run SET temporary = '[]' WHERE temporary <> '[]'")


def remove_parts(folder: Path, process_id: int | None = None) -> None:
    """Remove half-written files of a process (or of all) from a folder, when those who wrote them are dead."""
    prefix = ".ocrfix-" if process_id is None else f".ocrfix-{process_id}-"
    with suppress(OSError):
        for path in folder.glob(f"{prefix}*.part"):
            path.unlink(missing_ok=True)


def _remove_temporary(folder: Path) -> None:
    """Remove a folder of temporary files, if it looks like one: a ledger may come from anywhere."""
    is_ours = folder.name.startswith(_TEMPORARY_PREFIXES) and folder.parent == Path(tempfile.gettempdir())
    with suppress(OSError):
        if is_ours and not folder.is_symlink() and folder.stat().st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)


def digest_of(path: Path) -> str | None:
    """Hash a file's bytes (SHA-256, hexadecimal); None when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _blob(name: str) -> bytes:
    """Names of files are bytes: SQLite's text must be UTF-8, a file's name need not be."""
    return os.fsencode(name)


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def _translated(out_dir: Path) -> Iterator[None]:
    """Turn what SQLite raises into messages that name the next step; so, too, values that no run has written."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _output_error(out_dir, error) from error
    except (sqlite3.DatabaseError, ValueError, TypeError, RecursionError) as error:
        message = f"{LEDGER_NAME} in {out_dir} is no ledger of this version of ocrfix, or is damaged"
        raise OutputError(message, "move it away, or choose another folder with --out-dir") from error


def _output_error(out_dir: Path, error: sqlite3.OperationalError) -> OutputError:
    name = error.sqlite_errorname or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OutputError(
            f"another run of ocrfix is writing to {out_dir}",
            "wait for its end, or choose another folder with --out-dir",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return OutputError(f"{out_dir} is not writable", _ANOTHER_FOLDER)
    if name.startswith("SQLITE_FULL"):
        return OutputError(
            f"the ledger in {out_dir} cannot be written: the disk is full", "free some space, then repeat with --resume"
        )
    return OutputError(
        f"the ledger in {out_dir} cannot be written: {error}", "check the disk, then repeat with --resume"
    )
