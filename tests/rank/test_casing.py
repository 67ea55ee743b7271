"""Words that differ by their capital only are settled by the token before them."""

from __future__ import annotations

import pytest

from ocrfix.model import Candidate, CandidateKind
from ocrfix.rank.casing import settle_casing, settle_sentence_starts
from ocrfix.rank.ranker import Slot
from ocrfix.text.hyphenation import tokenise

COUNTS = {"über": 5000.0, "Über": 300.0, "dienstleistung": 1.0, "Dienstleistung": 90.0}


def slot_of(index: int, texts: tuple[str, ...], posteriors: tuple[float, ...], paragraph_start: bool = False) -> Slot:
    readings = tuple(
        Candidate(text, CandidateKind.CONFUSION if n else CandidateKind.KEEP) for n, text in enumerate(texts)
    )
    symbols, inner = tuple((text,) for text in texts), tuple(0.0 for _ in texts)
    best = max(range(len(texts)), key=posteriors.__getitem__)
    total = tuple(10 * value for value in posteriors)
    return Slot(index, readings, symbols, inner, paragraph_start, best, total, total, posteriors)


def settled(text: str, word: str, others: tuple[str, ...], posteriors: tuple[float, ...], **options: bool) -> Slot:
    tokens = tokenise(text)
    index = [token.text for token in tokens].index(word)
    slot = slot_of(index, (word, *others), posteriors, **options)
    settle_casing([slot], tokens, lambda written: COUNTS.get(written, 0.0))
    return slot


@pytest.mark.parametrize("before", ["Fragen", "2010", "Fragen,", "(LTO)"])
def test_the_small_form_takes_all_where_a_sentence_goes_on(before: str) -> None:
    slot = settled(f"{before} Uber die", "Uber", ("Über", "über"), (0.01, 0.55, 0.44))
    assert slot.readings[slot.best].text == "über"
    assert slot.posteriors == pytest.approx((0.01, 0.0, 0.99))
    assert slot.total_logp[slot.best] == max(slot.total_logp) == 5.5
    assert sorted(slot.total_logp) == pytest.approx([0.1, 0.1, 5.5])


@pytest.mark.parametrize("before", ["Fragen.", "„", "a", "b)\n•"])
def test_where_a_sentence_may_start_the_language_model_has_the_last_word(before: str) -> None:
    slot = settled(f"{before} Uber die", "Uber", ("Über", "über"), (0.01, 0.55, 0.44))
    assert (slot.readings[slot.best].text, slot.posteriors) == ("Über", (0.01, 0.55, 0.44))


def test_a_paragraph_starts_with_what_the_language_model_says() -> None:
    slot = settled("Fragen\n\nUber die", "Uber", ("Über", "über"), (0.01, 0.55, 0.44), paragraph_start=True)
    assert slot.posteriors == (0.01, 0.55, 0.44)


def test_a_noun_keeps_its_capital_and_a_word_alone_its_share() -> None:
    noun = settled("die Dienstleistunq", "Dienstleistunq", ("Dienstleistung", "dienstleistung"), (0.1, 0.6, 0.3))
    assert noun.posteriors == (0.1, 0.6, 0.3)
    alone = settled("Fragen Uber", "Uber", ("über",), (0.4, 0.6))
    assert alone.posteriors == (0.4, 0.6)
    hopeless = settled("Fragen Uber", "Uber", ("Über", "über"), (0.01, 0.97, 0.02))
    assert hopeless.posteriors == (0.01, 0.97, 0.02)


def left(text: str, word: str, others: tuple[str, ...]) -> tuple[str, ...]:
    tokens = tokenise(text)
    slots = [
        slot_of(index, (token.text, *(others if token.text == word else ())), (1.0,) * (1 + len(others)))
        if token.text == word
        else slot_of(index, (token.text,), (1.0,))
        for index, token in enumerate(tokens)
    ]
    settle_sentence_starts(slots, tokens)
    slot = next(slot for slot in slots if slot.readings[0].text == word)
    assert len(slot.readings) == len(slot.symbols) == len(slot.inner_logp)
    return tuple(one.text for one in slot.readings)


@pytest.mark.parametrize("text", ["wurde geklärt. lm Jahr", "Was gilt nicht?\nlm Jahr"])
def test_behind_the_end_of_a_sentence_a_misread_i_is_a_capital(text: str) -> None:
    assert left(text, "lm", ("im", "Im", "um")) == ("lm", "Im", "um")


@pytest.mark.parametrize("text", ["vgl. lm Jahr", "gilt nicht, lm Jahr", "am 20. lm Jahr", "lm Jahr", ". lm Jahr"])
def test_elsewhere_the_small_form_stays(text: str) -> None:
    assert left(text, "lm", ("im", "Im", "um")) == ("lm", "im", "Im", "um")


def test_without_a_capital_form_nothing_is_taken_out() -> None:
    assert left("wurde geklärt. lhm", "lhm", ("ihm", "um")) == ("lhm", "ihm", "um")
    assert left("wurde geklärt. land", "land", ("Iand", "iand")) == ("land", "Iand", "iand"), "l before a vowel"


@pytest.mark.parametrize("text", ["wurde geklärt. Uber die", "Was gilt nicht?\nUber die", "Alles gilt! Uber die"])
def test_behind_the_end_of_a_sentence_a_capital_stays(text: str) -> None:
    assert left(text, "Uber", ("über", "Über", "Ober")) == ("Uber", "Über", "Ober")


@pytest.mark.parametrize("text", ["vgl. Uber die", "Fragen, Uber die", "am 20. Uber die", "Uber die", "alle Uber die"])
def test_elsewhere_a_capital_may_go(text: str) -> None:
    assert left(text, "Uber", ("über", "Über")) == ("Uber", "über", "Über")


def test_the_word_as_it_was_read_is_a_capital_form_too() -> None:
    assert left("wurde geklärt. Jetzt geht", "Jetzt", ("jetzt", "Jetzte")) == ("Jetzt", "Jetzte")
    assert left("wurde geklärt. jetzt geht", "jetzt", ("Jetzt",)) == ("jetzt", "Jetzt")
