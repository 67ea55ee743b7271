"""Makes the sample PDFs of this folder from the texts beside it.

    python samples/make_samples.py

``kleine-anfrage.truth.txt`` is typeset and turned into a slightly worn grey scan: ``kleine-anfrage.scan.pdf`` holds
the image only, ``kleine-anfrage.eng-layer.pdf`` also the invisible text that Tesseract's English model read from it.
``zweispaltig.pdf`` is a born-digital page of two columns with a heading over both. Each has its truth, lines as
printed, in ``NAME.truth.txt``. Needs pillow, numpy, pikepdf, pytesseract, Debian's tesseract-ocr and
fonts-liberation. The same versions of them make the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy
import pikepdf
import pytesseract
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FOLDER = Path(__file__).parent
FONT_FILE = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
A4_POINTS = (595.28, 841.89)
SCAN_DPI = 200
BREAK_MARK = "|"

# "|" marks where a word may be broken at a line end.
HEADING = "Bericht des Ausschusses für ländliche Bibliotheken"
COLUMNS_TEXT = (
    "Der Aus|schuss hat sich in drei Sit|zungen mit der Lage der länd|lichen Büche|reien be|schäf|tigt. Viele "
    "Ge|mein|den können die Öff|nungs|zeiten nur mit frei|willi|gen Helfe|rinnen und Hel|fern auf|recht|erhal|ten. "
    "Zu|gleich wächst die Zahl der Kin|der, die nach der Schule einen ruhi|gen Ort zum Lesen suchen.",
    "Die Be|rich|terstat|terin wies da|rauf hin, dass größere Städte ihre Be|stände längst über das Netz zu|gäng|lich "
    "ma|chen. Für klei|nere Häuser sei der Auf|wand bis|her zu hoch. Sie schlug vor, eine ge|mein|same "
    "Ge|schäfts|stelle ein|zurich|ten, die Bücher ein|kauft, ver|schlag|wortet und auf Rei|sen schickt.",
    "Der Ver|tre|ter der Landes|regie|rung be|grüßte den Vor|schlag. Nach § 12 der Bücherei|verord|nung dür|fen "
    "Mittel über|tra|gen wer|den, wenn der Zweck gewahrt bleibt. Er bat je|doch um eine Frist bis zum Früh|jahr, um "
    "die Fol|gen für den Haus|halt zu prü|fen.",
    "In der an|schlie|ßen|den Aus|spra|che wurde ge|fragt, ob fah|rende Büche|reien nicht güns|tiger seien. Die "
    "Mehr|heit hielt da|gegen, dass ein Bus nur zwei Stun|den im Monat vor Ort ist und kei|nen Ar|beits|platz bie|tet. "
    "Bei|des solle sich er|gän|zen, nicht er|set|zen.",
    "Der Aus|schuss emp|fiehlt ein|stim|mig, die Ge|schäfts|stelle zu|nächst für vier Jahre zu er|pro|ben und danach "
    "öf|fent|lich über die Er|geb|nisse zu be|rich|ten. Ein Zwischen|be|richt soll nach zwei Jahren vor|lie|gen. "
    "Außer|dem bit|tet der Aus|schuss die Ge|mein|den, ihre Er|fah|run|gen mit|zu|tei|len.",
)


def main() -> None:
    """Make all samples."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    truth = (FOLDER / "kleine-anfrage.truth.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in truth.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    scan = wear(typeset(lines))
    write_scan(scan, FOLDER / "kleine-anfrage.scan.pdf")
    write_with_layer(scan, "eng", FOLDER / "kleine-anfrage.eng-layer.pdf")
    for name in ("scan", "eng-layer"):
        write_truth(FOLDER / f"kleine-anfrage.{name}.truth.txt", lines)
    write_two_columns(FOLDER / "zweispaltig.pdf", FOLDER / "zweispaltig.truth.txt")


def typeset(lines: Sequence[str], size_points: float = 10.5, leading: float = 1.2) -> Image.Image:
    """Draw lines on an A4 page at twice the scan's resolution; runs of empty lines count once."""
    scale = 2 * SCAN_DPI / 72
    page = Image.new("L", (round(A4_POINTS[0] * scale), round(A4_POINTS[1] * scale)), 255)
    font = ImageFont.truetype(FONT_FILE, round(size_points * scale))
    pen = ImageDraw.Draw(page)
    top, before = 45.0, ""
    for line in lines:
        if line:
            pen.text((55 * scale, top * scale), line, fill=20, font=font)
            top += size_points * leading
        elif before:
            top += size_points * 0.6
        before = line
    return page


