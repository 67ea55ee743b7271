"""A real Dask scheduler with workers as processes on loopback: same bytes, whoever dies or joins."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from benchmarks.archive import pdf_of_lines
from benchmarks.faults import Trial, compare
from ocrfix.batch.discovery import Source
from ocrfix.batch.outcome import RunSettings
from ocrfix.batch.single import Job
from ocrfix.config import Config, CorrectConfig
from ocrfix.remote import (
    Identity,
    Kind,
    Letter,
    Parcel,
    Sender,
    difference,
    identity_of,
    letter_of,
    this_process,
    work_remotely,
)
from ocrfix.resources import open_resources

pytest.importorskip("distributed", reason="needs the extra cluster")
ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 120.0
START = "import sys; from dask.__main__ import main; sys.argv[0] = 'dask'; sys.exit(main())"
OTHER_VERSION = (
    "import sys, ocrfix; ocrfix.__version__ = '0.0.1'; from dask.__main__ import main; sys.argv[0] = 'dask'; main()"
)
Starter = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(short_path: Path) -> Iterator[Starter]:
    """Start parts of a cluster and end them all."""
    living: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str, script: str = START) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
        living.append(
            subprocess.Popen(
                [sys.executable, "-c", script, *arguments],
                cwd=short_path,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return living[-1]

    yield start
    for process in living:
        process.kill()
        process.wait()


@pytest.fixture
def trial(short_path: Path) -> Trial:
    (short_path / "tmp").mkdir()
    (short_path / "in").mkdir()
    text = (ROOT / "samples" / "kleine-anfrage.txt").read_text("utf-8")
    for number in range(40):
        (short_path / "in" / f"{number:02}.txt").write_text(f"Seite {number}\n{text}" * 2, encoding="utf-8")
    (short_path / "in" / "leer.pdf").write_bytes(b"%PDF-1.7\n")
    lines = [f"Seite {number}: Die Ministerin fir Heimat" for number in range(1, 31)]
    (short_path / "in" / "lang.pdf").write_bytes(pdf_of_lines(lines))
    return Trial(short_path, ("-m", "ocrfix"))


@pytest.fixture
def address(start: Starter, short_path: Path) -> str:
    """A scheduler without workers."""
    start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "scheduler.json")
    # It is there before it is written whole.
    wait_for(
        lambda: (short_path / "scheduler.json").exists() and "}" in (short_path / "scheduler.json").read_text("utf-8")
    )
    return str(json.loads((short_path / "scheduler.json").read_text("utf-8"))["address"])


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def worker(start: Starter, address: str, script: str = START) -> subprocess.Popen[bytes]:
    return start(
        *("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--host", "127.0.0.1"), script=script
    )


@pytest.mark.slow
def test_results_are_those_of_one_machine_though_one_worker_dies_and_one_joins(
    trial: Trial, start: Starter, address: str
) -> None:
    options = ("--report", "html,json,diff", "--ocr", "never")
    assert trial.run("local", *options)[0] == 8
    workers = [worker(start, address) for _ in range(3)]
    with trial.start("cluster", *options, "--scheduler", address) as run:
        wait_for(lambda: any((trial.folder / "cluster").glob("*.txt")) or run.poll() is not None)
        workers[0].send_signal(signal.SIGKILL)
        worker(start, address)
        _, said = run.communicate(timeout=PATIENCE_SECONDS)
    assert run.returncode == 8, said.decode()
    assert b"in/leer.pdf: code 3" in said
    assert b"Traceback" not in said
    compare(trial.results("local"), trial.results("cluster"))
    # A second run finds everything done, and Ctrl-C ends one in its middle.
    assert trial.run("cluster", *options, "--scheduler", address, "--resume")[0] == 8
    with trial.start("stopped", *options, "--scheduler", address) as run:
        # The first report of the first file: on a busy machine the last text may follow the first at once.
        wait_for(lambda: any((trial.folder / "stopped").glob("*.html")) or run.poll() is not None)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=PATIENCE_SECONDS)
    assert run.returncode == 130, said.decode()
    assert b"Traceback" not in said
    assert trial.run("stopped", *options, "--resume")[0] == 8
    compare(trial.results("local"), trial.results("stopped"))


@pytest.mark.slow
def test_a_worker_of_another_version_that_joins_later_gets_no_work(trial: Trial, start: Starter, address: str) -> None:
    options = ("--report", "json", "--ocr", "never")
    assert trial.run("local", *options)[0] == 8
    worker(start, address)
    with trial.start("cluster", *options, "--scheduler", address) as run:
        wait_for(lambda: any((trial.folder / "cluster").glob("*.txt")) or run.poll() is not None)
        worker(start, address, OTHER_VERSION)
        _, said = run.communicate(timeout=PATIENCE_SECONDS)
    assert run.returncode == 8, said.decode()
    assert b"0.0.1" not in said
    compare(trial.results("local"), trial.results("cluster"))


def test_another_version_is_refused_before_any_work(trial: Trial, start: Starter, address: str) -> None:
    worker(start, address, OTHER_VERSION)
    code, said, _ = trial.run("cluster", "--ocr", "never", "--scheduler", address)
    assert code == 5
    assert "it has ocrfix 0.0.1" in said
    assert not (trial.folder / "cluster").exists()


def test_where_nobody_answers_the_run_ends_with_a_hint(trial: Trial) -> None:
    code, said, _ = trial.run("cluster", "--scheduler", "tcp://127.0.0.1:9")
    assert code == 5
    assert "dask scheduler" in said


def test_a_difference_is_named() -> None:
    mine = Identity("1", (("data", "1"),), "tesseract 5")
    assert difference(mine, mine) == ""
    assert "data" in difference(mine, Identity("1", (("data", "2"),), "tesseract 5"))
    assert "tesseract 4" in difference(mine, Identity("1", (("data", "1"),), "tesseract 4"))


def test_a_file_travels_as_bytes_where_its_path_leads_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Die Ministerin fir Heimat", encoding="utf-8")
    letter = letter_of(Job(Source("a.txt", path, "a.txt", PurePosixPath("a"))))
    mine = identity_of(Config())

    sender = Sender(mine, this_process(), is_writing=True)

    def answer(one: Letter) -> Parcel:
        parcels = work_remotely(Kind.CORRECT, (one,), RunSettings(), sender)
        assert isinstance(parcels, tuple)
        return parcels[0]

    by_path = answer(letter)
    assert [name for name, _ in by_path.files] == ["a.txt"]
    assert answer(replace(letter, size=1)).is_missing
    assert answer(replace(letter, size=1, content=path.read_bytes())) == by_path


def test_a_worker_that_outlives_a_run_takes_the_word_list_of_the_next_one(tmp_path: Path) -> None:
    words, path = tmp_path / "own.tsv", tmp_path / "a.txt"
    path.write_text("Die Ministerin fir Heimat", encoding="utf-8")
    letters = (letter_of(Job(Source("a.txt", path, "a.txt", PurePosixPath("a")))),)
    config = Config(correct=CorrectConfig(lexicon_files=(str(words),)))
    settings = RunSettings(config)

    def answer(sender: Sender) -> bytes:
        parcels = work_remotely(Kind.CORRECT, letters, settings, sender)
        assert isinstance(parcels, tuple)
        return parcels[0].files[0][1]

    words.write_text("Quurxau\n", encoding="utf-8")
    first = Sender(identity_of(config), this_process(), is_writing=True)
    assert answer(first) == b"Die Ministerin f\xc3\xbcr Heimat"
    words.write_text("Quurxau\nfir\n", encoding="utf-8")
    assert answer(first) == b"Die Ministerin f\xc3\xbcr Heimat", "a run keeps the list it began with"
    changed = replace(first.identity, data=open_resources(None, (str(words),)).versions)
    assert answer(replace(first, identity=changed)) == b"Die Ministerin fir Heimat"
