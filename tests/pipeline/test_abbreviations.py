"""An unknown abbreviation is a fact: it becomes another one only where that is sure."""

from __future__ import annotations

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.model import Action, Document, Level, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources

from .sure_judge import decided_with

TEXT = "Das BMBE und das BMBF fordern die Lander fiir alle, das BMBF hilft."


@pytest.mark.parametrize(("confidence", "level"), [(0.74, Level.LIKELY), (0.76, Level.SAFE)])
def test_an_abbreviation_needs_more_to_become_another_one(
    confidence: float, level: Level, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = decided_with(confidence, TEXT, resources, monkeypatch)
    assert found["BMBE"].after == "BMBF"
    assert found["BMBE"].level is level
    assert ("abbreviation" in [reason.code for reason in found["BMBE"].reasons]) is (level is Level.LIKELY)
    assert found["fiir"].action is Action.APPLY


@pytest.mark.parametrize(
    ("text", "is_listed"), [("Die Bundesregierung will Kl einsetzen.", True), ("Die Schüler der Kl. 7 fehlen.", False)]
)
def test_a_short_form_without_its_full_stop_is_hardly_one(text: str, is_listed: bool, resources: Resources) -> None:
    result = correct(Document("a.txt", "", (Page(1, text),)), CorrectConfig(), resources)
    assert [(one.before, one.after) for one in result.decisions] == ([("Kl", "KI")] if is_listed else [])
