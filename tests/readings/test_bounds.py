"""What one reading alone, or none, must not do; each bound is shown where it holds and where it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.model import CandidateKind, CharacterChoices, Level
from ocrfix.readings.align import Heard
from ocrfix.readings.bounds import (
    bounded,
    differ_in_digits,
    is_about_digits,
    is_mark_to_others,
    is_nobodys_reading,
    is_read_alike,
    is_reading_of,
    is_unanimous,
    parts_figures,
)
from ocrfix.readings.vote import Ballot


def ballot(before: str, after: str, *texts: str, confidence: float | None = 0.95, own: float | None = 0.6) -> Ballot:
    """Fill in a ballot of two frequent words; ``texts`` are what the other readings have."""
    heard = tuple(Heard(f"model {number}", text, confidence) for number, text in enumerate(texts))
    return Ballot(before, after, heard, 0.99, None, own, count_before=100.0, count_after=100.0)


def test_which_dash_it_is_no_engine_tells() -> None:
    assert is_reading_of(Heard("eng", "—", 0.9), "–")
    assert not is_reading_of(Heard("eng", "-", 0.9), "–")
    assert not is_reading_of(Heard("eng", "—", 0.9), "•")


def test_what_an_engine_considered_is_a_reading_of_its() -> None:
    said = Heard("Latin", "Mabnahmen", 0.6, (CharacterChoices(3, ("ß",)),))
    assert is_reading_of(said, "Maßnahmen")
    assert not is_reading_of(said, "Mahnahmen")


def test_a_reading_with_the_same_damage_is_seen() -> None:
    assert is_read_alike(ballot("Mallnahmen", "Maßnahmen", "Maßnahmen", "Mallnahmen"))
    assert not is_read_alike(ballot("Mallnahmen", "Maßnahmen", "Maßnahmen", "Mahnahmen"))


def test_marks_in_the_place_of_a_word_count_from_two_readings_on() -> None:
    assert is_mark_to_others(ballot("oB", "ob", "4)", "*)"))
    assert not is_mark_to_others(ballot("oB", "ob", "4)"))
    assert not is_mark_to_others(ballot("oB", "ob", "4)", "ob"))


class TestUnanimous:
    """Nobody but the engine that wrote the text has what stands there."""

    def test_all_others_have_it_and_one_is_surer_than_the_text(self) -> None:
        assert is_unanimous(ballot("gantara.de", "qantara.de", "qantara.de", "qantara.de"))

    def test_one_reading_is_not_all_others(self) -> None:
        assert not is_unanimous(ballot("gantara.de", "qantara.de", "qantara.de"))

    def test_one_has_what_the_text_has(self) -> None:
        assert not is_unanimous(ballot("gantara.de", "qantara.de", "qantara.de", "gantara.de"))

    def test_one_has_something_else(self) -> None:
        assert not is_unanimous(ballot("gantara.de", "qantara.de", "qantara.de", "quantara.de"))

    def test_the_text_is_surer(self) -> None:
        assert not is_unanimous(ballot("gantara.de", "qantara.de", "qantara.de", "qantara.de", own=0.95))

    def test_an_odd_mark_may_be_a_small_raised_figure(self) -> None:
        assert not is_unanimous(ballot("®", "©", "©", "©"))
        assert is_unanimous(ballot("®", ",", ",", ","))


def test_a_gap_among_figures_is_no_gap_between_words() -> None:
    assert parts_figures(ballot("12510", "1 2510", "1 2510"))
    assert not parts_figures(ballot("imJahr", "im Jahr", "im Jahr"))
    assert not parts_figures(ballot("81", "§ 1", "§ 1"))
    assert not parts_figures(ballot("Nr. 12510", "Nr. 12511", "Nr. 12511"))


@pytest.mark.parametrize("kind", [CandidateKind.DISTANCE, CandidateKind.CHARACTER])
def test_a_sure_word_that_only_letters_speak_against_is_nobodys_reading(kind: CandidateKind) -> None:
    name = ballot("Franßen", "Franken", "Franßen", "Fransen", own=0.9)
    assert is_nobodys_reading(kind, name)
    assert not is_nobodys_reading(kind, replace(name, own_confidence=0.89))
    assert not is_nobodys_reading(kind, replace(name, own_confidence=None))
    assert not is_nobodys_reading(CandidateKind.CONFUSION, name)
    assert not is_nobodys_reading(kind, ballot("Franßen", "Franken", "Franßen", "Franken", own=0.9))


def test_a_change_is_about_digits_when_one_comes_goes_or_is_another() -> None:
    assert is_about_digits(ballot("wei8", "weiß"))
    assert is_about_digits(ballot("2019", "2018"))
    assert not is_about_digits(ballot("2019,", "2019."))


def test_other_digits_count_where_the_witness_is_sure_of_them_or_does_not_say() -> None:
    assert differ_in_digits(ballot("2019", "2019", "2018", confidence=0.5))
    assert differ_in_digits(ballot("2019", "2019", "2018", confidence=None))
    assert not differ_in_digits(ballot("2019", "2019", "2018", confidence=0.49))
    assert not differ_in_digits(ballot("2019", "2019", "20 19", "zwei"))
    assert not differ_in_digits(ballot("wei", "weiß", "wei8"))


class TestBounded:
    """A level comes back as it is, but for what one reading alone must not do."""

    def test_two_words_that_the_engine_was_unsure_of(self) -> None:
        assert bounded(Level.SAFE, ballot("lest", "legt", "legt")) is Level.SAFE
        assert bounded(Level.LIKELY, ballot("lest", "legt", "legt")) is Level.LIKELY

    def test_a_known_word_that_the_engine_was_sure_of_stays(self) -> None:
        assert bounded(Level.SAFE, ballot("lest", "legt", "legt", "legt", own=0.93)) is Level.REVIEW
        assert bounded(Level.SAFE, ballot("lest", "legt", "legt", "legt", own=0.92)) is Level.SAFE
        assert bounded(Level.SAFE, ballot("lest", "legt", "legt", "legt", own=None)) is Level.SAFE

    def test_an_unknown_word_that_the_engine_was_sure_of_does_not(self) -> None:
        sure = replace(ballot("lexst", "legt", "legt", own=0.99), count_before=0.0)
        assert bounded(Level.SAFE, sure) is Level.SAFE

    def test_what_the_text_alone_proposes_too_is_not_held_back(self) -> None:
        proposed = replace(ballot("lest", "legt", "legt", own=0.99), text_confidence=0.9)
        assert bounded(Level.SAFE, proposed) is Level.SAFE

    def test_a_word_that_no_list_holds_needs_two_readings(self) -> None:
        alone = replace(ballot("Wollert", "Wohlert", "Wohlert"), count_before=0.0, count_after=0.0)
        assert bounded(Level.SAFE, alone) is Level.LIKELY
        assert bounded(Level.REVIEW, alone) is Level.REVIEW
        both = ballot("Wollert", "Wohlert", "Wohlert", "Wohlert")
        assert bounded(Level.SAFE, replace(both, count_before=0.0, count_after=0.0)) is Level.SAFE

    def test_no_word_shrinks_to_one_letter_unasked(self) -> None:
        assert bounded(Level.SAFE, ballot("in", "n", "n", "n")) is Level.LIKELY
        assert bounded(Level.SAFE, ballot("i", "n", "n", "n")) is Level.SAFE

    def test_a_figure_needs_two_readings(self) -> None:
        assert bounded(Level.SAFE, ballot("l.", "1.", "1.")) is Level.LIKELY
        assert bounded(Level.SAFE, ballot("l.", "1.", "1.", "1.")) is Level.SAFE
        assert bounded(Level.SAFE, ballot("81", "§ 1", "§ 1")) is Level.SAFE

    def test_a_double_quotation_mark_for_a_single_one_needs_two_readings(self) -> None:
        assert bounded(Level.SAFE, ballot("‚", "„", "„")) is Level.REVIEW
        assert bounded(Level.SAFE, ballot("‚", "„", "„", "„")) is Level.SAFE

    def test_an_odd_mark_that_every_reading_has_otherwise_is_a_riddle(self) -> None:
        assert bounded(Level.SAFE, ballot("®", "*", "*", "©")) is Level.LIKELY
        assert bounded(Level.SAFE, ballot("®", "*", "*", "*")) is Level.SAFE
        assert bounded(Level.SAFE, ballot("®", "*", "*", "®")) is Level.SAFE
        assert bounded(Level.SAFE, ballot(",", ".", ".", "©")) is Level.SAFE