def wear(page: Image.Image) -> bytes:
    """Make the drawn page look like an office scan: skewed, blurred, noisy, grey, JPEG."""
    size = (page.width // 2, page.height // 2)
    turned = page.rotate(0.25, resample=Image.Resampling.BICUBIC, fillcolor=255)
    small = turned.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.6))
    noise = numpy.random.default_rng(3754).normal(0.0, 9.0, (size[1], size[0]))
    grey = numpy.clip(numpy.asarray(small, dtype=numpy.float64) * 0.92 + 8 + noise, 0, 255).astype(numpy.uint8)
    target = BytesIO()
    Image.fromarray(grey).save(target, "JPEG", quality=50, dpi=(SCAN_DPI, SCAN_DPI))
    return target.getvalue()


def write_scan(jpeg: bytes, path: Path) -> None:
    """Write a PDF of one page that shows the JPEG as it is."""
    image = Image.open(BytesIO(jpeg))
    width, height = (pixels * 72 / SCAN_DPI for pixels in image.size)
    with pikepdf.new() as pdf:
        picture = pikepdf.Stream(pdf, jpeg)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height = image.size
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        picture.Filter = pikepdf.Name.DCTDecode
        page = pdf.add_blank_page(page_size=(width, height))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))
        page.Contents = pikepdf.Stream(pdf, f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Scan Do Q".encode())
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def write_with_layer(jpeg: bytes, language: str, path: Path) -> None:
    """Write a PDF of the scan with the invisible layer that Tesseract makes."""
    scan = path.with_suffix(".jpg")
    scan.write_bytes(jpeg)
    try:
        made = pytesseract.image_to_pdf_or_hocr(str(scan), lang=language, config=f"--dpi {SCAN_DPI}", extension="pdf")
    finally:
        scan.unlink()
    with pikepdf.open(BytesIO(made)) as pdf:
        del pdf.trailer["/Info"]
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def write_truth(path: Path, lines: Sequence[str]) -> None:
    """Write lines with one empty line between paragraphs."""
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    path.write_text(text.strip("\n") + "\n", encoding="utf-8")


def write_two_columns(path: Path, truth_path: Path) -> None:
    """Write a page with a heading over two justified columns, in Helvetica, and its truth."""
    size, leading, column_width, gutter, left = 10.0, 12.5, 232.0, 18.0, 56.0
    lines = break_lines(COLUMNS_TEXT, size, column_width)
    half = (len(lines) + 1) // 2
    commands = [f"BT /F 16 Tf {left} 770 Td ({escape(HEADING)}) Tj ET"]
    for index, (line, is_last) in enumerate(lines):
        x = left if index < half else left + column_width + gutter
        y = 730 - leading * (index % half if index >= half else index)
        spaces = line.count(" ")
        spread = 0.0 if is_last or not spaces else (column_width - width_of(line, size)) / spaces
        commands.append(f"BT /F {size} Tf {spread:.4f} Tw {x} {y:.2f} Td ({escape(line)}) Tj ET")
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page = pdf.add_blank_page(page_size=A4_POINTS)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pikepdf.Stream(pdf, "\n".join(commands).encode("cp1252"))
        pdf.save(path, deterministic_id=True)
    write_truth(truth_path, [HEADING, "", *(line for line, _ in lines)])


def break_lines(paragraphs: Sequence[str], size: float, width: float) -> list[tuple[str, bool]]:
    """Break marked paragraphs into lines of at most ``width`` points; True marks the last of a paragraph."""
    lines: list[tuple[str, bool]] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split(" "):
            line, finished = append_word(line, word.split(BREAK_MARK), size, width)
            lines += [(text, False) for text in finished]
        lines.append((line, True))
    return lines


def append_word(line: str, syllables: list[str], size: float, width: float) -> tuple[str, list[str]]:
    """Put a word on the line or break it; gives the line as it stands and the lines that are full."""
    start = f"{line} " if line else ""
    if width_of(start + "".join(syllables), size) <= width:
        return start + "".join(syllables), []
    for count in range(len(syllables) - 1, 0, -1):
        head = start + "".join(syllables[:count]) + "-"
        if width_of(head, size) <= width:
            return "".join(syllables[count:]), [head]
    return "".join(syllables), [line]


def width_of(text: str, size: float) -> float:
    """Measure a text in points; Liberation Sans has Helvetica's widths."""
    return float(ImageFont.truetype(FONT_FILE, 1000).getlength(text)) * size / 1000


def escape(text: str) -> str:
    """Write a text as a PDF string."""
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


if __name__ == "__main__":
    main()
