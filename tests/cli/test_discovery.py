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


def misread_folder(folder: Path) -> None:
    """Fill a folder with pairs of a text and its truth, and one of them with a subfolder that is to be locked."""
    for name in ("a", "b/geheim/c", "d/e"):
        text_file(folder / f"{name}.txt")
        (folder / f"{name}.gt.txt").write_bytes((folder / f"{name}.txt").read_bytes())


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o311])
def test_a_locked_subfolder_is_told_by_every_command(locked_program: Program, tmp_path: Path, mode: int) -> None:
    misread_folder(tmp_path / "in")
    (tmp_path / "archiv" / "geheim").mkdir(parents=True)
    text_file(tmp_path / "archiv" / "a.txt")
    locked = (tmp_path / "in" / "b" / "geheim", tmp_path / "archiv" / "geheim")
    for folder in locked:
        folder.chmod(mode)
    try:
        pairs = locked_program("learn", "in", "-o", "pairs.json", "-q")
        archive = locked_program("learn", "archiv", "-o", "archive.json", "-q")
        words = locked_program("lexicon", "build", "--from", "archiv", "-o", "amt.tsv", "-q")
        german = locked_program("learn", "in", "-o", "pairs.json", "-q", "--force", env={"LANG": "de_DE.UTF-8"})
        measured = locked_program("evaluate", "in", "in")
        gate = locked_program("lexicon", "build", "--from", "archiv", "-o", "data", "--gate", "in")
    finally:
        for folder in locked:
            folder.chmod(0o755)
    assert (pairs.returncode, pairs.stderr) == (0, b"passed over: in/b/geheim: the folder may not be read\n")
    said = b"passed over: archiv/geheim: the folder may not be read\n"
    assert [(done.returncode, done.stderr) for done in (archive, words)] == [(0, said)] * 2
    assert german.stderr.decode() == "übergangen: in/b/geheim: der Ordner darf nicht gelesen werden\n"
    for done in (measured, gate):
        assert done.returncode == 3
        assert b"in/b/geheim: the folder may not be read" in done.stderr


def test_a_folder_that_is_named_and_cannot_be_walked_is_an_error(locked_program: Program, tmp_path: Path) -> None:
    misread_folder(tmp_path / "in")
    (tmp_path / "in").chmod(0o444)
    try:
        for command in (
            ("learn", "in", "-o", "p.json"),
            ("evaluate", "in", "in"),
            ("lexicon", "build", "--from", "in", "-o", "amt.tsv"),
        ):
            done = locked_program(*command)
            assert done.returncode == 3
            assert b"Error: in: the folder may not be read\n" in done.stderr
    finally:
        (tmp_path / "in").chmod(0o755)


def test_every_command_says_which_folders_it_leaves_out(real_program: Program, tmp_path: Path) -> None:
    misread_folder(tmp_path / "in")
    assert real_program("fix", "in/d/e.txt", "-o", "in/d", "--names", "full", "-q").returncode == 0
    (tmp_path / "in" / "verweis").symlink_to("d")
    text_file(tmp_path / "in" / ".versteckt" / "x.txt")
    link = "Passed over: in/verweis (a link to a folder, which is not followed)"
    results = "Passed over: in/d (a folder with results of ocrfix)"
    for command in (("learn", "in", "-o", "p.json"), ("lexicon", "build", "--from", "in", "-o", "amt.tsv")):
        said = real_program(*command).stderr.decode().splitlines()
        assert {link, results} <= set(said)
        assert "Passed over" not in real_program(*command, "-q", "--force").stderr.decode()
    done = real_program("evaluate", "in", "in")
    assert (done.returncode, done.stderr.decode().splitlines()) == (0, [link] * 2), "results are what is measured"
    assert b"d/e" in done.stdout


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
