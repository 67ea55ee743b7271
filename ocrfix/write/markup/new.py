"""A document that is to be written as markup: words in lines, lines in paragraphs, with their boxes in pixels.

Bird's-eye view: :mod:`ocrfix.write.markup.create` makes a :class:`NewDocument`, :mod:`ocrfix.write.markup.formats`
writes it. Start reading at :class:`NewDocument`. German example: ``Rückmeldung``, read ``Rickmeldung``, is a
:class:`NewWord` that keeps both.
"""

from __future__ import annotations

from ocrfix.records import dataclass


@dataclass(frozen=True, slots=True)
class PixelBox:
    """Left, top, right and bottom in whole pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def around(self, other: PixelBox) -> PixelBox:
        """Give the smallest box that holds both."""
        return PixelBox(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word to be written: its text, what was read ("" where nothing changed), its box and confidences (0..1)."""

    text: str
    original: str = ""
    box: PixelBox | None = None
    confidence: float | None = None
    read_confidence: float | None = None


NewLine = tuple[NewWord, ...]
Paragraph = tuple[NewLine, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page to be written; sizes in pixels, 0 for plain text."""

    number: int
    width: int
    height: int
    dpi: float
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What all formats write: the name of the input, the version of ocrfix, the pages."""

    source_name: str
    version: str
    pages: tuple[NewPage, ...]
    keep_original: bool


def box_of_words(words: NewLine) -> PixelBox | None:
    """Give the smallest box around all words that have one."""
    union: PixelBox | None = None
    for word in words:
        if word.box is not None:
            union = word.box if union is None else union.around(word.box)
    return union
