"""No option writes over what a command reads, whatever ``--force`` says."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from ocrfix.cli.app import main
from ocrfix.errors import ExitCode

TEXT = "Die Ministerin fir Heimat hat die Anfrage beantwortet.\n"


@pytest.fixture(autouse=True)
def folder(english: Path) -> Path:
    """A folder of texts with their truth, and a profile learned from them."""
    (english / "v").mkdir()
    for name in ("a.txt", "t.txt", "v/a.txt", "lex.tsv"):
        (english / name).write_text("Heimat\n" if name == "lex.tsv" else TEXT, "utf-8")
    (english / "s.toml").write_text('ignore-words = ["Heimat"]\n', "utf-8")
    verdict = '{"version": 1, "id": "0", "action": "reject", "before": "fir", "after": "für"}'
    (english / "a.diff").write_text(verdict, "utf-8")
    (english / "link.txt").symlink_to("a.txt")
    return english


def contents(folder: Path) -> dict[str, bytes]:
    """Give the content of every file by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "command",
    [
        "fix v -o vo --force --summary v/a.txt",
        "fix v -o vo --force --lexicon lex.tsv --summary lex.tsv",
        "fix v/a.txt -o . --force --lexicon a.txt",
        "fix - -o . --force --lexicon stdin.txt",
        "fix v/a.txt -o . --force --ignore-list a.txt",
        "fix v/a.txt -o . --force --password-file a.txt",
        "fix v -o vo --force --config s.toml --summary s.toml",
        "fix v -o vo --force --ignore-list lex.tsv --summary lex.tsv",
        "check v --force --config s.toml -o s.toml",
        "apply a.diff v/a.txt -o . --force",
        "evaluate t.txt a.txt -o a.txt --force",
        "evaluate t.txt a.txt -o t.txt --force",
        "evaluate t.txt a.txt -o link.txt --force",
        "evaluate v v -o v/a.txt --force",
        "evaluate t.txt a.txt --before v/a.txt -o v/a.txt --force",
        "learn . -o a.txt --force",
        "learn . -o p.json --svg a.txt --force",
        "learn a.txt -o a.gt.txt --force",
    ],
)
def test_an_input_is_not_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    for name in ("a.gt.txt", "stdin.txt"):
        shutil.copy(folder / "t.txt", folder / name)
    before = contents(folder)
    assert main(command.split()) == ExitCode.OUTPUT
    assert "would overwrite an input" in capsys.readouterr().err
    assert contents(folder) == before


def test_a_picture_never_replaces_its_profile(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "v", "-o", "p.json", "--svg", "./p.json", "--force"]) == ExitCode.OUTPUT
    assert "would overwrite another result" in capsys.readouterr().err
    assert not (folder / "p.json").exists()
    assert main(["learn", "v", "-o", "p.json", "-q"]) == ExitCode.DONE
    profile = (folder / "p.json").read_bytes()
    assert main(["learn", "--show", "p.json", "--svg", "p.json", "--force"]) == ExitCode.OUTPUT
    assert (folder / "p.json").read_bytes() == profile


def test_results_of_earlier_runs_are_no_inputs(folder: Path) -> None:
    for _ in range(2):
        assert main(["learn", ".", "-o", "p.json", "--svg", "p.svg", "--force", "-q"]) == ExitCode.DONE
        assert main(["evaluate", "v", "v", "--format", "csv", "-o", "v/e.csv", "--force"]) == ExitCode.DONE
        assert main(["fix", "v", "-o", "vo", "--summary", "s.json", "-q"]) == ExitCode.DONE
