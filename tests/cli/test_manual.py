"""The manual page says what the help says, and the programs that show it have nothing to complain of."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib

import pytest

from ocrfix.cli.app import EXIT_CODES, build_command
from ocrfix.cli.manual import manual
from ocrfix.messages import Phrases
from tests.cli.conftest import ROOT

PAGE = ROOT / "docs" / "ocrfix.1"


def run(*command: str) -> bytes:
    return subprocess.run(command, capture_output=True, check=False, timeout=60).stdout


def test_the_page_is_that_of_the_help() -> None:
    assert PAGE.read_text("utf-8") == manual(), "run: python -m ocrfix.cli.manual > docs/ocrfix.1"


def test_every_command_and_every_option_is_described() -> None:
    def walk(command: object, path: str) -> None:
        for name, child in getattr(command, "commands", {}).items():
            if hasattr(child, "commands"):
                walk(child, f"{path} {name}")
                continue
            found = re.search(rf'^\.SS "{path} {name}"\n(.*?)(?=^\.S[SH])', manual(), re.MULTILINE | re.DOTALL)
            assert found is not None, f"{path} {name}"
            for parameter in child.params:
                for option in parameter.opts if parameter.param_type_name == "option" else ():
                    written = option.replace("-", r"\-")
                    assert rf"\fB{written}\fR" in found[1], f"{path} {name} {option}"

    walk(build_command(Phrases("en")), "ocrfix")
    assert all(f"\\fB{code.value}\\fR" in manual() for code in EXIT_CODES)


@pytest.mark.parametrize(
    "command",
    [
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"],
        ["mandoc", "-T", "lint", "-W", "warning"],
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"],
    ],
    ids=lambda command: str(command[0]),
)
def test_it_is_shown_without_a_warning(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {command[0]}")
    if (
        command[0] == "man"
        and b"man-db" not in subprocess.run(["man", "--help"], capture_output=True, check=False).stdout
    ):
        pytest.skip("needs the man of man-db")
    done = subprocess.run([*command, str(PAGE)], capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    complaints = done.stdout.splitlines() if command[0] == "mandoc" else []
    assert [line for line in complaints if b"missing date" not in line] == [], "it has no date on purpose"
    assert done.returncode == 0 or complaints


def test_the_wheel_brings_it_to_where_man_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/ocrfix.1": "share/man/man1/ocrfix.1"}
