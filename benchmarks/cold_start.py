"""Measures what a user waits for when ocrfix starts cold: seconds and peak memory of single commands.

    python benchmarks/cold_start.py [--runs N] [--json FILE]

Bird's-eye view: each :class:`Command` is run several times as a process of its own, the median counts; every figure
is also given as a ratio to ``python -c pass``, which makes machines comparable. One page is corrected twice: as it is,
and with a word that no known misreading explains, for which ocrfix builds its index of domain words (symspellpy);
that this happened is checked, not assumed. Start reading at :func:`measure`.

German example: ``Bundesregienmng`` makes ocrfix ask for the nearest domain word, ``Bundesregierung``.

Limits: peak memory is that of the largest single process of a command; memory-mapped data count as far as they were
touched. A child's figure is never below the size of the process that started it (some 15 MB, this program), so the
ratio for a bare interpreter is a little too kind to everything else.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.correctors import ROOT, checkout_environment

SAMPLE = ROOT / "samples" / "kleine-anfrage.txt"
UNEXPLAINED_WORD = "Bundesregienmng"
FALLBACK_MODULE = "symspellpy"
RUNS = 7
BYTES_PER_KIB = 1024


class CommandError(Exception):
    """A measured command failed; the message says which and how."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure: a name for the table and its arguments, Python's included."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """The median of the seconds and the largest peak memory (bytes) of a command's runs."""

    name: str
    seconds: float
    peak_bytes: int


def page_arguments(page: Path, out: Path) -> tuple[str, ...]:
    """Return the arguments that correct one page of text and write the text only."""
    options = ("--out-dir", str(out), "--report", "none", "-q", "-j", "1", "--force")
    return (sys.executable, "-m", "ocrfix", "fix", str(page), *options)


def run_once(arguments: Sequence[str], folder: Path) -> tuple[float, int]:
    """Run a command; returns its seconds and its peak memory (bytes).

    Raises CommandError when it does not end with 0.
    """
    environment = checkout_environment()
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip()
            raise CommandError(f"{' '.join(arguments[1:4])} ended with exit status {process.returncode}: {said}")
    return seconds, usage.ru_maxrss * BYTES_PER_KIB


def measure(command: Command, runs: int, folder: Path) -> Measurement:
    """Run a command several times, once before for the files to be in the system's cache."""
    run_once(command.arguments, folder)
    figures = [run_once(command.arguments, folder) for _ in range(runs)]
    return Measurement(
        command.name, statistics.median(seconds for seconds, _ in figures), max(peak for _, peak in figures)
    )


def loads_fallback(page: Path, folder: Path) -> bool:
    """Say whether correcting a page loads the library of the distance fallback."""
    interpreter, *arguments = page_arguments(page, folder / "traced")
    done = subprocess.run(
        [interpreter, "-X", "importtime", *arguments],
        cwd=folder,
        env=checkout_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return any(
        line.rpartition(b"|")[2].strip() == FALLBACK_MODULE.encode()
        for line in done.stderr.splitlines()
        if line.startswith(b"import time:")
    )


def table(measurements: Sequence[Measurement]) -> list[str]:
    """Lay measurements out, with ratios to the first."""
    first = measurements[0]
    width = max(len(measurement.name) for measurement in measurements) + 2
    return [
        f"{'command':{width}}{'seconds':>9}{'ratio':>9}{'peak MB':>10}{'ratio':>9}",
        *(
            f"{m.name:{width}}{m.seconds:>9.3f}{m.seconds / first.seconds:>8.1f}x"
            f"{m.peak_bytes / 1e6:>10.1f}{m.peak_bytes / first.peak_bytes:>8.1f}x"
            for m in measurements
        ),
    ]


def commands(folder: Path) -> list[Command]:
    """Write the pages to measure with and name the commands.

    Raises CommandError when a page does not need the fallback as its name says.
    """
    plain, unexplained = folder / "page.txt", folder / "page-with-unexplained-word.txt"
    plain.write_bytes(SAMPLE.read_bytes())
    unexplained.write_text(SAMPLE.read_text("utf-8") + f"\nDie {UNEXPLAINED_WORD} antwortet.\n", encoding="utf-8")
    for page, expected in ((plain, False), (unexplained, True)):
        if loads_fallback(page, folder) is not expected:
            raise CommandError(f"{page.name} {'does not use' if expected else 'uses'} the fallback: choose other words")
    return [
        Command("python -c pass", (sys.executable, "-c", "pass")),
        Command("ocrfix --help", (sys.executable, "-m", "ocrfix", "--help")),
        Command("ocrfix fix, one page", page_arguments(plain, folder / "out")),
        Command("ocrfix fix, one page, with fallback", page_arguments(unexplained, folder / "out")),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a table; gives the exit status."""
    parser = argparse.ArgumentParser(description="Seconds and peak memory of cold starts, also as ratios.")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each command (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error("--runs must be 1 or more")
    with tempfile.TemporaryDirectory(prefix="ocrfix-benchmark-") as name:
        folder = Path(name)
        try:
            measurements = [measure(command, options.runs, folder) for command in commands(folder)]
        except CommandError as error:
            print(f"benchmark stopped: {error}", file=sys.stderr)
            return 1
    print(f"median of {options.runs} runs, files in the system's cache", *table(measurements), sep="\n")
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(m) for m in measurements], indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
