"""The text layer of a PDF page: words with boxes, and what tells how far it can be trusted.

Bird's-eye view: :func:`read_layer` takes an open page of pypdfium2 and gives the words as text in reading order
(:mod:`ocrfix.extract.layout`) together with :class:`~ocrfix.extract.selection.LayerFacts`, on which
:func:`ocrfix.extract.selection.choose_reading` decides. Start reading at :func:`read_layer`.

German example: PDFium takes the hyphen out of "Bundesmi-" / "nisterium" and leaves a mark; here the printed
hyphen and the line end come back.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from ocrfix.extract.drawing import PdfPage, Scan, measure_drawing
from ocrfix.extract.geometry import PageFrame, turn_box
from ocrfix.extract.layout import Block, ReadWord, arrange, compose
from ocrfix.extract.selection import LayerFacts, is_odd_character
from ocrfix.model import Box, PlacedWord
from ocrfix.records import dataclass

# pypdfium2 carries no types.
PdfTextPage: TypeAlias = Any

# PDFium's marks for a hyphen that it took for a word break at a line end.
_HYPHEN_MARKS = frozenset((0x02, 0xFFFE))
_INVISIBLE = 3
# A glyph that is so many times its neighbour's height away belongs to another word, space or not.
_FAR_APART = 1.0
_OTHER_LINE = 0.6


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of a page in reading order, the facts for judging it, and the page's frame.

    ``scan`` is the one image that fills the page, None without one. ``has_fields`` says that it is a form to fill in.
    """

    text: str
    words: tuple[PlacedWord, ...]
    facts: LayerFacts
    frame: PageFrame
    scan: Scan | None
    has_fields: bool = False


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character with its box on the page laid flat; ``ends_word`` after a hyphen at a line end."""

    index: int
    text: str
    box: Box
    quarter_turns: int
    ends_word: bool
    is_odd: bool


@dataclass(frozen=True, slots=True)
class _LayerWord:
    """A word on the page laid flat by ``quarter_turns``."""

    glyphs: tuple[_Glyph, ...]
    is_invisible: bool

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def box(self) -> Box:
        return Box.around([glyph.box for glyph in self.glyphs])


def frame_of(page: PdfPage) -> PageFrame:
    """Give the visible part (crop box) and the rotation of a page of pypdfium2."""
    left, bottom, right, top = page.get_bbox()
    return PageFrame(left, bottom, right, top, page.get_rotation())


def read_layer(page: PdfPage) -> Layer:
    """Read the text layer of an open page of pypdfium2; a page without one gives an empty text.

    Raises:
        pypdfium2.PdfiumError: the page's content is damaged.
    """
    frame = frame_of(page)
    text_page = page.get_textpage()
    try:
        words = tuple(_words(text_page, frame))
    finally:
        text_page.close()
    text, placed = compose(_arrange_directions(words, frame))
    glyph_count = sum(len(word.glyphs) for word in words)
    drawing = measure_drawing(page, frame)
    facts = LayerFacts(
        text=text,
        invisible_share=sum(len(word.glyphs) for word in words if word.is_invisible) / max(glyph_count, 1),
        image_share=drawing.image_share,
        path_count=drawing.path_count,
        odd_share=sum(glyph.is_odd for word in words for glyph in word.glyphs) / max(glyph_count, 1),
    )
    return Layer(text, placed, facts, frame, drawing.scan, drawing.field_count > 0)


def _arrange_directions(words: tuple[_LayerWord, ...], frame: PageFrame) -> list[Block]:
    """Arrange each writing direction by itself, the one with most text first."""
    counts: Counter[int] = Counter()
    for word in words:
        counts[word.glyphs[0].quarter_turns] += len(word.glyphs)
    blocks: list[Block] = []
    for quarter_turns in sorted(counts, key=lambda turns: (-counts[turns], turns)):
        flat = [ReadWord(w.text, w.box) for w in words if w.glyphs[0].quarter_turns == quarter_turns]
        blocks += [_turn_back(block, quarter_turns, frame) for block in arrange(flat)]
    return blocks


def _turn_back(block: Block, quarter_turns: int, frame: PageFrame) -> Block:
    width, height = frame.width, frame.height
    if quarter_turns % 2:
        width, height = height, width
    return tuple(
        tuple(ReadWord(w.text, _rounded(turn_box(w.box, -quarter_turns, width, height)), w.confidence) for w in line)
        for line in block
    )


def _rounded(box: Box) -> Box:
    return Box(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))


def _words(text_page: PdfTextPage, frame: PageFrame) -> Iterator[_LayerWord]:
    glyphs: list[_Glyph] = []
    for glyph in _glyphs(text_page, frame):
        if glyphs and (glyph is None or not _belongs(glyphs[-1], glyph)):
            yield _layer_word(text_page, glyphs)
            glyphs = []
        if glyph is not None:
            glyphs.append(glyph)
    if glyphs:
        yield _layer_word(text_page, glyphs)


def _layer_word(text_page: PdfTextPage, glyphs: list[_Glyph]) -> _LayerWord:
    text_object = pdfium.FPDFText_GetTextObject(text_page, glyphs[0].index)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object) if text_object else 0
    return _LayerWord(tuple(glyphs), mode == _INVISIBLE)


def _belongs(before: _Glyph, after: _Glyph) -> bool:
    """Say whether two glyphs in sequence are of one word."""
    if before.ends_word or before.quarter_turns != after.quarter_turns:
        return False
    height = max(before.box.bottom - before.box.top, after.box.bottom - after.box.top, 1.0)
    drop = abs(after.box.top + after.box.bottom - before.box.top - before.box.bottom) / 2
    gap = after.box.x0 - before.box.x1
    return drop <= _OTHER_LINE * height and -2 * _FAR_APART * height <= gap <= _FAR_APART * height


def _glyphs(text_page: PdfTextPage, frame: PageFrame) -> Iterator[_Glyph | None]:
    """Give the visible page's glyphs in the order of the file, None for white space between them."""
    high_surrogate = 0
    for index in range(text_page.count_chars()):
        value = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= value < 0xDC00:
            high_surrogate = value
            continue
        if high_surrogate and 0xDC00 <= value < 0xE000:
            value = 0x10000 + ((high_surrogate - 0xD800) << 10) + (value - 0xDC00)
        high_surrogate = 0
        is_hyphen = value in _HYPHEN_MARKS or pdfium.FPDFText_IsHyphen(text_page, index) == 1
        text = "-" if is_hyphen else chr(value) if value <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
        if text.isspace():
            yield None
            continue
        yield _glyph(text_page, index, text, is_hyphen, frame)


