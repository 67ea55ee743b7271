"""Writes words as the operators of an invisible text layer.

Bird's-eye view: :func:`layer_content` makes the bytes of a content stream from words with boxes on the page as
shown. Each word is set in the glyphless font (:mod:`ocrfix.write.pdf_font`) as high as its box and stretched to its
width, so that a viewer marks exactly the box; between the words of a line a space fills the gap. Start reading there.

German example: ``für`` in a box of 15 x 10 points becomes ``/OcrfixText 10 Tf 100 Tz 1 0 0 1 72 700 Tm
<006600FC0072> Tj``: three characters, each half as wide as high.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ocrfix.extract.geometry import PageFrame
from ocrfix.model import Box
from ocrfix.write.pdf_font import ASCENT, DESCENT, GLYPH_WIDTH
from ocrfix.write.pdf_words import LayerWord

FONT_KEY = "/OcrfixText"
"""The name of the font among the resources of a page."""

_EM = GLYPH_WIDTH / 1000
# PDFium reads a box a 64th above the ascent; a layer that is written again and again must not grow by it.
_BOX_OF_EM = (ASCENT + ASCENT // 64 + DESCENT) / 1000
# No word is written smaller: readers of PDF drop or merge what is too small to be seen.
_LEAST_LENGTH = 0.2
_LEAST_HEIGHT = 1.0
_LEAST_SPACE = 0.1
_SAME_HEIGHT = 0.75
_DIRECTIONS = {0: (1, 0), 1: (0, -1), 2: (-1, 0), 3: (0, 1)}
"""Where writing runs on the page as shown (y grows downwards), by the quarter turns that lay it flat."""


def layer_content(words: Sequence[LayerWord], frame: PageFrame, codes: Mapping[str, int]) -> bytes:
    """Write words as one text object in its own graphics state.

    Raises:
        KeyError: ``codes`` lacks a character.
    """
    lines = ["q BT 3 Tr 0 Tc 0 Tw 0 Ts", *_lines(words, frame, codes), "ET Q", ""]
    return "\n".join(lines).encode("ascii")


def _lines(words: Sequence[LayerWord], frame: PageFrame, codes: Mapping[str, int]) -> Iterator[str]:
    space = f"<{_hexadecimal(' ', codes)}> Tj"
    for word, after in zip(words, [*words[1:], None], strict=True):
        length, height = _extent(word)
        size = height / _BOX_OF_EM
        along, up = _directions(word, frame)
        x, y = frame.to_user_space(*_start(word))
        # The box begins below the base line.
        base = x + up[0] * size * DESCENT / 1000, y + up[1] * size * DESCENT / 1000
        stretch = _number(100 * length / (len(word.text) * _EM * size))
        text = _hexadecimal(word.text, codes)
        is_followed = after is not None and _is_followed(word, after)
        gap = _gap(word, after) if is_followed and after is not None else 0.0
        if is_followed and (gap <= _LEAST_SPACE * height or word.is_last):
            # Where the boxes touch, the space goes with its word, or readers would sort it behind the next one.
            text += _hexadecimal(" ", codes)
            is_followed = False
        yield f"{FONT_KEY} {_number(size)} Tf {stretch} Tz {_matrix(along, up, base)} Tm <{text}> Tj"
        if is_followed:
            yield f"{_number(100 * gap / (_EM * size))} Tz {space}"
        if after is not None and _would_be_sorted_before(word, after):
            higher = max(height, _extent(after)[1])
            # Writing that runs up or down the page comes to another height along itself, not across.
            away, distance = (along, length + higher) if word.quarter_turns % 2 else (up, higher)
            beyond = base[0] + away[0] * distance, base[1] + away[1] * distance
            yield f"{_matrix(along, up, beyond)} Tm {space}"


def _is_followed(word: LayerWord, after: LayerWord) -> bool:
    """Say whether a space must part two words: in one line, or at one height where readers would see one line."""
    if word.quarter_turns != after.quarter_turns:
        return False
    (x, y), (next_x, next_y) = _start(word), _start(after)
    across = abs(next_x - x) if word.quarter_turns % 2 else abs(next_y - y)
    return not word.is_last or across <= _SAME_HEIGHT * max(_extent(word)[1], _extent(after)[1])


def _would_be_sorted_before(word: LayerWord, after: LayerWord) -> bool:
    """Say whether PDFium would read the next word first: it sorts what stands at one height from left to right.

    A space at another height ends what it takes for a line.
    """
    (x, y), (next_x, next_y) = _start(word), _start(after)
    return next_x < x and abs(next_y - y) <= _SAME_HEIGHT * max(_extent(word)[1], _extent(after)[1])


def _matrix(along: tuple[float, float], up: tuple[float, float], base: tuple[float, float]) -> str:
    return " ".join(map(_number, (*along, *up, *base)))


def _hexadecimal(text: str, codes: Mapping[str, int]) -> str:
    return "".join(f"{codes[character]:04X}" for character in text)


def _extent(word: LayerWord) -> tuple[float, float]:
    """Give length and height of a word along its writing, in points."""
    width, height = word.box.x1 - word.box.x0, word.box.bottom - word.box.top
    if word.quarter_turns % 2:
        width, height = height, width
    return max(width, _LEAST_LENGTH * len(word.text)), max(height, _LEAST_HEIGHT)


def _start(word: LayerWord) -> tuple[float, float]:
    """Give the corner of the box, on the page as shown, where the writing begins, below its base line."""
    box = word.box
    corners = {0: (box.x0, box.bottom), 1: (box.x1, box.bottom), 2: (box.x1, box.top), 3: (box.x0, box.top)}
    return corners[word.quarter_turns % 4]


def _directions(word: LayerWord, frame: PageFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give the directions of the writing and of its height in user space."""
    right, down = _DIRECTIONS[word.quarter_turns % 4]
    origin = frame.to_user_space(0, 0)
    ahead = frame.to_user_space(right, down)
    above = frame.to_user_space(down, -right)
    return (ahead[0] - origin[0], ahead[1] - origin[1]), (above[0] - origin[0], above[1] - origin[1])


def _gap(before: LayerWord, after: LayerWord) -> float:
    """Give the room between two words along their writing."""
    one: Box = before.box
    other: Box = after.box
    turns = before.quarter_turns % 4
    return (other.x0 - one.x1, one.top - other.bottom, one.x0 - other.x1, other.top - one.bottom)[turns]


def _number(value: float) -> str:
    """Write a number as short as its three decimals allow, never with an exponent.

    >>> _number(10.0), _number(-0.0001), _number(72.1254)
    ('10', '0', '72.125')
    """
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
