from __future__ import annotations

import random
import shutil
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest

from ocrfix.lexicon.build.contexts import Contexts, contexts_of, names_after_titles
from ocrfix.lexicon.build.domain import FREQUENT_COUNT, domain_table, entries_of, read_lists
from ocrfix.lexicon.build.propose import Seen, compound_of, free_words, propose, refused_words, write_lists
from ocrfix.lexicon.build.spoilt import is_spoilt, neighbourhood_of
from ocrfix.lexicon.layers import CLASSES, EXCLUDED, OWN, Entry, entries_bytes, is_form, read_entries

LISTS = Path(__file__).parent.parent.parent / "dictionaries"
FILES = sorted((LISTS / "domain").glob("*.tsv"))
DRAWN = 300
SOURCES = tomllib.loads((LISTS / "sources.toml").read_text(encoding="utf-8"))

GENERAL = {
    "Pumpe": 90, "Wärme": 300, "Lauf": 500, "Hochlauf": 60, "Behörde": 900, "Regierung": 9000, "Bund": 9000,
    "Bundesregierung": 90_000, "gleiche": 500, "Chancen": 700, "Verkehr": 900, "Antrag": 900, "Verfahren": 990,
}  # fmt: skip
SPECIAL = {
    "Wärmepumpenhochlauf": 60, "Verkehrsbehörde": 12, "BAFzA": 40, "BGBl": 9000, "BGBI": 30, "Bundesregie": 40,
    "Möhrle": 90, "Hintertupfingen": 9, "chancengleiche": 40, "AntragMöhrle": 8, "Vertretungs": 90, "VERKEHR": 20,
    "Xylophontest": 90, "Verkehrsbehördde": 9, "Wärmeverfahren": 5,
    "Verkehrsherz": 40, "AufenthG": 60, "LINKE": 900, "Hessen": 900,
}  # fmt: skip


@pytest.fixture
def seen() -> Seen:
    words = {**GENERAL, **SPECIAL}
    return Seen(words, dict.fromkeys(words, 5), dict.fromkeys(words, "own"), frozenset(GENERAL))


