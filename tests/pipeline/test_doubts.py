from __future__ import annotations

import pytest

from ocrfix.model import Box, PlacedWord, Span
from ocrfix.pipeline.doubts import doubtful_words
from ocrfix.resources import Resources


def asked(text: str, resources: Resources, confidence: float | None = None) -> list[str]:
    words, offset = [], 0
    for word in text.split():
        start = text.index(word, offset)
        words.append(PlacedWord(Span(start, start + len(word)), Box(0, 0, 1, 1), confidence))
        offset = start + len(word)
    flags = doubtful_words(text, words, resources)
    return [text[w.span.start : w.span.end] for w, is_asked in zip(words, flags, strict=True) if is_asked]


@pytest.mark.parametrize("word", ["$", "Mallnahmen", "Länd3r", "KlI", "„Wort°", "8", "82", "8.49", "2.8", "58"])
def test_odd_and_unknown_words_are_doubtful(word: str, resources: Resources) -> None:
    assert asked(f"Die {word} der Länder", resources) == [word]


def test_unknown_words_that_the_engine_is_sure_of_are_no_doubt(resources: Resources) -> None:
    assert asked("Frau Quurxauer spricht", resources, 0.9) == ["Quurxauer"]
    assert asked("Frau Quurxauer spricht", resources, 0.96) == []
    assert asked("Frau Quurx$auer spricht", resources, 0.96) == ["Quurx$auer"]


def test_good_words_and_numbers_are_not(resources: Resources) -> None:
    assert asked("Die Bundesregierung hat 2024 nach Absatz 12 die Maß-\nnahmen geprüft.", resources, 0.95) == []
    assert asked("Der Wert ist 2.5 nach Absatz 9.49.", resources, 0.95) == []


def test_numbers_of_a_layer_are_read_again_since_no_engine_says_how_sure_it_was(resources: Resources) -> None:
    text = "Die Bundesregierung hat 2024 nach Absatz 2 geprüft, Drucksache 17/1234."
    assert asked(text, resources) == ["2024", "17/1234."]
    assert asked(text, resources, 0.95) == []


def test_what_the_engine_was_unsure_of_is_doubtful(resources: Resources) -> None:
    assert asked("Die Länder", resources, 0.6) == ["Die", "Länder"]


def test_both_halves_of_a_broken_word_are_doubtful(resources: Resources) -> None:
    assert asked("Die Rickmel-\ndnng kam", resources) == ["Rickmel-", "dnng"]
