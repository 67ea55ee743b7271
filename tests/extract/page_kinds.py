"""PDFs of every kind of page that ocrfix tells apart, each made on the spot."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw

from tests.extract.doubles import lines_at, pdf_of

PAGE = (595, 842)
PARAGRAPH = (
    "Die Ministerin für Heimat hat die Kleine Anfrage im Einvernehmen mit",
    "allen übrigen Mitgliedern der Landesregierung beantwortet und weist",
    "darauf hin, dass die Maßnahmen der Länder noch geprüft werden müssen.",
    "Über die Förderung der Gemeinden entscheidet der Ausschuss für den",
    "Haushalt, der im Frühjahr über die Anträge berät. Die Bürgerinnen und",
    "Bürger können sich während der öffentlichen Auslegung äußern. Dafür",
    "stellen die Behörden Räume und Geräte zur Verfügung. Die Prüfung der",
    "Anträge dauert in der Regel sechs Wochen. Für größere Vorhaben gilt",
    "eine längere Frist, die das Ministerium durch Erlass festlegen kann.",
)
TEXT = lines_at(PARAGRAPH, leading=16)
WITHOUT_UMLAUTS = [
    line.translate(str.maketrans("äöüÄÖÜß", "aoiAOUB")).replace("Maßnahmen", "MaBnahmen") for line in PARAGRAPH
]
HEADS = ("Deutscher Bundestag - 17. Wahlperiode - 3 - Drucksache 17/1234", "Drucksache 17/1234 - 4 -")
TABLE_ROWS = (
    ("Land", "Anträge", "bewilligt", "Euro"),
    ("Bayern", "120", "98", "1 200 000"),
    ("Berlin", "45", "31", "310 500"),
    ("Hamburg", "17", "12", "98 000"),
    ("Hessen", "66", "60", "455 000"),
    ("Saarland", "9", "9", "71 250"),
    ("Sachsen", "38", "30", "290 000"),
)
FORM_LINES = (
    "Antrag auf Förderung einer Maßnahme der Gemeinde im ländlichen Raum",
    "Name der Gemeinde: ____________________________",
    "Anschrift: ____________________________________",
    "Ort, Datum: __________________  Unterschrift: __________________",
)


def picture_of(data: bytes, dpi: int = 200) -> Image.Image:
    """Draw the first page in grey."""
    with pypdfium2.PdfDocument(data) as document:
        image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    return image


def scan_of(image: Image.Image, layer: str = "") -> bytes:
    """Make a PDF of one page that is an image, with a layer of text over it."""
    data = pdf_of(layer, image_fills=True)
    with pikepdf.open(BytesIO(data)) as pdf:
        stream = pdf.pages[0].Resources.XObject.I
        stream.write(image.convert("L").tobytes())
        stream.Width, stream.Height = image.size
        return _saved(pdf)


def outlines_of(image: Image.Image, more: str = "", dpi: int = 200) -> bytes:
    """Make a PDF of one page whose letters are drawn: every run of dark pixels is a path of its own."""
    scale = 72 / dpi
    paths = []
    pixels = image.load()
    assert pixels is not None
    for row in range(image.height):
        start = -1
        for column in range(image.width + 1):
            is_dark = column < image.width and pixels[column, row] < 128  # type: ignore[operator]
            if is_dark and start < 0:
                start = column
            elif not is_dark and start >= 0:
                x, y, width = start * scale, PAGE[1] - (row + 1) * scale, (column - start) * scale
                paths.append(f"{x:.2f} {y:.2f} {width:.2f} {scale:.2f} re f")
                start = -1
    return pdf_of("\n".join([*paths, more]))


def with_unicode_map(values: dict[int, int]) -> bytes:
    """Make a born-digital page whose font says of its codes what they stand for."""
    lines = "".join(f"<{code:02X}> <{value:04X}>\n" for code, value in values.items())
    table = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def "
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(values)} beginbfchar\n{lines}endbfchar endcmap end"
    )
    with pikepdf.open(BytesIO(pdf_of(TEXT))) as pdf:
        pdf.pages[0].Resources.Font.F.ToUnicode = pdf.make_stream(table.encode())
        return _saved(pdf)


def codes(first: str = "!", last: str = "ÿ") -> range:
    return range(ord(first), ord(last) + 1)


def table_page() -> bytes:
    rows = [
        f"BT /F 11 Tf 1 0 0 1 {72 + 110 * column} {700 - 16 * number} Tm ({cell}) Tj ET"
        for number, row in enumerate(TABLE_ROWS)
        for column, cell in enumerate(row)
    ]
    return pdf_of("\n".join([lines_at(["Die Anträge der Länder im Überblick, Stand Mai"], y=730), *rows]))


def form_page(with_fields: bool = False) -> bytes:
    """Make a form to fill in, with lines to write on or with fields of PDF."""
    lines = [line.split(" _")[0] if with_fields else line for line in FORM_LINES]
    data = pdf_of(lines_at(lines, leading=24))
    if not with_fields:
        return data
    with pikepdf.open(BytesIO(data)) as pdf:
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("Gemeinde"),
            Rect=pikepdf.Array([200, 700, 400, 720]),
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.pages[0].Annots)
        return _saved(pdf)


def pages_with_heads() -> bytes:
    """Make two pages with running heads, a word broken between them, and a number at the foot of the second."""
    last = "Die Gemeinden bitten das Ministerium bis zum Mai um eine Rickmel-"
    pages = []
    for head, lines in zip(HEADS, ([*PARAGRAPH, last], ["dung, wie sie damit umgehen.", *PARAGRAPH]), strict=True):
        pages.append(lines_at([head], y=800) + "\n" + lines_at(lines, leading=16))
    return pdf_of(pages[0], pages[1] + "\n" + lines_at(["- 4 -"], x=290, y=40))


def signed_scan() -> bytes:
    """Make a scan of a letter with lines of handwriting below its text."""
    image = picture_of(pdf_of(TEXT))
    pen = ImageDraw.Draw(image)
    for top, seed in ((800, 0), (1000, 2), (1200, 3), (1400, 5), (1600, 4)):
        chance = random.Random(seed)
        for number in range(5):
            pen.line(stroke(300 + 190 * number, top, chance), fill=50, width=5)
    return scan_of(image)


def stroke(left: float, middle: float, chance: random.Random) -> list[tuple[float, float]]:
    """Draw a scribble: a smooth curve (Catmull-Rom) through points that go up and down."""
    points = [(left + 16 * number + chance.uniform(-9, 9), middle + chance.uniform(-40, 40)) for number in range(9)]
    curve = []
    for around in zip(points, points[1:], points[2:], points[3:], strict=False):
        for step in range(8):
            curve.append((_between(step / 8, *(x for x, _ in around)), _between(step / 8, *(y for _, y in around))))
    return curve


def _between(t: float, before: float, start: float, end: float, after: float) -> float:
    linear, square = end - before, 2 * before - 5 * start + 4 * end - after
    return 0.5 * (2 * start + linear * t + square * t**2 + (3 * start - before - 3 * end + after) * t**3)


def _saved(pdf: Any) -> bytes:  # noqa: ANN401 - pikepdf's object
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()
