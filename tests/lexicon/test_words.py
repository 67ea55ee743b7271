from __future__ import annotations

import math

import pytest

from ocrfix.lexicon.build.corpus import Counts
from ocrfix.lexicon.build.words import choose_words, compound_parts, is_mistake
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.resources import Resources


def test_words_seen_twice_in_two_documents_are_kept() -> None:
    counts = {"Haus": 2, "Hauss": 5, "Hof": 1, "E-Akte": 9, "2024": 9, "CO2": 4, "a": 9, "§": 9}
    documents = {**dict.fromkeys(counts, 2), "Hauss": 1}
    assert choose_words(counts, documents) == {"Haus": 2, "CO2": 4}


@pytest.mark.parametrize(
    ("word", "right", "expected"),
    [("fur", "für", True), ("Mass", "Maß", True), ("KI", "Kl", True), ("fir", "für", False), ("Fall", "für", False)],
)
def test_a_slip_is_one_known_confusion_away_from_a_frequent_word(word: str, right: str, expected: bool) -> None:
    assert is_mistake(word, 4, {right: 90_000, word: 4}) is expected


def test_a_word_of_its_own_is_no_slip_of_its_twin_with_dots() -> None:
    assert not is_mistake("mochte", 8, {"möchte": 20_946, "mochte": 8})
    assert not is_mistake("Burger", 15, {"Bürger": 10_645, "Burger": 15})


def test_a_word_as_frequent_as_its_twin_is_no_slip() -> None:
    assert not is_mistake("konnte", 400, {"könnte": 5000, "konnte": 400})


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Wirtschaftsund", True), ("Justizund", True), ("Verwaltungsoder", True), ("Verbund", False), ("verund", False)],
)
def test_a_first_part_and_a_conjunction_are_no_word(word: str, expected: bool) -> None:
    assert is_mistake(word, 4, {"Justiz": 90_000, "Verb": 40, "ver": 90_000, word: 4}) is expected


def test_compounds_teach_what_serves_as_modifier_and_as_head() -> None:
    free = {"Land": 50, "Landes": 50, "Stadt": 50, "Kreis": 50, "Rat": 50, "Verwaltung": 60, "Regierung": 70}
    compounds = ("Stadtverwaltung", "Kreisverwaltung", "Landesverwaltung", "Landesregierung", "Landeshaushalt")
    modifiers, heads = compound_parts({**free, "Haushalt": 30, **dict.fromkeys(compounds, 9)})
    assert modifiers == {"landes": 3}
    assert heads == {"verwaltung": 3}


def test_the_lexicon_of_a_corpus_knows_its_words_in_every_case(own_lexicon: Lexicon) -> None:
    assert own_lexicon.count("prüft") == pytest.approx(20, rel=0.05)
    assert own_lexicon.count("Prüft") == 0
    assert own_lexicon.any_case_count("Prüft") == own_lexicon.count("prüft")
    assert own_lexicon.any_case_count("BRÜCKE") == own_lexicon.count("Brücke") > 0
    assert own_lexicon.any_case_count("brücke") == 0
    assert "BAFzA" in own_lexicon.domain


def test_unseen_parts_make_no_compound(own_lexicon: Lexicon) -> None:
    assert own_lexicon.compound_logp("Xyzverwaltung") == -math.inf
    assert own_lexicon.compound_logp("ab") == -math.inf


def test_rare_words_of_the_corpus_are_left_out(own_counts: Counts) -> None:
    kept = choose_words(own_counts.words, own_counts.documents)
    assert "2" not in kept
    assert kept["Behörde"] == own_counts.words["Behörde"]


@pytest.mark.parametrize("word", ["landlich", "Seechen", "Landkeit"])
def test_an_ending_is_no_head(word: str, resources: Resources) -> None:
    assert resources.lexicon.compound_logp(word) == -math.inf


@pytest.mark.parametrize("word", ["Hauptpersonalräte", "Landesregierung", "Fördermittelbescheid"])
def test_the_shipped_parts_explain_compounds(word: str, resources: Resources) -> None:
    assert resources.lexicon.compound_logp(word) > -40
    assert resources.lexicon.compound_logp(word.replace("r", "x")) == -math.inf


@pytest.mark.parametrize(
    ("part", "abbreviation"),
    [("Kl", "KI"), ("lT", "IT"), ("BMl", "BMI"), ("KI", ""), ("Al", ""), ("Il", ""), ("BPl", "")],
)
def test_a_part_of_a_word_is_a_misread_abbreviation_where_that_is_far_more_frequent_and_no_numeral(
    resources: Resources, part: str, abbreviation: str
) -> None:
    assert resources.lexicon.misread_abbreviation(part) == abbreviation
