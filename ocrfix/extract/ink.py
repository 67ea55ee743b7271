"""How much of a page's print a reading left out.

Bird's-eye view: on a faint or speckled scan the engine takes whole lines for dirt and reads none of their words;
:func:`lost_share` compares the ink of the page with the boxes of the words that were read. Recognition asks it
whether the page needs to be read again as one block of lines. Start reading there.

German example: of a fax in typewriter script "Der Bundesminister der Verteidigung gibt" only "gibt" was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocrfix.extract.engines import RecognisedWord

if TYPE_CHECKING:
    from PIL.Image import Image

# Specks vanish at this resolution, print does not.
_COARSE_DPI = 75.0
_INK_DISTANCE = 60


def lost_share(image: Image, dpi: float, words: Sequence[RecognisedWord]) -> float:
    """Return the share (0..1) of a page's ink that stands outside the words that were read from it.

    ``words`` are in pixels of ``image``, which has ``dpi`` pixels per inch.
    """
    from PIL import Image, ImageDraw

    scale = min(1.0, _COARSE_DPI / dpi)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    coarse = image.convert("L").resize(size, Image.Resampling.BOX)
    histogram = coarse.histogram()
    background = max(range(256), key=histogram.__getitem__)
    ink = coarse.point([255 if abs(level - background) > _INK_DISTANCE else 0 for level in range(256)])
    whole = ink.histogram()[255]
    draw = ImageDraw.Draw(ink)
    for word in words:
        left, top, right, bottom = (edge * scale for edge in (word.left, word.top, word.right, word.bottom))
        draw.rectangle((left - 1, top - 1, right + 1, bottom + 1), fill=0)
    return ink.histogram()[255] / max(whole, 1)
