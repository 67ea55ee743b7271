r"""Makes the bytes of the corrected text: UTF-8, every character as it is.

Bird's-eye view: the end of the road ``edits -> text -> bytes``; :func:`ocrfix.write.files.write_atomically`
takes it from here. Line ends, byte order mark and form feeds are those of the input, for they are
characters of the text like any other. Start reading at :func:`corrected_bytes`.

German example: ``"Grüße\r\n"`` gives ``b"Gr\xc3\xbc\xc3\x9fe\r\n"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocrfix.edits import PAGE_SEPARATOR, corrected_pages
from ocrfix.model import CorrectionResult

# Damaged fonts in PDFs can give half of a surrogate pair, which is no character and has no UTF-8.
_LONE_SURROGATE = "[\ud800-\udfff]"


def encode_text(text: str) -> bytes:
    r"""Encode as UTF-8; half a surrogate pair becomes one replacement character, so that lengths stay.

    >>> encode_text("für")
    b'f\xc3\xbcr'
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return re.sub(_LONE_SURROGATE, "\N{REPLACEMENT CHARACTER}", text).encode("utf-8")


def corrected_bytes(result: CorrectionResult) -> bytes:
    """Give the content of ``NAME.txt``: all pages with a form feed between them, as UTF-8."""
    return b"".join(corrected_parts(result))


def corrected_parts(result: CorrectionResult) -> Iterator[bytes]:
    """Give what :func:`corrected_bytes` gives in pieces, one for each page."""
    for number, text in enumerate(corrected_pages(result)):
        yield encode_text(PAGE_SEPARATOR + text if number else text)
