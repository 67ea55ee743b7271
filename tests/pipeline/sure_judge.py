"""Decisions of a judge who is as sure of every change as a test wants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.decide import Judge
from ocrfix.model import Decision, Document, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources


def decided_with(
    confidence: float, text: str, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Decision]:
    """Return the decisions about a text by what was read; every change that is 0.7 sure and more is safe."""
    monkeypatch.setattr(Judge, "confidence", lambda *_: confidence)
    judge = replace(
        resources.judge, own_thresholds={}, thresholds={**resources.judge.thresholds, "safe": 0.7, "strict": 0.7}
    )
    result = correct(Document("a.txt", "", (Page(1, text),)), CorrectConfig(), replace(resources, judge=judge))
    return {decision.before: decision for decision in result.decisions}
