"""Nobody may hear what a run says, and stdout may be full: the exit code still tells what was done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import environment

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="only Linux has /dev/full")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("fix in/a.txt -o out", 0),
        ("fix in -o out", 8),
        ("check in -q", 8),
        ("check in/leer.txt", 3),
        ("lexicon remove Nirgendwort --to own.tsv", 0),
    ],
)
def test_an_unwritable_stderr_changes_no_exit_code(tmp_path: Path, arguments: str, code: int) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("alles gut\n", "utf-8")
    (tmp_path / "in" / "leer.txt").write_bytes(b"")
    with FULL.open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "ocrfix", *arguments.split()],
            stdout=subprocess.DEVNULL, stderr=full, cwd=tmp_path, env=environment(), timeout=120, check=False,
        )  # fmt: skip
    assert ended.returncode == code


@pytest.mark.parametrize("streams", ["2>&-", "<&- 2>&-"])
def test_nothing_goes_to_stdout_instead_of_a_closed_stderr(tmp_path: Path, streams: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("alles gut\n", "utf-8")
    (tmp_path / "in" / "leer.txt").write_bytes(b"")
    command = f"exec {sys.executable} -m ocrfix check in --format json {streams}"
    ended = subprocess.run(
        ["bash", "-c", command], stdout=subprocess.PIPE, cwd=tmp_path, env=environment(), timeout=120, check=False
    )
    assert (ended.returncode, len(json.loads(ended.stdout)["failures"])) == (8, 1)


def test_no_file_takes_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    program = "from ocrfix.cli.app import main; main(['--version']); import os; print(os.open('/dev/null', 0))"
    ended = subprocess.run(
        ["bash", "-c", 'exec "$@" <&- 2>&-', "bash", sys.executable, "-c", program],
        stdout=subprocess.PIPE, cwd=tmp_path, env=environment(), timeout=120, check=False,
    )  # fmt: skip
    assert int(ended.stdout.split()[-1]) > 2


@pytest.mark.parametrize("arguments", ["--help", "--version", "fix --help", "lexicon list"])
def test_a_full_stdout_is_no_bug(tmp_path: Path, arguments: str) -> None:
    with FULL.open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "ocrfix", *arguments.split()],
            stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(), timeout=120, check=False,
        )  # fmt: skip
    assert (ended.returncode, b"standard output cannot be written" in ended.stderr) == (7, True)
