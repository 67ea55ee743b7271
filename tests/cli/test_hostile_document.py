"""A document full of markup, escapes, formulas and path-like names harms neither report, terminal, table nor disk."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from ocrfix.report.visible import HIDDEN
from ocrfix.report.workplace import download_name

from .conftest import Program

LINES = (
    "<script>alert(1)</script> fir <img src=x onerror=alert(1)>",
    "</script></style></title>--> Hauser <!-- {{ 7 * 7 }}",
    "\N{RIGHT-TO-LEFT OVERRIDE}fir\N{POP DIRECTIONAL FORMATTING} \N{ZERO WIDTH SPACE}Kl\N{LINE SEPARATOR}x",
    "\x1b[2J\x1b]0;owned\x07 fir \x9b31m",
    "=HYPERLINK(A1) fir ;=1+1;@SUM(A1) Hauser",
    "+1 fir\t-1 Kl",
    "../../../etc/passwd fir C:\\Windows\\fir",
)
NAMES = (
    "=cmd.txt",
    "-rf.txt",
    "$(touch owned).txt",
    "a\nb.txt",
    "\x1b[2J.txt",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe.txt",
    "<script>alert(1)<.txt",
    "x..txt",
    "con.txt",
    "%2e%2e%2fx.txt",
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def outputs(program: Program, tmp_path: Path) -> tuple[Path, str]:
    """Correct a folder of hostile files; gives the folder of results and what was said."""
    folder = tmp_path / "akten"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(("\n".join(LINES) + "\n").encode())
    done = program("fix", "akten", "-o", "aus", "--report", "html,json,diff,csv")
    assert done.returncode == 0, done.stderr
    return tmp_path / "aus", done.stderr.decode()


def test_nothing_is_written_outside_the_folder_of_results(outputs: tuple[Path, str], tmp_path: Path) -> None:
    assert {path.name for path in tmp_path.iterdir()} == {"akten", "aus"}
    assert {path.name for path in (tmp_path / "akten").iterdir()} == set(NAMES)
    written = {path.name for path in outputs[0].iterdir()}
    assert len([name for name in written if name.endswith(".report.html")]) == len(NAMES)
    assert all(path.is_file() for path in outputs[0].iterdir())


def test_no_output_but_the_text_holds_what_drives_a_terminal(outputs: tuple[Path, str]) -> None:
    assert not CONTROLS.search(outputs[1].replace("\x1b[", "")), "only colours of our own"
    assert "]0;owned" not in outputs[1]
    reports = list(outputs[0].glob("*.report.*"))
    assert {path.name.rpartition(".report")[0] for path in reports} == {Path(name).stem for name in NAMES}
    for path in reports:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        assert not CONTROLS.search(text), path.name


def test_no_cell_begins_a_formula_wherever_a_spreadsheet_parts_the_cells(outputs: tuple[Path, str]) -> None:
    tables = list(outputs[0].glob("*.report.csv"))
    assert len(tables) == len(NAMES)
    for path in tables:
        text = path.read_bytes().decode("utf-8-sig")
        for delimiter in ",;\t":
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
            cells = [cell for row in rows[1:] for cell in row]
            assert cells
            assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_the_report_holds_no_element_of_the_document(outputs: tuple[Path, str]) -> None:
    pages = list(outputs[0].glob("*.report.html"))
    assert len(pages) == len(NAMES)
    for path in pages:
        html = path.read_text("utf-8")
        scripts = re.findall(r"<script[^>]*>", html)
        assert scripts == ["<script>", '<script type="application/json" id="record">', "<script>"]
        assert "<img" not in html
        assert html.count("</script>") == 3
        record = json.loads(html.partition('id="record">')[2].partition("</script>")[0])
        assert record["download"] == download_name(record["document"])
        assert re.fullmatch(r"[^/\\:<>|*?\"\s]+\.decisions\.jsonl", record["download"])
        assert not record["download"].startswith((".", "-"))


def test_decisions_about_it_are_applied_and_named_harmlessly(program: Program, outputs: tuple[Path, str]) -> None:
    report = json.loads((outputs[0] / "-rf.report.json").read_bytes())
    lines = []
    for decision in report["decisions"]:
        line = {"version": 1, "document": "../../-rf.txt", "sha256": report["document"]["sha256"], "action": "edit"}
        lines.append(
            json.dumps(line | {key: decision[key] for key in ("id", "before", "after")} | {"text": "=1\u202e"})
        )
    lines.append(json.dumps({**json.loads(lines[0]), "id": "gone", "before": "\x1b]0;owned\x07", "text": "="}))
    (outputs[0].parent / "d.jsonl").write_text("\n".join(lines), "utf-8")
    done = program("apply", "d.jsonl", "./akten/-rf.txt", "-o", "entschieden", "--report", "html,json,csv")
    assert done.returncode == 0, done.stderr
    said = done.stderr.decode()
    assert "<U+001B>]0;owned<U+0007>" in said
    assert not CONTROLS.search(re.sub("\x1b\\[[0-9;]*m", "", said))
    folder = outputs[0].parent / "entschieden"
    assert "=1\u202e" in (folder / "-rf.txt").read_text("utf-8")
    for name in ("-rf.report.html", "-rf.report.csv", "-rf.report.json"):
        assert not CONTROLS.search((folder / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    assert HIDDEN.search("\x1b")
