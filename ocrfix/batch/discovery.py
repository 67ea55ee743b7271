"""From the arguments to an ordered list of sources.

Bird's-eye view: a file that was named is tried whatever it is; a folder is walked (:mod:`ocrfix.folders`) in sorted
order and gives the files whose name or first bytes we know, without hidden ones and without what an earlier run wrote.
What may be input and cannot be looked at is a source with a problem: it fails, and does not vanish. Start reading at
:func:`discover`.

German example: ``discover((Path("Anfragen"),), out_dir, options)`` finds ``Anfragen/2013/a.pdf`` with the name
``2013/a.pdf`` and the target ``2013/a``.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from ocrfix.batch.sources import Source, Sources
from ocrfix.errors import InputError, UsageError
from ocrfix.folders import LeftOut, Unreadable, holds_results, printable, problem_of_folder, walk
from ocrfix.model import SourceKind
from ocrfix.records import dataclass

__all__ = ["Discovery", "DiscoveryOptions", "Source", "discover", "problem_of_input"]

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


MOST_LEFT_OUT = 1000
"""So many folders that are left out are named; all are counted."""


@dataclass(frozen=True, slots=True)
class DiscoveryOptions:
    """What is taken: ``types`` empty means all, ``exclude`` are globs, ``full_names`` keeps the extension."""

    types: tuple[SourceKind, ...] = ()
    exclude: tuple[str, ...] = ()
    full_names: bool = False


@dataclass(frozen=True, slots=True)
class Discovery:
    """The sources in the order they are worked on, and how many files and folders in a folder were passed over.

    ``left_out`` names the first of these folders; hidden ones and the out-dir do not count.
    """

    sources: Sequence[Source]
    skipped: int = 0
    left_out: Sequence[LeftOut] = ()

    def is_single(self, inputs: Sequence[Path]) -> bool:
        """Say whether one file alone was named, or one folder that gives nothing to read: it has its own code."""
        if len(inputs) != 1:
            return False
        first = self.sources[0]
        return not os.path.isdir(inputs[0]) or (first.problem is not None and first.path == inputs[0])  # noqa: PTH112

    def refuse_empty(self) -> None:
        """Refuse to go on with nothing to read.

        Raises:
            InputError: everything was passed over.
        """
        if not self.sources:
            raise InputError("no input is left", "look at --type and --exclude")


def discover(inputs: tuple[Path, ...], out_dir: Path | None, options: DiscoveryOptions) -> Discovery:
    """Find what is to be read, each file once, in the order of the arguments (folders sorted).

    Raises:
        UsageError: the out-dir is the input folder itself.
    """
    sources, skipped = Sources(), 0
    left_out: list[LeftOut] = []
    seen: set[bytes] = set()
    for given in inputs:
        for found in _found(given, out_dir, options):
            if found is None or isinstance(found, LeftOut):
                skipped += 1
                if found is not None and len(left_out) < MOST_LEFT_OUT:
                    left_out.append(found)
            elif (key := _key(found)) not in seen:
                seen.add(key)
                sources.append(found)
    return Discovery(sources, skipped, left_out)


def _found(given: Path, out_dir: Path | None, options: DiscoveryOptions) -> Iterator[Source | LeftOut | None]:
    """Give what an argument leads to; None for each file that is passed over."""
    # Here and below os.path answers no where pathlib raises: in a folder that is locked.
    if os.path.isdir(given):  # noqa: PTH112
        yield from _found_in_folder(given, out_dir, options)
    elif _is_wanted(PurePosixPath(given.name), given, options):
        yield _source(given, printable(str(given)), PurePosixPath(given.name), options)
    else:
        yield None


def _key(source: Source) -> bytes:
    """Tell a source that was found twice with the same target (a file and the folder it lies in), in few bytes."""
    parts = (os.fsencode(os.path.realpath(source.path)), os.fsencode(str(source.target)))
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest()


def _found_in_folder(
    folder: Path, out_dir: Path | None, options: DiscoveryOptions
) -> Iterator[Source | LeftOut | None]:
    label = printable(str(folder))
    if out_dir is not None and out_dir.exists() and out_dir.samefile(folder):
        raise UsageError(f"{label} is both input and output folder", "choose another folder with --out-dir")
    if (problem := problem_of_input(folder)) is not None:
        yield _nothing(folder, PurePosixPath(folder.name), problem)
        return
    is_empty = True
    for met in walk(folder, out_dir):
        found = _met(met, folder, options)
        is_empty = is_empty and not isinstance(found, Source)
        yield found
    if is_empty:
        empty = InputError("the folder holds no input", "PDF, PNG, JPEG, TIFF and text (.txt) are read")
        yield _nothing(folder, PurePosixPath(folder.name), empty)


def problem_of_input(folder: Path) -> InputError | None:
    """Say why nothing in a folder that was named is taken, None when it is walked."""
    if holds_results(folder):
        return InputError("the folder holds results of ocrfix, not input", "name the files themselves")
    return problem_of_folder(folder)


def _nothing(path: Path, relative: PurePosixPath, problem: InputError) -> Source:
    label = printable(str(path))
    return Source(label, path, label, relative, problem=problem)


def _met(met: Path | Unreadable | tuple[Path, str], folder: Path, options: DiscoveryOptions) -> Source | LeftOut | None:
    """Judge what was met in a folder; None when it is passed over."""
    if isinstance(met, Path):
        return _met_file(met, PurePosixPath(met.relative_to(folder).as_posix()), options)
    path = met.path if isinstance(met, Unreadable) else met[0]
    relative = PurePosixPath(path.relative_to(folder).as_posix())
    # A pattern for all that is in a folder ("alt/*") leaves out the folder itself.
    if _is_excluded(relative, options) or _is_excluded(f"{relative}/", options):
        return None
    if isinstance(met, Unreadable):
        return _nothing(path, relative, met.problem)
    return LeftOut(printable(str(path)), met[1])


def _met_file(path: Path, relative: PurePosixPath, options: DiscoveryOptions) -> Source | None:
    if not _is_named_as_wanted(relative, options):
        return None
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        by_name = TYPE_BY_SUFFIX.get(path.suffix.lower())
        is_other_type = bool(options.types) and by_name is not None and by_name not in options.types
        problem = _problem_of_name(path, error)
        return None if problem is None or is_other_type else _nothing(path, relative, problem)
    if not is_file or not _is_of_wanted_type(path, options) or not _is_known_type(path):
        return None
    return _source(path, printable(str(path)), relative, options)


def _problem_of_name(path: Path, error: OSError) -> InputError | None:
    """Say why a name in a folder leads to nothing; None when the file has gone since the folder was read."""
    if os.path.islink(path):  # noqa: PTH114
        return InputError("the link leads nowhere", "mend or remove it, or leave it out with --exclude")
    if isinstance(error, FileNotFoundError):
        return None
    return InputError(f"the file cannot be read: {error.strerror}", "check the disk or the network share")


def _is_wanted(relative: PurePosixPath, path: Path, options: DiscoveryOptions) -> bool:
    return _is_named_as_wanted(relative, options) and _is_of_wanted_type(path, options)


def _is_named_as_wanted(relative: PurePosixPath, options: DiscoveryOptions) -> bool:
    return not _is_excluded(relative, options) and not str(relative).endswith(
        (".report.html", ".report.json", ".report.csv")
    )


def _is_excluded(relative: PurePosixPath | str, options: DiscoveryOptions) -> bool:
    name = str(relative)
    return any(fnmatchcase(name, glob) or fnmatchcase(PurePosixPath(name).name, glob) for glob in options.exclude)


def _is_of_wanted_type(path: Path, options: DiscoveryOptions) -> bool:
    if not options.types or not os.path.isfile(path):  # noqa: PTH113
        return True
    known = _type_of(path) or TYPE_BY_SUFFIX.get(path.suffix.lower())
    return known is None or known in options.types


def _type_of(path: Path) -> SourceKind | None:
    """Tell the kind by the first bytes, as reading it will do; what is nothing else is text, None cannot be read."""
    from ocrfix.extract.kind import HEAD_BYTES, kind_of

    try:
        with path.open("rb") as stream:
            return kind_of(stream.read(HEAD_BYTES))
    except OSError:
        return None


def _is_known_type(path: Path) -> bool:
    """Say whether a file nobody named may be input: by its extension, else by its first bytes."""
    if path.suffix.lower() in TYPE_BY_SUFFIX:
        return True
    # What cannot be looked into may be input; reading it says why it fails.
    return _type_of(path) is not SourceKind.TEXT


def _source(path: Path, label: str, relative: PurePosixPath, options: DiscoveryOptions) -> Source:
    target = relative if options.full_names else relative.with_name(relative.stem)
    is_file = os.path.isfile(path)  # noqa: PTH113
    return Source(
        label,
        path,
        printable(str(relative)),
        target,
        size_bytes=path.stat().st_size if is_file else 0,
        input_type=(_type_of(path) if is_file else None) or SourceKind.TEXT,
    )
