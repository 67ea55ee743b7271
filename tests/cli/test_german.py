"""With a German locale nothing is said in English, not even what the parser, the system or Python say themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocrfix.cli.app import main
from ocrfix.errors import ExitCode

ENGLISH = re.compile(
    r"\b(?:and|be|but|by|cannot|could|default|directory|does|exists?|file|folder|for|is|it|no|not|of|on|one|or|"
    r"such|takes?|than|the|there|to|too|unexpected|valid|with)\b",
    re.IGNORECASE,
)


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a text, and a German locale."""
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("OCRFIX_USER_LEXICON", "")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("alles gut\n", "utf-8")
    return tmp_path


def said_in(error: str) -> str:
    """Leave out what users wrote themselves and what they can choose from."""
    return re.sub(r"'[^']*'|--?[a-z][a-z-]*|choose from.*", "", error)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--level", "foo"), "'foo' ist keines von 'safe', 'likely'."),
        (("--names", "x"), "'x' ist keines von 'stem', 'full'."),
        (("--fail-on", "x"), "'x' ist keines von"),
        (("--format", "foo"), "'foo' ist keines von"),
        (("-j", "0"), "0 liegt nicht im Bereich 1<=x<=256."),
        (("-j", "x"), "'x' ist keine ganze Zahl."),
        (("--timeout", "0"), "0.0 liegt nicht im Bereich 1<=x<=86400."),
        (("--timeout", "nan"), "--timeout kann nicht nan sein"),
        (("--max-pages", "0"), "0 liegt nicht im Bereich x>=1."),
        (("--max-harm", "-1"), "-1.0 liegt nicht im Bereich x>=0."),
        (("--max-harm", "x"), "'x' ist keine Zahl."),
        (("-o", "a.txt"), "a.txt lässt sich nicht schreiben: kein Ordner"),
        (("--config", "nix"), "gibt es nicht"),
        (("--level",), "verlangt einen Wert"),
        (("--quiet=3",), "nimmt keinen Wert"),
        (("--nix",), "Die Option --nix gibt es nicht."),
    ],
)
def test_a_wrong_option_is_refused_in_german(
    german: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert german.is_dir()
    assert main(["fix", "a.txt", *arguments]) in (ExitCode.USAGE, ExitCode.CONFIGURATION, ExitCode.OUTPUT)
    error = capsys.readouterr().err
    assert words in error
    assert ENGLISH.findall(said_in(error)) == []


@pytest.mark.parametrize("arguments", [(), ("nix",), ("explain",), ("doctor", "y"), ("lexicon",)])
def test_a_wrong_command_is_refused_in_german(
    german: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert german.is_dir()
    assert main(arguments) == ExitCode.USAGE
    assert ENGLISH.findall(said_in(capsys.readouterr().err)) == []


def test_help_says_in_german_what_counts_without_an_option(german: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert german.is_dir()
    assert main(["check", "--help"]) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "[Vorgabe:" in shown
    assert "default" not in shown
    assert main(["evaluate", "--help"]) == ExitCode.DONE
    assert "[nötig]" in capsys.readouterr().out


@pytest.mark.parametrize("command", [(), ("fix",), ("lexicon",), ("lexicon", "add")])
def test_help_says_in_german_how_a_command_is_called(
    german: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert german.is_dir()
    assert main([*command, "--help"]) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert f"Aufruf: {' '.join(('ocrfix', *command))} " in shown
    assert "Usage" not in shown


def test_a_report_names_the_language_data_in_german(german: Path) -> None:
    assert main(["fix", "a.txt", "--report", "html", "-q"]) == ExitCode.DONE
    page = (german / "ocrfix-out" / "a.report.html").read_text("utf-8")
    facts = page[page.index("Sprachdaten") :][:120]
    assert re.search(r"Stand [\w.]+, Fingerabdruck \w+", facts), facts
