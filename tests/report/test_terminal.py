from __future__ import annotations

import io

import pytest
from rich.console import Console

from ocrfix.messages import Language
from ocrfix.report.terminal import MOST_ROWS, SummaryRow, print_summary

ANSWER = SummaryRow("antwort.pdf", 3, 52, 9, 2)


def printed(rows: list[SummaryRow], language: Language = "de", folder: str = "", *, width: int = 100) -> str:
    stream = io.StringIO()
    print_summary(Console(file=stream, width=width, force_terminal=False), rows, language, folder)
    return stream.getvalue()


def test_one_file_is_one_row_without_a_sum() -> None:
    text = printed([ANSWER], folder="ocrfix-out")
    assert [line.split() for line in text.splitlines() if "antwort" in line] == [["antwort.pdf", "3", "52", "9", "2"]]
    assert "Ergebnisse in ocrfix-out" in text
    assert "Dateien" not in text


@pytest.mark.parametrize(("language", "words"), [("de", "2 Dateien"), ("en", "2 files")])
def test_several_files_have_a_sum(language: Language, words: str) -> None:
    text = printed([ANSWER] * 2, language)
    assert [line.split()[2:] for line in text.splitlines() if words in line] == [["6", "104", "18", "4"]]


def test_names_and_folders_cannot_drive_the_terminal() -> None:
    evil = "a\x1b[2J\x9b31m\r\N{RIGHT-TO-LEFT OVERRIDE}[red]b[/red]"
    text = printed([SummaryRow(evil)], folder=evil)
    assert not set("\x1b\x9b\r\N{RIGHT-TO-LEFT OVERRIDE}") & set(text)
    assert text.count("[red]b[/red]") == 2


def test_many_files_are_cut_and_the_sum_counts_all() -> None:
    rows = [SummaryRow(f"{number}.txt", 1, 10, 1, 0) for number in range(500)]
    text = printed(rows)
    assert f"… und {500 - MOST_ROWS} weitere Dateien" in text
    assert "5.000" in text


def test_a_narrow_terminal_keeps_the_figures() -> None:
    text = printed([SummaryRow("sehr/langer/name/" * 5 + "x.pdf", 12, 3456, 78, 9)], width=40)
    assert all(figure in text for figure in ("12", "3.456", "78"))
