"""The benchmark of archives measures what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import archive
from benchmarks.archive import Run, build_archive, build_pages, main, report
from benchmarks.drawing import MOST_POINTS, Look, drawing, thinned
from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import InputError
from ocrfix.extract import read_document

NEVER = ExtractConfig(ocr=OcrMode.NEVER)


def test_the_archive_holds_texts_layers_scans_and_broken_files(tmp_path: Path) -> None:
    build_archive(tmp_path, 100, 4)
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(files) == 100
    scan = (archive.SAMPLES / "kleine-anfrage.scan.pdf").read_bytes()
    pdfs = [path for path in files if path.suffix == ".pdf"]
    assert sum(path.read_bytes() == scan for path in pdfs) == 2
    images = [path for path in files if path.suffix == ".png"]
    assert len(images) == 2
    assert images[0].read_bytes().startswith(b"\x89PNG")
    assert len({path.read_bytes() for path in files if path.suffix == ".txt"}) == 100 - len(pdfs) - len(images)
    with pytest.raises(InputError):
        read_document(tmp_path / "000" / "00007.pdf", "x", NEVER)


def test_the_simulated_pages_can_be_read(tmp_path: Path) -> None:
    build_pages(tmp_path, 130)
    counts = [len(read_document(path, "x", NEVER).pages) for path in sorted(tmp_path.iterdir())]
    assert counts == [100, 30]
    page = read_document(tmp_path / "00001.pdf", "x", NEVER).pages[29]
    assert page.text.strip() == "Drucksache 18/1, Seite 30: Die Ministerin fir Heimat"


def test_the_drawing_is_svg_with_both_lines() -> None:
    looks = [Look(float(number), 40_000_000 + number, 90_000_000, number * 100) for number in range(9)]
    root = ElementTree.fromstring(drawing(looks, 800, "two workers, load 1.5"))
    lines = [child for child in root if child.tag.endswith("polyline")]
    assert len(lines) == 2
    assert "at most 90 MB" in ElementTree.tostring(root, "unicode")


def test_a_long_run_is_drawn_with_the_most_of_each_stretch() -> None:
    looks = [Look(float(number), 40 + (number == 501), 90, number if number % 10 == 0 else 0) for number in range(3000)]
    points = thinned(looks)
    assert len(points) == MOST_POINTS
    assert max(point.parent for point in points) == 41, "no peak is lost"
    assert [point.pages for point in points] == sorted(point.pages for point in points)


def test_memory_of_a_session_is_seen() -> None:
    program = [sys.executable, "-c", "print(flush=True); input()"]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        sizes = dict(archive._sizes_of_session(os.getsid(process.pid)))
        process.communicate(b"\n")
    assert list(sizes) == [process.pid]
    assert sizes[process.pid] > 100_000


def test_it_runs_and_says_what_it_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "figures.json"
    svg = tmp_path / "memory.svg"
    arguments = ["--files", "0", "--texts", "3", "--ratio-scans", "0", "--repetitions", "1", "--pages", "300"]
    assert main([*arguments, "--svg", str(svg), "--json", str(figures)]) == 0
    said = capsys.readouterr().out
    assert "simulation: 3 files (0 failed), 300 pages" in said
    assert "two workers to one, 3 texts:" in said
    assert json.loads(figures.read_text("utf-8"))["two workers to one, texts"]["by_cpu_time"] > 0
    assert svg.read_text("utf-8").startswith("<svg")
    assert report("a", Run(2.0, 4, 1, 8, 100, 10**6, 10**6, 0.1, 3.0, 0.5)).startswith(
        "a: 4 files (1 failed), 8 pages in 2.0 s"
    )
