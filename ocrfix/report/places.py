r"""Finds the line and column of a place and the words around it.

Bird's-eye view: reports name places as an editor does (line and column from 1, lines end at ``\n``).
Start reading at :class:`Lines`.

German example: in ``"An den\nfir Bund"`` the span 7..10 is line 2, column 1, with ``" Bund"`` right of it.
"""

from __future__ import annotations

from bisect import bisect_right

from ocrfix.model import Span
from ocrfix.records import dataclass

CONTEXT_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one text; ``starts`` are the offsets of their first characters."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Find the starts of all lines; a text that ends with a line feed has an empty last line."""
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        return cls(text, tuple(starts))

    def index(self, offset: int) -> int:
        """Give the 0-based number of the line that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def position(self, offset: int) -> tuple[int, int]:
        r"""Give line and column, both from 1.

        >>> Lines.of("An den\nfir Bund").position(7)
        (2, 1)
        """
        index = self.index(offset)
        return index + 1, offset - self.starts[index] + 1

    def end(self, index: int) -> int:
        """Give the offset behind a line with its line feed."""
        return self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)

    def around(self, span: Span, width: int = CONTEXT_CHARACTERS) -> Span:
        """Give the line or lines that a span touches without the last line end.

        At most ``width`` characters are taken on each side, and no word is cut when it can be avoided.
        """
        start = max(self.starts[self.index(span.start)], self._word_start(span.start - width))
        end = self.end(self.index(span.end))
        while end > span.end and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, max(span.end, min(end, self._word_end(span.end + width))))

    def _word_start(self, offset: int) -> int:
        blank = self.text.find(" ", max(0, offset), max(0, offset) + 25)
        return 0 if offset <= 0 else blank + 1 if blank >= 0 else offset

    def _word_end(self, offset: int) -> int:
        if offset >= len(self.text):
            return len(self.text)
        blank = self.text.rfind(" ", offset - 25, offset)
        return blank if blank >= 0 else offset
