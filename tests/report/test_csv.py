from __future__ import annotations

import csv
import io

import pytest

from ocrfix.model import CorrectionResult, Page, Reason
from ocrfix.report.csv import COLUMNS, defused, report_csv

from .example import decision, example, one_page, result_of


def rows(result: CorrectionResult) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report_csv(result).decode("utf-8-sig"), newline="")))


def test_every_decision_is_one_row_with_every_column() -> None:
    table = rows(example())
    assert len(table) == 12
    assert tuple(table[0]) == COLUMNS
    assert (table[3]["before"], table[3]["after"], table[3]["line"], table[3]["column"]) == ("fir", "für", "6", "6")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "\n="])
def test_a_cell_that_looks_like_a_formula_is_defused(start: str) -> None:
    text = start + "HYPERLINK('http://example.org')"
    page = Page(1, text + " fir\n")
    reasons = (Reason(start + "code", start),)
    row = rows(result_of([page], [decision(page, text, text + "x", reasons=reasons)], name=text))[0]
    assert all(row[column].startswith("'") for column in ("document", "before", "after", "reasons"))


def test_a_formula_behind_a_semicolon_is_defused_for_spreadsheets_that_part_cells_there() -> None:
    assert defused("a;=1+1; @x;b") == "a;'=1+1;' @x;b"


def test_an_ordinary_cell_is_left_alone() -> None:
    assert defused("für die Länder; 3-mal") == "für die Länder; 3-mal"


def test_control_and_direction_characters_are_shown() -> None:
    row = rows(one_page("\x1b[31mfir\N{RIGHT-TO-LEFT OVERRIDE}x\n", ("fir\N{RIGHT-TO-LEFT OVERRIDE}", "für")))[0]
    assert (row["before"], row["left"]) == ("fir<U+202E>", "<U+001B>[31m")


def test_a_line_end_stays_in_its_row() -> None:
    assert rows(example())[2]["before"] == "Rickmel-↵dung"
