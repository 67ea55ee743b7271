from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.candidates.nearest import NearestWords, allowed_edits, far_edits
from ocrfix.lexicon.table import WordTable, write_table
from ocrfix.resources import Resources


@pytest.mark.parametrize(
    ("read", "printed"), [("sesuellen", "sexuellen"), ("Plandlungen", "Handlungen"), ("speztiisch", "spezifisch")]
)
def test_a_badly_damaged_word_is_found(resources: Resources, read: str, printed: str) -> None:
    assert printed in [path.text for path in NearestWords(resources.lexicon.words).lookup(read)]


def test_letters_in_a_row_are_not_left_out(resources: Resources) -> None:
    found = [path.text for path in NearestWords(resources.lexicon.words).lookup("WTOkonforme")]
    assert "konforme" not in found


@pytest.mark.parametrize("read", ["xqzvkpwy", "ab", "Wölfchenbrunnhausen"])
def test_a_word_far_from_all_finds_nothing(resources: Resources, read: str) -> None:
    assert NearestWords(resources.lexicon.words).lookup(read) == ()


def test_rare_words_are_not_compared(tmp_path: Path) -> None:
    write_table({"Maßnahme": 100, "Maßnahmo": 1}, tmp_path, "words")
    found = NearestWords(WordTable(tmp_path, "words")).lookup("Maßnahmx")
    assert [path.text for path in found] == ["Maßnahme"]


def test_neighbouring_edits_are_one_confusion(tmp_path: Path) -> None:
    write_table({"Maßnahmen": 100}, tmp_path, "words")
    (path,) = NearestWords(WordTable(tmp_path, "words")).lookup("Mallnahmen")
    assert [(one.position, one.read, one.true) for one in path.rewrites] == [(2, "ll", "ß")]


@pytest.mark.parametrize("length", range(1, 40))
def test_longer_words_may_differ_more_and_never_by_half(length: int) -> None:
    assert allowed_edits(length) <= allowed_edits(length + 1) <= max(1, (length + 1) // 2)


@pytest.mark.parametrize(
    ("read", "printed"),
    [("Bandesnetsauentin", "Bundesnetzagentur"), ("cntyickell", "entwickelt"), ("Pnersic", "Energie")],
)
def test_a_word_misread_in_nearly_every_second_letter_is_found_far_away(
    resources: Resources, read: str, printed: str
) -> None:
    nearest = NearestWords(resources.lexicon.words)
    assert printed in [path.text for path in nearest.lookup_far(read)]
    assert printed not in [path.text for path in nearest.lookup(read)]


def test_a_row_of_letters_that_resembles_nothing_finds_nothing_far_away_either(resources: Resources) -> None:
    assert NearestWords(resources.lexicon.words).lookup_far("xqzvkpwy") == ()


@pytest.mark.parametrize("length", range(6, 40))
def test_far_away_more_may_differ_and_never_more_than_half(length: int) -> None:
    assert allowed_edits(length) <= far_edits(length) <= length / 2
