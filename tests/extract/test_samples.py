from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from ocrfix.config import EngineChoice, ExtractConfig, OcrMode
from ocrfix.extract import find_engine, read_document
from ocrfix.extract.tesseract_system import find_system_tesseract
from ocrfix.model import Origin
from tests.extract.doubles import SAMPLES


def has_system_tesseract() -> bool:
    engine = find_system_tesseract()
    return engine is not None and "deu" in engine.languages


ENGINES = [
    EngineChoice.EMBEDDED,
    pytest.param(
        EngineChoice.SYSTEM,
        marks=[
            pytest.mark.system_tesseract,
            pytest.mark.skipif(not has_system_tesseract(), reason="Debian's tesseract-ocr-deu is not installed"),
        ],
    ),
]


def wrong_words(read: str, truth: str) -> int:
    return sum(one != other for one, other in zip(read.split(), truth.split(), strict=True))


@pytest.mark.parametrize("choice", ENGINES)
def test_the_sample_scan_is_read_almost_right(choice: EngineChoice) -> None:
    document = read_document(SAMPLES / "kleine-anfrage.scan.pdf", "a.pdf", ExtractConfig(engine=choice))
    page = document.pages[0]
    truth = (SAMPLES / "kleine-anfrage.scan.truth.txt").read_text(encoding="utf-8")
    assert page.origin is Origin.RECOGNISED
    assert choice.value in page.origin_reason
    assert wrong_words(page.text, truth) <= 8
    assert "inkompetenten\nUmgang" in page.text
    assert "Haupt-\npersonalräte" in page.text
    assert [page.text[word.span.start : word.span.end] for word in page.words] == page.text.split()
    assert all(word.box.x1 <= page.width and word.box.bottom <= page.height for word in page.words)


def test_the_sample_layer_is_the_english_reading() -> None:
    config = ExtractConfig(ocr=OcrMode.NEVER)
    page = read_document(SAMPLES / "kleine-anfrage.eng-layer.pdf", "a.pdf", config).pages[0]
    truth = (SAMPLES / "kleine-anfrage.eng-layer.truth.txt").read_text(encoding="utf-8")
    assert page.origin is Origin.OCR_LAYER
    assert 20 <= wrong_words(page.text, truth) <= 80


def test_an_image_file_gives_what_the_pdf_gives(tmp_path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(SAMPLES / "zweispaltig.pdf") as document:
        image: Image.Image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    image.save(tmp_path / "seite.png", dpi=(200, 200))
    engine = find_engine(EngineChoice.EMBEDDED, "deu")
    page = read_document(tmp_path / "seite.png", "seite.png", ExtractConfig(), engine).pages[0]
    truth = (SAMPLES / "zweispaltig.truth.txt").read_text(encoding="utf-8")
    assert wrong_words(page.text, truth) <= 2
    assert page.width == pytest.approx(595, abs=1)


@pytest.mark.parametrize("name", ["kleine-anfrage.scan", "kleine-anfrage.eng-layer", "zweispaltig"])
def test_samples_are_small_and_have_their_truth(name: str) -> None:
    assert (SAMPLES / f"{name}.pdf").stat().st_size < 700_000
    assert (SAMPLES / f"{name}.truth.txt").read_text(encoding="utf-8").endswith(("\n",))
