from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocrfix.messages import Language
from ocrfix.model import CandidateKind, Level, Origin, Reason
from ocrfix.report.figures import percent
from ocrfix.report.names import KINDS, LEVELS, ORIGINS, STATUSES, name_of
from ocrfix.report.reasons import DETAILS, REASONS, reason_in_words
from ocrfix.report.series import Status

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "report.md"


def test_every_detail_belongs_to_a_reason() -> None:
    assert set(DETAILS) <= set(REASONS)


def test_everything_the_model_codes_has_a_name() -> None:
    assert set(KINDS) == {kind.value for kind in CandidateKind}
    assert set(LEVELS) == {level.value for level in Level}
    assert set(ORIGINS) == {origin.value for origin in Origin}
    assert set(STATUSES) == {status.value for status in Status}


def test_a_code_without_a_name_names_itself() -> None:
    assert name_of(KINDS, "new", "de") == "new"


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
        (
            Reason("unlisted-confusion", "ur\N{LEFTWARDS ARROW}in (0)"),
            "ein Lesefehler, den keine Tabelle kennt: „ur“ als „in“ gelesen",
        ),
        (Reason("confusion", "etwas"), "ein bekannter Lesefehler: alle (etwas)"),
        (Reason("document-repeats", "3"), "an anderer Stelle desselben Dokuments unbeschädigt gelesen (3-mal)"),
        (
            Reason("witness", "text: fir; deu: für 91; alternatives at 2: ü, i"),
            "die Lesungen dieser Stelle (Text: fir; deu: für 91; andere Lesarten an Stelle 2: ü, i)",
        ),
        (
            Reason("readings-differ", "text: 61; layer: 67"),
            "die Lesungen sind sich bei dieser Zahl nicht einig (Text: 61; Textebene: 67)",
        ),
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
