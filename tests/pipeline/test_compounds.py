"""A compound as it stands becomes one that no list holds only where that is sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.decide import Judge
from ocrfix.model import Document, Level, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources

TEXT = """Fur die Lander wurde eine hohere Zuwendung bewilligt, die Behorden konnen Antrage stellen. Geschutzt werden
Moordammkulturen und Stadte."""


@pytest.mark.parametrize(("confidence", "level"), [(0.84, Level.LIKELY), (0.86, Level.SAFE)])
def test_a_compound_needs_more_to_become_one_that_no_list_holds(
    confidence: float, level: Level, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Judge, "confidence", lambda *_: confidence)
    judge = replace(
        resources.judge, own_thresholds={}, thresholds={**resources.judge.thresholds, "safe": 0.7, "strict": 0.7}
    )
    result = correct(Document("a.txt", "", (Page(1, TEXT),)), CorrectConfig(), replace(resources, judge=judge))
    found = {decision.before: decision for decision in result.decisions}
    compound = found["Moordammkulturen"]
    assert (compound.after, compound.level) == ("Moordämmkulturen", level)
    assert ("possible-compound" in [reason.code for reason in compound.reasons]) is (level is Level.LIKELY)
    assert found["Stadte"].level is Level.SAFE, "the other word is listed"
