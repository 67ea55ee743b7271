"""The small commands: explain, apply, doctor, version."""

from __future__ import annotations

from pathlib import Path

import pytest

import ocrfix
from ocrfix.cli.lexicon_build import differing_files
from ocrfix.folders import LEDGER_NAME
from tests.cli.conftest import ROOT, Program


def test_version_is_the_package_s(program: Program) -> None:
    assert program("--version").stdout.decode() == f"ocrfix {ocrfix.__version__}\n"


def test_explain_shows_change_candidates_and_reasons_on_stdout(program: Program) -> None:
    done = program("explain", "Bürger fir Heimat")
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert done.stderr == b""
    for part in ("fir -> für", "changed", "confidence 0.990", "ü read as i", "keep", "Bürger für Heimat"):
        assert part in shown


def test_explain_reads_standard_input_and_says_when_there_is_nothing(program: Program) -> None:
    assert b"Nothing suspicious" in program("explain", "-", stdin=b"alles gut").stdout
    assert program("explain", "").returncode == 3


def test_explain_does_not_take_the_name_of_a_file_for_a_text(program: Program, tmp_path: Path) -> None:
    (tmp_path / "seite.txt").write_text("Bürger fir Heimat", encoding="utf-8")
    done = program("explain", "seite.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"ocrfix explain - < seite.txt" in done.stderr
    assert program("explain", "andere.txt").returncode == 0
    assert program("explain", "fir " * 2000).returncode == 0


@pytest.mark.parametrize("text", ["\ufefffir\r\nKl fir", "eins fir\fzwei\f", "nichts\n"])
def test_apply_gives_the_text_back_byte_for_byte(program: Program, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert program("fix", "a.txt", "--report", "json").returncode == 0
    done = program("apply", "--revert", "ocrfix-out/a.report.json")
    assert (done.returncode, done.stdout) == (0, text.encode())
    assert program("apply", "--revert", "ocrfix-out/a.report.json", "-o", "zurück.txt").returncode == 0
    assert (tmp_path / "zurück.txt").read_bytes() == text.encode()
    assert program("apply", "--revert", "ocrfix-out/a.report.json", "-o", "zurück.txt").returncode == 7
    assert program("apply", "--revert", "ocrfix-out/a.report.json", "-o", "zurück.txt", "--force").returncode == 0


def test_apply_refuses_what_does_not_belong_together(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bürger fir Heimat", encoding="utf-8")
    assert program("fix", "a.txt", "--report", "json").returncode == 0
    report = "ocrfix-out/a.report.json"
    for arguments in (
        ("apply", "--revert", report, "a.txt"),
        ("apply", "--revert", "a.txt"),
        ("apply", "--revert", "fehlt.report.json"),
        ("apply", "--revert", report, "fehlt.txt"),
    ):
        done = program(*arguments)
        assert (done.returncode, done.stdout) == (3, b"")
    assert program("apply").returncode == 2


def test_doctor_lists_program_engines_and_data(real_program: Program) -> None:
    done = real_program("doctor")
    shown = done.stdout.decode()
    assert done.returncode == 0, shown
    for part in (f"ocrfix {ocrfix.__version__}", "Python 3", "embedded: found", "system: ", "Everything is there."):
        assert part in shown


def test_doctor_names_the_command_for_what_is_missing(real_program: Program, tmp_path: Path) -> None:
    done = real_program("doctor", env={"OCRFIX_DATA": str(tmp_path), "PATH": ""})
    shown = done.stdout.decode()
    assert done.returncode == 6
    assert "apt install tesseract-ocr" in shown
    assert "unusable" in shown


def test_lexicon_build_refuses_a_folder_that_is_not_there(program: Program) -> None:
    assert program("lexicon", "build", "--from", "fehlt").returncode == 2


def test_the_sample_pdf_is_repaired_by_the_real_engine(real_program: Program, tmp_path: Path) -> None:
    from rapidfuzz.distance import Levenshtein

    sample = ROOT / "samples" / "kleine-anfrage.eng-layer.pdf"
    truth = (ROOT / "samples" / "kleine-anfrage.eng-layer.truth.txt").read_text("utf-8").split()
    assert real_program("fix", sample, "--report", "json").returncode == 0
    corrected = (tmp_path / "ocrfix-out" / "kleine-anfrage.eng-layer.txt").read_text("utf-8").split()
    extracted = real_program("apply", "--revert", "ocrfix-out/kleine-anfrage.eng-layer.report.json").stdout.decode()
    before = Levenshtein.distance(extracted.split(), truth)
    after = Levenshtein.distance(corrected, truth)
    assert after < before
    assert after <= 0.01 * len(truth)


def test_differing_files_are_named(tmp_path: Path) -> None:
    built, kept = tmp_path / "built", tmp_path / "kept"
    for folder, files in ((built, {"a": b"1", "b": b"1", "c": b"1"}), (kept, {"a": b"1", "b": b"2", "d": b"1"})):
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
    assert differing_files(built, kept) == ("b", "c", "d")
    assert differing_files(built, built) == ()


def test_own_words_are_left_alone_and_a_bad_list_is_refused(real_program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Abgeordnete Bohnhof fragt die Prasidentin.\n", encoding="utf-8")
    (tmp_path / "worte.txt").write_text("Prasidentin\n", encoding="utf-8")
    (tmp_path / "alt.txt").write_bytes("Prüfung".encode("latin-1"))
    assert "Präsidentin" in real_program("fix", "-", stdin=(tmp_path / "a.txt").read_bytes()).stdout.decode()
    own = real_program("fix", "-", "--lexicon", "worte.txt", stdin=(tmp_path / "a.txt").read_bytes())
    assert "Prasidentin" in own.stdout.decode()
    assert real_program("fix", "a.txt", "--lexicon", "fehlt").returncode == 3
    assert real_program("fix", "a.txt", "--lexicon", "alt.txt").returncode == 6


def test_two_workers_give_the_bytes_of_one_with_the_real_engine(real_program: Program, tmp_path: Path) -> None:
    text = (ROOT / "samples" / "kleine-anfrage.txt").read_bytes()
    for index in range(6):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{index}.txt").write_bytes(text + f"Seite {index}\n".encode())
    for jobs in ("1", "2"):
        assert real_program("fix", "in", "-o", f"out{jobs}", "-j", jobs).returncode == 0
    for path in sorted((tmp_path / "out1").glob("*.*")):
        if path.name != LEDGER_NAME:
            assert path.read_bytes() == (tmp_path / "out2" / path.name).read_bytes()
    assert len(list((tmp_path / "out2").glob("*.txt"))) == 6
