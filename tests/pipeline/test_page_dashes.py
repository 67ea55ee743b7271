"""The dashes of a page are one question."""

from __future__ import annotations

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.decide import Judge
from ocrfix.edits import corrected_text
from ocrfix.model import Document, Page
from ocrfix.pipeline import correct
from ocrfix.pipeline.decisions import page_decisions
from ocrfix.pipeline.evidence import document_words
from ocrfix.pipeline.stages import analyse_page
from ocrfix.resources import Resources

FOLLOWS = "Titel - siehe oben. Kapitel - siehe oben."
TEXT = f"Die Behörde prüft - im Einvernehmen mit dem Ministerium - die Brücken der Gemeinden. {FOLLOWS}\n"

HEADINGS = " ".join(f"{name} - siehe oben." for name in ("Einzelplan", *("Titel", "Kapitel") * 4))
OLD_TEXT = f"""Deutscher Bundestag Drucksache 12/500
Freistaat Haushaltsordnung Beschlussempfehlung Staatsregierung Staatsministerium.
Der Ausschuß stellt fest, daß der Beschluß gefaßt wurde und muß prüfen, ob er gilt. {HEADINGS}
Der Staat ~ das Land ist gemeint. Er zahlt fiir alle Biirger das Geld.
"""


@pytest.mark.parametrize(("confidence", "is_long"), [(0.95, True), (0.6, False)])
def test_hyphens_follow_the_sure_dashes_of_their_page(
    confidence: float, is_long: bool, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Judge, "confidence", lambda *_: confidence)
    result = correct(Document("a.txt", "", (Page(1, TEXT),)), CorrectConfig(), resources)
    assert corrected_text(result) == (TEXT.replace(" - ", " – ") if is_long else TEXT)


def test_decisions_leave_the_ranking_as_it_is(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look takes the words of the page as ranked off those of the document: they must still be the same."""
    monkeypatch.setattr(Judge, "confidence", lambda *_: 0.95)
    analysis = analyse_page(Page(1, OLD_TEXT), resources)
    words = document_words([analysis])
    ranked = sum(slot.readings[slot.best].text == "–" for slot in analysis.slots)
    decisions = page_decisions(analysis, words, CorrectConfig(), resources)
    assert sum(decision.after == "–" for decision in decisions) > ranked > 0
    assert document_words([analysis]) == words


def test_an_old_text_with_hyphens_that_follow_is_looked_at_again(resources: Resources) -> None:
    result = correct(Document("a.txt", "", (Page(1, OLD_TEXT),)), CorrectConfig(), resources)
    assert "für alle Bürger" in corrected_text(result)


def test_a_hyphen_that_is_no_dash_follows_nothing(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "confidence", lambda *_: 0.95)
    text = f"{TEXT}Saldo\n- 700\n"
    result = correct(Document("a.txt", "", (Page(1, text),)), CorrectConfig(), resources)
    assert corrected_text(result).endswith("Saldo\n- 700\n")
