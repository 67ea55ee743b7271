"""Figures in tables and forms that are no section signs."""

from __future__ import annotations

import pytest

from ocrfix.text.hyphenation import tokenise

from .test_marks import kept, readings


def test_an_eight_in_a_table_is_a_figure() -> None:
    for text, is_doubted in (("Nach\n8 21 Absatz 2 gilt", True), ("Teheran 4 21 Dubai 8 21 Taschkent", False)):
        eight = next(token for token in tokenise(text) if token.text == "8")
        assert (kept(text, eight) < 0.0) is is_doubted


@pytest.mark.parametrize(
    ("text", "is_sign"),
    [
        ("Anzahl der Kinder\n\n8 4\n\nSumme", False),
        ("Formular\n121 02 8 1\nFeld", False),
        ("Formular\n121 02 8 1a\nFeld", False),
        ("Feld 121 02 8 1", True),
        ("Folgender Paragraph wird eingefügt:\n„8 9a\nVerkehrsverbote", True),
        ("§ 3\nDer Bund zahlt.\n8 4\nDie Länder zahlen.", True),
    ],
)
def test_a_figure_in_a_line_without_words_is_a_sign_only_among_sections(text: str, is_sign: bool) -> None:
    assert ("§" in readings(text, "8")) is is_sign
