"""README.md says what is so: its blocks, its exit codes, its links, its options."""

from __future__ import annotations

import re
from pathlib import Path

from ocrfix.cli.app import EXIT_CODES, build_command
from ocrfix.messages import Phrases

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_there_are_two_commands_that_can_be_pasted() -> None:
    assert len(BLOCKS) == 2
    for block in BLOCKS:
        lines = block.splitlines()
        assert lines[0] == "python3 -m venv .venv"
        assert all(re.match(r"(python3|\.venv/bin/\w+|sed) ", line) for line in lines)


def test_the_first_command_repairs_a_sample_that_exists() -> None:
    match = re.search(r"ocrfix fix (\S+)", BLOCKS[0])
    assert match is not None
    assert (ROOT / match[1]).is_file()
    assert f"ocrfix-out/{Path(match[1]).stem}.diff" in BLOCKS[0]


def test_the_second_command_installs_and_runs_the_tests_with_reasons_for_skips() -> None:
    assert ".venv/bin/pip install '.[test]'" in BLOCKS[1]
    assert BLOCKS[1].splitlines()[-1] == ".venv/bin/pytest -rs -n auto"


def test_the_one_check_takes_the_commands_from_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "readme_block 1" in script
    assert "readme_block 2" in script
    assert "pytest -" not in script


def test_the_table_of_exit_codes_is_the_program_s() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(str(code.value), meaning) for code, meaning in EXIT_CODES.items()]


def test_every_link_leads_to_a_file() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_every_option_that_is_named_exists() -> None:
    program = build_command(Phrases("en"))
    named_here = (program, program.commands["fix"], program.commands["check"])
    known = {option for command in named_here for parameter in command.params for option in parameter.opts}
    prose = re.sub(r"^```sh\n.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", prose))
    assert named
    assert named <= known
