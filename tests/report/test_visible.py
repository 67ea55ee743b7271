from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ocrfix.report.visible import HIDDEN, visible_line, visible_text


@given(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zp"], exclude_characters="\t\n"))
def test_every_control_format_private_and_separator_character_is_shown(character: str) -> None:
    assert HIDDEN.fullmatch(character), f"U+{ord(character):04X} {unicodedata.category(character)}"


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x10FF)))
def test_letters_digits_and_signs_stay(text: str) -> None:
    assert visible_text(text) == text


def test_tabs_and_line_feeds_stay_in_text_and_not_in_lines() -> None:
    assert visible_text("a\tb\nc") == "a\tb\nc"
    assert visible_line("a\tb\r\nc\nd") == "a b↵c↵d"
