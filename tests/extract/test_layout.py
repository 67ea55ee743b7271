from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.extract.columns import regions_in_reading_order
from ocrfix.extract.geometry import PageFrame, turn_box
from ocrfix.extract.layout import ReadWord, arrange, compose
from ocrfix.model import Box

HEIGHT = 10.0
PITCH = 12.0


def set_line(text: str, x: float, top: float, width: float | None = None) -> list[ReadWord]:
    """Set words at 5 points a character; justified when ``width`` is given."""
    words = text.split(" ")
    natural = sum(5 * len(word) for word in words)
    space = 3.0 if width is None or len(words) == 1 else (width - natural) / (len(words) - 1)
    placed = []
    for word in words:
        placed.append(ReadWord(word, Box(x, top, x + 5 * len(word), top + HEIGHT)))
        x += 5 * len(word) + space
    return placed


def set_column(prefix: str, rows: int, x: float, top: float, seed: int = 1) -> tuple[list[ReadWord], list[str]]:
    generator = random.Random(seed)
    words: list[ReadWord] = []
    lines = []
    for row in range(rows):
        line = " ".join(f"{prefix}{row}" + "x" * generator.randint(0, 6) for _ in range(5))
        lines.append(line)
        words += set_line(line, x, top + row * PITCH, 220)
    return words, lines


def text_of(words: list[ReadWord]) -> str:
    return compose(arrange(words))[0]


def test_left_column_is_read_before_the_right_one() -> None:
    left, left_lines = set_column("l", 20, 50, 100)
    right, right_lines = set_column("r", 20, 285, 100, seed=2)
    mixed = sorted(left + right, key=lambda word: (word.box.top, word.box.x0))
    assert text_of(mixed).split("\n") == left_lines + right_lines


def test_columns_need_not_stand_on_the_same_lines() -> None:
    left, left_lines = set_column("l", 20, 50, 100)
    right, right_lines = set_column("r", 20, 285, 105.5, seed=2)
    mixed = sorted(left + right, key=lambda word: (word.box.top, word.box.x0))
    assert text_of(mixed).split("\n") == left_lines + right_lines


def test_a_heading_over_both_columns_comes_first_and_one_between_splits_them() -> None:
    head = set_line("Bericht des Ausschusses für ländliche Bibliotheken und Archive", 50, 60)
    upper_left, lines_1 = set_column("a", 8, 50, 100)
    upper_right, lines_2 = set_column("b", 8, 285, 100)
    middle_line = "Beschlussempfehlung über alle Spalten hinweg gesetzt von Rand zu Rand auf ganzer Breite"
    middle = set_line(middle_line, 50, 220)
    lower_left, lines_3 = set_column("c", 8, 50, 260)
    lower_right, lines_4 = set_column("d", 8, 285, 260)
    words = head + upper_left + upper_right + middle + lower_left + lower_right
    random.Random(3).shuffle(words)
    read = [line for line in text_of(words).split("\n") if line]
    assert read[0].startswith("Bericht des")
    assert read[1:] == [*lines_1, *lines_2, middle_line, *lines_3, *lines_4]


def test_three_columns_are_read_from_left_to_right() -> None:
    columns = [set_column(prefix, 15, x, 100, seed=7) for prefix, x in (("a", 20), ("b", 255), ("c", 490))]
    words = sorted((word for words, _ in columns for word in words), key=lambda word: (word.box.top, word.box.x0))
    assert text_of(words).split("\n") == [line for _, lines in columns for line in lines]


def test_a_running_head_with_words_over_both_columns_stays_one_line() -> None:
    head = set_line("Deutscher Bundestag", 50, 60) + set_line("Seite 14893", 430, 60)
    left, _ = set_column("l", 12, 50, 100)
    right, _ = set_column("r", 12, 285, 100)
    assert text_of(head + left + right).startswith("Deutscher Bundestag Seite 14893\n\nl0")


