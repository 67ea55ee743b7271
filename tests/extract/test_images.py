from __future__ import annotations

import warnings
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import InputError
from ocrfix.extract import read_document
from ocrfix.extract.engines import RecognisedWord
from ocrfix.extract.images import resolution_of
from ocrfix.model import Document, Origin
from tests.extract.doubles import FailingEngine, ReplayingEngine, table_of


def picture(size: tuple[int, int] = (600, 400), mode: str = "L") -> Image.Image:
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).rectangle((50, 50, 200, 100), fill=0)
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def read(data: bytes, engine: ReplayingEngine | None = None, config: ExtractConfig | None = None) -> Document:
    return read_document(data, "bild", config or ExtractConfig(), engine or ReplayingEngine(table_of("Antwort")))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_an_image_file_is_one_recognised_page(kind: str) -> None:
    engine = ReplayingEngine(table_of("Antwort der", "Regierung"))
    page = read(saved(picture(), kind, dpi=(200, 200)), engine).pages[0]
    assert (page.text, page.origin) == ("Antwort der\nRegierung", Origin.RECOGNISED)
    assert (page.width, page.height) == (216, 144)
    assert set(engine.asked) == {((600, 400), 200, "deu")}
    assert "200 dpi from the file" in page.origin_reason


def test_each_image_of_a_tiff_is_a_page() -> None:
    blank = Image.new("L", (600, 400), 255)
    data = saved(picture(), "TIFF", save_all=True, append_images=[blank, picture()], dpi=(200, 200))
    pages = read(data).pages
    assert [(page.number, page.origin) for page in pages] == [
        (1, Origin.RECOGNISED),
        (2, Origin.BLANK),
        (3, Origin.RECOGNISED),
    ]
    selected = read(data, config=ExtractConfig(pages=((3, 3),))).pages
    assert [page.number for page in selected] == [3]


@pytest.mark.parametrize(
    ("size", "metadata", "expected"),
    [
        ((1654, 2339), None, (200.0, "guessed from the size")),
        ((2339, 1654), (72, 72), (200.0, "guessed from the size")),
        ((1654, 2339), (300, 300), (300.0, "from the file")),
        ((600, 400), None, (300.0, "assumed")),
        ((1654, 2339), ("x",), (200.0, "guessed from the size")),
    ],
)
def test_the_resolution_comes_from_the_file_or_the_size(
    size: tuple[int, int], metadata: object, expected: tuple[float, str]
) -> None:
    assert resolution_of(*size, metadata) == expected


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA", "LA", "CMYK", "I;16"])
def test_every_usual_colour_mode_is_read(mode: str) -> None:
    kind = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
    image = picture(mode="RGB").convert(mode) if mode != "I;16" else picture().convert("I;16").point(lambda v: v * 257)
    assert read(saved(image, kind, dpi=(200, 200))).pages[0].text == "Antwort"


def test_what_is_transparent_is_white() -> None:
    image = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    with pytest.raises(InputError, match="blank"):
        read(saved(image))


def test_a_photograph_is_turned_upright() -> None:
    engine = ReplayingEngine(table_of("Antwort"))
    exif = Image.Exif()
    exif[0x0112] = 6
    page = read(saved(picture(), "JPEG", exif=exif, dpi=(200, 200)), engine).pages[0]
    assert engine.asked[0][0] == (400, 600)
    assert page.width < page.height


def test_a_very_fine_scan_is_made_coarser() -> None:
    engine = ReplayingEngine(table_of("Antwort"))
    page = read(saved(picture((1200, 800)), dpi=(600, 600)), engine).pages[0]
    assert set(engine.asked) == {((600, 400), 300, "deu")}
    assert page.width == 144


def test_never_cannot_read_an_image() -> None:
    with pytest.raises(InputError, match="an image has no text layer"):
        read_document(saved(picture()), "bild", ExtractConfig(ocr=OcrMode.NEVER), FailingEngine())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_cut_off_image_is_told(kind: str) -> None:
    data = saved(picture(), kind)
    with pytest.raises(InputError, match="the image is damaged or cut off"):
        read(data[: len(data) // 2])


@pytest.mark.parametrize("parts", range(1, 20))
def test_a_cut_off_tiff_of_several_images_is_told(parts: int) -> None:
    noise = Image.effect_noise((600, 400), 90)
    data = saved(noise, "TIFF", save_all=True, append_images=[noise, noise], compression="tiff_lzw", dpi=(200, 200))
    with pytest.raises(InputError, match="the image is damaged or cut off"):
        read(data[: len(data) * parts // 20])


def test_a_bug_of_the_engine_is_not_called_a_damaged_image() -> None:
    class BuggyEngine(ReplayingEngine):
        def recognise(self, *arguments: object, **options: object) -> tuple[RecognisedWord, ...]:  # noqa: ARG002
            assert warnings.filters == filters
            raise ValueError("a bug")

    filters = list(warnings.filters)
    with pytest.raises(ValueError, match="a bug"):
        read(saved(picture()), BuggyEngine(table_of("Antwort")))


def test_an_image_above_the_pixel_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(InputError, match="page 1 has 600 x 400 pixels") as caught:
        read(saved(picture()), config=ExtractConfig(max_pixels=1000))
    assert "--max-pixels 240000" in caught.value.hint


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(InputError, match="far more pixels"):
        read(saved(picture()))
