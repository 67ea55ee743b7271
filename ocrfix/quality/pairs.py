"""Finds which text belongs to which truth: single files, folders, JSON lines.

Bird's-eye view: :func:`triples` gives one :class:`~ocrfix.quality.evaluate.Triple` after the other, in the order of
their names. Files of a folder belong together by their name without extension; records of JSON lines by their
``id``. Start reading at :func:`triples`.

German example: ``wahrheit/anfrage.gt.txt`` belongs to ``ocrfix-out/anfrage.txt``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import InputError
from ocrfix.folders import all_files
from ocrfix.inputs import input_bytes, json_lines
from ocrfix.quality.evaluate import Triple

_RECORDS = (".jsonl", ".ndjson")
_MARKS_OF_TRUTH = (".gt", ".truth")
TRUTH_SUFFIXES = tuple(f"{mark}.txt" for mark in _MARKS_OF_TRUTH)
_NO_TEXTS = (".json", ".html", ".diff", ".csv", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


class Role(StrEnum):
    """What a file is for; the value is how messages call it."""

    TRUTH = "truth"
    TEXT = "text"
    BEFORE = "damaged text"


_FIELDS: Mapping[Role, tuple[str, ...]] = {
    Role.TRUTH: ("gt", "truth"),
    Role.TEXT: ("text", "corrected", "ocr"),
    Role.BEFORE: ("ocr", "before"),
}
"""The fields of a record that hold a text, the first that is there counts."""


def triples(truth: Path, text: Path, before: Path | None, encoding: str = "utf-8") -> Iterator[Triple]:
    """Give every truth with its texts; texts without a truth are passed over.

    Raises:
        InputError: a file is missing, unreadable or in another encoding; one is a folder and the other is not; a
            truth has no text; two records have one id.
    """
    truths = _texts(truth, Role.TRUTH, encoding)
    texts = _texts(text, Role.TEXT, encoding)
    befores = _texts(before, Role.BEFORE, encoding) if before is not None else None
    if not truths:
        raise InputError(f"{truth} holds no text", "give a folder of text files")
    if len(truths) == 1 and not truth.is_dir() and not text.is_dir() and not _is_records(truth):
        texts = dict(zip(truths, texts.values(), strict=False))
        befores = dict(zip(truths, befores.values(), strict=False)) if befores is not None else None
    for role, found in ((Role.TEXT, texts), (Role.BEFORE, befores)):
        if found is not None:
            _refuse_missing(truths, found, role)
    for name, path_or_text in sorted(truths.items()):
        damaged = None if befores is None else _read(befores[name], encoding)
        yield Triple(name, _read(path_or_text, encoding), _read(texts[name], encoding), damaged)


def files_read(truth: Path, text: Path, before: Path | None) -> Iterator[Path]:
    """Give every file that :func:`triples` may read, so that none of them is written over.

    Raises:
        InputError: a folder holds no text, or something in it cannot be read.
    """
    for path, role in ((truth, Role.TRUTH), (text, Role.TEXT), (before, Role.BEFORE)):
        if path is not None and path.is_dir():
            yield from (found for found in _files(path, role).values() if isinstance(found, Path))
        elif path is not None:
            yield path


def paired_files(files: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield the texts ``NAME.txt`` that have their truth beside them, each with it; ``files`` are those of a folder."""
    for truth in files:
        for suffix in TRUTH_SUFFIXES:
            read = truth.with_name(truth.name.removesuffix(suffix) + ".txt")
            if truth.name.endswith(suffix) and read.is_file():
                yield read, truth
                break


def _is_records(path: Path) -> bool:
    return path.suffix.lower() in _RECORDS


def _texts(path: Path, role: Role, encoding: str) -> dict[str, Path | str]:
    """Map names to files (read later, one after the other) or to the texts of records."""
    if path.is_dir():
        return _files(path, role)
    if not path.exists():
        raise InputError(f"{path} does not exist", "check the spelling, or list the folder with ls")
    if not _is_records(path):
        return {path.name: path}
    texts: dict[str, Path | str] = {}
    for name, content in _records(path, role, encoding):
        if name in texts:
            raise InputError(f"{path} holds two records with the id {name}", "give every record an id of its own")
        texts[name] = content
    return texts


def _files(folder: Path, role: Role) -> dict[str, Path | str]:
    found: dict[str, Path | str] = {}
    # A plain text comes before any other file of the same name.
    for path in sorted(all_files(folder, takes_results=True), key=lambda path: path.suffix.lower() != ".txt"):
        if path.suffix.lower() in (*_NO_TEXTS, *_RECORDS):
            continue
        name = path.relative_to(folder).with_suffix("").as_posix()
        if role is Role.TRUTH:
            for mark in _MARKS_OF_TRUTH:
                name = name.removesuffix(mark)
        found.setdefault(name, path)
    if not found:
        raise InputError(f"{folder} holds no text", "give a folder of text files")
    return found


def _records(path: Path, role: Role, encoding: str) -> Iterator[tuple[str, str]]:
    for number, line in json_lines(_decoded(path, encoding)):
        try:
            record = json.loads(line)
            field = next(name for name in _FIELDS[role] if isinstance(record.get(name), str))
            yield str(record.get("id", number)), record[field]
        except (ValueError, AttributeError, StopIteration, RecursionError) as error:
            fields = " or ".join(_FIELDS[role])
            raise InputError(
                f"line {number} of {path} is no record with a {role}", f"write one JSON object a line, with {fields}"
            ) from error


def _refuse_missing(truths: Mapping[str, object], found: Mapping[str, object], role: Role) -> None:
    missing = sorted(set(truths) - set(found))
    if missing:
        names = ", ".join(missing[:3]) + (", ..." if len(missing) > 3 else "")
        raise InputError(
            f"{len(missing)} of {len(truths)} truths have no {role}: {names}",
            "files belong together by their name without extension, records by their id",
        )


def _read(source: Path | str, encoding: str) -> str:
    """Read a file: plain text may be empty, hOCR, ALTO and PAGE are read as ``ocrfix fix`` does."""
    if isinstance(source, str):
        return source
    from ocrfix.edits import document_text
    from ocrfix.extract import kind_of, read_document
    from ocrfix.extract.kind import HEAD_BYTES, SourceKind

    data = input_bytes(source)
    if kind_of(data[:HEAD_BYTES]) is SourceKind.TEXT:
        return _decoded(source, encoding)
    return document_text(read_document(data, source.name, ExtractConfig(ocr=OcrMode.NEVER)))


def _decoded(path: Path, encoding: str) -> str:
    try:
        return input_bytes(path).decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not {encoding}", "name the encoding, for example --encoding latin-1") from error
