r"""Placed words in the lines of their page's text.

Bird's-eye view: extraction cuts the neighbours of a word out of its line, and the readings of a page are laid beside
each other line by line; both ask :func:`lines_of`. Start reading there.

German example: the placed words of ``"Der Bund\nzahlt."`` are in the lines ``[0, 1]`` and ``[2]``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.model import PlacedWord


def lines_of(text: str, words: Sequence[PlacedWord]) -> list[list[int]]:
    r"""Return the indices of placed words by the lines of the page's text; lines without a placed word are left out.

    >>> from ocrfix.model import Box, Span
    >>> box = Box(0, 0, 1, 1)
    >>> lines_of("Der Bund\n\nzahlt.", [PlacedWord(Span(*place), box) for place in ((0, 3), (4, 8), (10, 16))])
    [[0, 1], [2]]
    """
    lines: list[list[int]] = []
    end = -1
    for index, word in enumerate(words):
        if not lines or text.find("\n", end, word.span.start) >= 0:
            lines.append([])
        lines[-1].append(index)
        end = word.span.end
    return lines
