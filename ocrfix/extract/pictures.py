"""Small pictures of the pages, for people who compare the text with what was printed.

Bird's-eye view: after a document was read and corrected, the HTML report asks for a picture of each page that it
shows. A picture has four shades of grey and so few pixels that the pictures of 300 pages fit into one file; words are
cut out of it by their boxes. Start reading at :func:`page_pictures`.

German example: page 3 of a scanned Drucksache is a WebP of 1240 x 1754 pixels and some 50 KB, in which „fiir“ at
the box (71, 120, 84, 131) can be looked up as „für“.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.config import ExtractConfig
from ocrfix.errors import InputError
from ocrfix.extract.kind import HEAD_BYTES, SourceKind, kind_of
from ocrfix.extract.opening import open_pdf
from ocrfix.extract.orientation import turned
from ocrfix.model import Page
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

# The more pages a document has, the coarser their pictures are: (up to so many pages, dpi).
_RESOLUTIONS = ((60, 150.0), (150, 130.0), (400, 110.0))
_COARSEST_DPI = 95.0
_LARGEST_SIDE_PIXELS = 3000
MOST_BYTES = 15_000_000
"""All pictures of a document together: encoded for HTML they grow by a third to 20 MB."""
# What is nearly as light as the paper becomes white, for noise costs bytes; thin strokes, only a little darker than
# paper in a coarse picture, must stay.
_NOISE = 22
_DARKEST_PAPER, _BLACK_SHARE = 120, 0.35
_SHADES = 4


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of one page as WebP; ``scale`` is pixels per point of the page's boxes."""

    page_number: int
    data: bytes
    width: int
    height: int
    scale: float


def page_pictures(source: Path | bytes, pages: Sequence[Page], config: ExtractConfig) -> tuple[PagePicture, ...]:
    """Make a picture of each page that has placed words; text files have none.

    A page that cannot be drawn, and the pages after :data:`MOST_BYTES` are used up, go without: a report lacks
    nothing but the picture. The same input gives the same bytes.
    """
    wanted = [page for page in pages if page.words and page.width > 0 and page.height > 0]
    if not wanted:
        return ()
    with suppress(OSError, InputError):
        return tuple(
            _affordable(_pictures(source if isinstance(source, bytes) else source.read_bytes(), wanted, config))
        )
    return ()


def picture_dpi(page_count: int) -> float:
    """Give the resolution of the pictures of a document.

    >>> picture_dpi(3), picture_dpi(300)
    (150.0, 110.0)
    """
    return next((dpi for most, dpi in _RESOLUTIONS if page_count <= most), _COARSEST_DPI)


def _affordable(pictures: Iterator[PagePicture]) -> Iterator[PagePicture]:
    total = 0
    for picture in pictures:
        total += len(picture.data)
        if total > MOST_BYTES:
            return
        yield picture


def _pictures(data: bytes, pages: Sequence[Page], config: ExtractConfig) -> Iterator[PagePicture]:
    kind = kind_of(data[:HEAD_BYTES])
    if kind is SourceKind.PDF:
        yield from _pictures_of_pdf(data, pages, config.password)
    elif kind is SourceKind.IMAGE:
        yield from _pictures_of_image(data, pages)


def _pictures_of_pdf(data: bytes, pages: Sequence[Page], password: str | None) -> Iterator[PagePicture]:
    import pypdfium2

    dpi = picture_dpi(len(pages))
    with suppress(pypdfium2.PdfiumError), closing(open_pdf(data, password)) as document:
        for page in pages:
            scale = _scale(page, dpi)
            with suppress(pypdfium2.PdfiumError), closing(document[page.number - 1]) as opened:
                with closing(opened.render(scale=scale, grayscale=True)) as bitmap:
                    image = bitmap.to_pil().copy()
                yield _picture(page.number, turned(image, page.quarter_turns), scale)


def _pictures_of_image(data: bytes, pages: Sequence[Page]) -> Iterator[PagePicture]:
    from PIL import Image as Images

    from ocrfix.extract.images import opened_image, upright_grey

    dpi = picture_dpi(len(pages))
    with opened_image(data) as image:
        for page in pages:
            if page.number > 1:
                image.seek(page.number - 1)
            grey, scale = turned(upright_grey(image), page.quarter_turns), _scale(page, dpi)
            size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
            if size[0] < grey.width:
                grey = grey.resize(size, Images.Resampling.BOX)
            else:
                scale = grey.width / page.width
            yield _picture(page.number, grey, scale)


def _scale(page: Page, dpi: float) -> float:
    """Give pixels per point, fewer for a page of the size of a poster."""
    return min(dpi / 72.0, _LARGEST_SIDE_PIXELS / max(page.width, page.height))


def _picture(number: int, image: Image, scale: float) -> PagePicture:
    grey = image.convert("L")
    histogram = grey.histogram()
    paper = max(range(_DARKEST_PAPER, 256), key=histogram.__getitem__)
    white, step = paper - _NOISE, 255 // (_SHADES - 1)
    black = round(paper * _BLACK_SHARE)
    shades = [min(255, max(0, (level - black) * 255 // (white - black))) for level in range(256)]
    # A light grey counts as white only when it is very near to it.
    flat = grey.point(
        [min(shade // step * step + (step if shade % step > step * 0.75 else 0), 255) for shade in shades]
    )
    target = BytesIO()
    # Lossless with few shades is half as large as lossy WebP of the same legibility, and four times as fast to make.
    flat.save(target, format="WEBP", lossless=True, quality=20, method=1)
    return PagePicture(number, target.getvalue(), flat.width, flat.height, scale)
