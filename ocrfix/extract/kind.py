"""Tells by its first bytes what an input is.

Bird's-eye view: the first stage asks :func:`kind_of` which reader takes the input; names and extensions do
not count, so that ``ocrfix fix -`` and a wrongly named file work alike. Start reading at :func:`kind_of`.

German example: the bytes ``b"%PDF-1.4"`` are a PDF, those of ``"für Heimat"`` are a text.
"""

from __future__ import annotations

import codecs
import re

from ocrfix.model import SourceKind

__all__ = ["HEAD_BYTES", "SourceKind", "kind_of"]

_IMAGE_BEGINNINGS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
)
_PDF_MARK = b"%PDF-"
# Viewers accept rubbish of up to this many bytes before the mark (an old mail header, a byte order mark).
_PDF_MARK_WITHIN = 1024
HEAD_BYTES = 16384
"""This many bytes tell the kind of any input; the head of an hOCR file can be long."""
# Compiled by the standard library for what may be markup: texts are told by their first sign.
_BEFORE_ROOT = r"(?s)\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
_ROOT = r"<(?:[\w.-]+:)?([A-Za-z]+)[\s>/]"
_HOCR_MARK = r"""ocr-system|ocr-capabilities|class\s*=\s*["']?ocrx?_"""


def kind_of(head: bytes) -> SourceKind:
    r"""Tell the kind of an input by its first :data:`HEAD_BYTES`; what is nothing else is text.

    Markup is told by its root element: ``alto``, ``PcGts``, and ``html`` that holds marks of hOCR.

    >>> kind_of(b"%PDF-1.7 ...")
    <SourceKind.PDF: 'pdf'>
    >>> kind_of(b"II*\x00....")
    <SourceKind.IMAGE: 'image'>
    >>> kind_of("Maßnahmen der Länder".encode())
    <SourceKind.TEXT: 'text'>
    >>> kind_of(b'<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">')
    <SourceKind.ALTO: 'alto'>
    """
    if head.startswith(_IMAGE_BEGINNINGS):
        return SourceKind.IMAGE
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(_PDF_MARK):
        return SourceKind.PDF
    # A text may talk about "%PDF-"; only a line that starts with the mark and is followed by the usual
    # comment of four high bytes is taken for a PDF with something before it.
    position = head[:_PDF_MARK_WITHIN].find(b"\n" + _PDF_MARK)
    following_lines = head[position + 1 : position + 40].splitlines()[1:2] if position >= 0 else []
    if following_lines and following_lines[0].startswith(b"%") and max(following_lines[0]) > 127:
        return SourceKind.PDF
    return _kind_of_markup(head)


def _kind_of_markup(head: bytes) -> SourceKind:
    is_wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16", "replace") if is_wide else head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    if not text.lstrip().startswith("<"):
        return SourceKind.TEXT
    before = re.match(_BEFORE_ROOT, text)
    root = re.match(_ROOT, text[before.end() :]) if before is not None else None
    match root[1].lower() if root is not None else "":
        case "alto":
            return SourceKind.ALTO
        case "pcgts":
            return SourceKind.PAGE
        case "html" if re.search(_HOCR_MARK, text):
            return SourceKind.HOCR
    return SourceKind.TEXT