def test_words_that_speak_for_themselves_are_proposed_and_spoilt_ones_are_not(seen: Seen) -> None:
    contexts = Contexts()
    contexts.title["Möhrle"] = 50
    contexts.place["Hintertupfingen"] = 6
    contexts.section["AufenthG"] = 30
    contexts.article["Wärmepumpenhochlauf"] = contexts.article["Verkehrsbehörde"] = 5
    found = {entry.form: entry.word_class for entry in propose(seen, contexts)}
    assert found == {
        "Wärmepumpenhochlauf": "coinage", "Verkehrsbehörde": "authority", "BAFzA": "abbreviation",
        "BGBl": "abbreviation", "Möhrle": "name", "Hintertupfingen": "place", "chancengleiche": "term",
        "AufenthG": "law", "LINKE": "party",
        "Hessen": "place",
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


@pytest.mark.parametrize(
    ("word", "place", "title", "article", "word_class"),
    [
        ("Verkehrsherz", 0, 0, 9, "technical"),
        ("Verkehrsherz", 0, 4, 0, "name"),
        ("Verkehrsberg", 9, 0, 0, "place"),
        ("Verkehrsherz", 9, 0, 0, None),  # neither a place nor a common noun by what stands there
        ("Verkehrsherz", 0, 0, 0, None),
    ],
)
def test_what_looks_like_a_compound_may_be_a_name(
    seen: Seen, word: str, place: int, title: int, article: int, word_class: str | None
) -> None:
    words = {**seen.words, word: 40, "Herz": 90, "Berg": 90}
    seen = Seen(words, dict.fromkeys(words, 5), dict.fromkeys(words, "own"), frozenset({*GENERAL, "Herz", "Berg"}))
    contexts = Contexts()
    contexts.place[word], contexts.title[word], contexts.article[word] = place, title, article
    found = {entry.form: entry.word_class for entry in propose(seen, contexts)}
    assert found.get(word) == word_class


def test_a_frequent_word_that_every_dictionary_has_is_listed_and_a_rare_one_is_not() -> None:
    words = {"Aufforstung": 400, "Nachpflanzung": 30, "Waldgesetz": 30, "und": 4000}
    contexts = Contexts()
    contexts.article["Aufforstung"] = 90
    seen = Seen(words, dict.fromkeys(words, 50), dict.fromkeys(words, "own"), frozenset(words))
    assert {entry.form: entry.word_class for entry in propose(seen, contexts)} == {
        "Aufforstung": "term",
        "Waldgesetz": "law",
    }


@pytest.mark.parametrize(
    ("word", "is_out"),
    [
        ("AntragTobias", True), ("NEIN", True), ("XXIII", True), ("IVa", True), ("Justizund", True),
        ("BGBI", True), ("VwVfG", False), ("KMK", False), ("Fachaufsicht", False),
    ],
)  # fmt: skip
def test_words_run_together_numbers_and_ordinary_words_in_capitals_are_spoilt(word: str, is_out: bool) -> None:
    words = {"Antrag": 9000, "Tobias": 40, "nein": 900, "Justiz": 900, "BGBl": 900, "Fach": 90, word: 10}
    assert is_spoilt(word, 10, neighbourhood_of(words, frozenset({"nein"}))) is is_out


def test_names_stand_behind_titles() -> None:
    found = names_after_titles(["Frau Dr . Möhrle und Herr Anton Kleinert sagte", "Der Wald , Abgeordneter"])
    assert found == {"Möhrle": 1, "Anton": 1, "Kleinert": 1}


def test_a_file_is_written_for_each_class_without_what_was_rejected(tmp_path: Path) -> None:
    entries = [Entry("BAFzA", "abbreviation", 9, "own", "x"), Entry("Möhrle", "name", 9, "own", "x")]
    assert write_lists(entries, frozenset({"Möhrle"}), tmp_path) == {"abbreviation": 1}
    assert read_lists(tmp_path) == {"BAFzA": 9}


def test_rare_terms_are_right_words_and_stay_out_of_the_table_of_special_ones(tmp_path: Path) -> None:
    entries = [
        Entry("BAFzA", "abbreviation", 9, "own", "x"),
        Entry("Bauabfall", "term", FREQUENT_COUNT - 1, "own", "x"),
        Entry("Bauantrag", "technical", FREQUENT_COUNT, "own", "x"),
    ]
    write_lists(entries, frozenset(), tmp_path)
    assert domain_table(tmp_path) == {"BAFzA": 9, "Bauantrag": FREQUENT_COUNT}
    assert len(read_lists(tmp_path)) == 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_of_the_domain_lexicon_is_sorted_composed_and_of_its_class(path: Path) -> None:
    content = path.read_bytes()
    entries = read_entries(path)
    assert content == entries_bytes(entries), "sorted, each form once"
    assert unicodedata.is_normalized("NFC", content.decode("utf-8"))
    assert {entry.word_class for entry in entries} == {path.stem}
    assert path.stem in set(CLASSES) - {EXCLUDED}
    corpora = {Path(entry["path"]).name.partition(".")[0] for entry in SOURCES["corpus"]}
    for entry in entries:
        assert is_form(entry.form), entry
        assert entry.form.isalnum(), entry
        assert entry.frequency >= 3, entry
        assert set(entry.source.split(",")) <= corpora, "each source is a corpus whose licence sources.toml names"
        assert entry.reason, entry


def test_there_is_a_file_for_every_class_of_the_field() -> None:
    assert {path.stem for path in FILES} == set(CLASSES) - {EXCLUDED, OWN}


def test_no_form_stands_in_two_files_and_none_that_was_rejected() -> None:
    forms = [entry.form for entry in entries_of(LISTS)]
    assert len(forms) == len(set(forms))
    assert not set(forms) & {entry.form for entry in read_entries(LISTS / "domain.rejected.tsv")}


def test_words_that_speak_for_the_field_are_in_it_with_their_class() -> None:
    known = {entry.form: entry.word_class for entry in entries_of(LISTS)}
    for word_class, words in {
        "authority": "Bundeskartellamt Jugendamt", "law": "BGB VwVfG SGB AufenthG",
        "parliament": "Vermittlungsausschusses",
        "party": "SPD AfD GRÜNEN", "european": "EuGH Eurojust", "place": "Hessen Elbe Marburg",
        "name": "Kauder Annette",
        "office": "Staatsanwältin", "technical": "Bauleitplanung", "coinage": "Digitalcheck Wasserstoffhochlauf",
        "abbreviation": "BAFzA KMK",
    }.items():  # fmt: skip
        assert {word: known.get(word) for word in words.split()} == dict.fromkeys(words.split(), word_class)


def test_the_domain_lexicon_is_worth_its_name_and_three_hundred_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    entries = sorted(entries_of(LISTS))
    assert len(entries) >= 25_000
    drawn = random.Random(len(entries)).sample(entries, DRAWN)
    with capsys.disabled():
        sys.stdout.write(f"\n{DRAWN} of {len(entries)} entries of the domain lexicon, for the eye:\n")
        for start in range(0, DRAWN, 6):
            row = ", ".join(f"{entry.form} ({entry.word_class})" for entry in drawn[start : start + 6])
            sys.stdout.write(f"  {row}\n")


@pytest.mark.skipif(shutil.which("aspell") is None, reason="needs Debian's aspell and aspell-de")
def test_a_general_dictionary_lacks_twenty_five_thousand_of_its_words() -> None:
    assert len(refused_words(read_lists(LISTS))) >= 25_000
