"""What a page consists of is told from the boxes of its words."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.extract import read_document
from ocrfix.extract.features import _BLANK, with_features
from ocrfix.extract.layout import ReadWord, compose
from ocrfix.model import Box, Page, PageFeature
from tests.extract.doubles import pdf_of

HEIGHT = 800.0
BODY = [(0.0, "Die Mittel werden von den Gemeinden nach dem Gesetz an die Träger der Einrichtungen verteilt")] * 12


def page_of(rows: Sequence[tuple[float, Sequence[tuple[float, str]]]]) -> Page:
    """Place cells, each with its left edge, at the tops of their rows; a character is 5 points wide, 10 high."""
    lines = []
    for top, cells in rows:
        line = []
        for left, text in cells:
            x = left
            for word in text.split():
                line.append(ReadWord(word, Box(x, top, x + 5 * len(word), top + 10)))
                x += 5 * len(word) + 4
        lines.append(tuple(line))
    text, words = compose([tuple(lines)])
    return Page(1, text, words, width=600.0, height=HEIGHT)


def features(*rows: tuple[float, Sequence[tuple[float, str]]]) -> tuple[PageFeature, ...]:
    return with_features(page_of(rows)).features


def body(top: float = 100.0) -> list[tuple[float, Sequence[tuple[float, str]]]]:
    return [(top + 14 * number, [cell]) for number, cell in enumerate(BODY)]


def test_running_text_has_no_features() -> None:
    assert features(*body()) == ()


def test_a_head_with_a_number_is_both() -> None:
    head = (40.0, [(0.0, "Drucksache 17/1234 – 2 – Deutscher Bundestag")])
    assert features(head, *body()) == (PageFeature.HEAD, PageFeature.PAGE_NUMBER)


@pytest.mark.parametrize(
    "head",
    [
        (86.0, [(0.0, "Drucksache 17/1234 – 2 – Deutscher Bundestag")]),
        (40.0, [(0.0, "Bericht über die Lage der Gemeinden")]),
    ],
    ids=["close to the text", "a title"],
)
def test_what_is_no_head(head: tuple[float, Sequence[tuple[float, str]]]) -> None:
    assert features(head, *body()) == ()


def test_a_head_in_the_middle_of_the_page_is_none() -> None:
    head = (300.0, [(0.0, "Drucksache 17/1234 – 2 – Deutscher Bundestag")])
    assert features(head, *body(330.0)) == ()


def test_a_foot_and_a_lone_number() -> None:
    assert features(*body(), (770.0, [(0.0, "Landtag Brandenburg")])) == (PageFeature.FOOT,)
    assert features(*body(), (770.0, [(290.0, "- 4 -")])) == (PageFeature.PAGE_NUMBER,)


def test_cells_with_common_edges_are_a_table() -> None:
    rows = [(100.0 + 14 * n, [(0.0, "Bayern"), (200.0, str(100 + n)), (300.0, "12,5")]) for n in range(5)]
    assert features(*rows) == (PageFeature.TABLE,)


def test_names_with_a_figure_each_are_a_table() -> None:
    rows = [(100.0 + 14 * n, [(0.0, "Inspektion Forst"), (300.0, f"{57 + n}")]) for n in range(5)]
    assert features(*rows) == (PageFeature.TABLE,)


def test_cells_here_and_there_are_none() -> None:
    ragged = [(100.0 + 14 * n, [(0.0, "Bayern"), (130.0 + 37 * n, "links"), (330.0 + 31 * n, "so")]) for n in range(6)]
    assert features(*ragged) == ()
    few = [(100.0 + 14 * n, [(0.0, "Bayern"), (200.0, "100"), (300.0, "12,5")]) for n in range(2)]
    assert features(*few, *body(200.0)) == ()


def test_blanks_to_fill_in_are_a_form() -> None:
    rows = [(100.0 + 20 * n, [(0.0, f"Angabe {n}: ______________________")]) for n in range(4)]
    assert features(*rows) == (PageFeature.FORM,)
    contents = [(100.0 + 14 * n, [(0.0, f"Abschnitt {n} ............................ {n}")]) for n in range(6)]
    assert PageFeature.FORM not in features(*contents)


def test_boxes_to_tick_are_a_form_and_brackets_in_a_text_are_not() -> None:
    boxes = [(100.0 + 20 * n, [(0.0, f"Frage {n}"), (200.0, "[ja [nein")]) for n in range(3)]
    assert PageFeature.FORM in features(*boxes)
    quoted = [(100.0 + 14 * n, [(0.0, f"Das Gericht [der Senat] sah es so [sic] wie {n} andere")]) for n in range(6)]
    assert features(*quoted) == ()


def test_a_page_of_few_words_and_a_plain_text_have_none() -> None:
    assert features((40.0, [(0.0, "Landtag Brandenburg")])) == ()
    assert read_document(b"Seite 1\n\nText", "a.txt", ExtractConfig()).pages[0].features == ()


def test_an_empty_page_has_none() -> None:
    page = read_document(pdf_of("BT /F 9 Tf 9 9 Td (Seite) Tj ET", ""), "a.pdf", ExtractConfig(ocr=OcrMode.NEVER)).pages
    assert [each.features for each in page] == [(), ()]


@pytest.mark.parametrize("text", [". " * 40_000 + "x", "…" * 40_000 + "x"], ids=["dots", "ellipses"])
def test_a_long_row_of_dots_is_told_from_a_blank_in_a_moment(text: str) -> None:
    start = time.process_time()
    assert _BLANK.findall(text) == []
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("Name ........", 1),
        ("Name . . . . . . . . ", 1),
        ("Name .......", 0),
        ("Name ……", 0),
        ("Name …………", 1),
        ("____ ____", 2),
        ("usw.. . . . . . .", 1),
        ("Name ........ 12", 0),
    ],
)
def test_a_blank_is_told_by_its_dots_at_the_end_of_a_row(text: str, blanks: int) -> None:
    assert len(_BLANK.findall(text)) == blanks
