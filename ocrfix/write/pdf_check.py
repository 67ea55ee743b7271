"""What must hold before a PDF is written back and after: nothing protected is changed, nothing visible moves.

Bird's-eye view: :func:`refuse_protected` looks at an input before any work is done on it, :func:`check_written`
compares the finished bytes with the input: the pages, what they show, and every word of the new layers with its box,
read by the same code that reads inputs. Start reading at :func:`check_written`.

German example: a layer that came back as ``Maß nahmen`` where ``Maßnahmen`` was to be written is an error.
"""

from __future__ import annotations

import logging
import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from io import BytesIO
from typing import Any, TypeAlias

from ocrfix.errors import InputError, OutputError
from ocrfix.extract.textlayer import FileWord, words_in_file_order
from ocrfix.model import Box
from ocrfix.write.pdf_words import LayerWord

# Neither pikepdf nor pypdfium2 carries types that would help here.
Pdf: TypeAlias = Any
PdfDocument: TypeAlias = Any
PdfObject: TypeAlias = Any

WITHOUT_PDF = "leave out --pdf: the text and the reports are written without it"
_REPORT = "please report it, and leave out --pdf: the text and the reports are written without it"
_BOX_TOLERANCE = 1.5
_CHECK_DPI = 150
# A page of 100 x 85 cm; larger ones are compared more coarsely, so that memory stays small.
_MOST_PIXELS = 30_000_000
_APPEND_ONLY = 2
_MOST_FIELDS = 10_000
_SAME_HYPHEN = str.maketrans({"\N{SOFT HYPHEN}": "-", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-"})


def open_for_writing(data: bytes, password: str | None = None) -> Pdf:
    """Open a PDF with pikepdf and refuse it when it may not be changed.

    Raises:
        InputError: it is signed, protected, or too damaged to be written again.
    """
    import pikepdf

    # What qpdf repairs on the way is told by what we say of the file, not by lines of its own on stderr.
    logging.getLogger("pikepdf").addHandler(logging.NullHandler())
    is_open_to_all = True
    try:
        try:
            pdf = pikepdf.open(BytesIO(data))
        except pikepdf.PasswordError:
            is_open_to_all = False
            pdf = pikepdf.open(BytesIO(data), password=password or "")
    except pikepdf.PasswordError as error:
        hint = "write it into a file and name that: --password-file FILE"
        raise InputError("the PDF needs a password to open", hint) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise InputError("the PDF is too damaged to be written again", WITHOUT_PDF) from error
    try:
        refuse_protected(pdf, is_open_to_all=is_open_to_all)
    except BaseException:
        pdf.close()
        raise
    return pdf


def refuse_protected(pdf: Pdf, *, is_open_to_all: bool = True) -> None:
    """Refuse an open PDF whose copy would lose a signature or a protection.

    A file that is encrypted but opens without a password and permits everything protects nothing, so its copy may
    be written without encryption.

    Raises:
        InputError: it is signed or protected.
    """
    if pdf.is_encrypted:
        allowed = pdf.allow
        if not allowed.modify_other:
            raise InputError("the permissions of the PDF forbid changes, so --pdf cannot write it", WITHOUT_PDF)
        permits_all = allowed.extract and allowed.print_lowres and allowed.print_highres and allowed.modify_annotation
        if not is_open_to_all or not permits_all:
            raise InputError("the PDF is protected by a password, and its copy by --pdf would not be", WITHOUT_PDF)
    if _is_signed(pdf):
        raise InputError("the PDF is signed, and any change by --pdf would break the signature", WITHOUT_PDF)


def _is_signed(pdf: Pdf) -> bool:
    import pikepdf

    if "/Perms" in pdf.Root:
        return True
    form = pdf.Root.get("/AcroForm", None)
    if not isinstance(form, pikepdf.Dictionary):
        return False
    flags = form.get("/SigFlags", 0)
    if isinstance(flags, int) and flags & _APPEND_ONLY:
        return True
    seen: set[tuple[int, int]] = set()
    # What kind of field it is and what it holds may be said by a node above it (ISO 32000-1, table 220).
    waiting: list[tuple[Pdf, bool, bool]] = [(form, False, False)]
    while waiting and len(seen) < _MOST_FIELDS:
        node, is_below_signature, is_below_value = waiting.pop()
        children = node.get("/Fields" if node is form else "/Kids", None)
        for field in children if isinstance(children, pikepdf.Array) else ():
            if not isinstance(field, pikepdf.Dictionary) or (field.is_indirect and field.objgen in seen):
                continue
            seen.add(field.objgen if field.is_indirect else (0, len(seen)))
            kind = field.get("/FT", None)
            is_signature = is_below_signature if kind is None else kind == pikepdf.Name.Sig
            has_value = is_below_value or "/V" in field
            if is_signature and has_value:
                return True
            waiting.append((field, is_signature, has_value))
    return False


def check_written(
    before: bytes,
    after: bytes,
    layers: Mapping[int, Sequence[LayerWord]],
    max_pixels: int,
    is_alive: Callable[[], None] = lambda: None,
) -> None:
    """Compare a written PDF with its input; ``layers`` maps the (1-based) pages that got one to their words.

    Raises:
        OutputError: a page is gone, looks different, or does not give back the words that were written.
    """
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(before)) as old, closing(pypdfium2.PdfDocument(after)) as new:
            if len(old) != len(new):
                raise OutputError(f"the written PDF has {len(new)} pages instead of {len(old)}", _REPORT)
            for number, words in sorted(layers.items()):
                with closing(old[number - 1]) as old_page, closing(new[number - 1]) as new_page:
                    _check_look(old_page, new_page, number, max_pixels)
                    _check_words(words_in_file_order(new_page), words, number)
                is_alive()
    except pypdfium2.PdfiumError as error:
        raise OutputError("the written PDF cannot be read again", _REPORT) from error


def _check_look(old_page: PdfObject, new_page: PdfObject, number: int, max_pixels: int) -> None:
    sizes = old_page.get_size(), new_page.get_size()
    if sizes[0] != sizes[1] or old_page.get_rotation() != new_page.get_rotation():
        raise OutputError(f"page {number} of the written PDF has another size", _REPORT)
    square_inches = max(sizes[0][0] * sizes[0][1], 1.0) / 72**2
    dpi = min(_CHECK_DPI, math.sqrt(min(max_pixels, _MOST_PIXELS) / square_inches))
    pictures = []
    for page in (old_page, new_page):
        with closing(page.render(scale=dpi / 72)) as bitmap:
            pictures.append(bytes(bitmap.buffer))
    if pictures[0] != pictures[1]:
        raise OutputError(f"page {number} of the written PDF looks different", _REPORT)


def _check_words(read: Sequence[FileWord], written: Sequence[LayerWord], number: int) -> None:
    found = [word for word in read if word.is_invisible]
    if [comparable(word.text) for word in found] != [comparable(word.text) for word in written]:
        raise OutputError(f"the text layer of page {number} does not read back as it was written", _REPORT)
    for one, other in zip(found, written, strict=True):
        if not _is_near(one.box, other.box):
            raise OutputError(f"a word of page {number} reads back at another place", _REPORT)


def comparable(text: str) -> str:
    """Write a word as all readers of PDF agree on: ligatures in single letters, one kind of hyphen.

    >>> comparable("Maß\N{SOFT HYPHEN}"), comparable("\N{LATIN SMALL LIGATURE FI}r")
    ('Maß-', 'fir')
    """
    return unicodedata.normalize("NFKC", text).translate(_SAME_HYPHEN)


def _is_near(one: Box, other: Box) -> bool:
    pairs = ((one.x0, other.x0), (one.top, other.top), (one.x1, other.x1), (one.bottom, other.bottom))
    return all(abs(first - second) <= _BOX_TOLERANCE for first, second in pairs)
