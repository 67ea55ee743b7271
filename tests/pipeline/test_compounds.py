"""Words that are right as they stand: compounds that no list holds, and what quiet pages show."""

from __future__ import annotations

import pytest

from ocrfix.model import Decision, Level
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


QUIET = """Für die Länder wurde eine höhere Zuwendung bewilligt, die Behörden können Anträge stellen. Gefördert werden
die Prüfung der Sudprozesse, der Verschmutzungsschaden und die Fläche für die Überdachung der Gärten in Städten, soweit
die Gemeinden zustimmen und die Verwaltung die Zuständigkeit übernimmt."""


def reasons_of(decision: Decision) -> list[str]:
    return [reason.code for reason in decision.reasons]


@pytest.mark.parametrize(
    ("word", "after", "is_kept"),
    [
        ("Ius-soli-Erwerb", "Ius-soll-Erwerb", True),
        ("GRU-Einheit", "GRÜ-Einheit", True),
        ("Lander-Vertreter", "Länder-Vertreter", False),
    ],
)
def test_a_part_at_a_hyphen_that_is_a_word_may_have_lost_an_umlaut_only(
    word: str, after: str, is_kept: bool, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"Fur die {word} gelten die Vorschriften uber die Behorden und die Stadte, die zustandig sind."
    found = decided_with(0.99, text, resources, monkeypatch)[word]
    assert found.after == after
    assert ("possible-compound" in reasons_of(found)) is is_kept
    assert (found.level is Level.LIKELY) is is_kept


@pytest.mark.parametrize("word", ["Sudprozesse", "Verschmutzungsschaden"])
def test_a_quiet_page_keeps_its_compounds_however_sure_another_one_is(
    word: str, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = decided_with(0.99, QUIET, resources, monkeypatch)[word]
    assert found.level is Level.LIKELY
    assert "possible-compound" in reasons_of(found)


def test_a_page_that_loses_its_umlauts_gets_them_back_in_compounds(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = decided_with(0.99, QUIET.translate(str.maketrans("äöüÜ", "aouU")), resources, monkeypatch)
    assert (found["Verschmutzungsschaden"].after, found["Verschmutzungsschaden"].level) == (
        "Verschmutzungsschäden",
        Level.SAFE,
    )


@pytest.mark.parametrize(("times", "is_kept"), [(1, False), (2, True)])
def test_a_quiet_page_keeps_an_unknown_word_that_it_shows_twice(
    times: int, is_kept: bool, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{QUIET * 4} Geplant ist{' eine Karrierelounge und' * times} ein Büro für die Beratung über Karrierewege."
    found = decided_with(0.99, text, resources, monkeypatch)["Karrierelounge"]
    assert found.after == "Karrierewege"
    assert ("clean-page" in reasons_of(found)) is is_kept
    assert (found.level is Level.LIKELY) is is_kept


KEPT = """Für die Länder wurde eine höhere Zuwendung bewilligt. Der Schaden ist gering. Die Behörden können Anträge auf
Umstande gründen. Die Städte prüfen die Zuständigkeit, die Förderung und die Möglichkeiten der Unterstützung. Über die
Höhe entscheidet das Gericht nach Anhörung der Gläubiger, soweit die Gebühren nicht gemäß § 5 gestundet sind."""
CLEAN = f"{KEPT.replace('Umstande', 'Gesetze')}\n" * 6


def test_two_words_as_they_stand_are_no_misread_third_one(
    resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{CLEAN}Das ist eine Viertelbillion Euro."
    found = decided_with(0.99, text, resources, monkeypatch)["Viertelbillion"]
    assert found.after == "Viertelmillion"
    assert found.level is Level.LIKELY
    assert "possible-compound" in reasons_of(found)


@pytest.mark.parametrize(("confidence", "is_kept"), [(0.97, True), (0.985, False)])
def test_where_no_umlaut_was_lost_a_known_word_hardly_gets_one(
    confidence: float, is_kept: bool, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{CLEAN}Die Verfugung ist gering."
    found = decided_with(confidence, text, resources, monkeypatch)["Verfugung"]
    assert found.after == "Verfügung"
    assert ("clean-page" in reasons_of(found)) is is_kept
    assert (found.level is Level.LIKELY) is is_kept


@pytest.mark.parametrize(
    ("before", "is_kept"),
    [("auf einem", True), ("auf einem guten", True), ("im", True), ("auf die", False), ("auf die guten", False)],
)
def test_a_word_in_the_dative_becomes_no_plural(
    before: str, is_kept: bool, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = KEPT.replace("auf\nUmstande", f"{before} Umstande")
    found = decided_with(0.99, text, resources, monkeypatch)["Umstande"]
    assert found.after == "Umstände"
    assert ("singular" in reasons_of(found)) is is_kept
    assert (found.level is Level.LIKELY) is is_kept
