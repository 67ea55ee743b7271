"""The figures of a cold start are those of the command that was named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import cold_start
from benchmarks.cold_start import Command, CommandError, Measurement, measure, page_arguments, run_once, table
from benchmarks.correctors import CorrectorError


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_the_memory_of_a_command_is_its_own(tmp_path: Path) -> None:
    _, small = run_once(python("pass"), tmp_path)
    # A process starts with the peak of the one that started it, and this one holds all tests.
    _, large = run_once(python("bytearray(1_200_000_000)"), tmp_path)
    _, small_again = run_once(python("pass"), tmp_path)
    assert large > small + 400_000_000
    assert small_again < large - 150_000_000


def test_the_median_of_the_seconds_and_the_largest_peak_count_without_the_first_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    runs = iter([(9.0, 900), (0.3, 30), (0.1, 50), (0.2, 40)])
    monkeypatch.setattr(cold_start, "run_once", lambda *_: next(runs))
    assert measure(Command("sleeps", ()), 3, tmp_path) == Measurement("sleeps", 0.2, 50)


def test_a_command_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"ended with exit status 6: no data"):
        run_once(python("import sys; sys.exit(print('no data', file=sys.stderr) or 6)"), tmp_path)


def test_a_failure_ends_the_program_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(folder: Path) -> list[Command]:
        raise CommandError(f"{'page.txt' if folder.is_dir() else ''} uses the fallback")

    monkeypatch.setattr(cold_start, "commands", fails)
    assert cold_start.main(["--runs", "1"]) == 1
    assert capsys.readouterr().err == "benchmark stopped: page.txt uses the fallback\n"
    assert not issubclass(CommandError, CorrectorError)


def test_ratios_are_those_to_the_first_command() -> None:
    rows = table([Measurement("python -c pass", 0.01, 10_000_000), Measurement("ocrfix --help", 0.2, 30_000_000)])
    assert rows[1].split() == ["python", "-c", "pass", "0.010", "1.0x", "10.0", "1.0x"]
    assert rows[2].split() == ["ocrfix", "--help", "0.200", "20.0x", "30.0", "3.0x"]


def test_figures_can_be_written_down(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(cold_start, "commands", lambda _: [Command("python -c pass", python("pass"))])
    target = tmp_path / "figures.json"
    assert cold_start.main(["--runs", "1", "--json", str(target)]) == 0
    assert "median of 1 runs" in capsys.readouterr().out
    (figure,) = json.loads(target.read_text("utf-8"))
    assert figure["name"] == "python -c pass"
    assert figure["seconds"] > 0 < figure["peak_bytes"]


def test_the_page_with_an_unexplained_word_needs_the_fallback_and_the_sample_does_not(tmp_path: Path) -> None:
    help_command, *pages = cold_start.commands(tmp_path)[1:]
    assert help_command.arguments[-1] == "--help"
    assert [command.arguments for command in pages] == [
        page_arguments(tmp_path / name, tmp_path / "out") for name in ("page.txt", "page-with-unexplained-word.txt")
    ]
    assert cold_start.UNEXPLAINED_WORD in (tmp_path / "page-with-unexplained-word.txt").read_text("utf-8")
