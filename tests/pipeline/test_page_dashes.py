"""The dashes of a page are one question."""

from __future__ import annotations

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.decide import Judge
from ocrfix.edits import corrected_text
from ocrfix.model import Document, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources

FOLLOWS = "Der Empfänger legt den Verwendungsnachweis - spätestens nach sechs Monaten - vor."
TEXT = f"Die Behörde prüft - im Einvernehmen mit dem Ministerium - die Brücken der Gemeinden. {FOLLOWS}\n"


@pytest.mark.parametrize(("confidence", "is_long"), [(0.95, True), (0.6, False)])
def test_hyphens_follow_the_sure_dashes_of_their_page(
    confidence: float, is_long: bool, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Judge, "confidence", lambda *_: confidence)
    result = correct(Document("a.txt", "", (Page(1, TEXT),)), CorrectConfig(), resources)
    assert corrected_text(result) == (TEXT.replace(" - ", " – ") if is_long else TEXT)


def test_a_hyphen_that_is_no_dash_follows_nothing(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "confidence", lambda *_: 0.95)
    text = f"{TEXT}Saldo\n- 700\n"
    result = correct(Document("a.txt", "", (Page(1, text),)), CorrectConfig(), resources)
    assert corrected_text(result).endswith("Saldo\n- 700\n")
