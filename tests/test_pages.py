"""Long files are read by several workers, with the result of one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from benchmarks.archive import pdf_of_lines
from ocrfix.batch.discovery import Source
from ocrfix.batch.flow import Watcher
from ocrfix.batch.outcome import Outcome, ProductFormat, ReportFormat, RunSettings
from ocrfix.batch.pages import Part, Split, finish_parts, parts_of, plain, read_part, restored, run_or_split
from ocrfix.batch.single import Job
from ocrfix.batch.workers import run_batch, temporary_folder
from ocrfix.config import Config, ExtractConfig, OcrMode
from ocrfix.errors import ExitCode
from ocrfix.extract import read_document
from ocrfix.model import Page, SourceKind

SAMPLES = Path(__file__).parent.parent / "samples"
NEVER = Config(ExtractConfig(ocr=OcrMode.NEVER))
LINES = [f"Seite {number}: Die Ministerin fir Heimat hat die Verfugung gestellt" for number in range(1, 21)]


def job(path: Path) -> Job:
    return Job(Source(path.name, path, path.name, PurePosixPath(path.stem), input_type=SourceKind.PDF))


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    path = tmp_path / "lang.pdf"
    path.write_bytes(pdf_of_lines(LINES))
    return path


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_pages_survive_being_stored() -> None:
    for name in ("kleine-anfrage.eng-layer.pdf", "zweispaltig.pdf"):
        for page in read_document(SAMPLES / name, name, NEVER.extract).pages:
            assert page.words
            assert restored(Page, plain(page)) == page


def test_parts_keep_all_workers_busy() -> None:
    numbers = tuple(range(1, 1001))
    for workers in (2, 7, 64):
        parts = parts_of(numbers, workers)
        assert tuple(number for part in parts for number in part) == numbers
        assert len(parts) >= min(4 * workers, 250)


@pytest.mark.parametrize(
    ("settings", "is_gone", "problem"),
    [
        ({"reports": (ReportFormat.HTML,)}, False, "was changed while"),
        ({"product": ProductFormat.ALTO}, False, "was changed while"),
        ({"product": ProductFormat.ALTO}, True, "was taken away while"),
        ({"with_pdf": True}, False, "was changed while"),
        ({"with_pdf": True}, True, "was taken away while"),
        ({"reports": (ReportFormat.HTML,)}, True, ""),
    ],
)
def test_a_file_that_changes_behind_its_last_part_is_told(
    tmp_path: Path, long_file: Path, settings: dict[str, Any], is_gone: bool, problem: str
) -> None:
    with temporary_folder() as folder:
        chosen = RunSettings(NEVER, temporary_folder=folder, out_dir=tmp_path / "out", **settings)
        part = read_part(job(long_file), tuple(range(1, 21)), "part", chosen)
        assert isinstance(part, Part)
        long_file.unlink()
        if not is_gone:
            long_file.write_bytes(pdf_of_lines(["Ein anderer Brief", *LINES]))
        outcome = finish_parts(job(long_file), (part,), chosen)
    assert outcome.exit_code == (ExitCode.INPUT if problem else ExitCode.DONE)
    assert problem in outcome.message
    assert (tmp_path / "out" / "lang.txt").exists() == (not problem)


class Listener(Watcher):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def pages(self, job: Job, done: int, total: int) -> None:  # noqa: ARG002 - the only job
        self.told.append((done, total))


def test_two_workers_write_the_bytes_of_one(long_file: Path, tmp_path: Path) -> None:
    listener = Listener()
    with temporary_folder(is_for_workers=True) as folder:
        for split, out in ((None, "one"), (8, "two")):
            settings = RunSettings(NEVER, out_dir=tmp_path / out, temporary_folder=folder, split_pages=split)
            (outcome,) = run_batch([job(long_file)], settings, 2, watcher=listener)
            assert (outcome.exit_code, outcome.pages) == (ExitCode.DONE, 20)
        assert list(folder.glob("part-*")) == [], "what was stored is removed"
    assert listener.told[-1] == (20, 20)
    assert written(tmp_path / "one") == written(tmp_path / "two")


def test_short_files_and_texts_are_not_split(tmp_path: Path, long_file: Path) -> None:
    settings = RunSettings(NEVER, split_pages=21)
    assert isinstance(run_or_split(job(long_file), settings), Outcome)
    assert run_or_split(job(long_file), replace(settings, split_pages=20)) == Split(tuple(range(1, 21)))
    broken = tmp_path / "kaputt.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    outcome = run_or_split(job(broken), replace(settings, split_pages=1))
    assert isinstance(outcome, Outcome)
    assert outcome.exit_code == ExitCode.INPUT


def test_a_file_that_changes_between_two_parts_is_told(tmp_path: Path, long_file: Path) -> None:
    settings = RunSettings(NEVER, temporary_folder=tmp_path)
    first = read_part(job(long_file), (1, 2), "part-1.json", settings)
    long_file.write_bytes(pdf_of_lines(LINES[::-1]))
    second = read_part(job(long_file), (3, 4), "part-2.json", settings)
    assert isinstance(first, Part)
    assert isinstance(second, Part)
    outcome = finish_parts(job(long_file), (first, second), settings)
    assert "was changed while it was read" in outcome.message
    assert list(tmp_path.glob("part-*")) == []


def test_a_page_that_cannot_be_read_costs_its_file(tmp_path: Path, long_file: Path) -> None:
    settings = RunSettings(NEVER, temporary_folder=tmp_path)
    outcome = read_part(job(long_file), (20, 21), "part-1.json", settings)
    assert isinstance(outcome, Outcome)
    assert "there is no page 21" in outcome.message
