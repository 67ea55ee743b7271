"""What a path given to ``ocrfix learn`` holds, and learning from it.

Bird's-eye view: a file of JSON lines holds pages (``ocr`` and ``gt``) or verdicts (``action``), a JSON file is a
profile to go on from, a text ``NAME.txt`` has its truth in ``NAME.gt.txt``; a folder with such pairs is a folder of
pairs, any other one an archive without truth. Start reading at :func:`learn`.

German example: ``ocrfix learn akten/`` finds no ``.gt.txt`` in it and guesses from all its documents together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from ocrfix.config import ExtractConfig
from ocrfix.errors import DataError, InputError
from ocrfix.extract import read_document
from ocrfix.folders import LeftOut, list_folder
from ocrfix.inputs import input_bytes, json_lines
from ocrfix.learn.archive import learn_archive
from ocrfix.learn.pairs import learn_pairs
from ocrfix.learn.verdicts import learn_verdicts
from ocrfix.lexicon.learned import FORMAT_NAME, LearnedConfusions, added, is_profile, load_profile
from ocrfix.model import Document
from ocrfix.quality.pairs import TRUTH_SUFFIXES, paired_files
from ocrfix.records import dataclass
from ocrfix.resources import Resources
from ocrfix.review.verdicts import load_verdicts

ARCHIVE_SUFFIXES = frozenset((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".txt"))
_HEAD_BYTES = 1024
"""Enough of a file to tell a profile by; a document is read as a whole later, and only then."""
_HINT = "give pairs NAME.txt and NAME.gt.txt, JSON lines with ocr and gt, decisions.jsonl, or a folder of documents"


Opener = Callable[[LearnedConfusions | None], Resources]
"""Gives the data files together with a profile."""


class Material(StrEnum):
    """What was learned from."""

    PAIRS = "pairs"
    VERDICTS = "verdicts"
    ARCHIVE = "archive"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, from what, the documents and folders that could not be read, and folders left out."""

    profile: LearnedConfusions
    materials: tuple[Material, ...]
    unreadable: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def learn(paths: Sequence[Path], opened: Opener, extract: ExtractConfig | None = None) -> Learned:
    """Learn from all paths and add up the counts.

    ``opened`` gives the data files together with a profile; ``extract`` says how the documents of an archive are read.

    Raises:
        InputError: a path cannot be read, or holds nothing to learn from.
        DataError: a profile is damaged or of another version.
    """
    parts: list[LearnedConfusions] = []
    materials: list[Material] = []
    unreadable: list[str] = []
    left_out: list[LeftOut] = []
    for path in paths:
        learned = _learn_path(path, opened, extract or ExtractConfig())
        parts.append(learned.profile)
        materials += learned.materials
        unreadable += learned.unreadable
        left_out += learned.left_out
    total = added(parts)
    if not total.counts and not total.verdicts and not total.printed:
        raise InputError("there is nothing to learn from", _HINT)
    return Learned(total, tuple(materials), tuple(unreadable), tuple(left_out))


def files_read(paths: Iterable[Path]) -> Iterator[Path]:
    """Give every file that :func:`learn` may read, so that none of them is written over.

    Raises:
        InputError: a folder cannot be read.
    """
    for path in paths:
        if path.is_dir():
            yield from (found for found in list_folder(path).files if found.suffix.lower() in ARCHIVE_SUFFIXES)
            continue
        yield path
        yield from (path.with_name(path.name.removesuffix(".txt") + suffix) for suffix in TRUTH_SUFFIXES)


def _learn_path(path: Path, opened: Opener, extract: ExtractConfig) -> Learned:
    if path.is_dir():
        listing = list_folder(path)
        failed = [*listing.problems]
        pairs = [(_text(read), _text(truth)) for read, truth in paired_files(listing.files)]
        if pairs:
            return Learned(learn_pairs(pairs, opened), (Material.PAIRS,), tuple(failed), listing.left_out)
        profile = learn_archive(_documents(path, listing.files, extract, failed), opened)
        return Learned(profile, (Material.ARCHIVE,), tuple(failed), listing.left_out)
    if path.suffix.lower() == ".jsonl":
        return _learn_lines(path, opened)
    if path.suffix.lower() == ".json" or is_profile(input_bytes(path, _HEAD_BYTES)):
        return Learned(_profile(path), (Material.PROFILE,))
    for suffix in TRUTH_SUFFIXES:
        truth = path.with_name(path.name.removesuffix(".txt") + suffix)
        if path.suffix.lower() == ".txt" and truth.is_file():
            return Learned(learn_pairs([(_text(path), _text(truth))], opened), (Material.PAIRS,))
    return Learned(learn_archive([read_document(path, path.name, extract)], opened), (Material.ARCHIVE,))


def _learn_lines(path: Path, opened: Opener) -> Learned:
    """Learn from JSON lines: pages when the first record that says so has a truth, else verdicts.

    Raises:
        InputError: a line is neither.
    """
    try:
        records = [_record(line, number) for number, line in json_lines(_text(path))]
        if any(isinstance(record, dict) and "gt" in record for record in records):
            pages = [(str(record["ocr"]), str(record["gt"])) for record in records]
            return Learned(learn_pairs(pages, opened), (Material.PAIRS,))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path} holds neither pages nor verdicts: {error}", _HINT) from error
    return Learned(learn_verdicts(load_verdicts(input_bytes(path), path.name)), (Material.VERDICTS,))


def _record(line: str, number: int) -> Any:  # noqa: ANN401 - whatever the line holds
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"line {number} is no JSON") from error


def _profile(path: Path) -> LearnedConfusions:
    content = input_bytes(path)
    try:
        return load_profile(content)
    except ValueError as error:
        message = f"{path} is no profile ({FORMAT_NAME}): {error}"
        if is_profile(content):
            raise DataError(message, "make a new one with ocrfix learn") from error
        raise InputError(message, _HINT) from error


def _documents(folder: Path, files: Sequence[Path], extract: ExtractConfig, failed: list[str]) -> Iterator[Document]:
    """Read the documents of an archive; those that cannot be read are named and left out.

    Raises:
        InputError: none can be read.
    """
    done = 0
    for path in files:
        if path.suffix.lower() not in ARCHIVE_SUFFIXES:
            continue
        try:
            document = read_document(path, path.name, extract)
        except InputError as error:
            failed.append(f"{path}: {error.message}")
            continue
        done += 1
        yield document
    if not done:
        raise InputError(f"{folder} holds no document that can be read", _HINT)


def _text(path: Path) -> str:
    try:
        return input_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is no UTF-8", "convert it with iconv") from error
