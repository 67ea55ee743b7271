r"""Makes a new hOCR, ALTO or PAGE file of a document that was read from a PDF, an image, a text or other markup.

Bird's-eye view: :func:`laid_out` puts the corrected words of a page into paragraphs and lines with their boxes in
pixels, in the types of :mod:`ocrfix.write.markup.new`; ``hocr_text``, ``alto_text`` and ``page_text`` of
:mod:`ocrfix.write.markup.formats` write them. Pixels are those of the image where there was one, else of the page
at 300 dpi; a plain text has no boxes. No clock is read: where PAGE demands a date it is that of the epoch. Start
reading at :func:`new_markup`.

German example: ``"Rück-\nmeldung"`` becomes two ``String`` elements, ``HypPart1`` and ``HypPart2`` of ``Rückmeldung``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ocrfix.edits import edits_by_page
from ocrfix.extract.kind import SourceKind
from ocrfix.model import Box, CorrectionResult, Edit, Page, PlacedWord, Span
from ocrfix.write.markup.changes import changes_of
from ocrfix.write.markup.new import NewDocument, NewPage, NewWord, PixelBox

DEFAULT_DPI = 300.0
_POINTS_PER_INCH = 72.0
_TOKEN = re.compile(r"\S+")


def new_markup(
    result: CorrectionResult, confidences: Mapping[str, float], wanted: SourceKind, version: str, *, keep_original: bool
) -> bytes:
    """Write a result as a new file, UTF-8."""
    from ocrfix.write.markup import formats

    edits = edits_by_page(result)
    pages = tuple(laid_out(page, edits.get(page.number, ()), confidences) for page in result.document.pages)
    document = NewDocument(result.document.source_name, version, pages, keep_original)
    writer = {
        SourceKind.HOCR: formats.hocr_text,
        SourceKind.ALTO: formats.alto_text,
        SourceKind.PAGE: formats.page_text,
    }[wanted]
    return writer(document).encode("utf-8")


def laid_out(page: Page, edits: Sequence[Edit], confidences: Mapping[str, float]) -> NewPage:
    """Put the corrected words of a page into paragraphs and lines."""
    dpi = page.resolution_dpi or DEFAULT_DPI
    scale = dpi / _POINTS_PER_INCH
    words = page.words or tuple(
        PlacedWord(Span(*match.span()), Box(0.0, 0.0, 0.0, 0.0)) for match in _TOKEN.finditer(page.text)
    )
    has_boxes = bool(page.words)
    changes = changes_of(page.text, [word.span for word in words], edits, confidences)
    changed = {change.first: change for change in changes}
    absorbed = {place for change in changes for place in range(change.first + 1, change.last + 1)}
    paragraphs: list[list[list[NewWord]]] = []
    end = 0
    for place, word in enumerate(words):
        gap = page.text[end : word.span.start]
        end = word.span.end
        if not paragraphs or gap.count("\n") > 1 or "\f" in gap:
            paragraphs.append([[]])
        elif "\n" in gap and paragraphs[-1][-1]:
            paragraphs[-1].append([])
        change = changed.get(place)
        last = words[change.last] if change is not None else word
        box = _pixels(word.box, scale) if has_boxes else None
        if box is not None and last is not word:
            box = box.around(_pixels(last.box, scale))
        if change is None and place not in absorbed:
            text = page.text[word.span.start : word.span.end]
            paragraphs[-1][-1].append(NewWord(text, "", box, word.confidence))
        elif change is not None and change.after.strip():
            after = change.after
            paragraphs[-1][-1].append(NewWord(after, change.before, box, change.confidence, word.confidence))
    filled = tuple(
        tuple(tuple(line) for line in paragraph if line) for paragraph in paragraphs if any(line for line in paragraph)
    )
    return NewPage(page.number, round(page.width * scale), round(page.height * scale), dpi, filled)


def _pixels(box: Box, scale: float) -> PixelBox:
    left, top = max(0, round(box.x0 * scale)), max(0, round(box.top * scale))
    return PixelBox(left, top, max(left, round(box.x1 * scale)), max(top, round(box.bottom * scale)))
