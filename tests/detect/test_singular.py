"""Words that stand in the singular, and the plurals that an umlaut would make of them."""

from __future__ import annotations

import pytest

from ocrfix.detect.singular import makes_plural, stands_in_singular
from ocrfix.text.hyphenation import tokenise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der verursachte Schaden", True),
        ("der Schaden", False),
        ("der verursachten Schaden", False),
        ("einen Schaden", True),
        ("einen hohen Schaden", True),
        ("ein hoher Schaden", True),
        ("Im Garten", True),
        ("die hohen Schaden", False),
        ("Schaden", False),
        ("hohe Schaden", False),
        ("ein Haus Schaden", False),
    ],
)
def test_articles_and_endings_say_that_one_thing_is_meant(text: str, expected: bool) -> None:
    tokens = tokenise(text)
    assert stands_in_singular(tokens, len(tokens) - 1) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Schaden", "Schäden", True),
        ("Umweltschaden", "Umweltschäden", True),
        ("Umstande", "Umstände", True),
        ("Fachkraftemangel", "Fachkräftemangel", False),
        ("Gastebacker", "Gästebacker", False),
        ("Marz", "März", False),
        ("schaden", "schäden", False),
        ("Hohe", "Höhe", False),
    ],
)
def test_some_umlauts_make_several_of_one(before: str, after: str, expected: bool) -> None:
    assert makes_plural(before, after, {"Umstand", "Schad"}.__contains__) is expected
