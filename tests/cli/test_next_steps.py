"""A refusal names the thing that is wrong and a next step that works here."""

from __future__ import annotations

import io
import json
import shlex
import sys
from pathlib import Path

import pytest

from ocrfix.cli.app import build_command, main
from ocrfix.cli.values import password_from
from ocrfix.errors import ExitCode
from ocrfix.messages import Phrases

from .conftest import Program

DECISION = '{"version": 99, "action": "accept"}\n'


@pytest.fixture(autouse=True)
def folder(english: Path) -> Path:
    """A folder with a text and what else the commands below name."""
    for name in ("a.txt", "-lead.txt", "-quelle.txt", f"{250 * 'n'}.txt"):
        (english / name).write_text("alles gut\n", "utf-8")
    (english / "v99.jsonl").write_text(DECISION, "utf-8")
    return english


@pytest.mark.parametrize(
    ("arguments", "code", "message", "hint"),
    [
        (("explain", ""), 3, "the text to explain is empty", "ocrfix explain "),
        (("explain", " \n"), 3, "the text to explain is empty", "ocrfix explain "),
        (("fix", f"{250 * 'n'}.txt"), 7, "has too long a name", "shorten the name of the input file"),
        (("fix", "a.txt", "--pages", ""), 2, "--pages names no page", "--pages 1-3,7"),
        (("fix", "a.txt", "--pages", "9"), 3, "a.txt: there is no page 9: the input has 1 page", "leave out --pages"),
        (("fix", "a.txt", "--encoding", ""), 2, "--encoding names no encoding", "try utf-8"),
        (("fix", "-lead.txt"), 2, "There is no option -l.", "write ./-lead.txt"),
        (("fix", "-quelle.txt"), 2, "There is no option -u.", "write ./-quelle.txt"),
        (("evaluate", "a.txt", "a.txt", "-o", "v99.jsonl"), 7, "v99.jsonl exists already", "name another file"),
        (("fix", "a.txt", "--report"), 2, "Option '--report' requires an argument.", "ocrfix fix --help"),
        (("fix", "a.txt", "--levl", "safe"), 2, "There is no option --levl.", "perhaps you mean --level"),
        (("apply", "d.jsonl", "-"), 2, "apply reads no standard input", "save it to a file"),
        (("apply", "-", "a.txt"), 2, "apply reads no standard input", "save it to a file"),
        (("apply", "v99.jsonl", "a.txt"), 3, "has version 99", "use the ocrfix that wrote the decision"),
        (("review", "a.txt", "--out", "neu/b.jsonl"), 7, "the folder of neu/b.jsonl does not exist", "with --out"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_helps(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    message: str,
    hint: str,
) -> None:
    assert main(arguments) == code
    first, second = capsys.readouterr().err.splitlines()
    assert message in first
    assert hint in second
    assert not (folder / "neu").exists()


@pytest.mark.parametrize("command", ["fix", "check", "apply", "watch"])
def test_the_limits_that_a_refusal_tells_to_raise_are_options_of_the_command(command: str) -> None:
    parameters = build_command(Phrases("en"), command).commands[command].params
    known = {option for parameter in parameters for option in parameter.opts}
    assert {"--max-pages", "--max-pixels", "--password-file", "--exclude", "--timeout", "--engine"} <= known
    if command != "apply":  # it works in its own process, which has no limit of its own
        assert "--max-memory" in known


@pytest.mark.parametrize(
    ("command", "message", "hint"),
    [
        ("fix 'zu lesen/b c.txt'", "b c.txt may not be read", "chmod u+r 'zu lesen/b c.txt'"),
        ("check 'zu lesen/b c.txt'", "b c.txt may not be read", "chmod u+r 'zu lesen/b c.txt'"),
        ("apply 'zu lesen/b c.txt' a.txt", "b c.txt cannot be read: Permission denied", "check the name"),
        ("lexicon import 'zu lesen/b c.txt' --to l.tsv", "b c.txt cannot be read: Permission denied", "check the name"),
        ("watch locked", "locked: the folder may not be read", "ask its owner"),
    ],
)
def test_what_may_not_be_read_is_an_input_and_no_wrong_command(
    folder: Path, locked_program: Program, command: str, message: str, hint: str
) -> None:
    (folder / "zu lesen").mkdir()
    (folder / "zu lesen" / "b c.txt").write_text("alles gut\n", "utf-8")
    (folder / "zu lesen" / "b c.txt").chmod(0)
    (folder / "locked").mkdir(0)
    done = locked_program(*shlex.split(command))
    (folder / "locked").chmod(0o700)
    assert done.returncode == ExitCode.INPUT
    first, second = done.stderr.decode().splitlines()
    assert message in first
    assert hint in second


def test_a_step_for_broken_data_is_none_that_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCRFIX_DATA", str(folder))
    assert main(["fix", "a.txt"]) == ExitCode.DATA
    hint = capsys.readouterr().err.splitlines()[-1]
    assert "reinstall ocrfix" in hint
    assert "--check" not in hint, "it only compares, and wants --from"


def test_apply_reads_within_the_limits_it_is_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_text("Bürger fir Heimat.\fNoch einmal fir alle.\n", "utf-8")
    assert main(["fix", "b.txt", "-q"]) == ExitCode.DONE
    report = json.loads((folder / "ocrfix-out" / "b.report.json").read_bytes())
    kept = ("id", "before", "after")
    lines = [{"version": 1, "action": "reject", **{key: each[key] for key in kept}} for each in report["decisions"]]
    (folder / "d.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert main(["apply", "d.jsonl", "b.txt", "--max-pages", "1"]) == ExitCode.INPUT
    assert "allow more with --max-pages 2" in capsys.readouterr().err
    assert main(["apply", "d.jsonl", "b.txt", "--max-pages", "2"]) == ExitCode.DONE
    assert main(["apply", "d.jsonl", ".", "--exclude", "*", "-o", "neu"]) == ExitCode.INPUT
    assert "no input" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("evaluate a.txt a.txt -o a.txt/x", "-o"),
        ("learn . -o a.txt/x", "-o"),
        ("learn . -o p.json --svg a.txt/x", "--svg"),
        ("check a.txt -o a.txt/x", "-o"),
        ("check a.txt --write-baseline --baseline a.txt/x", "--baseline"),
        ("lexicon add Wort --to a.txt/x", "--to"),
        ("lexicon build --from . -o a.txt/x.tsv", "-o"),
        ("fix a.txt -q --summary full", "--summary"),
    ],
)
def test_a_file_that_cannot_be_written_names_its_own_option(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, option: str
) -> None:
    (folder / "full").mkdir()
    assert main([*command.split(), *(("--force",) if command.startswith("fix") else ())]) == ExitCode.OUTPUT
    hint = capsys.readouterr().err.splitlines()[-1]
    assert f"choose another file with {option}" in hint
    assert "--out-dir" not in hint


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize(("command", "option"), [("fix a.txt --summary", "--summary"), ("check a.txt -o", "-o")])
def test_a_folder_is_refused_as_a_target_before_any_work(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, option: str, force: tuple[str, ...]
) -> None:
    (folder / "ordner").mkdir()
    (folder / "a.txt").write_bytes(b"")  # would fail with another code, if it were read
    assert main([*command.split(), "ordner", *force]) == ExitCode.OUTPUT
    assert capsys.readouterr().err.splitlines() == [
        "Error: ordner is a folder",
        f"Hint: choose another file with {option}, or remove that folder",
    ]
    assert not (folder / "ocrfix-out").exists()


def test_the_name_that_is_too_long_is_that_of_a_result(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", f"{250 * 'n'}.txt"]) == ExitCode.OUTPUT
    assert f"{250 * 'n'}.report.html" in capsys.readouterr().err


def test_an_option_that_is_spelled_most_like_a_wrong_one_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "a.txt", "--levl", "safe"]) == ExitCode.USAGE
    assert "perhaps you mean --level, --null, --help" in capsys.readouterr().err


def test_what_was_taken_back_needs_another_file_and_no_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "a.txt", "--report", "json", "-q"]) == ExitCode.DONE
    assert main(["apply", "--revert", "ocrfix-out/a.report.json", "-o", "a.txt"]) == ExitCode.OUTPUT
    error = capsys.readouterr().err
    assert "a.txt exists already" in error
    assert "overwrite it with --force, or name another file" in error
    assert (folder / "a.txt").read_text("utf-8") == "alles gut\n"


def test_standard_input_is_explained_in_its_encoding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, code in (((), ExitCode.INPUT), (("--encoding", "latin-1"), ExitCode.DONE)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Bürger fir Heimat".encode("latin-1"))))
        assert main(["explain", "-", *arguments]) == code
    assert "fir -> für" in capsys.readouterr().out
    assert main(["explain", "Bürger fir Heimat", "--encoding", "latin-1"]) == ExitCode.DONE
    assert "Bürger für Heimat" in capsys.readouterr().out
    assert main(["explain", "gut", "--encoding", "klingon"]) == ExitCode.USAGE


def test_empty_standard_input_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    assert main(["explain", "-"]) == ExitCode.INPUT
    assert "standard input holds no text" in capsys.readouterr().err


def test_a_byte_order_mark_is_no_part_of_a_password(folder: Path) -> None:
    (folder / "wort").write_text("Ämter\r\n", "utf-8-sig", newline="")
    assert password_from(folder / "wort") == "Ämter"


def test_the_figures_of_evaluate_go_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--help"]) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "--revert" not in shown
    assert "Target file" in shown
