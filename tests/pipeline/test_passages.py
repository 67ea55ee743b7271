"""Passages that nobody can read are suggested on only."""

from __future__ import annotations

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text
from ocrfix.model import Document, Page
from ocrfix.pipeline import correct
from ocrfix.pipeline.passages import is_unread
from ocrfix.pipeline.stages import analyse_page
from ocrfix.resources import Resources

DAMAGED = "Die Behorde fiir die Lander, die fiir die Stadte und fiir die Biirger zustandig ist."
SORBIAN = (
    "Wobydlerjo zjawneho jednanja priwatneho napisy rozsudzuja wobchadnistwa fiir zjawneho napisy jednanja rozsudzuja "
    "priwatneho wobchadnistwa"
)


@pytest.mark.parametrize(
    ("text", "is_guess"),
    [(DAMAGED, False), (SORBIAN, True), (f"{DAMAGED}\n\n{SORBIAN}", True), ("fiir zjawneho", False)],
)
def test_most_words_around_a_guess_are_unknown(text: str, is_guess: bool, resources: Resources) -> None:
    analysis = analyse_page(Page(1, text), resources)
    place = max(index for index, token in enumerate(analysis.tokens) if token.text == "fiir")
    assert is_unread(place, analysis, resources.lexicon.is_known) is is_guess


def test_where_nobody_can_read_nothing_is_changed_unasked(resources: Resources) -> None:
    result = correct(Document("a", "", (Page(1, f"{DAMAGED}\n\n{SORBIAN}"),)), CorrectConfig(), resources)
    assert corrected_text(result).endswith(SORBIAN)
    assert "Behörde für die Länder" in corrected_text(result)
    assert "unread-passage" in {reason.code for one in result.decisions for reason in one.reasons}
