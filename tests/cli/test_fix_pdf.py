"""``ocrfix fix --pdf`` on the command line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Program
from tests.extract.doubles import GERMAN_LINES, lines_at, pdf_of
from tests.write.pdf_inputs import texts_of
from tests.write.test_pdf import signed

WRONG_LINES = [line.replace("für", "fir") for line in GERMAN_LINES]
LAYERED = pdf_of(lines_at(WRONG_LINES, mode=3), image_fills=True)
BORN_DIGITAL = pdf_of(lines_at(WRONG_LINES))


def protected() -> bytes:
    target = BytesIO()
    permissions = pikepdf.Permissions(modify_other=False)
    with pikepdf.open(BytesIO(LAYERED)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="besitzer", allow=permissions))
    return target.getvalue()


@pytest.mark.parametrize("option", [("--ocr", "never"), ()])
def test_a_pdf_comes_back_beside_its_text(program: Program, tmp_path: Path, option: tuple[str, ...]) -> None:
    (tmp_path / "a.pdf").write_bytes(LAYERED)
    for _ in range(2):
        done = program("fix", "a.pdf", "--pdf", "--report", "none", *option)
        assert done.returncode == 0, done.stderr.decode()
    out = tmp_path / "ocrfix-out"
    assert {path.name for path in out.iterdir() if not path.name.startswith(".")} == {"a.txt", "a.pdf"}
    assert "für Heimat" in texts_of((out / "a.pdf").read_bytes())[0]
    assert (tmp_path / "a.pdf").read_bytes() == LAYERED


def test_without_the_option_there_is_none(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(LAYERED)
    assert program("fix", "a.pdf", "--report", "none").returncode == 0
    assert not (tmp_path / "ocrfix-out" / "a.pdf").exists()


def test_changes_that_are_in_the_text_only_are_counted(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(BORN_DIGITAL)
    done = program("fix", "a.pdf", "--pdf", env={"LC_ALL": "de_DE.UTF-8"})
    assert "Nur im Text, nicht in der PDF (ihr sichtbarer Text bleibt): 1 Änderung" in done.stderr.decode()
    again = program("fix", "a.pdf", "--pdf", "--resume", env={"LC_ALL": "de_DE.UTF-8"})
    assert "Nur im Text, nicht in der PDF (ihr sichtbarer Text bleibt): 1 Änderung" in again.stderr.decode()
    assert (tmp_path / "ocrfix-out" / "a.pdf").read_bytes() == BORN_DIGITAL
    assert "für Heimat" in (tmp_path / "ocrfix-out" / "a.txt").read_text("utf-8")


@pytest.mark.parametrize("data", [signed("field"), protected()])
def test_a_signed_or_protected_file_gives_3_and_no_file_but_is_read_without_the_option(
    program: Program, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    done = program("fix", "a.pdf", "--pdf")
    assert done.returncode == 3
    assert done.stderr.startswith(b"Error: a.pdf: the ")
    assert b"Hint: leave out --pdf" in done.stderr
    assert b"Traceback" not in done.stderr
    assert not list(tmp_path.glob("ocrfix-out/*"))
    assert program("fix", "a.pdf").returncode == 0


def test_in_a_folder_only_pdfs_come_back_with_any_number_of_workers(program: Program, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.pdf").write_bytes(LAYERED)
    (tmp_path / "in" / "c.txt").write_text("Bürger fir Heimat\n", "utf-8")
    copies = []
    for jobs in ("1", "2"):
        done = program("fix", "in", "--pdf", "--report", "none", "-o", f"out{jobs}", "-j", jobs)
        assert done.returncode == 0, done.stderr.decode()
        names = {path.name for path in (tmp_path / f"out{jobs}").iterdir() if not path.name.startswith(".")}
        assert names == {"a.txt", "a.pdf", "b.txt", "b.pdf", "c.txt"}
        copies += [(tmp_path / f"out{jobs}" / f"{name}.pdf").read_bytes() for name in ("a", "b")]
    assert len(set(copies)) == 1


@pytest.mark.parametrize("language", ["C", "de_DE.UTF-8"])
def test_texts_and_images_alone_give_2_and_name_the_way_out(program: Program, tmp_path: Path, language: str) -> None:
    (tmp_path / "a.txt").write_text("fir", "utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for names in (("a.txt",), ("b.png",), ("a.txt", "b.png")):
        done = program("fix", *names, "--pdf", env={"LC_ALL": language})
        assert done.returncode == 2
        assert b"img2pdf" in done.stderr
    assert not (tmp_path / "ocrfix-out").exists()


def test_a_missing_file_is_missing_with_the_option_too(program: Program) -> None:
    assert program("fix", "fehlt.pdf", "--pdf").returncode == 3


def test_the_input_is_never_overwritten(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(LAYERED)
    assert program("fix", "a.pdf", "--pdf", "-o", ".", "--force").returncode == 7
    assert (tmp_path / "a.pdf").read_bytes() == LAYERED
    assert not (tmp_path / "a.txt").exists()


def test_a_foreign_pdf_in_the_out_dir_is_not_replaced(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(LAYERED)
    (tmp_path / "ocrfix-out").mkdir()
    (tmp_path / "ocrfix-out" / "a.pdf").write_bytes(b"von Hand")
    assert program("fix", "a.pdf", "--pdf").returncode == 7
    assert (tmp_path / "ocrfix-out" / "a.pdf").read_bytes() == b"von Hand"


def test_standard_input_comes_back_in_a_named_folder(program: Program, tmp_path: Path) -> None:
    assert program("fix", "-", "--pdf", stdin=LAYERED).returncode == 2
    assert program("fix", "-", "--pdf", "-o", "out", stdin=b"Text fir alle").returncode == 2
    assert program("fix", "-", "--pdf", "-o", "out", stdin=signed("field")).returncode == 3
    assert not (tmp_path / "out").exists()
    done = program("fix", "-", "--pdf", "-o", "out", "--report", "none", stdin=LAYERED)
    assert done.returncode == 0
    assert "für Heimat".encode() in done.stdout
    assert "für Heimat" in texts_of((tmp_path / "out" / "stdin.pdf").read_bytes())[0]
