"""Reads doubtful places of a page again: cut out, put below each other, read as one block of lines.

Bird's-eye view: :func:`places_of` chooses what is cut out (a doubtful word, a short or odd one with its neighbours),
:func:`reread` has a strip of these cuttings read by another model and gives its words back with their places on the
page, :func:`unsettled` says what is left for the next model. A tenth of the words is doubtful on an ordinary page, so
another reading of them costs a fifth of one of the page. Start reading at :func:`reread`.

German example: of the line "gemäß $ 6 Absatz 12 die Erstellung" the cutting "gemäß $ 6" is read again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from ocrfix.extract.engines import Engine, RecognisedWord
from ocrfix.model import Box, PlacedWord, WitnessWord
from ocrfix.records import dataclass
from ocrfix.text.placed import lines_of

if TYPE_CHECKING:
    from PIL.Image import Image

# Neighbours on each side that are cut out with a doubtful word; a model reads words in company better. Long words of
# letters in long lines it reads as well without: a fifth of what is read again is saved, on 150 scans for no more
# wrong words.
_NEIGHBOURS = 1
_LONG_WORD = 6
_LONG_LINE = 6
_PLAIN_MARKS = ".,;:()"
_NUMBER = re.compile(r"[0-9]+(?:[./][0-9]+)*")
# ``§`` read by a model that cannot write it: ``81`` for ``§ 1``, ``2.8`` for ``2. §``. Such a model settles nothing.
_MAY_BE_SECTION = re.compile(r"8.*|.*\.8|58|.")
# White around a cutting and between cuttings, in heights of a line.
_PADDING = 0.3
_WIDE_PADDING = 1.2
_GAP = 0.7
# Of a line that is doubtful to this share the whole is read.
_WHOLE_LINE = 0.7
# Of a word that was read this share must lie where a doubtful one does.
_SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Cutting:
    """A piece of a line to be read again, in points of the page; only what stands within ``x0`` to ``x1`` counts.

    What stands beside is cut out for company, and may itself be cut through.
    """

    box: Box
    x0: float
    x1: float
    is_line_start: bool
    is_line_end: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cutting on the strip; pixels of the page for its edges, and the points between which words count.

    ``left`` and ``top`` are what the strip's left edge and the cutting's upper edge are on the page, ``strip_top`` is
    where the cutting begins on the strip.
    """

    left: int
    top: int
    strip_top: int
    x0: float
    x1: float


def places_of(text: str, words: Sequence[PlacedWord], doubtful: Sequence[bool]) -> tuple[Cutting, ...]:
    """Choose what is read again: every doubtful word, with its neighbours in the line where that is of use."""
    cuttings = []
    for line in lines_of(text, words):
        is_social = [doubtful[index] and _needs_company(text, words[index], len(line)) for index in line]
        wanted = [
            doubtful[index] or any(is_social[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1])
            for place, index in enumerate(line)
        ]
        if sum(wanted) >= _WHOLE_LINE * len(line):
            wanted = [True] * len(line)
        run: list[int] = []
        for place, is_wanted in enumerate([*wanted, False]):
            if is_wanted:
                run.append(place)
            elif run:
                cuttings.append(
                    _cutting([words[index].box for index in line], [doubtful[index] for index in line], run)
                )
                run = []
    return tuple(cuttings)


def _needs_company(text: str, word: PlacedWord, words_of_line: int) -> bool:
    """Say whether a word is read better with its neighbours; boxes of a foreign layer are too rough to stand alone."""
    core = text[word.span.start : word.span.end].strip(_PLAIN_MARKS)
    is_plain = len(core) >= _LONG_WORD and core.replace("-", "").isalpha()
    return word.confidence is None or not is_plain or words_of_line < _LONG_LINE


def unsettled(
    text: str, words: Sequence[PlacedWord], doubtful: Sequence[bool], read: Sequence[WitnessWord]
) -> tuple[bool, ...]:
    """Say which doubts about words of a layer are left after a reading: numbers that it has alike are none any more.

    They were asked about only since a layer does not tell how sure its engine was; the most frequent doubt there.
    """
    return tuple(
        is_doubtful and not (word.confidence is None and _is_read_alike(text, word, read))
        for word, is_doubtful in zip(words, doubtful, strict=True)
    )


def _is_read_alike(text: str, word: PlacedWord, read: Sequence[WitnessWord]) -> bool:
    own = text[word.span.start : word.span.end]
    core = own.strip(_PLAIN_MARKS)
    if not _NUMBER.fullmatch(core) or _MAY_BE_SECTION.fullmatch(core):
        return False
    there = [one for one in read if _is_there(one.box, word.box)]
    return len(there) == 1 and there[0].text == own


