"""Stand-ins for the tests of extraction: engines that obey, and PDFs made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from ocrfix.errors import EngineError
from ocrfix.extract.engines import RecognisedWord
from ocrfix.extract.recognition import mean_shade
from ocrfix.extract.tsv import decode_table, parse_words

if TYPE_CHECKING:
    from PIL.Image import Image

SAMPLES = Path(__file__).parents[2] / "samples"
RECORDED = Path(__file__).parent / "recorded"


@dataclass
class ReplayingEngine:
    """Gives a recorded table for every page and remembers what it was asked."""

    table: bytes
    name: str = "replay"
    version: str = "1"
    languages: tuple[str, ...] = ("deu",)
    asked: list[tuple[tuple[int, int], int, str]] = field(default_factory=list)
    shades: list[float] = field(default_factory=list)

    def recognise(
        self,
        image: Image,
        dpi: int,
        language: str,
        timeout_seconds: float,  # noqa: ARG002
        *,
        is_block: bool = False,  # noqa: ARG002
    ) -> tuple[RecognisedWord, ...]:
        self.asked.append((image.size, dpi, language))
        self.shades.append(mean_shade(image))
        return parse_words(decode_table(self.table, self.name), self.name)


@dataclass
class FailingEngine:
    """An engine that fails on every page; also stands in where no page may be recognised."""

    message: str = "the engine was asked"
    name: str = "failing"
    version: str = "1"
    languages: tuple[str, ...] = ("deu",)

    def recognise(
        self,
        image: Image,
        dpi: int,
        language: str,
        timeout_seconds: float,
        *,
        is_block: bool = False,  # noqa: ARG002
    ) -> tuple[RecognisedWord, ...]:
        raise EngineError(f"{self.message} ({image.size}, {dpi}, {language}, {timeout_seconds})")


def table_of(*lines: str) -> bytes:
    """Write lines as a Tesseract table: one block, words 40 pixels wide, lines 30 pixels apart."""
    rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
    for line_number, line in enumerate(lines, start=1):
        for word_number, word in enumerate(line.split(" "), start=1):
            place = f"{50 * word_number}\t{30 * line_number}\t40\t20"
            rows.append(f"5\t1\t1\t1\t{line_number}\t{word_number}\t{place}\t91.5\t{word}")
    return "\n".join(rows).encode()


def pdf_of(
    *contents: str, size: tuple[float, float] = (595, 842), image_fills: bool = False, **page_keys: object
) -> bytes:
    """Make a PDF with one page for each content stream; font /F is Helvetica, image /I a grey square."""
    with pikepdf.new() as pdf:
        for content in contents:
            page = pdf.add_blank_page(page_size=size)
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
            image = pikepdf.Stream(pdf, bytes([200] * 64 * 64))
            image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            image.Width = image.Height = 64
            image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(I=image))
            scan = f"q {size[0]} 0 0 {size[1]} 0 0 cm /I Do Q\n" if image_fills else ""
            page.Contents = pikepdf.Stream(pdf, (scan + content).encode("cp1252"))
            for key, value in page_keys.items():
                page[f"/{key}"] = value
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def lines_at(lines: Sequence[str], x: float = 72, y: float = 750, leading: float = 14, mode: int = 0) -> str:
    """Write lines one below the other from (x, y) in 11 point Helvetica, in text render mode ``mode``."""
    return "\n".join(
        f"BT /F 11 Tf {mode} Tr 1 0 0 1 {x} {y - leading * index} Tm ({line}) Tj ET" for index, line in enumerate(lines)
    )


GERMAN_LINES = (
    "Die Ministerin für Heimat hat die Kleine Anfrage im Einvernehmen",
    "mit allen übrigen Mitgliedern der Landesregierung beantwortet und",
    "weist darauf hin, dass die Maßnahmen noch geprüft werden müssen.",
)
