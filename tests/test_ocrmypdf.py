"""The plugin inside a real OCRmyPDF: what it writes has corrected layers and stays what OCRmyPDF made of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.extract import read_document
from ocrfix.model import Level
from ocrfix.ocrmypdf import corrected_layers
from tests.cli.conftest import environment
from tests.write.pdf_inputs import LAYERED, SAMPLES, images_of, texts_of

NEEDS_TESSERACT = [
    pytest.mark.system_tesseract,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs Debian's tesseract-ocr"),
]
NEEDS_GHOSTSCRIPT = pytest.mark.skipif(shutil.which("gs") is None, reason="needs Debian's ghostscript")


def ocrmypdf(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ocrmypdf", "--plugin", "ocrfix.ocrmypdf", "-j", "1", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, cwd=folder, env=environment(OMP_THREAD_LIMIT="1"), timeout=600, check=False
    )


class TestInsideOcrmypdf:
    pytestmark = NEEDS_TESSERACT

    @pytest.mark.slow
    @NEEDS_GHOSTSCRIPT
    def test_a_scan_read_by_the_wrong_model_gets_its_umlauts_and_is_pdf_a(self, tmp_path: Path) -> None:
        scan = SAMPLES / "kleine-anfrage.scan.pdf"
        done = ocrmypdf("-l", "eng", "--output-type", "pdfa-2", "-O0", scan, "out.pdf", folder=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        written = (tmp_path / "out.pdf").read_bytes()
        words = texts_of(written)[0].split()
        truth = (SAMPLES / "kleine-anfrage.scan.truth.txt").read_text("utf-8").split()
        assert words.count("für") == truth.count("für") > 2
        assert "Ministerpräsidenten" in words
        with pikepdf.open(BytesIO(written)) as pdf:
            assert pdf.open_metadata().pdfa_status == "2B"
            assert "/OutputIntents" in pdf.Root
            assert b"invisible text of page 1 written" in pdf.Root.Metadata.read_bytes()
        page = pytest.importorskip("page", reason="PDF/A is not validated: the package page-validation is missing")
        assert [failure.message for failure in page.validate_pdf_bytes(written, profile="2b").failures] == []

    def test_an_old_layer_is_corrected_and_the_image_stays(self, tmp_path: Path) -> None:
        done = ocrmypdf("--skip-text", "--output-type", "pdf", "-O0", LAYERED, "out.pdf", folder=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        written = (tmp_path / "out.pdf").read_bytes()
        assert "Künstlicher" in texts_of(written)[0]
        assert "Kiinstlicher" not in texts_of(written)[0]
        assert images_of(written) == images_of(LAYERED.read_bytes())

    def test_the_plugin_is_loaded_by_the_library_as_paperless_does(self, tmp_path: Path) -> None:
        code = (
            "import ocrmypdf, sys; ocrmypdf.ocr(sys.argv[1], 'out.pdf', skip_text=True, "
            "output_type='pdf', plugins=['ocrfix.ocrmypdf'])"
        )
        command = [sys.executable, "-c", code, str(LAYERED)]
        subprocess.run(command, cwd=tmp_path, env=environment(), timeout=600, check=True, capture_output=True)
        assert "Künstlicher" in texts_of((tmp_path / "out.pdf").read_bytes())[0]

    def test_the_level_is_an_option(self, tmp_path: Path) -> None:
        help_text = ocrmypdf("--help", folder=tmp_path).stdout
        assert b"--ocrfix-level" in help_text
        wrong = ocrmypdf("--ocrfix-level", "falsch", LAYERED, "out.pdf", folder=tmp_path)
        assert wrong.returncode != 0


def test_the_layers_of_a_file_are_corrected_and_counted() -> None:
    data, message = corrected_layers(LAYERED.read_bytes(), Level.SAFE)
    assert data is not None
    assert message.endswith("corrections on 1 of 1 pages.")
    (page,) = read_document(data, "a.pdf", ExtractConfig(ocr=OcrMode.NEVER)).pages
    assert "Ministerpräsidenten" in page.text


def test_a_file_that_is_to_be_linearised_stays_so() -> None:
    data, _ = corrected_layers(LAYERED.read_bytes(), Level.SAFE, for_web=True)
    assert data is not None
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.is_linearized


def test_a_file_without_text_or_without_damage_is_left_alone() -> None:
    data, message = corrected_layers((SAMPLES / "kleine-anfrage.scan.pdf").read_bytes(), Level.SAFE)
    assert (data, message.startswith("ocrfix: nothing was corrected: ")) == (None, True)
    data, message = corrected_layers((SAMPLES / "zweispaltig.pdf").read_bytes(), Level.SAFE)
    assert (data, message) == (None, "ocrfix: nothing was to be corrected.")
