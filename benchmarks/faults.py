"""Kills runs of ocrfix at random points, resumes them, and compares the result with that of an undisturbed run.

    python benchmarks/faults.py [--rounds N] [--seed N] [--files N]

Bird's-eye view: an archive of small texts is corrected once undisturbed. Then, round after round, a run over it is
started with ``--retry-failed`` and SIGKILL ends the parent (odd rounds) or one of its processes (even rounds) after a
random time; a run that came to its end starts from nothing, and the round is repeated. After each round every file
that is there must have the bytes of the undisturbed run; after the last, one undisturbed ``--retry-failed`` must make
all of them and leave no temporary file. Start reading at :func:`rounds_of_kills`.

German example: "Seite 7: fir Heimat" is "Seite 7: für Heimat" or not there, never anything else.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ocrfix.folders import LEDGER_NAME

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 120.0
MOST_ATTEMPTS = 4
"""A run may come to its end before it is killed; then the round is repeated, so often at most."""
LEDGER_FILES = (LEDGER_NAME, f"{LEDGER_NAME}-wal", f"{LEDGER_NAME}-journal")


class DamageError(Exception):
    """A kill did harm; the message says what."""


@dataclass(frozen=True, slots=True)
class Kills:
    """How often a run was killed before its end, and how often it came to its end first."""

    of_parents: int = 0
    of_others: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Trial:
    """An archive in a folder of its own; ``program`` are the arguments of Python that start ocrfix."""

    folder: Path
    program: tuple[str, ...]
    workers: int = 2

    def start(self, out: str, *options: str) -> subprocess.Popen[bytes]:
        """Start a run in a session of its own."""
        command = [sys.executable, *self.program, "fix", "in", "-o", out, "-q", "-j", str(self.workers), *options]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.folder / "tmp"), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(self, out: str, *options: str) -> tuple[int, str, float]:
        """Run to the end; gives the exit code, what was said, and the seconds."""
        began = time.monotonic()
        with self.start(out, *options) as process:
            _, said = process.communicate(timeout=PATIENCE_SECONDS)
        return process.returncode, said.decode("utf-8", "replace"), time.monotonic() - began

    def results(self, out: str) -> dict[str, bytes]:
        """Map every file of an out-dir to its bytes, the ledger left out."""
        folder = self.folder / out
        paths = (path for path in folder.rglob("*") if path.is_file() and path.name not in LEDGER_FILES)
        return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def make_archive(folder: Path, files: int) -> None:
    """Write small texts, some of them in folders."""
    (folder / "tmp").mkdir(parents=True)
    for number in range(files):
        path = folder / "in" / f"{number % 3}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Seite {number}: fir Heimat\n" * (1 + number % 5), encoding="utf-8")


def processes_of_session(session: int) -> list[int]:
    """List the living processes of a session, its leader left out."""
    living = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = status.read_text().rpartition(") ")
        except OSError:
            continue
        state, _parent, _group, its_session = rest.split()[:4]
        number = int(name.split(" ", 1)[0])
        if int(its_session) == session and state != "Z" and number != session:
            living.append(number)
    return sorted(living)


def rounds_of_kills(trial: Trial, rounds: int, seed: int) -> Kills:
    """Kill as often as asked, then resume and compare.

    Raises:
        DamageError: a file is half-written, differs, or is left behind.
    """
    chance = random.Random(seed)
    code, said, seconds = trial.run("whole")
    if code != 0:
        raise DamageError(f"the undisturbed run ended with {code}: {said}")
    expected = trial.results("whole")
    parents = others = missed = 0
    for number in range(MOST_ATTEMPTS * rounds):
        if parents + others == rounds:
            break
        is_parent = number % 2 == 1 or trial.workers == 1
        with trial.start("out", "--retry-failed") as process:
            time.sleep(chance.uniform(0, seconds))
            is_killed = _kill(process, is_parent, chance)
            process.communicate(timeout=PATIENCE_SECONDS)
        _wait_for_the_end(process.pid)
        compare_parts(expected, trial.results("out"))
        parents += is_killed and is_parent
        others += is_killed and not is_parent
        missed += not is_killed
        if process.returncode == 0:
            shutil.rmtree(trial.folder / "out")
    code, said, _ = trial.run("out", "--retry-failed")
    if code != 0:
        raise DamageError(f"the last run ended with {code}: {said}")
    compare(expected, trial.results("out"))
    if left := [path.name for path in (trial.folder / "tmp").iterdir()]:
        raise DamageError(f"temporary files are left: {left}")
    return Kills(parents, others, missed)


def _kill(process: subprocess.Popen[bytes], is_parent: bool, chance: random.Random) -> bool:
    """Kill the parent or one of its processes; false when there was none any more."""
    if process.poll() is not None:
        return False
    if is_parent:
        process.kill()
        return True
    others = processes_of_session(process.pid)
    if not others:
        return False
    try:
        os.kill(chance.choice(others), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _wait_for_the_end(session: int) -> None:
    """Wait until the workers have noticed that their parent is gone."""
    end = time.monotonic() + PATIENCE_SECONDS
    while processes_of_session(session):
        if time.monotonic() > end:
            raise DamageError("a worker outlives the run")
        time.sleep(0.01)


def compare_parts(expected: dict[str, bytes], found: dict[str, bytes]) -> None:
    """Check that whatever is there is whole; half-written files may only bear their temporary names.

    Raises:
        DamageError: a file differs.
    """
    for name, data in found.items():
        if not name.endswith(".part") and expected.get(name) != data:
            raise DamageError(f"{name} is not what the undisturbed run wrote")


def compare(expected: dict[str, bytes], found: dict[str, bytes]) -> None:
    """Check that both runs wrote the same files with the same bytes.

    Raises:
        DamageError: a file is missing, differs, or should not be there.
    """
    compare_parts(expected, found)
    if differing := sorted(expected.keys() ^ found.keys()):
        raise DamageError(f"missing or left behind: {', '.join(differing[:9])}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds and say how they went; gives the exit status."""
    parser = argparse.ArgumentParser(description="Kill runs at random points and compare the resumed result.")
    parser.add_argument("--rounds", type=int, default=50, help="kills (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the random points (%(default)s)")
    parser.add_argument("--files", type=int, default=60, help="texts of the archive (%(default)s)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        trial = Trial(Path(name), ("-m", "ocrfix"))
        make_archive(trial.folder, options.files)
        try:
            kills = rounds_of_kills(trial, options.rounds, options.seed)
        except DamageError as error:
            print(f"damage: {error}", file=sys.stderr)
            return 1
    print(f"{kills.of_parents} parents and {kills.of_others} of their processes killed, {kills.missed} too late")
    print("every resumed result equals the undisturbed one, no temporary file is left")
    return 0


if __name__ == "__main__":
    sys.exit(main())
