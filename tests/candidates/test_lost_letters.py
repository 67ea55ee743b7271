"""Letters that a program could not write: what stands for them is an umlaut where that makes a word."""

from __future__ import annotations

import pytest

from ocrfix.candidates.lost_letters import lost_letter_words
from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text
from ocrfix.model import Document, Page, Rewrite
from ocrfix.pipeline import correct
from ocrfix.resources import Resources

PRINTED = (
    "Die Länder müssen für die großen Maßnahmen über Gebühren entscheiden. Häufig wäre die Haushaltsprüfung möglich."
)


@pytest.mark.parametrize("sign", ["\N{REPLACEMENT CHARACTER}", "?"])
def test_lost_umlauts_come_back(sign: str, resources: Resources) -> None:
    read = "".join(
        sign if letter in "äöüß" and not PRINTED[place - 1].isspace() else letter
        for place, letter in enumerate(PRINTED)
    )
    assert read.count(sign) == 10
    result = correct(Document("a.txt", "", (Page(1, read),)), CorrectConfig(), resources)
    assert corrected_text(result) == PRINTED


def test_a_lost_first_letter_comes_back(resources: Resources) -> None:
    read = PRINTED.replace("über", "\N{REPLACEMENT CHARACTER}ber")
    result = correct(Document("a.txt", "", (Page(1, read),)), CorrectConfig(), resources)
    assert corrected_text(result) == PRINTED


@pytest.mark.parametrize("word", ["ob?es", "xy\N{REPLACEMENT CHARACTER}z", "das?Die", "?", "f??????r", "1?5", "prüft"])
def test_what_is_no_word_with_umlauts_has_no_candidates(word: str, resources: Resources) -> None:
    assert not list(lost_letter_words(word, lambda text: resources.lexicon.any_case_count(text) > 0))


def test_every_lost_letter_is_named(resources: Resources) -> None:
    found = {
        one.text: one for one in lost_letter_words("Gr??e", lambda text: resources.lexicon.any_case_count(text) > 0)
    }
    assert found["Größe"].rewrites == (Rewrite(2, "?", "ö"), Rewrite(3, "?", "ß"))


def test_capitals_get_capitals() -> None:
    assert [one.text for one in lost_letter_words("F?R", {"FÜR", "FüR"}.__contains__)] == ["FÜR"]


def test_a_sentence_without_its_space_stays_two(resources: Resources) -> None:
    text = "Wer prüft das?Die Frage ist offen."
    result = correct(Document("a.txt", "", (Page(1, text),)), CorrectConfig(), resources)
    assert corrected_text(result) == text
