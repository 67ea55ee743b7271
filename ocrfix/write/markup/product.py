"""The bytes of a result as hOCR, ALTO or PAGE.

Bird's-eye view: a file that is of the wanted format already is changed in place, anything else is written anew from
its pages. Start reading at :func:`markup_files`.

German example: ``antrag.alto.xml`` for ``antrag.pdf`` is made from the words and boxes of its layer.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from ocrfix.edits import edits_of
from ocrfix.errors import InputError, several_pages_error
from ocrfix.extract.kind import HEAD_BYTES, SourceKind, kind_of
from ocrfix.extract.markup.read import parse_markup
from ocrfix.model import CorrectionResult
from ocrfix.write.markup.create import new_markup
from ocrfix.write.markup.inplace import changed_markup


def markup_bytes(
    result: CorrectionResult, original: bytes, wanted: SourceKind, version: str, *, keep_original: bool = True
) -> bytes:
    """Give a corrected document as hOCR, ALTO or PAGE in one file.

    ``original`` are the bytes of the input, ``version`` is that of ocrfix, ``keep_original`` writes what stood there
    as alternatives.

    Raises:
        InputError: the input changed since it was read, or PAGE is wanted for several pages.
    """
    files = markup_files(result, original, wanted, version, keep_original=keep_original)
    if len(files) > 1:
        raise several_pages_error()
    return files[0]


def markup_files(
    result: CorrectionResult, original: bytes, wanted: SourceKind, version: str, *, keep_original: bool = True
) -> tuple[bytes, ...]:
    """Give a corrected document as hOCR, ALTO or PAGE: one file, in PAGE one for each page.

    The arguments are those of :func:`markup_bytes`.

    Raises:
        InputError: the input changed since it was read.
    """
    if hashlib.sha256(original).hexdigest() != result.document.sha256:
        raise InputError("the file changed while it was read", "run it again")
    confidences = {decision.id: decision.confidence for decision in result.decisions}
    if kind_of(original[:HEAD_BYTES]) is wanted:
        read = parse_markup(original, wanted)
        return (changed_markup(read, edits_of(result), confidences, keep_original=keep_original),)
    parts: tuple[CorrectionResult, ...] = (result,)
    if wanted is SourceKind.PAGE:
        parts = tuple(
            replace(result, document=replace(result.document, pages=(page,))) for page in result.document.pages
        )
    return tuple(new_markup(part, confidences, wanted, version, keep_original=keep_original) for part in parts)
