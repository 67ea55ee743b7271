"""Splits a long file by page: its pages are read by several workers and corrected as one document.

Bird's-eye view: the worker that meets a file with many pages answers with a :class:`Split`; its pages are read in
parts (:func:`read_part`), each of which stores them as JSON in the run's temporary folder, so that no text passes
through the parent; :func:`finish_parts` puts them together and goes on as for any other file. Recognition looks at
one page at a time, so the result is the same to the byte. Start reading at :func:`run_or_split`.

German example: a scanned Drucksache of 60 pages is read in parts of eight pages; its words are counted and
corrected as those of one document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ocrfix.batch.outcome import Outcome, RunSettings, outcome_of_error
from ocrfix.batch.single import Job, Progress, correct_document, doubts_of, finish_job, refuse_early, run_job, trace_of
from ocrfix.errors import InputError, temporary_error
from ocrfix.model import Page, SourceKind
from ocrfix.packed import with_packed_words
from ocrfix.records import dataclass

SPLIT_PAGES = 8
"""Files with at least so many pages are split."""
LEAST_PART_PAGES = 4
MOST_PART_PAGES = 50
PARTS_PER_WORKER = 4


@dataclass(frozen=True, slots=True)
class Split:
    """The pages (1-based) of a file that is better read by several workers."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that were read and stored: the file in the temporary folder, and the hash of the input."""

    file: str
    sha256: str
    pages: int


def parts_of(numbers: tuple[int, ...], workers: int) -> tuple[tuple[int, ...], ...]:
    """Cut pages into parts that keep all workers busy until the end.

    >>> [len(part) for part in parts_of(tuple(range(1, 61)), 2)]
    [8, 8, 8, 8, 8, 8, 8, 4]
    """
    size = -(-len(numbers) // (workers * PARTS_PER_WORKER))
    size = min(max(size, LEAST_PART_PAGES), MOST_PART_PAGES)
    return tuple(numbers[start : start + size] for start in range(0, len(numbers), size))


def run_or_split(job: Job, settings: RunSettings, progress: Progress | None = None) -> Outcome | Split:
    """Carry a source to its end, or say that it has too many pages for one worker."""
    from ocrfix.extract.document import page_numbers, read_bytes

    if settings.split_pages is None or job.source.input_type not in (SourceKind.PDF, SourceKind.IMAGE):
        return run_job(job, settings, progress)
    try:
        data = read_bytes(job.source.path, job.source.name)
        refuse_early(data, job.source.name, settings)
        numbers = page_numbers(data, job.source.name, settings.config.extract)
    except Exception:  # told by run_job, which meets it again
        return run_job(job, settings, progress)
    return Split(numbers) if len(numbers) >= settings.split_pages else run_job(job, settings, progress, data)


def read_part(
    job: Job, numbers: tuple[int, ...], file: str, settings: RunSettings, progress: Progress | None = None
) -> Part | Outcome:
    """Read some pages and store them in ``file`` of the temporary folder; an error becomes an outcome."""
    from ocrfix.extract.document import read_bytes, read_pages

    assert settings.temporary_folder is not None
    sha256 = ""
    try:
        data = read_bytes(job.source.path, job.source.name)
        sha256 = hashlib.sha256(data).hexdigest()
        config = replace(settings.config.extract, pages=tuple((number, number) for number in numbers))
        pages = read_pages(data, job.source.name, config, progress=progress, doubts=doubts_of(settings))
        _store(pages, settings.temporary_folder / file)
        return Part(file, sha256, len(pages))
    except Exception as error:
        return outcome_of_error(job.source.label, error, trace_of(settings), sha256)


def finish_parts(job: Job, parts: tuple[Part, ...], settings: RunSettings, progress: Progress | None = None) -> Outcome:
    """Put the pages of all parts together, correct them as one document and write its files."""
    from ocrfix.extract.document import document_of

    assert settings.temporary_folder is not None
    name = job.source.name
    try:
        if len({part.sha256 for part in parts}) > 1:
            raise InputError(f"{name} was changed while it was read", "repeat it when the file is complete")
        count = sum(part.pages for part in parts)
        stored = (page for part in parts for page in _stored(settings.temporary_folder / part.file))
        pages = tuple(with_packed_words(page, count) for page in stored)
        document = document_of(pages, name, parts[0].sha256, settings.config.extract)
        return finish_job(job, correct_document(document, settings, progress), settings, job.source.path)
    except Exception as error:
        return outcome_of_error(job.source.label, error, trace_of(settings), parts[0].sha256)
    finally:
        remove(parts, settings)


def remove(parts: tuple[Part, ...], settings: RunSettings) -> None:
    """Remove what was stored."""
    for part in parts:
        if settings.temporary_folder is not None:
            (settings.temporary_folder / part.file).unlink(missing_ok=True)


def _store(pages: tuple[Page, ...], path: Path) -> None:
    try:
        path.write_text(json.dumps([plain(page) for page in pages]), encoding="ascii")
    except OSError as error:
        path.unlink(missing_ok=True)
        raise temporary_error(error) from error


def _stored(path: Path) -> Iterator[Page]:
    for value in json.loads(path.read_text("ascii")):
        page = restored(Page, value)
        assert isinstance(page, Page)
        yield page


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """Turn a value of :mod:`ocrfix.model` into what JSON can hold."""
    if is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Enum):
        return value.value
    return [plain(item) for item in value] if isinstance(value, Sequence) and not isinstance(value, str) else value


def restored(kind: Any, value: Any) -> Any:  # noqa: ANN401
    """Make the value of a type of :mod:`ocrfix.model` again.

    >>> restored(Page, plain(Page(1, "fir"))) == Page(1, "fir")
    True
    """
    origin = get_origin(kind)
    if origin in (tuple, Sequence):
        kinds = get_args(kind)
        if origin is Sequence or kinds[-1:] == (Ellipsis,):
            return tuple(restored(kinds[0], item) for item in value)
        return tuple(restored(each, item) for each, item in zip(kinds, value, strict=True))
    if origin is UnionType:
        return (
            None if value is None else restored(next(each for each in get_args(kind) if each is not type(None)), value)
        )
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(*(restored(each, item) for each, item in zip(_kinds_of(kind), value, strict=True)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value


@cache
def _kinds_of(kind: type) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))
