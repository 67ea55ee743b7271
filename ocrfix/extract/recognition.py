"""From a page image to page text: the engine's words put into blocks and lines.

Bird's-eye view: PDF and image readers hand a page image to :func:`recognise_image`; what comes back has the
shape of a text layer (text and placed words in points). Start reading at :func:`recognise_image`.

German example: the words "Antwort", "der", "Bundesregierung" of one line become ``"Antwort der Bundesregierung"``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ocrfix.config import ExtractConfig
from ocrfix.errors import InputError
from ocrfix.extract.engines import Engine, RecognisedWord
from ocrfix.extract.layout import Block, ReadWord, compose, join_across_columns
from ocrfix.model import Box, PlacedWord

if TYPE_CHECKING:
    from PIL.Image import Image

# Below this resolution Tesseract reads noticeably worse; a page that is too large even so is refused.
LOWEST_DPI = 150
_BACKGROUND_DISTANCE = 60
_LEAST_INK_SHARE = 0.00008


@dataclass(frozen=True, slots=True)
class Recognition:
    """What an engine read from a page: text, placed words (points), and a sentence on how."""

    text: str
    words: tuple[PlacedWord, ...]
    account: str


def recognise_image(image: Image, dpi: float, engine: Engine, config: ExtractConfig) -> Recognition:
    """Read a page image of ``dpi`` pixels per inch.

    Raises:
        EngineError: the engine failed or took too long.
    """
    read = engine.recognise(image, round(dpi), config.languages, config.timeout_seconds)
    text, words = compose(blocks_of(read, 72.0 / dpi))
    mean = sum(word.confidence for word in read) / max(len(read), 1)
    account = (
        f"{engine.name} {engine.version} with {config.languages} at {round(dpi)} dpi read {len(read)} words, "
        f"mean confidence {mean:.0%}"
    )
    return Recognition(text, words, account)


def blocks_of(words: Sequence[RecognisedWord], points_per_pixel: float) -> tuple[Block, ...]:
    """Group words by the engine's paragraphs and lines, boxes in points."""
    paragraphs = groupby(words, key=lambda word: (word.block, word.paragraph))
    return join_across_columns(
        [
            tuple(
                tuple(ReadWord(word.text, _box(word, points_per_pixel), word.confidence) for word in line)
                for _, line in groupby(paragraph, key=lambda word: word.line)
            )
            for _, paragraph in paragraphs
        ]
    )


def _box(word: RecognisedWord, points_per_pixel: float) -> Box:
    edges = (word.left, word.top, word.right, word.bottom)
    return Box(*(round(edge * points_per_pixel, 2) for edge in edges))


def affordable_dpi(width_points: float, height_points: float, dpi: float, max_pixels: int) -> float:
    """Lower ``dpi`` until the page's image fits into ``max_pixels``.

    Raises:
        InputError: the page does not fit at the lowest useful resolution.

    >>> affordable_dpi(595, 842, 300, 120_000_000)
    300
    """
    square_inches = max(width_points * height_points, 1.0) / 72.0**2
    if square_inches * dpi**2 <= max_pixels:
        return dpi
    lowered = math.floor(math.sqrt(max_pixels / square_inches))
    if lowered < LOWEST_DPI:
        needed = math.ceil(square_inches * LOWEST_DPI**2)
        raise InputError(
            f"a page of {width_points / 72 * 2.54:.0f} x {height_points / 72 * 2.54:.0f} cm has more pixels than "
            f"allowed even at {LOWEST_DPI} dpi",
            f"allow them with --max-pixels {needed}",
        )
    return float(lowered)


def has_ink(image: Image) -> bool:
    """Say whether a (small) rendering of a page shows anything that differs from its background."""
    histogram = image.convert("L").histogram()
    total = sum(histogram)
    background, seen = 255, 0
    for value, count in enumerate(histogram):
        seen += count
        if 2 * seen >= total:
            background = value
            break
    marked = sum(count for value, count in enumerate(histogram) if abs(value - background) > _BACKGROUND_DISTANCE)
    return marked > _LEAST_INK_SHARE * total


def mean_shade(image: Image) -> float:
    """Give the mean grey level (0 black .. 255 white) of an image."""
    histogram = image.convert("L").histogram()
    return sum(value * count for value, count in enumerate(histogram)) / max(sum(histogram), 1)
