"""What is just below a border is left to a human, and what is just above it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.detect.spelling import is_old_spelling
from ocrfix.edits import corrected_text
from ocrfix.model import Document, Level, Witness
from ocrfix.pipeline import correct
from ocrfix.resources import Resources
from tests.readings.test_align import page_of, witness_of

from .sure_judge import decided_with

SENTENCES = "Der Bund hat Mittel bereitgestellt, Die Länder haben sie abgerufen, und die Gemeinden haben gebaut."
SPECKED = "Der Bund hat die Mittel bereitgestellt. Die Länder. haben sie abgerufen."


@pytest.mark.parametrize(("text", "before", "after", "border"), [(SENTENCES, ",", ".", 0.9), (SPECKED, ".", "", 0.78)])
def test_the_end_of_a_sentence_comes_or_goes_from_its_border_on(
    text: str, before: str, after: str, border: float, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    for confidence, level in ((border - 0.01, Level.LIKELY), (border + 0.01, Level.SAFE)):
        found = decided_with(confidence, text, resources, monkeypatch)[before]
        assert (found.after, found.level) == (after, level)
        assert ("beside-doubt" in [reason.code for reason in found.reasons]) is (level is Level.LIKELY)


@pytest.mark.parametrize(("old", "new", "expected"), [(7, 2, True), (6, 2, False), (2, 0, True), (1, 0, False)])
def test_old_spelling_needs_twice_a_form_and_three_times_as_many(old: int, new: int, *, expected: bool) -> None:
    assert is_old_spelling({"daß": old, "dass": new}) is expected


@pytest.mark.parametrize(("confidence", "is_kept"), [(0.94, True), (0.92, False)])
def test_two_readings_change_a_known_word_only_where_the_engine_was_less_sure(
    confidence: float, resources: Resources, *, is_kept: bool
) -> None:
    text, printed = "Die Mittel wenden im Haushalt bereitgestellt.", "Die Mittel werden im Haushalt bereitgestellt."
    page = page_of(text)
    words = tuple(replace(word, confidence=confidence) for word in page.words)
    read = witness_of(printed, confidence=0.97).words
    page = replace(page, words=words, witnesses=(Witness("Latin", read), Witness("eng", read)))
    result = correct(Document("a.pdf", "", (page,)), CorrectConfig(level=Level.LIKELY), resources)
    assert corrected_text(result) == (text if is_kept else printed)
