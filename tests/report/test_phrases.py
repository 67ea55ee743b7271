from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from ocrfix.model import CandidateKind, Level, Origin, Reason
from ocrfix.report.phrases import DETAILS, PHRASES, REASONS, Language, counted, percent, phrase, reason_in_words

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "report.md"


def fields(text: str) -> set[str]:
    return {name for form in text.split("|") for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("key", [*PHRASES, *REASONS])
def test_every_phrase_is_there_in_both_languages_with_the_same_fields(key: str) -> None:
    german, english = PHRASES.get(key) or REASONS[key]
    assert german.strip()
    assert english.strip()
    assert fields(german) == fields(english)
    assert german.count("|") == english.count("|")


def test_every_detail_belongs_to_a_reason_and_has_both_languages() -> None:
    assert set(DETAILS) <= set(REASONS)
    assert all(fields(german) == fields(english) for german, english in DETAILS.values())


def test_every_name_of_the_model_has_its_words() -> None:
    keys = {f"kind-{kind}" for kind in CandidateKind} | {f"level-{level}" for level in Level}
    assert keys | {f"origin-{origin}" for origin in Origin} <= set(PHRASES)


def test_every_reason_code_is_documented() -> None:
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == set(REASONS)


@pytest.mark.parametrize(("language", "words"), [("de", "kann ein Name sein (x)"), ("en", "may be a name (x)")])
def test_a_known_reason_is_said_in_words_with_its_detail(language: Language, words: str) -> None:
    assert reason_in_words(Reason("name", "x"), language, before="a", after="b", rewrites="") == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            Reason("confusion", "ü\N{LEFTWARDS ARROW}ii (14)"),
            "ein bekannter Lesefehler: „ü“ als „ii“ gelesen (14-mal auf dieser Seite)",
        ),
        (Reason("confusion", "ü\N{LEFTWARDS ARROW}i (0)"), "ein bekannter Lesefehler: „ü“ als „i“ gelesen"),
        (Reason("confusion", "etwas"), "ein bekannter Lesefehler: alle (etwas)"),
        (Reason("document-repeats", "3"), "an anderer Stelle desselben Dokuments unbeschädigt gelesen (3-mal)"),
        (Reason("context", "2.3"), "passt zu den Wörtern davor und danach"),
    ],
)
def test_details_are_said_as_a_clerk_would(reason: Reason, words: str) -> None:
    assert reason_in_words(reason, "de", before="a", after="b", rewrites="alle") == words


def test_an_unknown_reason_is_shown_with_its_detail() -> None:
    reason = Reason("new-code", "a\x1bb")
    assert reason_in_words(reason, "de", before="", after="", rewrites="") == "new-code: a<U+001B>b"


def test_a_detail_that_only_repeats_the_word_is_left_out() -> None:
    words = reason_in_words(Reason("unknown-word", "fir"), "de", before="fir", after="für", rewrites="")
    assert words == "„fir“ steht in keinem Wörterbuch"


def test_braces_in_a_document_are_no_fields() -> None:
    words = reason_in_words(Reason("unknown-word", "{0}"), "de", before="{after}", after="b", rewrites="")
    assert words == "„{after}“ steht in keinem Wörterbuch ({0})"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0 %"),
        (0.0001, "0,1 %"),
        (0.5, "50 %"),
        (0.9899, "99 %"),
        (0.994, "99,4 %"),
        (0.99999, "99,9 %"),
        (1.0, "100 %"),
    ],
)
def test_what_is_not_certain_is_never_shown_as_certain(share: float, words: str) -> None:
    assert percent(share, "de").replace("\N{NO-BREAK SPACE}", " ") == words


def test_numbers_follow_the_language() -> None:
    assert counted("n-words", 12_345, "de") == "12.345 Wörter"
    assert counted("n-words", 12_345, "en") == "12,345 words"


def test_a_phrase_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("no-such-phrase", "de")
