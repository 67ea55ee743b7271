"""What lies below a folder, in sorted order, with what cannot be looked at and what is left out on purpose.

Bird's-eye view: a folder gives its files before its subfolders. A subfolder that may not be read is told instead of
ending the walk or vanishing from it, and so is one that is left out though it may hold input: it holds results, or it
is a link. Start reading at :func:`walk`.

German example: of ``Archiv`` with ``a.txt`` and the locked folder ``geheim`` it gives the path of ``a.txt``, and an
:class:`Unreadable` that names ``Archiv/geheim``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ocrfix.errors import InputError
from ocrfix.ledger import LEDGER_NAME
from ocrfix.messages import translatable
from ocrfix.records import dataclass

HOLDS_RESULTS = translatable("a folder with results of ocrfix")
IS_LINK = translatable("a link to a folder, which is not followed")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something in a folder that cannot be looked at, and why."""

    path: Path
    problem: InputError


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A folder that is left out, and why: one of the reasons of this module, in English."""

    label: str
    reason: str


def walk(folder: Path, out_dir: Path | None) -> Iterator[Path | Unreadable | tuple[Path, str]]:
    """Give the files below a folder, sorted, without hidden ones and the out-dir.

    A subfolder that is left out comes as its path and the reason.
    """
    own = out_dir.resolve() if out_dir is not None else None
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if here is not folder and (reason := _reason_to_leave_out(here)) is not None:
            yield here, reason
            continue
        # Asked first, for the names in a folder can be listed where nothing that they name can be looked at.
        if (problem := problem_of_folder(here)) is not None:
            yield Unreadable(here, problem)
            continue
        try:
            files, folders = _names_in(here)
        except FileNotFoundError:  # gone since its name was read
            continue
        except OSError as error:
            hint = "check the disk or the network share"
            yield Unreadable(here, InputError(f"the folder cannot be read: {error.strerror}", hint))
            continue
        yield from (here / name for name in files)
        waiting.extend(here / name for name in reversed(folders) if own is None or (here / name).resolve() != own)


def problem_of_folder(folder: Path) -> InputError | None:
    """Say why a folder cannot be walked, None when it can."""
    if os.access(folder, os.R_OK | os.X_OK) or not os.path.lexists(folder):
        return None
    return InputError("the folder may not be read", "ask its owner for permission")


def holds_results(folder: Path) -> bool:
    """Say whether a run wrote into this folder."""
    return os.path.exists(folder / LEDGER_NAME)  # noqa: PTH110 - pathlib raises where the folder is locked


def _reason_to_leave_out(folder: Path) -> str | None:
    if os.path.islink(folder):  # noqa: PTH114
        return IS_LINK
    return HOLDS_RESULTS if holds_results(folder) else None


def _names_in(folder: Path) -> tuple[list[str], list[str]]:
    """List what is not hidden, sorted: files (whatever is no folder), and folders with links to folders."""
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                (folders if _is_folder(entry) else files).append(entry.name)
    return sorted(files), sorted(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to what may not be looked at
        return False
