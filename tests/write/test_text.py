from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocrfix.write.text import corrected_bytes, encode_text

from ..report.example import one_page


def test_the_text_is_written_as_utf_8_with_its_own_line_ends() -> None:
    text = "\N{ZERO WIDTH NO-BREAK SPACE}fir\r\nBund\r\f\N{OLD ITALIC LETTER A}"
    assert corrected_bytes(one_page(text, ("fir", "für"))) == text.replace("fir", "für").encode("utf-8")


def test_half_a_surrogate_pair_becomes_one_replacement_character() -> None:
    assert encode_text("a\ud800b").decode("utf-8") == "a\N{REPLACEMENT CHARACTER}b"


@given(st.text())
def test_whole_texts_come_back_from_their_bytes(text: str) -> None:
    assert encode_text(text).decode("utf-8") == text
