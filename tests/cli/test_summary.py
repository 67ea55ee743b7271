"""--summary beside what else a run does: its exit code is that of the run, and it never takes the place of a result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocrfix.cli.app import main
from ocrfix.errors import ExitCode

TEXT = "Die Ministerin fir Heimat hat die Anfrage beantwortet.\n"


@pytest.fixture(autouse=True)
def folder(english: Path) -> Path:
    """A folder with a text, and one with a damaged file alone."""
    for name in ("in/2013/a.txt", "broken/a.pdf"):
        (english / name).parent.mkdir(parents=True)
        (english / name).write_text("%PDF-1.4 no more" if name.endswith(".pdf") else TEXT, "utf-8")
    return english


def test_the_summary_has_the_exit_code_of_the_run_also_for_a_folder_of_one_file(folder: Path) -> None:
    for given, code in (("broken", ExitCode.BATCH), ("broken/a.pdf", ExitCode.INPUT)):
        assert main(["fix", given, "-o", "out", "--summary", "s.json", "-q"]) == code
        assert json.loads((folder / "s.json").read_bytes())["exit_code"] == code


@pytest.mark.parametrize("name", ["2013/a.txt", "2013/a.report.json", ".ocrfix-ledger.sqlite"])
def test_the_summary_takes_no_result_s_place(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["fix", "in", "-o", "out", "-q"]) == ExitCode.DONE
    before = (folder / "out" / name).read_bytes()
    assert main(["fix", "in", "-o", "out", "--summary", f"out/{name}", "--force", "-q"]) == ExitCode.OUTPUT
    assert "would overwrite another result" in capsys.readouterr().err
    assert (folder / "out" / name).read_bytes() == before
    assert main(["fix", "in", "-o", "out", "--summary", "out/night.json", "-q"]) == ExitCode.DONE


def test_no_summary_is_promised_for_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    for more in ([], ["-o", "out"], ["--format", "jsonl"]):
        assert main(["fix", "-", "--summary", "s.json", *more]) == ExitCode.USAGE
        assert "--summary is for files" in capsys.readouterr().err
