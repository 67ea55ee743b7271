from __future__ import annotations

import pytest

from ocrfix.rank.language_model import LanguageModel
from ocrfix.resources import Resources


@pytest.fixture(scope="module")
def model(resources: Resources) -> LanguageModel:
    return resources.model


@pytest.mark.parametrize(
    ("left", "better", "worse", "right"),
    [
        (("zur",), "Verfügung", "Verfolgung", ("gestellt",)),
        (("nach",), "§", "acht", ("<n1>", "Absatz")),
        (("Bund", "und"), "Länder", "Lander", (".",)),
        (("durch", "die"), "Länder", "länder", ("und",)),
    ],
)
def test_the_context_prefers_what_was_printed(
    model: LanguageModel, left: tuple[str, ...], better: str, worse: str, right: tuple[str, ...]
) -> None:
    good, bad = (
        model.window_logp(left, (model.symbol(word),), right) + model.inner_logp(word) for word in (better, worse)
    )
    assert good > bad


def test_words_go_in_pairs(model: LanguageModel) -> None:
    assert model.follows_logp("Deutscher", "Bundestag") > model.follows_logp("Deutscher", "Bundesrat") + 2
    assert model.follows_logp("Bundesrepublik", "Deutschland") > model.follows_logp("Bundesrepublik", "der")


def test_a_frequent_word_is_its_own_symbol_and_leaves_nothing_open(model: LanguageModel) -> None:
    assert model.symbol("für") == "für"
    assert model.inner_logp("für") == 0.0


def test_numbers_are_classes_and_cost_nothing_to_spell(model: LanguageModel) -> None:
    assert model.symbol("1987") == "<year>"
    assert model.inner_logp("1987") == 0.0


def test_a_rare_word_is_a_class_and_its_spelling_costs(model: LanguageModel) -> None:
    assert model.symbol("Quurxauer").startswith("<t")
    assert model.inner_logp("Quurxauer") < model.inner_logp("Schulbusaufsichtsbehörde") < 0


@pytest.mark.parametrize("word", ["für", "Hauptpersonalräte", "Xqzt", "Klima-Bericht", "BAFzA", "CO2", "a", "-", "§"])
def test_every_figure_is_a_logarithm_of_a_probability(model: LanguageModel, word: str) -> None:
    assert model.inner_logp(word) <= 0
    assert model.novel_logp(word) < 0
    assert model.character_logp(word) < 0
    assert model.window_logp((), (model.symbol(word),), ()) < 0


def test_odd_spellings_are_improbable(model: LanguageModel) -> None:
    assert model.character_logp("Verwaltung") > model.character_logp("Vcrwallung") > model.character_logp("Vqxwtlzng")


@pytest.mark.parametrize(
    ("likely", "odd"), [("KI-Gigafabriken", "Kl-Gigafabriken"), ("IT-Gigafabriken", "lT-Gigafabriken")]
)
def test_an_abbreviation_begins_a_word_with_a_hyphen_more_often_than_a_rare_word(
    model: LanguageModel, likely: str, odd: str
) -> None:
    assert model.novel_logp(likely) > model.novel_logp(odd) + 3.0


def test_what_looks_like_a_frequent_abbreviation_is_no_part_of_a_word_with_hyphens(model: LanguageModel) -> None:
    """``Kl`` is in the lists (Klasse), but no part of a word is ``Kl``; many begin with ``Al-``."""
    rarer = model.novel_logp("Kl-Gigafabriken") - model.novel_logp("KI-Gigafabriken")
    assert rarer < -8.0
    assert model.novel_logp("Nicht-Kl-Gigafabriken") - model.novel_logp("Nicht-KI-Gigafabriken") < -8.0
    assert model.novel_logp("Al-Gigafabriken") > model.novel_logp("Kl-Gigafabriken")


def test_frequent_short_words_begin_words_with_a_hyphen_as_ever(model: LanguageModel) -> None:
    first = model.novel_logp("Öl-Gigafabriken") - model.novel_logp("Gigafabriken")
    assert first > -14.0
