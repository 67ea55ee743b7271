"""Dark and uneven paper is made white before a page is read; an ordinary scan stays as it is."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw

from ocrfix.config import ExtractConfig
from ocrfix.extract.preparation import flattened
from ocrfix.extract.recognition import recognise_image
from tests.extract.doubles import ReplayingEngine, table_of


def page(paper: int = 240) -> Image.Image:
    image = Image.new("L", (800, 800), paper)
    for line in range(60, 760, 40):
        ImageDraw.Draw(image).rectangle((80, line, 700, line + 6), fill=20)
    return image


def shaded() -> Image.Image:
    return ImageChops.multiply(
        page(), Image.linear_gradient("L").resize((800, 800)).point(lambda level: 100 + level // 2)
    )


def test_an_even_scan_stays_as_it_is() -> None:
    assert flattened(page()) is None
    assert flattened(page(paper=180)) is None
    assert flattened(Image.new("L", (100, 100))) is None


def test_uneven_paper_becomes_white_and_ink_stays_dark() -> None:
    flat = flattened(shaded())
    assert flat is not None
    assert flat.size == (800, 800)
    pixels = flat.tobytes()
    assert min(pixels[20 * 800 + 20], pixels[780 * 800 + 780]) >= 225
    assert max(pixels[62 * 800 + 400], pixels[742 * 800 + 400]) < 80


def test_the_engine_reads_the_flattened_page_and_the_reason_says_so() -> None:
    engine = ReplayingEngine(table_of("Antwort der", "Regierung"))
    recognition = recognise_image(shaded(), 200, engine, ExtractConfig())
    assert "the background was made even before" in recognition.account
    assert engine.shades[0] > 200
    plain = recognise_image(page(), 200, engine, ExtractConfig())
    assert "background" not in plain.account
