"""Braces: which were printed, and which are brackets misread."""

from __future__ import annotations

import pytest

from ocrfix.text.braces import counterpart, is_of_european_paper


@pytest.mark.parametrize(
    ("text", "brace", "expected"),
    [
        ("{JOIN(2025) 130 final}", "{", True),
        ("{JOIN(2025) 130 final}", "}", True),
        ("{SEC (2025) 825 final}", "{", True),
        ("{bitte nach Land}", "{", False),
        ("{bitte nach Land}", "}", False),
        ("(ebd.}", "}", False),
    ],
)
def test_papers_of_the_european_union_keep_their_braces(text: str, brace: str, expected: bool) -> None:
    assert is_of_european_paper(text, text.index(brace)) is expected


@pytest.mark.parametrize(
    ("text", "brace", "expected"),
    [
        ("{bitte (nach Land) auflisten}", "{", "}"),
        ("{bitte (nach Land) auflisten}", "}", "{"),
        ("{bitte auflisten)", "{", ")"),
        ("(bitte auflisten}", "}", "("),
        ("Kauder [CDU/CSU}:", "}", "["),
        ("Kauder {CDU/CSU]:", "{", "]"),
        ("Kauder [Erlangen] {CDU/CSU}:", "}", "{"),
        ("{" + "a" * 200 + "}", "{", ""),
        ("{a} b}", "}", "{"),
    ],
)
def test_the_counterpart_of_a_brace_is_the_bracket_that_it_closes_or_that_closes_it(
    text: str, brace: str, expected: str
) -> None:
    assert counterpart(text, text.index(brace)) == expected


def test_a_second_closing_brace_has_none() -> None:
    assert counterpart("{a} b}", 5) == ""
