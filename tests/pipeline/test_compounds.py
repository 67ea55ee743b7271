"""A compound as it stands becomes one that no list holds only where that is sure."""

from __future__ import annotations

import pytest

from ocrfix.model import Level
from ocrfix.resources import Resources

from .sure_judge import decided_with

TEXT = """Fur die Lander wurde eine hohere Zuwendung bewilligt, die Behorden konnen Antrage stellen. Geschutzt werden
Moordammkulturen und Stadte."""


@pytest.mark.parametrize(("confidence", "level"), [(0.84, Level.LIKELY), (0.86, Level.SAFE)])
def test_a_compound_needs_more_to_become_one_that_no_list_holds(
    confidence: float, level: Level, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = decided_with(confidence, TEXT, resources, monkeypatch)
    compound = found["Moordammkulturen"]
    assert (compound.after, compound.level) == ("Moordämmkulturen", level)
    assert ("possible-compound" in [reason.code for reason in compound.reasons]) is (level is Level.LIKELY)
    assert found["Stadte"].level is Level.SAFE, "the other word is listed"
