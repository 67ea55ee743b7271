"""A layer reads back as it was written, wherever its words stand."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.extract.geometry import PageFrame, turn_box
from ocrfix.extract.textlayer import FileWord, frame_of, words_in_file_order
from ocrfix.model import Box
from ocrfix.write.pdf_font import character_codes, make_font
from ocrfix.write.pdf_layer import FONT_KEY, layer_content
from ocrfix.write.pdf_words import LayerWord
from tests.extract.doubles import pdf_of


def read_back(words: list[LayerWord], rotation: int = 0) -> tuple[FileWord, ...]:
    """Write words onto an empty page and read them again."""
    with pikepdf.open(BytesIO(pdf_of("", Rotate=rotation))) as pdf:
        codes = character_codes(word.text for word in words)
        page = pdf.pages[0]
        page.Resources.Font[FONT_KEY] = make_font(pdf, codes)
        frame = PageFrame(0, 0, 595, 842, rotation)
        page.Contents = pdf.make_stream(layer_content(words, frame, codes))
        target = BytesIO()
        pdf.save(target)
    with closing(pypdfium2.PdfDocument(target.getvalue())) as document:
        assert frame_of(document[0]) == frame
        return words_in_file_order(document[0])


def word(text: str, x0: float, top: float, x1: float, bottom: float, *, is_last: bool = False) -> LayerWord:
    return LayerWord(text, Box(x0, top, x1, bottom), (), is_last=is_last)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_word_is_marked_in_its_box_however_page_and_writing_lie(rotation: int, turns: int) -> None:
    box = Box(100, 200, 180, 210) if turns % 2 == 0 else Box(100, 200, 110, 280)
    (read,) = read_back([LayerWord("Maßnahme", box, (), turns)], rotation)
    assert (read.text, read.quarter_turns, read.is_invisible) == ("Maßnahme", turns, True)
    for edge in ("x0", "top", "x1", "bottom"):
        assert getattr(read.box, edge) == pytest.approx(getattr(box, edge), abs=0.1)


@pytest.mark.parametrize(
    "words",
    [
        # Boxes that touch, overlap or hold each other, as Tesseract gives them on bad scans.
        [word("hat", 185.7, 355.8, 206.3, 364.9), word("in", 204.9, 358, 212.5, 364.9, is_last=True)],
        [word("(S.", 430.6, 411.4, 460.8, 423.2), word("22", 449.5, 410, 459.1, 424.1, is_last=True)],
        # Cells of a table that were read from right to left, and a line that ends just before the next word.
        [word("Monat", 105.8, 391.7, 123.1, 396.5, is_last=True), word("Tag", 81.6, 391.7, 91.4, 397.9, is_last=True)],
        [word("Geburts", 294.7, 208.6, 317.3, 213.4, is_last=True), word("datum", 317.8, 208.6, 334.8, 213.4)],
        # Narrow and tiny words, dots, and a dash that is a hair high.
        [word("1", 110.2, 341.5, 110.4, 351.7), word("§", 112.6, 341.5, 114.5, 351.7), word("–", 120, 346, 130, 346.1)],
        [word("." * 90, 100, 300, 400, 301, is_last=True), word("a", 100, 305, 100, 305)],
    ],
)
def test_words_of_difficult_boxes_come_back_in_order(words: list[LayerWord]) -> None:
    assert [read.text for read in read_back(words)] == [each.text for each in words]


@st.composite
def pages(draw: st.DrawFn) -> list[LayerWord]:
    """Draw lines of words as a recogniser gives them: uneven heights, small gaps, lines that touch."""
    words = []
    top = 50.0
    for _ in range(draw(st.integers(1, 5))):
        x0 = draw(st.floats(40, 80))
        count = draw(st.integers(1, 6))
        for index in range(count):
            text = draw(st.text("abgijlÄß§19.,-–", min_size=1, max_size=12))
            height, width = draw(st.floats(4, 14)), len(text) * draw(st.floats(1.5, 6))
            box = Box(x0, top + draw(st.floats(-1, 1)), x0 + width, top + height)
            words.append(LayerWord(text, box, (), is_last=index == count - 1))
            x0 += width + draw(st.floats(0.5, 8))
        top += draw(st.floats(9, 30))
    return words


def turned(words: list[LayerWord], turns: int, rotation: int = 0) -> list[LayerWord]:
    """Turn a page with its writing, so that quarter turns lay it flat again."""
    width, height = (595, 842) if (90 * turns + rotation) % 180 == 0 else (842, 595)
    return [replace(each, box=turn_box(each.box, -turns, width, height), quarter_turns=turns) for each in words]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_lines_of_one_word_come_back_in_order_however_page_and_writing_lie(rotation: int, turns: int) -> None:
    words = [
        word(text, 80, top, 80 + 5 * len(text), top + 9, is_last=True)
        for text, top in (("Antrag", 100), ("a", 115), ("Entschließungsantrag", 130), ("und", 145))
    ]
    assert [read.text for read in read_back(turned(words, turns, rotation), rotation)] == [each.text for each in words]


@settings(max_examples=40, deadline=None)
@given(pages())
def test_every_page_of_lines_comes_back_word_by_word(words: list[LayerWord]) -> None:
    assert [read.text for read in read_back(words)] == [each.text for each in words]
