"""Picks pages, lines and words out of hOCR.

Bird's-eye view: words are ``ocrx_word`` elements; a line without any is one passage. What the recogniser did not
choose (``del`` of an alternative, Tesseract's lists of choices) is left out. Sources: the hOCR specification 1.2 and
the output of Tesseract 5. Start reading at :func:`read_hocr`.

German example: ``<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 91'>fir</span>`` is the word ``fir``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocrfix.errors import InputError
from ocrfix.extract.images import resolution_of
from ocrfix.extract.markup.scan import Node, Run, outermost, text_of
from ocrfix.extract.markup.units import (
    POINTS_PER_INCH,
    Line,
    MarkupPage,
    Unit,
    UnitKind,
    confidence_of,
    make_page,
    number_of,
    trimmed_runs,
)
from ocrfix.model import Box

WORD_CLASSES = frozenset(("ocrx_word", "ocr_word"))
LINE_CLASSES = frozenset(
    ("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocr_pageno")
)
_PARAGRAPH_CLASSES = frozenset(("ocr_par", "ocrx_par", "ocr_carea", "ocrx_block", "ocr_column", "ocr_float"))
_PAGE_CLASS = "ocr_page"
_CHARACTER_CLASSES = frozenset(("ocrx_cinfo", "ocr_cinfo"))
_CHOICES = re.compile(r"(?:lstm_choices|timestep)")


def classes_of(text: str, node: Node) -> frozenset[str]:
    """Give the classes of an HTML element."""
    return frozenset(attribute(text, node, "class").split())


def attribute(text: str, node: Node, name: str) -> str:
    """Give the value of an attribute, "" where there is none."""
    run = node.attributes.get(name)
    return text_of(text, run) if run is not None else ""


def properties_of(title: str) -> dict[str, str]:
    """Read the properties of a ``title`` attribute.

    >>> properties_of('image "a; b.png"; bbox 0 0 10 20; x_wconf 91')
    {'image': '"a; b.png"', 'bbox': '0 0 10 20', 'x_wconf': '91'}
    """
    found: dict[str, str] = {}
    for part in re.findall(r'(?:"[^"]*"|[^;"])+', title):
        name, _, value = part.strip().partition(" ")
        if name:
            found.setdefault(name, value.strip())
    return found


def read_hocr(text: str, nodes: tuple[Node, ...]) -> tuple[MarkupPage, ...]:
    """Give the pages of an hOCR file.

    Raises:
        InputError: it has no ``ocr_page`` element.
    """
    pages = outermost(node for node in nodes if _PAGE_CLASS in classes_of(text, node))
    if not pages:
        raise InputError("the hOCR has no ocr_page element", "write it with: tesseract IMAGE OUT hocr")
    return tuple(_read_page(text, node, number) for number, node in enumerate(pages, start=1))


def _read_page(text: str, page: Node, number: int) -> MarkupPage:
    title = properties_of(attribute(text, page, "title"))
    box = numbers_of(title.get("bbox", ""))
    width, height = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
    stated = numbers_of(title.get("scan_res", ""))
    metadata = (stated[0], stated[0]) if stated else None
    dpi, _ = resolution_of(int(width), int(height), metadata)
    scale = POINTS_PER_INCH / dpi
    lines = list(_lines(text, page, scale))
    return make_page(number, page, lines, (round(width * scale, 2), round(height * scale, 2)), dpi)


def _lines(text: str, page: Node, scale: float) -> Iterator[Line]:
    """Give the lines in the order of the file; words that stand in no line are grouped by their parent.

    A line around other lines (a header, a float), and a word around other words, is only their frame.
    """
    units: dict[int, list[Unit]] = {}
    owners: dict[int, Node] = {}
    with_words = _around(text, page, WORD_CLASSES)
    with_parts = with_words | _around(text, page, LINE_CLASSES)
    for node in page.walk():
        classes = classes_of(text, node)
        is_word = bool(classes & WORD_CLASSES) and id(node) not in with_words
        is_lone_line = bool(classes & LINE_CLASSES) and id(node) not in with_parts
        if not is_word and not is_lone_line:
            continue
        owner = _line_around(text, node) if is_word else node
        found = _units(text, node, UnitKind.WORD if is_word else UnitKind.PASSAGE, scale)
        if found:
            owners[id(owner)] = owner
            units.setdefault(id(owner), []).extend(found)
    paragraph: Node | None = None
    for key, line_units in units.items():
        around = _paragraph_around(text, owners[key])
        yield Line(tuple(line_units), starts_paragraph=around is not paragraph)
        paragraph = around


def _around(text: str, page: Node, wanted: frozenset[str]) -> frozenset[int]:
    """Name what stands around the elements of some classes."""
    inner = (node for node in page.walk() if classes_of(text, node) & wanted)
    return frozenset(id(around) for node in inner for around in node.ancestors())


def _line_around(text: str, word: Node) -> Node:
    for node in word.ancestors():
        if classes_of(text, node) & LINE_CLASSES:
            return node
    return word.parent or word


def _paragraph_around(text: str, line: Node) -> Node | None:
    return next((node for node in line.ancestors() if classes_of(text, node) & _PARAGRAPH_CLASSES), line.parent)


def _units(text: str, node: Node, kind: UnitKind, scale: float) -> list[Unit]:
    """Give the unit of a word, or those of a line, which ``<br>`` parts."""
    parts = chosen_runs(text, node)
    parts = [[run for part in parts for run in part]] if kind is UnitKind.WORD else parts
    trimmed = [trimmed_runs(text, part, is_collapsed=True) for part in parts]
    properties = properties_of(attribute(text, node, "title"))
    corners = numbers_of(properties.get("bbox", ""))
    box = Box(*(round(corner * scale, 3) for corner in corners)) if len(corners) == 4 else None
    confidence = confidence_of(properties.get("x_wconf"), 100.0)
    return [Unit(kind, node, runs, content, box, confidence) for runs, content in trimmed if content]


def chosen_runs(text: str, node: Node) -> list[list[Run]]:
    """Give the runs of an element's text without readings that the recogniser did not choose, parted at ``<br>``."""
    parts: list[list[Run]] = [[]]
    has_characters = False
    waiting: list[Node | Run] = list(reversed(node.content))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Run):
            parts[-1].append(part)
        elif part.local.lower() == "br":
            parts.append([])
        elif not _is_choice(text, part):
            has_characters = has_characters or bool(classes_of(text, part) & _CHARACTER_CLASSES)
            waiting.extend(reversed(part.content))
    # White space between elements of one character each is layout of the file.
    return [[run for run in runs if not has_characters or text_of(text, run).strip()] for runs in parts]


def _is_choice(text: str, node: Node) -> bool:
    is_refused = node.local.lower() == "del" or "ocr_symbol" in classes_of(text, node)
    return is_refused or _CHOICES.match(attribute(text, node, "id")) is not None


def numbers_of(value: str) -> list[float]:
    """Read the numbers of a property, none where one of its parts is no finite number."""
    numbers = [number_of(part) for part in value.split()]
    return [number for number in numbers if number is not None] if None not in numbers else []


def software_of(text: str, nodes: tuple[Node, ...]) -> str:
    """Name the program that wrote the file, "" where it does not say."""
    for node in nodes:
        if node.local.lower() == "meta" and attribute(text, node, "name") == "ocr-system":
            return attribute(text, node, "content").strip()
    return ""
