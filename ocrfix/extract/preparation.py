"""What is done to a page image before it is read, where it pays: an even background.

Bird's-eye view: :func:`flattened` divides an image by its paper where that is dark or uneven (a photographed page, a
copy of coloured paper). An ordinary scan is read as it is; docs/extraction.md has the figures, also of what did not
pay. Start reading at :func:`flattened`.

German example: of a page whose paper falls from light to dark grey 171 of 432 words are misread, flattened 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_TILE = 16
_LEAST_SIDE = 20 * _TILE
_WHITE = 255
# Between these shares of its tiles the paper of a scan differs in shade by 0 to 6 %; where it is less even than this,
# a threshold for the whole page takes paper for ink.
_DARK_TILES, _LIGHT_TILES = 0.1, 0.9
_EVEN = 0.8


def flattened(image: Image) -> Image | None:
    """Return a grey image with even white paper; None where the paper is even enough."""
    from PIL import Image, ImageFilter, ImageMath

    if min(image.size) < _LEAST_SIDE:
        return None
    grey = image.convert("L")
    tiles = grey.resize((grey.width // _TILE, grey.height // _TILE), Image.Resampling.BOX)
    paper = tiles.filter(ImageFilter.MaxFilter(5))
    dark, light = (_shade_at(paper, share) for share in (_DARK_TILES, _LIGHT_TILES))
    if dark >= _EVEN * light:
        return None
    smooth = paper.filter(ImageFilter.GaussianBlur(4)).resize(grey.size, Image.Resampling.BICUBIC)
    divided: Image.Image = ImageMath.lambda_eval(
        lambda has: has["convert"](has["min"](has["ink"] * _WHITE / has["max"](has["paper"], 1), _WHITE), "L"),
        ink=grey,
        paper=smooth,
    )
    return divided


def _shade_at(image: Image, share: float) -> int:
    """Return the grey level that a share (0..1) of the pixels does not exceed."""
    histogram = image.histogram()
    wanted, seen = share * sum(histogram), 0
    for level, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return level
    return _WHITE
