"""Addresses of the web: what has one spelling only gets it back, all else stays."""

from __future__ import annotations

import pytest

from ocrfix.candidates.addresses import address_reading, may_be_misread_address
from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text
from ocrfix.model import Document, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources
from ocrfix.text.hyphenation import tokenise


def found(text: str) -> list[str]:
    return [reading for token in tokenise(text) if (reading := address_reading(text, token))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(www.bund.de/seite-5.htmi)", ["seite-5.html"]),
        ("www.bund.de/seite-5.htmI,", ["seite-5.html"]),
        ("(www.bund.de/seite.htm!).", ["l"]),
        ("(www.bund.de/seite.htm])", ["l"]),
        ("(www.bund.de/seite.htm}:", ["l"]),
        ("wvw.bund.de und wwww.bund.de", ["www.bund.de", "www.bund.de"]),
        ("hitps://bund.de", ["https"]),
        ("htlp://bund.de", ["http"]),
    ],
)
def test_what_has_one_spelling_gets_it_back(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert any(map(may_be_misread_address, [token.text for token in tokenise(text)]))


@pytest.mark.parametrize(
    "text",
    [
        "www.bund.de/seite.html",
        "www.bund.de/seite.htm",
        "[siehe www.bund.de/seite.htm]",
        "{www.bund.de/seite.htm}",
        "www.bund.de/seite.htm!important",
        "http://bund.de und https://bund.de",
        "www.bund.de/haus!",
        "www.bund.de/seite.htm_alt",
        "ww.bund.de",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert found(text) == []


def test_an_address_is_put_right_and_the_rest_of_it_stays(resources: Resources) -> None:
    read = "Siehe (https://www.bund.de/x-1O0.htm!) und wvw.fuhrt.de/seite.htmi, Zugriff am 1. Mai 2025.\n"
    printed = "Siehe (https://www.bund.de/x-1O0.html) und www.fuhrt.de/seite.html, Zugriff am 1. Mai 2025.\n"
    result = correct(Document("page.txt", "", (Page(1, read),)), CorrectConfig(), resources)
    assert corrected_text(result) == printed
