"""The library is two functions for most callers."""

from __future__ import annotations

from pathlib import Path

import pytest

import ocrfix
from ocrfix.config import Config, CorrectConfig, ExtractConfig
from ocrfix.edits import corrected_text
from ocrfix.errors import DataError, InputError

SAMPLE = Path(__file__).parents[1] / "samples" / "kleine-anfrage.txt"


def test_the_exported_names_are_these() -> None:
    assert sorted(ocrfix.__all__) == ["__version__", "correct_file", "correct_text"]


def test_a_text_and_its_file_are_corrected_alike() -> None:
    from_text = corrected_text(ocrfix.correct_text(SAMPLE.read_bytes().decode("utf-8")))
    from_file = corrected_text(ocrfix.correct_file(SAMPLE))
    assert from_text == from_file
    assert "Die Ministerin für Heimat" in from_text


def test_a_missing_file_is_an_error_of_the_input() -> None:
    with pytest.raises(InputError, match="does not exist"):
        ocrfix.correct_file(Path("not-there.pdf"))


def test_a_missing_word_list_is_an_error_of_the_data() -> None:
    with pytest.raises(DataError, match="word list"):
        ocrfix.correct_text("Text", Config(correct=CorrectConfig(lexicon_files=("not-there.tsv",))))


@pytest.mark.parametrize("start", ["%PDF-1.4 ", '<?xml version="1.0"?><alto>', "<div class='ocr_page'>", "\ufeff"])
def test_a_text_is_a_text_whatever_it_begins_with(start: str) -> None:
    text = f"{start}Die Ministerin fir Heimat"
    result = ocrfix.correct_text(text)
    assert [page.text for page in result.document.pages] == [text]
    assert corrected_text(result) == text.replace("fir", "für")


@pytest.mark.parametrize("text", ["", " ", "\n\f\n"])
def test_a_text_without_words_has_nothing_to_decide(text: str) -> None:
    result = ocrfix.correct_text(text)
    assert corrected_text(result) == text
    assert list(result.decisions) == []


def test_the_encoding_of_files_says_nothing_about_a_text() -> None:
    result = ocrfix.correct_text("Die Länder fir Heimat", Config(extract=ExtractConfig(encoding="latin-1")))
    assert corrected_text(result) == "Die Länder für Heimat"


def test_half_a_character_is_an_error_of_the_input() -> None:
    with pytest.raises(InputError, match="character 4 of the text is half a character"):
        ocrfix.correct_text("Die \ud800 fir")


def test_a_name_that_no_file_can_have_is_an_error_of_the_input() -> None:
    with pytest.raises(InputError, match="no file"):
        ocrfix.correct_file(Path("a\0b"))
