from __future__ import annotations

import random
import sys
import unicodedata
from pathlib import Path

import pytest

from ocrfix.lexicon.build.domain import read_domain, read_lists
from ocrfix.lexicon.build.propose import (
    Contexts,
    Seen,
    compound_of,
    contexts_of,
    free_words,
    propose,
    write_lists,
)
from ocrfix.lexicon.layers import CLASSES, EXCLUDED, Entry, entries_bytes, is_form, read_entries

LISTS = Path(__file__).parent.parent.parent / "dictionaries"
FILES = sorted((LISTS / "domain").glob("*.tsv"))
DRAWN = 300

GENERAL = {
    "Pumpe": 90, "Wärme": 300, "Lauf": 500, "Hochlauf": 60, "Behörde": 900, "Regierung": 9000, "Bund": 9000,
    "Bundesregierung": 90_000, "gleiche": 500, "Chancen": 700, "Verkehr": 900, "Antrag": 900, "Verfahren": 990,
}  # fmt: skip
SPECIAL = {
    "Wärmepumpenhochlauf": 60, "Verkehrsbehörde": 12, "BAFzA": 40, "BGBl": 9000, "BGBI": 30, "Bundesregie": 40,
    "Möhrle": 90, "Hintertupfingen": 9, "chancengleiche": 40, "AntragMöhrle": 8, "Vertretungs": 90, "VERKEHR": 20,
    "Xylophontest": 90, "Verkehrsbehördde": 9, "Wärmeverfahren": 5,
}  # fmt: skip


@pytest.fixture
def seen() -> Seen:
    words = {**GENERAL, **SPECIAL}
    return Seen(words, dict.fromkeys(words, 5), dict.fromkeys(words, "own"), frozenset(GENERAL))


def test_words_that_speak_for_themselves_are_proposed_and_spoilt_ones_are_not(seen: Seen) -> None:
    contexts = Contexts()
    contexts.title["Möhrle"] = 50
    contexts.place["Hintertupfingen"] = 6
    found = {entry.form: entry.word_class for entry in propose(seen, contexts)}
    assert found == {
        "Wärmepumpenhochlauf": "coinage", "Verkehrsbehörde": "authority", "BAFzA": "abbreviation",
        "BGBl": "abbreviation", "Möhrle": "name", "Hintertupfingen": "place", "chancengleiche": "term",
    }  # fmt: skip


def test_a_word_of_two_documents_is_not_proposed(seen: Seen) -> None:
    rare = Seen(seen.words, dict.fromkeys(seen.words, 2), seen.sources, seen.general)
    assert propose(rare, Contexts()) == []


def test_compounds_are_made_of_words_of_their_own(seen: Seen) -> None:
    free = free_words(seen)
    assert compound_of("wärmepumpenhochlauf", free) == ("wärme", "pumpen", "hochlauf")
    assert compound_of("xylophontest", free) == ()
    assert "bundesregie" not in free


def test_contexts_are_counted_by_what_stands_before_and_behind() -> None:
    lines = ["Frau Dr . Möhrle ( SPD ) sprach", "in Möhrle und der Möhrle", "Herr Anton Möhrle"]
    found = contexts_of(lines, frozenset({"Möhrle"}))
    assert (found.title["Möhrle"], found.place["Möhrle"], found.article["Möhrle"], found.party["Möhrle"]) == (
        2,
        1,
        1,
        1,
    )


def test_a_file_is_written_for_each_class_without_what_is_listed(tmp_path: Path) -> None:
    entries = [Entry("BAFzA", "abbreviation", 9, "own", "x"), Entry("Möhrle", "name", 9, "own", "x")]
    (tmp_path / "domain.tsv").write_text("# form\nMöhrle\tname\t9\town\tx\n", encoding="utf-8")
    assert write_lists(entries, frozenset(read_domain(tmp_path / "domain.tsv")), tmp_path / "domain") == {
        "abbreviation": 1
    }
    assert read_lists(tmp_path) == {"BAFzA": 9, "Möhrle": 9}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_of_the_domain_lexicon_is_sorted_composed_and_of_its_class(path: Path) -> None:
    content = path.read_bytes()
    entries = read_entries(path)
    assert content == entries_bytes(entries), "sorted, each form once"
    assert unicodedata.is_normalized("NFC", content.decode("utf-8"))
    assert {entry.word_class for entry in entries} == {path.stem}
    assert path.stem in set(CLASSES) - {EXCLUDED}
    for entry in entries:
        assert is_form(entry.form), entry
        assert entry.form.isalnum(), entry
        assert entry.frequency >= 3, entry
        assert entry.source, entry
        assert entry.reason, entry


def test_no_form_stands_in_two_files() -> None:
    forms = [entry.form for path in FILES for entry in read_entries(path)]
    assert len(forms) == len(set(forms))
    assert not set(forms) & set(read_domain(LISTS / "domain.tsv"))
    assert not set(forms) & {entry.form for entry in read_entries(LISTS / "domain.rejected.tsv")}


def test_the_domain_lexicon_is_worth_its_name_and_three_hundred_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    entries = [entry for path in FILES for entry in read_entries(path)]
    assert len(read_lists(LISTS)) >= 25_000
    drawn = random.Random(len(entries)).sample(entries, DRAWN)
    with capsys.disabled():
        sys.stdout.write(f"\n{DRAWN} of {len(entries)} entries of the domain lexicon, for the eye:\n")
        for start in range(0, DRAWN, 6):
            row = ", ".join(f"{entry.form} ({entry.word_class})" for entry in drawn[start : start + 6])
            sys.stdout.write(f"  {row}\n")
