"""What the text of an option must be: each function turns one into a checked value, or says what is wrong with it.

Bird's-eye view: :mod:`ocrfix.cli.options` declares the options; the commands, and the settings file through
:mod:`ocrfix.cli.settings`, have their values checked here before any work is done. Start reading at
:func:`page_ranges`.

German example: ``--pages 1-3,7`` becomes ``((1, 3), (7, 7))``.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer

from ocrfix.batch.outcome import ReportFormat
from ocrfix.errors import InputError, UsageError

USER_LIST_VARIABLE = "OCRFIX_USER_LEXICON"
USER_LIST_NAME = "lexicon.tsv"
Choice = TypeVar("Choice", bound=StrEnum)


def page_ranges(text: str | None) -> tuple[tuple[int, int], ...]:
    """Read inclusive, 1-based ranges; None means all pages.

    >>> page_ranges("1-3,7")
    ((1, 3), (7, 7))

    Raises:
        UsageError: it is no list of ranges, or a range runs backwards.
    """
    ranges = []
    if text is not None and not text.strip():
        raise UsageError("--pages names no page", "write it like --pages 1-3,7")
    for part in () if text is None else text.split(","):
        match = re.fullmatch(r"\s*(\d{1,9})\s*(?:-\s*(\d{1,9})\s*)?", part, re.ASCII)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise UsageError(f"{text} is no list of pages", "write it like --pages 1-3,7")
        ranges.append((first, last))
    return tuple(ranges)


def choices(text: str, kind: type[Choice], option: str) -> tuple[Choice, ...]:
    """Read a list separated by commas, each value once, in the order of the declaration.

    >>> [report.value for report in choices("json,html", ReportFormat, "--report")]
    ['html', 'json']

    Raises:
        UsageError: a value is not one of the choices.
    """
    given = [part.strip() for part in text.split(",") if part.strip()]
    known = [member.value for member in kind]
    for value in given:
        if value not in known:
            raise UsageError(f"{option} knows no {value}", f"choose from {','.join(known)}")
    return tuple(member for member in kind if member.value in given)


def report_formats(text: str) -> tuple[ReportFormat, ...]:
    """Read ``--report``; ``none`` stands alone.

    Raises:
        UsageError: a format is unknown, or nothing is named.
    """
    if text.strip() == "none":
        return ()
    formats = choices(text, ReportFormat, "--report")
    if not formats:
        raise UsageError("--report names no format", "choose from html,json,diff,csv or none")
    return formats


def known_encoding(name: str) -> str:
    """Check an encoding's name.

    Raises:
        UsageError: Python knows no such text encoding.
    """
    if not name.strip():
        raise UsageError("--encoding names no encoding", "try utf-8, latin-1 or cp1252")
    try:
        if not codecs.lookup(name)._is_text_encoding:
            raise LookupError(name)
    except (LookupError, ValueError):
        raise UsageError(f"--encoding knows no {name}", "try utf-8, latin-1 or cp1252") from None
    return name


def password_from(path: Path | None) -> str | None:
    """Read the first line of the password file.

    Raises:
        InputError: it cannot be read, or is no UTF-8.
    """
    if path is None:
        return None
    try:
        # Editors of Windows set a byte order mark, which is no part of the password.
        return path.read_text("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the password file {path} cannot be read", "give a text file in UTF-8") from error


def existing_files(paths: list[Path] | None) -> tuple[str, ...]:
    """Check that the word lists can be opened before any work is done; the user's own list comes last.

    Raises:
        InputError: one is missing or may not be read.
    """
    own = user_list()
    lists = [*(paths or ()), *([own] if own is not None and own.is_file() else ())]
    for path in lists:
        if (error := _reason_against(path)) is not None:
            raise InputError(f"the word list {path} cannot be read", "check the name after --lexicon") from error
    return tuple(str(path) for path in lists)


def existing_profile(path: Path | None) -> str | None:
    """Check that the profile can be opened before any work is done.

    Raises:
        InputError: it is missing or may not be read.
    """
    if path is None:
        return None
    if (error := _reason_against(path)) is not None:
        raise InputError(f"the profile {path} cannot be read", "check the name after --profile") from error
    return str(path)


def _reason_against(path: Path) -> OSError | None:
    """Say why a file cannot be opened, None when it can."""
    try:
        with path.open("rb"):
            return None
    except OSError as error:
        return error


def paths(names: Iterable[str]) -> list[Path]:
    """Turn the names of a settings file into paths."""
    return [Path(name) for name in names]


def ignored_words(words: list[str] | None, lists: list[Path] | None) -> tuple[str, ...]:
    """Gather the words to be left alone, sorted, each once.

    A list is UTF-8, a word a line; whatever follows a tab is left aside, ``#`` starts a comment.

    Raises:
        InputError: a list cannot be read.
    """
    found = set(words or ())
    for path in lists or ():
        try:
            # Windows puts a byte order mark before a list, where it would count to the first word.
            lines = path.read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"the word list {path} cannot be read", "give a UTF-8 file") from error
        found.update(line.partition("\t")[0].strip() for line in lines if not line.startswith("#"))
    return tuple(sorted(found - {""}))


def ignored_patterns(patterns: list[str] | None) -> tuple[str, ...]:
    """Check the patterns of what is to be left alone.

    Raises:
        ConfigurationError: one is no regular expression.
    """
    from ocrfix.detect.waivers import waivers_of

    given = tuple(patterns or ())
    waivers_of((), given)
    return given


def user_list() -> Path | None:
    """Say where the user's own word list is: ``OCRFIX_USER_LEXICON``, else in the user's settings; empty means none."""
    named = os.environ.get(USER_LIST_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    folder = Path(typer.get_app_dir("ocrfix"))
    if not folder.is_absolute():
        # XDG Base Directory Specification: an empty variable is as good as unset, a relative path is ignored.
        folder = Path.home() / ".config" / "ocrfix"
    return folder / USER_LIST_NAME
