"""Picks lines and words out of PAGE (the page content schemas of 2010 to 2019).

Bird's-eye view: text stands in ``TextEquiv/Unicode`` of words, of lines without words, or of regions without lines;
of several the one with the lowest index counts. Regions come in the order that ``ReadingOrder`` gives. Sources: the
schema of 2019-07-15 and the conventions of OCR-D. Start reading at :func:`read_page`.

German example: ``<Word id="w1"><Coords .../><TextEquiv><Unicode>fir</Unicode></TextEquiv></Word>``.
"""

from __future__ import annotations

import re

from ocrfix.errors import InputError
from ocrfix.extract.images import resolution_of
from ocrfix.extract.markup.alto import value_of
from ocrfix.extract.markup.scan import Node, Run, outermost, text_of
from ocrfix.extract.markup.units import (
    POINTS_PER_INCH,
    Line,
    MarkupPage,
    Unit,
    UnitKind,
    confidence_of,
    content_runs,
    make_page,
    number_of,
    trimmed_runs,
)
from ocrfix.model import Box

_POINT = re.compile(r"(-?(?<!\d)\d++(?:\.\d++)?),(-?\d++(?:\.\d++)?)")
_CENTIMETRES_PER_INCH = 2.54
_REFERENCES = frozenset(("RegionRef", "RegionRefIndexed"))


def read_page(text: str, nodes: tuple[Node, ...]) -> tuple[MarkupPage, ...]:
    """Give the page of a PAGE file (the format holds one).

    Raises:
        InputError: it has no page.
    """
    pages = outermost(node for node in nodes if node.local == "Page" and node.namespace == nodes[0].namespace)
    if not pages:
        raise InputError("the PAGE file has no Page element", "write it again with the program it comes from")
    return tuple(_read_page(text, node, number) for number, node in enumerate(pages, start=1))


def _read_page(text: str, page: Node, number: int) -> MarkupPage:
    width = number_of(value_of(text, page, "imageWidth")) or 0.0
    height = number_of(value_of(text, page, "imageHeight")) or 0.0
    stated = number_of(value_of(text, page, "imageXResolution")) or 0.0
    if value_of(text, page, "imageResolutionUnit") == "PPCM":
        stated *= _CENTIMETRES_PER_INCH
    dpi, _ = resolution_of(int(width), int(height), (stated, stated) if stated else None)
    scale = POINTS_PER_INCH / dpi
    lines: list[Line] = []
    for region in _regions(text, page):
        is_first = True
        for line in _lines(text, region, scale):
            lines.append(Line(line.units, is_first, line.separators))
            is_first = False
    return make_page(number, page, lines, (round(width * scale, 2), round(height * scale, 2)), dpi)


def _regions(text: str, page: Node) -> list[Node]:
    """Give the text regions in reading order; those that it does not name follow in the order of the file."""
    regions = [node for node in page.walk() if node.local == "TextRegion" and node.namespace == page.namespace]
    order = next((node for node in page.children if node.local == "ReadingOrder"), None)
    ranks = {name: rank for rank, name in enumerate(_references(text, order))} if order is not None else {}

    def rank_of(region: Node) -> int:
        # A region inside another is read with it.
        around = (region, *region.ancestors())
        named = (ranks.get(value_of(text, node, "id") or "") for node in around)
        return next((rank for rank in named if rank is not None), len(ranks))

    return sorted(regions, key=rank_of)


def _references(text: str, order: Node) -> list[str]:
    """Give the names of regions in reading order, groups within groups, indexed ones sorted."""

    def key(node: Node) -> float:
        return number_of(value_of(text, node, "index")) or 0.0

    names: list[str] = []
    waiting = [order]
    while waiting:
        node = waiting.pop()
        if node.local in _REFERENCES:
            names.append(value_of(text, node, "regionRef") or "")
            continue
        if reference := value_of(text, node, "regionRef"):
            names.append(reference)
        is_ordered = node.local.startswith("Ordered")
        children = sorted(node.children, key=key) if is_ordered else node.children
        waiting.extend(reversed(children))
    return names


def main_text(text: str, node: Node) -> Node | None:
    """Give the ``Unicode`` element of the text that counts: the lowest index, else the first."""
    equivalents = [child for child in node.children if child.local == "TextEquiv"]
    indexes = [number_of(value_of(text, child, "index")) for child in equivalents]
    if not equivalents:
        return None
    # One without an index counts as 0, and of equals the first, as in the tools of OCR-D.
    place = min(range(len(indexes)), key=lambda each: (indexes[each] or 0.0, each))
    return next((child for child in equivalents[place].children if child.local == "Unicode"), None)


def _lines(text: str, region: Node, scale: float) -> list[Line]:
    text_lines = [child for child in region.children if child.local == "TextLine"]
    lines = [line for node in text_lines if (line := _line(text, node, scale)) is not None]
    if lines:
        return lines
    unit = _unit(text, region, UnitKind.PASSAGE, scale)
    return [Line((unit,))] if unit is not None else []


def _line(text: str, node: Node, scale: float) -> Line | None:
    words = [child for child in node.children if child.local == "Word"]
    units = [unit for word in words if (unit := _unit(text, word, UnitKind.WORD, scale)) is not None]
    if units:
        return Line(tuple(units), separators=_separators(text, node, units))
    unit = _unit(text, node, UnitKind.PASSAGE, scale)
    return Line((unit,)) if unit is not None else None


def _separators(text: str, line: Node, units: list[Unit]) -> tuple[str, ...]:
    """Take the spaces between words from the line's own text, for some programs cut marks off their words."""
    element = main_text(text, line)
    whole = "".join(text_of(text, run) for run in content_runs(element)) if element is not None else ""
    separators = []
    position = 0
    for unit in units:
        gap = len(whole[position:]) - len(whole[position:].lstrip())
        if not whole.startswith(unit.text, position + gap):
            return ()
        separators.append(" " if gap else "")
        position += gap + len(unit.text)
    return tuple(separators)


def _unit(text: str, node: Node, kind: UnitKind, scale: float) -> Unit | None:
    element = main_text(text, node)
    if element is None:
        return None
    runs, content = trimmed_runs(text, content_runs(element), is_collapsed=False)
    if not content:
        return None
    assert element.parent is not None
    confidence = confidence_of(value_of(text, element.parent, "conf"))
    corners = corners_of(text, node)
    box = Box(*(round(corner * scale, 3) for corner in corners)) if corners is not None else None
    return Unit(kind, node, runs, content, box, confidence)


def points_of(node: Node) -> Run | None:
    """Give the run of the ``points`` of an element's ``Coords``."""
    coords = next((child for child in node.children if child.local == "Coords"), None)
    return coords.attributes.get("points") if coords is not None else None


def corners_of(text: str, node: Node) -> tuple[float, float, float, float] | None:
    """Give left, top, right and bottom of an element's outline in pixels."""
    run = points_of(node)
    points = [(float(x), float(y)) for x, y in _POINT.findall(text_of(text, run))] if run is not None else []
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def software_of(text: str, nodes: tuple[Node, ...]) -> str:
    """Name the program that wrote the file, "" where it does not say."""
    creator = next((node for node in nodes if node.local == "Creator"), None)
    return "".join(text_of(text, run) for run in content_runs(creator)).strip() if creator is not None else ""
