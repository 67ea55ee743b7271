"""Signs: what falls on which word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.model import Action, Level, Page, Span, Token, TokenKind
from ocrfix.quality.signs import SIGN_NAMES, TORN_FROM, Sign, is_unknown, sign_of, signs_of

from ..report.example import decision

TEXT = "Der fir die Xqzt\nHauser — 12 Seiten Rick-\nmeldung Ende"
PAGE = Page(1, TEXT)


def shares(page: Page = PAGE, **kinds: object) -> dict[str, float]:
    signs = signs_of(page, kinds.get("decisions", ()), kinds.get("unknown", ()))  # type: ignore[arg-type]
    return dict(zip(SIGN_NAMES, signs.shares, strict=True))


def test_a_word_broken_at_a_line_end_counts_once() -> None:
    assert signs_of(PAGE, (), ()).words == 10


def test_a_page_without_words_has_no_signs() -> None:
    assert signs_of(Page(1, " \n\f"), (), ()).words == 0
    assert set(signs_of(Page(1, ""), (), ()).shares) == {0.0}


def test_a_sure_change_falls_on_its_word_and_a_second_one_on_the_same_word_does_not_count() -> None:
    found = decision(PAGE, "fir", "für")
    assert shares(decisions=(found,))["safe"] == pytest.approx(0.1)
    assert shares(decisions=(found, found))["safe"] == pytest.approx(0.1)


def test_words_that_are_parted_count_as_many_times_as_they_were() -> None:
    parted = decision(Page(1, "imInland ist"), "imInland", "im Inland")
    assert shares(Page(1, "imInland ist"), decisions=(parted,))["safe"] == pytest.approx(1.0)


def test_the_strongest_sign_of_a_word_wins() -> None:
    place = Span(TEXT.index("Xqzt"), TEXT.index("Xqzt") + 4)
    doubt = replace(decision(PAGE, "Xqzt", "Xqzt"), action=Action.KEEP, level=Level.REVIEW)
    assert shares(unknown=(place,))["unknown"] == pytest.approx(0.1)
    both = shares(decisions=(doubt,), unknown=(place,))
    assert both["open"] == pytest.approx(0.1)
    assert both["unknown"] == 0.0


def test_levels_and_marks_are_told_apart() -> None:
    word = decision(PAGE, "Hauser", "Häuser")
    mark = decision(PAGE, "—", "–")
    assert sign_of(word) is Sign.SAFE
    assert sign_of(replace(word, level=Level.LIKELY)) is Sign.LIKELY
    assert sign_of(replace(word, level=Level.REVIEW)) is Sign.REVIEW
    assert sign_of(replace(word, action=Action.KEEP, level=Level.REVIEW)) is Sign.ODD
    assert sign_of(mark) is Sign.MARK
    assert sign_of(replace(mark, level=Level.REVIEW)) is Sign.DOUBTFUL_MARK


def test_numbers_are_counted_and_lines_of_one_unknown_word_look_torn() -> None:
    assert shares()["number"] == pytest.approx(0.1)
    assert shares()["torn"] == 0.0
    page = Page(1, "Systemoder\nfehlt")
    assert shares(page, unknown=(Span(0, 10),))["torn"] == pytest.approx((1 - TORN_FROM) * 0.5)
    beside = Page(1, "Titel\nein Systemoder fehlt hier noch\n")
    assert shares(beside, unknown=(Span(10, 20),))["torn"] == 0.0


def test_an_unknown_word_is_no_protected_one_no_compound_and_no_letter() -> None:
    token = Token(Span(0, 4), "Xqzt", TokenKind.WORD)
    assert is_unknown(token, 0.0, is_compound=False)
    assert not is_unknown(token, 0.0, is_compound=True)
    assert not is_unknown(token, 3.0, is_compound=False)
    assert not is_unknown(replace(token, protected="sic"), 0.0, is_compound=False)
    assert not is_unknown(Token(Span(0, 1), "X", TokenKind.WORD), 0.0, is_compound=False)
    assert not is_unknown(Token(Span(0, 2), "12", TokenKind.NUMBER), 0.0, is_compound=False)
