"""The glyphless font is a whole TrueType file, and PDF/A finds in its dictionary what it asks for."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from ocrfix.write.pdf_font import ASCENT, DESCENT, GLYPH_WIDTH, character_codes, font_program, make_font, to_unicode


def test_the_program_is_a_whole_font_with_right_checksums() -> None:
    font = TTFont(BytesIO(font_program()), checkChecksums=2)
    for table in set(font.keys()) - {"GlyphOrder"}:
        assert font[table] is not None
    assert set(font["hmtx"].metrics.values()) == {(GLYPH_WIDTH, 0)}
    assert font["hhea"].ascent - font["hhea"].descent == ASCENT + DESCENT == font["head"].unitsPerEm
    assert font["name"].getDebugName(6) == "OcrfixInvisible"
    assert font["maxp"].numGlyphs == 2


def test_the_checksum_of_the_whole_is_the_one_that_readers_expect() -> None:
    program = font_program()
    assert len(program) % 4 == 0
    assert sum(int.from_bytes(program[start : start + 4]) for start in range(0, len(program), 4)) % 2**32 == 0xB1B0AFBA


def test_the_dictionary_holds_what_pdf_a_asks_for() -> None:
    with pikepdf.new() as pdf:
        font = make_font(pdf, character_codes(["für"]))
        (descendant,) = font.DescendantFonts
        assert (font.Encoding, descendant.Subtype) == (pikepdf.Name("/Identity-H"), pikepdf.Name.CIDFontType2)
        assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName
        assert descendant.DW == GLYPH_WIDTH
        # No code leads to the glyph .notdef, which PDF/A-2 forbids even for invisible text.
        assert descendant.CIDToGIDMap.read_bytes() == b"\0\1" * 0x10000
        assert descendant.FontDescriptor.FontFile2.read_bytes() == font_program()
        assert descendant.FontDescriptor.FontFile2.Length1 == len(font_program())
        assert b"<00FC> <00FC>" in font.ToUnicode.read_bytes()


def test_characters_beyond_the_first_plane_get_free_codes() -> None:
    codes = character_codes(["a\N{MATHEMATICAL BOLD SMALL A}", "\N{MATHEMATICAL BOLD SMALL B}a"])
    assert list(codes.values()) == [0x20, 0x61, 0xD800, 0xD801]
    assert b"<D801> <D835DC1B>" in to_unicode(codes)
    with pytest.raises(ValueError, match="too many"):
        character_codes(map(chr, range(0x10000, 0x10900)))


def test_the_table_of_unicode_values_comes_in_blocks_of_a_hundred() -> None:
    table = to_unicode({chr(code): code for code in range(0x100, 0x100 + 250)})
    assert [line for line in table.split(b"\n") if line.endswith(b"beginbfchar")] == [
        b"100 beginbfchar",
        b"100 beginbfchar",
        b"50 beginbfchar",
    ]
