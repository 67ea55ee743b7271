"""The system's Tesseract, called through pytesseract.

Bird's-eye view: one of the two engines behind :func:`ocrfix.extract.engine_choice.find_engine`; it needs Debian's
``tesseract-ocr`` and ``tesseract-ocr-deu``. Start reading at :meth:`SystemTesseract.recognise`.

German example: an image of "Künstliche Intelligenz" gives two words; with only the English model installed
:func:`~ocrfix.extract.engine_choice.find_engine` does not take this engine for ``deu``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.errors import EngineError, is_disk_full, temporary_error
from ocrfix.extract.engines import RecognisedWord, system_hint
from ocrfix.extract.tsv import decode_table, parse_words
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

_NAME = "Tesseract (system)"
_LISTING_SECONDS = 20
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class SystemTesseract:
    """Debian's Tesseract; see :class:`ocrfix.extract.engines.Engine`."""

    version: str
    languages: tuple[str, ...]
    name: str = _NAME

    def recognise(
        self, image: Image, dpi: int, language: str, timeout_seconds: float, *, is_block: bool = False
    ) -> tuple[RecognisedWord, ...]:
        """Read one page image; see :meth:`ocrfix.extract.engines.Engine.recognise`."""
        options = f"--dpi {dpi} --psm 6" if is_block else f"--dpi {dpi}"
        table = _image_to_table(image, options, language, timeout_seconds)
        return parse_words(decode_table(table, _NAME), _NAME)


def find_system_tesseract() -> SystemTesseract | None:
    """Find the system's Tesseract with its version and languages, None when it is not installed.

    Raises:
        EngineError: it is installed and does not start.
    """
    import pytesseract

    program = shutil.which(pytesseract.pytesseract.tesseract_cmd)
    if program is None:
        return None
    return _asked(program, os.environ.get("TESSDATA_PREFIX", ""))


@lru_cache(maxsize=4)
def _asked(_program: str, _folder: str) -> SystemTesseract | None:
    """Ask a program for its version and languages, once per process: two starts for every file would be felt."""
    import pytesseract

    try:
        version = str(pytesseract.get_tesseract_version())
        languages = tuple(sorted(pytesseract.get_languages()))
    except pytesseract.TesseractNotFoundError:
        return None
    # pytesseract ends the process where it cannot read a version number.
    except (pytesseract.TesseractError, subprocess.SubprocessError, SystemExit, OSError, ValueError) as error:
        raise EngineError(f"{_NAME} does not start: {error}", "apt install --reinstall tesseract-ocr") from error
    return SystemTesseract(version, languages)


def forget_system_tesseract() -> None:
    """Have the system's Tesseract asked anew when it is looked for again."""
    _asked.cache_clear()


@cache
def system_models() -> tuple[Path, ...]:
    """Find the model files of the system's Tesseract; it tells their folder when it lists its languages."""
    import pytesseract

    command = [pytesseract.pytesseract.tesseract_cmd, "--list-langs"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_LISTING_SECONDS)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ()
    folder = _QUOTED.search(listed.stdout.partition("\n")[0])
    return tuple(sorted(Path(folder[1]).glob("*.traineddata"))) if folder else ()


def _image_to_table(image: Image, options: str, language: str, timeout_seconds: float) -> bytes:
    import pytesseract

    # pytesseract writes the image to a file; packing it as PNG would take longer than reading a short page.
    page = image.convert("L")
    page.format = "PPM"
    try:
        with _one_thread():
            table = pytesseract.image_to_data(
                page, lang=language, config=options, output_type=pytesseract.Output.BYTES, timeout=timeout_seconds
            )
    except pytesseract.TesseractNotFoundError as error:
        raise EngineError(f"{_NAME} is not installed", system_hint(language)) from error
    except pytesseract.TesseractError as error:
        raise EngineError(
            f"{_NAME} failed with status {error.status}: {str(error.message)[:200]}",
            "try --engine embedded; ocrfix doctor shows what is installed",
        ) from error
    except UnicodeDecodeError as error:
        raise EngineError(f"{_NAME} wrote messages that are not UTF-8", "try --engine embedded") from error
    except OSError as error:
        # The image and the table go through files: a full disk says nothing about the engine, nor about the document.
        if is_disk_full(error):
            raise temporary_error(error) from error
        raise EngineError(f"{_NAME} could not be run: {error.strerror or error}", "try --engine embedded") from error
    except RuntimeError as error:
        raise EngineError(
            f"{_NAME} took longer than {timeout_seconds:g} seconds for a page",
            f"allow more time, for example --timeout {round(timeout_seconds * 3)}",
        ) from error
    return bytes(table)


@contextmanager
def _one_thread() -> Iterator[None]:
    # Tesseract's own threads make a page slower and fight with the workers of a batch for the cores; it takes
    # their number from the environment only, and pytesseract hands on no other than our own.
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before
