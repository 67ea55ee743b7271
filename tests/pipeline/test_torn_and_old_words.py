"""Pieces of torn words, words of the old spelling and forms that a page with umlauts keeps are left alone."""

from __future__ import annotations

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.detect.spelling import is_one_word_in_old_spelling
from ocrfix.edits import corrected_text
from ocrfix.model import Document, Page
from ocrfix.pipeline import correct
from ocrfix.pipeline.passages import is_piece_of_torn_word
from ocrfix.pipeline.stages import analyse_page
from ocrfix.resources import Resources

OLD = (
    "Der Bundesminister hat entgegnet, daß zur Deckung der Kosten ein Beschluß des Ausschusses notwendig ist. Er muß "
    "prüfen, ob der Einfluß der Länder groß genug ist, daß sie zustimmen. "
)


def corrected(text: str, resources: Resources) -> str:
    return corrected_text(correct(Document("a.txt", "", (Page(1, text),)), CorrectConfig(), resources))


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("Der Minister wi ll die Mittel", "ll", True),
        ("in die bet ri ebliche Praxis", "ebliche", True),
        ("Der Minister will die Mittel", "Mittel", False),
        ("in die bet ri\nebliche Praxis", "ebliche", False),
        ("für die Länder", "die", False),
    ],
)
def test_a_piece_makes_a_word_with_its_neighbours(text: str, piece: str, expected: bool, resources: Resources) -> None:
    analysis = analyse_page(Page(1, text), resources)
    index = next(place for place, token in enumerate(analysis.tokens) if token.text == piece)
    assert is_piece_of_torn_word(index, analysis, resources.lexicon.any_case_count) is expected


@pytest.mark.parametrize("torn", ["Er wi ll die Höhe prüfen.", "Er prüft die bet ri ebliche Praxis."])
def test_pieces_of_torn_words_are_not_changed(torn: str, resources: Resources) -> None:
    assert corrected(OLD + torn, resources) == OLD + torn


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Ebensowenig", True),
        ("wieviel", True),
        ("kennenzulernen", True),
        ("sogenannten", True),
        ("Fensterund", False),
        ("Wiebewertet", False),
    ],
)
def test_what_the_reform_parted(word: str, expected: bool) -> None:
    assert is_one_word_in_old_spelling(word) is expected


def test_a_document_in_old_spelling_keeps_its_words_together(resources: Resources) -> None:
    text = OLD + "Ebensowenig wurde ein Entwurf erarbeitet."
    assert corrected(text, resources) == text


def test_a_ck_that_was_broken_as_two_k_stays(resources: Resources) -> None:
    text = OLD + "Die Kosten waren zur Dek-\nkung nicht bekannt."
    assert corrected(text, resources) == text


def test_a_page_with_umlauts_keeps_what_happened(resources: Resources) -> None:
    text = (
        OLD
        + "Er hat gegen die Firma Klage erhoben, die einen Betrag von 500 000 DM zu\nzahlen hatte, da sie — wie gesagt."
    )
    assert corrected(text, resources) == text
