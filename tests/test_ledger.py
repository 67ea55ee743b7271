"""The ledger: what it knows, how it locks, and what it tidies."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest

from ocrfix.batch.discovery import Source
from ocrfix.batch.outcome import Outcome, Written
from ocrfix.errors import ExitCode, OutputError
from ocrfix.folders import LEDGER_NAME
from ocrfix.ledger import Fingerprints, Ledger, digest_of, open_ledger

ROOT = Path(__file__).parent.parent


def source(path: Path, target: str = "a") -> Source:
    return Source(path.name, path, path.name, PurePosixPath(target), size_bytes=4)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    (tmp_path / "a.pdf").write_bytes(b"eins")
    opened = open_ledger(tmp_path / "out", Fingerprints("o", "d"))
    yield opened
    opened.connection.close()


def test_an_older_ledger_is_read_and_learns_what_pages_were_not_recognised(tmp_path: Path, ledger: Ledger) -> None:
    one = source(tmp_path / "a.pdf")
    ledger.begin(one, ("a.txt",), frozenset())
    ledger.finish(one, Outcome("a", pages=3, written=(Written("a.txt", "1" * 64),)))
    ledger.connection.execute("ALTER TABLE input DROP COLUMN unread")
    ledger.connection.execute("ALTER TABLE input DROP COLUMN not_in_pdf")
    ledger.close()
    again = open_ledger(tmp_path / "out")
    entry = again.entry_of(one)
    assert entry is not None
    assert (entry.outcome.pages, entry.outcome.unread_pages, entry.outcome.not_in_pdf) == (3, (), 0)
    again.finish(one, Outcome("a", unread_pages=(2, 3), not_in_pdf=4))
    entry = again.entry_of(one)
    assert entry is not None
    assert (entry.outcome.unread_pages, entry.outcome.not_in_pdf) == ((2, 3), 4)
    again.close()


def test_what_was_finished_is_known_to_the_next_run(tmp_path: Path, ledger: Ledger) -> None:
    one = source(tmp_path / "a.pdf")
    ledger.begin(one, ("a.txt",), frozenset())
    ledger.finish(one, Outcome("a", pages=3, words=7, written=(Written("a.txt", "1" * 64),), sha256="2" * 64))
    ledger.close()
    again = open_ledger(tmp_path / "out")
    entry = again.entry_of(one)
    assert entry is not None
    assert (entry.state, entry.sha256, entry.fingerprints) == ("done", "2" * 64, Fingerprints("o", "d"))
    assert (entry.outcome.pages, entry.outcome.words) == (3, 7)
    record = again.record_of("a.txt")
    assert record is not None
    assert (record.source, record.sha256) == (b"../a.pdf", "1" * 64)
    assert again.record_of("b.txt") is None
    again.close()


def test_a_killed_run_s_files_are_ours_and_its_half_ones_are_removed(tmp_path: Path, ledger: Ledger) -> None:
    one, two = source(tmp_path / "a.pdf", "x/a"), source(tmp_path / "b.pdf", "b")
    out = tmp_path / "out"
    ledger.begin(one, ("x/a.txt", "x/a.diff"), frozenset())
    ledger.begin(two, ("b.txt",), frozenset({"b.txt"}))
    ledger.commit()
    (out / "x").mkdir()
    (out / "x" / "a.diff").write_text("neu")
    (out / "x" / ".ocrfix-1-1-0.part").write_text("halb")
    (out / ".ocrfix-1-1-0.part").write_text("halb")
    ledger.connection.close()
    again = open_ledger(out)
    assert list(out.rglob("*.part")) == []
    record = again.record_of("x/a.diff")
    assert record is not None
    assert record.sha256 == digest_of(out / "x" / "a.diff")
    assert again.record_of("x/a.txt") is None, "it was never written"
    assert again.record_of("b.txt") is None, "it stood there before, and was not ours"
    assert again.entry_of(one) is None
    again.close()


def test_what_a_failed_source_wrote_is_ours(tmp_path: Path, ledger: Ledger) -> None:
    one = source(tmp_path / "a.pdf")
    ledger.begin(one, ("a.txt", "a.diff"), frozenset())
    (tmp_path / "out" / "a.diff").write_text("neu")
    ledger.finish(one, Outcome("a", ExitCode.OUTPUT, "gr\udcfcn: voll"))
    assert ledger.record_of("a.diff") is not None
    assert ledger.record_of("a.txt") is None
    entry = ledger.entry_of(one)
    assert entry is not None
    assert (entry.state, entry.outcome.message) == ("failed", "gr?n: voll")


def test_folders_for_temporary_files_of_a_killed_run_are_removed(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(temporary))
    for name in ("ocrfix-abc", "pymp-abc", "wichtig"):
        (temporary / name).mkdir(parents=True)
    (tmp_path / "ocrfix-anderswo").mkdir()
    folders = (temporary / "ocrfix-abc", temporary / "pymp-abc", temporary / "wichtig", tmp_path / "ocrfix-anderswo")
    ledger.note_temporary(*folders)
    ledger.connection.close()
    open_ledger(tmp_path / "out").close()
    assert [folder.exists() for folder in folders] == [False, False, True, True]


def test_two_runs_exclude_each_other_and_a_dead_one_nobody(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from ocrfix.ledger import open_ledger\n"
        f"ledger = open_ledger(Path({str(tmp_path / 'out')!r})); print('offen', flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"offen\n"
        with pytest.raises(OutputError, match="another run") as caught:
            open_ledger(tmp_path / "out")
        assert caught.value.exit_code == 7
        other.kill()
        other.wait()
        open_ledger(tmp_path / "out").close()


def test_a_ledger_that_knows_nothing_leaves_nothing(tmp_path: Path) -> None:
    open_ledger(tmp_path / "x" / "out").close()
    assert not (tmp_path / "x").exists()
    (tmp_path / "da").mkdir()
    open_ledger(tmp_path / "da").close()
    assert list((tmp_path / "da").iterdir()) == []


@pytest.mark.parametrize("content", [b"kein SQLite, aber lang genug, um eines zu sein" * 9, None])
def test_a_foreign_file_is_refused_and_not_touched(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / LEDGER_NAME
    if content is None:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE ledger (key TEXT PRIMARY KEY, value TEXT)")
        connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(OutputError, match="no ledger of this version"):
        open_ledger(tmp_path)
    assert path.exists()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE run SET temporary = 'x'",
        "UPDATE run SET temporary = '[null]'",
        "UPDATE input SET exit_code = 999",
        "UPDATE input SET exit_code = 'drei'",
        "UPDATE input SET pages = 'viele'",
        "UPDATE input SET words = -5",
    ],
)
def test_values_that_cannot_be_are_damage_and_no_bug(tmp_path: Path, ledger: Ledger, damage: str) -> None:
    one = source(tmp_path / "a.pdf")
    ledger.begin(one, ("a.txt",), frozenset())
    ledger.finish(one, Outcome("a", pages=3, words=7, written=(Written("a.txt", "1" * 64),), sha256="2" * 64))
    ledger.close()
    with closing(sqlite3.connect(tmp_path / "out" / LEDGER_NAME)) as connection:
        connection.execute(damage)
        connection.commit()
    with pytest.raises(OutputError, match="or is damaged"):  # noqa: PT012 - said when it is opened, or asked
        again = open_ledger(tmp_path / "out")
        try:
            again.entry_of(one)
        finally:
            again.close()


def test_the_clock_may_say_what_it_wants(tmp_path: Path) -> None:
    times = iter([1e30, -5.0, 0.0, float(2**40), 1e9, 5.0, 7.0])
    ledger = open_ledger(tmp_path / "out", clock=lambda: next(times))
    one = source(tmp_path / "a.pdf")
    ledger.begin(one, ("a.txt",), frozenset())
    ledger.finish(one, Outcome("a", written=(Written("a.txt", "1"),)))
    ledger.close()
    again = open_ledger(tmp_path / "out")
    entry = again.entry_of(one)
    assert entry is not None
    assert entry.state == "done"
    again.close()


def test_inputs_are_named_from_the_out_dir(tmp_path: Path, ledger: Ledger) -> None:
    (tmp_path / "ordner").mkdir()
    (tmp_path / "ordner" / "b.pdf").write_bytes(b"zwei")
    (tmp_path / "zeiger.pdf").symlink_to(tmp_path / "ordner" / "b.pdf")
    assert ledger.key_of(tmp_path / "ordner" / "b.pdf") == b"../ordner/b.pdf"
    assert ledger.key_of(tmp_path / "zeiger.pdf") == b"../ordner/b.pdf"
    assert ledger.key_of(tmp_path / "ordner" / ".." / "a.pdf") == b"../a.pdf"
    assert ledger.key_of(Path("-")) == b"-"
