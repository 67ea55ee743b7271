"""The progress line: only for a terminal, only after a while, and gone at the end."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from ocrfix.cli import progress
from ocrfix.messages import Phrases
from tests.cli.conftest import DOUBLES, environment


def shown(capfd: pytest.CaptureFixture[str], *, patience: float, is_quiet: bool, is_terminal: bool) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm-256color")
        patch.setattr(progress, "PATIENCE_SECONDS", patience)
        patch.setattr("sys.stderr.isatty", lambda: is_terminal)
        with progress.progress_of(3, Phrases("de"), is_quiet=is_quiet) as line:
            line.files(2)
            line.pages(1, 5)
    captured = capfd.readouterr()
    assert captured.out == ""
    return captured.err


def test_long_work_is_shown_on_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    line = shown(capfd, patience=0, is_quiet=False, is_terminal=True)
    assert "Seite 1 von 5" in line
    assert line.endswith("\x1b[2K"), "the line is erased at the end"


@pytest.mark.parametrize(
    ("patience", "is_quiet", "is_terminal"), [(60.0, False, True), (0.0, True, True), (0.0, False, False)]
)
def test_short_work_quiet_runs_and_pipes_show_nothing(
    capfd: pytest.CaptureFixture[str], patience: float, is_quiet: bool, is_terminal: bool
) -> None:
    assert shown(capfd, patience=patience, is_quiet=is_quiet, is_terminal=is_terminal) == ""


@pytest.mark.parametrize(("variables", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_no_color_is_honoured(tmp_path: Path, variables: dict[str, str], is_coloured: bool) -> None:
    (tmp_path / "a.txt").write_text("Kl", encoding="utf-8")
    leader, follower = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, str(DOUBLES), "fix", "a.txt"],
            stdin=subprocess.DEVNULL,
            stderr=follower,
            cwd=tmp_path,
            env=environment(TERM="xterm-256color", **variables),
            timeout=60,
            check=False,
        )
        assert done.returncode == 0
        said = os.read(leader, 100_000).decode()
    finally:
        os.close(follower)
        os.close(leader)
    assert "a.txt" in said
    assert ("\x1b[33m" in said) == is_coloured
