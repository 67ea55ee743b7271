"""Braces: which were printed, and which are round brackets misread."""

from __future__ import annotations

import pytest

from ocrfix.text.braces import has_counterpart, is_of_european_paper


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
        ("{bitte (nach Land) auflisten}", "{", True),
        ("{bitte (nach Land) auflisten}", "}", True),
        ("{bitte auflisten)", "{", False),
        ("(bitte auflisten}", "}", False),
        ("{" + "a" * 200 + "}", "{", False),
        ("{a} b}", "}", True),
    ],
)
def test_a_brace_has_a_counterpart_or_not(text: str, brace: str, expected: bool) -> None:
    assert has_counterpart(text, text.index(brace)) is expected


def test_a_second_closing_brace_has_none() -> None:
    assert not has_counterpart("{a} b}", 5)
