"""Puts bytes on disk so that a reader sees the whole new file, the whole old file, or none.

Bird's-eye view: the last step of every output. The bytes go to a temporary file in the target folder,
are forced to the disk and renamed. Start reading at :func:`write_atomically`.

German example: ``antrag.txt`` is complete or absent, also when the power fails in the middle.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import get_ident

from ocrfix.errors import OutputError
from ocrfix.messages import error_text

_ANOTHER_FOLDER = error_text("choose another folder with --out-dir")
_ANOTHER_NAME = error_text("choose another folder with --out-dir, or remove that folder")
_SHORTER_NAME = error_text("shorten the name of the input file")
_MORE_SPACE = error_text("free some space, or choose another disk with --out-dir")
_CAUSES = {
    errno.EACCES: (error_text("{0} is not writable"), _ANOTHER_FOLDER),
    errno.EPERM: (error_text("{0} is not writable"), _ANOTHER_FOLDER),
    errno.EROFS: (error_text("{0} is on a read-only disk"), _ANOTHER_FOLDER),
    errno.ENOSPC: (error_text("{0} cannot be written: the disk is full"), _MORE_SPACE),
    errno.EDQUOT: (error_text("{0} cannot be written: the quota is used up"), _MORE_SPACE),
    errno.ENOTDIR: (error_text("{0} lies in a folder whose name is taken by a file"), _ANOTHER_FOLDER),
    errno.EISDIR: (error_text("{0} is a folder"), _ANOTHER_NAME),
    errno.ENAMETOOLONG: (error_text("{0} has too long a name for this disk"), _SHORTER_NAME),
}
"""What the system says -> what is wrong with a path, and the next step."""
_NAMED_HINTS = {
    _ANOTHER_FOLDER: error_text("choose another file with {0}"),
    _ANOTHER_NAME: error_text("choose another file with {0}, or remove that folder"),
    _SHORTER_NAME: error_text("choose a shorter name with {0}"),
    _MORE_SPACE: error_text("free some space, or choose another disk with {0}"),
}
"""The same steps where one file was named with an option of its own."""
_WITHOUT_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES}


def write_atomically(path: Path, data: bytes | Iterable[bytes], *, replace: bool) -> None:
    """Write a file whole or not at all; missing folders are made.

    With ``replace`` false an existing file is never touched, even when it appears while we write.
    No temporary file is left behind, also when the work is interrupted.

    Raises:
        OutputError: the target exists, is a folder, is not writable, or the disk is full.
    """
    try:
        _make_folder(path.parent)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if not replace and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "exists")
        _write_through_temporary(path, data, _replace if replace else _publish)
    except OSError as error:
        raise output_error(path, error) from error


def write_named(path: Path, data: bytes | Iterable[bytes], *, replace: bool, option: str = "-o") -> None:
    """Write a file whose own name was asked for with ``option``: another name helps, not another folder.

    Raises:
        OutputError: as :func:`write_atomically` does.
    """
    refuse_existing(path, replace=replace, option=option)
    with _hints_of(option):
        write_atomically(path, data, replace=replace)


@contextmanager
def _hints_of(option: str) -> Iterator[None]:
    """Let the next step name the option that the file was named with."""
    try:
        yield
    except OutputError as error:
        hint = _NAMED_HINTS.get(error.hint, _NAMED_HINTS[_ANOTHER_FOLDER])
        raise OutputError(error.message, hint.format(option)) from error.__cause__


def rewrite(path: Path, change: Callable[[bytes], bytes], *, option: str) -> None:
    """Change a file that several processes may change at once; a missing one is empty before.

    A link stays a link, and the file keeps who may read it. What ``change`` raises leaves it as it is.

    Raises:
        OutputError: it cannot be read or written.
    """
    target = Path(os.path.realpath(path))
    try:
        _make_folder(target.parent)
        with _locked(target.parent):
            is_there = target.exists()
            old = target.read_bytes() if is_there else b""
            mode = stat.S_IMODE(target.stat().st_mode) if is_there else None
            new = change(old)
            if not is_there or new != old:
                _write_through_temporary(target, new, partial(_replace_with_mode, mode=mode))
    except OSError as error:
        with _hints_of(option):
            raise output_error(path, error) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Be the only one who rewrites files of a folder; the lock is that of the folder itself, so nothing is left."""
    try:
        import fcntl
    except ImportError:  # Windows cannot lock a folder; there the last writer wins
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network disks know no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _replace_with_mode(temporary: Path, path: Path, *, mode: int | None) -> None:
    if mode is not None:
        temporary.chmod(mode)
    temporary.replace(path)


def refuse_existing(path: Path, *, replace: bool, option: str = "-o") -> None:
    """Refuse a file whose own name was asked for with ``option`` and that is there already; a folder in any case.

    Raises:
        OutputError: it exists and shall not be replaced, or is a folder.
    """
    if os.path.isdir(path):  # noqa: PTH112 - pathlib raises where the folder is locked
        with _hints_of(option):
            raise output_error(path, IsADirectoryError(errno.EISDIR, "is a folder"))
    if not replace and os.path.lexists(path):
        raise OutputError(f"{path} exists already", "overwrite it with --force, or name another file")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, "a file has the folder's name") from error


def _write_through_temporary(path: Path, data: bytes | Iterable[bytes], finish: Callable[[Path, Path], None]) -> None:
    """Write next to the target and let ``finish`` give the file its name."""
    # Process and thread keep two writers apart; the target's own name may be too long to be lengthened.
    stem = f".ocrfix-{os.getpid()}-{get_ident()}"
    number = 0
    try:
        while not _write_new(path.parent / f"{stem}-{number}.part", data):
            number += 1
        finish(path.parent / f"{stem}-{number}.part", path)
    finally:
        with suppress(OSError):
            (path.parent / f"{stem}-{number}.part").unlink(missing_ok=True)
    _force_folder(path.parent)


def _write_new(path: Path, data: bytes | Iterable[bytes]) -> bool:
    """Create a file and force its content to the disk; false when the name is taken already."""
    try:
        # 0o666 is cut by the user's umask, as for any file that a program makes.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "wb") as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())
    return True


def _replace(temporary: Path, path: Path) -> None:
    temporary.replace(path)


def _publish(temporary: Path, path: Path) -> None:
    """Give the file its name unless somebody has taken it: a hard link never replaces."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _WITHOUT_HARD_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "exists") from error
        temporary.rename(path)


def _force_folder(folder: Path) -> None:
    """Make the new name last; some disks cannot, and the content is safe without."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def output_error(path: Path, error: OSError) -> OutputError:
    """Turn what the system says about a path into a message that names the next step."""
    if isinstance(error, FileExistsError):
        return OutputError(f"{path} exists already", "name another folder with --out-dir, or replace it with --force")
    if error.errno not in _CAUSES:
        return OutputError(f"{path} cannot be written: {error.strerror}", "try another --out-dir")
    template, hint = _CAUSES[error.errno]
    return OutputError(template.format(path), hint)
