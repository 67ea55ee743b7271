"""What holds for the text alone holds where other readings speak, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text
from ocrfix.model import Action, CorrectionResult, Document, Witness
from ocrfix.pipeline import correct
from ocrfix.resources import Resources
from tests.readings.test_align import page_of, witness_of


def decided(text: str, config: CorrectConfig, resources: Resources, **readings: str) -> CorrectionResult:
    witnesses = tuple(Witness(name, witness_of(read, confidence=0.95).words) for name, read in readings.items())
    page = replace(page_of(text), witnesses=witnesses)
    return correct(Document("scan.pdf", "", (page,)), config, resources)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (CorrectConfig(), "Die Maßnahmen gelten für alle."),
        (CorrectConfig(ignore_words=("Mallnahmen",)), "Die Mallnahmen gelten für alle."),
        (CorrectConfig(ignore_patterns=("Mall[a-z]+ gelten fiir",)), "Die Mallnahmen gelten fiir alle."),
    ],
)
def test_what_the_user_waives_no_reading_changes(config: CorrectConfig, expected: str, resources: Resources) -> None:
    printed = "Die Maßnahmen gelten für alle."
    result = decided("Die Mallnahmen gelten fiir alle.", config, resources, Latin=printed, eng=printed)
    assert corrected_text(result) == expected


def test_pairs_that_an_umlaut_tells_apart_are_weighed_with_witnesses_too(resources: Resources) -> None:
    text = "Wir würden uns freuen, wenn die Lander mehr Geld hatten."
    (alone,) = [one for one in decided(text, CorrectConfig(), resources).decisions if one.before == "hatten"]
    (beside,) = [one for one in decided(text, CorrectConfig(), resources, eng=text).decisions if one.before == "hatten"]
    assert (alone.after, alone.action) == ("hätten", Action.SUGGEST)
    # Who reads the same damage makes nothing surer.
    assert (beside.after, beside.action, beside.confidence) == (alone.after, alone.action, alone.confidence)
    assert beside.reasons[:-1] == alone.reasons
    assert beside.reasons[-1].code == "witness"
