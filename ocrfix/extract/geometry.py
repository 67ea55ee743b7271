"""Page coordinates: from PDF user space to points with the origin top left, and turned writing.

Bird's-eye view: :mod:`ocrfix.extract.textlayer` reads boxes in PDF user space (origin bottom left, before the
page is turned and cropped); :class:`PageFrame` maps them to the page as it is shown. :func:`turn_box` lays
writing that runs up or down a page flat, so that one layout serves all directions. Start reading at
:class:`PageFrame`.

German example: the note "Vorabfassung", set upright in the margin, is laid flat, read, and put back.
"""

from __future__ import annotations

from ocrfix.model import Box
from ocrfix.records import dataclass


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The visible part of a page in user space and its clockwise ``rotation`` in degrees (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width as shown, in points."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Height as shown, in points."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def to_page(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Map a rectangle of user space to the page as shown.

        >>> PageFrame(0, 0, 200, 100, 90).to_page(0, 0, 30, 10)
        Box(x0=0, top=0, x1=10, bottom=30)
        """
        if self.rotation == 90:
            return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 180:
            return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        if self.rotation == 270:
            return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
        return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)

    def to_user_space(self, x: float, y: float) -> tuple[float, float]:
        """Map a point of the page as shown (points, origin top left) to user space.

        >>> PageFrame(0, 0, 200, 100, 90).to_user_space(10, 30)
        (30, 10)
        """
        if self.rotation == 90:
            return self.left + y, self.bottom + x
        if self.rotation == 180:
            return self.right - x, self.bottom + y
        if self.rotation == 270:
            return self.right - y, self.top - x
        return self.left + x, self.top - y

    def shows(self, box: Box) -> bool:
        """Say whether the middle of a box lies on the visible page."""
        return 0 <= (box.x0 + box.x1) / 2 <= self.width and 0 <= (box.top + box.bottom) / 2 <= self.height


def turn_box(box: Box, quarter_turns: int, width: float, height: float) -> Box:
    """Turn a page of ``width`` x ``height`` points clockwise by quarter turns and give the box's new place.

    >>> turned = turn_box(Box(10, 20, 15, 60), 1, 100, 200)
    >>> turned
    Box(x0=140, top=10, x1=180, bottom=15)
    >>> turn_box(turned, 3, 200, 100)
    Box(x0=10, top=20, x1=15, bottom=60)
    """
    if quarter_turns % 4 == 1:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if quarter_turns % 4 == 2:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if quarter_turns % 4 == 3:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    return box
