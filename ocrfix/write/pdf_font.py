"""The font of the invisible layer: every character fills the same box and draws nothing.

Bird's-eye view: :func:`font_program` builds a whole TrueType file of two glyphs, :func:`make_font` puts it
into a PDF as a composite font whose character codes are Unicode and whose table ``ToUnicode`` lists the characters
that are used. Both are the same bytes on every run. Start reading at :func:`make_font`.

German example: ``für`` is written as the codes ``0066 00FC 0072``, each half as wide as the font is high.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

# pikepdf's objects are what they are by their content, not by their type.
Pdf: TypeAlias = Any
PdfObject: TypeAlias = Any

GLYPH_WIDTH = 500
"""Width of every character in thousandths of the font size."""
FONT_NAME = "OcrfixInvisible"

_UNITS_PER_EM = 1000
ASCENT, DESCENT = 800, 200
"""How far the font's box reaches above and below the base line, in thousandths of the size; together one em."""
# Surrogates are no characters, so their codes can stand for characters beyond the first plane of Unicode.
_FIRST_FREE_CODE = 0xD800
_FREE_CODES = 0x800
_LARGEST_BLOCK = 100
_CODES = 0x10000
_CHECKSUM_TARGET = 0xB1B0AFBA
_SYMBOLIC_FIXED_PITCH = 5


def character_codes(texts: Iterable[str]) -> dict[str, int]:
    """Give the code of every character of some texts, and of the space.

    >>> character_codes(["für"])
    {' ': 32, 'f': 102, 'r': 114, 'ü': 252}

    Raises:
        ValueError: there are more than 2048 different characters beyond the first plane.
    """
    characters = sorted({" ", *"".join(texts)})
    beyond = [character for character in characters if ord(character) >= _CODES]
    if len(beyond) > _FREE_CODES:
        raise ValueError("too many characters beyond the first plane")
    codes = {character: ord(character) for character in characters if ord(character) < _CODES}
    return codes | {character: _FIRST_FREE_CODE + index for index, character in enumerate(beyond)}


def font_program() -> bytes:
    """Build a TrueType font of two glyphs: an empty ``.notdef``, and one for all characters, half an em wide.

    The second is a line from corner to corner of its box: nothing to fill, but an extent that readers measure.
    """
    line = struct.pack(">5hHHBB2h2h", 1, 0, -DESCENT, GLYPH_WIDTH, ASCENT, 1, 0, 1, 1, 0, GLYPH_WIDTH, -DESCENT, 1000)
    tables = {
        b"cmap": struct.pack(">HHHHLHHHHHH", 0, 1, 3, 1, 12, 6, 12, 0, 0x20, 1, 1),
        b"glyf": line,
        b"head": _head(0),
        b"hhea": struct.pack(">LhhhH11hH", 0x10000, ASCENT, -DESCENT, 0, GLYPH_WIDTH, 0, 0, 0, 1, *[0] * 7, 2),
        b"hmtx": struct.pack(">HhHh", GLYPH_WIDTH, 0, GLYPH_WIDTH, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(line) // 2),
        b"maxp": struct.pack(">L14H", 0x10000, 2, 2, 1, 0, 0, 2, *[0] * 8),
        b"name": _name_table(),
        b"post": struct.pack(">LLhhLLLLL", 0x30000, 0, -100, 50, 1, 0, 0, 0, 0),
    }
    tables[b"head"] = _head((_CHECKSUM_TARGET - _checksum(_assembled(tables))) % 2**32)
    return _assembled(tables)


def _head(adjustment: int) -> bytes:
    box = (0, -DESCENT, GLYPH_WIDTH, ASCENT)
    numbers = (0x10000, 0x10000, adjustment, 0x5F0F3CF5, 0b1011, _UNITS_PER_EM, 0, 0, *box, 0, 8, 2, 0, 0)
    return struct.pack(">LLLLHHqqhhhhHHhhh", *numbers)


def _name_table() -> bytes:
    values = [(1, FONT_NAME), (2, "Regular"), (4, FONT_NAME), (6, FONT_NAME)]
    records, strings = b"", b""
    for number, value in values:
        encoded = value.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(encoded), len(strings))
        strings += encoded
    return struct.pack(">HHH", 0, len(values), 6 + len(records)) + records + strings


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    return sum(int.from_bytes(padded[start : start + 4]) for start in range(0, len(padded), 4)) % 2**32


def _assembled(tables: Mapping[bytes, bytes]) -> bytes:
    """Put tables (sorted by name, head computed with its adjustment as given) behind their directory."""
    power = len(tables).bit_length() - 1
    directory = struct.pack(">LHHHH", 0x10000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    content = b""
    start = len(directory) + 16 * len(tables)
    for name, table in tables.items():
        unadjusted = table[:8] + b"\0" * 4 + table[12:] if name == b"head" else table
        directory += struct.pack(">4sLLL", name, _checksum(unadjusted), start + len(content), len(table))
        content += table + b"\0" * (-len(table) % 4)
    return directory + content


def make_font(pdf: Pdf, codes: Mapping[str, int]) -> PdfObject:
    """Put the font for the given characters into an open PDF of pikepdf; gives the font's dictionary.

    PDF/A asks for all of it: an embedded program, equal widths in program and dictionary, no reference to
    ``.notdef``, and Unicode values for all codes.
    """
    from pikepdf import Array, Dictionary, Name, String

    program = font_program()
    embedded = _stream(pdf, program)
    embedded.Length1 = len(program)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{FONT_NAME}"),
        Flags=_SYMBOLIC_FIXED_PITCH,
        FontBBox=Array([0, -DESCENT, GLYPH_WIDTH, ASCENT]),
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=-DESCENT,
        CapHeight=ASCENT,
        StemV=80,
        FontFile2=embedded,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{FONT_NAME}"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=GLYPH_WIDTH,
        CIDToGIDMap=_stream(pdf, b"\0\1" * _CODES),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name(f"/{FONT_NAME}"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=_stream(pdf, to_unicode(codes)),
    )
    return pdf.make_indirect(font)


def _stream(pdf: Pdf, data: bytes) -> PdfObject:
    """Make a compressed stream."""
    from pikepdf import Name, Stream

    return pdf.make_indirect(Stream(pdf, zlib.compress(data, 9), Filter=Name.FlateDecode))


def to_unicode(codes: Mapping[str, int]) -> bytes:
    """Write the table from codes to Unicode, in blocks of at most 100 as the format asks."""
    rows = [
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for character, code in sorted(codes.items(), key=lambda item: item[1])
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(rows), _LARGEST_BLOCK):
        block = rows[start : start + _LARGEST_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
