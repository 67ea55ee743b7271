"""What comes through standard input is held to the limits of a file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from benchmarks.archive import pdf_of_lines
from ocrfix.batch.outcome import RunSettings
from ocrfix.batch.piped import correct_piped
from ocrfix.batch.single import Job
from ocrfix.batch.sources import Source
from ocrfix.errors import OutputError
from tests.cli.conftest import Program

NEVER = ("--ocr", "never")


def test_a_pdf_is_read_by_a_worker_and_its_text_goes_to_standard_output(program: Program, tmp_path: Path) -> None:
    data = pdf_of_lines(["Die Ministerin fir Heimat", "Seite 2"])
    done = program("fix", "-", *NEVER, stdin=data)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().split() == ["Die", "Ministerin", "für", "Heimat", "Seite", "2"]
    (tmp_path / "a.pdf").write_bytes(data)
    assert program("fix", "a.pdf", *NEVER).returncode == 0
    assert (tmp_path / "ocrfix-out" / "a.txt").read_bytes() == done.stdout, "as a file of that content"


@pytest.mark.parametrize(
    ("options", "lines", "said"),
    [
        ((), ["KILL"], b"signal 9"),
        (("--max-memory", "1000"), ["SPEICHER"], b"not enough memory"),
        (("--max-pages", "1"), ["eins", "zwei"], b"--max-pages"),
    ],
)
def test_what_exceeds_a_limit_ends_with_code_3(
    program: Program, options: tuple[str, ...], lines: list[str], said: bytes
) -> None:
    done = program("fix", "-", *NEVER, *options, stdin=pdf_of_lines(lines))
    assert (done.returncode, done.stdout) == (3, b"")
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


def test_check_holds_standard_input_to_the_same_limits(real_program: Program) -> None:
    data = pdf_of_lines(["eins", "zwei"])
    assert real_program("check", "-", *NEVER, stdin=data).returncode == 0
    done = real_program("check", "-", *NEVER, "--max-pages", "1", stdin=data)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"--max-pages" in done.stderr


def test_a_text_has_the_memory_that_was_given(program: Program) -> None:
    done = program("fix", "-", "--max-memory", "1000", stdin=b"SPEICHER")
    assert done.returncode == 3
    assert b"not enough memory" in done.stderr


def test_an_out_dir_gets_the_reports_and_the_same_text(program: Program, tmp_path: Path) -> None:
    data = pdf_of_lines(["Die Ministerin fir Heimat"])
    done = program("fix", "-", *NEVER, "-o", "out", "--report", "json", stdin=data)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "out").glob("[!.]*")} == {"stdin.txt", "stdin.report.json"}
    assert (tmp_path / "out" / "stdin.txt").read_bytes() == done.stdout
    again = program("fix", "-", *NEVER, "-o", "out", "--report", "json", stdin=data)
    assert again.returncode == 0, "its own files may be replaced"


def test_no_temporary_file_is_left(program: Program, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    for lines in (["fir"], ["KILL"]):
        program("fix", "-", *NEVER, stdin=pdf_of_lines(lines), env={"TMPDIR": str(tmp_path / "tmp")})
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_full_disk_for_temporary_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OutputError, match="temporary files is full"):
        correct_piped(b"fir", Job(Source("-", Path("-"), "stdin", PurePosixPath("stdin"))), RunSettings())