def test_a_table_is_read_row_by_row() -> None:
    words = []
    for row in range(8):
        top = 100 + 3 * PITCH * row
        words += set_line(f"Prof. Dr. Name{row}", 50, top)
        words += set_line(f"Universität Ort{row} Lehrstuhl für Staatsrecht", 285, top)
    assert text_of(words).startswith("Prof. Dr. Name0 Universität Ort0 Lehrstuhl für Staatsrecht")


def test_numbers_before_paragraphs_are_no_column() -> None:
    words = []
    for row in range(10):
        words += set_line(f"{row}.", 50, 100 + PITCH * row)
        words += set_line("Wie bewertet die Landesregierung dieses Schreiben", 80, 100 + PITCH * row)
    assert text_of(words).startswith("0. Wie bewertet die")


@pytest.mark.parametrize("seed", range(5))
def test_justified_text_of_one_column_is_not_split(seed: int) -> None:
    generator = random.Random(seed)
    words: list[ReadWord] = []
    lines = []
    for row in range(40):
        line = "w" * generator.randint(2, 13)
        while len(line) < 78:
            line += " " + "w" * generator.randint(2, 13)
        lines.append(line)
        words += set_line(line, 50, 80 + PITCH * row, 470)
    assert text_of(words).split("\n") == lines


def test_a_skewed_line_stays_one_line() -> None:
    words = []
    for row in range(6):
        for word in set_line(
            "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn", 50, 100 + PITCH * row
        ):
            drop = (word.box.x0 - 50) * 0.02
            box = Box(word.box.x0, word.box.top + drop, word.box.x1, word.box.bottom + drop)
            words.append(ReadWord(word.text, box))
    by_height = sorted(words, key=lambda word: word.box.top)
    assert (
        text_of(by_height).split("\n")
        == ["eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn"] * 6
    )


def test_a_gap_between_lines_becomes_an_empty_line() -> None:
    words = [word for row in range(4) for word in set_line("Text der Vorbemerkung", 50, 100 + PITCH * row)]
    words += [word for row in range(4) for word in set_line("Text der Antwort", 50, 170 + PITCH * row)]
    blocks = text_of(words).split("\n\n")
    assert [len(block.split("\n")) for block in blocks] == [4, 4]


def test_a_sentence_that_ends_at_the_foot_of_a_column_ends_its_paragraph() -> None:
    left, _ = set_column("l", 8, 50, 100)
    right, right_lines = set_column("r", 8, 285, 100)
    last = left[-1]
    left[-1] = ReadWord("Schluss.", last.box)
    assert text_of(left + right).endswith("Schluss.\n\n" + "\n".join(right_lines))


boxes = st.builds(
    lambda x, top, width, height: Box(x, top, x + width, top + height),
    st.floats(0, 500),
    st.floats(0, 800),
    st.floats(0, 120),
    st.floats(0, 30),
)


@given(st.lists(boxes, max_size=60))
def test_every_word_comes_exactly_once_and_its_span_shows_it(places: list[Box]) -> None:
    words = [ReadWord(f"w{index}", box) for index, box in enumerate(places)]
    text, placed = compose(arrange(words))
    assert sorted(text[word.span.start : word.span.end] for word in placed) == sorted(word.text for word in words)
    assert sorted(text.split()) == sorted(word.text for word in words)
    regions = regions_in_reading_order(places)
    assert sorted(index for region in regions for index in region) == list(range(len(places)))


@given(boxes, st.integers(0, 3))
def test_turning_a_box_and_back_changes_nothing(box: Box, turns: int) -> None:
    width, height = 595.0, 842.0
    turned = turn_box(box, turns, width, height)
    sides = (height, width) if turns % 2 else (width, height)
    back = turn_box(turned, -turns, *sides)
    assert (back.x0, back.top, back.x1, back.bottom) == pytest.approx((box.x0, box.top, box.x1, box.bottom))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_visible_page_maps_onto_itself(rotation: int) -> None:
    frame = PageFrame(10, 20, 210, 120, rotation)
    assert frame.to_page(10, 20, 210, 120) == Box(0, 0, frame.width, frame.height)
    assert frame.shows(frame.to_page(100, 60, 110, 70))
    assert not frame.shows(frame.to_page(0, 0, 5, 5))
