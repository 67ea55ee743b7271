"""The benchmark of a page's memory measures the worker and what it started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.page_memory import (
    LIMIT_BYTES,
    SIZE,
    PageMemory,
    children_of,
    measure,
    report,
    size_of,
    size_of_tree,
    write_pages,
)
from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.extract import read_document
from ocrfix.model import Origin
from tests.write.pdf_inputs import images_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="sizes are read from /proc")


def test_a_child_counts_with_its_parent() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in children_of(os.getpid())
        assert size_of_tree(os.getpid()) > size_of(os.getpid()) > 10**6
        child.communicate(b"\n")
    assert size_of(child.pid) == 0


def test_the_verdict_names_the_most() -> None:
    sizes = [PageMemory("a.pdf", "embedded", "auto", 200_000_000), PageMemory("b.pdf", "system", "auto", 900_000_000)]
    assert report(sizes[:1]).endswith("at most 200 MB, allowed 700 MB: kept")
    assert report(sizes).endswith("at most 900 MB, allowed 700 MB: EXCEEDED")


@pytest.mark.slow
def test_a_colour_page_of_300_dpi_stays_below_the_limit(tmp_path: Path) -> None:
    paths = {path.name: path for path in write_pages(tmp_path)}
    assert len(images_of(paths["colour.lossless.pdf"].read_bytes())) == 1
    layer = read_document(paths["layer.pdf"], "a.pdf", ExtractConfig(ocr=OcrMode.NEVER)).pages[0]
    assert (layer.origin, SIZE) == (Origin.OCR_LAYER, (2480, 3508))
    found = measure(paths["colour.lossless.pdf"], "embedded", "always", tmp_path / "out")
    assert 100_000_000 < found.bytes <= LIMIT_BYTES
