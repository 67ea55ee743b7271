"""On a page that is undamaged otherwise names stay, and words run together, though the engine is sure of them."""

from __future__ import annotations

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.model import Decision, Document, Level, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources

CLEAN = (
    "Die Bundesregierung führt die Maßnahmen für die Länder über mehrere Jahre fort und prüft die Anträge der Bürger. "
)
DAMAGED = "Die Ministerin fir Heimat hat die Lander uber die Mallnahmen informiert und pruft die Antrage. "


def decided(text: str, before: str, resources: Resources) -> Decision:
    decisions = correct(Document("a.txt", "", (Page(1, text),)), CorrectConfig(), resources).decisions
    (found,) = [one for one in decisions if one.before == before]
    return found


@pytest.mark.parametrize(("page", "level"), [(CLEAN, Level.LIKELY), (DAMAGED, Level.SAFE)])
def test_a_word_in_the_place_of_a_name_is_changed_on_damaged_pages_only(
    page: str, level: Level, resources: Resources
) -> None:
    found = decided(f"{page}Dazu hat Herr Geschaftsfuhrer Auskunft gegeben.", "Geschaftsfuhrer", resources)
    assert (found.after, found.level) == ("Geschäftsführer", level)
    assert ("name" in [reason.code for reason in found.reasons]) is (level is Level.LIKELY)


@pytest.mark.parametrize(("page", "level"), [(CLEAN, Level.LIKELY), (DAMAGED, Level.SAFE)])
def test_words_run_together_are_parted_on_damaged_pages_only(page: str, level: Level, resources: Resources) -> None:
    found = decided(f"{page}Wiebewertet die Bundesregierung die Lage?", "Wiebewertet", resources)
    assert (found.after, found.level) == ("Wie bewertet", level)
    assert ("clean-page" in [reason.code for reason in found.reasons]) is (level is Level.LIKELY)
