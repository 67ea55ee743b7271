"""The benchmark of recognition compares what it says it compares."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.recognition import SAMPLE, PageTime, cpu_seconds, images_read, main, report, totals
from ocrfix.config import EngineChoice, ExtractConfig, OcrMode

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Debian's tesseract-ocr is missing")


def test_what_is_allowed_is_a_share_and_fifty_milliseconds() -> None:
    times = [PageTime("a.pdf", 1, 2.0, 2.1, 2.5), PageTime("a.pdf", 2, 4.0, 4.1, 5.0)]
    assert totals(times) == pytest.approx((6.0, 6.2, 7.5, 6.4))
    assert "kept" in report(times)
    assert "EXCEEDED" in report([PageTime("a.pdf", 1, 2.0, 2.2, 2.5)])


def test_time_is_what_this_process_and_its_children_spend() -> None:
    assert cpu_seconds(lambda: sum(range(3_000_000))) > 0.01


@needs_tesseract
@pytest.mark.slow
def test_a_page_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "figures.json"
    main([str(SAMPLE), "--repetitions", "1", "--json", str(figures)])
    assert "kleine-anfrage.scan.pdf page 1: Tesseract" in capsys.readouterr().out
    assert figures.exists()


@needs_tesseract
def test_tesseract_gets_the_image_that_ocrfix_reads() -> None:
    config = ExtractConfig(ocr=OcrMode.ALWAYS, engine=EngineChoice.SYSTEM)
    seen = images_read(SAMPLE.read_bytes(), "a.pdf", config)
    assert seen[0][0].mode == "L"
    assert seen[0][1] >= 150
