"""Sets the words of a line on one base line and gives them one height.

Bird's-eye view: an engine's boxes are drawn tightly around the ink, so that ``an`` is lower than ``Ziel`` and a dash
is a point high. Written as they are, every word would have a font size of its own: a viewer's marking leaps from word
to word, and readers that sort text by its size (poppler) take the words of a line for several blocks.
:func:`levelled` finds base line, ascent and descent of every line and lays the boxes of its words between them.
Start reading there.

German example: of ``Ziel an –`` all three words reach from the foot of a ``g`` to the head of a ``Z``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import median

from ocrfix.model import Box
from ocrfix.records import dataclass
from ocrfix.write.pdf_words import LayerWord

_BELOW = frozenset("gjpqyQJ,;()[]{}|/§„‚_ß@$")
"""Characters that reach below the base line, in some typefaces at least."""
_TALL = frozenset("bdfhklßäöüÄÖÜ")
_USUAL_DESCENT = 0.28
"""Of the ascent; for a line without any letter that goes below."""
_SAME_SIZE = 0.15
"""Lines that differ by no more than this share are print of one size."""
_TALLEST = 1.3
"""What is higher than its line by more than this stands in it by accident: an initial, a bracket over lines."""
_FEWEST_FOR_SLOPE = 3
_STEEPEST = 0.05
_MOST_STRAY = 0.15
"""Of the ascent: words whose feet are further apart than that are cells of a table and stand on no common line."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Base line and height of a line; lengths in points across the writing, up is positive."""

    words: tuple[LayerWord, ...]
    slope: float
    offset: float
    ascent: float
    descent: float

    def base_at(self, place: float) -> float:
        return self.offset + self.slope * place

    @property
    def height(self) -> float:
        return self.ascent + self.descent


def levelled(words: Sequence[LayerWord]) -> tuple[LayerWord, ...]:
    """Give every word the height of its line, on the line's base line; lines of about one size get the same."""
    lines = [_measured(line) for line in _lines(words)]
    heights = [line.height for line in lines if isinstance(line, _Line) for _ in line.words]
    usual = median(heights) if heights else 0.0
    common = [line for line in lines if isinstance(line, _Line) and _is_of_size(line, usual)]
    ascent = median(line.ascent for line in common) if common else 0.0
    descent = median(line.descent for line in common) if common else 0.0
    result: list[LayerWord] = []
    for line in lines:
        if not isinstance(line, _Line):
            result += line
            continue
        shape = replace(line, ascent=ascent, descent=descent) if _is_of_size(line, usual) else line
        result += [_laid(word, shape) for word in line.words]
    return tuple(result)


def _is_of_size(line: _Line, usual: float) -> bool:
    return abs(line.height - usual) <= _SAME_SIZE * usual


def _lines(words: Sequence[LayerWord]) -> Iterator[tuple[LayerWord, ...]]:
    line: list[LayerWord] = []
    for word in words:
        if line and word.quarter_turns != line[-1].quarter_turns:
            yield tuple(line)
            line = []
        line.append(word)
        if word.is_last:
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)


def _measured(words: tuple[LayerWord, ...]) -> _Line | tuple[LayerWord, ...]:
    """Find base line and height of a line; the words as they are where none of them tells."""
    standing = [word for word in words if any(map(str.isalnum, word.text)) and _BELOW.isdisjoint(word.text)]
    tall = [word for word in words if any(c.isupper() or c.isdigit() or c in _TALL for c in word.text)]
    if not standing or not tall:
        return words
    points = [(_along(word), _across(word)[0]) for word in standing]
    slope = 0.0
    if len(points) >= _FEWEST_FOR_SLOPE:
        slope = median((y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in combinations(points, 2) if x1 != x0)
    offset = median(base - slope * place for place, base in points)
    ascent = median(_across(word)[1] - offset - slope * _along(word) for word in tall)
    strays = median(abs(base - offset - slope * place) for place, base in points)
    if abs(slope) > _STEEPEST or strays > _MOST_STRAY * ascent:
        return words
    hanging = [word for word in words if any(c in "gjpqy" for c in word.text)]
    descents = [offset + slope * _along(word) - _across(word)[0] for word in hanging]
    descent = max(median(descents), 0.0) if descents else _USUAL_DESCENT * ascent
    return _Line(words, slope, offset, ascent, descent)


def _laid(word: LayerWord, line: _Line) -> LayerWord:
    """Lay a word between the descent and the ascent of its line, unless it does not stand in it."""
    base, top = _across(word)
    middle = line.base_at(_along(word))
    low, high = middle - line.descent, middle + line.ascent
    if not low <= (base + top) / 2 <= high or top - base > _TALLEST * line.height:
        return word
    return replace(word, box=_with_across(word, low, high))


def _along(word: LayerWord) -> float:
    """Return where the middle of a word stands along its writing, in points of the page as shown."""
    box = word.box
    return (box.x0 + box.x1) / 2 if word.quarter_turns % 2 == 0 else (box.top + box.bottom) / 2


def _across(word: LayerWord) -> tuple[float, float]:
    """Return foot and head of a word across its writing, up being positive whichever way it lies."""
    box = word.box
    return ((-box.bottom, -box.top), (-box.x1, -box.x0), (box.top, box.bottom), (box.x0, box.x1))[
        word.quarter_turns % 4
    ]


def _with_across(word: LayerWord, low: float, high: float) -> Box:
    box = word.box
    return (
        Box(box.x0, -high, box.x1, -low),
        Box(-high, box.top, -low, box.bottom),
        Box(box.x0, low, box.x1, high),
        Box(low, box.top, high, box.bottom),
    )[word.quarter_turns % 4]
