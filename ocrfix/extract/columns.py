"""Finds the columns of a page from the boxes of its words.

Bird's-eye view: :mod:`ocrfix.extract.layout` asks :func:`regions_in_reading_order` which words belong together
and in which order a reader takes them: what stands above the columns, the left column, the right one, what
stands below; each of these parts is searched again. A gutter is a vertical strip that no word crosses over
several lines and that has running text (not the cells of a table) on both sides. Start reading at
:func:`regions_in_reading_order`, then :func:`_find_gutter`.

German example: on a page of a Plenarprotokoll the running head "Deutscher Bundestag - 17. Wahlperiode" comes
first, then the left column from top to bottom, then the right one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from ocrfix.model import Box
from ocrfix.records import dataclass

# Lengths are multiples of the median height of a word, so that the rules hold for any print size.
_GUTTER_WIDTH = 0.65
_FEWEST_ROWS = 4
# A strip that is hardly wider than the spaces of justified text must go on for longer to be believed.
_NARROW_GUTTER = 1.2
_FEWEST_ROWS_AT_NARROW_GUTTER = 10
# Once a gutter is known, what hangs on to it above and below (a few lines between two headings) is split too.
_FEWEST_ROWS_AT_KNOWN_GUTTER = 2
_KNOWN_GUTTER_CORE = 0.8
_STEPS_PER_GUTTER = 4
_MOST_STEPS = 400
_ROW_PITCH = 0.6
_LEAST_COLUMN_WIDTH_SHARE = 0.2
_LEAST_WORDS_PER_ROW = 2.2
_LEAST_FILL = 0.5
# Rows of running text follow each other closely; cells of a table wait for their neighbours.
_LEAST_DENSITY = 0.45
_EDGE_ROW_GAP = 0.5


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A strip from ``left`` to ``right`` that is clear between ``top`` and ``bottom``."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Words:
    """The boxes of a region in the order of their middles, in which a stretch of it is found at once."""

    boxes: tuple[Box, ...]
    middles: tuple[float, ...]

    @classmethod
    def of(cls, boxes: Sequence[Box]) -> _Words:
        """Put boxes in order."""
        ordered = sorted(boxes, key=lambda box: (box.top + box.bottom) / 2)
        return cls(tuple(ordered), tuple((box.top + box.bottom) / 2 for box in ordered))

    def within(self, gutter: _Gutter) -> tuple[Box, ...]:
        """Return the boxes beside a gutter."""
        return self.boxes[bisect_left(self.middles, gutter.top) : bisect_right(self.middles, gutter.bottom)]


def regions_in_reading_order(boxes: Sequence[Box]) -> tuple[tuple[int, ...], ...]:
    """Group words into regions without columns, in reading order; gives indices into ``boxes``.

    Every index comes exactly once; inside a region the indices ascend.
    """
    if not boxes:
        return ()
    height = median(box.bottom - box.top for box in boxes) or 1.0
    return tuple(_split(tuple(range(len(boxes))), boxes, height, None))


def _split(
    members: tuple[int, ...], boxes: Sequence[Box], height: float, known: _Gutter | None
) -> Iterator[tuple[int, ...]]:
    gutter = _find_gutter(members, boxes, height, known)
    if gutter is None:
        if members:
            yield members
        return
    above, left, right, below = _parts(members, boxes, gutter)
    yield from _split(above, boxes, height, gutter)
    yield from _split(left, boxes, height, None)
    yield from _split(right, boxes, height, None)
    yield from _split(below, boxes, height, gutter)


def _parts(
    members: tuple[int, ...], boxes: Sequence[Box], gutter: _Gutter
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    above: list[int] = []
    left: list[int] = []
    right: list[int] = []
    below: list[int] = []
    for index in members:
        box = boxes[index]
        middle = (box.top + box.bottom) / 2
        if middle < gutter.top:
            above.append(index)
        elif middle > gutter.bottom:
            below.append(index)
        elif box.x1 + box.x0 < gutter.left + gutter.right:
            left.append(index)
        else:
            right.append(index)
    return tuple(above), tuple(left), tuple(right), tuple(below)


def _find_gutter(
    members: tuple[int, ...], boxes: Sequence[Box], height: float, known: _Gutter | None
) -> _Gutter | None:
    """Find the strip with the tallest clear run between two columns of running text."""
    words = _Words.of([boxes[index] for index in members])
    if len(words.boxes) < 2 * _FEWEST_ROWS_AT_KNOWN_GUTTER:
        return None
    width = _GUTTER_WIDTH * height
    region_left, region_right = min(box.x0 for box in words.boxes), max(box.x1 for box in words.boxes)
    least_width = _LEAST_COLUMN_WIDTH_SHARE * (region_right - region_left)
    top, bottom = min(box.top for box in words.boxes), max(box.bottom for box in words.boxes)
    best: _Gutter | None = None
    position = region_left + least_width
    while position < region_right - least_width - width:
        for candidate in _clear_runs(words, position, width, top, bottom):
            is_known = known is not None and _is_same_gutter(candidate, known, words)
            fewest = _FEWEST_ROWS_AT_KNOWN_GUTTER if is_known else _FEWEST_ROWS
            if candidate.bottom - candidate.top < (fewest - 0.5) * height:
                continue
            trimmed = _trim_edge_rows(candidate, words, height)
            if best is not None and trimmed.bottom - trimmed.top <= best.bottom - best.top:
                continue
            if _has_columns(trimmed, words, height, least_width, fewest, is_known):
                best = trimmed
        position += max(width / _STEPS_PER_GUTTER, (region_right - region_left) / _MOST_STEPS)
    return None if best is None else _widened(best, words)


def _is_same_gutter(candidate: _Gutter, known: _Gutter, words: _Words) -> bool:
    """Say whether the known gutter goes on in the candidate's run at (nearly) its whole width."""
    margin = (1 - _KNOWN_GUTTER_CORE) / 2 * (known.right - known.left)
    left, right = known.left + margin, known.right - margin
    if candidate.right <= left or candidate.left >= right:
        return False
    return not any(box.x0 < right and box.x1 > left for box in words.within(candidate))


