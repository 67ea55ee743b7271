"""What a folder holds and cannot be read is listed, what is left out is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.test_exit_codes import text_file


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o311])
def test_a_locked_subfolder_fails_and_the_rest_is_done(locked_program: Program, tmp_path: Path, mode: int) -> None:
    for name in ("a.txt", "b/geheim/c.txt", "d/e.txt"):
        text_file(tmp_path / "in" / name)
    locked = tmp_path / "in" / "b" / "geheim"
    locked.chmod(mode)
    try:
        done = locked_program("fix", "in", "-o", "out", "--report", "none")
        check = locked_program("check", "in")
        excluded = locked_program("fix", "in", "-o", "out", "--report", "none", "--exclude", "b/geheim/*")
        alone = locked_program("fix", "in/b", "-o", "other", "--report", "none")
        inside = locked_program("fix", "in/b/geheim/c.txt", "-o", "other", "--report", "none")
    finally:
        locked.chmod(0o755)
    assert (done.returncode, check.returncode) == (8, 8), done.stderr + check.stderr
    assert b"in/b/geheim: code 3: the folder may not be read" in done.stderr
    assert b"in/b/geheim: code 3" in check.stderr
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.txt")) == ["a.txt", "e.txt"]
    assert excluded.returncode == 0
    assert alone.returncode == 8, "a folder with something in it is a batch"
    assert inside.returncode == (0 if mode == 0o311 else 3), "names may be known where they cannot be listed"


def test_dead_links_and_locked_files_fail_whatever_they_are_called(locked_program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    text_file(folder / "a.txt")
    (folder / "weg.txt").symlink_to("nirgends")
    (folder / "akte").write_bytes(b"%PDF-1.7\n")
    (folder / "akte").chmod(0)
    done = locked_program("fix", "in", "-o", "out", "--report", "none")
    assert done.returncode == 8
    assert b"in/weg.txt: code 3: the link leads nowhere" in done.stderr
    assert b"in/akte: code 3: akte may not be read" in done.stderr
    assert b"Passed over" not in done.stderr
    assert locked_program("fix", "in", "-o", "out", "--exclude", "weg*", "--exclude", "akte").returncode == 0


def test_folders_that_are_left_out_are_said_and_counted(program: Program, tmp_path: Path) -> None:
    for name in ("2013/b.txt", "2013/d.txt", "2014/a.txt"):
        text_file(tmp_path / "in" / name)
    (tmp_path / "in" / "verweis").symlink_to("2014")
    assert program("fix", "in/2013/b.txt", "-o", "in/2013", "--report", "none", "--names", "full").returncode == 0
    done = program("fix", "in", "-o", "out", "--report", "none", "--summary", "s.json")
    assert done.returncode == 0
    assert b"Passed over: in/2013 (a folder with results of ocrfix)" in done.stderr
    assert b"Passed over: in/verweis (a link to a folder, which is not followed)" in done.stderr
    totals = json.loads((tmp_path / "s.json").read_bytes())["totals"]
    assert (totals["files"], totals["passed_over"]) == (1, 2)
    quiet = program("fix", "in", "-o", "out", "--report", "none", "-q")
    assert quiet.stderr == b""
    excluded = program("fix", "in", "-o", "out", "--report", "none", "--exclude", "2013", "--exclude", "verweis")
    assert b"in/2013" not in excluded.stderr
