"""A hundred damaged and hostile PDFs, made from the samples and from nothing; the same ones on every run."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf

from tests.extract.doubles import GERMAN_LINES, lines_at, pdf_of

SAMPLES = Path(__file__).parent.parent / "samples"
MILLION = 1_000_000
_WRONG_LINES = [line.replace("ü", "i") for line in GERMAN_LINES * 3]


def damaged_pdfs() -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes."""
    born = (SAMPLES / "zweispaltig.pdf").read_bytes()
    layered = pdf_of(lines_at(_WRONG_LINES, mode=3), image_fills=True)
    for source, data in (("born", born), ("layer", layered)):
        for part in range(1, 13):
            yield f"truncated-{source}-{part}", data[: len(data) * part // 13]
        for seed in range(20):
            yield f"flipped-{source}-{seed}", flipped(data, seed)
    for maker in (page_trees, page_boxes, missing_fonts, hostile_objects, bombs):
        yield from maker(layered)


def flipped(data: bytes, seed: int) -> bytes:
    """Flip some bits: one in the first variants, hundreds in the last."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(1 + seed * seed):
        changed[chance.randrange(8, len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def page_trees(layered: bytes) -> Iterator[tuple[str, bytes]]:
    """Page trees that lead nowhere or into themselves."""
    kids = {
        "itself": b"/Type /Pages /Kids [2 0 R] /Count 1",
        "parent": b"/Type /Pages /Kids [3 0 R] /Count 1",
        "many": b"/Type /Pages /Kids [" + b"3 0 R " * 300 + b"] /Count 300",
        "counted": b"/Type /Pages /Kids [3 0 R] /Count 2000000000",
        "negative": b"/Type /Pages /Kids [3 0 R] /Count -5",
        "nothing": b"/Type /Pages /Kids [9 0 R null 17] /Count 3",
    }
    page = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]"
    node = b"/Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2"
    for name, tree in kids.items():
        third = node if name == "parent" else page
        yield f"tree-{name}", plain([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< %s >>" % tree, b"<< %s >>" % third])


def page_boxes(layered: bytes) -> Iterator[tuple[str, bytes]]:
    """Boxes that no page can have."""
    boxes: dict[str, list[float]] = {
        "huge": [0, 0, 10**7, 10**7],
        "endless": [0, 0, 2**62, 2**62],
        "empty": [0, 0, 0, 0],
        "backwards": [595, 842, 0, 0],
        "thin": [0, 0, 10**6, 0.001],
        "far": [10**9, 10**9, 10**9 + 595, 10**9 + 842],
    }
    for name, box in boxes.items():
        with pikepdf.open(BytesIO(layered)) as pdf:
            for page in pdf.pages:
                page.MediaBox = pikepdf.Array(box)
            yield f"box-{name}", saved(pdf)
    with pikepdf.open(BytesIO(layered)) as pdf:
        pdf.pages[0].Rotate, pdf.pages[0].MediaBox = 45, pikepdf.Array([0, 0])
        yield "box-half", saved(pdf)


def missing_fonts(layered: bytes) -> Iterator[tuple[str, bytes]]:
    """Fonts that are not there or not what they say."""
    fonts: dict[str, object] = {
        "null": None,
        "number": 7,
        "empty": pikepdf.Dictionary(),
        "composite": pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0),
        "type3": pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3),
    }
    for name, font in fonts.items():
        with pikepdf.open(BytesIO(layered)) as pdf:
            for page in pdf.pages:
                page.Resources.Font = pikepdf.Dictionary({} if font is None else {"/F": font})
            yield f"font-{name}", saved(pdf)
    with pikepdf.open(BytesIO(layered)) as pdf:
        rubbish = pdf.make_stream(bytes(range(256)) * 40)
        descriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontFile2=rubbish, Flags=4)
        for page in pdf.pages:
            page.Resources.Font.F = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, FontDescriptor=descriptor, ToUnicode=rubbish
            )
        yield "font-rubbish", saved(pdf)
    with pikepdf.open(BytesIO(layered)) as pdf:
        del pdf.pages[0].Resources
        yield "font-without-resources", saved(pdf)


def hostile_objects(layered: bytes) -> Iterator[tuple[str, bytes]]:
    """Objects that hold themselves, nest without end, or are a million."""
    catalog, tree = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources 5 0 R >>"
    for name, extra in (("arrays", b"[" * 50_000), ("dictionaries", b"<< /A " * 50_000), ("strings", b"(" * 50_000)):
        yield f"nested-{name}", plain([catalog, tree, page, stream(b"q"), extra])
        yield f"nested-{name}-in-content", plain([catalog, tree, page, stream(b"BT 3 Tr " + extra), b"<< >>"])
    yield "nested-states", plain([catalog, tree, page, stream(b"q " * 200_000 + b"BT 3 Tr (fir) Tj ET"), b"<< >>"])
    yield "itself-length", plain([catalog, tree, page, b"<< /Length 4 0 R >> stream\nq\nendstream", b"<< >>"])
    yield "itself-resources", plain([catalog, tree, page, stream(b"/F Do"), b"<< /XObject 5 0 R /F 5 0 R >>"])
    yield "itself-contents", plain([catalog, tree, page, b"[4 0 R 4 0 R]", b"<< >>"])
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 6 0 R >> >> /Length 9 >>"
    drawn = [catalog, tree, page, stream(b"/F Do"), b"<< /XObject << /F 6 0 R >> >>"]
    yield "itself-form", plain([*drawn, form + b" stream\n/F Do /F Do\nendstream"])
    yield "million-objects", million_objects()
    yield "million-objects-announced", plain([catalog, tree, page, stream(b"q"), b"<< >>"], size=2**31 - 1)


def bombs(layered: bytes) -> Iterator[tuple[str, bytes]]:
    """Streams that swell when they are read."""
    zeros = zlib.compress(b"0 " * (32 * MILLION), 1)
    text = zlib.compress(b"BT /F 9 Tf 3 Tr 9 9 Td (fir) Tj ET " * (MILLION // 2), 1)
    contents = {
        "numbers": (zeros, 1),
        "text": (text, 1),
        "twice": (zlib.compress(zlib.compress(bytes(500 * MILLION), 1), 1), 2),
    }
    for name, (data, times) in contents.items():
        with pikepdf.open(BytesIO(layered)) as pdf:
            bomb = pdf.make_stream(data)
            bomb.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * times)
            pdf.pages[0].Contents = bomb
            target = BytesIO()
            pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
            yield f"bomb-{name}", target.getvalue()
    with pikepdf.open(BytesIO(layered)) as pdf:
        image = pdf.pages[0].Resources.XObject.I
        image.write(zlib.compress(bytes(40_000 * 5000), 1), filter=pikepdf.Name.FlateDecode)
        image.Width = image.Height = 40_000
        image.BitsPerComponent = 1
        target = BytesIO()
        pdf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        yield "bomb-image", target.getvalue()


def stream(data: bytes) -> bytes:
    return b"<< /Length %d >> stream\n%s\nendstream" % (len(data), data)


def plain(objects: list[bytes], size: int | None = None) -> bytes:
    """Write objects as they are, numbered from 1, the first as the catalogue."""
    file = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size or len(objects) + 1, len(file))
    return file + table + trailer


def million_objects() -> bytes:
    """Write a page beside a million objects in one compressed stream of objects."""
    numbers = range(6, 6 + MILLION)
    header = b" ".join(b"%d %d" % (number, 2 * index) for index, number in enumerate(numbers)) + b" "
    packed = zlib.compress(header + b"0 " * MILLION, 1)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
        b"<< /Type /ObjStm /N %d /First %d /Length %d /Filter /FlateDecode >> stream\n%s\nendstream"
        % (MILLION, len(header), len(packed), packed),
    ]
    file = b"%PDF-1.5\n"
    entries = bytes([0, 0, 0, 0, 0, 255, 255, 255])
    for number, content in enumerate(objects, start=1):
        entries += b"\1" + len(file).to_bytes(4) + bytes(3)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries += b"\1" + len(file).to_bytes(4) + bytes(3)
    entries += b"".join(b"\2" + (4).to_bytes(4) + index.to_bytes(3) for index in range(MILLION))
    table = zlib.compress(entries, 1)
    return file + (
        b"5 0 obj << /Type /XRef /Size %d /W [1 4 3] /Root 1 0 R /Length %d /Filter /FlateDecode >> stream\n%s\n"
        b"endstream endobj\nstartxref\n%d\n%%%%EOF\n" % (6 + MILLION, len(table), table, len(file))
    )
