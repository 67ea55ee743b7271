"""What lies below a folder, in sorted order, with what cannot be looked at and what is left out on purpose.

Bird's-eye view: a folder gives its files before its subfolders. A subfolder that may not be read is told instead of
ending the walk or vanishing from it, and so is one that is left out though it may hold input: it holds results, or it
is a link. ``ocrfix fix`` takes what it meets one by one (:func:`walk`), other commands want the whole list
(:func:`list_folder`). Start reading at :func:`walk`.

German example: of ``Archiv`` with ``a.txt`` and the locked folder ``geheim`` it gives the path of ``a.txt``, and an
:class:`Unreadable` that names ``Archiv/geheim``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ocrfix.errors import InputError
from ocrfix.messages import translatable
from ocrfix.records import dataclass

LEDGER_NAME = ".ocrfix-ledger.sqlite"
"""The file that a run leaves in the folder of its results (:mod:`ocrfix.ledger`)."""
HOLDS_RESULTS = translatable("a folder with results of ocrfix")
IS_LINK = translatable("a link to a folder, which is not followed")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something in a folder that cannot be looked at, and why."""

    path: Path
    problem: InputError

    @property
    def named_problem(self) -> InputError:
        """The problem with the name of what has it."""
        return InputError(f"{printable(str(self.path))}: {self.problem.message}", self.problem.hint)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A folder that is left out, and why: one of the reasons of this module, in English."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below a folder, sorted, and its subfolders that cannot be read or are left out."""

    files: tuple[Path, ...]
    unreadable: tuple[Unreadable, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Say of each folder that cannot be read why."""
        return tuple(each.named_problem.message for each in self.unreadable)


def list_folder(folder: Path, *, takes_results: bool = False) -> Listing:
    """List the files below a folder without hidden ones; ``takes_results`` as for :func:`walk`.

    Raises:
        InputError: the folder itself cannot be read.
    """
    files: list[Path] = []
    unreadable: list[Unreadable] = []
    left_out: list[LeftOut] = []
    for met in walk(folder, None, takes_results=takes_results):
        if isinstance(met, Unreadable):
            unreadable.append(met)
        elif isinstance(met, tuple):
            left_out.append(LeftOut(printable(str(met[0])), met[1]))
        elif met.is_file():
            files.append(met)
    if any(each.path == folder for each in unreadable):
        raise unreadable[0].named_problem
    return Listing(tuple(sorted(files)), tuple(unreadable), tuple(left_out))


def all_files(folder: Path, *, takes_results: bool = False) -> tuple[Path, ...]:
    """List the files below a folder where one that is missing would make the result wrong.

    Raises:
        InputError: the folder, or one below it, cannot be read.
    """
    listing = list_folder(folder, takes_results=takes_results)
    if listing.unreadable:
        raise listing.unreadable[0].named_problem
    return listing.files


def printable(name: str) -> str:
    r"""Make a file name fit for messages and reports: bytes that are no UTF-8 become a replacement character.

    >>> printable("Gr\udcfc\udcdfe.txt") == "Gr\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}e.txt"
    True
    """
    return os.fsencode(name).decode("utf-8", "replace")


def walk(
    folder: Path, out_dir: Path | None, *, takes_results: bool = False
) -> Iterator[Path | Unreadable | tuple[Path, str]]:
    """Give the files below a folder, sorted, without hidden ones and the out-dir.

    A subfolder that is left out comes as its path and the reason; with ``takes_results`` results are no reason.
    """
    own = out_dir.resolve() if out_dir is not None else None
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if here is not folder and (reason := _reason_to_leave_out(here, takes_results=takes_results)) is not None:
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


def _reason_to_leave_out(folder: Path, *, takes_results: bool) -> str | None:
    if os.path.islink(folder):  # noqa: PTH114
        return IS_LINK
    return HOLDS_RESULTS if not takes_results and holds_results(folder) else None


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
