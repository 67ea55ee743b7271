"""--resume, --retry-failed and --summary: what is done again, and what is told."""

from __future__ import annotations

import errno
import io
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from ocrfix.cli.app import main
from ocrfix.errors import OutputError
from ocrfix.ledger import Ledger
from tests.cli.conftest import ROOT, Program

if TYPE_CHECKING:
    from typing_extensions import Buffer

SCHEMA = json.loads((ROOT / "docs" / "summary.schema.json").read_text("utf-8"))


def write(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def summary(folder: Path) -> dict[str, str]:
    """Map the inputs of the summary, in its order, to what became of them."""
    content = json.loads((folder / "s.json").read_text("utf-8"))
    jsonschema.validate(content, SCHEMA)
    return {row["input"]: "kept" if row["kept"] else row["state"] for row in content["files"]}


@pytest.fixture
def folder(tmp_path: Path, program: Program) -> Path:
    """A folder of which two files are done and one has failed."""
    write(tmp_path / "in", a="fir", b="Kl", c="ABSTURZ")
    assert program("fix", "in", "-o", "out", "--summary", "s.json").returncode == 8
    assert summary(tmp_path) == {"in/a.txt": "done", "in/b.txt": "done", "in/c.txt": "failed"}
    return tmp_path


def test_what_is_done_and_unchanged_is_kept_with_its_figures(folder: Path, program: Program) -> None:
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").glob("*.txt")}
    done = program("fix", "in", "-o", "out", "--resume", "--summary", "s.json", "--fail-on", "review")
    assert done.returncode == 8
    assert b"in/c.txt: code 70" in done.stderr, "a failure of an earlier run is told again"
    assert b"Unchanged from an earlier run: 3" in done.stderr
    assert summary(folder) == dict.fromkeys(("in/a.txt", "in/b.txt", "in/c.txt"), "kept")
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").glob("*.txt")} == before
    (folder / "in" / "c.txt").unlink()
    done = program("fix", "in", "-o", "out", "--resume", "--fail-on", "review")
    assert done.returncode == 1, "open doubts of kept files count"


def test_a_changed_input_and_a_missing_output_are_done_again(folder: Path, program: Program) -> None:
    write(folder / "in", a="fir neu", c="fir geheilt")
    (folder / "out" / "b.report.json").unlink()
    assert program("fix", "in", "-o", "out", "--resume", "--summary", "s.json").returncode == 0
    assert summary(folder) == dict.fromkeys(("in/a.txt", "in/b.txt", "in/c.txt"), "done")
    assert (folder / "out" / "a.txt").read_text("utf-8") == "für neu"
    assert (folder / "out" / "b.report.json").exists()


def test_other_options_are_done_again_but_not_other_limits(folder: Path, program: Program) -> None:
    run = ("fix", "in", "-o", "out", "--resume", "--summary", "s.json")
    program(*run, "--timeout", "99", "--max-pages", "77")
    assert set(summary(folder).values()) == {"kept"}
    program(*run, "--reflow")
    assert summary(folder) == {"in/a.txt": "done", "in/b.txt": "done", "in/c.txt": "failed"}


def test_an_output_edited_by_hand_is_told_and_not_replaced(folder: Path, program: Program) -> None:
    (folder / "out" / "a.txt").write_text("von Hand", encoding="utf-8")
    done = program("fix", "in", "-o", "out", "--resume")
    assert b"in/a.txt: code 7: a.txt exists already" in done.stderr
    assert (folder / "out" / "a.txt").read_text("utf-8") == "von Hand"
    program("fix", "in", "-o", "out", "--resume", "--force")
    assert (folder / "out" / "a.txt").read_text("utf-8") == "für"


def test_failures_are_repeated_when_asked(folder: Path, program: Program) -> None:
    program("fix", "in", "-o", "out", "--retry-failed", "--summary", "s.json")
    assert summary(folder) == {"in/a.txt": "kept", "in/b.txt": "kept", "in/c.txt": "failed"}


@pytest.mark.parametrize("inputs", ["in", "in/c.txt"])
def test_what_failed_before_and_is_not_tried_again_is_told_with_the_option_that_does(
    folder: Path, program: Program, inputs: str
) -> None:
    run = ("fix", inputs, "-o", "out", "--quiet")
    assert b"--retry-failed" not in program(*run).stderr
    assert b"1 file failed in an earlier run and was not tried again" in program(*run, "--resume").stderr
    assert b"--retry-failed" not in program(*run, "--retry-failed").stderr


def test_without_resume_everything_is_done_again(folder: Path, program: Program) -> None:
    program("fix", "in", "-o", "out", "--summary", "s.json")
    assert "kept" not in summary(folder).values()


def test_a_foreign_file_is_no_summary(tmp_path: Path, program: Program) -> None:
    write(tmp_path / "in", a="fir")
    (tmp_path / "s.json").write_text("{}")
    assert program("fix", "in", "--summary", "s.json").returncode == 7
    assert program("fix", "in", "--summary", "fehlt/s.json").returncode == 7
    assert not (tmp_path / "ocrfix-out").exists(), "refused before any work"
    assert program("fix", "in", "--summary", "s.json", "--force").returncode == 0
    totals = json.loads((tmp_path / "s.json").read_text("utf-8"))["totals"]
    assert (totals["files"], totals["applied"]) == (1, 1)


def test_what_apply_wrote_is_kept_by_resume_and_replaced_without(tmp_path: Path, program: Program) -> None:
    write(tmp_path, a="Die Ministerin fir Heimat")
    assert program("fix", "a.txt", "-o", "out").returncode == 0
    decision = json.loads((tmp_path / "out" / "a.report.json").read_text("utf-8"))["decisions"][0]
    verdict = {"version": 1, "id": decision["id"], "action": "reject", "before": "fir", "after": "für"}
    (tmp_path / "v.jsonl").write_text(json.dumps(verdict) + "\n", encoding="utf-8")
    assert program("apply", "v.jsonl", "a.txt", "-o", "out").returncode == 0
    text = tmp_path / "out" / "a.txt"
    assert text.read_text("utf-8") == "Die Ministerin fir Heimat"
    done = program("fix", "a.txt", "-o", "out", "--resume")
    assert b"Unchanged from an earlier run: 1" in done.stderr
    assert text.read_text("utf-8") == "Die Ministerin fir Heimat"
    assert program("fix", "a.txt", "-o", "out").returncode == 0
    assert text.read_text("utf-8") == "Die Ministerin für Heimat"


@pytest.mark.parametrize("seconds", [0, 5_000_000_000])
def test_dates_of_files_say_nothing(folder: Path, program: Program, seconds: int) -> None:
    for path in [*(folder / "in").iterdir(), *(folder / "out").glob("*.txt")]:
        os.utime(path, (seconds, seconds))
    program("fix", "in", "-o", "out", "--resume", "--summary", "s.json")
    assert set(summary(folder).values()) == {"kept"}


class _Full(io.BytesIO):
    """A file for rows on a small disk: the second row is cut in the middle."""

    def write(self, data: Buffer, /) -> int:
        room = 400 - self.tell()
        return super().write(bytes(data)[: max(0, room)])


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "in").mkdir()
    for name in "abc":
        (tmp_path / "in" / f"{name}.txt").write_text("alles gut\n", "utf-8")
    return tmp_path


