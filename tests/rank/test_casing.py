"""Words that differ by their capital only are settled by the token before them."""

from __future__ import annotations

import pytest

from ocrfix.model import Candidate, CandidateKind
from ocrfix.rank.casing import settle_casing
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
