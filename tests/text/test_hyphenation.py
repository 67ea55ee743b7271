from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.model import TokenKind
from ocrfix.text.hyphenation import break_like, has_misread_break, kind_of, tokenise

LETTERS = st.text(alphabet="abcdefgäöüß", min_size=1, max_size=8)
TEXTS = st.text(alphabet=st.sampled_from("abäßKZ58§ ,.-—­\r\n\f"), max_size=60)
BREAKS = st.sampled_from(["-\n", "-\r\n", "- \n", "\N{SOFT HYPHEN}\n", "\N{NOT SIGN}\n", "—\n", "-\n\n   ", "-—\n"])


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rickmel-\ndung", ["Rickmeldung"]),
        ("Rickmel-\r\ndung", ["Rickmeldung"]),
        ("Rickmel-  \n   dung", ["Rickmeldung"]),
        ("Rickmel\N{SOFT HYPHEN}\ndung", ["Rickmeldung"]),
        ("Klima-\nund Energie", ["Klima", "-", "und", "Energie"]),
        ("Klima- und Energie", ["Klima", "-", "und", "Energie"]),
        ("E-\nAkte", ["E-Akte"]),
        ("E-Akte", ["E-Akte"]),
        ("CDU/\nCSU", ["CDU", "/", "CSU"]),
        ("CDU-\nCSU", ["CDU", "-", "CSU"]),
        ("Trans-\nforma-\ntion", ["Transformation"]),
        ("Unter—\nnehmen", ["Unternehmen"]),
        ("Ende —\nNeues", ["Ende", "—", "Neues"]),
        ("bewer-—\ntet", ["bewertet"]),
        ("Bund-~\nLand", ["Bund", "-", "~", "Land"]),
        ("bewer- —\ntet", ["bewer", "-", "—", "tet"]),
        ("18-\n20", ["18", "-", "20"]),
        ("L6-\nschung", ["L6schung"]),
        ("Ma8-\nnahmen", ["Ma8nahmen"]),
        ("CO2-\narm", ["CO2", "-", "arm"]),
        ("G8-\nund", ["G8", "-", "und"]),
        ("K6-\nHeim", ["K6", "-", "Heim"]),
        ("A86-\nnahe", ["A86", "-", "nahe"]),
        ("eins -\nzwei", ["eins", "-", "zwei"]),
    ],
)
def test_words_broken_at_line_ends_are_one_token(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(TEXTS)
def test_tokens_are_in_order_and_lie_within_the_text(text: str) -> None:
    tokens = tokenise(text)
    assert all(0 <= token.span.start < token.span.end <= len(text) for token in tokens)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(tokens))


@given(LETTERS, LETTERS, BREAKS)
def test_the_text_of_a_broken_word_goes_back_to_its_place_unchanged(first: str, rest: str, gap: str) -> None:
    before = first + gap + rest
    after = break_like(before, first + rest, first + rest)
    assert after.replace("—", "-") == before.replace("-—", "-").replace("—", "-")


@given(LETTERS, LETTERS, st.sampled_from(["-\n", "-\r\n", "-\n  "]), st.sampled_from("xyz"))
def test_a_correction_keeps_the_line_end_of_the_word(first: str, rest: str, gap: str, letter: str) -> None:
    after = break_like(first + gap + rest, first + rest, letter + (first + rest)[1:])
    assert after == letter + first[1:] + gap + rest


@pytest.mark.parametrize(
    ("before", "joined", "after", "expected"),
    [
        ("Rickmel-\ndung", "Rickmeldung", "Rückmeldung", "Rückmel-\ndung"),
        ("Rickmel-\r\ndung", "Rickmeldung", "Rückmeldung", "Rückmel-\r\ndung"),
        ("Stra-\nBen", "StraBen", "Straßen", "Stra-\nßen"),
        ("Mall-\nnahmen", "Mallnahmen", "Maßnahmen", "Maß-\nnahmen"),
        ("E-\nAkle", "E-Akle", "E-Akte", "E-\nAkte"),
        ("Ana-\nIysen", "Ana-Iysen", "Analysen", "Ana-\nlysen"),
        ("Unter—\nnehmen", "Unternehmen", "Unternehmen", "Unter-\nnehmen"),
        ("bewer-—\ntet", "bewertet", "bewertet", "bewer-\ntet"),
        ("Be-\nschaf-\ntigte", "Beschaftigte", "Beschäftigte", "Be-\nschäf-\ntigte"),
        ("fir", "fir", "für", "für"),
    ],
)
def test_break_like_puts_hyphen_and_line_end_where_they_were(
    before: str, joined: str, after: str, expected: str
) -> None:
    assert break_like(before, joined, after) == expected


def test_only_a_dash_before_a_line_end_is_a_misread_hyphen() -> None:
    assert has_misread_break("Unter—\nnehmen")
    assert not has_misread_break("Unter-\nnehmen")
    assert not has_misread_break("Unter—nehmen")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("für", TokenKind.WORD),
        ("E-Akte", TokenKind.WORD),
        ("1.250", TokenKind.NUMBER),
        ("CO2", TokenKind.MIXED),
        ("zeitgemalf3", TokenKind.MIXED),
        ("„", TokenKind.PUNCTUATION),
        ("§", TokenKind.PUNCTUATION),
    ],
)
def test_a_token_is_what_it_is_made_of(text: str, kind: TokenKind) -> None:
    assert kind_of(text) is kind


def test_the_hyphen_behind_an_abbreviation_at_a_line_end_is_its_own() -> None:
    assert [token.text for token in tokenise("eine WTO-\nkonforme und EU-\nweite L6-\nschung")] == [
        "eine", "WTO-konforme", "und", "EU-weite", "L6schung",
    ]  # fmt: skip
    assert [token.text for token in tokenise("EU-\nund E-\nben")] == ["EU", "-", "und", "Eben"]


@pytest.mark.parametrize("address", ["https://a.de/fur-uns", "www.a.de", "burger@amt-behorde.de"])
def test_an_address_goes_on_with_no_word(address: str) -> None:
    texts = [token.text for token in tokenise(f"Unter-\nnehmen-\n{address}")]
    assert texts[:2] == ["Unternehmen", "-"]
