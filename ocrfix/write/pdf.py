"""Gives a PDF back with its invisible text corrected and everything else as it was.

Bird's-eye view: :func:`corrected_pdf` decides for each page whether it gets a new layer, takes the old invisible text
out (:mod:`ocrfix.write.pdf_content`), writes the corrected words into their boxes (:mod:`ocrfix.write.pdf_words`,
:mod:`ocrfix.write.pdf_layer`), notes it in the metadata (:mod:`ocrfix.write.pdf_note`) and compares the result with the
input (:mod:`ocrfix.write.pdf_check`) before it hands the bytes on. Start reading there.

German example: in the layer of a scan ``fir`` becomes ``für`` in the same box; the picture of the page stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeAlias

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.edits import edits_by_page, edits_of
from ocrfix.errors import InputError
from ocrfix.extract.geometry import PageFrame, turn_box
from ocrfix.extract.kind import HEAD_BYTES, SourceKind, kind_of
from ocrfix.extract.opening import open_pdf
from ocrfix.extract.selection import Reading, choose_reading
from ocrfix.extract.textlayer import FileWord, frame_of, read_layer, words_in_file_order
from ocrfix.model import Box, CorrectionResult, Edit, Origin, Page, PlacedWord
from ocrfix.records import dataclass
from ocrfix.write.pdf_check import WITHOUT_PDF, check_written, open_for_writing
from ocrfix.write.pdf_content import compressed, own_resources, without_invisible_text
from ocrfix.write.pdf_font import character_codes, make_font
from ocrfix.write.pdf_layer import FONT_KEY, layer_content
from ocrfix.write.pdf_lines import levelled
from ocrfix.write.pdf_note import write_note
from ocrfix.write.pdf_words import LayerWord, corrected_words, narrowed

# Neither pikepdf nor pypdfium2 carries types that would help here.
Pdf: TypeAlias = Any
PdfPage: TypeAlias = Any

Layers: TypeAlias = Mapping[int, tuple[PageFrame, tuple[LayerWord, ...]]]

# Writing that is so many times as high as wide runs up the page.
_UPRIGHT_RATIO = 2.0
_FEWEST_LETTERS_UPRIGHT = 3


@dataclass(frozen=True, slots=True)
class PdfCopy:
    """The bytes of ``NAME.pdf``, the pages that got a new layer, and the changes that are in the text only."""

    data: bytes
    pages: tuple[int, ...]
    left_out: int


def refuse_unwritable(data: bytes, password: str | None = None) -> None:
    """Refuse a PDF that may not be changed; whether it can be read at all is for its reader to say.

    Raises:
        InputError: it is signed or protected.
    """
    if kind_of(data[:HEAD_BYTES]) is not SourceKind.PDF:
        return
    try:
        open_for_writing(data, password).close()
    except InputError as error:
        if error.__cause__ is None:
            raise


def corrected_pdf(
    data: bytes,
    result: CorrectionResult,
    config: ExtractConfig,
    version: str,
    is_alive: Callable[[], None] = lambda: None,
    *,
    for_web: bool = False,
) -> PdfCopy:
    """Make ``NAME.pdf`` of the input ``data``, which comes back byte for byte when no page changes.

    ``is_alive`` is called after each page, for those who wait; ``for_web`` puts the first page first (linearised).

    Raises:
        InputError: the PDF is signed, protected or too damaged to be written again.
        OutputError: what was written does not read back as it was meant.
    """
    import pikepdf

    with closing(open_for_writing(data, config.password)) as pdf:
        layers = plan_layers(data, result, config.password, is_alive)
        left_out = sum(edit.page_number not in layers for edit in edits_of(result))
        if not layers:
            return PdfCopy(data, (), left_out)
        try:
            _write_layers(pdf, layers, is_alive)
            write_note(pdf, f"ocrfix {version}", _note(result, layers))
            written = _saved(pdf, for_web=for_web)
        except (pikepdf.PdfError, IndexError, ValueError, TypeError, AttributeError, RuntimeError) as error:
            raise InputError("the PDF is too damaged to be written again", WITHOUT_PDF) from error
    words = {number: words for number, (_, words) in layers.items()}
    check_written(data, written, words, config.max_pixels, is_alive)
    return PdfCopy(written, tuple(sorted(layers)), left_out)


def plan_layers(
    data: bytes, result: CorrectionResult, password: str | None = None, is_alive: Callable[[], None] = lambda: None
) -> Layers:
    """Choose the pages that get a new layer and the words of each; see docs/pdf.md for the rules."""
    layers: dict[int, tuple[PageFrame, tuple[LayerWord, ...]]] = {}
    edits_on = edits_by_page(result)
    with closing(open_pdf(data, password)) as document:
        for page in result.document.pages:
            edits = edits_on.get(page.number, ())
            if page.origin is Origin.RECOGNISED or (page.origin is Origin.OCR_LAYER and edits):
                with closing(document[page.number - 1]) as pdf_page:
                    words = _words_to_write(page, edits, pdf_page)
                    if words:
                        layers[page.number] = frame_of(pdf_page), words
                is_alive()
    return layers


def _words_to_write(page: Page, edits: Sequence[Edit], pdf_page: PdfPage) -> tuple[LayerWord, ...]:
    """Give the words of a page's new layer; none when the page stays as it is."""
    if page.origin is Origin.RECOGNISED:
        choice = choose_reading(read_layer(pdf_page).facts, OcrMode.AUTO)
        if choice.reading is Reading.USE_LAYER and choice.origin is Origin.BORN_DIGITAL:
            return ()
    in_file = words_in_file_order(pdf_page)
    read = {(word.text, word.box): word for word in in_file}

    def source_of(word: PlacedWord) -> FileWord | None:
        return read.get((page.text[word.span.start : word.span.end], word.box))

    def turns_of(word: PlacedWord) -> int:
        source = source_of(word)
        return source.quarter_turns if source is not None else _guessed_turns(word)

    def is_visible(word: LayerWord) -> bool:
        sources = [source_of(placed) for placed in word.sources]
        return all(source is not None and not source.is_invisible for source in sources)

    if page.quarter_turns:
        words = [_turned_back(word, page) for word in corrected_words(page, edits)]
    else:
        words = [word for word in corrected_words(page, edits, turns_of) if not is_visible(word)]
    if page.origin is Origin.OCR_LAYER:
        old = [word.text for word in in_file if word.is_invisible]
        return () if sorted(word.text for word in words) == sorted(old) else narrowed(words)
    shown = [word for word in in_file if not word.is_invisible]
    # The boxes of a layer come from its font; those of an engine were drawn around the ink.
    return narrowed(levelled([word for word in words if not _is_shown(word, shown)]))


