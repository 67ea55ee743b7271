"""Whose print a page is, told by its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.detect.house_style import FILE_NAME, long_dash_log_odds, telling_words
from ocrfix.resources import Resources


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Drucksache 21/529", {"Drucksache", "21"}),
        ("Für die Länder ab 2025", {"die", "2025"}),
        ("BT-Drs. 18/4 vom 3.4.1998, S. 12345", {"Drs", "18", "vom", "1998"}),
        ("X Y zu", set()),
        ("", set()),
    ],
)
def test_words_that_no_engine_takes_umlauts_from_years_and_terms_tell(text: str, words: set[str]) -> None:
    assert telling_words(text) == words


def test_the_odds_are_the_sum_of_what_the_words_say_each_once(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("Landtag\t1.25\nMark\t-0.5\n18\t0.25\n", encoding="utf-8")
    assert long_dash_log_odds("Der Landtag, der Landtag - er zahlte in Mark", tmp_path) == 0.75
    assert long_dash_log_odds("Drucksache 18/7", tmp_path) == 0.25
    assert long_dash_log_odds("Der Bund", tmp_path) == 0


def test_prints_of_saxony_have_long_dashes_and_old_federal_laws_hyphens(resources: Resources) -> None:
    saxony = "Verwaltungsvorschrift des Staatsministeriums des Innern, Freistaat Sachsen, Dresden 2019"
    law = "Dritter Abschnitt. Ausfertigungsdatum 1955 (Bundesgesetzbl. I) weggefallen, Deutsche Mark"
    assert long_dash_log_odds(saxony, resources.folder) > 2
    assert long_dash_log_odds(law, resources.folder) < -2
