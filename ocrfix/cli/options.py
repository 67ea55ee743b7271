"""The options of ``ocrfix fix``: how they are declared and how their text becomes settings.

Bird's-eye view: the aliases at the top are typer declarations (their help is translated
by :func:`ocrfix.cli.app.build_command`), the functions below turn one text each into a checked value. Start reading
at :func:`page_ranges`.

German example: ``--pages 1-3,7`` becomes ``((1, 3), (7, 7))``.
"""

from __future__ import annotations

import codecs
import math
import os
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from ocrfix.batch.outcome import ProductFormat, ReportFormat
from ocrfix.config import EngineChoice, OcrMode
from ocrfix.errors import InputError, UsageError

USER_LIST_VARIABLE = "OCRFIX_USER_LEXICON"
USER_LIST_NAME = "lexicon.tsv"


class AppliedLevel(StrEnum):
    """The levels that can be applied; ``review`` never is."""

    SAFE = "safe"
    LIKELY = "likely"


class FailOn(StrEnum):
    """What makes a run end with 1."""

    REVIEW = "review"
    LIKELY = "likely"
    ANY = "any"


class Naming(StrEnum):
    """Whether the results drop the extension of the input or keep it."""

    STEM = "stem"
    FULL = "full"


Inputs = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="INPUT...",
        help="PDF, PNG, JPEG, TIFF, text, hOCR, ALTO, PAGE: files, folders (with subfolders) or - for standard input.",
        show_default=False,
    ),
]


def _folder_of_results(value: Path | None) -> Path | None:
    if value == Path("-"):
        raise UsageError("--out-dir names a folder, - is none", "for standard output: ocrfix fix - < FILE")
    return value


def finite(parameter: typer.CallbackParam, value: float | None) -> float | None:
    """Refuse what is a number for Python and lets the parser's bounds pass, but is no amount of anything.

    Raises:
        UsageError: it is nan or infinite.
    """
    if value is not None and not math.isfinite(value):
        raise UsageError(f"{parameter.opts[-1]} cannot be {value}", "give a number such as 1 or 0.5")
    return value


