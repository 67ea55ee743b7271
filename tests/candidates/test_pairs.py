"""Marks that come in pairs: what opens without closing, or closes what was opened alike."""

from __future__ import annotations

import pytest

from ocrfix.candidates.marks.rules import sign_readings
from ocrfix.text.hyphenation import tokenise


def readings_of_last(text: str, mark: str) -> list[str]:
    """Name what may have been printed for the last token that reads as ``mark``."""
    tokens = tokenise(text)
    place = max(index for index, token in enumerate(tokens) if token.text == mark)
    return [reading.text for reading in sign_readings(text, tokens, place)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('der Vortrag "Diplomatie macht Schule" war', []),
        ('der Vortrag "Diplomatie macht Schule" und „Frieden“', ["“"]),
        ('der Vortrag „Diplomatie macht Schule" war', ["“"]),
        ('der Vortrag Diplomatie macht Schule" war', ["“"]),
    ],
)
def test_a_pair_of_straight_marks_was_printed_where_a_page_shows_no_curved_ones(text: str, expected: list[str]) -> None:
    assert readings_of_last(text, '"') == expected


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("eine Ubersicht (iber die Lage", "(", [""]),
        ("am Montag {iber-\nmittelt.", "{", [""]),
        ("Verantwortung, (vgl. 2) (ibernehmen miissen", "(", [""]),
        ("76 cm {liber der Schiene", "{", [""]),
        ("die (ber den Zeitraum", "(", [""]),
        ("die Lage (iberisch) ist", "(", []),
        ("die Lage (bereits heute", "(", []),
        ("eine Politik (liberal und", "(", []),
        ("eine Politik {liberal und", "{", ["("]),
        ("einer Politik, die(iber alles", "(", []),
    ],
)
def test_a_bracket_before_the_rest_of_a_word_with_an_umlaut_is_a_part_of_it(
    text: str, mark: str, expected: list[str]
) -> None:
    assert readings_of_last(text, mark) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ein “Forschungsdatengesetz” auch", []),
        ("ein “\nForschungsdatengesetz” hat", []),
        ("ein „Forschungsdatengesetz” auch", ["“"]),
        ("ein “Tal” und ein „Forschungsdatengesetz” auch", ["“"]),
        ("ein “ Tal und ein Forschungsdatengesetz” auch", ["“"]),
    ],
)
def test_a_mark_that_closes_what_a_high_one_opened_is_printed_so(text: str, expected: list[str]) -> None:
    assert readings_of_last(text, "”") == expected
