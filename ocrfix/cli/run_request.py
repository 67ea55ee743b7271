"""What is asked of a run: the checked options of ``ocrfix fix``, which ``check``, ``apply`` and ``watch`` share.

Bird's-eye view: a command puts its checked options into a :class:`RunRequest`; :func:`check_inputs` refuses what does
not fit together before any work is done, :func:`all_inputs` adds what a list of files names. Start reading at
:class:`RunRequest`.

German example: ``ocrfix fix - --pdf`` is refused, for a PDF back needs a folder: ``--out-dir Ergebnis``.
"""

from __future__ import annotations

import os
from pathlib import Path

from ocrfix.batch.discovery import Discovery, DiscoveryOptions
from ocrfix.batch.outcome import EVERYTHING, ProductFormat, Resume, RunSettings
from ocrfix.batch.targets import STANDARD_INPUT, read_list
from ocrfix.cli.options import FailOn
from ocrfix.cli.task import read_standard_input
from ocrfix.errors import InputError, UsageError
from ocrfix.model import SourceKind
from ocrfix.records import dataclass

DEFAULT_OUT_DIR = Path("ocrfix-out")
STANDARD_INPUT_NAME = "stdin"
"""What the files of a text from standard input are called."""
_STALL_FACTOR, _STALL_MARGIN_SECONDS = 3, 60
"""How long a worker may be silent: a page that reads badly is read three times, each within the limit for a page, and
something is left for what is done before and behind."""


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """How many files are worked on: by how many processes, what is done again, and where the summary goes."""

    jobs: int | None = None
    resume: Resume = EVERYTHING
    summary: Path | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class RunRequest:
    """The checked options of one run; ``out_dir`` is None when none was given."""

    inputs: tuple[Path, ...]
    out_dir: Path | None
    files_from: Path | None
    is_nul_separated: bool
    discovery: DiscoveryOptions
    settings: RunSettings
    batch: BatchRequest
    fail_on: FailOn | None
    is_quiet: bool


def stall_seconds(timeout_seconds: float) -> int:
    """Return how long a worker may go without finishing a page, when recognition of one may take so long."""
    return int(_STALL_FACTOR * timeout_seconds + _STALL_MARGIN_SECONDS)


def memory_bytes(megabytes: int) -> int | None:
    """Return how many bytes a worker may take, None for no limit, which is asked for by 0."""
    return megabytes * 2**20 or None


def check_inputs(request: RunRequest) -> None:
    """Refuse inputs that do not fit together.

    Raises:
        UsageError: there is no input, or standard input is asked for twice.
    """
    if not request.inputs and request.files_from is None:
        raise UsageError("no input is named", "name a file, a folder or - for standard input")
    if request.is_nul_separated and request.files_from is None:
        raise UsageError("-0 belongs to --files-from", "leave it out, or name a list with --files-from")
    is_piped = STANDARD_INPUT in map(str, request.inputs)
    if is_piped and request.settings.with_pdf and request.out_dir is None:
        raise UsageError("--pdf needs a folder when standard input is read", "name one with --out-dir")
    if is_piped and (len(request.inputs) > 1 or request.files_from is not None):
        raise UsageError("- for standard input stands alone", "run the other inputs on their own")
    if is_piped and request.batch.summary is not None:
        raise UsageError("--summary is for files and folders", "leave it out when standard input is read")
    if request.settings.product is ProductFormat.JSONL:
        if request.inputs != (Path(STANDARD_INPUT),):
            raise UsageError("--format jsonl is for standard input", "name - as the only input")
        if request.out_dir is not None or request.settings.with_pdf:
            raise UsageError("--format jsonl writes no files", "leave out --out-dir and --pdf")
        if request.settings.config.extract.pages:
            raise UsageError("--format jsonl corrects each text whole", "leave out --pages")
    refuse_moved_lines(request.settings)


def refuse_moved_lines(settings: RunSettings) -> None:
    """Refuse --reflow for a format in which lines have their place.

    Raises:
        UsageError: both are asked for.
    """
    if settings.config.correct.reflow and settings.products:
        raise UsageError("--reflow moves line ends, which have a place in this format", "leave out one of the two")


def refuse_pdf_without_pdf(found: Discovery, settings: RunSettings) -> None:
    """Refuse --pdf where nothing could be written back.

    Raises:
        UsageError: every input is an image or a text.
    """
    if settings.with_pdf and all(
        source.problem is None
        and os.path.isfile(source.path)  # noqa: PTH113 - pathlib raises in a folder that is locked
        and source.input_type is not SourceKind.PDF
        for source in found.sources
    ):
        raise UsageError(
            "--pdf writes a PDF back, and no input is a PDF",
            "leave out --pdf, or make a PDF of an image first: img2pdf IMAGE -o NEW.pdf",
        )


def all_inputs(request: RunRequest) -> tuple[Path, ...]:
    """Return the inputs that were named, and those of the list.

    Raises:
        InputError: the list cannot be read.
    """
    if request.files_from is None:
        return request.inputs
    if str(request.files_from) == STANDARD_INPUT:
        data = read_standard_input()
    else:
        try:
            data = request.files_from.read_bytes()
        except OSError as error:
            raise InputError(f"the list {request.files_from} cannot be read", "check the name") from error
    return (*request.inputs, *read_list(data, nul_separated=request.is_nul_separated))
