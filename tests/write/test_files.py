from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from ocrfix.errors import ExitCode, OutputError
from ocrfix.write.files import write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_holds_exactly_the_bytes_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b" / "brief.txt", b"f\xc3\xbcr\r\n\x00", replace=False)
    assert (tmp_path / "a" / "b" / "brief.txt").read_bytes() == b"f\xc3\xbcr\r\n\x00"
    assert names(tmp_path / "a" / "b") == ["brief.txt"]


def test_an_existing_file_stays_without_replace(tmp_path: Path) -> None:
    target = tmp_path / "brief.txt"
    target.write_bytes(b"old")
    with pytest.raises(OutputError, match="exists already") as caught:
        write_atomically(target, b"new", replace=False)
    assert caught.value.exit_code is ExitCode.OUTPUT
    assert "--force" in caught.value.hint
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["brief.txt"]


def test_an_existing_file_is_replaced_on_request(tmp_path: Path) -> None:
    target = tmp_path / "brief.txt"
    target.write_bytes(b"old")
    write_atomically(target, b"new", replace=True)
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["brief.txt"]


def test_a_file_that_appears_while_we_write_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.txt"
    force = os.fsync

    def fsync_and_meet_a_rival(descriptor: int) -> None:
        force(descriptor)
        target.write_bytes(b"rival")

    monkeypatch.setattr(os, "fsync", fsync_and_meet_a_rival)
    with pytest.raises(OutputError, match="exists already"):
        write_atomically(target, b"ours", replace=False)
    assert target.read_bytes() == b"rival"
    assert names(tmp_path) == ["brief.txt"]


@pytest.mark.parametrize("has_target", [True, False])
def test_a_disk_without_hard_links_is_written_as_safely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_target: bool
) -> None:
    target = tmp_path / "brief.txt"

    def no_links(source: Path, target: Path) -> None:
        if has_target:
            target.write_bytes(b"rival")
        raise PermissionError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    if has_target:
        with pytest.raises(OutputError, match="exists already"):
            write_atomically(target, b"ours", replace=False)
    else:
        write_atomically(target, b"ours", replace=False)
    assert target.read_bytes() == (b"rival" if has_target else b"ours")
    assert names(tmp_path) == ["brief.txt"]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), MemoryError(), OSError(errno.ENOSPC, "full")])
@pytest.mark.parametrize("step", ["fsync", "link"])
def test_no_temporary_file_is_left_after_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interruption: BaseException, step: str
) -> None:
    def interrupt(*_: object) -> None:
        raise interruption

    monkeypatch.setattr(os, step, interrupt)
    with pytest.raises((OutputError, KeyboardInterrupt, MemoryError)):
        write_atomically(tmp_path / "brief.txt", b"x", replace=False)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "not writable"),
        (errno.EIO, "cannot be written"),
    ],
)
def test_each_cause_has_its_own_message_and_a_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match=words) as caught:
        write_atomically(tmp_path / "brief.txt", b"x", replace=True)
    assert "--out-dir" in caught.value.hint


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_target_below_a_device_is_one_clear_error() -> None:
    with pytest.raises(OutputError, match="taken by a file"):
        write_atomically(Path("/dev/full/brief.txt"), b"x", replace=True)


def test_a_folder_whose_name_is_taken_by_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    for path in (tmp_path / "out" / "brief.txt", tmp_path / "out" / "deeper" / "brief.txt"):
        with pytest.raises(OutputError, match="taken by a file"):
            write_atomically(path, b"x", replace=True)
    assert (tmp_path / "out").read_bytes() == b"a file"


@pytest.mark.parametrize("replace", [True, False])
def test_a_folder_with_the_name_of_the_target_stays(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "brief.txt").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_atomically(tmp_path / "brief.txt", b"x", replace=replace)
    assert names(tmp_path) == ["brief.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_one_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="not writable"):
            write_atomically(tmp_path / "brief.txt", b"x", replace=True)
    finally:
        tmp_path.chmod(0o700)


def test_a_name_as_long_as_the_disk_allows_can_be_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("x" * 255), b"x", replace=False)
    with pytest.raises(OutputError, match="too long"):
        write_atomically(tmp_path / ("x" * 256), b"x", replace=False)
    assert len(names(tmp_path)) == 1


def test_the_leftover_of_a_killed_run_is_neither_used_nor_removed(tmp_path: Path) -> None:
    leftover = tmp_path / f".ocrfix-{os.getpid()}-{threading.get_ident()}-0.part"
    leftover.write_bytes(b"half")
    write_atomically(tmp_path / "brief.txt", b"x", replace=False)
    assert leftover.read_bytes() == b"half"
    assert names(tmp_path) == sorted([leftover.name, "brief.txt"])


def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "brief.txt").symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError, match="exists already"):
        write_atomically(tmp_path / "brief.txt", b"x", replace=False)
    write_atomically(tmp_path / "brief.txt", b"x", replace=True)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert (tmp_path / "brief.txt").read_bytes() == b"x"


def test_the_file_has_the_permissions_that_the_user_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "brief.txt", b"x", replace=False)
    finally:
        os.umask(before)
    assert (tmp_path / "brief.txt").stat().st_mode & 0o777 == 0o640
