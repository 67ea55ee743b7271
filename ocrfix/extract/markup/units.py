r"""The pieces of text of a markup file, and the page text that they make.

Bird's-eye view: a reader gives :class:`Line` objects of :class:`Unit` objects; :func:`make_page` sets them one
behind the other, with the white space that separates them, and says where each unit stands in the page text. The
edits of the pipeline count in that text, and the units lead them back to the file. Start reading at
:func:`make_page`.

German example: the units ``Rück``, ``-`` and ``meldung`` on two lines give ``"Rück-\nmeldung"``.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ocrfix.extract.kind import SourceKind
from ocrfix.extract.markup.scan import Node, Run, characters_of, text_of
from ocrfix.model import Box, PlacedWord, Span
from ocrfix.records import dataclass

POINTS_PER_INCH = 72.0
_WHITE_SPACE = dict.fromkeys(map(ord, "\t\n\r\f\v"), " ")


class UnitKind(StrEnum):
    """What an element with text is: a word, the hyphen behind it, or a line or region without words of its own."""

    WORD = "word"
    HYPHEN = "hyphen"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest element that holds text: its node, the runs of the file that hold the text, and the text.

    ``box`` is in points; ``confidence`` 0..1 or None.
    """

    kind: UnitKind
    node: Node
    runs: tuple[Run, ...]
    text: str
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The units of one line; ``separators`` stand in front of each (a space where they are not given)."""

    units: tuple[Unit, ...]
    starts_paragraph: bool = False
    separators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkupPage:
    """One page: its text, its units and where each stands in the text; sizes in points."""

    number: int
    node: Node
    text: str
    units: tuple[Unit, ...]
    spans: tuple[Span, ...]
    width: float
    height: float
    resolution_dpi: float

    def placed_words(self) -> tuple[PlacedWord, ...]:
        """Give the words with boxes; the words of a passage share its box by their letters."""
        placed: list[PlacedWord] = []
        for unit, span in zip(self.units, self.spans, strict=True):
            if unit.kind is UnitKind.HYPHEN and placed and placed[-1].span.end == span.start:
                last = placed.pop()
                placed.append(PlacedWord(Span(last.span.start, span.end), last.box, last.confidence))
            elif unit.box is not None and unit.kind is not UnitKind.HYPHEN:
                placed.extend(_words_of(unit, span, unit.box))
        return tuple(placed)


@dataclass(frozen=True, slots=True)
class MarkupDocument:
    """A whole markup file: its decoded text, the codec that gives its bytes again, and its pages."""

    kind: SourceKind
    text: str
    codec: str
    pages: tuple[MarkupPage, ...]
    software: str = ""


def _words_of(unit: Unit, span: Span, box: Box) -> list[PlacedWord]:
    """Place the words of a unit; several share its width in proportion to their letters, line by line."""
    lines = unit.text.splitlines(keepends=True)
    height = (box.bottom - box.top) / max(1, len(lines))
    placed, line_start = [], 0
    for number, line in enumerate(lines):
        width = (box.x1 - box.x0) / max(1, len(line.rstrip()))
        position = 0
        for word in line.split():
            position = line.index(word, position)
            end = position + len(word)
            top = box.top + number * height
            part = Box(box.x0 + position * width, top, box.x0 + end * width, top + height)
            start = span.start + line_start + position
            is_whole = len(word) == len(unit.text)
            placed.append(PlacedWord(Span(start, start + len(word)), box if is_whole else part, unit.confidence))
            position = end
        line_start += len(line)
    return placed


def make_page(
    number: int, node: Node, lines: Sequence[Line], size: tuple[float, float], resolution_dpi: float
) -> MarkupPage:
    """Write lines as page text: units joined by a space, lines by a line feed, paragraphs by an empty line.

    ``size`` is width and height in points.
    """
    pieces: list[str] = []
    units: list[Unit] = []
    spans: list[Span] = []
    length = 0
    for line in lines:
        for place, unit in enumerate(line.units):
            if place == 0:
                separator = ("\n\n" if line.starts_paragraph else "\n") if units else ""
            elif line.separators:
                separator = line.separators[place]
            else:
                separator = "" if unit.kind is UnitKind.HYPHEN else " "
            start = length + len(separator)
            pieces += [separator, unit.text]
            length = start + len(unit.text)
            units.append(unit)
            spans.append(Span(start, length))
    return MarkupPage(number, node, "".join(pieces), tuple(units), tuple(spans), *size, resolution_dpi)


def trimmed_runs(text: str, runs: Sequence[Run], *, is_collapsed: bool) -> tuple[tuple[Run, ...], str]:
    """Leave out the white space around the text of some runs; give the runs that are left, and their text.

    With ``is_collapsed`` (HTML) white space inside is shown as spaces; the number of characters stays.
    """
    kept = list(runs)
    while kept and not text_of(text, kept[0]).strip():
        del kept[0]
    while kept and not text_of(text, kept[-1]).strip():
        del kept[-1]
    if not kept:
        return (), ""
    first, last = kept[0], kept[-1]
    start = next(place for character, place, _ in characters_of(text, first) if not character.isspace())
    kept[0] = Run(start, first.end, first.is_raw, first.is_attribute)
    end = max(place for character, _, place in characters_of(text, last) if not character.isspace())
    kept[-1] = Run(kept[-1].start, end, last.is_raw, last.is_attribute)
    whole = "".join(text_of(text, run) for run in kept)
    return tuple(kept), whole.translate(_WHITE_SPACE) if is_collapsed else whole


def content_runs(node: Node) -> tuple[Run, ...]:
    """Give the runs of text of an element and all elements in it, in order."""
    runs: list[Run] = []
    waiting: list[Node | Run] = list(reversed(node.content))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Run):
            runs.append(part)
        else:
            waiting.extend(reversed(part.content))
    return tuple(runs)


def number_of(value: str | None) -> float | None:
    """Read a finite number of a markup file, None where there is none.

    >>> number_of("12.5"), number_of("nan"), number_of("breit")
    (12.5, None, None)
    """
    try:
        number = float(value) if value is not None else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < 1e9 else None


def confidence_of(value: str | None, highest: float = 1.0) -> float | None:
    """Read a confidence and bring it to 0..1; one outside its range is held at the end of it."""
    number = number_of(value)
    return None if number is None else min(max(number / highest, 0.0), 1.0)
