"""The pages about archives and clusters name options, codes and tables that exist."""

from __future__ import annotations

import ast
import re
import sqlite3
from pathlib import Path

import pytest

from ocrfix.cli.app import build_command
from ocrfix.folders import LEDGER_NAME
from ocrfix.ledger import LEDGER_FORMAT, LEDGER_VERSION, open_ledger
from ocrfix.messages import Phrases

ROOT = Path(__file__).parents[2]
ARCHIVES = (ROOT / "docs" / "archives.md").read_text("utf-8")
CLUSTER = (ROOT / "docs" / "cluster.md").read_text("utf-8")
COMMAND = re.compile(r"ocrfix (fix|watch)\b([^\n`|]*)")


def options_of(name: str) -> set[str]:
    command = build_command(Phrases("en")).commands[name]
    return {option for parameter in command.params for option in parameter.opts}


@pytest.mark.parametrize("page", [ARCHIVES, CLUSTER])
def test_every_command_has_the_options_it_is_shown_with(page: str) -> None:
    shown = [(match[1], option) for match in COMMAND.finditer(page) for option in re.findall(r"-[-\w]+", match[2])]
    assert shown
    for name, option in shown:
        if option.startswith("--") or len(option) == 2:
            assert option in options_of(name) or not re.match(r"--?[a-z0-9]", option), f"{name} {option}"


def test_the_options_in_the_text_exist() -> None:
    known = options_of("fix") | options_of("watch")
    ours = set(re.findall(r"`(--[a-z-]+)", ARCHIVES))
    assert ours
    assert ours <= known


def test_the_ledger_is_described_as_it_is(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    tables = {name for (name,) in ledger.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ledger.connection.close()
    assert tables - {"ledger"} == set(re.findall(r"^\| `(run|input|output)` \|", ARCHIVES, re.MULTILINE))
    assert f"`{LEDGER_NAME}`" in ARCHIVES
    assert f"format `{LEDGER_FORMAT}`, version {LEDGER_VERSION}" in ARCHIVES


def test_the_query_for_the_ledger_works(tmp_path: Path) -> None:
    query = re.search(r'\n  "(SELECT[^"]+)"', ARCHIVES)
    assert query is not None
    open_ledger(tmp_path).connection.close()
    connection = sqlite3.connect(tmp_path / LEDGER_NAME)
    for statement in query[1].split(";"):
        connection.execute(statement).fetchall()
    connection.close()


def test_the_python_of_the_cluster_page_can_be_parsed() -> None:
    blocks = re.findall(r"```python\n(.*?)```", CLUSTER, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        ast.parse(block)
