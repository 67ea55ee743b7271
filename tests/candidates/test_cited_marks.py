"""Ones inside cited numbers, and degrees that close quotations."""

from __future__ import annotations

import pytest

from .test_marks import readings


@pytest.mark.parametrize(
    ("text", "mark", "printed"),
    [
        ("nach § 3la Absatz 2", "3la", ["31a"]),
        ("nach $ 3la Absatz 2", "3la", ["31a"]),
        ("nach Art. 9Ib GG", "9Ib", ["91b"]),
        ("des Artikels 9la des Grundgesetzes", "9la", ["91a"]),
        ("die Zeile 9la bleibt", "9la", []),
        ("nach § 184l StGB", "184l", []),
    ],
)
def test_a_letter_inside_a_cited_number_is_a_one(text: str, mark: str, printed: list[str]) -> None:
    assert readings(text, mark) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("die Angabe „30. Juni 2028° durch", ["“"]),
        ("zum „Summit 25° in Berlin", ["“"]),
        ("die Angabe „30. Juni 2028° durch die Angabe „31. Dezember“", ["“"]),
        ("„Es stieg auf 25° an“, hieß es", []),
        ("bei 25° wird es warm", []),
        ("das „Heizen“ bei 25° ist", []),
        ("das „Heizen mit 25 °C und mehr“", []),
        ("das „Heizen mit 25°C und mehr“", []),
    ],
)
def test_a_degree_closes_what_was_left_open(text: str, printed: list[str]) -> None:
    assert readings(text, "°") == printed
