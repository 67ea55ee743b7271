"""A walk through ``ocrfix review`` in a pseudo-terminal: by keys, with help, undo, typing, and a second round."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from .conftest import Program
from .terminal import terminal

TEXT = "Bürger fir Heimat.\nDie Hauser und die Hauser der Kl.\nNoch einmal fir alle.\n"
GERMAN = {"LANG": "de_DE.UTF-8"}


@pytest.fixture
def results(program: Program, tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert program("fix", "a.txt", "-q").returncode == 0
    return tmp_path


def decided(folder: Path, name: str = "ocrfix-out/a.decisions.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def test_a_walk_settles_everything_and_apply_writes_it(results: Path, program: Program) -> None:
    with terminal(results, "review", "ocrfix-out/a.report.json", env=GERMAN) as screen:
        shown = screen.wait_for("q Ende")
        assert "noch 3 von 3" in shown
        assert "Offene Zweifel" in shown
        screen.type("?")
        assert "etwas" not in screen.wait_for("Jede Taste führt zurück.")
        screen.type("x")
        screen.wait_for("noch 3 von 3")
        screen.type("a")
        screen.wait_for("noch 2 von 3")
        assert len(decided(results)) == 1
        screen.type("u")
        screen.wait_for("Zurückgenommen.")
        assert decided(results) == []
        screen.type("A")
        shown = screen.wait_for("der Reihe entschieden.")
        left = re.search(r"noch (\d) von 3", shown)
        assert left is not None
        screen.type("z")
        screen.wait_for("Diese Taste tut hier nichts")
        while int(left[1]):
            screen.type("e")
            screen.wait_for("Richtiger Text: ")
            screen.type("\x15Prüfwort\r")  # Ctrl-U clears what stands there
            shown = screen.wait_for(f"noch {int(left[1]) - 1} von 3")
            left = re.search(r"noch (\d) von 3", shown)
            assert left is not None
        screen.wait_for("Alles entschieden")
        screen.type("q")
        assert screen.end() == 0
        assert "Entscheidungen in ocrfix-out/a.decisions.jsonl" in screen.screen
    assert program("apply", "ocrfix-out/a.decisions.jsonl", "a.txt", "-q").returncode == 0
    text = (results / "ocrfix-out" / "a.txt").read_text("utf-8")
    for line in decided(results):
        assert (line["text"] if line["action"] == "edit" else line["after"]) in text
    assert "Hauser" not in text


def test_ctrl_c_loses_nothing_and_the_next_round_goes_on(results: Path) -> None:
    with terminal(results, "review", "ocrfix-out") as screen:
        screen.wait_for("3 of 3 left")
        screen.type("r")
        screen.wait_for("2 of 3 left")
        screen.type("\x03")
        assert screen.end() == 130
    assert [line["action"] for line in decided(results)] == ["reject"]
    with terminal(results, "review", "ocrfix-out/a.txt") as screen:
        screen.wait_for("2 of 3 left")
        screen.type("k")
        screen.wait_for("Decided: stays")
        screen.type("\x1b[B")
        screen.type("l")
        screen.wait_for("1 of 3 left")
        screen.type("\x04")
        assert screen.end() == 0
    assert [line["action"] for line in decided(results)] == ["reject", "lexicon"]


def test_changes_can_be_gone_through_and_kept_elsewhere(results: Path) -> None:
    with terminal(results, "review", "ocrfix-out/a.report.json", "--show", "changed", "--out", "d.jsonl") as screen:
        screen.wait_for("take the change back")
        screen.type("R")
        screen.wait_for("Everything is decided")
        screen.type("q")
        assert screen.end() == 0
    assert [line["action"] for line in decided(results, "d.jsonl")] == ["reject", "reject"]


def test_a_kill_between_two_keys_leaves_whole_lines(results: Path) -> None:
    with terminal(results, "review", "ocrfix-out/a.report.json") as screen:
        screen.wait_for("3 of 3 left")
        screen.type("a")
        screen.wait_for("2 of 3 left")
        screen.process.send_signal(signal.SIGKILL)
        screen.process.wait(20)
    assert len(decided(results)) == 1


def test_nothing_to_decide_is_said_and_a_file_of_something_else_is_not_overwritten(results: Path) -> None:
    with terminal(results, "review", "ocrfix-out", "--show", "noticed") as screen:
        assert screen.end() == 0
        assert "There is nothing to decide here." in screen.screen
    (results / "notes.txt").write_text("Notizen\n", "utf-8")
    with terminal(results, "review", "ocrfix-out", "--out", "notes.txt") as screen:
        assert screen.end() == 3
    assert (results / "notes.txt").read_text("utf-8") == "Notizen\n"


@pytest.mark.parametrize(("name", "code"), [("fehlt.report.json", 3), ("leer", 3), ("a.pdf", 3)])
def test_a_name_without_a_report_is_refused(results: Path, name: str, code: int) -> None:
    (results / "leer").mkdir()
    with terminal(results, "review", name) as screen:
        assert screen.end() == code
        assert "report" in screen.screen


HOSTILE = "\x1b[2J\x1b]0;owned\x07\N{RIGHT-TO-LEFT OVERRIDE}\x9b31m[red]"


def test_a_document_cannot_drive_the_terminal(results: Path) -> None:
    path = results / "ocrfix-out" / "a.report.json"
    record = json.loads(path.read_bytes())
    record["document"]["name"] = f"{HOSTILE}.pdf"
    for decision in record["decisions"]:
        decision["context"] = {"left": HOSTILE, "right": HOSTILE}
        decision["before"] = decision["after"] = HOSTILE
        decision["after"] += "x"
        decision["alternatives"] = [{"text": HOSTILE + "y", "kind": "confusion", "posterior": 0.1}]
        decision["reasons"] = [{"code": HOSTILE, "detail": HOSTILE}]
        decision["rewrites"] = [{"position": 0, "read": HOSTILE, "true": HOSTILE}]
    path.write_text(json.dumps(record), "utf-8")
    with terminal(results, "review", "ocrfix-out", env={"NO_COLOR": "1"}) as screen:
        screen.wait_for("q quit")
        screen.type("a")
        screen.wait_for("2 of 3 left")
        screen.type("e")
        screen.wait_for("Right text: ")
        screen.type("\r")
        screen.wait_for("q quit")
        screen.type("q")
        screen.end()
    said = screen.raw.decode()
    assert "]0;owned" in said
    for sequence in ("\x1b]", "\x07", "\x9b", "\N{RIGHT-TO-LEFT OVERRIDE}"):
        assert sequence not in said
    assert "[red]" in said


def test_one_file_keeps_the_decisions_of_earlier_rounds_about_other_documents(results: Path, program: Program) -> None:
    (results / "b.txt").write_text(f"{TEXT}Ende.\n", "utf-8")
    assert program("fix", "b.txt", "-q").returncode == 0
    for name, left in (("a", "2 of 3 left"), ("b", "2 of 3 left"), ("a", "1 of 3 left")):
        with terminal(results, "review", f"ocrfix-out/{name}.report.json", "--out", "all.jsonl") as screen:
            screen.wait_for(" of 3 left")
            screen.type("r")
            screen.wait_for(left)
            screen.type("q")
            assert screen.end() == 0
    assert sorted(line["document"] for line in decided(results, "all.jsonl")) == ["a.txt", "a.txt", "b.txt"]
