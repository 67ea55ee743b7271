"""Damaged and hostile PDFs end in a result or a clear error, within limits of time and memory; never in a bug."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

import pikepdf
import pytest

from ocrfix.batch.discovery import Source
from ocrfix.batch.outcome import Outcome, RunSettings
from ocrfix.batch.single import Job
from ocrfix.batch.workers import run_batch, runs_alone, temporary_folder
from ocrfix.config import Config, ExtractConfig, OcrMode
from ocrfix.errors import ExitCode
from ocrfix.model import SourceKind
from tests.cli.conftest import runner
from tests.damaged_pdfs import damaged_pdfs, hostile_objects

STALL_SECONDS = 15
MEMORY_MEGABYTES = 500


def outcomes_of(folder: Path) -> dict[str, Outcome]:
    """Write all damaged PDFs and work on them as the command line does, in workers."""
    (folder / "in").mkdir()
    jobs = []
    for name, data in damaged_pdfs():
        path = folder / "in" / f"{name}.pdf"
        path.write_bytes(data)
        jobs.append(Job(Source(name, path, path.name, PurePosixPath(name), len(data), SourceKind.PDF)))
    with temporary_folder(is_for_workers=True) as temporary:
        settings = RunSettings(
            config=Config(ExtractConfig(ocr=OcrMode.NEVER)),
            out_dir=folder / "out",
            with_pdf=True,
            temporary_folder=temporary,
            stall_seconds=STALL_SECONDS,
            max_memory_bytes=MEMORY_MEGABYTES * 2**20,
        )
        return {outcome.label: outcome for outcome in run_batch(jobs, settings, 2)}


@pytest.mark.slow
def test_a_hundred_damaged_files_end_in_a_result_or_a_clear_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    outcomes = outcomes_of(tmp_path)
    assert len(outcomes) >= 100
    allowed = {ExitCode.DONE, ExitCode.INPUT, ExitCode.ENGINE}
    assert {name: each.message for name, each in outcomes.items() if each.exit_code not in allowed} == {}
    for name, outcome in outcomes.items():
        text, copy = tmp_path / "out" / f"{name}.txt", tmp_path / "out" / f"{name}.pdf"
        assert text.exists() == copy.exists() == (not outcome.is_failure), name
        assert bool(outcome.message and outcome.hint) == outcome.is_failure, name
        if copy.exists():
            with pikepdf.open(copy) as pdf:
                assert len(pdf.pages) == outcome.pages
    assert list((tmp_path / "out").glob(".*.part")) == []
    assert "Traceback" not in capfd.readouterr().err
    # Damage that leaves the text readable must not cost it: most files with odd fonts and boxes are repaired.
    done = Counter(name.split("-")[0] for name, each in outcomes.items() if not each.is_failure)
    assert done["font"] >= 4
    assert done["box"] >= 3


@pytest.mark.parametrize("name", ["itself-form", "nested-arrays-in-content"])
def test_one_named_file_cannot_take_the_program_down(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.pdf").write_bytes(dict(hostile_objects(b""))[name])
    program = runner(["-m", "ocrfix"], tmp_path)
    done = program("fix", "a.pdf", "--pdf", "--ocr", "never", "--max-memory", "300")
    assert done.returncode == 3
    assert done.stderr.startswith(b"Error: ")
    assert b"Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.txt"))


PIPED = (
    "truncated-born-6",
    "flipped-layer-19",
    "tree-itself",
    "tree-parent",
    "box-huge",
    "font-rubbish",
    "itself-form",
    "nested-dictionaries",
    "million-objects",
    "bomb-text",
    "bomb-twice",
    "bomb-image",
)


@pytest.mark.slow
def test_damaged_files_from_standard_input_end_alike(tmp_path: Path) -> None:
    program = runner(["-m", "ocrfix"], tmp_path)
    data = {name: each for name, each in damaged_pdfs() if name in PIPED}
    assert set(data) == set(PIPED)
    for name, each in data.items():
        done = program(
            "fix", "-", "--ocr", "never", "--max-memory", str(MEMORY_MEGABYTES), "--timeout", "5", stdin=each
        )
        assert done.returncode in (ExitCode.DONE, ExitCode.INPUT, ExitCode.ENGINE), (name, done.stderr.decode())
        assert b"Traceback" not in done.stderr
        assert bool(done.stdout) == (done.returncode == ExitCode.DONE), name
        assert (b"Error: " in done.stderr and b"Hint: " in done.stderr) == bool(done.returncode), name
    assert list(tmp_path.iterdir()) == []


def test_a_single_pdf_is_read_by_a_worker_and_a_single_text_is_not() -> None:
    def source(kind: SourceKind) -> Source:
        return Source("a", Path("a"), "a", PurePosixPath("a"), 10, kind)

    assert not runs_alone([source(SourceKind.PDF)], None)
    assert not runs_alone([source(SourceKind.IMAGE)], 1)
    assert runs_alone([source(SourceKind.TEXT)], None)
