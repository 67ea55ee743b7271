"""Which files a source writes, which of them collide, and which existing ones are ours to replace.

Bird's-eye view: :func:`target_names` is the one rule for names, :func:`refuse_collisions` runs before any work,
and :func:`check_targets` asks the ledger (:mod:`ocrfix.ledger`) what earlier runs wrote from which input, per source,
before that source is read. Start reading at :func:`check_targets`.

German example: ``a.pdf`` and ``a.txt`` would both write ``a.txt``; that is refused, with ``--names full`` they
become ``a.pdf.txt`` and ``a.txt.txt``.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ocrfix.batch.outcome import (
    PDF_SUFFIX,
    PRODUCT_SUFFIXES,
    SUFFIXES,
    ProductFormat,
    ReportFormat,
    RunSettings,
    further_pages_in,
)
from ocrfix.errors import InputError, OutputError, UsageError
from ocrfix.ledger import STANDARD_INPUT, digest_of
from ocrfix.messages import error_text
from ocrfix.model import SourceKind
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from ocrfix.batch.discovery import Source
    from ocrfix.ledger import Ledger

__all__ = ["STANDARD_INPUT", "InputIdentities", "check_targets", "read_list", "refuse_collisions", "target_names"]


def target_names(
    target: PurePosixPath, reports: tuple[ReportFormat, ...], products: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Name the files of one source relative to the out-dir: the corrected text, the reports, further products.

    ``products`` are the suffixes of :attr:`~ocrfix.batch.outcome.RunSettings.products`, and ``.pdf``.

    >>> target_names(PurePosixPath("2013/a"), (ReportFormat.JSON,), (".pdf",))
    ('2013/a.txt', '2013/a.report.json', '2013/a.pdf')
    """
    suffixes = (".txt", *(SUFFIXES[report] for report in reports), *products)
    return tuple(f"{target}{suffix}" for suffix in suffixes)


def names_of(source: Source, settings: RunSettings) -> tuple[str, ...]:
    """Name the files that a run writes for a source; only a PDF is written back as PDF, the last of its files."""
    pdf = (PDF_SUFFIX,) if settings.with_pdf and source.input_type is SourceKind.PDF else ()
    return target_names(source.target, settings.reports, (*settings.products, *pdf))


def possible_names(target: PurePosixPath) -> tuple[str, ...]:
    """Name all files that a run can write for a source, whatever its options."""
    return target_names(target, tuple(ReportFormat), (*PRODUCT_SUFFIXES.values(), PDF_SUFFIX))


def outdated_names(source: Source, settings: RunSettings, ledger: Ledger) -> tuple[str, ...]:
    """Name the files that an earlier run wrote for a source, and that this one leaves beside the new text."""
    key, written = ledger.key_of(source.path), names_of(source, settings)

    def is_left(name: str) -> bool:
        record = ledger.record_of(name)
        return record is not None and record.source == key and (ledger.out_dir / name).is_file()

    return tuple(name for name in possible_names(source.target) if name not in written and is_left(name))


def is_further_page(name: str) -> bool:
    """Say whether a name is one of :func:`further_page_name`."""
    return re.search(r"\.page-\d{4,}\.xml$", name) is not None


def names_with_further_pages(source: Source, settings: RunSettings, ledger: Ledger) -> tuple[str, ...]:
    """Name what :func:`names_of` does, and the PAGE files of further pages that an earlier run has left."""
    names = names_of(source, settings)
    if settings.product is not ProductFormat.PAGE:
        return names
    further = {*ledger.names_from(f"{source.target}.page-"), *further_pages_in(ledger.out_dir, source.target)}
    return (*names, *sorted(filter(is_further_page, further)))


def refuse_collisions(
    sources: Sequence[Source],
    reports: tuple[ReportFormat, ...],
    *,
    full_names: bool,
    products: tuple[str, ...] = (),
) -> None:
    """Refuse sources that would write the same file, or a file where another needs a folder.

    Raises:
        UsageError: names both sources and the way out.
    """
    # No suffix ends with another, so two sources write the same file only when they have the same target. Of a target
    # its hash is kept, of a source its number: an archive may hold a million.
    owners: dict[bytes, int] = {}
    folders: dict[str, int] = {}
    for number, source in enumerate(sources):
        if source.problem is not None:
            continue
        for parent in source.target.parents:
            folders.setdefault(str(parent), number)
        owner = owners.setdefault(_short(str(source.target)), number)
        if owner != number:
            name = target_names(source.target, reports, products)[0]
            hint = _way_out(sources[owner], source, full_names=full_names)
            raise UsageError(f"{sources[owner].label} and {source.label} would both write {name}", hint)
    suffixes = [name[1:] for name in target_names(PurePosixPath("x"), reports, products)]
    for folder, number in folders.items():
        for suffix in suffixes:
            owner_of_file = owners.get(_short(folder.removesuffix(suffix))) if folder.endswith(suffix) else None
            if owner_of_file is not None:
                first, second = sources[owner_of_file], sources[number]
                hint = _way_out(first, second, full_names=full_names)
                raise UsageError(f"{first.label} and {second.label} would both write {folder}", hint)


