"""From the arguments to an ordered list of sources.

Bird's-eye view: a file that was named is tried whatever it is; a folder is walked in sorted order and gives the
files whose name or first bytes we know, without hidden ones and without what an earlier run wrote. Start
reading at :func:`discover`.

German example: ``discover((Path("Anfragen"),), out_dir, options)`` finds ``Anfragen/2013/a.pdf`` with the name
``2013/a.pdf`` and the target ``2013/a``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from ocrfix.batch.sources import Source, Sources
from ocrfix.errors import InputError, UsageError
from ocrfix.ledger import LEDGER_NAME
from ocrfix.model import SourceKind
from ocrfix.records import dataclass

__all__ = ["Discovery", "DiscoveryOptions", "Source", "discover", "printable"]

TYPE_BY_SUFFIX = {
    ".pdf": SourceKind.PDF,
    ".png": SourceKind.IMAGE,
    ".jpg": SourceKind.IMAGE,
    ".jpeg": SourceKind.IMAGE,
    ".tif": SourceKind.IMAGE,
    ".tiff": SourceKind.IMAGE,
    ".txt": SourceKind.TEXT,
    ".text": SourceKind.TEXT,
}


@dataclass(frozen=True, slots=True)
class DiscoveryOptions:
    """What is taken: ``types`` empty means all, ``exclude`` are globs, ``full_names`` keeps the extension."""

    types: tuple[SourceKind, ...] = ()
    exclude: tuple[str, ...] = ()
    full_names: bool = False


@dataclass(frozen=True, slots=True)
class Discovery:
    """The sources in the order they are worked on, and how many files of a folder were passed over."""

    sources: Sequence[Source]
    skipped: int = 0


def printable(name: str) -> str:
    r"""Make a file name fit for messages and reports: bytes that are no UTF-8 become a replacement character.

    >>> printable("Gr\udcfc\udcdfe.txt") == "Gr\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}e.txt"
    True
    """
    return os.fsencode(name).decode("utf-8", "replace")


def discover(inputs: tuple[Path, ...], out_dir: Path | None, options: DiscoveryOptions) -> Discovery:
    """Find what is to be read, each file once, in the order of the arguments (folders sorted).

    Raises:
        UsageError: the out-dir is the input folder itself.
    """
    sources, skipped = Sources(), 0
    seen: set[bytes] = set()
    for given in inputs:
        for found in _found(given, out_dir, options):
            if found is None:
                skipped += 1
            elif (key := _key(found)) not in seen:
                seen.add(key)
                sources.append(found)
    return Discovery(sources, skipped)


def _found(given: Path, out_dir: Path | None, options: DiscoveryOptions) -> Iterator[Source | None]:
    """Give what an argument leads to; None for each file that is passed over."""
    if given.is_dir():
        yield from _found_in_folder(given, out_dir, options)
    elif _is_wanted(PurePosixPath(given.name), given, options):
        yield _source(given, printable(str(given)), PurePosixPath(given.name), options)
    else:
        yield None


def _key(source: Source) -> bytes:
    """Tell a source that was found twice with the same target (a file and the folder it lies in), in few bytes."""
    parts = (os.fsencode(os.path.realpath(source.path)), os.fsencode(str(source.target)))
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest()


def _found_in_folder(folder: Path, out_dir: Path | None, options: DiscoveryOptions) -> Iterator[Source | None]:
    label = printable(str(folder))
    if out_dir is not None and out_dir.exists() and out_dir.samefile(folder):
        raise UsageError(f"{label} is both input and output folder", "choose another folder with --out-dir")
    if not os.access(folder, os.R_OK | os.X_OK):
        yield _nothing(folder, InputError("the folder may not be read", "ask its owner for permission"))
        return
    if (folder / LEDGER_NAME).exists():
        results = InputError("the folder holds results of ocrfix, not input", "name the files themselves")
        yield _nothing(folder, results)
        return
    is_empty = True
    for path in _walk(folder, out_dir):
        relative = PurePosixPath(path.relative_to(folder).as_posix())
        if _is_wanted(relative, path, options) and _type_in_folder(path) is not None:
            yield _source(path, printable(str(path)), relative, options)
            is_empty = False
        else:
            yield None
    if is_empty:
        empty = InputError("the folder holds no input", "PDF, PNG, JPEG, TIFF and text (.txt) are read")
        yield _nothing(folder, empty)


def _nothing(folder: Path, problem: InputError) -> Source:
    label = printable(str(folder))
    return Source(label, folder, label, PurePosixPath(folder.name), problem=problem)


def _walk(folder: Path, out_dir: Path | None) -> Iterator[Path]:
    """Give the files below a folder, sorted; hidden ones and folders of results are left out."""
    own = out_dir.resolve() if out_dir is not None else None
    for root, folders, files in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and not (here / name / LEDGER_NAME).exists()
            and (own is None or (here / name).resolve() != own)
        )
        yield from (here / name for name in sorted(files) if not name.startswith("."))


def _is_wanted(relative: PurePosixPath, path: Path, options: DiscoveryOptions) -> bool:
    name = str(relative)
    if any(fnmatchcase(name, glob) or fnmatchcase(relative.name, glob) for glob in options.exclude):
        return False
    if name.endswith((".report.html", ".report.json", ".report.csv")):
        return False
    return not options.types or not path.is_file() or _type_of(path) in options.types


def _head(path: Path) -> bytes:
    from ocrfix.extract.kind import HEAD_BYTES

    try:
        with path.open("rb") as stream:
            return stream.read(HEAD_BYTES)
    except OSError:
        return b""


def _type_of(path: Path) -> SourceKind:
    """Tell the kind by the first bytes, as reading it will do; what is nothing else is text."""
    from ocrfix.extract.kind import kind_of

    return kind_of(_head(path))


def _type_in_folder(path: Path) -> SourceKind | None:
    """Tell the kind of a file nobody named: known by its extension, else by its first bytes, else None."""
    if not path.is_file():
        return None
    if known := TYPE_BY_SUFFIX.get(path.suffix.lower()):
        return known
    by_bytes = _type_of(path)
    return None if by_bytes is SourceKind.TEXT else by_bytes


def _source(path: Path, label: str, relative: PurePosixPath, options: DiscoveryOptions) -> Source:
    target = relative if options.full_names else relative.with_name(relative.stem)
    is_file = path.is_file()
    return Source(
        label,
        path,
        printable(str(relative)),
        target,
        size_bytes=path.stat().st_size if is_file else 0,
        input_type=_type_of(path) if is_file else SourceKind.TEXT,
    )
