"""The estimate on real PDF files: born-digital pages are good, and layers are ranked as the truth ranks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality import rank_correlation
from ocrfix.config import CorrectConfig, ExtractConfig, OcrMode
from ocrfix.extract import read_document
from ocrfix.lexicon.build.quality import wrong_share
from ocrfix.model import Origin
from ocrfix.pipeline import correct
from ocrfix.quality.inspect import PageQuality, inspect_result
from ocrfix.resources import Resources

PDF = Path(__file__).parents[3] / "shared" / "pdf"
CONFIG = CorrectConfig()

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.skipif(not PDF.is_dir(), reason="needs ../shared/pdf")]


def test_born_digital_pages_are_below_three_in_a_thousand(resources: Resources) -> None:
    pages: list[PageQuality] = []
    for path in sorted((PDF / "real").glob("*.born-digital.pdf")):
        result = correct(read_document(path, path.name, ExtractConfig(ocr=OcrMode.MISSING)), CONFIG, resources)
        pages.extend(inspect_result(result, CONFIG, resources).pages)
    assert len(pages) > 20
    assert {page.origin for page in pages} == {Origin.BORN_DIGITAL}
    assert [page for page in pages if page.estimate.share >= 0.003] == []


def test_layers_are_ranked_as_their_truth(resources: Resources) -> None:
    estimated, true = [], []
    for path in sorted(PDF.glob("*-layer.pdf")):
        document = read_document(path, path.name, ExtractConfig(ocr=OcrMode.MISSING))
        quality = inspect_result(correct(document, CONFIG, resources), CONFIG, resources)
        truth = path.with_suffix(".gt.txt").read_text("utf-8").split("\f")
        estimated += [page.estimate.share for page in quality.pages]
        true += [wrong_share(page.text, printed) for page, printed in zip(document.pages, truth, strict=True)]
    assert len(true) == 13
    assert rank_correlation(estimated, true) >= 0.9
    assert sum(abs(one - other) for one, other in zip(estimated, true, strict=True)) / len(true) < 0.02
