"""The way from the bytes of an hOCR, ALTO or PAGE file to pages.

Bird's-eye view: :func:`parse_markup` gives everything, for reading and for writing back; :func:`read_markup` gives
the pages that the pipeline corrects. Parsing the same bytes gives the same units, so nothing but the bytes is kept
between reading and writing. Start reading at :func:`parse_markup`.

German example: an ALTO file of the Tesseract for a page of a Kleine Anfrage is one page of 369 words with boxes.
"""

from __future__ import annotations

from ocrfix.config import ExtractConfig
from ocrfix.errors import InputError
from ocrfix.extract.kind import SourceKind
from ocrfix.extract.markup import alto, hocr, page
from ocrfix.extract.markup.scan import Node, scan
from ocrfix.extract.markup.source import decode_markup, parse_xml, refuse_entities
from ocrfix.extract.markup.units import MarkupDocument
from ocrfix.extract.page_numbers import selected_numbers
from ocrfix.model import Origin, Page

_READERS = {
    SourceKind.HOCR: (hocr.read_hocr, hocr.software_of),
    SourceKind.ALTO: (alto.read_alto, alto.software_of),
    SourceKind.PAGE: (page.read_page, page.software_of),
}
NAMES = {SourceKind.HOCR: "hOCR", SourceKind.ALTO: "ALTO", SourceKind.PAGE: "PAGE"}


def parse_markup(data: bytes, kind: SourceKind) -> MarkupDocument:
    """Parse a markup file.

    Raises:
        InputError: damaged, cut off, not in its declared encoding, or without pages.
    """
    text, codec = decode_markup(data)
    refuse_entities(text)
    nodes = _nodes(text, data, kind)
    read_pages, software_of = _READERS[kind]
    return MarkupDocument(kind, text, codec, read_pages(text, nodes), software_of(text, nodes))


def _nodes(text: str, data: bytes, kind: SourceKind) -> tuple[Node, ...]:
    """Scan the file as XML, and hOCR that is no XML as HTML."""
    try:
        root = parse_xml(data)
    except InputError:
        if kind is not SourceKind.HOCR:
            raise
        return scan(text, is_html=True)
    nodes = scan(text)
    tags = [element.tag for element in root.iter("*")]
    if len(tags) != len(nodes):
        raise InputError("the markup is damaged or cut off", "write the file again with the program it comes from")
    for node, tag in zip(nodes, tags, strict=True):
        namespace, _, node.local = tag.rpartition("}")
        node.namespace = namespace.lstrip("{")
    return nodes


def read_markup(data: bytes, kind: SourceKind, config: ExtractConfig) -> tuple[Page, ...]:
    """Give the selected pages of a markup file.

    Raises:
        InputError: as :func:`parse_markup`; no text at all, or a limit is exceeded.
    """
    document = parse_markup(data, kind)
    if not any(each.text for each in document.pages):
        raise InputError(f"the {NAMES[kind]} file holds no text", "check that the right file was named")
    pages = []
    for number in selected_numbers(len(document.pages), config):
        found = document.pages[number - 1]
        writer = f" by {document.software}" if document.software else ""
        reason = f"{NAMES[kind]} file{writer}: {len(found.units)} words"
        origin = Origin.OCR_LAYER if found.text else Origin.BLANK
        size = (found.width, found.height, found.resolution_dpi)
        pages.append(Page(number, found.text, found.placed_words(), origin, reason, *size))
    return tuple(pages)
