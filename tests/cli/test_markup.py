"""hOCR, ALTO and PAGE on the command line: what comes in, what goes out, and the codes of what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.test_fix import text_file, tree
from tests.extract.markup.examples import ALTO, HOCR, PAGE

FILES = {"a.xml": ALTO.encode("latin-1"), "b.hocr": HOCR.encode(), "c.xml": PAGE.encode()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of each kind, a text, and XML of another kind."""
    for name, data in FILES.items():
        path = text_file(tmp_path / "in" / name, "")
        path.write_bytes(data)
    text_file(tmp_path / "in" / "d.txt")
    text_file(tmp_path / "in" / "mets.xml", "<mets>fir</mets>")
    return tmp_path / "in"


def test_markup_is_found_in_folders_and_its_text_is_corrected(program: Program, folder: Path, tmp_path: Path) -> None:
    done = program("fix", folder, "-o", "out", "--report", "none")
    assert done.returncode == 0, done.stderr.decode()
    written = tree(tmp_path / "out")
    assert set(written) == {"a.txt", "b.txt", "c.txt", "d.txt"}
    assert written["a.txt"].decode().startswith("für Bundesre gierung Riick-\nmeldung")
    assert written["b.txt"].decode().endswith("Anlage für Heimat\fLander")


@pytest.mark.parametrize(("types", "names"), [("alto", {"a.txt"}), ("hocr,page", {"b.txt", "c.txt"})])
def test_types_choose_markup(program: Program, folder: Path, tmp_path: Path, types: str, names: set[str]) -> None:
    assert program("fix", folder, "-o", "out", "--report", "none", "--type", types).returncode == 0
    assert set(tree(tmp_path / "out")) == names


def test_a_format_is_written_beside_the_text_and_replaced_by_the_next_run(
    program: Program, folder: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        done = program("fix", folder, "-o", "out", "--report", "none", "--format", "alto", "-j", "2")
        assert done.returncode == 0, done.stderr.decode()
    written = tree(tmp_path / "out")
    assert {name for name in written if name.endswith(".alto.xml")} == {f"{stem}.alto.xml" for stem in "abcd"}
    expected = ALTO.replace('WC="0.61" CC="090"', 'WC="0.9" CC="010"', 1)
    assert b"ISO-8859-1" in written["a.alto.xml"]
    assert written["a.alto.xml"].decode("latin-1").count("<a:ALTERNATIVE") == ALTO.count("<a:ALTERNATIVE") + 1
    assert written["a.alto.xml"].decode("latin-1").splitlines()[-12:] == expected.splitlines()[-12:]
    assert b'CONTENT="f\xc3\xbcr"' in written["d.alto.xml"]


def test_the_format_goes_to_stdout_for_standard_input(program: Program, tmp_path: Path) -> None:
    done = program("fix", "-", "--format", "alto", stdin=FILES["a.xml"])
    assert (done.returncode, done.stdout[:40]) == (0, FILES["a.xml"][:40])
    assert "CONTENT='für'>".encode("latin-1") in done.stdout
    nothing = program("fix", "-", "--format", "alto", stdin=FILES["a.xml"].replace(b"'fir'", b"'die'"))
    assert nothing.stdout == FILES["a.xml"].replace(b"'fir'", b"'die'")
    assert list(tmp_path.iterdir()) == []


def test_the_original_can_be_left_out(program: Program) -> None:
    done = program("fix", "-", "--format", "hocr", "--no-alternatives", stdin=FILES["b.hocr"])
    assert b"<del" not in done.stdout
    assert done.stdout.count("für".encode()) == 2


@pytest.mark.parametrize(
    ("options", "stdin", "code", "message"),
    [
        (("--format", "page"), HOCR.encode(), 3, "holds one page"),
        (("--format", "alto", "--reflow"), FILES["a.xml"], 2, "--reflow moves line ends"),
        (("--format", "docx"), FILES["a.xml"], 2, "docx"),
        ((), FILES["a.xml"][:-20], 3, "damaged or cut off in line"),
        ((), b'<!DOCTYPE alto [<!ENTITY a "b">]><alto/>', 3, "entities of its own"),
    ],
)
def test_what_does_not_fit_ends_with_its_code(
    program: Program, options: tuple[str, ...], stdin: bytes, code: int, message: str
) -> None:
    done = program("fix", "-", *options, stdin=stdin)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_two_inputs_that_would_write_the_same_markup_are_refused(program: Program, tmp_path: Path) -> None:
    text_file(tmp_path / "x" / "a.txt")
    text_file(tmp_path / "y" / "a.alto.txt")
    done = program("fix", "x/a.txt", "y/a.alto.txt", "--format", "alto")
    assert done.returncode == 0
    text_file(tmp_path / "y" / "a.md")
    assert program("fix", "x/a.txt", "y/a.md", "--format", "alto").returncode == 2


def test_pages_of_a_document_become_page_files_one_each_and_again(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bericht fir die Länder\n\fAnlage\n", encoding="utf-8")
    options = ("-o", str(tmp_path / "out"), "--format", "page", "--report", "none")
    for _ in range(2):
        done = program("fix", str(tmp_path / "a.txt"), *options)
        assert done.returncode == 0, done.stderr
    written = sorted(path.name for path in (tmp_path / "out").iterdir() if path.suffix == ".xml")
    assert written == ["a.page-0002.xml", "a.page.xml"]
    assert b"Anlage" in (tmp_path / "out" / "a.page-0002.xml").read_bytes()
    (tmp_path / "out" / "a.page-0003.xml").write_text("fremd", encoding="utf-8")
    (tmp_path / "b.txt").write_text("eins\n\fzwei\n\fdrei\n", encoding="utf-8")
    other = program("fix", str(tmp_path / "b.txt"), *options)
    assert other.returncode == 0, other.stderr
    assert (tmp_path / "out" / "a.page-0003.xml").read_text(encoding="utf-8") == "fremd"


def test_a_page_file_of_another_run_does_not_silence_standard_output(program: Program, tmp_path: Path) -> None:
    options = ("fix", "-", "-o", "out", "--format", "page", "--report", "none")
    assert program(*options, stdin=FILES["c.xml"]).stdout.startswith(b"<?xml")
    (written,) = (tmp_path / "out").glob("*.page.xml")
    (written.parent / written.name.replace(".page.xml", ".page-0002.xml")).write_text("fremd", encoding="utf-8")
    assert program(*options, "--force", stdin=FILES["c.xml"]).stdout.startswith(b"<?xml")
