"""PDFs made on the spot, and corrections without the engine, for the tests of writing PDFs back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.extract import Engine, read_document
from ocrfix.model import (
    Action,
    Candidate,
    CandidateKind,
    CorrectionResult,
    Damage,
    Decision,
    Document,
    Level,
    Ranked,
    Reason,
    Span,
)
from ocrfix.write.pdf import PdfCopy, corrected_pdf
from tests.extract.doubles import FailingEngine

SAMPLES = Path(__file__).parents[2] / "samples"
LAYERED = SAMPLES / "kleine-anfrage.eng-layer.pdf"
NEVER = ExtractConfig(ocr=OcrMode.NEVER)
WRONG_LINES = ("Die Ministerin fir Heimat hat die Kleine Anfrage", "mit allen tbrigen Mitgliedern beantwortet.")
REPAIRS = {"fir": "für", "tbrigen": "übrigen"}


def corrected(document: Document, repairs: Mapping[str, str]) -> CorrectionResult:
    """Apply a table of repairs, each text (whatever it covers) to its replacement."""
    decisions = [
        _decision(page.number, match.start(), before, after)
        for page in document.pages
        for before, after in repairs.items()
        for match in re.finditer(rf"(?<!\w){re.escape(before)}(?!\w)", page.text)
    ]
    return CorrectionResult(document, tuple(decisions), (), "0123456789ab", ())


def _decision(page_number: int, start: int, before: str, after: str) -> Decision:
    damage = Damage(page_number, Span(start, start + len(before)), 1.0, ())
    chosen = Ranked(Candidate(after, CandidateKind.CONFUSION), 0.0, 0.0, 1.0)
    name = f"{page_number}-{start}"
    return Decision(damage, Action.APPLY, Level.SAFE, before, after, chosen, (), 1.0, (Reason("confusion"),), name)


def written(
    data: bytes,
    repairs: Mapping[str, str] = REPAIRS,
    config: ExtractConfig = NEVER,
    engine: Engine | None = None,
) -> PdfCopy:
    """Read a PDF, apply the repairs and write it back."""
    document = read_document(data, "datei.pdf", config, engine or FailingEngine())
    return corrected_pdf(data, corrected(document, repairs), config, "1.2.3")


def texts_of(data: bytes) -> list[str]:
    """Give the text of every page by PDFium's own reader, hyphen marks as hyphens."""
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x02", "-") for text in texts]


def pictures_of(data: bytes, dpi: int = 150) -> list[bytes]:
    """Render every page."""
    with pypdfium2.PdfDocument(data) as document:
        return [bytes(page.render(scale=dpi / 72).buffer) for page in document]


def contents_of(data: bytes, number: int = 1) -> list[bytes]:
    """Give the content streams of a page as they are stored."""
    with pikepdf.open(BytesIO(data)) as pdf:
        contents = pdf.pages[number - 1].Contents
        return [each.read_raw_bytes() for each in ([contents] if isinstance(contents, pikepdf.Stream) else contents)]


def operators_of(data: bytes, *, without_layer: bool = False) -> list[tuple[str, str]]:
    """List the operators of the first page without those that show invisible text.

    ``without_layer`` leaves out the first content stream, which is the layer that we have written.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        if without_layer:
            page.Contents = pikepdf.Array(list(page.Contents)[1:])
        instructions = [(str(each.operator), list(each.operands)) for each in pikepdf.parse_content_stream(page)]
        mode, stack, kept = 0, [], []
        for operator, operands in instructions:
            if operator == "q":
                stack.append(mode)
            elif operator == "Q":
                mode = stack.pop()
            elif operator == "Tr":
                mode = int(operands[0])
            if mode != 3 or operator not in ("Tj", "TJ"):
                kept.append((operator, repr(operands)))
        return kept


def images_of(data: bytes) -> dict[str, bytes]:
    """Map the place of every image of a PDF to its bytes as stored."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            f"{number}{name}": image.read_raw_bytes()
            for number, page in enumerate(pdf.pages)
            for name, image in page.Resources.XObject.items()
            if image.Subtype == pikepdf.Name.Image
        }
