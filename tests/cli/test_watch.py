"""``ocrfix watch`` as a process: what arrives is corrected, what it writes is not, and a restart does nothing twice."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from ocrfix.folders import LEDGER_NAME
from tests.cli.conftest import DEFAULT_SIGNALS, DOUBLES, Program, environment, held_by_permissions
from tests.cli.test_interrupts import PATIENCE_SECONDS, wait_until_written


def start(
    folder: Path,
    prefix: Sequence[str] = (),
    program: Sequence[str] = (str(DOUBLES),),
    options: Sequence[str] = (),
    out: str = "in/out",
) -> subprocess.Popen[bytes]:
    watch = ("watch", "in", "-o", out, "--settle", "0.6", "--report", "none", *options)
    return subprocess.Popen(
        [*DEFAULT_SIGNALS, *prefix, sys.executable, *program, *watch],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(),
    )


def stop(process: subprocess.Popen[bytes], number: signal.Signals) -> tuple[int, str]:
    process.send_signal(number)
    try:
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return process.returncode, said.decode()


def test_what_arrives_is_corrected_once_it_is_complete(program: Program, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "alt.txt").write_text("fir alt", encoding="utf-8")
    with start(tmp_path) as process:
        wait_until_written(inbox / "out" / "alt.txt")
        with (inbox / "neu.txt").open("w", encoding="utf-8") as stream:
            for part in ("fir ", "Heimat ", "und ", "Kommunales"):
                stream.write(part)
                stream.flush()
                time.sleep(0.3)
        wait_until_written(inbox / "out" / "neu.txt")
        refused = program("fix", "in/alt.txt", "-o", "in/out")
        code, said = stop(process, signal.SIGINT)
    assert code == 130
    assert (inbox / "out" / "neu.txt").read_text("utf-8") == "für Heimat und Kommunales"
    assert said.count("in/neu.txt:") == 1, "not taken before it was complete"
    assert refused.returncode == 7
    assert b"another run" in refused.stderr
    (inbox / "schlecht.txt").write_text("ABSTURZ", encoding="utf-8")
    with start(tmp_path) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline().decode() for _ in range(2)]
        code, said = stop(process, signal.SIGTERM)
    assert code == 143
    assert "in/schlecht.txt: code 70" in lines[1]
    assert "alt.txt" not in said + lines[1], "done before the restart"
    assert sorted(path.name for path in (inbox / "out").glob("*.txt")) == ["alt.txt", "neu.txt"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_watch_that_waits_ends_with_the_code_of_its_signal(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("fir", encoding="utf-8")
    with start(tmp_path) as process:
        wait_until_written(tmp_path / "in" / "out" / "a.txt")
        time.sleep(1.0)  # it waits for changes by now, in code that takes any signal for Ctrl-C
        code, said = stop(process, number)
    assert code == 128 + number
    assert "Stopped" not in said


def test_a_locked_subfolder_is_told_and_does_not_end_a_watch(tmp_path: Path) -> None:
    locked = tmp_path / "in" / "geheim"
    locked.mkdir(parents=True)
    locked.chmod(0)
    try:
        with start(tmp_path, held_by_permissions()) as process:
            (tmp_path / "in" / "a.txt").write_text("fir", encoding="utf-8")
            wait_until_written(tmp_path / "in" / "out" / "a.txt")
            _, said = stop(process, signal.SIGINT)
    finally:
        locked.chmod(0o755)
    assert said.count("in/geheim: code 3") == 1


def test_word_lists_count_as_they_are_when_a_file_is_taken(tmp_path: Path) -> None:
    words, inbox = tmp_path / "own.tsv", tmp_path / "in"
    inbox.mkdir()

    def taken(name: str) -> str:
        (inbox / name).write_text("Die Ministerin fir Heimat", encoding="utf-8")
        wait_until_written(inbox / "out" / name)
        return (inbox / "out" / name).read_text("utf-8")

    words.write_text("Quurxau\n", encoding="utf-8")
    with start(tmp_path, program=("-m", "ocrfix"), options=("--lexicon", "own.tsv")) as process:
        assert taken("a.txt") == "Die Ministerin für Heimat"
        words.write_text("Quurxau\nfir\n", encoding="utf-8")
        assert taken("b.txt") == "Die Ministerin fir Heimat"
        words.write_bytes(b"f\xfcr\n")
        (inbox / "c.txt").write_text("Die Ministerin fir Heimat", encoding="utf-8")
        assert process.stderr is not None
        told = next(line for line in process.stderr if b"c.txt" in line)
        code, _ = stop(process, signal.SIGINT)
    assert code == 130
    assert b"in/c.txt: code 6" in told
    assert not (inbox / "out" / "c.txt").exists()
    with closing(sqlite3.connect(inbox / "out" / LEDGER_NAME)) as ledger:
        noted = ledger.execute("SELECT data FROM input ORDER BY target").fetchall()
    assert len(noted) == 2
    assert len(set(noted)) == 2, "each result is noted with the list that it was made with"


def test_a_folder_that_is_gone_is_told_once_and_found_again(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    with start(tmp_path, out="out") as process:
        assert process.stderr is not None
        lines = [process.stderr.readline().decode()]
        inbox.rename(tmp_path / "anderswo")
        (tmp_path / "anderswo" / "a.txt").write_text("fir", encoding="utf-8")  # tells the watch to look
        lines.append(process.stderr.readline().decode())
        (tmp_path / "anderswo" / "b.txt").write_text("fir", encoding="utf-8")
        time.sleep(1.5)
        (tmp_path / "anderswo").rename(inbox)
        (inbox / "c.txt").write_text("fir", encoding="utf-8")
        wait_until_written(tmp_path / "out" / "c.txt")
        _, said = stop(process, signal.SIGTERM)
    assert "in: code 3: the folder is gone" in lines[1]
    assert "gone" not in said


def test_a_folder_of_results_is_not_watched_for_nothing(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("fir", encoding="utf-8")
    assert program("fix", "a.txt", "-o", "in").returncode == 0
    refused = program("watch", "in", "-o", "out")
    assert (refused.returncode, b"in: the folder holds results of ocrfix" in refused.stderr) == (3, True)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_none_or_the_out_dir_is_refused(program: Program, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert program("watch", "fehlt").returncode == 3
    assert program("watch", "in", "-o", "in").returncode == 2
