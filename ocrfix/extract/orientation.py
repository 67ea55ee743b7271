"""Whether a page lies on its side or on its head, and the turn that lays its writing flat.

Bird's-eye view: after a page was read, :func:`turns_to_try` looks at the result. Tesseract reads writing that runs down
a page by itself (the boxes are higher than wide then); what runs up the page or stands on its head becomes garbage that
it is unsure of. Turning and reading again tells; a separate search for the orientation (Tesseract's ``osd``) takes as
long as a reading and knows no more. Start reading there.

German example: a Kleine Anfrage that was scanned upside down reads "&un 2 Sag" with a confidence of 26 %; turned by
180 degrees it reads "Rumänien" with 94 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocrfix.extract.engines import RecognisedWord

if TYPE_CHECKING:
    from PIL.Image import Image

_UNSURE = 0.5
_MOST_UNSURE = 0.4
"""A page with a larger share of unsure words may stand on its head; worn print stays below."""
_FEWEST_WORDS = 8
_LETTERS_OF_SHAPE = 3
"""Words of fewer letters may be higher than wide in any orientation."""


def unsure_share(words: Sequence[RecognisedWord]) -> float:
    """Return the share (0..1) of words that the engine is unsure of."""
    return sum(word.confidence < _UNSURE for word in words) / max(len(words), 1)


def turns_to_try(words: Sequence[RecognisedWord]) -> int:
    """Return the clockwise quarter turns (0..3) by which a page that was read like this may lie flat.

    Fewer words than a line or two tell nothing.
    """
    if len(words) < _FEWEST_WORDS:
        return 0
    is_garbage = unsure_share(words) > _MOST_UNSURE
    if not _runs_upright(words):
        return 2 if is_garbage else 0
    return 1 if is_garbage else 3


def _runs_upright(words: Sequence[RecognisedWord]) -> bool:
    shaped = [word for word in words if len(word.text) >= _LETTERS_OF_SHAPE]
    upright = sum(word.bottom - word.top > word.right - word.left for word in shaped)
    return 2 * upright > len(shaped)


def turned(image: Image, quarter_turns: int) -> Image:
    """Turn an image clockwise by quarter turns."""
    from PIL.Image import Transpose

    ways = {1: Transpose.ROTATE_270, 2: Transpose.ROTATE_180, 3: Transpose.ROTATE_90}
    way = ways.get(quarter_turns % 4)
    return image if way is None else image.transpose(way)