def _way_out(first: Source, second: Source, *, full_names: bool) -> str:
    # Full names keep the extension, and a file that was named loses its folder with them as well: they tell apart
    # a.pdf and a.txt, but not two files that are called alike.
    if first.path.name == second.path.name:
        return error_text("name the folder that holds both as the input, or run them with different --out-dir")
    if full_names:
        return error_text("run them with different --out-dir")
    return error_text("tell them apart with --names full")


def _short(name: str) -> bytes:
    return hashlib.blake2b(os.fsencode(name), digest_size=12).digest()


@dataclass(frozen=True, slots=True)
class InputIdentities:
    """Device and inode of all that is read (one number), so that no target is any of it, whatever it is called."""

    known: frozenset[int]

    @classmethod
    def of(cls, sources: Iterable[Source], settings: RunSettings) -> InputIdentities:
        """Look once at every input, and at the word lists, the profile and whatever else the settings name."""
        correct = settings.config.correct
        aids = (Path(aid) for aid in (*correct.lexicon_files, correct.profile_file) if aid is not None)
        paths = chain(aids, settings.aids, (source.path for source in sources))
        return cls(frozenset(identity for path in paths if (identity := _identity(path)) is not None))

    def holds(self, path: Path) -> bool:
        """Say whether a path leads to one of the inputs."""
        return bool(self.known) and _identity(path) in self.known


def check_targets(
    source: Source,
    names: tuple[str, ...],
    ledger: Ledger,
    inputs: InputIdentities,
    *,
    force: bool,
) -> frozenset[str]:
    """Say which existing files may be replaced by this source; called before the source is read.

    Raises:
        OutputError: a target is an input, or exists and is not ours (unless ``force``).
    """
    replaceable: set[str] = set()
    for name in names:
        path = ledger.out_dir / name
        if not path.exists() and not path.is_symlink():
            continue
        if inputs.holds(path):
            raise OutputError(f"{name} would overwrite an input", "choose another folder with --out-dir")
        if path.is_dir():
            raise OutputError(f"{name} is a folder", "choose another folder with --out-dir")
        if not force and not _is_ours(source, name, path, ledger):
            raise OutputError(f"{name} exists already", "overwrite it with --force or choose another --out-dir")
        replaceable.add(name)
    return frozenset(replaceable)


def _is_ours(source: Source, name: str, path: Path, ledger: Ledger) -> bool:
    """Recognise a file of an earlier run from the same input that nobody has changed since."""
    record = ledger.record_of(name)
    if record is not None:
        is_same_input = record.source == ledger.key_of(source.path)
        return is_same_input and record.sha256 in (None, digest_of(path))
    return _is_reported(source, ledger.out_dir)


def _is_reported(source: Source, out_dir: Path) -> bool:
    """Say whether the report of a run whose ledger is lost names this input and this text."""
    try:
        document = json.loads((out_dir / f"{source.target}{SUFFIXES[ReportFormat.JSON]}").read_bytes())["document"]
        if document["name"] != source.name or document["sha256"] != digest_of(source.path):
            return False
        text = out_dir / f"{source.target}.txt"
        return not text.exists() or bool(digest_of(text) == document["corrected_text_sha256"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _identity(path: Path) -> int | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev << 64 | status.st_ino


def read_list(data: bytes, *, nul_separated: bool) -> tuple[Path, ...]:
    r"""Read the file names of ``--files-from``: one a line, or separated by NUL; blank ones are passed over.

    >>> read_list(b"a.pdf\n\nb.pdf\n", nul_separated=False)
    (PosixPath('a.pdf'), PosixPath('b.pdf'))

    Raises:
        InputError: the list names nothing, or holds NUL where lines were announced.
    """
    data = data.removeprefix(codecs.BOM_UTF8)  # Windows puts it before a list, where it would count to the first name
    if not nul_separated and b"\0" in data:
        raise InputError("the list of files holds NUL characters", "read it with -0")
    parts = data.split(b"\0") if nul_separated else [line.rstrip(b"\r") for line in data.split(b"\n")]
    names = tuple(Path(os.fsdecode(part)) for part in parts if part)
    if not names:
        raise InputError("the list of files is empty", "write one file name per line")
    return names
