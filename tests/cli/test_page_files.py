"""PAGE holds one page a file: those of further pages are results like any other, for --resume and for who owns them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ocrfix.cli.app import main
from ocrfix.errors import ExitCode
from ocrfix.folders import LEDGER_NAME

TEXT = "Die Ministerin fir Heimat hat die Anfrage beantwortet.\n"
RUN = ["fix", "a.txt", "-o", "out", "--format", "page", "--report", "json"]


@pytest.fixture(autouse=True)
def folder(english: Path) -> Path:
    """A text of three pages."""
    (english / "a.txt").write_text("\f".join([TEXT] * 3), "utf-8")
    return english


@pytest.fixture
def out(folder: Path) -> Path:
    """The results of three pages."""
    assert main([*RUN, "-q"]) == ExitCode.DONE
    return folder / "out"


def pages(out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("a.page*.xml"))


@pytest.mark.parametrize("gone", ["a.page-0002.xml", "a.page-0003.xml"])
def test_a_missing_page_is_written_again(out: Path, capsys: pytest.CaptureFixture[str], gone: str) -> None:
    before = (out / gone).read_bytes()
    assert main([*RUN, "--resume"]) == ExitCode.DONE
    assert "Unchanged from an earlier run: 1" in capsys.readouterr().err
    (out / gone).unlink()
    assert main([*RUN, "--resume"]) == ExitCode.DONE
    assert "Unchanged" not in capsys.readouterr().err
    assert (out / gone).read_bytes() == before


def test_a_page_that_was_edited_is_not_overwritten(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = out / "a.page-0003.xml"
    page.write_bytes(page.read_bytes() + b"<!-- mine -->\n")
    for more in ([], ["--resume"]):
        assert main([*RUN, *more]) == ExitCode.OUTPUT
        assert "a.page-0003.xml exists already" in capsys.readouterr().err
        assert page.read_bytes().endswith(b"<!-- mine -->\n")
    assert main([*RUN, "--force", "-q"]) == ExitCode.DONE
    assert not page.read_bytes().endswith(b"<!-- mine -->\n")


def test_a_foreign_file_is_no_page_of_ours(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "a.page-0002.xml").write_text("mine", "utf-8")
    assert main([*RUN, "-q"]) == ExitCode.OUTPUT
    assert [path.name for path in (folder / "out").glob("a*")] == ["a.page-0002.xml"]


def test_pages_that_the_document_no_longer_has_go(out: Path, folder: Path) -> None:
    assert pages(out) == ["a.page-0002.xml", "a.page-0003.xml", "a.page.xml"]
    (folder / "a.txt").write_text(TEXT, "utf-8")
    assert main([*RUN, "--resume", "-q"]) == ExitCode.DONE
    assert pages(out) == ["a.page.xml"]
    assert main([*RUN, "--resume", "-q"]) == ExitCode.DONE


@pytest.mark.parametrize("is_ledger_lost", [False, True])
def test_pages_of_a_killed_run_are_ours(out: Path, *, is_ledger_lost: bool) -> None:
    if is_ledger_lost:
        (out / LEDGER_NAME).unlink()
    else:
        with sqlite3.connect(out / LEDGER_NAME) as ledger:
            ledger.execute("UPDATE input SET state = 'begun'")
            ledger.execute("DELETE FROM output WHERE name > ? AND name < ?", (b"a.page-", b"a.page."))
            ledger.execute("UPDATE output SET sha256 = NULL")
        ledger.close()
    assert main([*RUN, "--resume", "-q"]) == ExitCode.DONE
    assert len(pages(out)) == 3
