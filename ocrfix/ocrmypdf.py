"""The plugin for OCRmyPDF: ``ocrmypdf --plugin ocrfix.ocrmypdf -l deu scan.pdf out.pdf``.

Bird's-eye view: OCRmyPDF recognises the pages, grafts its text layers and makes PDF/A; its last step, the
optimisation, hands us the finished file. :func:`optimize_pdf` reads its layers (never its images), corrects them and
writes them back as ``ocrfix fix --pdf`` does. Pages that OCRmyPDF left alone because they have a layer already
(``--skip-text``) are corrected, too. Start reading at :func:`optimize_pdf`.

German example: where Tesseract read ``fir``, the file that OCRmyPDF writes says ``für``.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from ocrmypdf import hookimpl
from ocrmypdf.exceptions import ExitCode, ExitCodeException

import ocrfix
from ocrfix.config import Config, CorrectConfig, ExtractConfig, OcrMode
from ocrfix.edits import edits_of
from ocrfix.errors import InputError, OcrfixError
from ocrfix.model import Level

Optimised: TypeAlias = tuple[Path, Sequence[str]]


class CorrectionFailed(ExitCodeException):
    """ocrfix cannot work at all, so OCRmyPDF ends instead of writing a file that looks corrected."""

    exit_code = ExitCode.other_error


@hookimpl
def add_options(parser: ArgumentParser) -> None:
    """Add the options of ocrfix to those of OCRmyPDF."""
    group = parser.add_argument_group("ocrfix", "Correction of the text layer")
    group.add_argument(
        "--ocrfix-level",
        choices=[Level.SAFE.value, Level.LIKELY.value],
        default=Level.SAFE.value,
        help="What is corrected: only what is safe, or what is likely too.",
    )


@hookimpl(wrapper=True)
def optimize_pdf(output_pdf: Path, context: Any, linearize: bool) -> Generator[None, Optimised, Optimised]:  # noqa: ANN401
    """Correct the file that OCRmyPDF's own optimisation has made.

    Raises:
        CorrectionFailed: the data files of ocrfix are missing, or the corrected file is not as it should be.
    """
    finished, messages = yield
    level = Level(getattr(context.options, "ocrfix_level", None) or Level.SAFE.value)
    try:
        data, message = corrected_layers(finished.read_bytes(), level, for_web=linearize)
    except OcrfixError as error:
        raise CorrectionFailed(f"ocrfix: {error.message} ({error.hint})") from error
    if data is None:
        return finished, [*messages, message]
    target = output_pdf.with_name("ocrfix.pdf")
    target.write_bytes(data)
    return target, [*messages, message]


def corrected_layers(data: bytes, level: Level, *, for_web: bool = False) -> tuple[bytes | None, str]:
    """Correct the text layers of a PDF; gives the new bytes (None when nothing changes) and what was done.

    Raises:
        OcrfixError: the data files are missing, or what was written does not read back.
    """
    from ocrfix.extract import read_document
    from ocrfix.pipeline import correct
    from ocrfix.resources import open_resources
    from ocrfix.write.pdf import corrected_pdf

    config = Config(ExtractConfig(ocr=OcrMode.NEVER), CorrectConfig(level))
    try:
        document = read_document(data, "output.pdf", config.extract)
        result = correct(document, config.correct, open_resources())
        copy = corrected_pdf(data, result, config.extract, ocrfix.__version__, for_web=for_web)
    except InputError as error:
        return None, f"ocrfix: nothing was corrected: {error.message}"
    if not copy.pages:
        return None, "ocrfix: nothing was to be corrected."
    changes = sum(edit.page_number in copy.pages for edit in edits_of(result))
    return copy.data, f"ocrfix: {changes} corrections on {len(copy.pages)} of {len(document.pages)} pages."
