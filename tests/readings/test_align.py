from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.model import Box, CharacterChoices, Origin, Page, PlacedWord, Span, Witness, WitnessWord
from ocrfix.readings.align import heard
from ocrfix.text.hyphenation import tokenise

HEIGHT = 10.0


def boxes_of(line: str, number: int) -> list[tuple[str, Box]]:
    """Place the words of a line in equal boxes, 60 points from one to the next."""
    top = 20.0 * number
    return [(word, Box(60.0 * n, top, 60.0 * n + 50, top + HEIGHT)) for n, word in enumerate(line.split(" "))]


def page_of(text: str) -> Page:
    words, offset = [], 0
    for number, line in enumerate(text.split("\n")):
        for word, box in boxes_of(line, number):
            start = text.index(word, offset)
            words.append(PlacedWord(Span(start, start + len(word)), box, 0.9))
            offset = start + len(word)
    return Page(1, text, tuple(words), Origin.RECOGNISED)


def witness_of(text: str, confidence: float = 0.8) -> Witness:
    words = [
        WitnessWord(word, box, confidence)
        for number, line in enumerate(text.split("\n"))
        for word, box in boxes_of(line, number)
    ]
    return Witness("Latin", tuple(words))


def said(text: str, witness: Witness) -> list[tuple[str, str]]:
    tokens = tokenise(text)
    found = heard(page_of(text), tokens, witness)
    return [(tokens[index].text, one.text) for index, one in sorted(found.items())]


def test_every_token_hears_what_stands_in_its_place() -> None:
    assert said("Die Mallnahmen, gemäß $ 6.", witness_of("Die Maßnahmen, gemäß § 6.")) == [
        ("Die", "Die"),
        ("Mallnahmen", "Maßnahmen"),
        (",", ","),
        ("gemäß", "gemäß"),
        ("$", "§"),
        ("6", "6"),
        (".", "."),
    ]


def test_words_run_together_hear_both_and_torn_words_hear_one() -> None:
    torn = (WitnessWord("dem", Box(0, 0, 20, 10)), WitnessWord("Land", Box(24, 0, 50, 10)))
    assert said("demLand hilft", Witness("eng", torn)) == [("demLand", "dem Land")]
    whole = (WitnessWord("Bundesrat", Box(0, 0, 110, 10)),)
    assert said("Bundes rat", Witness("eng", whole)) == [("Bundes", "Bundes"), ("rat", "rat")]


def test_a_word_broken_at_a_line_end_hears_both_halves() -> None:
    assert said("um Rickmel-\ndung wird", witness_of("um Rückmel-\ndung wird")) == [
        ("um", "um"),
        ("Rickmeldung", "Rückmeldung"),
        ("wird", "wird"),
    ]


def test_a_witness_that_does_not_break_the_word_is_not_heard_there() -> None:
    assert ("Rickmeldung", "Rückmeldung") not in said("um Rickmel-\ndung wird", witness_of("um Rückmeld\ndung wird"))


def test_a_missing_mark_at_the_end_of_a_word_is_heard_with_the_word() -> None:
    assert said("wird verwaltet", witness_of("wird verwaltet?"))[-1] == ("verwaltet", "verwaltet?")


def test_places_that_were_not_read_stay_silent() -> None:
    page = page_of("Die Lander zahlen")
    only = witness_of("Die Länder zahlen").words[1]
    found = heard(page, tokenise(page.text), Witness("eng", (only,)))
    assert {index: one.text for index, one in found.items()} == {1: "Länder"}


@pytest.mark.parametrize("shift", [0.0, 3.0])
def test_lines_that_lie_a_little_askew_are_found(shift: float) -> None:
    page = page_of("Der Bund\nzahlt nie")
    words = tuple(
        WitnessWord(word.text, Box(word.box.x0, word.box.top + shift, word.box.x1, word.box.bottom + shift))
        for word in witness_of("Der Bund\nzahlt hie").words
    )
    found = heard(page, tokenise(page.text), Witness("eng", words))
    assert [one.text for one in found.values()] == ["Der", "Bund", "zahlt", "hie"]


def test_the_confidence_is_that_of_the_word() -> None:
    words = (WitnessWord("Der", Box(0, 0, 50, 10), 0.5), WitnessWord("Bund", Box(60, 0, 110, 10), 0.9))
    page = page_of("Der Bund")
    assert [one.confidence for one in heard(page, tokenise(page.text), Witness("eng", words)).values()] == [0.5, 0.9]


def test_what_an_engine_considered_is_heard_at_its_place_in_the_token() -> None:
    text = "(Mallnahmen) gilt"
    witness = witness_of("(Mabnahmen) gilt")
    first = replace(witness.words[0], choices=(CharacterChoices(4, ("ß", "h")), CharacterChoices(11, (".",))))
    page = page_of(text)
    result = heard(page, tokenise(page.text), Witness("Latin", (first, *witness.words[1:])))
    (spoken,) = [one for one in result.values() if one.text == "Mabnahmen"]
    assert spoken.choices == (CharacterChoices(3, ("ß", "h")),)
    assert spoken.considered("Maßnahmen")
    assert not spoken.considered("Mapnahmen")
    assert spoken.variants() == ("Maßnahmen", "Mahnahmen")


def test_what_was_considered_in_the_second_half_of_a_broken_word_counts_on() -> None:
    page = page_of("Riick-\nmeldung")
    witness = witness_of("Rück-\nneldung")
    second = replace(witness.words[1], choices=(CharacterChoices(1, ("m",)),))
    result = heard(page, tokenise(page.text), Witness("Latin", (witness.words[0], second)))
    assert [one.choices for one in result.values()] == [(CharacterChoices(5, ("m",)),)]
    assert next(iter(result.values())).considered("Rückmeldung")
