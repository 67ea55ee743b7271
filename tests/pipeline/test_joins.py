"""Words torn apart are proposed as one, and joined on request only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text, edits_of, revert_edits
from ocrfix.model import Action, Decision, Document, Level, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources


def decisions(text: str, resources: Resources, level: Level = Level.SAFE) -> tuple[str, tuple[Decision, ...]]:
    document = Document("text", "", (Page(1, text),))
    result = correct(document, CorrectConfig(level=level), resources)
    corrected = corrected_text(result)
    assert revert_edits(corrected, edits_of(result, 1)) == text
    return corrected, tuple(each for each in result.decisions if each.reasons[0].code in ("join", "set-heading"))


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("Die Bundesre gierung hat geantwortet.", "Die Bundesregierung hat geantwortet."),
        ("Die E- Mail und ihre Anbieter.", "Die E-Mail und ihre Anbieter."),
        ("Die V o r b e m e r k u n g fehlt", "Die Vorbemerkung fehlt"),
        ("Das Gesetz regelt die De- Mail und ihre Anbieter.", "Das Gesetz regelt die De-Mail und ihre Anbieter."),
    ],
)
def test_a_torn_word_is_listed_and_joined_on_request(torn: str, whole: str, resources: Resources) -> None:
    unchanged, listed = decisions(torn, resources)
    assert unchanged == torn
    assert [each.action for each in listed] == [Action.SUGGEST]
    assert decisions(torn, resources, Level.LIKELY)[0] == whole


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("V o r b e m e r k u n g der Fragesteller", "Vorbemerkung der Fragesteller"),
        (
            "Der Bundesrat\n\nEmp fehblungen der Ausschiisse\nzu Punkt 3",
            "Der Bundesrat\n\nEmpfehlungen der Ausschüsse\nzu Punkt 3",
        ),
        ("  Empfehlung ender Ausschiisse\r\nzu", "  Empfehlungen der Ausschüsse\r\nzu"),
    ],
)
def test_a_set_heading_that_was_torn_is_put_right(read: str, printed: str, resources: Resources) -> None:
    corrected, found = decisions(read, resources)
    assert corrected == printed
    assert [(each.action, each.level) for each in found] == [(Action.APPLY, Level.SAFE)]


@pytest.mark.parametrize(
    "text",
    [
        "Die Empfehlung ender Ausschüsse liegt vor.",
        "Empfehlungen der Ausschüsse",
        "Vorbemerkung",
        "Antwort der Bundes regierung auf die Kleine Anfrage der Fraktion vom ersten Juni",
    ],
)
def test_other_lines_are_no_torn_heading(text: str, resources: Resources) -> None:
    assert decisions(text, resources)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "Die Klima- und Umweltpolitik der Länder.",
        "Nach der Sitzung ging es weiter mit der Aussprache.",
        "Die Stimmen A B C D E zählen.",
        "Die Punkte a b c und x y z u v.",
        "Die Bundes- Und Landesbehörden arbeiten zusammen.",
    ],
)
def test_words_that_stand_apart_rightly_are_no_join(text: str, resources: Resources) -> None:
    assert decisions(text, resources, Level.LIKELY)[1] == ()


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("(bitte nach Ländern angeben) ?\nDie Antwort", "(bitte nach Ländern angeben)?\nDie Antwort"),
        ("Sie liegt vor (siehe Anlage) . Die Frist", "Sie liegt vor (siehe Anlage). Die Frist"),
        ("Gewinnrenten, ohne b) und e) ?", "Gewinnrenten, ohne b) und e) ?"),
        ("Sie liegt vor (siehe Anlage) .de", "Sie liegt vor (siehe Anlage) .de"),
        ("Muster, Anna (AfD) . . . . . 12", "Muster, Anna (AfD) . . . . . 12"),
        ("Inhalt (Übersicht) : Tagesordnung", "Inhalt (Übersicht) : Tagesordnung"),
        ("Sie liegt vor (siehe Anlage)\n? Die Frist", "Sie liegt vor (siehe Anlage)\n? Die Frist"),
    ],
)
def test_a_mark_stands_right_behind_a_bracket(read: str, printed: str, resources: Resources) -> None:
    corrected, joined = decisions(read, resources)
    assert corrected == printed
    assert joined == ()


def test_a_promised_harm_holds_for_joins_too(resources: Resources) -> None:
    heading = "V o r b e m e r k u n g d e r F r a g e s t e l l e r"
    text = f"Antwort der Bundesregierung\n\n{heading}\n\nDer Bund hat angegeben (s. o.) ."
    actions = {}
    judging = replace(resources, judge=replace(resources.judge, harm_thresholds=((0.02, 0.96), (2.0, 0.5))))
    for harm in (None, 2.0, 0.02):
        result = correct(Document("text", "", (Page(1, text),)), CorrectConfig(max_harm=harm), judging)
        joined = [each for each in result.decisions if each.reasons[0].code in ("set-heading", "no-space")]
        actions[harm] = [each.action for each in joined]
    assert actions[None] == actions[2.0] == [Action.APPLY, Action.APPLY]
    assert actions[0.02] == [Action.SUGGEST, Action.SUGGEST]


def test_a_letter_spaced_word_names_all_its_spaces(resources: Resources) -> None:
    text = "Die V o r b e m e r k u n g fehlt"
    _, listed = decisions(text, resources)
    rewrites = listed[0].chosen.candidate.rewrites
    assert [rewrite.position for rewrite in rewrites] == list(range(1, 22, 2))
    assert {(rewrite.read, rewrite.true) for rewrite in rewrites} == {(" ", "")}
