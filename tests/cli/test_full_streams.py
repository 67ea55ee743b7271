"""Nobody may hear what a run says, and stdout may be full: the exit code still tells what was done."""

from __future__ import annotations

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


@pytest.mark.parametrize("arguments", ["--help", "--version", "fix --help", "lexicon list"])
def test_a_full_stdout_is_no_bug(tmp_path: Path, arguments: str) -> None:
    with FULL.open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "ocrfix", *arguments.split()],
            stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(), timeout=120, check=False,
        )  # fmt: skip
    assert (ended.returncode, b"standard output cannot be written" in ended.stderr) == (7, True)