def _turned_back(word: LayerWord, page: Page) -> LayerWord:
    """Put a word of a page that was turned for reading where it stands in the file."""
    box = turn_box(word.box, -page.quarter_turns, page.width, page.height)
    return replace(word, box=box, quarter_turns=page.quarter_turns)


def _guessed_turns(word: PlacedWord) -> int:
    width, height = word.box.x1 - word.box.x0, word.box.bottom - word.box.top
    is_upright = word.span.end - word.span.start >= _FEWEST_LETTERS_UPRIGHT and height > _UPRIGHT_RATIO * width
    return 1 if is_upright else 0


def _is_shown(word: LayerWord, shown: Sequence[FileWord]) -> bool:
    """Say whether a recognised word stands in the page's visible text already, as a digital stamp does."""
    return any(other.text == word.text and _holds(other.box, word.box) for other in shown)


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _write_layers(pdf: Pdf, layers: Layers, is_alive: Callable[[], None]) -> None:
    import pikepdf

    codes = character_codes(word.text for _, words in layers.values() for word in words)
    font = make_font(pdf, codes)
    pages = list(pdf.pages)
    for number, (frame, words) in sorted(layers.items()):
        page = pages[number - 1]
        without_invisible_text(pdf, page, number)
        own_resources(page, "/Font")[FONT_KEY] = font
        # The layer comes first: there the page's own coordinates hold, whatever its content does to them later.
        layer = compressed(pdf, layer_content(words, frame, codes))
        content = page.obj.get("/Contents", None)
        rest = list(content) if isinstance(content, pikepdf.Array) else [content] if content is not None else []
        page.obj.Contents = pikepdf.Array([layer, *rest])
        is_alive()


def _note(result: CorrectionResult, layers: Layers) -> str:
    corrected = sum(edit.page_number in layers for edit in edits_of(result))
    pages = ", ".join(map(str, sorted(layers)))
    return f"invisible text of page {pages} written with {corrected} corrections; images and visible content kept"


def _saved(pdf: Pdf, *, for_web: bool) -> bytes:
    """Write the file with every stream as it is stored and an identifier that follows from the content."""
    import pikepdf

    target = BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        linearize=for_web,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.preserve,
    )
    return target.getvalue()
