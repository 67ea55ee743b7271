"""Runs the golden cases; ``python -m tests.cases.test_cases --update-golden [NAME...]`` writes ``fixed/`` anew.

Look at the difference before you commit it: a golden file is a claim about German, not about the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ocrfix.edits import corrected_text
from ocrfix.resources import Resources, open_resources

from .case import FOLDER, applied_reasons, read_case, rewritten, run_case


def case_files(folder: str) -> list[Path]:
    return sorted((FOLDER / folder).glob("*.txt"))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", case_files("fixed") + case_files("untouched"), ids=name_of)
def test_a_case_becomes_what_it_must_and_says_why(path: Path, resources: Resources) -> None:
    case = read_case(path)
    result = run_case(case, case.read, resources)
    assert corrected_text(result) == case.expected
    assert case.reasons <= applied_reasons(result)


@pytest.mark.parametrize("path", case_files("fixed") + case_files("untouched"), ids=name_of)
def test_a_second_run_changes_nothing(path: Path, resources: Resources) -> None:
    case = read_case(path)
    once = corrected_text(run_case(case, case.read, resources))
    assert corrected_text(run_case(case, once, resources)) == once


@pytest.mark.parametrize("path", case_files("known_failures"), ids=name_of)
@pytest.mark.xfail(strict=True, reason="known to be wrong; move the case when it passes")
def test_a_known_failure_still_fails(path: Path, resources: Resources) -> None:
    case = read_case(path)
    assert corrected_text(run_case(case, case.read, resources)) == case.expected


@pytest.mark.parametrize("path", case_files("fixed"), ids=name_of)
def test_a_case_to_be_fixed_is_damaged_and_long_enough_to_show_it(path: Path) -> None:
    case = read_case(path)
    assert case.read != case.expected
    assert len(case.read.split()) >= 100


@pytest.mark.parametrize("path", case_files("untouched"), ids=name_of)
def test_a_case_to_be_left_alone_names_no_output(path: Path) -> None:
    assert "\n# output\n" not in path.read_text(encoding="utf-8")


def test_an_unknown_flag_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("# flags: --lvel likely\nText\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no such flag"):
        read_case(path)


def update_golden(names: list[str]) -> None:
    """Write the cases of ``fixed/`` anew (those named, else all) with what comes out today."""
    resources = open_resources()
    for path in case_files("fixed"):
        if not names or path.stem in names:
            case = read_case(path)
            path.write_bytes(rewritten(case, run_case(case, case.read, resources)).encode("utf-8"))


if __name__ == "__main__":
    if sys.argv[1:2] != ["--update-golden"]:
        sys.exit("usage: python -m tests.cases.test_cases --update-golden [NAME...]")
    update_golden(sys.argv[2:])
