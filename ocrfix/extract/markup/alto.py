"""Picks pages, lines and words out of ALTO (versions 1 to 4, the namespaces of all of them).

Bird's-eye view: each ``String`` is a word and its text an attribute; ``HYP`` is the hyphen that belongs to the word
before it. Sources: the ALTO schemas 2.0 to 4.4. Start reading at :func:`read_alto`.

German example: ``<String CONTENT="Rück" SUBS_TYPE="HypPart1"/><HYP CONTENT="-"/>`` is read as ``Rück-``.
"""

from __future__ import annotations

from ocrfix.errors import InputError
from ocrfix.extract.images import resolution_of
from ocrfix.extract.markup.scan import Node, outermost, text_of
from ocrfix.extract.markup.units import (
    POINTS_PER_INCH,
    Line,
    MarkupPage,
    Unit,
    UnitKind,
    confidence_of,
    make_page,
    number_of,
)
from ocrfix.model import Box
from ocrfix.text.characters import LINE_END_HYPHENS

_UNITS_PER_INCH = {"mm10": 254.0, "inch1200": 1200.0}
CONTENT = "CONTENT"


def value_of(text: str, node: Node, name: str) -> str | None:
    """Give the value of an attribute, None where there is none."""
    run = node.attributes.get(name)
    return text_of(text, run) if run is not None else None


def box_of(text: str, node: Node) -> tuple[float, float, float, float] | None:
    """Give left, top, right and bottom in the file's own unit, None where one is missing."""
    numbers = [number_of(value_of(text, node, name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")]
    left, top, width, height = numbers
    if left is None or top is None or width is None or height is None:
        return None
    return left, top, left + width, top + height


def read_alto(text: str, nodes: tuple[Node, ...]) -> tuple[MarkupPage, ...]:
    """Give the pages of an ALTO file.

    Raises:
        InputError: it has no page.
    """
    namespace = nodes[0].namespace
    own = [node for node in nodes if node.namespace == namespace]
    unit_name = next((_content(text, node) for node in own if node.local == "MeasurementUnit"), "pixel")
    pages = outermost(node for node in own if node.local == "Page")
    if not pages:
        raise InputError("the ALTO has no Page element", "write it with: tesseract IMAGE OUT alto")
    return tuple(_read_page(text, node, number, unit_name) for number, node in enumerate(pages, start=1))


def _content(text: str, node: Node) -> str:
    return "".join(text_of(text, part) for part in node.content if not isinstance(part, Node)).strip()


def _read_page(text: str, page: Node, number: int, unit_name: str) -> MarkupPage:
    width = number_of(value_of(text, page, "WIDTH")) or 0.0
    height = number_of(value_of(text, page, "HEIGHT")) or 0.0
    per_inch = _UNITS_PER_INCH.get(unit_name)
    dpi = resolution_of(int(width), int(height), None)[0] if per_inch is None else 0.0
    scale = POINTS_PER_INCH / (per_inch or dpi)
    lines = []
    block: Node | None = None
    for node in page.walk():
        if node.local != "TextLine" or node.namespace != page.namespace:
            continue
        units = tuple(_units(text, node, scale))
        if units:
            lines.append(Line(units, starts_paragraph=node.parent is not block))
            block = node.parent
    size = (round(width * scale, 2), round(height * scale, 2))
    return make_page(number, page, lines, size, dpi)


def _units(text: str, line: Node, scale: float) -> list[Unit]:
    units: list[Unit] = []
    for node in line.children:
        run = node.attributes.get(CONTENT)
        content = text_of(text, run) if run is not None else ""
        if run is None or not content.strip() or node.namespace != line.namespace:
            continue
        if node.local == "String":
            corners = box_of(text, node)
            box = Box(*(round(corner * scale, 3) for corner in corners)) if corners is not None else None
            confidence = confidence_of(value_of(text, node, "WC"))
            units.append(Unit(UnitKind.WORD, node, (run,), content, box, confidence))
        # Some writers repeat the hyphen at the end of the word.
        elif node.local == "HYP" and units and units[-1].text[-1] not in LINE_END_HYPHENS:
            units.append(Unit(UnitKind.HYPHEN, node, (run,), content))
    return units


def software_of(text: str, nodes: tuple[Node, ...]) -> str:
    """Name the program that wrote the file, "" where it does not say."""
    return next((_content(text, node) for node in nodes if node.local == "softwareName"), "")
