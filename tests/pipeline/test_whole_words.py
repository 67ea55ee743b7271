"""All between two spaces is one question: what would stay half corrected is suggested."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text
from ocrfix.model import Action, Decision, Document, Level, Page
from ocrfix.pipeline import correct
from ocrfix.pipeline.decisions import page_decisions
from ocrfix.pipeline.evidence import document_words
from ocrfix.pipeline.stages import analyse_page
from ocrfix.pipeline.whole_words import with_whole_words
from ocrfix.resources import Resources

DAMAGED = "Die Behorde fiir die Lander, die fiir die Stadte und fiir die Biirger zustandig ist."
REPAIRED = "Die Behörde für die Länder, die für die Städte und für die Bürger zuständig ist."


def text_after(text: str, resources: Resources, level: Level = Level.SAFE) -> str:
    return corrected_text(correct(Document("a", "", (Page(1, text),)), CorrectConfig(level=level), resources))


@pytest.mark.parametrize("mark", ["\\", "~", "}"])
def test_a_word_that_a_stray_mark_touches_is_only_suggested(mark: str, resources: Resources) -> None:
    touched = DAMAGED.replace("Behorde", f"Behorde{mark}")
    assert text_after(DAMAGED, resources) == REPAIRED
    assert text_after(touched, resources).startswith(f"Die Behorde{mark} für die Länder, die für die Städte")
    assert text_after(touched, resources, Level.LIKELY).startswith(f"Die Behörde{mark} für die Länder")


def test_a_doubt_about_a_mark_holds_back_the_word_before_it_and_no_other(resources: Resources) -> None:
    analysis = analyse_page(Page(1, DAMAGED), resources)
    sure = list(page_decisions(analysis, document_words([analysis]), CorrectConfig(), resources))
    (lander,) = [one for one in sure if one.before == "Lander"]
    comma = next(token for token in analysis.tokens if token.text == ",")
    doubt = replace(
        lander,
        damage=replace(lander.damage, span=comma.span),
        before=",",
        after=".",
        level=Level.REVIEW,
        action=Action.SUGGEST,
    )

    def held(decisions: list[Decision]) -> list[str]:
        found = with_whole_words(analysis, decisions, CorrectConfig())
        assert [one.before for one in found] == [one.before for one in decisions]
        return [one.before for one in found if any(reason.code == "beside-doubt" for reason in one.reasons)]

    assert held(sure) == []
    assert held([*sure, doubt]) == ["Lander"]
    assert held([*sure, replace(doubt, level=Level.SAFE)]) == []


@pytest.mark.parametrize(("share", "is_held"), [(0.9, True), (0.99, False)])
def test_a_mark_that_is_likely_right_must_be_surely_right(share: float, is_held: bool, resources: Resources) -> None:
    analysis = analyse_page(Page(1, DAMAGED), resources)
    sure = list(page_decisions(analysis, document_words([analysis]), CorrectConfig(), resources))
    comma = next(index for index, token in enumerate(analysis.tokens) if token.text == ",")
    slots = list(analysis.slots)
    slots[comma] = replace(slots[comma], posteriors=(share, 1 - share))
    found = with_whole_words(replace(analysis, slots=tuple(slots)), sure, CorrectConfig())
    (lander,) = [one for one in found if one.before == "Lander"]
    assert (lander.action is Action.SUGGEST) is is_held


def test_a_page_of_pieces_is_only_suggested_on(resources: Resources) -> None:
    pieces = "S ch ad en am B un de sg eb ie t " * 8
    after = correct(Document("a", "", (Page(1, f"{pieces}\n{DAMAGED}"),)), CorrectConfig(), resources)
    assert corrected_text(after) == f"{pieces}\n{DAMAGED}"
    codes = {reason.code for one in after.decisions if one.before == "fiir" for reason in one.reasons}
    assert "torn-page" in codes


def test_the_word_around_a_token_ends_at_spaces(resources: Resources) -> None:
    analysis = analyse_page(Page(1, "nach (§ 5), Absatz 3"), resources)
    words = [[analysis.tokens[place].text for place in analysis.word_around(index)] for index in range(7)]
    assert words == [["nach"], ["(", "§"], ["(", "§"], *[["5", ")", ","]] * 3, ["Absatz"]]


STOPS = (
    "Die Anstalt sorgt für Sicherheit. sowie Ordnung, Schutz der Umwelt. der Gesundheit und des Klimas. des Verkehrs "
    "und der Energie. des Wassers. "
)


@pytest.mark.parametrize(
    ("rest", "corrected"),
    [
        ("Betroffen sind Straßen. Parkplätze und Schulen.", "Betroffen sind Straßen, Parkplätze und Schulen."),
        ("Es gilt das Gesetz. in dem das steht.", "Es gilt das Gesetz, in dem das steht."),
        ("Es gilt das Gesetz. ich danke Ihnen.", "Es gilt das Gesetz. ich danke Ihnen."),
        ("Das ist ein Gesetz. Kann es helfen?", "Das ist ein Gesetz. Kann es helfen?"),
    ],
)
def test_a_full_stop_becomes_a_comma_only_where_no_sentence_may_begin(
    rest: str, corrected: str, resources: Resources
) -> None:
    assert text_after(2 * STOPS + rest, resources).endswith(corrected)
