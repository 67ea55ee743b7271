"""Stamps and handwriting are told from print by what the engine made of them."""

from __future__ import annotations

import pytest

from ocrfix.detect.unreadable import unreadable_places
from ocrfix.model import Box, PlacedWord, Span

KNOWN = frozenset(("Bonn", "EU", "den", "Mit", "freundlichen", "Im", "Auftrag"))


def places(*words: tuple[str, float | None]) -> list[str]:
    text, placed = "", []
    for word, confidence in words:
        start = len(text)
        text += f"{word} "
        placed.append(PlacedWord(Span(start, start + len(word)), Box(0, 0, 1, 1), confidence))
    return [text[place.start : place.end] for place in unreadable_places(text, placed, KNOWN.__contains__)]


def test_a_signature_is_one_place() -> None:
    read = (("Im", 0.9), ("Auftrag", 0.95), ("VE", 0.2), ("4", 0.7), ("{", 0.1), ("h-", 0.3), ("Bonn,", 0.9))
    assert places(*read) == ["VE 4 { h-"]


def test_two_capitals_in_a_scribble_are_no_abbreviation_unless_the_engine_is_sure() -> None:
    assert places(("vw", 0.2), ("EU", 0.5), ("mW", 0.1)) == ["vw EU mW"]
    assert places(("vwq", 0.2), ("EU", 0.9), ("mWq", 0.1)) == []


@pytest.mark.parametrize(
    "read",
    [
        (("Bonn", 0.2), ("den", 0.4)),
        (("Maknahmen", 0.4),),
        (("Kunstlicher", 0.48), ("Intelligens", 0.49)),
        (("VE", None), ("4", None), ("h-", None)),
        (("a", 0.2), ("b", 0.2)),
    ],
    ids=["known words", "one word", "nearly read", "no confidences", "specks"],
)
def test_print_that_was_read_badly_is_none(read: tuple[tuple[str, float | None], ...]) -> None:
    assert places(*read) == []
