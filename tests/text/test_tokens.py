from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.text.characters import case_shape, has_umlaut
from ocrfix.text.context import class_symbols
from ocrfix.text.tokens import number_class, pieces

TEXTS = st.text(alphabet=st.sampled_from("aäßZ§$8&5|!@ ,.;„“\"'-–—/()[]_\r\n\f"), max_size=80)


def words(text: str) -> list[str]:
    return [piece.text for piece in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nach 8 5 Absatz 2", ["nach", "8", "5", "Absatz", "2"]),
        ("$$ 3 und 4", ["$$", "3", "und", "4"]),
        ("$8 3", ["$8", "3"]),
        ("$ı (1) $l", ["$ı", "(", "1", ")", "$l"]),
        ("§§ 3", ["§", "§", "3"]),
        ("(8§ 3 und §$ 4", ["(", "8§", "3", "und", "§$", "4"]),
        ("8§3 A8§ 4", ["8§3", "A8", "§", "4"]),
        ("gr6Beren Ma8nahmen gema&", ["gr6Beren", "Ma8nahmen", "gema&"]),
        ("das |nternet", ["das", "|nternet"]),
        ("CDU/CSU", ["CDU", "/", "CSU"]),
        ("E-Akte", ["E-Akte"]),
        ("1.250,50 Euro", ["1.250,50", "Euro"]),
        (",,dauerhafte Förderung“", [",,", "dauerhafte", "Förderung", "“"]),
        ("z.B. i.V.m.", ["z.B", ".", "i.V.m", "."]),
        ("(s. o.)", ["(", "s", ".", "o", ".", ")"]),
        (
            "die Zah! von, Artike! 3, Asy!-, vg!.",
            ["die", "Zah!", "von", ",", "Artike!", "3", ",", "Asy!", "-", ",", "vg!", "."],
        ),
        ("Nein! Doch!", ["Nein", "!", "Doch", "!"]),
        ("er -~ sie ~- es -- wir-~", ["er", "-~", "sie", "~-", "es", "-", "-", "wir", "-", "~"]),
        ("", []),
    ],
)
def test_pieces_cut_a_text_as_a_reader_does(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(TEXTS)
def test_pieces_stand_where_they_say_in_order_and_hold_no_space(text: str) -> None:
    found = list(pieces(text))
    assert all(text[piece.start : piece.end] == piece.text for piece in found)
    assert all(not any(character.isspace() for character in piece.text) for piece in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@given(TEXTS)
def test_pieces_lose_nothing_but_white_space(text: str) -> None:
    assert "".join(words(text)) == "".join(text.split())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("7", "<n1>"),
        ("1949", "<year>"),
        ("3000", "<num>"),
        ("1.000", "<num>"),
        ("3.10.1990", "<date>"),
        ("12a", "<na>"),
        ("N2O", "<mix>"),
        ("Absatz", None),
        ("E-Akte", None),
    ],
)
def test_words_with_digits_have_the_class_of_their_form(word: str, expected: str | None) -> None:
    assert number_class(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Behörde", ("<t:rde>", "<t:de>", "<t>")),
        ("BAFzA", ("<m:fza>", "<m:za>", "<m>")),
        ("KI", ("<u>",)),
        ("das", ("<l>",)),
        ("1949", ("<year>",)),
        ("§", ("<sign>",)),
        ("Klima-Bericht", ("<h:cht>", "<h:ht>", "<h>")),
    ],
)
def test_rare_words_are_seen_by_capitals_and_ending(word: str, expected: tuple[str, ...]) -> None:
    assert class_symbols(word) == expected


@pytest.mark.parametrize(
    ("word", "shape"), [("Ä", "title"), ("ÄÖ", "upper"), ("äÖ", "mixed"), ("-", "none"), ("E-Akte", "mixed")]
)
def test_the_shape_of_capitals_counts_letters_only(word: str, shape: str) -> None:
    assert case_shape(word) == shape


def test_sharp_s_counts_as_a_letter_that_an_english_model_cannot_write() -> None:
    assert has_umlaut("Maß")
    assert not has_umlaut("Masse")
