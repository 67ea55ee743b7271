from __future__ import annotations

import pytest

from ocrfix.model import Span, Token, TokenKind
from ocrfix.text.quotes import closes_federal_quotation, has_quote_pair, is_left_open


def token_at(text: str, mark: str) -> Token:
    start = text.index(mark)
    return Token(Span(start, start + len(mark)), mark, TokenKind.PUNCTUATION)


@pytest.mark.parametrize(
    ("text", "has_pair"),
    [
        ("einen ,sorglosen Umgang“ vor.", True),
        ('einen ,sorglosen Umgang" vor.', True),
        ("einen ,sorglosen Umgang vor.", False),
        ("einen ,sorglosen Umgang, den „Kritiker“ nennen", False),
        ("einen ,sorglosen Umgang " + "und vieles mehr " * 30 + "Ende“.", False),
    ],
)
def test_an_opening_mark_looks_ahead_for_its_closing_one(text: str, has_pair: bool) -> None:
    assert has_quote_pair(text, token_at(text, ","), "„") is has_pair


@pytest.mark.parametrize(
    ("text", "mark", "has_pair"),
    [
        ("die Studie .Umgang mit Gas’ vor", ".", True),
        ("die Studie ,Umgang mit Gas’ vor", ",", False),
        ("die Studie .Umgang mit „Gas’ vor", ".", False),
        ("die Studie .Umgang mit Marx’s Werk vor", ".", False),
    ],
)
def test_an_apostrophe_closes_what_a_full_stop_opens(text: str, mark: str, has_pair: bool) -> None:
    assert has_quote_pair(text, token_at(text, mark), "„") is has_pair


@pytest.mark.parametrize(
    ("text", "has_pair"),
    [
        ("einen „sorglosen Umgang* vor", True),
        ("einen sorglosen Umgang* vor", False),
        ("ein „Wort“ und noch eins* vor", False),
    ],
)
def test_a_closing_mark_looks_back_for_its_opening_one(text: str, has_pair: bool) -> None:
    assert has_quote_pair(text, token_at(text, "*"), "“") is has_pair


def test_a_mark_that_is_no_quotation_mark_has_no_pair() -> None:
    text = "Das „ist“ - so - gut"
    assert not has_quote_pair(text, token_at(text, "-"), "–")


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("die „Lage* und", "*", True),
        ("die ,,Lage‘ und", "‘", True),
        ('die „Lage" und „Not“', '"', True),
        ('die „Lage" und „Not"', '"', False),
        ("die ,Lage* und", "*", False),
        ("die „Lage“ der Länder* und", "*", False),
        ("die „Lage der ‚Länder‘ und", "‘", False),
        ("die „Lage\n\nder Länder* und", "*", False),
    ],
)
def test_what_opened_low_is_closed(text: str, mark: str, expected: bool) -> None:
    assert is_left_open(text, token_at(text, mark)) is expected


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ('Drucksache 21/5 Die Lage" war ernst.', True),
        ('Deutscher  Bundestag Die Lage" war ernst.', True),
        ('Drucksache 21/5 Die "Lage" war ernst.', False),
        ('Die Lage" war ernst.', False),
    ],
)
def test_a_straight_mark_without_its_first_closes_a_quotation_of_a_federal_paper(text: str, closes: bool) -> None:
    start = text.rindex('"')
    assert closes_federal_quotation(text, Token(Span(start, start + 1), '"', TokenKind.PUNCTUATION)) is closes
