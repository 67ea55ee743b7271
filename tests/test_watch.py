"""Which files of a watched folder count as complete."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ocrfix.batch.discovery import Source
from ocrfix.errors import InputError
from ocrfix.watch import RETRY_SECONDS, Inbox, signature_of


def source(path: Path, problem: InputError | None = None) -> Source:
    return Source(path.name, path, path.name, PurePosixPath(path.stem), problem=problem)


def names(sources: tuple[Source, ...]) -> list[str]:
    return [each.name for each in sources]


def test_a_file_is_handed_out_once_when_it_has_settled(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("halb", encoding="utf-8")
    inbox, held = Inbox(2.0), [source(path)]
    assert names(inbox.ready(held, 10.0)) == []
    assert inbox.is_waiting
    path.write_text("halb und ganz", encoding="utf-8")
    assert names(inbox.ready(held, 12.0)) == [], "it grew, so the wait begins anew"
    assert names(inbox.ready(held, 13.9)) == []
    assert names(inbox.ready(held, 14.0)) == ["a.txt"]
    assert not inbox.is_waiting
    assert names(inbox.ready(held, 99.0)) == []


def test_a_file_that_changes_or_comes_back_is_handed_out_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("eins", encoding="utf-8")
    inbox, held = Inbox(0.0), [source(path)]
    assert names(inbox.ready(held, 1.0)) == ["a.txt"]
    path.write_text("zwei und mehr", encoding="utf-8")
    assert names(inbox.ready(held, 2.0)) == ["a.txt"]
    assert names(inbox.ready([], 3.0)) == []
    assert names(inbox.ready(held, 4.0)) == ["a.txt"], "the ledger knows whether it is still the same"


def test_a_file_that_was_put_back_comes_again_unchanged_and_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("eins", encoding="utf-8")
    inbox, held = Inbox(0.0), [source(path)]
    assert names(inbox.ready(held, 1.0)) == ["a.txt"]
    inbox.put_back(held[0], 2.0)
    assert names(inbox.ready(held, 2.0 + RETRY_SECONDS - 1)) == []
    assert not inbox.is_waiting, "the folder need not be looked at every moment for it"
    assert names(inbox.ready(held, 2.0 + RETRY_SECONDS)) == ["a.txt"]
    assert names(inbox.ready(held, 999.0)) == []
    inbox.put_back(held[0], 999.0)
    path.write_text("zwei und mehr", encoding="utf-8")
    assert names(inbox.ready(held, 1000.0)) == ["a.txt"], "a change does not wait"
    assert names(inbox.ready(held, 999.0 + RETRY_SECONDS)) == [], "and what it was put back for is settled with it"


def test_empty_partial_and_vanished_files_wait(tmp_path: Path) -> None:
    (tmp_path / "leer.txt").touch()
    (tmp_path / "b.pdf.part").write_bytes(b"%PDF-1.7")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    held = [source(tmp_path / name) for name in ("leer.txt", "b.pdf.part", "weg.txt", "c.pdf")]
    held.append(source(tmp_path / "c.pdf", InputError("der Ordner ist leer")))
    assert names(Inbox(0.0).ready(held, 1.0)) == ["c.pdf"]
    assert signature_of(tmp_path / "weg.txt") is None
