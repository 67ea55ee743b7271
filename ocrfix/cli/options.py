"""The options that commands share, as they are declared: names, help, what a value may be.

Bird's-eye view: each alias is a declaration of typer, named by the commands in their signatures; the help is
translated by :func:`ocrfix.cli.app.build_command`. :mod:`ocrfix.cli.values` checks what is given. Start reading at
:data:`Inputs`.

German example: ``-o Ergebnis`` is :data:`OutDir`; ``-o -`` is refused, for that is no folder.
"""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ocrfix.batch.outcome import ProductFormat
from ocrfix.config import EngineChoice, OcrMode
from ocrfix.errors import UsageError


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
