"""What a file came to: the small frozen record that crosses process borders.

Bird's-eye view: :mod:`ocrfix.batch.single` makes an :class:`Outcome` of each source, the command line counts
and prints them. Only the findings of ``ocrfix check`` hold single words of the document, so ten thousand outcomes
are a few megabytes.

German example: ``Outcome("a.pdf", ExitCode.DONE, pages=3, words=1050, applied=41, review=2)``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from itertools import count, takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ocrfix.config import Config
from ocrfix.errors import (
    BatchError,
    ConfigurationError,
    DataError,
    EngineError,
    ExitCode,
    InputError,
    OcrfixError,
    OutputError,
    UsageError,
)
from ocrfix.messages import Language
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from ocrfix.quality.inspect import FileQuality


class ReportFormat(StrEnum):
    """The reports that can be written beside the corrected text."""

    HTML = "html"
    JSON = "json"
    DIFF = "diff"
    CSV = "csv"


SUFFIXES: dict[ReportFormat, str] = {
    ReportFormat.HTML: ".report.html",
    ReportFormat.JSON: ".report.json",
    ReportFormat.DIFF: ".diff",
    ReportFormat.CSV: ".report.csv",
}


class ProductFormat(StrEnum):
    """What the corrected document is written as; the plain text is always written. JSONL is for standard input."""

    TEXT = "text"
    HOCR = "hocr"
    ALTO = "alto"
    PAGE = "page"
    JSONL = "jsonl"


PRODUCT_SUFFIXES: dict[ProductFormat, str] = {
    ProductFormat.HOCR: ".hocr",
    ProductFormat.ALTO: ".alto.xml",
    ProductFormat.PAGE: ".page.xml",
}
PDF_SUFFIX = ".pdf"
"""The end of the name of a PDF that is written back."""


def further_page_name(target: PurePosixPath, number: int) -> str:
    """Name the PAGE file of the second or a later page of a document; the first has the usual name.

    >>> further_page_name(PurePosixPath("2013/a"), 2)
    '2013/a.page-0002.xml'
    """
    return f"{target}.page-{number:04}.xml"


def further_pages_in(out_dir: Path, target: PurePosixPath) -> Iterator[str]:
    """Name the PAGE files of further pages that lie in a folder, up to the first that is missing.

    How many pages a source has is known only when it is read.
    """
    names = (further_page_name(target, number) for number in count(2))
    return takewhile(lambda name: os.path.lexists(out_dir / name), names)


DEFAULT_MEMORY_BYTES = 2 * 2**30
"""What a worker may take unless told otherwise: enough for a page of the largest size, too little for a bomb."""


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What every worker needs to know.

    ``out_dir`` is None when nothing is to be written to disk, ``stall_seconds`` is how long a worker may go
    without finishing a page before it is given up, ``max_memory_bytes`` what a worker may take (None: no limit),
    ``split_pages`` the number of pages from which on several workers share a file (None: they never do).
    ``keep_original`` writes what was read as an alternative into hOCR, ALTO and PAGE, ``with_pdf`` asks for
    ``NAME.pdf`` of every PDF. ``aids`` are files that are read beside the inputs and that ``config`` does not name:
    lists of words to ignore, the settings file, passwords.
    """

    config: Config = field(default_factory=Config)
    reports: tuple[ReportFormat, ...] = ()
    product: ProductFormat = ProductFormat.TEXT
    keep_original: bool = True
    out_dir: Path | None = None
    language: Language = "en"
    data_folder: Path | None = None
    temporary_folder: Path | None = None
    force: bool = False
    debug: bool = False
    stall_seconds: int = 600
    max_memory_bytes: int | None = DEFAULT_MEMORY_BYTES
    split_pages: int | None = None
    with_pdf: bool = False
    aids: tuple[Path, ...] = ()

    @property
    def products(self) -> tuple[str, ...]:
        """The suffixes of the files that are written beside the text and the reports, that of a PDF left aside."""
        return (PRODUCT_SUFFIXES[self.product],) if self.product in PRODUCT_SUFFIXES else ()


@dataclass(frozen=True, slots=True)
class Resume:
    """What is done again: everything, or only what is not done or has changed (``is_wanted``).

    ``is_failed_wanted`` repeats what failed, too.
    """

    is_wanted: bool = False
    is_failed_wanted: bool = False


EVERYTHING = Resume()


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its name relative to the out-dir (with ``/``) and the hash of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one source came to; ``likely`` and ``review`` count the doubts that are still open.

    ``not_in_pdf`` counts the changes that stand in the text but not in the PDF, which keeps its visible text;
    ``unread_pages`` are those that are not blank and of which nothing was recognised;
    ``sha256`` is that of the bytes that were read ("" when none were), ``is_kept`` says that an earlier run did the
    work and its files are still there; ``quality`` is the estimate of damage, where it was asked for.
    """

    label: str
    exit_code: ExitCode = ExitCode.DONE
    message: str = ""
    hint: str = ""
    pages: int = 0
    words: int = 0
    applied: int = 0
    likely: int = 0
    review: int = 0
    not_in_pdf: int = 0
    unread_pages: tuple[int, ...] = ()
    written: tuple[Written, ...] = ()
    trace: str = ""
    sha256: str = ""
    is_kept: bool = False
    quality: FileQuality | None = None

    @property
    def is_failure(self) -> bool:
        """Say whether the source could not be carried to its end."""
        return self.exit_code != ExitCode.DONE


def outcome_of_error(label: str, error: BaseException, trace: str = "", sha256: str = "") -> Outcome:
    """Turn what was raised while a source was worked on into its outcome.

    The message of an unforeseen error is its type alone, for its text may quote the document; that says enough
    for a report, and ``trace`` holds the rest when it was asked for.

    >>> outcome_of_error("a.pdf", InputError("no text", "try --ocr auto")).exit_code.value
    3
    """
    if _is_lack_of_memory(error):
        error = InputError("not enough memory for this file", "raise --max-memory, or lower --max-pixels")
    if isinstance(error, OcrfixError):
        return Outcome(label, error.exit_code, error.message, error.hint, trace=trace, sha256=sha256)
    return Outcome(label, ExitCode.BUG, type(error).__name__, trace=trace, sha256=sha256)


def _is_lack_of_memory(error: BaseException) -> bool:
    # A library that is loaded late meets the limit as well; the loader of the system says it in these words.
    is_from_loader = isinstance(error, ImportError) and any(
        words in str(error) for words in ("failed to map segment", "annot allocate memory")
    )
    return isinstance(error, MemoryError) or is_from_loader


def error_of_outcome(outcome: Outcome) -> OcrfixError:
    """Turn a failed outcome back into the error it was made of, for the case of one file."""
    kinds: tuple[type[OcrfixError], ...] = (
        UsageError,
        InputError,
        EngineError,
        ConfigurationError,
        DataError,
        OutputError,
        BatchError,
    )
    kind = next((kind for kind in kinds if kind.exit_code == outcome.exit_code), OcrfixError)
    return kind(outcome.message, outcome.hint)