def _is_there(one: Box, other: Box) -> bool:
    middle = (one.top + one.bottom) / 2
    return other.top <= middle <= other.bottom and one.x0 < other.x1 and other.x0 < one.x1


def _cutting(boxes: Sequence[Box], doubtful: Sequence[bool], run: Sequence[int]) -> Cutting:
    asked = [boxes[place] for place in run if doubtful[place]]
    return Cutting(
        box=Box.around([boxes[place] for place in run]),
        x0=min(box.x0 for box in asked),
        x1=max(box.x1 for box in asked),
        is_line_start=run[0] == 0,
        is_line_end=run[-1] == len(boxes) - 1,
    )


def reread(
    image: Image, dpi: float, cuttings: Sequence[Cutting], engine: Engine, language: str, timeout_seconds: float
) -> tuple[WitnessWord, ...]:
    """Read cuttings of a page image of ``dpi`` pixels per inch with the model ``language``.

    Raises:
        EngineError: the engine failed or took too long.
    """
    if not cuttings:
        return ()
    strip, placed = _strip(image, dpi, cuttings)
    read = engine.recognise(strip, round(dpi), language, timeout_seconds, is_block=True)
    tops = [place.strip_top for place in placed]
    points_per_pixel = 72.0 / dpi
    words = []
    for word in read:
        index = bisect_right(tops, (word.top + word.bottom) // 2) - 1
        if index < 0:
            continue
        found = _on_page(word, placed[index], points_per_pixel)
        if _counts(found.box, placed[index]):
            words.append(found)
    return tuple(words)


def _counts(box: Box, place: _Placed) -> bool:
    """Say whether a word lies within what was asked for; ``§6`` where only the sign was, too: it has both in one."""
    shared = min(box.x1, place.x1) - max(box.x0, place.x0)
    return shared > _SHARED * (box.x1 - box.x0) or place.x0 <= (box.x0 + box.x1) / 2 <= place.x1


def _strip(image: Image, dpi: float, cuttings: Sequence[Cutting]) -> tuple[Image, list[_Placed]]:
    """Put the cuttings below each other on the page's own background."""
    from PIL import Image

    scale = dpi / 72.0
    height = median((cutting.box.bottom - cutting.box.top) * scale for cutting in cuttings)
    padding, wide, gap = (round(share * height) for share in (_PADDING, _WIDE_PADDING, _GAP))
    pieces = []
    for cutting in cuttings:
        box = cutting.box
        # Boxes of a foreign layer are rough; at the ends of a line nothing but white is cut out with it.
        before, behind = (wide if is_end else padding for is_end in (cutting.is_line_start, cutting.is_line_end))
        left, top = max(0, round(box.x0 * scale) - before), max(0, round(box.top * scale) - padding // 2)
        right = min(image.width, round(box.x1 * scale) + behind)
        bottom = min(image.height, round(box.bottom * scale) + padding // 2)
        if right > left and bottom > top:
            pieces.append((left, top, image.crop((left, top, right, bottom)), cutting))
    width = max((piece.width for _, _, piece, _ in pieces), default=1) + 2 * gap
    strip = Image.new("L", (width, sum(piece.height + gap for _, _, piece, _ in pieces) + gap), _background(image))
    placed, down = [], gap
    margin = _WIDE_PADDING * height / scale
    for left, top, piece, cutting in pieces:
        strip.paste(piece, (gap, down))
        x0 = cutting.x0 - (margin if cutting.is_line_start else 0.0)
        x1 = cutting.x1 + (margin if cutting.is_line_end else 0.0)
        placed.append(_Placed(left - gap, top, down, x0, x1))
        down += piece.height + gap
    return strip, placed


def _background(image: Image) -> int:
    """Return the grey level (0..255) that most of the page has."""
    histogram = image.histogram()[:256]
    return max(range(256), key=lambda level: histogram[level])


def _on_page(word: RecognisedWord, place: _Placed, points_per_pixel: float) -> WitnessWord:
    down = place.top - place.strip_top
    box = Box(
        round((word.left + place.left) * points_per_pixel, 2),
        round((word.top + down) * points_per_pixel, 2),
        round((word.right + place.left) * points_per_pixel, 2),
        round((word.bottom + down) * points_per_pixel, 2),
    )
    return WitnessWord(word.text, box, word.confidence, word.choices)