OutDir = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out-dir",
        metavar="DIR",
        help="Folder of the results (if not given: ocrfix-out).",
        callback=_folder_of_results,
    ),
]
Report = Annotated[
    str, typer.Option("--report", metavar="LIST", help="Reports beside the text: html,json,diff,csv or none.")
]
Format = Annotated[
    ProductFormat,
    typer.Option(
        "--format",
        help="Write beside the text: hocr, alto or page (for - it comes instead of the text). "
        "jsonl: - reads and writes JSON Lines.",
    ),
]
Alternatives = Annotated[
    bool,
    typer.Option(
        "--alternatives/--no-alternatives", help="Keep what was read as an alternative in hOCR, ALTO and PAGE."
    ),
]
LevelOption = Annotated[
    AppliedLevel, typer.Option("--level", help="What is applied: only what is safe, or what is likely too.")
]
MaxHarm = Annotated[
    float | None,
    typer.Option(
        "--max-harm",
        metavar="N",
        min=0,
        callback=finite,
        help="Promised highest number of broken words per 1000.",
    ),
]
Ocr = Annotated[
    OcrMode,
    typer.Option(
        "--ocr",
        help="Recognise pages again: where needed (auto), where there is no text layer (missing), never, always.",
    ),
]
Engine = Annotated[
    EngineChoice,
    typer.Option("--engine", help="Which Tesseract: the system's, the embedded one, or the first that works (auto)."),
]
Pages = Annotated[str | None, typer.Option("--pages", metavar="RANGES", help="Only these pages, such as 1-3,7.")]
Reflow = Annotated[bool, typer.Option("--reflow", help="Join words that are broken at line ends.")]
LexiconFiles = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", metavar="FILE", help="Your own word list, one word a line (may be repeated)."),
]
IgnoreWords = Annotated[
    list[str] | None, typer.Option("--ignore-word", metavar="WORD", help="Never question this word (may be repeated).")
]
IgnoreLists = Annotated[
    list[Path] | None,
    typer.Option("--ignore-list", metavar="FILE", help="List of such words, one a line (may be repeated)."),
]
IgnorePatterns = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore-pattern",
        metavar="REGEX",
        help="Never question what this regular expression matches (may be repeated).",
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="Settings file (if not given: ocrfix.toml or pyproject.toml above the input)."
    ),
]
ShowConfig = Annotated[
    bool, typer.Option("--show-config", help="Show the effective settings, where each came from, and exit.")
]
ProfileFile = Annotated[
    Path | None, typer.Option("--profile", metavar="FILE", help="Learned profile of the scanner (by ocrfix learn).")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "-j", "--jobs", metavar="N", min=1, max=256, help="Number of processes (if not given: as many as pay off)."
    ),
]
Timeout = Annotated[
    float,
    typer.Option("--timeout", metavar="S", min=1, max=86400, callback=finite, help="Seconds for each recognised page."),
]
MaxPages = Annotated[int, typer.Option("--max-pages", metavar="N", min=1, help="Highest number of pages of a file.")]
MaxPixels = Annotated[int, typer.Option("--max-pixels", metavar="N", min=1, help="Highest number of pixels of a page.")]
MaxMemory = Annotated[
    int,
    typer.Option(
        "--max-memory",
        metavar="MB",
        min=0,
        help="Megabytes of memory for each process; whoever needs more costs its own file only (0: no limit).",
    ),
]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Resume an earlier run: what is done and unchanged stays.")
]
RetryFailed = Annotated[bool, typer.Option("--retry-failed", help="As --resume, and try again what failed.")]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Work on a running Dask cluster: tcp://HOST:PORT.")
]
SummaryOption = Annotated[
    Path | None, typer.Option("--summary", metavar="FILE", help="Write what became of each file to this file as JSON.")
]
Encoding = Annotated[str, typer.Option("--encoding", metavar="NAME", help="Encoding of text files.")]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="File whose first line is the password of the PDF."),
]
Pdf = Annotated[
    bool,
    typer.Option(
        "--pdf",
        help="Give every PDF back with its invisible text layer corrected (NAME.pdf); images and what is visible stay.",
    ),
]
FailOnOption = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on",
        help="Exit code 1 at the end: review when doubts are open; likely when likely changes are "
        "open; any when any damage was found.",
    ),
]
Types = Annotated[str, typer.Option("--type", metavar="LIST", help="Only these types: pdf,image,text,hocr,alto,page.")]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="Leave out files that match the pattern (may be repeated)."),
]
Names = Annotated[Naming, typer.Option("--names", help="Names of the results: a.txt (stem) or a.pdf.txt (full).")]
FilesFrom = Annotated[
    Path | None,
    typer.Option("--files-from", metavar="FILE", help="Read inputs from a list, one a line; - for standard input."),
]
NulSeparated = Annotated[bool, typer.Option("-0", "--null", help="The list is separated by NUL.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite existing files (never the input).")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Report errors only.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the whole trace of a bug (may hold text of the document).")]

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
        try:
            with path.open("rb"):
                pass
        except OSError as error:
            raise InputError(f"the word list {path} cannot be read", "check the name after --lexicon") from error
    return tuple(str(path) for path in lists)


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
            lines = path.read_text("utf-8").splitlines()
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


def print_settings(text: str, _phrases: object) -> int:
    """Print the effective settings, which are the product here; gives the exit code."""
    from ocrfix.cli.task import harmless, write_product

    write_product(harmless(text).encode("utf-8"))
    return 0


def existing_profile(path: Path | None) -> str | None:
    """Check that the profile can be opened before any work is done.

    Raises:
        InputError: it is missing or may not be read.
    """
    if path is None:
        return None
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise InputError(f"the profile {path} cannot be read", "check the name after --profile") from error
    return str(path)


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
