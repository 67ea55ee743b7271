"""Stamps and handwriting are left alone and listed as one place."""

from __future__ import annotations

from dataclasses import replace

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text
from ocrfix.model import Action, Document, Level, Origin, PlacedWord
from ocrfix.pipeline import correct
from ocrfix.resources import Resources
from tests.readings.test_align import page_of, witness_of

TEXT = "Mit freundlichen Grüßen\nKlirt Zfgfb fiir\nBonn, den 3. Mai"


def test_a_signature_is_listed_once_and_nothing_in_it_is_changed(resources: Resources) -> None:
    page = page_of(TEXT)
    second_line = range(TEXT.index("\n"), TEXT.rindex("\n"))
    read = tuple(_with(word, 0.2 if word.span.start in second_line else 0.95) for word in page.words)
    page = replace(page, words=read, origin=Origin.RECOGNISED)
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(level=Level.LIKELY), resources)
    assert corrected_text(result) == TEXT
    (decision,) = [one for one in result.decisions if one.reasons[0].code == "unreadable"]
    assert (decision.before, decision.action, decision.level) == ("Klirt Zfgfb fiir", Action.KEEP, Level.REVIEW)
    assert decision.before == decision.after


def test_a_dash_in_a_signature_is_no_print_whatever_another_reading_has(resources: Resources) -> None:
    text = "Mit freundlichen Grüßen\nKljrt — Zfgfb\nBonn, den 3. Mai"
    page = page_of(text)
    second_line = range(text.index("\n"), text.rindex("\n"))
    read = tuple(_with(word, 0.2 if word.span.start in second_line else 0.95) for word in page.words)
    witnesses = (witness_of(text.replace("—", "~"), confidence=0.6),)
    page = replace(page, words=read, origin=Origin.RECOGNISED, witnesses=witnesses)
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(level=Level.LIKELY), resources)
    assert corrected_text(result) == text
    assert [one.before for one in result.decisions if one.reasons[0].code == "unreadable"] == ["Kljrt — Zfgfb"]


def test_what_another_reading_makes_sure_is_print(resources: Resources) -> None:
    text = "Die Mabnahmem werdem geprüft."
    page = page_of(text)
    read = tuple(_with(word, 0.3 if "m" in text[word.span.start : word.span.end] else 0.95) for word in page.words)
    witnesses = tuple(
        replace(witness_of("Die Maßnahmen werden geprüft.", confidence=0.96), name=name) for name in ("Latin", "eng")
    )
    page = replace(page, words=read, origin=Origin.RECOGNISED, witnesses=witnesses)
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(), resources)
    assert all(one.reasons[0].code != "unreadable" for one in result.decisions)
    assert "Maßnahmen" in corrected_text(result)


def _with(word: PlacedWord, confidence: float) -> PlacedWord:
    return replace(word, confidence=confidence)
