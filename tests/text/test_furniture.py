from __future__ import annotations

import pytest

from ocrfix.text.furniture import has_page_number, is_bundestag_head, is_furniture, is_page_number


@pytest.mark.parametrize(
    "line",
    [
        "",
        "12",
        "– 2 –",
        "Seite 3 von 7",
        "Seite 3/7",
        "Deutscher Bundestag – 17. Wahlperiode",
        "Drucksache 17/1234 – 2 – Deutscher Bundestag",
        "Landtag Brandenburg",
    ],
)
def test_heads_feet_and_numbers_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["Die Mittel sind knapp.", "Seite an Seite", "2014 wurden 12 Anträge gestellt", "II."])
def test_text_is_none(line: str) -> None:
    assert not is_furniture(line)
    assert not is_page_number(line)


@pytest.mark.parametrize(
    ("line", "has_number", "is_number"),
    [
        ("- 12 -", True, True),
        ("Blatt 3", True, True),
        ("§ 12", False, False),
        ("Deutscher Bundestag – 18. Wahlperiode – 3 – Drucksache 18/11273", True, False),
        ("Drucksache 18/11273", False, False),
        ("2 Landtag Brandenburg", True, False),
    ],
)
def test_a_page_number_is_found_in_a_head(line: str, has_number: bool, is_number: bool) -> None:
    assert (has_page_number(line), is_page_number(line)) == (has_number, is_number)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Deutscher Bundestag – 18. Wahlperiode -3- Drucksache 18/5489", True),
        ("Drucksache 373/1/25 -3- Bundesrat", False),
        ("Der Deutsche Bundestag möge beschließen:", False),
    ],
)
def test_the_heads_of_the_bundestag_name_it(line: str, expected: bool) -> None:
    assert is_bundestag_head(line) is expected
