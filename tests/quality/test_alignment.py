"""The alignment shows every word of truth and text once, and says what became of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.quality.alignment import CellKind, alignment_of
from ocrfix.quality.evaluate import Triple


def kinds(truth: str, text: str, before: str | None = None) -> list[list[str]]:
    return [[cell.kind.value for cell in line] for line in alignment_of(Triple("a", truth, text, before))]


def test_lines_are_those_of_the_truth() -> None:
    assert kinds("für die\n\nLänder und\nBund", "fir die Länder Bund") == [
        ["wrong", "right"],
        [],
        ["right", "missing"],
        ["right"],
    ]


def test_with_the_damaged_text_repairs_and_harm_are_shown() -> None:
    assert kinds("für die Länder alle", "für die Lander Alle", "fir die Länder alle") == [
        ["fixed", "right", "harmed", "harmed"]
    ]
    assert kinds("für die", "für", "fir die") == [["fixed", "harmed"]]


def test_runs_of_other_lengths_stand_together() -> None:
    (line,) = alignment_of(Triple("a", "der Bundestag zahlt", "der Bundes tag zahlt"))
    assert [cell.kind for cell in line] == [CellKind.RIGHT, CellKind.WRONG, CellKind.RIGHT]
    assert "".join(part.text for part in line[1].read) == "Bundes tag"
    assert [part.text for part in line[1].read if part.differs] == [" "]


def test_words_too_many_are_surplus() -> None:
    assert kinds("die Frage", "die | Frage |") == [["right", "surplus", "right", "surplus"]]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "\n"])), st.lists(st.sampled_from(["a", "b", "\n"])))
def test_no_word_is_lost(truth: list[str], text: list[str]) -> None:
    cells = [cell for line in alignment_of(Triple("a", " ".join(truth), " ".join(text))) for cell in line]
    read = " ".join("".join(part.text for part in cell.read) for cell in cells if cell.read)
    printed = [
        "".join(part.text for part in (cell.printed or cell.read)) for cell in cells if cell.kind != CellKind.SURPLUS
    ]
    assert read.split() == " ".join(text).split()
    assert " ".join(printed).split() == " ".join(truth).split()
