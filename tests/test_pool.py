"""Worker processes that die at any moment take nothing else with them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from types import FrameType

import pytest

from ocrfix.batch.pool import Death, Ended, ProcessPool, Task
from ocrfix.errors import OutputError


def prepare() -> None:
    """Workers of this test need nothing."""


def answer(value: int, seconds: float = 0.0) -> int:
    time.sleep(seconds)
    return value


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def leave(status: int) -> None:
    os._exit(status)


@pytest.fixture
def pool() -> Iterator[ProcessPool]:
    pool = ProcessPool(2, prepare)
    yield pool
    pool.close(is_complete=False)


def all_of(pool: ProcessPool, count: int) -> dict[int, object]:
    ended: list[Ended] = []
    while len(ended) < count:
        ended.extend(pool.wait())
    return {each.number: each.value for each in ended}


def test_every_task_gives_its_answer(pool: ProcessPool) -> None:
    assert pool.capacity == 4
    for number in range(4):
        pool.submit(Task(number, answer, (number * 10,)))
    assert all_of(pool, 4) == {0: 0, 1: 10, 2: 20, 3: 30}
    assert len(active_children()) == 2


def test_a_death_is_told_and_the_task_behind_it_is_done(pool: ProcessPool) -> None:
    pool.submit(Task(0, die, (signal.SIGKILL,)))
    pool.submit(Task(1, answer, (1, 0.5)))
    pool.submit(Task(2, answer, (2,)))
    pool.submit(Task(3, answer, (3,)))
    ended = all_of(pool, 4)
    death = ended.pop(0)
    assert isinstance(death, Death)
    assert death.exit_code == -signal.SIGKILL
    assert ended == {1: 1, 2: 2, 3: 3}


def test_a_signal_that_does_not_end_the_waiting_is_seen_all_the_same(pool: ProcessPool) -> None:
    """Another thread takes the signal here; one just before the waiting begins does as little to it."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    other = threading.Thread(target=time.sleep, args=(2.0,), daemon=True)
    pool.submit(Task(0, answer, (0, 600.0)))
    before = signal.signal(signal.SIGUSR1, stop)
    try:
        other.start()
        threading.Timer(0.5, lambda: signal.pthread_kill(other.ident or 0, signal.SIGUSR1)).start()
        with pytest.raises(KeyboardInterrupt):
            list(pool.wait())
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_nobody_waits_behind_a_long_task_while_another_worker_is_idle(pool: ProcessPool) -> None:
    pool.submit(Task(0, answer, (0, 1.5)))
    for number in (1, 2, 3):
        pool.submit(Task(number, answer, (number,)))
    order: list[int] = []
    while len(order) < 4:
        order += [each.number for each in pool.wait()]
    assert order == [1, 2, 3, 0]


def test_a_worker_that_leaves_without_a_word_has_died(pool: ProcessPool) -> None:
    pool.submit(Task(1, leave, (3,)))
    death = all_of(pool, 1)[1]
    assert isinstance(death, Death)
    assert death.exit_code == 3


def test_a_worker_that_is_killed_while_it_waits_disturbs_nobody(pool: ProcessPool) -> None:
    pool.submit(Task(1, answer, (1,)))
    pool.submit(Task(2, answer, (2,)))
    assert all_of(pool, 2) == {1: 1, 2: 2}
    os.kill(active_children()[0].pid or 0, signal.SIGKILL)
    for number in (3, 4, 5):
        pool.submit(Task(number, answer, (number,)))
    ended = all_of(pool, 3)
    assert sum(isinstance(value, Death) for value in ended.values()) <= 1
    assert {number for number, value in ended.items() if value == number} >= {4, 5} - {
        number for number, value in ended.items() if isinstance(value, Death)
    }


def test_nothing_to_wait_for_is_no_wait(pool: ProcessPool) -> None:
    assert list(pool.wait()) == []


def test_a_folder_for_temporary_files_whose_name_is_too_long_for_a_socket_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", f"/{'x' * 74}")
    ProcessPool(2, print)
    monkeypatch.setattr(tempfile, "tempdir", f"/{'ü' * 38}")
    with pytest.raises(OutputError, match="too long for workers") as refused:
        ProcessPool(2, print)
    assert refused.value.hint == "name a shorter one in TMPDIR"


def test_workers_take_no_module_from_the_current_directory(tmp_path: Path) -> None:
    """Clerks run the command where the documents of others lie."""
    (tmp_path / "ocrfix").mkdir()
    for stranger in ("ocrfix/__init__.py", "json.py", "multiprocessing.py"):
        (tmp_path / stranger).write_text("raise SystemExit('a stranger ran')")
    (tmp_path / "brief.txt").write_text("Die Ministerin fir Heimat hat geantwortet.")
    (tmp_path / "notiz.txt").write_text("Die Kleine Anfrage wurde beantwortet.")
    command = Path(sys.executable).parent / "ocrfix"
    done = subprocess.run(
        [command, "fix", ".", "-j", "2", "--out-dir", "out", "--report", "none"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "a stranger ran" not in done.stderr
    assert done.returncode == 0, done.stderr
