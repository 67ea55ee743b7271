"""Waivers: words and patterns that are never questioned."""

from __future__ import annotations

import pytest

from ocrfix.detect.waivers import WAIVED_PATTERN, WAIVED_WORD, waivers_of
from ocrfix.errors import ConfigurationError
from ocrfix.text.hyphenation import tokenise

TEXT = "Herr Kinstler sprach zu Az. 12 Kls über fir."


def reasons(words: tuple[str, ...] = (), patterns: tuple[str, ...] = ()) -> dict[str, str]:
    tokens = tokenise(TEXT)
    found = waivers_of(words, patterns).reasons(TEXT, tokens)
    return {token.text: reason for token, reason in zip(tokens, found, strict=True) if reason}


def test_a_word_is_waived_as_it_is_written_and_no_other() -> None:
    assert reasons(words=("Kinstler",)) == {"Kinstler": WAIVED_WORD}
    assert reasons(words=("kinstler", "Kinst")) == {}


def test_a_pattern_waives_every_token_that_it_touches() -> None:
    found = reasons(patterns=(r"Az\. \d+ \w+",))
    assert {"Az", "12", "Kls"} <= set(found)
    assert set(found.values()) == {WAIVED_PATTERN}
    assert "fir" not in found


@pytest.mark.parametrize("pattern", [r"\d*", r"(Az\. \d+)?", "(?=fir)"])
def test_a_pattern_that_matches_nothing_somewhere_waives_nothing_there(pattern: str) -> None:
    assert not {"Herr", "Kinstler", "fir"} & set(reasons(patterns=(pattern,)))


def test_a_word_says_more_than_a_pattern() -> None:
    assert reasons(words=("fir",), patterns=("fir",)) == {"fir": WAIVED_WORD}


def test_a_pattern_that_is_none_is_a_wrong_setting() -> None:
    with pytest.raises(ConfigurationError, match="no regular expression"):
        waivers_of((), ("(",))


@pytest.mark.parametrize("pattern", ["a{99999999999999}", "(" * 5000 + "a" + ")" * 5000])
def test_a_pattern_beyond_reason_is_a_setting_that_is_wrong(pattern: str) -> None:
    with pytest.raises(ConfigurationError, match="is no regular expression"):
        waivers_of((), (pattern,))