def _glyph(text_page: PdfTextPage, index: int, text: str, is_hyphen: bool, frame: PageFrame) -> _Glyph | None:
    box = _glyph_box(text_page, index, frame)
    if box is None or not frame.shows(box):
        return None
    is_odd = is_odd_character(text) or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
    # Controls (a form feed above all) would break the page text; what they stood for is not known anyway.
    shown = "\N{REPLACEMENT CHARACTER}" if is_odd_character(text) and not _is_private(text) else text
    angle = pdfium.FPDFText_GetCharAngle(text_page, index)
    # PDFium counts the angle clockwise; turning the page the other way lays the writing flat.
    quarter_turns = -(round(angle / (math.pi / 2)) + frame.rotation // 90) % 4 if angle >= 0 else 0
    flat = turn_box(box, quarter_turns, frame.width, frame.height)
    return _Glyph(index, shown, flat, quarter_turns, is_hyphen, is_odd)


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff"


def _glyph_box(text_page: PdfTextPage, index: int, frame: PageFrame) -> Box | None:
    """Give the box of the font's full height, which makes even lines; the glyph's own where that is absurd."""
    tight = text_page.get_charbox(index)
    loose = text_page.get_charbox(index, loose=True)
    tight_height, loose_height = tight[3] - tight[1], loose[3] - loose[1]
    if not math.isfinite(sum(tight) + sum(loose)):
        return None
    is_absurd = loose_height <= 0 or (tight_height > 0 and loose_height > 40 * tight_height)
    return frame.to_page(*(tight if is_absurd else loose))


@dataclass(frozen=True, slots=True)
class FileWord:
    """A word in the order of the file, with its box on the page as shown.

    ``quarter_turns`` clockwise turns of the page lay its writing flat; ``is_invisible`` in text render mode 3.
    """

    text: str
    box: Box
    quarter_turns: int
    is_invisible: bool


def words_in_file_order(page: PdfPage) -> tuple[FileWord, ...]:
    """Give the words of a page of pypdfium2 as the file holds them, which is the order a viewer copies them in.

    Raises:
        pypdfium2.PdfiumError: the page's content is damaged.
    """
    frame = frame_of(page)
    text_page = page.get_textpage()
    try:
        return tuple(_file_word(word, frame) for word in _words(text_page, frame))
    finally:
        text_page.close()


def _file_word(word: _LayerWord, frame: PageFrame) -> FileWord:
    turns = word.glyphs[0].quarter_turns
    width, height = (frame.height, frame.width) if turns % 2 else (frame.width, frame.height)
    return FileWord(word.text, _rounded(turn_box(word.box, -turns, width, height)), turns, word.is_invisible)
