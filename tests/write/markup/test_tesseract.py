"""What the real Tesseract writes is repaired in place, stays valid, and is not changed a second time."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from ocrfix.batch.outcome import ProductFormat, RunSettings
from ocrfix.batch.single import correct_source
from ocrfix.edits import corrected_text, document_text, edits_of
from ocrfix.extract.kind import SourceKind
from ocrfix.extract.markup.read import parse_markup
from ocrfix.write.markup.product import markup_bytes
from tests.write.markup.schemas import problems_of
from tests.write.markup.test_create import problems_of_hocr

SAMPLE = Path(__file__).parents[3] / "samples" / "kleine-anfrage.scan.pdf"
pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Debian's tesseract-ocr is not installed")
Read = Callable[[str], Path]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read the upper half of the sample with the English model, as an office without German would."""
    folder = tmp_path_factory.mktemp("tesseract")
    with pypdfium2.PdfDocument(SAMPLE) as document:
        image = document[0].render(scale=150 / 72).to_pil().convert("L")
    image.crop((0, 0, image.width, image.height // 2)).save(folder / "seite.png", dpi=(150, 150))
    command = ["tesseract", "seite.png", "seite", "-l", "eng", "hocr", "alto"]
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin"}
    )
    return lambda suffix: folder / f"seite.{suffix}"


@pytest.mark.parametrize(
    ("suffix", "product"), [("hocr", ProductFormat.HOCR), ("xml", ProductFormat.ALTO)], ids=["hocr", "alto"]
)
def test_a_file_of_tesseract_is_repaired_in_place(
    read: Read, suffix: str, product: ProductFormat, tmp_path: Path
) -> None:
    path = read(suffix)
    kind = SourceKind(product.value)
    settings = RunSettings(product=product)
    result = correct_source(path, path.name, settings)
    changed = markup_bytes(result, path.read_bytes(), kind, "1.0")
    assert len(edits_of(result)) > 10
    assert parse_markup(path.read_bytes(), kind).pages[0].text == document_text(result.document)
    assert parse_markup(changed, kind).pages[0].text == corrected_text(result)
    assert changed.count(b"<ALTERNATIVE" if suffix == "xml" else b"<del") >= len(edits_of(result)) - 3

    again = correct_source(changed, path.name, settings)
    assert edits_of(again) == ()
    assert markup_bytes(again, changed, kind, "1.0") == changed
    if suffix == "xml":
        assert problems_of(path.read_bytes()) == []
        assert problems_of(changed) == []
    else:
        (tmp_path / "neu.hocr").write_bytes(changed)
        # Tesseract leaves out what the checker demands of lines; we add no complaint.
        assert len(problems_of_hocr(tmp_path / "neu.hocr")) <= len(problems_of_hocr(path))


def test_one_format_is_made_of_another(read: Read) -> None:
    for product in (ProductFormat.PAGE, ProductFormat.ALTO, ProductFormat.HOCR):
        settings = RunSettings(product=product)
        result = correct_source(read("hocr" if product is not ProductFormat.HOCR else "xml"), "seite", settings)
        source = read("hocr" if product is not ProductFormat.HOCR else "xml")
        made = markup_bytes(result, source.read_bytes(), SourceKind(product.value), "1.0")
        assert parse_markup(made, SourceKind(product.value)).pages[0].text == corrected_text(result)
        if product is not ProductFormat.HOCR:
            assert problems_of(made) == []
