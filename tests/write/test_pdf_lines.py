"""Words of a line stand on one base line and are of one height, however tightly the engine drew their boxes."""

from __future__ import annotations

import pytest

from ocrfix.model import Box
from ocrfix.write.pdf_lines import levelled
from ocrfix.write.pdf_words import LayerWord

# Foot and head of print of 10 points above and below its base line, as an engine measures it.
_FOOT, _HEAD, _LOW = 3.0, 8.0, 6.0


def drawn(text: str, x0: float, base: float, size: float = 1.0, *, is_last: bool = False) -> LayerWord:
    """Draw a box around the ink of a word that stands on a base line."""
    foot = base + _FOOT * size if any(c in "gjpqy" for c in text) else base
    head = base - (_HEAD if any(c.isupper() or c in "bdfhklt" for c in text) else _LOW) * size
    if not any(map(str.isalnum, text)):
        head, foot = base - 3 * size, base - 2 * size
    return LayerWord(text, Box(x0, head, x0 + 6 * len(text), foot), (), is_last=is_last)


def extents(words: tuple[LayerWord, ...]) -> list[tuple[float, float]]:
    return [(round(word.box.top, 2), round(word.box.bottom, 2)) for word in words]


def test_all_words_of_a_line_reach_from_its_foot_to_its_head() -> None:
    line = [drawn("Ziel", 0, 100), drawn("an", 40, 100), drawn("–", 60, 100), drawn("möglich", 80, 100, is_last=True)]
    found = levelled(line)
    assert extents(found) == [(92.0, 103.0)] * 4
    assert [(word.box.x0, word.box.x1) for word in found] == [(word.box.x0, word.box.x1) for word in line]


def test_a_skewed_line_keeps_its_slope() -> None:
    line = [drawn(text, 60 * place, 100 + place) for place, text in enumerate(("Der", "Bund", "an", "Land"))]
    found = levelled(line)
    assert [round(word.box.bottom, 0) for word in found] == pytest.approx([102, 103, 104, 105], abs=1)
    assert [word.box.bottom - word.box.top for word in found] == pytest.approx([8 * 1.28] * 4, abs=0.1)


def test_lines_of_one_print_get_one_height_and_a_heading_keeps_its_own() -> None:
    lines = [
        drawn("Antwort", 0, 50, 2.0), drawn("Frage", 100, 50, 2.0, is_last=True),
        drawn("Die", 0, 100), drawn("Länder", 40, 100, is_last=True),
        drawn("Der", 0, 120), drawn("Beitrag", 40, 120, is_last=True),
        drawn("Das", 0, 140), drawn("Jahr", 40, 140, is_last=True),
    ]  # fmt: skip
    heights = [round(word.box.bottom - word.box.top, 1) for word in levelled(lines)]
    assert heights[0] == heights[1] == 22.0
    assert len(set(heights[2:])) == 1


def test_cells_at_different_heights_and_an_initial_stay_as_they_were() -> None:
    cells = [drawn("Name", 0, 100), drawn("Ort", 60, 108), drawn("Datum", 120, 96), drawn("Zahl", 180, 104)]
    assert list(levelled(cells)) == cells
    initial = LayerWord("D", Box(0, 80, 20, 120), ())
    line = [initial, drawn("Er", 30, 100), drawn("kommt", 60, 100), drawn("Land", 120, 100, is_last=True)]
    assert levelled(line)[0] == initial


def test_a_line_without_a_tall_letter_tells_nothing() -> None:
    line = [drawn("nur", 0, 100), drawn("wo", 40, 100, is_last=True)]
    assert list(levelled(line)) == line


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_writing_in_any_direction_is_levelled(turns: int) -> None:
    # The same line as it lies on a page that was turned; what was the height is across the writing there.
    line = [drawn("Ziel", 0, 100), drawn("an", 40, 100), drawn("möglich", 80, 100, is_last=True)]

    def turn(box: Box) -> Box:
        return {
            1: Box(box.top, -box.x1, box.bottom, -box.x0),
            2: Box(-box.x1, -box.bottom, -box.x0, -box.top),
            3: Box(-box.bottom, box.x0, -box.top, box.x1),
        }[turns]

    laid = [LayerWord(word.text, turn(word.box), (), turns, word.is_last) for word in line]
    assert [word.box for word in levelled(laid)] == [turn(word.box) for word in levelled(line)]
