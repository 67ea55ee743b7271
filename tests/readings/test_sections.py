"""Section signs that were run together with their number are candidates where other readings show them."""

from __future__ import annotations

import pytest

from ocrfix.model import CharacterChoices
from ocrfix.readings.align import Heard
from ocrfix.readings.sections import section_reading

LATIN, ENGLISH = Heard("Latin", "§1", 0.9), Heard("eng", "§ 1", 0.8)
CONSIDERED = Heard("Latin", "$1", 0.6, (CharacterChoices(1, ("§", "8")),))


@pytest.mark.parametrize(
    ("text", "said", "is_heading", "expected"),
    [
        ("81", (LATIN, ENGLISH), False, "§ 1"),
        ("S1", (LATIN, ENGLISH), False, "§ 1"),
        ("81", (CONSIDERED, ENGLISH), False, "§ 1"),
        ("sı", (LATIN, ENGLISH), True, "§ 1"),
        ("Sl", (LATIN, ENGLISH), False, "§ 1"),
        ("$ı", (LATIN, ENGLISH), False, "§ 1"),
        ("si", (Heard("Latin", "si", 0.9), Heard("eng", "si", 0.9)), True, ""),
        ("so", (LATIN, ENGLISH), True, ""),
        ("81", (LATIN,), True, "§ 1"),
        ("81", (LATIN,), False, ""),
        ("81", (CONSIDERED,), True, ""),
        ("81", (Heard("Latin", "81", 0.9), Heard("eng", "81", 0.9)), True, ""),
        ("91", (LATIN, ENGLISH), True, ""),
        ("82", (LATIN, ENGLISH), True, ""),
        ("§1", (LATIN, ENGLISH), True, ""),
        ("8.1", (LATIN, ENGLISH), False, "§ 1"),
        ("8.2", (LATIN, ENGLISH), False, ""),
        ("81", (LATIN, Heard("eng", "§& 1", 0.5)), False, "§ 1"),
        ("81", (LATIN, Heard("eng", "&& 1", 0.5)), False, ""),
        ("s1", (CONSIDERED, Heard("eng", "S1", 0.5, (CharacterChoices(1, ("§",)),))), False, "§ 1"),
        ("s1", (CONSIDERED, Heard("eng", "s1", 0.5, (CharacterChoices(1, ("§",)),))), False, ""),
        ("81", (CONSIDERED, Heard("eng", "S1", 0.5, (CharacterChoices(1, ("§",)),))), False, ""),
    ],
)
def test_two_readings_or_one_and_the_place(text: str, said: tuple[Heard, ...], is_heading: bool, expected: str) -> None:
    assert section_reading(text, said, is_heading=is_heading, is_before_number=False) == expected


def test_a_double_sign_before_a_number() -> None:
    said = (Heard("Latin", "§§", 0.9), Heard("eng", "§§", 0.9))
    assert section_reading("58", said, is_heading=False, is_before_number=True) == "§§"
    assert section_reading("58", said, is_heading=False, is_before_number=False) == ""


def test_a_sign_run_together_with_the_number_of_an_item() -> None:
    said = (Heard("Latin", "3.5", 0.6, (CharacterChoices(3, ("§", "8")),)), Heard("eng", "3. §", 0.8))
    assert section_reading("3.8", said, is_heading=False, is_before_number=True) == "3. §"
    assert section_reading("3.8", said, is_heading=False, is_before_number=False) == ""
    assert section_reading("3.8", said[1:], is_heading=False, is_before_number=True) == ""


def test_headings_that_count_up_make_a_sign_of_what_was_considered_only() -> None:
    said = (CONSIDERED, Heard("eng", "81", 0.8, (CharacterChoices(1, ("§",)),)))

    def ask(*, is_heading: bool, counted: str) -> str:
        return section_reading("81", said, is_heading=is_heading, is_before_number=False, counts=lambda n: n == counted)

    assert ask(is_heading=True, counted="1") == "§ 1"
    assert ask(is_heading=True, counted="2") == ""
    assert ask(is_heading=False, counted="1") == ""


@pytest.mark.parametrize(
    ("text", "read", "expected"),
    [("8.6", "§. 6", "§ 6"), ("88.6", "§§. 6", "§§ 6"), ("8.6", "§, 6", ""), ("Ss2", "$ 2", "§ 2"), ("Ss2", "Ss2", "")],
)
def test_specks_and_shapes_of_a_sign(text: str, read: str, expected: str) -> None:
    number = text[-1]
    considered = Heard("eng", f"${number}", 0.5, (CharacterChoices(1, ("§",)),))
    printed = Heard("eng", f"{'§§' if text[1] == '8' else '§'} {number}", 0.9)
    said = (Heard("Latin", read, 0.6), considered if text == "Ss2" else printed)
    assert section_reading(text, said, is_heading=text == "Ss2", is_before_number=False) == expected
