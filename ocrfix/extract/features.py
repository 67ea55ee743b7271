"""What a page consists of beside running text: columns, tables, forms, running heads and feet, page numbers.

Bird's-eye view: every reader gives words with boxes, and :func:`features_of` tells from these alone how the page is
made up; the report says it. Nothing is changed or left out because of it: what stands on the page stays its text.
Stamps and handwriting are told by what the engine was unsure of (:mod:`ocrfix.detect.unreadable`). Start reading at
:func:`with_features`.

German example: a page of a Plenarprotokoll has two columns, and "Deutscher Bundestag – 17. Wahlperiode – 245. Sitzung"
with the page's number above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ocrfix.extract.columns import regions_in_reading_order
from ocrfix.model import Box, Page, PageFeature, PlacedWord
from ocrfix.records import dataclass
from ocrfix.text.furniture import has_page_number, is_furniture, is_page_number

# Lengths are multiples of the median height of a word.
_ROW_PITCH = 0.3
_CELL_GAP = 1.3
_GUTTER = 1.0
_FEWEST_ROWS_BESIDE = 4
_NARROWEST_COLUMN = 0.2
_SAME_EDGE = 0.35
_MOST_PITCH = 4.0
_FEWEST_CELLS = 3
_FEWEST_TABLE_ROWS = 4
_ROWS_OF_AN_EDGE = 3
# A head or foot is so many times the usual distance of lines away from the text.
_STANDS_APART = 1.4
_MOST_LEADING = 1.8
_UPRIGHT = 3.0
# The part of a page's height in which heads and feet are printed.
_MARGIN = 0.12
_FEWEST_ROWS_BETWEEN = 3
_FEWEST_WORDS = 8
# Dots lead to a page number in a table of contents; where nothing follows they are to be written on.
# A row of dots is tried from its first one only, or a row that ends in a number would be gone through for each dot.
_BLANK = re.compile(r"_{4,}|(?<!\.)(?<!\.\s)(?:\.\s?+){8,}+$|(?<!…)…{3,}+$")
_CHECK_BOX = re.compile(r"[☐☑☒□■◻❏]|\[\s?[xX]?\s?\]?|\(\s?\)")
_FEWEST_BLANKS = 3
_FEWEST_OPEN_BRACKETS = 4
_FIGURE = re.compile(r"[-–+]?\d[\d.,\s]*(?:%|€|EUR|Euro)?|[-–—]")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A part of a row with its left and right edge."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class _Row:
    """Words that stand side by side, from left to right, with their text."""

    words: tuple[tuple[str, Box], ...]

    @property
    def text(self) -> str:
        return " ".join(text for text, _ in self.words)

    @property
    def top(self) -> float:
        return median(box.top for _, box in self.words)

    @property
    def bottom(self) -> float:
        return median(box.bottom for _, box in self.words)

    def is_parted(self, gap: float, left: float, right: float) -> bool:
        """Say whether a space of ``gap`` points or more lies between two edges."""
        return any(
            after.x0 - before.x1 > gap and after.x0 > left and before.x1 < right
            for (_, before), (_, after) in pairwise(self.words)
        )

    def cells(self, gap: float) -> list[_Cell]:
        """Return the parts of the row that lie at least ``gap`` points apart."""
        cells: list[_Cell] = []
        for text, box in self.words:
            if cells and box.x0 - cells[-1].x1 <= gap:
                last = cells.pop()
                cells.append(_Cell(f"{last.text} {text}", last.x0, max(last.x1, box.x1)))
            else:
                cells.append(_Cell(text, box.x0, box.x1))
        return cells


def with_features(page: Page) -> Page:
    """Give a page the features that its words show, beside those that its reader knew."""
    found = {*page.features, *features_of(page.text, page.words, page.height)}
    return replace(page, features=tuple(feature for feature in PageFeature if feature in found))


def features_of(text: str, words: Sequence[PlacedWord], page_height: float) -> set[PageFeature]:
    """Tell what a page consists of; ``page_height`` is in points."""
    found: set[PageFeature] = set()
    placed = [(text[word.span.start : word.span.end], word.box) for word in words]
    if len(placed) >= _FEWEST_WORDS:
        height = median(box.bottom - box.top for _, box in placed) or 1.0
        placed = [(said, box) for said, box in placed if box.bottom - box.top <= _UPRIGHT * height]
        found |= _of_body(placed, height)
        found |= _of_margins(_rows(placed, height), height, page_height)
    return found


def _of_body(placed: Sequence[tuple[str, Box]], height: float) -> set[PageFeature]:
    found = set()
    rows = _rows(placed, height)
    regions = [list(placed)]
    # The search for columns takes longest, and most pages have none.
    left, right = min(box.x0 for _, box in placed), max(box.x1 for _, box in placed)
    aside = _NARROWEST_COLUMN * (right - left)
    if sum(row.is_parted(_GUTTER * height, left + aside, right - aside) for row in rows) >= _FEWEST_ROWS_BESIDE:
        boxes = [box for _, box in placed]
        regions = [[placed[index] for index in region] for region in regions_in_reading_order(boxes)]
    if any(_are_beside(one, other) for one, other in pairwise(regions)):
        found.add(PageFeature.COLUMNS)
    if any(_has_table(_rows(region, height), height) for region in regions):
        found.add(PageFeature.TABLE)
    # Boxes to tick are read as brackets that nothing closes: "[ja [nein [_".
    said_of_page = " ".join(said for said, _ in placed)
    if said_of_page.count("[") - said_of_page.count("]") >= _FEWEST_OPEN_BRACKETS:
        found.add(PageFeature.FORM)
    blanks = sum(len(_BLANK.findall(row.text)) for row in rows)
    if blanks + sum(_CHECK_BOX.fullmatch(said) is not None for said, _ in placed) >= _FEWEST_BLANKS:
        found.add(PageFeature.FORM)
    return found


def _are_beside(one: Sequence[tuple[str, Box]], other: Sequence[tuple[str, Box]]) -> bool:
    """Say whether a region stands to the right of the one before it."""
    is_right = median(box.x0 for _, box in other) > max(box.x0 for _, box in one)
    shared = min(max(box.bottom for _, box in region) for region in (one, other)) - max(
        min(box.top for _, box in region) for region in (one, other)
    )
    return is_right and shared > 0


def _rows(placed: Sequence[tuple[str, Box]], height: float) -> list[_Row]:
    rows: list[list[tuple[str, Box]]] = []
    previous = float("-inf")
    for said, box in sorted(placed, key=lambda each: (each[1].top + each[1].bottom, each[1].x0)):
        middle = (box.top + box.bottom) / 2
        if middle - previous > _ROW_PITCH * height:
            rows.append([])
        rows[-1].append((said, box))
        previous = middle
    return [_Row(tuple(sorted(row, key=lambda each: each[1].x0))) for row in rows]


def _has_table(rows: Sequence[_Row], height: float) -> bool:
    """Say whether rows that follow each other have cells with common edges: several, or a name and a figure."""
    parted = [(row.top, row.cells(_CELL_GAP * height)) for row in rows]
    several = [(top, cells) for top, cells in parted if len(cells) >= _FEWEST_CELLS]
    figures = [(top, cells) for top, cells in parted if len(cells) > 1 and _FIGURE.fullmatch(cells[-1].text)]
    return any(
        _common_edges(run, height) >= fewest
        for found, fewest in ((several, _FEWEST_CELLS - 1), (figures, 1))
        for run in _runs(found, _MOST_PITCH * height)
        if len(run) >= _FEWEST_TABLE_ROWS
    )


def _runs(rows: Sequence[tuple[float, list[_Cell]]], most_pitch: float) -> Iterator[list[list[_Cell]]]:
    """Yield rows that stand close together."""
    run: list[list[_Cell]] = []
    before = float("-inf")
    for top, cells in rows:
        if run and top - before > most_pitch:
            yield run
            run = []
        run.append(cells)
        before = top
    yield run


def _common_edges(run: Sequence[Sequence[_Cell]], height: float) -> int:
    """Count the left or right edges, whichever are more, that cells behind the first ones share."""
    most = 0
    for edges in (
        sorted(cell.x0 for cells in run for cell in cells[1:]),
        sorted(cell.x1 for cells in run for cell in cells[1:]),
    ):
        sizes = [1]
        for left, right in pairwise(edges):
            if right - left <= _SAME_EDGE * height:
                sizes[-1] += 1
            else:
                sizes.append(1)
        most = max(most, sum(size >= _ROWS_OF_AN_EDGE for size in sizes))
    return most


def _of_margins(rows: Sequence[_Row], height: float, page_height: float) -> set[PageFeature]:
    """Find heads, feet and page numbers: rows in the margin that stand apart and hold what such rows hold."""
    if len(rows) < _FEWEST_ROWS_BETWEEN:
        return set()
    found = set()
    # Lines far apart, as on a page of signatures, make the median useless.
    pitch = min(median(after.top - before.top for before, after in pairwise(rows)), _MOST_LEADING * height)
    sides = (
        (PageFeature.HEAD, list(rows), rows[0].bottom <= _MARGIN * page_height),
        (PageFeature.FOOT, list(reversed(rows)), rows[-1].top >= (1 - _MARGIN) * page_height),
    )
    for feature, ordered, is_in_margin in sides:
        first = _first_apart(ordered, pitch) if is_in_margin else []
        line = " ".join(row.text for row in first)
        if first and is_page_number(line):
            found.add(PageFeature.PAGE_NUMBER)
        elif first and any(row.text and is_furniture(row.text) for row in first):
            found.add(feature)
            if any(has_page_number(row.text) for row in first):
                found.add(PageFeature.PAGE_NUMBER)
    return found


def _first_apart(rows: Sequence[_Row], pitch: float) -> list[_Row]:
    """Return the first row, or the first two, where a gap parts them from the rest."""
    for count in (1, 2):
        if abs(rows[count].top - rows[count - 1].top) > _STANDS_APART * pitch:
            return list(rows[:count])
    return []
