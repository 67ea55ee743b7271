"""Runs the command line as a process of its own, with doubles or with the real engine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DEFAULT_SIGNALS = ("env", "--default-signal=HUP,INT,TERM")
"""Begins a command that is to be ended: who started the tests with nohup or in the background had signals ignored."""
DOUBLES = Path(__file__).parent / "program_with_doubles.py"
Program = Callable[..., subprocess.CompletedProcess[bytes]]


def environment(**changes: str) -> dict[str, str]:
    """Give a plain English environment with a narrow terminal; ``changes`` come last."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "COVERAGE_PROCESS_CONFIG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "COLUMNS": "100", "OCRFIX_USER_LEXICON": "", **changes}


def runner(start: list[str], folder: Path, prefix: Sequence[str] = ()) -> Program:
    """Make a function that runs the program in a folder, started by ``prefix``, and hands back what it said."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*prefix, sys.executable, *start, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=folder,
            env=environment(**(env or {})),
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's folder, in which this process speaks English and knows no list of the user's."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("OCRFIX_USER_LEXICON", "")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The command line with the double of the engine, run in the test's folder."""
    return runner([str(DOUBLES)], tmp_path)


@pytest.fixture
def real_program(tmp_path: Path) -> Program:
    """The command line as users get it, run in the test's folder."""
    return runner(["-m", "ocrfix"], tmp_path)


def held_by_permissions() -> list[str]:
    """Return what starts a program so that permissions hold even root."""
    drop = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    if drop and shutil.which(drop[0]) is None:
        pytest.skip("root ignores permissions, and setpriv is missing")
    return drop


@pytest.fixture
def locked_program(tmp_path: Path) -> Program:
    """The command line as users get it, run by somebody whom permissions hold."""
    return runner(["-m", "ocrfix"], tmp_path, held_by_permissions())