def _widened(gutter: _Gutter, words: _Words) -> _Gutter:
    """Widen the strip to the text on both sides."""
    inside = words.within(gutter)
    left = max((box.x1 for box in inside if box.x1 <= gutter.left), default=gutter.left)
    right = min((box.x0 for box in inside if box.x0 >= gutter.right), default=gutter.right)
    return _Gutter(left, right, gutter.top, gutter.bottom)


def _clear_runs(words: _Words, position: float, width: float, start: float, end: float) -> Iterator[_Gutter]:
    """Give the stretches between words that cross the strip, from the top ``start`` to the bottom of the region."""
    right = position + width
    crossing = sorted([(box.top, box.bottom) for box in words.boxes if box.x0 < right and box.x1 > position])
    for top, bottom in crossing:
        if top > start:
            yield _Gutter(position, position + width, start, top)
        start = max(start, bottom)
    if end > start:
        yield _Gutter(position, position + width, start, end)


def _rows(words: Iterable[Box], height: float) -> list[list[Box]]:
    """Group words whose middles are close to rows from top to bottom."""
    rows: list[list[Box]] = []
    previous = float("-inf")
    for box in sorted(words, key=lambda box: (box.top + box.bottom, box.x0)):
        middle = (box.top + box.bottom) / 2
        if middle - previous > _ROW_PITCH * height / 2:
            rows.append([])
        rows[-1].append(box)
        previous = middle
    return rows


def _trim_edge_rows(gutter: _Gutter, words: _Words, height: float) -> _Gutter:
    """Leave out a running head or foot: one row that stands apart and has words on both sides."""
    inside = words.within(gutter)
    rows = _rows(inside, height)
    top, bottom = gutter.top, gutter.bottom
    if len(rows) > 2 * _FEWEST_ROWS:
        if _stands_apart(rows[0], rows[1], gutter, height):
            top = (max(box.bottom for box in rows[0]) + min(box.top for box in rows[1])) / 2
        if _stands_apart(rows[-1], rows[-2], gutter, height):
            bottom = (max(box.bottom for box in rows[-2]) + min(box.top for box in rows[-1])) / 2
    return _Gutter(gutter.left, gutter.right, top, bottom)


def _stands_apart(row: list[Box], neighbour: list[Box], gutter: _Gutter, height: float) -> bool:
    upper, lower = sorted((row, neighbour), key=lambda boxes: boxes[0].top)
    gap = min(box.top for box in lower) - max(box.bottom for box in upper)
    sides = {box.x1 <= gutter.left for box in row}
    return gap > _EDGE_ROW_GAP * height and len(sides) == 2


def _has_columns(
    gutter: _Gutter, words: _Words, height: float, least_width: float, fewest: int, is_known: bool
) -> bool:
    if not is_known:
        wide = _widened(gutter, words)
        if wide.right - wide.left < _NARROW_GUTTER * height:
            fewest = _FEWEST_ROWS_AT_NARROW_GUTTER
    inside = words.within(gutter)
    sides = ([box for box in inside if box.x1 <= gutter.left], [box for box in inside if box.x0 >= gutter.right])
    return all(_is_running_text(side, height, least_width, fewest, is_known) for side in sides)


def _is_running_text(side: list[Box], height: float, least_width: float, fewest: int, is_known: bool) -> bool:
    """Tell a column of text from a column of a table by its rows: many words that fill the width."""
    if not side:
        return False
    rows = _rows(side, height)
    width = max(box.x1 for box in side) - min(box.x0 for box in side)
    if len(rows) < fewest or width < least_width:
        return False
    if is_known:
        return True
    fill = median(max(box.x1 for box in row) - min(box.x0 for box in row) for row in rows) / width
    extent = max(box.bottom for box in side) - min(box.top for box in side)
    density = len(rows) * height / max(extent, 0.01)
    return len(side) / len(rows) >= _LEAST_WORDS_PER_ROW and fill >= _LEAST_FILL and density >= _LEAST_DENSITY
