"""First parts that lost their hyphen: an ending that only they have says more than the judge can."""

from __future__ import annotations

import pytest

from ocrfix.resources import Resources

from .sure_judge import decided_with

TEXT = (
    "Die Lander fordern fiir die Forschungsund Sonderprogramme mehr, auch fur den Umweltund Naturschutz der Lander, "
    "und die Behorden unterstutzen dies fur alle Verbande."
)


def test_a_first_part_is_sure_by_its_ending_and_no_other_one(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = decided_with(0.55, TEXT, resources, monkeypatch)
    assert (found["Forschungsund"].after, found["Forschungsund"].confidence) == ("Forschungs- und", 0.95)
    assert (found["Umweltund"].after, found["Umweltund"].confidence) == ("Umwelt- und", 0.55)


def test_what_the_judge_is_surer_of_stays_as_sure(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decided_with(0.97, TEXT, resources, monkeypatch)["Forschungsund"].confidence == 0.97
