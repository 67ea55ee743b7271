"""Draws the memory of a long run as SVG.

Bird's-eye view: ``benchmarks/archive.py`` looks at parent and workers ten times a second; :func:`drawing` shows what it
saw over the pages that were done. Start reading there.

German example: the line of the largest worker stays flat while 200,000 pages "Die Ministerin fir Heimat" go by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_POINTS = 300
"""Of a line in the drawing."""


@dataclass(frozen=True, slots=True)
class Look:
    """The memory (bytes) at one moment: of the parent, and of its largest worker; ``pages`` are done by then."""

    seconds: float
    parent: int
    worker: int
    pages: int = 0


def thinned(looks: Sequence[Look]) -> list[Look]:
    """Give the most that was seen in each of a few hundred stretches of the run, at the pages done by its end."""
    stretch = max(1, -(-len(looks) // MOST_POINTS))
    result, pages = [], 0
    for start in range(0, len(looks), stretch):
        some = looks[start : start + stretch]
        pages = max(pages, *(look.pages for look in some))
        most = max(look.parent for look in some), max(look.worker for look in some)
        result.append(Look(some[-1].seconds, *most, pages))
    return result


def drawing(looks: Sequence[Look], pages: int, note: str) -> str:
    """Draw the memory of parent and largest worker over the pages that were done, as SVG."""
    width, height, left, bottom = 720, 320, 60, 40
    across, up = width - left - 20, height - bottom - 30
    known = thinned(looks)
    most = max(max(look.parent, look.worker) for look in known) * 1.2
    last = max(look.pages for look in known) or 1

    def points(size: Sequence[int]) -> str:
        return " ".join(
            f"{left + look.pages / last * across:.1f},{height - bottom - value / most * up:.1f}"
            for look, value in zip(known, size, strict=True)
        )

    def line(label: str, colour: str, size: Sequence[int], row: int) -> str:
        peak = max(size) / 1e6  # of the whole run: each point is the most of its stretch
        return (
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points(size)}"/>'
            f'<text x="{left + 10}" y="{20 + 18 * row}" fill="{colour}">{label}, at most {peak:.0f} MB</text>'
        )

    base = height - bottom
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        ' font-family="sans-serif" font-size="13">'
        f"<title>Memory of parent and workers while {pages} pages are corrected</title>"
        f'<rect width="{width}" height="{height}" fill="white"/>'
        f'<path d="M{left} 10V{base}H{width - 20}" fill="none" stroke="#444"/>'
        f'<text x="{left - 6}" y="{base}" text-anchor="end">0</text>'
        f'<text x="{left - 6}" y="20" text-anchor="end">{most / 1e6:.0f} MB</text>'
        f'<text x="{width - 20}" y="{base + 18}" text-anchor="end">{pages} pages</text>'
        f'<text x="{left}" y="{base + 32}" fill="#666">{note}</text>'
        f"{line('parent', '#1b6ca8', [look.parent for look in known], 0)}"
        f"{line('largest worker', '#b5541c', [look.worker for look in known], 1)}"
        "</svg>\n"
    )