def test_a_full_disk_for_temporary_files_costs_rows_of_the_summary_only(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: _Full())
    assert main(["fix", "in", "-o", "out", "--summary", "s.json"]) == 7
    assert "TMPDIR" in capsys.readouterr().err
    assert sorted(path.name for path in (texts / "out").glob("*.txt")) == ["a.txt", "b.txt", "c.txt"]
    written = json.loads((texts / "s.json").read_bytes())
    assert (written["complete"], len(written["files"]), written["totals"]["files"]) == (False, 1, 3)


def test_without_a_folder_for_temporary_files_no_work_begins(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert main(["fix", "in", "-o", "out", "--summary", "s.json"]) == 7
    assert "TMPDIR" in capsys.readouterr().err
    assert not (texts / "out").exists()


def test_a_summary_tells_of_the_full_disk_of_the_results(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["fix", "in", "-o", "out", "--summary", "s.json"]) == 0

    def refuse(ledger: Ledger) -> None:
        ledger.connection.close()
        raise OutputError("out cannot be written: the disk is full")

    monkeypatch.setattr(Ledger, "close", refuse)
    assert main(["fix", "in", "-o", "out", "--summary", "s.json"]) == 7
    written = json.loads((texts / "s.json").read_bytes())
    assert (written["complete"], written["exit_code"], len(written["files"])) == (False, 7, 3)
