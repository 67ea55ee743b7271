from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.candidates.generate import Generator
from ocrfix.lexicon.build.lone import write_lone_words
from ocrfix.lexicon.dawg import write_dawg
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.table import write_table
from ocrfix.resources import Resources

STEP = 157
"""Every so many words of the shipped list are walked again."""


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A data folder with three words, two of which a lost umlaut makes alike."""
    words = {"wurde": 500, "würde": 400, "Kreistag": 60}
    write_table(words, tmp_path, "words")
    write_dawg(words, tmp_path / "words.dawg")
    for name in ("modifiers", "heads"):
        write_table({"kreis": 3}, tmp_path, name)
        write_dawg({"kreis": 3}, tmp_path / f"{name}.dawg")
    write_table({"Kreistag": 60}, tmp_path, "domain")
    (tmp_path / "totals.tsv").write_text("heads\t3\nmodifiers\t3\n", encoding="utf-8")
    (tmp_path / "confusions.tsv").write_text("eng\tü\tu\t50\t100\n", encoding="utf-8")
    write_lone_words(tmp_path)
    return tmp_path


def test_a_word_that_resembles_no_other_is_marked(small_folder: Path) -> None:
    assert Lexicon(small_folder).is_lone("Kreistag")


@pytest.mark.parametrize("word", ["wurde", "unbekannt", "KREISTAG"])
def test_a_word_that_may_be_another_and_an_unlisted_form_are_not(small_folder: Path, word: str) -> None:
    assert not Lexicon(small_folder).is_lone(word)


def test_making_the_marks_again_gives_the_same_bytes(small_folder: Path) -> None:
    before = (small_folder / "words.lone").read_bytes()
    write_lone_words(small_folder)
    assert (small_folder / "words.lone").read_bytes() == before


def test_own_words_make_another_form_worth_a_look(small_folder: Path) -> None:
    assert not Lexicon(small_folder, frozenset(("kreistag",))).is_lone("Kreistag")


def test_the_shipped_marks_say_what_a_walk_finds(resources: Resources) -> None:
    unmarked = Lexicon(resources.folder)
    unmarked._lone = memoryview(b"")
    walking = Generator(unmarked, resources.tables)
    words = [word for word in list(resources.lexicon.words)[::STEP] if "-" not in word]
    wrong = [word for word in words if resources.lexicon.is_lone(word) is bool(walking.alternatives(word))]
    assert not wrong, "words.lone was made for other words or confusions: see docs/data.md"
    assert 0 < sum(map(resources.lexicon.is_lone, words)) < len(words)
