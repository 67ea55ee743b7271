"""Pages that lie on their side or their head are turned, read once more, and put back where they lie in the PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from ocrfix.batch.pages import plain, restored
from ocrfix.config import Config, ExtractConfig
from ocrfix.extract import read_document
from ocrfix.extract.engines import RecognisedWord
from ocrfix.extract.geometry import turn_box
from ocrfix.extract.orientation import turned, turns_to_try
from ocrfix.extract.pictures import page_pictures
from ocrfix.extract.recognition import recognise_image
from ocrfix.extract.textlayer import words_in_file_order
from ocrfix.model import Box, CorrectionResult, Page, PlacedWord, Span
from ocrfix.write.pdf import corrected_pdf
from tests.extract.doubles import pdf_of
from tests.extract.test_images import picture


def line_of(confidence: float, *, is_upright: bool = False, text: str = "Gesetz") -> tuple[RecognisedWord, ...]:
    size = (12, 40) if is_upright else (40, 12)
    return tuple(
        RecognisedWord(text, 60, 20 + 20 * n, 60 + size[0], 20 + 20 * n + size[1], confidence, 1, 1, n)
        for n in range(10)
    )


@dataclass
class TurningEngine:
    """Reads garbage unless the image has the size that it has when its writing lies flat."""

    good: int
    is_upright: bool = False
    name: str = "turning"
    version: str = "1"
    languages: tuple[str, ...] = ("deu",)
    asked: list[bytes] = field(default_factory=list)

    def recognise(
        self,
        image: Image.Image,
        dpi: int,  # noqa: ARG002
        language: str,  # noqa: ARG002
        timeout_seconds: float,  # noqa: ARG002
        *,
        is_block: bool = False,  # noqa: ARG002
    ) -> tuple[RecognisedWord, ...]:
        self.asked.append(image.tobytes())
        return line_of(0.95) if len(self.asked) > self.good else line_of(0.2, is_upright=self.is_upright, text="&un")


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        (line_of(0.95), 0),
        (line_of(0.2), 2),
        (line_of(0.2, is_upright=True), 1),
        (line_of(0.95, is_upright=True), 3),
        (line_of(0.2)[:5], 0),
    ],
    ids=["flat", "on its head", "running up", "running down", "too few words"],
)
def test_the_shape_of_the_words_and_their_confidence_tell_how_a_page_lies(
    words: tuple[RecognisedWord, ...], turns: int
) -> None:
    assert turns_to_try(words) == turns


def test_turning_is_clockwise_and_undone_by_its_counterpart() -> None:
    image = Image.new("L", (3, 2), 255)
    image.putpixel((0, 0), 0)
    assert turned(image, 1).getpixel((1, 0)) == 0
    assert turned(turned(image, 1), 3).tobytes() == image.tobytes()
    assert turned(image, 0) is image


def test_a_page_on_its_head_is_turned_and_read_once_more() -> None:
    engine = TurningEngine(good=1)
    image = picture()
    recognition = recognise_image(image, 72, engine, ExtractConfig())
    assert recognition.quarter_turns == 2
    assert recognition.text.split()[0] == "Gesetz"
    assert "turned clockwise by 180 degrees" in recognition.account
    assert engine.asked[1] == turned(image.convert("L"), 2).tobytes()


def test_a_page_of_handwriting_stays_as_it_lies() -> None:
    engine = TurningEngine(good=99)
    recognition = recognise_image(picture(), 72, engine, ExtractConfig())
    assert recognition.quarter_turns == 0
    assert recognition.text.split()[0] == "&un"


@pytest.mark.parametrize("turns", [1, 2])
def test_a_turned_scan_is_read_flat_and_its_layer_is_written_where_it_lies(tmp_path: Path, turns: int) -> None:
    file = tmp_path / "quer.pdf"
    file.write_bytes(pdf_of("0 g 50 50 100 100 re f", size=(300, 200)))
    engine = TurningEngine(good=1, is_upright=turns == 1)
    document = read_document(file, "quer.pdf", ExtractConfig(), engine=engine)
    (page,) = document.pages
    assert page.quarter_turns == turns
    assert (page.width, page.height) == ((200, 300) if turns == 1 else (300, 200))
    result = CorrectionResult(document, (), (), Config().fingerprint(), ())
    written = corrected_pdf(file.read_bytes(), result, ExtractConfig(), "1")
    pdf = pypdfium2.PdfDocument(written.data)
    words = words_in_file_order(pdf[0])
    pdf.close()
    assert [word.text for word in words] == page.text.split()
    assert {word.quarter_turns for word in words} == {turns}
    first = turn_box(page.words[0].box, -turns, page.width, page.height)
    assert words[0].box.x0 == pytest.approx(first.x0, abs=1.5)
    assert words[0].box.top == pytest.approx(first.top, abs=1.5)


def test_the_picture_of_a_turned_page_lies_flat() -> None:
    data = pdf_of("0 g 0 0 30 200 re f", size=(300, 200))
    page = Page(1, "Frist", (PlacedWord(Span(0, 5), Box(1, 1, 20, 10)),), width=200, height=300, quarter_turns=1)
    (drawn,) = page_pictures(data, [page], ExtractConfig())
    assert drawn.width < drawn.height
    with Image.open(BytesIO(drawn.data)) as image:
        grey = image.convert("L")
    # What stands at the left of the page stands at its top when it is turned clockwise.
    assert grey.getpixel((grey.width // 2, 5)) == 0
    assert grey.getpixel((grey.width // 2, grey.height - 5)) == 255


def test_a_page_on_its_head_keeps_its_turns_on_the_way_from_a_worker() -> None:
    page = Page(1, "a", (PlacedWord(Span(0, 1), Box(0, 0, 1, 1)),), quarter_turns=2)
    assert restored(Page, plain(page)) == page
