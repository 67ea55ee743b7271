"""Tells by its first bytes what an input is.

Bird's-eye view: the first stage asks :func:`kind_of` which reader takes the input; names and extensions do
not count, so that ``ocrfix fix -`` and a wrongly named file work alike. Start reading at :func:`kind_of`.

German example: the bytes ``b"%PDF-1.4"`` are a PDF, those of ``"für Heimat"`` are a text.
"""

from __future__ import annotations

from enum import StrEnum

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


class SourceKind(StrEnum):
    """What an input is."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"


def kind_of(head: bytes) -> SourceKind:
    r"""Tell the kind of an input by its first bytes (1024 are enough); what is neither PDF nor image is text.

    >>> kind_of(b"%PDF-1.7 ...")
    <SourceKind.PDF: 'pdf'>
    >>> kind_of(b"II*\x00....")
    <SourceKind.IMAGE: 'image'>
    >>> kind_of("Maßnahmen der Länder".encode())
    <SourceKind.TEXT: 'text'>
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
    return SourceKind.TEXT
