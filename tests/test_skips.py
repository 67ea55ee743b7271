"""The one check fails where a test is skipped for a reason that nobody allowed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KNOWN = "SKIPPED [2] tests/write/test_files.py:137: root may write everywhere\n"
SHARED = "SKIPPED [1] tests/quality/test_inspect.py:86: needs ../shared/eval/dev.jsonl\n"
UNKNOWN = "SKIPPED [1] tests/extract/test_samples.py:26: Debian's tesseract-ocr-deu is not installed\n"


@pytest.mark.parametrize(
    ("log", "status", "said"),
    [
        ("9 passed in 3.00s\n", 0, ""),
        (KNOWN + SHARED + "9 passed, 3 skipped in 3.00s\n", 0, ""),
        (KNOWN + UNKNOWN + "9 passed, 3 skipped in 303.00s (0:05:03)\n", 1, "tesseract-ocr-deu is not installed"),
        ("9 passed, 3 skipped in 3.00s\n", 1, "0 skips are listed, pytest counted 3"),
    ],
    ids=["none", "known", "unknown", "not listed"],
)
def test_a_skip_without_a_known_reason_fails_the_run(tmp_path: Path, log: str, status: int, said: str) -> None:
    (tmp_path / "pytest.log").write_text(log, "utf-8")
    command = [sys.executable, str(ROOT / ".ci" / "check_skips.py"), str(tmp_path / "pytest.log")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert said in done.stderr
    assert bool(done.stderr) is bool(status)


def test_the_one_check_looks_at_skips() -> None:
    assert 'check_skips.py "$work/pytest.log"' in (ROOT / ".ci" / "run").read_text("utf-8")
