"""Each exit code, as a user or a script meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import DOUBLES, ROOT, Program, environment

SAMPLE_PDF = ROOT / "samples" / "kleine-anfrage.eng-layer.pdf"


def text_file(path: Path, text: str = "Bürger fir Heimat\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def assert_plain_failure(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """A failure has its code, a message, no traceback, and leaves stdout clean."""
    message = done.stderr.decode()
    assert done.returncode == code, message
    assert done.stdout == b""
    assert message.startswith("Error: ")
    assert "Traceback" not in message
    return message


def test_a_corrected_file_gives_0_and_leaves_stdout_clean(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    done = program("fix", "a.txt")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "ocrfix-out" / "a.txt").read_text("utf-8") == "Bürger für Heimat\n"
    assert sorted(path.name for path in (tmp_path / "ocrfix-out").iterdir()) == [
        ".ocrfix-ledger.sqlite",
        "a.diff",
        "a.report.html",
        "a.report.json",
        "a.txt",
    ]
    assert (tmp_path / "a.txt").read_text("utf-8") == "Bürger fir Heimat\n"


@pytest.mark.parametrize(
    ("text", "threshold", "code"),
    [
        ("fir", "any", 1),
        ("fir", "review", 0),
        ("fir", "likely", 0),
        ("Hauser", "likely", 1),
        ("Hauser", "review", 1),
        ("Kl", "likely", 0),
        ("Kl", "review", 1),
        ("gut", "any", 0),
    ],
)
def test_fail_on_gives_1_after_everything_is_written(
    program: Program, tmp_path: Path, text: str, threshold: str, code: int
) -> None:
    text_file(tmp_path / "a.txt", text)
    assert program("fix", "a.txt", "--fail-on", threshold).returncode == code
    assert (tmp_path / "ocrfix-out" / "a.txt").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("fix", "a.txt", "--ressume"),
        ("fix", "a.txt", "--pdf"),
        ("fix", "a.txt", "--pages", "3-1"),
        ("fix", "a.txt", "--pages", "x"),
        ("fix", "a.txt", "--report", "docx"),
        ("fix", "a.txt", "--report", ""),
        ("fix", "a.txt", "--level", "review"),
        ("fix", "a.txt", "--type", "docx"),
        ("fix", "a.txt", "--encoding", "klingon"),
        ("fix", "a.txt", "--encoding", "base64"),
        ("fix", "a.txt", "--jobs", "0"),
        ("fix", "a.txt", "--max-harm", "-1"),
        ("fix", "a.txt", "--max-harm", "nan"),
        ("fix", "a.txt", "--max-harm", "inf"),
        ("fix", "a.txt", "--timeout", "nan"),
        ("check", "a.txt", "--timeout", "nan"),
        ("watch", ".", "--settle", "nan"),
        ("apply", "a.jsonl", "a.txt", "--max-harm", "nan"),
        ("fix", "a.txt", "-0"),
        ("fix", "-", "a.txt"),
        ("fix", "-", "--files-from", "-"),
        ("fix",),
        ("nothing",),
        (),
    ],
)
def test_a_command_line_that_does_not_fit_gives_2(program: Program, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    text_file(tmp_path / "a.txt")
    assert_plain_failure(program(*arguments), 2)
    assert not (tmp_path / "ocrfix-out").exists()


def test_inputs_that_would_write_the_same_file_are_refused_before_any_work(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    text_file(tmp_path / "a.text")
    assert "--names full" in assert_plain_failure(program("fix", "a.txt", "a.text"), 2)
    assert not (tmp_path / "ocrfix-out").exists()
    assert program("fix", "a.txt", "a.text", "--names", "full", "--report", "none").returncode == 0
    assert {"a.txt.txt", "a.text.txt"} < {path.name for path in (tmp_path / "ocrfix-out").iterdir()}


def test_a_missing_file_gives_3_and_its_name(program: Program) -> None:
    assert "fehlt.pdf" in assert_plain_failure(program("fix", "fehlt.pdf"), 3)


def test_a_folder_without_input_gives_3(program: Program, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    assert_plain_failure(program("fix", "leer"), 3)


def test_an_empty_file_gives_3(program: Program, tmp_path: Path) -> None:
    (tmp_path / "leer.txt").touch()
    assert_plain_failure(program("fix", "leer.txt"), 3)
    assert not (tmp_path / "ocrfix-out").exists()


def test_a_text_that_is_not_utf_8_gives_3_and_the_option_that_helps(program: Program, tmp_path: Path) -> None:
    (tmp_path / "alt.txt").write_bytes("Bürger fir Heimat".encode("latin-1"))
    assert "--encoding" in assert_plain_failure(program("fix", "alt.txt"), 3)
    assert program("fix", "alt.txt", "--encoding", "latin-1").returncode == 0
    assert (tmp_path / "ocrfix-out" / "alt.txt").read_text("utf-8") == "Bürger für Heimat"


def test_a_truncated_pdf_gives_3(program: Program, tmp_path: Path) -> None:
    (tmp_path / "halb.pdf").write_bytes(SAMPLE_PDF.read_bytes()[:2000])
    assert_plain_failure(program("fix", "halb.pdf"), 3)


def test_a_text_named_pdf_is_read_as_what_it_is(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "falsch.pdf")
    assert program("fix", "falsch.pdf").returncode == 0
    assert (tmp_path / "ocrfix-out" / "falsch.txt").read_text("utf-8") == "Bürger für Heimat\n"


def test_a_pdf_with_a_password_gives_3_until_the_password_is_given(program: Program, tmp_path: Path) -> None:
    with pikepdf.open(SAMPLE_PDF) as pdf:
        pdf.save(tmp_path / "geheim.pdf", encryption=pikepdf.Encryption(user="Ämter", owner="x"))
    (tmp_path / "wort").write_text("Ämter\n", encoding="utf-8")
    (tmp_path / "falsch").write_text("Amt\n", encoding="utf-8")
    assert "--password-file" in assert_plain_failure(program("fix", "geheim.pdf"), 3)
    assert_plain_failure(program("fix", "geheim.pdf", "--password-file", "falsch"), 3)
    assert_plain_failure(program("fix", "geheim.pdf", "--password-file", "fehlt"), 3)
    assert program("fix", "geheim.pdf", "--password-file", "wort", "--ocr", "never").returncode == 0


def test_a_missing_engine_gives_4_and_the_command_that_installs_it(program: Program) -> None:
    scan = ROOT / "samples" / "kleine-anfrage.scan.pdf"
    done = program("fix", scan, "--engine", "system", env={"PATH": ""})
    assert "apt" in assert_plain_failure(done, 4)


def test_missing_data_gives_6(real_program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    (tmp_path / "leer").mkdir()
    assert_plain_failure(real_program("fix", "a.txt", env={"OCRFIX_DATA": str(tmp_path / "leer")}), 6)
    assert not (tmp_path / "ocrfix-out").exists()


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_an_out_dir_that_cannot_be_one_gives_7(program: Program, tmp_path: Path, force: tuple[str, ...]) -> None:
    text_file(tmp_path / "a.txt")
    text_file(tmp_path / "datei")
    assert_plain_failure(program("fix", "a.txt", "-o", "datei", *force), 7)
    assert_plain_failure(program("fix", "a.txt", "-o", "/proc/nirgends", *force), 7)
    assert (tmp_path / "datei").read_text("utf-8") == "Bürger fir Heimat\n"


def test_an_existing_file_that_is_not_ours_gives_7_unless_forced(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    mine = text_file(tmp_path / "ocrfix-out" / "a.txt", "von Hand")
    assert "--force" in assert_plain_failure(program("fix", "a.txt"), 7)
    assert mine.read_text("utf-8") == "von Hand"
    assert program("fix", "a.txt", "--force").returncode == 0
    assert mine.read_text("utf-8") == "Bürger für Heimat\n"


def test_an_input_is_never_a_target_even_when_forced(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    assert_plain_failure(program("fix", "a.txt", "-o", ".", "--force"), 7)
    os.link(tmp_path / "a.txt", tmp_path / "b.txt")
    (tmp_path / "out").mkdir()
    os.link(tmp_path / "a.txt", tmp_path / "out" / "a.txt")
    assert_plain_failure(program("fix", "a.txt", "-o", "out", "--force"), 7)
    assert (tmp_path / "a.txt").read_text("utf-8") == "Bürger fir Heimat\n"


def test_a_batch_with_failures_gives_8_and_lists_each_with_its_code(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "gut.txt")
    (tmp_path / "leer.txt").touch()
    text_file(tmp_path / "schlecht.txt", "ABSTURZ")
    done = program("fix", "gut.txt", "leer.txt", "fehlt.txt", "schlecht.txt", "--fail-on", "any")
    message = done.stderr.decode()
    assert done.returncode == 8
    assert "leer.txt: code 3" in message
    assert "fehlt.txt: code 3" in message
    assert "schlecht.txt: code 70" in message
    assert (tmp_path / "ocrfix-out" / "gut.txt").exists()


def test_a_folder_with_one_bad_file_gives_8(program: Program, tmp_path: Path) -> None:
    (tmp_path / "ordner").mkdir()
    (tmp_path / "ordner" / "leer.txt").touch()
    assert program("fix", "ordner").returncode == 8


def test_a_bug_gives_70_and_keeps_the_document_to_itself(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt", "ABSTURZ")
    message = assert_plain_failure(program("fix", "a.txt"), 70)
    assert "ZeroDivisionError" in message
    assert "Satz" not in message
    debug = program("fix", "a.txt", "--debug")
    assert debug.returncode == 70
    assert b"Traceback" in debug.stderr


@pytest.mark.parametrize("arguments", [("fix", "-"), ("--help",), ("fix", "--help"), ("--version",)])
def test_a_reader_that_is_gone_gives_141_without_a_word(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with subprocess.Popen(
        [sys.executable, str(DOUBLES), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        with suppress(BrokenPipeError):  # only one of these commands reads it
            process.stdin.write("Bürger fir Heimat\n".encode() * 10_000)
            process.stdin.close()
        message = process.stderr.read()
        assert process.wait() == 141
    assert b"Traceback" not in message
    assert b"Error" not in message
    assert b"Broken" not in message


def test_a_closed_stdout_gives_141(tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    command = f"exec {sys.executable} {DOUBLES} fix - < a.txt >&-"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 141
    assert b"Traceback" not in done.stderr


def test_a_full_disk_behind_stdout_gives_7(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(DOUBLES), "fix", "-"],
            input=b"fir",
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(),
            timeout=60,
            check=False,
        )
    assert done.returncode == 7
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", ["check ../a.txt", "fix -"])
def test_a_current_folder_that_was_removed_gives_3_and_is_no_bug(tmp_path: Path, arguments: str) -> None:
    (tmp_path / "weg").mkdir()
    command = f"cd weg && rmdir ../weg && exec {sys.executable} -m ocrfix {arguments.replace('..', str(tmp_path))}"
    (tmp_path / "a.txt").write_text("alles gut\n", "utf-8")
    ended = subprocess.run(
        ["bash", "-c", command], stdin=subprocess.DEVNULL, capture_output=True, cwd=tmp_path,
        env=environment(), timeout=120, check=False,
    )  # fmt: skip
    assert (ended.returncode, b"the current folder is gone" in ended.stderr) == (3, True)


def test_a_hyphen_is_no_folder_for_results(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    message = assert_plain_failure(program("fix", "a.txt", "-o", "-"), 2)
    assert "ocrfix fix - < FILE" in message
    assert_plain_failure(program("watch", ".", "-o", "-"), 2)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix or path.name == "-") == ["a.txt"]
