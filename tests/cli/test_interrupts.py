"""Ctrl-C and SIGTERM in the middle of the work: nothing half-written, nobody left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.faults import processes_of_session
from ocrfix.folders import LEDGER_NAME
from tests.cli.conftest import DEFAULT_SIGNALS, DOUBLES, environment, runner

PATIENCE_SECONDS = 120.0


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [*DEFAULT_SIGNALS, sys.executable, str(DOUBLES), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(TMPDIR=str(temporary)),
        start_new_session=True,
    )


def wait_until_written(path: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        assert time.monotonic() < end, f"{path.name} was not written in time"
        time.sleep(0.05)


def assert_tidy(folder: Path, session: int) -> None:
    """Wait a moment for the helpers of multiprocessing, then look for what should not be there."""
    end = time.monotonic() + PATIENCE_SECONDS
    while processes_of_session(session) and time.monotonic() < end:
        time.sleep(0.05)
    assert processes_of_session(session) == []
    assert list((folder / "tmp").iterdir()) == []
    assert list(folder.rglob("*.part")) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_that_is_stopped_keeps_what_is_done_and_nothing_else(
    short_path: Path, number: signal.Signals, code: int, jobs: str
) -> None:
    for index in range(40):
        text = "SCHLAF" if index == 25 else f"Seite {index}: fir Heimat\n"
        (short_path / f"{index:02}.txt").write_text(text, encoding="utf-8")
    names = [path.name for path in sorted(short_path.glob("*.txt"))]
    with start(short_path, "fix", *names, "-j", jobs) as process:
        wait_until_written(short_path / "ocrfix-out" / "15.txt")
        process.send_signal(number)
        _, message = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == code
    assert b"Traceback" not in message
    assert_tidy(short_path, process.pid)
    texts = {path.name: path.read_text("utf-8") for path in (short_path / "ocrfix-out").glob("*.txt")}
    assert texts == {name: f"Seite {int(name[:2])}: für Heimat\n" for name in texts}
    (short_path / "25.txt").write_text("fir", encoding="utf-8")
    assert runner([str(DOUBLES)], short_path)("fix", *names).returncode == 0, "the run can be repeated without --force"


def test_one_file_that_is_stopped_leaves_nothing(short_path: Path) -> None:
    (short_path / "a.txt").write_text("SCHLAF", encoding="utf-8")
    with start(short_path, "fix", "a.txt") as process:
        wait_until_written(short_path / "ocrfix-out" / LEDGER_NAME)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, message = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == 130
    assert b"Traceback" not in message
    assert message != b""
    assert_tidy(short_path, process.pid)
    assert not (short_path / "ocrfix-out").exists()
