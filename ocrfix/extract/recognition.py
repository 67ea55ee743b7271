"""From a page image to page text: the engine's words put into blocks and lines.

Bird's-eye view: PDF and image readers hand a page image to :func:`recognise_image`; what comes back has the
shape of a text layer (text and placed words in points). Start reading at :func:`recognise_image`.

German example: the words "Antwort", "der", "Bundesregierung" of one line become ``"Antwort der Bundesregierung"``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ocrfix.config import ExtractConfig
from ocrfix.errors import InputError
from ocrfix.extract.engines import Engine, RecognisedWord
from ocrfix.extract.ink import lost_share
from ocrfix.extract.layout import Block, ReadWord, compose, join_across_columns
from ocrfix.extract.merging import surer_words
from ocrfix.extract.orientation import turned, turns_to_try, unsure_share
from ocrfix.extract.preparation import flattened
from ocrfix.model import Box, PlacedWord
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

# Below this resolution Tesseract reads noticeably worse; a page that is too large even so is refused.
LOWEST_DPI = 150
_BACKGROUND_DISTANCE = 60
_LEAST_INK_SHARE = 0.00008
# A word of less confidence is unsure; a page with more than this share of them reads badly (printed pages: 0 to 3 %).
_MOST_UNSURE = 0.04
_WORDS_TO_JUDGE = 30
_CLEARLY_LESS = 0.7
# More of the ink outside all words means that lines were lost (printed pages: 0; with pictures more, too).
_MOST_LOST = 0.15
# So many times the words, and so many more, that are sure make another reading of such a page the better one.
_CLEARLY_MORE, _LEAST_GAIN = 1.1, 5.0
_SURE = 0.5
# Quarter turns of writing that Tesseract reads well as it is, running down the page; turned it has lines that others
# can be laid beside.
_RUNNING_DOWN = 3
NOTHING_READ = "the page is not blank, but nothing was recognised"
"""The clause of ``origin_reason`` on a page that shows something of which no word was read."""
_FULL_DPI = 300.0
_SMOOTHING_PIXELS = 0.8


@dataclass(frozen=True, slots=True)
class Recognition:
    """What an engine read from a page: text, placed words (points), a sentence on how, and the image it read best.

    ``dpi`` is pixels per inch of ``image``.
    """

    text: str
    words: tuple[PlacedWord, ...]
    account: str
    image: Image
    dpi: float
    before: tuple[RecognisedWord, ...] = ()
    """What was not taken of the first reading where the page was read twice, in pixels of ``before_dpi``."""
    before_dpi: float = 0.0
    quarter_turns: int = 0
    """Clockwise quarter turns of the page that gave ``image``; the words stand where they stand on that image."""


def recognise_image(image: Image, dpi: float, engine: Engine, config: ExtractConfig) -> Recognition:
    """Read a page image of ``dpi`` pixels per inch.

    A dark or uneven background is made even before. A page that lies on its side or its head is turned and read once
    more; one that reads badly, too: as one block of lines where lines were lost, and smoothed.

    Raises:
        EngineError: the engine failed or took too long.
    """
    even = flattened(image)
    background = "" if even is None else "; the background was made even before"
    image = image if even is None else even
    recognition, unsure, read = _read_once(image, dpi, engine, config, background)
    turns = turns_to_try(read)
    if turns:
        upright = turned(image, turns)
        note = f"{background}; the page was turned clockwise by {90 * turns} degrees"
        other, other_unsure, other_read = _read_once(upright, dpi, engine, config, note)
        is_better = _is_clearly_surer(other_read, read) or (turns == _RUNNING_DOWN and _has_as_much(other_read, read))
        if not turns_to_try(other_read) and is_better:
            image, unsure, read = upright, other_unsure, other_read
            recognition = replace(other, quarter_turns=turns)
    is_block = False
    if (unsure > _MOST_UNSURE or len(read) < _WORDS_TO_JUDGE) and not turns:
        whole = _with_lost_lines(image, dpi, engine, config, background, read)
        if whole is not None:
            recognition, unsure, read = whole
            is_block = True
    if unsure <= _MOST_UNSURE or image.width * image.height > config.max_pixels / 2:
        return recognition
    smooth, smooth_dpi = smoothed(image, dpi)
    note = f"{background}; from the smoothed image, since {unsure:.0%} of the words as scanned were unsure"
    other, _, other_read = _read_once(smooth, smooth_dpi, engine, config, note, is_block=is_block)
    if _is_clearly_surer(other_read, read):
        taken, left = surer_words(other_read, read, smooth_dpi / dpi)
        taken_dpi = smooth_dpi
    else:
        taken, left = surer_words(read, other_read, dpi / smooth_dpi)
        other, taken_dpi = recognition, dpi
    text, words = compose(blocks_of(taken, 72.0 / taken_dpi))
    turns = recognition.quarter_turns
    return replace(other, text=text, words=words, before=left, before_dpi=taken_dpi, quarter_turns=turns)


def _read_once(
    image: Image, dpi: float, engine: Engine, config: ExtractConfig, note: str, *, is_block: bool = False
) -> tuple[Recognition, float, tuple[RecognisedWord, ...]]:
    """Read a page image; then the share (0..1) of words that the engine is unsure of, and its words."""
    read = engine.recognise(image, round(dpi), config.languages, config.timeout_seconds, is_block=is_block)
    text, words = compose(blocks_of(read, 72.0 / dpi))
    mean = sum(word.confidence for word in read) / max(len(read), 1)
    account = (
        f"{engine.name} {engine.version} with {config.languages} at {round(dpi)} dpi read {len(read)} words, "
        f"mean confidence {mean:.0%}{note}"
    )
    unsure = unsure_share(read) if len(read) >= _WORDS_TO_JUDGE else 0.0
    return Recognition(text, words, account, image, dpi), unsure, read


def _with_lost_lines(
    image: Image, dpi: float, engine: Engine, config: ExtractConfig, background: str, read: Sequence[RecognisedWord]
) -> tuple[Recognition, float, tuple[RecognisedWord, ...]] | None:
    """Read a page again as one block of lines where the engine took print for dirt; None where that gives no more."""
    lost = lost_share(image, dpi, read)
    if lost <= _MOST_LOST:
        return None
    note = f"{background}; as one block of lines, since {lost:.0%} of the ink was in no word before"
    other = _read_once(image, dpi, engine, config, note, is_block=True)
    before = _expected(read)
    return other if _expected(other[2]) >= max(_CLEARLY_MORE * before, before + _LEAST_GAIN) else None


def _is_clearly_surer(other: Sequence[RecognisedWord], first: Sequence[RecognisedWord]) -> bool:
    """Say whether another reading has clearly fewer unsure words and lost none of the print for it."""
    return unsure_share(other) < _CLEARLY_LESS * unsure_share(first) and _has_as_much(other, first)


def _has_as_much(other: Sequence[RecognisedWord], first: Sequence[RecognisedWord]) -> bool:
    """Say whether another reading found the print of the first one; what read nothing is unsure of nothing."""
    return bool(other) and _expected(other) >= _CLEARLY_LESS * _expected(first)


def _expected(words: Sequence[RecognisedWord]) -> float:
    """Return how many words of a reading are right by its own account; what it is unsure of may be no word at all."""
    return sum(word.confidence for word in words if word.confidence >= _SURE and len(word.text) > 1)


def smoothed(image: Image, dpi: float) -> tuple[Image, float]:
    """Enlarge a coarse scan to 300 dpi and smooth it: thin and broken strokes close, specks fade."""
    from PIL import Image, ImageFilter

    if dpi < _FULL_DPI:
        factor = _FULL_DPI / dpi
        # Both sides by exactly the same factor, so that boxes come back to their place.
        size = (int(image.width * factor), int(image.height * factor))
        taken = (0.0, 0.0, size[0] / factor, size[1] / factor)
        image, dpi = image.resize(size, Image.Resampling.BICUBIC, box=taken), _FULL_DPI
    return image.filter(ImageFilter.GaussianBlur(_SMOOTHING_PIXELS)), dpi


def blocks_of(words: Sequence[RecognisedWord], points_per_pixel: float) -> tuple[Block, ...]:
    """Group words by the engine's paragraphs and lines, boxes in points."""
    paragraphs = groupby(words, key=lambda word: (word.block, word.paragraph))
    return join_across_columns(
        [
            tuple(
                tuple(ReadWord(word.text, box_of(word, points_per_pixel), word.confidence) for word in line)
                for _, line in groupby(paragraph, key=lambda word: word.line)
            )
            for _, paragraph in paragraphs
        ]
    )


def box_of(word: RecognisedWord, points_per_pixel: float) -> Box:
    """Give the place of a word in points."""
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
