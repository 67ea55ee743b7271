"""``ocrfix fix``: inputs, names, repetition, streams and workers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ocrfix.folders import LEDGER_NAME
from tests.cli.conftest import Program


def text_file(path: Path, text: str = "Bürger fir Heimat\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Map every file below a folder to its bytes, the ledger left out (it names the way to the input)."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LEDGER_NAME)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_standard_input_goes_to_stdout_byte_for_byte_and_writes_no_file(program: Program, tmp_path: Path) -> None:
    done = program("fix", "-", stdin="\ufefffir\r\n\fohne Ende fir".encode())
    assert (done.returncode, done.stdout) == (0, "\ufefffür\r\n\fohne Ende für".encode())
    assert list(tmp_path.iterdir()) == []


def test_standard_input_writes_files_into_a_named_out_dir(program: Program, tmp_path: Path) -> None:
    for _ in range(2):
        assert program("fix", "-", "-o", "out", stdin=b"fir").stdout == "für".encode()
    assert set(tree(tmp_path / "out")) == {"stdin.txt", "stdin.diff", "stdin.report.html", "stdin.report.json"}


def test_empty_standard_input_gives_3(program: Program) -> None:
    assert program("fix", "-").returncode == 3


@pytest.mark.parametrize(
    ("stdin", "options"),
    [(b"a b.txt\nc.txt\n", ()), (b"a b.txt\0c.txt\0", ("-0",)), (b"c.txt\r\na b.txt", ())],
)
def test_names_are_read_from_a_list(program: Program, tmp_path: Path, stdin: bytes, options: tuple[str, ...]) -> None:
    text_file(tmp_path / "a b.txt")
    text_file(tmp_path / "c.txt")
    done = program("fix", "--files-from", "-", "--report", "none", *options, stdin=stdin)
    assert done.returncode == 0, done.stderr.decode()
    assert set(tree(tmp_path / "ocrfix-out")) == {"a b.txt", "c.txt"}


def test_a_list_can_be_a_file_and_a_missing_one_gives_3(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    text_file(tmp_path / "liste", "a.txt\n")
    assert program("fix", "--files-from", "liste").returncode == 0
    assert program("fix", "--files-from", "fehlt").returncode == 3


def test_a_run_can_be_repeated_with_any_reports(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    for options in ((), ("--report", "none"), ("--report", "none"), ("--report", "csv,json"), ()):
        assert program("fix", "a.txt", *options).returncode == 0


def test_the_same_name_from_another_folder_does_not_replace_ours(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "x" / "a.txt", "eins")
    text_file(tmp_path / "y" / "a.txt", "zwei")
    assert program("fix", "x/a.txt").returncode == 0
    assert program("fix", "y/a.txt").returncode == 7
    assert (tmp_path / "ocrfix-out" / "a.txt").read_text("utf-8") == "eins"


def test_a_result_that_was_edited_by_hand_is_not_replaced(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    assert program("fix", "a.txt").returncode == 0
    text_file(tmp_path / "ocrfix-out" / "a.txt", "von Hand")
    assert program("fix", "a.txt").returncode == 7


def test_a_killed_run_without_ledger_is_recognised_by_its_report(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    assert program("fix", "a.txt").returncode == 0
    (tmp_path / "ocrfix-out" / LEDGER_NAME).unlink()
    assert program("fix", "a.txt").returncode == 0
    (tmp_path / "ocrfix-out" / LEDGER_NAME).unlink()
    text_file(tmp_path / "a.txt", "etwas anderes")
    assert program("fix", "a.txt").returncode == 7


def test_a_folder_gives_the_same_bytes_for_any_number_of_workers(program: Program, tmp_path: Path) -> None:
    for index in range(30):
        text_file(tmp_path / "in" / f"{index % 3}" / f"{index}.txt", f"Seite {index} fir Heimat\n" * (index + 1))
    outputs = []
    for jobs in ("1", "3"):
        done = program("fix", "in", "-o", f"out{jobs}", "-j", jobs, "--report", "html,json,diff,csv")
        assert done.returncode == 0, done.stderr.decode()
        listed = [line for line in done.stderr.splitlines() if b"in/" in line]
        outputs.append((tree(tmp_path / f"out{jobs}"), listed))
    assert (len(outputs[0][0]), len(outputs[0][1])) == (30 * 5, 30)
    assert outputs[0] == outputs[1]


def test_the_out_dir_inside_an_input_folder_is_no_input(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "in" / "a.txt")
    for _ in range(2):
        assert program("fix", "in", "-o", "in/out").returncode == 0
    assert set(tree(tmp_path / "in" / "out")) == {"a.txt", "a.diff", "a.report.html", "a.report.json"}
    assert program("fix", "in", "-o", "anders", "--report", "none").returncode == 0
    assert set(tree(tmp_path / "anders")) == {"a.txt"}


def test_the_ledger_holds_no_absolute_path(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    assert program("fix", tmp_path / "a.txt", "--report", "none").returncode == 0
    ledger = (tmp_path / "ocrfix-out" / LEDGER_NAME).read_bytes()
    assert b"../a.txt" in ledger
    assert str(tmp_path).encode() not in ledger


def test_quiet_is_silent_but_for_errors(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    assert program("fix", "a.txt", "-q").stderr == b""
    done = program("fix", "a.txt", "fehlt.txt", "-q")
    assert done.returncode == 8
    assert b"fehlt.txt" in done.stderr
    assert b"a.txt: " not in done.stderr.replace(b"fehlt.txt: ", b"")


def test_skipped_files_are_counted(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "in" / "a.txt")
    text_file(tmp_path / "in" / "b.docx")
    assert b"Passed over (another type, or excluded): 1" in program("fix", "in").stderr
    assert program("fix", "in", "--type", "pdf").returncode == 3


def test_a_file_name_cannot_drive_the_terminal(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\u202eb.txt").touch()
    text_file(tmp_path / "c\x1b[2J.txt")
    done = program("fix", *[path.name for path in tmp_path.iterdir()])
    assert done.returncode == 8
    assert b"\x1b" not in done.stderr
    assert "\u202e".encode() not in done.stderr


def test_a_file_name_that_is_no_utf_8_is_read_and_written(program: Program, tmp_path: Path) -> None:
    name = os.fsdecode(b"gr\xfcn.txt")
    text_file(tmp_path / name)
    assert program("fix", ".", "-o", "out").returncode == 0
    assert (tmp_path / "out" / name).read_text("utf-8") == "Bürger für Heimat\n"


def test_messages_follow_the_locale(program: Program) -> None:
    german = program("fix", "fehlt.txt", env={"LC_ALL": "de_DE.UTF-8"}).stderr.decode()
    assert german.startswith("Fehler: fehlt.txt gibt es nicht\nHinweis: ")
    assert "Exit-Codes" in program("--help", env={"LANG": "de_DE.UTF-8"}).stdout.decode()
    assert "Exit codes" in program("--help", env={"LANG": "de_DE.UTF-8", "LC_ALL": "C"}).stdout.decode()
