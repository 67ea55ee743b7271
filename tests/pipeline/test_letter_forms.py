"""A page in other letter forms is corrected like one in plain letters, and changed where it was read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text, edits_of, revert_edits
from ocrfix.model import Action, Box, CorrectionResult, Document, Level, Origin, Page, PlacedWord, Rewrite, Span
from ocrfix.packed import PackedWords
from ocrfix.pipeline import correct
from ocrfix.pipeline.letter_forms import plain_page, tokens_as_read
from ocrfix.quality.inspect import inspect_result
from ocrfix.resources import Resources

PRINTED = (
    "Die Landesregierung prüft, ob die Länder für die Maßnahmen häufig höhere Mittel benötigen.\n"
    "Nach § 5 Absatz 2 finden die Vorschriften über Gebühren Anwendung. Die öffentliche Auf-\n"
    "gabe wird geprüft, der Einfluss ist groß."
)
READ = PRINTED.replace("Vorschriften", "Vorschriftcn").replace("benötigen", "benötigcn")


def result_of(text: str, resources: Resources, origin: Origin = Origin.PLAIN_TEXT) -> CorrectionResult:
    return correct(Document("a.txt", "", (Page(1, text, origin=origin),)), CorrectConfig(), resources)


@pytest.mark.parametrize(
    "form",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("fi", "\ufb01").replace("fl", "\ufb02").replace("ff", "\ufb00"),
        lambda text: text.encode().decode("cp1252"),
        lambda text: text.replace("ü", "¨u").replace("ä", "¨a").replace("ö", "¨o"),
        lambda text: text.replace("ung", "\u00adung"),
    ],
    ids=["decomposed", "ligatures", "mistaken", "dots", "soft hyphens"],
)
def test_damage_is_repaired_and_what_is_right_is_not_doubted(form: Callable[[str], str], resources: Resources) -> None:
    read = form(READ)
    result = result_of(read, resources)
    assert plain_page(Page(1, corrected_text(result)))[0].text == PRINTED
    assert {decision.action for decision in result.decisions} == {Action.APPLY}
    for decision in result.decisions:
        assert read[decision.damage.span.start : decision.damage.span.end] == decision.before
    assert revert_edits(corrected_text(result), edits_of(result)) == read


def test_a_correction_on_a_decomposed_page_is_decomposed(resources: Resources) -> None:
    read = unicodedata.normalize("NFD", PRINTED.replace("Gebühren", "Gebuhren"))
    assert corrected_text(result_of(read, resources)) == unicodedata.normalize("NFD", PRINTED)


def test_umlauts_in_two_characters_change_nothing(resources: Resources) -> None:
    assert not result_of(unicodedata.normalize("NFD", PRINTED), resources).decisions


def test_of_an_address_only_ligatures_are_in_question(resources: Resources) -> None:
    result = result_of(
        "Siehe https://a.de/f\N{DIAERESIS}ur und www.a.de/\N{LATIN SMALL LIGATURE FI}nden im Netz.", resources
    )
    assert [decision.after for decision in result.decisions] == ["finden"]


def test_a_ligature_in_what_is_no_word_is_shown_only(resources: Resources) -> None:
    """``über`` of an older English model: the ligature was misread itself, or a name has it."""
    result = result_of("Die Schule von Pﬁxmrz entscheidet. Der Einﬂuss ist groß.", resources)
    found = {decision.before: decision for decision in result.decisions}
    assert found["Pﬁxmrz"].action is Action.SUGGEST
    assert found["Pﬁxmrz"].level is Level.REVIEW
    assert found["Einﬂuss"].action is Action.APPLY
    assert found["Einﬂuss"].after == "Einfluss"
    assert [reason.code for reason in found["Einﬂuss"].reasons] == ["letter-form"]
    assert found["Einﬂuss"].chosen.candidate.rewrites == (Rewrite(3, "\ufb02", "fl"),)


def test_a_page_that_is_no_scan_keeps_its_ligatures_unasked(resources: Resources) -> None:
    result = result_of("Der Einﬂuss ist groß.", resources, Origin.BORN_DIGITAL)
    assert [(decision.after, decision.action) for decision in result.decisions] == [("Einfluss", Action.SUGGEST)]


def test_a_word_broken_at_a_line_end_stays_broken(resources: Resources) -> None:
    result = result_of("Der Ein-\nﬂuss ist groß.", resources)
    assert corrected_text(result) == "Der Ein-\nfluss ist groß."


def test_words_to_be_ignored_keep_their_letters(resources: Resources) -> None:
    page = Page(1, "Der Einﬂuss und der Ausﬂug sind groß.")
    result = correct(Document("a.txt", "", (page,)), CorrectConfig(ignore_words=("Einfluss",)), resources)
    assert [decision.after for decision in result.decisions] == ["Ausflug"]


def test_placed_words_and_tokens_stand_where_their_letters_do(resources: Resources) -> None:
    page = Page(
        1,
        "fu\u0308r den Einﬂuss",
        words=(PlacedWord(Span(0, 4), Box(0, 0, 1, 1)), PlacedWord(Span(9, 16), Box(2, 0, 3, 1))),
    )
    in_plain, plain = plain_page(page)
    assert plain is not None
    assert [in_plain.text[word.span.start : word.span.end] for word in in_plain.words] == ["für", "Einfluss"]
    tokens = tokens_as_read(page, resources)
    assert [token.text for token in tokens] == ["für", "den", "Einfluss"]
    assert [page.text[token.span.start : token.span.end] for token in tokens] == ["fu\u0308r", "den", "Einﬂuss"]


def test_umlauts_in_two_characters_are_no_damage_of_an_archive(resources: Resources) -> None:
    config = CorrectConfig()
    estimates = []
    for text in (PRINTED, unicodedata.normalize("NFD", PRINTED)):
        estimates.append(inspect_result(result_of(text, resources), config, resources).estimate)
    assert estimates[0] == estimates[1]


def test_packed_words_stay_packed() -> None:
    words = PackedWords((PlacedWord(Span(0, 4), Box(0, 0, 1, 1), 0.9), PlacedWord(Span(5, 7), Box(2, 0, 3, 1))))
    in_plain, _ = plain_page(Page(1, "fu\u0308r es", words=words))
    assert isinstance(in_plain.words, PackedWords)
    assert [in_plain.text[word.span.start : word.span.end] for word in in_plain.words] == ["für", "es"]


@pytest.mark.parametrize(
    "start", ["Ministerprasident ", "fir Heimat ", "$ 6 gilt ", " K.O. statt KI ", "— Drucksache 21/1901 —\n"]
)
def test_a_byte_order_mark_changes_nothing_behind_it(start: str, resources: Resources) -> None:
    def decided(read: str) -> list[tuple[int, str, str, Action, Level, str]]:
        return [
            (one.damage.span.start, one.before, one.after, one.action, one.level, one.id)
            for one in result_of(read, resources).decisions
        ]

    plain, marked = decided(start + READ), decided("\ufeff" + start + READ)
    assert marked == [(place + 1, *others) for place, *others in plain]
    assert corrected_text(result_of("\ufeff" + start + READ, resources))[0] == "\ufeff"
