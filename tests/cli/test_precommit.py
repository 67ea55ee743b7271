"""The hook that other projects use, run by pre-commit itself in a repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRE_COMMIT = shutil.which("pre-commit")
IS_CHECKOUT = (ROOT / ".git").exists()
WANTED = "OCRFIX_TRY_HOOK"
"""Building the hook's environment downloads all dependencies, so it is asked for by a variable."""


def test_the_hook_calls_a_command_that_exists() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert "entry: ocrfix check --quiet" in text
    assert "id: ocrfix-check" in (ROOT / "docs" / "ci.md").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(
    not (PRE_COMMIT and IS_CHECKOUT and os.environ.get(WANTED)),
    reason=f"needs a checkout, pre-commit (pip install pre-commit), PyPI and {WANTED}=1",
)
def test_pre_commit_tries_the_hook(tmp_path: Path) -> None:
    def run(*command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache"), "LANG": "C.UTF-8"}
        folder = tmp_path / "user"
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    (tmp_path / "user").mkdir()
    assert run("git", "init", "-q", ".").returncode == 0
    (tmp_path / "user" / "gut.txt").write_text("Die Ministerin für Heimat hat die Anfrage beantwortet.\n", "utf-8")
    run("git", "add", "gut.txt")
    assert PRE_COMMIT is not None
    passed = run(PRE_COMMIT, "try-repo", str(ROOT), "ocrfix-check", "--files", "gut.txt")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    (tmp_path / "user" / "schlecht.txt").write_text("Die Ministerin fir Heimat hat die Lander befragt.\n", "utf-8")
    run("git", "add", "schlecht.txt")
    failed = run(PRE_COMMIT, "try-repo", str(ROOT), "ocrfix-check", "--files", "schlecht.txt", "gut.txt")
    assert failed.returncode == 1
    assert "exit code: 1" in failed.stdout
    assert "schlecht.txt: " in failed.stdout
