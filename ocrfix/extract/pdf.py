"""PDF pages: the text layer where it can be trusted, recognition where not.

Bird's-eye view: :func:`read_pdf` opens the document, and each page goes layer -> choice -> page:
:func:`ocrfix.extract.textlayer.read_layer`, :func:`ocrfix.extract.selection.choose_reading`, and if need be
:func:`ocrfix.extract.recognition.recognise_image`. Never more than one page image is held, and everything runs
in one thread because PDFium is not made for more. Start reading at :func:`read_pdf`.

German example: a scanned Drucksache with an invisible layer that lacks every umlaut is recognised again, a
born-digital one is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import InputError
from ocrfix.extract.engines import Engine
from ocrfix.extract.geometry import turn_box
from ocrfix.extract.opening import ERROR_PASSWORD, PdfDocument, open_pdf
from ocrfix.extract.page_numbers import selected_numbers
from ocrfix.extract.recognition import NOTHING_READ, affordable_dpi, has_ink, mean_shade, recognise_image
from ocrfix.extract.selection import Choice, Judge, Reading, choose_reading, has_lost_layer
from ocrfix.extract.witnesses import Ears, layer_witness
from ocrfix.model import Origin, Page, PageFeature, PlacedWord, Witness
from ocrfix.packed import with_packed_words
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

    from ocrfix.extract.drawing import PdfPage
    from ocrfix.extract.textlayer import Layer

# A scan of a resolution in this range (dpi) is read as it is; coarser ones are enlarged, finer ones made coarser.
_NATIVE_DPI = (150.0, 400.0)
# Grey levels between the mean of the stored pixels and that of the page as shown; more means that the image is
# stored inverted or shown through a mask.
_SAME_SHADE = 6.0
_INK_DPI = 60
_ERROR_SECURITY = 5


@dataclass(frozen=True, slots=True)
class PdfReader:
    """What reading a page of a PDF needs; ``get_engine`` is asked only when a page must be recognised.

    ``ears`` has doubtful words read again, None leaves each page with one reading.
    """

    config: ExtractConfig
    get_engine: Callable[[], Engine]
    judge: Judge | None = None
    ears: Ears | None = None


def read_pdf(data: bytes, reader: PdfReader, progress: Callable[[int, int], None] | None = None) -> tuple[Page, ...]:
    """Read the selected pages of a PDF; ``progress`` gets pages done and in all.

    Raises:
        InputError: not a readable PDF, a password is missing or wrong, or a limit is exceeded.
        EngineError: a page must be recognised and the engine is missing or failed.
    """
    pages = []
    with _open(data, reader.config.password) as document:
        numbers = selected_numbers(len(document), reader.config)
        for number in numbers:
            pages.append(with_packed_words(_read_page(document, number, reader), len(numbers)))
            if progress is not None:
                progress(len(pages), len(numbers))
    return tuple(pages)


def pdf_page_numbers(data: bytes, config: ExtractConfig) -> tuple[int, ...]:
    """Name the pages that would be read, without reading them.

    Raises:
        InputError: not a readable PDF, a password is missing or wrong, or a limit is exceeded.
    """
    with _open(data, config.password) as document:
        return selected_numbers(len(document), config)


@contextmanager
def _open(data: bytes, password: str | None) -> Iterator[PdfDocument]:
    import pypdfium2

    try:
        document = open_pdf(data, password)
    except pypdfium2.PdfiumError as error:
        raise _opening_error(getattr(error, "err_code", None), password) from error
    with closing(document):
        if len(document) == 0:
            raise InputError("the PDF has no pages", "check the file with: pdfinfo FILE")
        yield document


def _opening_error(code: int | None, password: str | None) -> InputError:
    if code == ERROR_PASSWORD and password is None:
        return InputError(
            "the PDF needs a password to open", "write it into a file and name that: --password-file FILE"
        )
    if code == ERROR_PASSWORD:
        return InputError("the password does not open the PDF", "check the file named with --password-file")
    if code == _ERROR_SECURITY:
        return InputError("the PDF is encrypted in a way that cannot be opened", "save a copy without encryption")
    return InputError(
        "the PDF is damaged or cut off: its beginning is a PDF's, the rest cannot be read",
        "fetch the file again, or repair it with: mutool clean FILE REPAIRED or qpdf FILE REPAIRED",
    )


def _read_page(document: PdfDocument, number: int, reader: PdfReader) -> Page:
    import pypdfium2

    from ocrfix.extract.textlayer import read_layer

    try:
        with closing(document[number - 1]) as page:
            layer = read_layer(page)
            choice = choose_reading(layer.facts, reader.config.ocr, reader.config.languages, reader.judge)
            if choice.reading is Reading.RECOGNISE:
                return _recognise(page, number, layer, choice, reader)
            if choice.origin is Origin.OCR_LAYER and reader.ears is not None and layer.scan is not None:
                return _heard_layer(page, number, layer, choice, reader, reader.ears)
    except pypdfium2.PdfiumError as error:
        raise InputError(
            f"page {number} is damaged and cannot be read", "leave it out with --pages, or repair the PDF with qpdf"
        ) from error
    return _page(number, layer, layer.text, layer.words, choice.origin, choice.reason)


def _page(
    number: int,
    layer: Layer,
    text: str,
    words: tuple[PlacedWord, ...],
    origin: Origin,
    reason: str,
    witnesses: tuple[Witness, ...] = (),
) -> Page:
    width, height = round(layer.frame.width, 2), round(layer.frame.height, 2)
    features = (PageFeature.FORM,) if layer.has_fields else ()
    return Page(number, text, words, origin, reason, width, height, witnesses=witnesses, features=features)


def _heard_layer(page: PdfPage, number: int, layer: Layer, choice: Choice, reader: PdfReader, ears: Ears) -> Page:
    """Take the layer, and have its doubtful words read again from the image."""
    dpi = _dpi_of(layer, reader.config)
    hearing = ears.hear_layer(lambda: _image_of(page, layer, dpi), dpi, layer.text, layer.words)
    reason = f"{choice.reason}; {hearing.account}" if hearing.account else choice.reason
    return _page(number, layer, layer.text, layer.words, choice.origin, reason, hearing.witnesses)


def _dpi_of(layer: Layer, config: ExtractConfig) -> float:
    wanted = rendering_dpi(layer.scan.dpi if layer.scan else 0.0, config.resolution_dpi)
    return affordable_dpi(layer.frame.width, layer.frame.height, wanted, config.max_pixels)


def _recognise(page: PdfPage, number: int, layer: Layer, choice: Choice, reader: PdfReader) -> Page:
    is_without_text = not layer.text or reader.config.ocr is OcrMode.ALWAYS
    if is_without_text and not has_ink(_render(page, _INK_DPI)):
        if layer.text:
            return _kept_layer(number, layer, f"{choice.reason}; the page shows no ink")
        return _page(number, layer, "", (), Origin.BLANK, "the page is blank: no text layer and no ink")
    config = reader.config
    engine = reader.get_engine()
    dpi = _dpi_of(layer, config)
    recognition = recognise_image(_image_of(page, layer, dpi), dpi, engine, config)
    reason = f"{choice.reason}; {recognition.account}"
    if has_lost_layer(layer.facts, recognition.text, config.ocr):
        return _kept_layer(number, layer, reason)
    if not recognition.text:
        reason = f"{reason}; {NOTHING_READ}"
    witnesses: tuple[Witness, ...] = ()
    if reader.ears is not None:
        words = _turned_words(layer, recognition.quarter_turns)
        beside = layer_witness(words, layer.text) if layer.facts.is_reading else None
        hearing = reader.ears.hear_recognition(recognition, beside)
        witnesses = hearing.witnesses
        reason = f"{reason}; {hearing.account}" if hearing.account else reason
    page_read = _page(number, layer, recognition.text, recognition.words, Origin.RECOGNISED, reason, witnesses)
    if not recognition.quarter_turns:
        return page_read
    width, height = page_read.width, page_read.height
    if recognition.quarter_turns % 2:
        width, height = height, width
    return replace(page_read, width=width, height=height, quarter_turns=recognition.quarter_turns)


def _kept_layer(number: int, layer: Layer, reason: str) -> Page:
    """Take the layer after all; what stands in it must not vanish because the page could not be read anew."""
    reason = f"{reason}; the text layer stays, since recognition found less"
    return _page(number, layer, layer.text, layer.words, layer.facts.origin, reason)


def _turned_words(layer: Layer, quarter_turns: int) -> tuple[PlacedWord, ...]:
    """Give the words of a layer where they stand on the page as turned."""
    width, height = layer.frame.width, layer.frame.height
    return tuple(replace(word, box=turn_box(word.box, quarter_turns, width, height)) for word in layer.words)


def rendering_dpi(native_dpi: float, usual_dpi: float) -> float:
    """Give the resolution a page is read at: that of the scan that fills it when it is good for recognition.

    >>> rendering_dpi(200.3, 300), rendering_dpi(72, 300), rendering_dpi(0, 300)
    (200.3, 300, 300)
    """
    return native_dpi if _NATIVE_DPI[0] - 1 <= native_dpi <= _NATIVE_DPI[1] + 1 else usual_dpi


def _image_of(page: PdfPage, layer: Layer, dpi: float) -> Image:
    """Give the page as an image: the scan's own pixels where the page shows nothing else, else a rendering."""
    from ocrfix.extract.drawing import scanned_pixels

    if layer.scan is not None and layer.scan.is_alone and layer.scan.dpi == dpi:
        pixels = scanned_pixels(page, layer.scan)
        if abs(mean_shade(pixels) - mean_shade(_render(page, _INK_DPI, is_smooth=False))) <= _SAME_SHADE:
            return pixels
    return _render(page, dpi)


def _render(page: PdfPage, dpi: float, *, is_smooth: bool = True) -> Image:
    """Draw a page; where images need not be smooth, one of their pixels stands for many, in a fourth of the time."""
    # PDFium rounds the size up; a hair less makes an image that fills the page come out pixel by pixel.
    width = page.get_width() * dpi / 72.0
    scale = dpi / 72.0 * (round(width) - 0.01) / width if math.isclose(width, round(width), abs_tol=0.6) else dpi / 72.0
    with closing(page.render(scale=scale, grayscale=True, no_smoothimage=not is_smooth)) as bitmap:
        image: Image = bitmap.to_pil().copy()
    return image
