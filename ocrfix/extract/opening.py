"""Opens a PDF for reading, with the password where it needs one.

Bird's-eye view: whoever reads a PDF with PDFium (its text, its pictures for the report, its pages for the PDF back)
opens it here, so that all of them open the same files. Start reading at :func:`open_pdf`.

German example: of a folder of Personalakten with one password, the Formblatt that only forbids copying opens as well.
"""

from __future__ import annotations

from typing import Any, TypeAlias

# pypdfium2 carries no types.
PdfDocument: TypeAlias = Any

ERROR_PASSWORD = 4
"""PDFium's number for a password that is missing or wrong."""


def open_pdf(data: bytes, password: str | None) -> PdfDocument:
    """Open a PDF; the password is for the files of a run that need it, and to others it would be a wrong one.

    Raises:
        pypdfium2.PdfiumError: it cannot be opened.
    """
    import pypdfium2

    try:
        return _opened(data, None)
    except pypdfium2.PdfiumError as error:
        if password is None or getattr(error, "err_code", None) != ERROR_PASSWORD:
            raise
    return _opened(data, password)


def _opened(data: bytes, password: str | None) -> PdfDocument:
    import pypdfium2
    from pypdfium2 import raw

    # A document without pages leaves PDFium's error of an earlier one in its place: let it fail on what is no PDF.
    raw.FPDF_LoadMemDocument(b"", 0, None)
    return pypdfium2.PdfDocument(data, password=password)
