"""Image files as pages: PNG, JPEG, and TIFF with one page for each of its images.

Bird's-eye view: :func:`read_image` opens the file, finds out the resolution, and has every page recognised
(:mod:`ocrfix.extract.recognition`). Start reading there.

German example: a fax saved as TIFF of three images gives three pages.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import InputError
from ocrfix.extract.engines import Engine
from ocrfix.extract.page_numbers import selected_numbers
from ocrfix.extract.recognition import NOTHING_READ, has_ink, recognise_image
from ocrfix.extract.witnesses import Ears, Hearing
from ocrfix.model import Origin, Page

if TYPE_CHECKING:
    from PIL.Image import Image

# Cameras and screens write 72 or 96 dpi whatever was photographed; such figures say nothing.
_LEAST_CREDIBLE_DPI = 100.0
_MOST_CREDIBLE_DPI = 1300.0
_A4_LONG_SIDE_INCHES = 11.69
_GUESSED_DPI = (70.0, 1300.0)
_BEST_DPI = 300.0
# Finer scans take longer and are read no better.
_FINEST_DPI = 450.0


def read_image(
    data: bytes,
    config: ExtractConfig,
    get_engine: Callable[[], Engine],
    progress: Callable[[int, int], None] | None = None,
    ears: Ears | None = None,
) -> tuple[Page, ...]:
    """Recognise the selected pages of an image file.

    Raises:
        InputError: not a readable image, a limit is exceeded, or recognition is forbidden.
        EngineError: the engine is missing or failed.
    """
    if config.ocr is OcrMode.NEVER:
        raise InputError("an image has no text layer, and --ocr never forbids recognition", "leave out --ocr never")
    pages = []
    with opened_image(data) as image:
        numbers = selected_numbers(_page_count(image), config)
        for number in numbers:
            pages.append(_read_page(image, number, config, get_engine, ears))
            if progress is not None:
                progress(len(pages), len(numbers))
    return tuple(pages)


def image_page_numbers(data: bytes, config: ExtractConfig) -> tuple[int, ...]:
    """Name the pages that would be read, without reading them.

    Raises:
        InputError: not a readable image, or a limit is exceeded.
    """
    with opened_image(data) as image:
        return selected_numbers(_page_count(image), config)


def _page_count(image: Image) -> int:
    """Count the pages; the further images of a telephone's JPEG or an animated PNG are none.

    Raises:
        InputError: the file is cut off before the place of an image.
    """
    if image.format != "TIFF":
        return 1
    with _image_errors():
        return int(getattr(image, "n_frames", 1))


@contextmanager
def opened_image(data: bytes) -> Iterator[Image]:
    """Open an image file without decoding it.

    Raises:
        InputError: it is damaged, cut off, or far too large.
    """
    from PIL import Image

    with _image_errors():
        image = Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    with image:
        yield image


@contextmanager
def _image_errors() -> Iterator[None]:
    """Say what Pillow found wrong; held only while it reads, so that no other fault is taken for a damaged image.

    Raises:
        InputError: the image is damaged, cut off, or far too large.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Our own limit, --max-pixels, is checked before anything is decoded.
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise InputError("the image has far more pixels than a page can have", "scan it at 300 dpi") from error
    # Of a file that is cut off Pillow takes nothing for a number or a table, and stumbles.
    except (OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, struct.error) as error:
        raise InputError("the image is damaged or cut off", "fetch or scan the file again") from error


def _read_page(
    image: Image, number: int, config: ExtractConfig, get_engine: Callable[[], Engine], ears: Ears | None
) -> Page:
    if number > 1:
        with _image_errors():
            image.seek(number - 1)
    if image.width * image.height > config.max_pixels:
        raise InputError(
            f"page {number} has {image.width} x {image.height} pixels, more than the limit of {config.max_pixels}",
            f"allow them with --max-pixels {image.width * image.height} or scan at 300 dpi",
        )
    _load(image)
    resolution, source = resolution_of(image.width, image.height, image.info.get("dpi"))
    picture, dpi = _prepare(image, resolution)
    width, height = (round(pixels * 72.0 / dpi, 2) for pixels in picture.size)
    if not has_ink(picture):
        return Page(number, "", (), Origin.BLANK, "the image is blank: no ink", width, height, resolution)
    recognition = recognise_image(picture, dpi, get_engine(), config)
    if recognition.quarter_turns % 2:
        width, height = height, width
    reason = f"an image ({dpi:.0f} dpi {source}); {recognition.account}"
    if not recognition.text:
        reason = f"{reason}; {NOTHING_READ}"
    hearing = ears.hear_recognition(recognition) if ears is not None else Hearing((), "")
    reason = f"{reason}; {hearing.account}" if hearing.account else reason
    return Page(
        number,
        recognition.text,
        recognition.words,
        Origin.RECOGNISED,
        reason,
        width,
        height,
        resolution,
        hearing.witnesses,
        recognition.quarter_turns,
    )


def _load(image: Image) -> None:
    """Decode the image that is to be read.

    Raises:
        InputError: it is damaged, cut off, or far too large.
    """
    with _image_errors():
        image.load()


def resolution_of(width: int, height: int, metadata: object) -> tuple[float, str]:
    """Give pixels per inch and where they come from: the file, or the guess that the image is an A4 page.

    >>> resolution_of(2480, 3508, (72, 72))
    (300.0, 'guessed from the size')
    >>> resolution_of(1000, 1000, (200, 200))
    (200.0, 'from the file')
    """
    try:
        stated = float(metadata[0]) if isinstance(metadata, tuple) else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        stated = 0.0
    if _LEAST_CREDIBLE_DPI <= stated <= _MOST_CREDIBLE_DPI:
        return stated, "from the file"
    guess = round(max(width, height) / _A4_LONG_SIDE_INCHES, 0)
    lowest, highest = _GUESSED_DPI
    return (guess, "guessed from the size") if lowest <= guess <= highest else (_BEST_DPI, "assumed")


def upright_grey(image: Image) -> Image:
    """Turn an image upright, lay it on white and make it grey."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        coloured = upright.convert("RGBA")
        white = Image.new("RGBA", coloured.size, "white")
        upright = Image.alpha_composite(white, coloured)
    if upright.mode.startswith("I"):
        # Pillow cuts 16-bit grey at 255 instead of scaling it.
        upright = upright.convert("I").point(lambda value: value * (1 / 256))
    return upright.convert("L")


def page_image(data: bytes) -> tuple[Image, float]:
    """Return the first page of an image file as it is recognised, and its pixels per inch.

    Raises:
        InputError: it is damaged, cut off, or far too large.
    """
    with opened_image(data) as image:
        _load(image)
        resolution, _ = resolution_of(image.width, image.height, image.info.get("dpi"))
        return _prepare(image, resolution)


def _prepare(image: Image, dpi: float) -> tuple[Image, float]:
    """Make an image upright, grey and not finer than needed."""
    from PIL import Image

    grey = upright_grey(image)
    if dpi > _FINEST_DPI:
        size = (max(1, round(grey.width * _BEST_DPI / dpi)), max(1, round(grey.height * _BEST_DPI / dpi)))
        return grey.resize(size, Image.Resampling.BOX), _BEST_DPI
    return grey, dpi
