"""Faults that are really made: kills, a full disk, a disk that is only readable, no memory, files that vanish."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.faults import DamageError, Trial, compare, compare_parts, make_archive, rounds_of_kills
from ocrfix.batch.discovery import DiscoveryOptions, discover
from ocrfix.batch.outcome import RunSettings
from ocrfix.batch.single import Job, run_job
from ocrfix.errors import ExitCode, InputError
from ocrfix.extract.document import read_bytes
from tests.cli.conftest import DOUBLES, Program, runner


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The command line with the double of the engine."""
    return runner([str(DOUBLES)], tmp_path)


ROUNDS = 3
"""``python benchmarks/faults.py`` does fifty."""


@pytest.fixture
def trial(short_path: Path) -> Trial:
    trial = Trial(short_path, (str(DOUBLES),))
    make_archive(short_path, 24)
    return trial


@pytest.fixture
def small_disk(short_path: Path) -> Iterator[Path]:
    """A disk of 100 KB, for those who may make one."""
    folder = short_path / "out"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "none", str(folder)], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip("only the administrator may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


@pytest.mark.parametrize("workers", [1, 2])
def test_after_kills_at_random_points_the_result_is_that_of_an_undisturbed_run(trial: Trial, workers: int) -> None:
    kills = rounds_of_kills(replace(trial, workers=workers), ROUNDS, seed=3)
    assert kills.of_parents + kills.of_others > 0


def test_the_comparison_would_notice_damage() -> None:
    compare({"a": b"1"}, {"a": b"1"})
    compare_parts({"a": b"1", "b": b"2"}, {"a": b"1", ".x.part": b""})
    for found in ({"a": b"2"}, {}, {"a": b"1", ".x.part": b""}):
        with pytest.raises(DamageError):
            compare({"a": b"1"}, found)


def test_a_full_disk_ends_the_run_with_its_reason_and_resume_completes_it(trial: Trial, small_disk: Path) -> None:
    trial.run("whole")
    code, said, _ = trial.run("out")
    assert code in (7, 8)
    assert "disk is full" in said
    assert "Traceback" not in said
    found = trial.results("out")
    compare_parts(trial.results("whole"), found)
    assert not [name for name in found if name.endswith(".part")]
    remount(small_disk, "size=50m")
    assert trial.run("out", "--resume")[:2] == (0, "")
    compare(trial.results("whole"), trial.results("out"))
    assert list((trial.folder / "tmp").iterdir()) == []


def test_a_disk_that_is_only_readable_ends_the_run_before_any_work(trial: Trial, small_disk: Path) -> None:
    remount(small_disk, "ro")
    code, said, _ = trial.run("out")
    assert code == 7
    assert "--out-dir" in said
    assert list(small_disk.iterdir()) == []


def test_a_file_that_needs_too_much_memory_costs_itself_only(program: Program, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("a", "fir"), ("bombe", "SPEICHER"), ("c", "fir")):
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    done = program("fix", "in", "--max-memory", "1000")
    assert done.returncode == 8
    assert b"in/bombe.txt: code 3: not enough memory" in done.stderr
    assert (tmp_path / "ocrfix-out" / "c.txt").read_text("utf-8") == "für"


def test_a_file_that_is_written_to_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("halb", encoding="utf-8")
    assert read_bytes(path, "a.txt") == b"halb"
    usual_fstat = os.fstat

    def grow(descriptor: int) -> os.stat_result:
        status = usual_fstat(descriptor)
        path.write_text("ganz geschrieben", encoding="utf-8")
        return status

    monkeypatch.setattr(os, "fstat", grow)
    with pytest.raises(InputError, match="was changed while it was read"):
        read_bytes(path, "a.txt")


def test_memory_that_does_not_suffice_to_begin_is_told_without_a_trace(program: Program, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("fir", encoding="utf-8")
    done = program("fix", "a.txt", "b.txt", "--max-memory", "1")
    assert done.returncode == 8
    assert b"Traceback" not in done.stderr
    assert b"raise --max-memory" in done.stderr


def test_a_file_that_vanished_is_listed_and_done_when_it_is_back(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("fir", encoding="utf-8")
    (tmp_path / "liste").write_text("a.txt\nweg.txt\n", encoding="utf-8")
    run = ("fix", "--files-from", "liste", "--resume")
    assert b"weg.txt: code 3" in program(*run).stderr
    (tmp_path / "weg.txt").write_text("fir", encoding="utf-8")
    assert program(*run).returncode == 0
    assert (tmp_path / "ocrfix-out" / "weg.txt").read_text("utf-8") == "für"


def test_a_file_that_vanishes_before_its_turn_costs_itself_only(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("Text", encoding="utf-8")
    found = discover((tmp_path,), None, DiscoveryOptions())
    (tmp_path / "b.txt").unlink()
    outcomes = [run_job(Job(source), RunSettings(debug=True)) for source in found.sources]
    assert [outcome.exit_code for outcome in outcomes] == [ExitCode.DONE, ExitCode.INPUT, ExitCode.DONE]
    assert "b.txt does not exist" in outcomes[1].message
