r"""Lines, paragraphs and the page text from words with boxes.

Bird's-eye view: the text layer gives loose words (:class:`ReadWord`), :func:`arrange` puts them into blocks of
lines in reading order (columns by :mod:`ocrfix.extract.columns`), and :func:`compose` writes the page text with
a span for every word. Recognised words come in the engine's own blocks and lines and go to :func:`compose`
directly. Start reading at :func:`arrange`.

German example: the words "Maß", "nahmen" with boxes one below the other give ``"Maß\nnahmen"``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ocrfix.extract.columns import regions_in_reading_order
from ocrfix.model import Box, PlacedWord, Span
from ocrfix.records import dataclass

# A gap between lines that is so many times the usual one starts a paragraph.
_PARAGRAPH_PITCH = 1.35
_SAME_LINE_OVERLAP = 0.5
_SENTENCE_ENDS = tuple(".:!?;")


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as read, with its place on the page in points and the engine's confidence (0..1 or None)."""

    text: str
    box: Box
    confidence: float | None = None


Line = tuple[ReadWord, ...]
Block = tuple[Line, ...]


@dataclass(slots=True)
class _Fragment:
    """Words that stand in one line without a break; grows while a line is gathered."""

    words: list[ReadWord]

    @property
    def x0(self) -> float:
        return self.words[0].box.x0

    @property
    def x1(self) -> float:
        return self.words[-1].box.x1

    @property
    def middle(self) -> float:
        return sum(word.box.top + word.box.bottom for word in self.words) / (2 * len(self.words))


def compose(blocks: Sequence[Block]) -> tuple[str, tuple[PlacedWord, ...]]:
    r"""Write blocks as text: words joined by a space, lines by a line feed, blocks by an empty line.

    >>> box = Box(0, 0, 1, 1)
    >>> text, words = compose([((ReadWord("Der", box), ReadWord("Bund", box)), (ReadWord("zahlt.", box),))])
    >>> text
    'Der Bund\nzahlt.'
    >>> [text[word.span.start : word.span.end] for word in words]
    ['Der', 'Bund', 'zahlt.']
    """
    pieces: list[str] = []
    placed: list[PlacedWord] = []
    length = 0
    for block in blocks:
        separator = "\n\n" if pieces else ""
        for line in block:
            for word in line:
                start = length + len(separator)
                pieces += [separator, word.text]
                length = start + len(word.text)
                placed.append(PlacedWord(Span(start, length), word.box, word.confidence))
                separator = " "
            separator = "\n"
    return "".join(pieces), tuple(placed)


def arrange(words: Sequence[ReadWord]) -> tuple[Block, ...]:
    """Put words of one writing direction into blocks of lines in reading order.

    ``words`` come in the order of the file, which is kept where the boxes do not decide.
    """
    regions = regions_in_reading_order([word.box for word in words])
    blocks = [block for region in regions for block in _paragraphs(_lines([words[index] for index in region]))]
    return join_across_columns(blocks)


def join_across_columns(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Make one block of a sentence that runs from the foot of a column into the head of the next."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _continues(joined[-1], block):
            joined[-1] += block
        else:
            joined.append(block)
    return tuple(joined)


def _continues(before: Block, after: Block) -> bool:
    """Say whether a sentence runs from the foot of one column into the head of the next."""
    is_next_column = after[0][0].box.top < before[-1][-1].box.top and after[0][0].box.x0 > before[-1][0].box.x0
    return is_next_column and not before[-1][-1].text.endswith(_SENTENCE_ENDS)


def _lines(words: Sequence[ReadWord]) -> list[Line]:
    fragments: list[_Fragment] = []
    for word in words:
        if fragments and _follows(fragments[-1].words[-1].box, word.box):
            fragments[-1].words.append(word)
        else:
            fragments.append(_Fragment([word]))
    rows = _join_fragments(fragments)
    return [tuple(row.words) for row in rows]


def _follows(before: Box, after: Box) -> bool:
    height = before.bottom - before.top
    is_next = -0.3 * height <= after.x0 - before.x1 <= height
    return is_next and before.shared_height(after) >= _SAME_LINE_OVERLAP


def _join_fragments(fragments: list[_Fragment]) -> list[_Fragment]:
    """Join fragments that stand in one line; compared at their facing ends, so that a skewed scan does no harm."""
    rows: list[_Fragment] = []
    for fragment in sorted(fragments, key=lambda fragment: (fragment.x0, fragment.middle)):
        first = fragment.words[0].box
        fitting = [
            row
            for row in rows
            if row.x1 <= fragment.x0 + 1.0 and row.words[-1].box.shared_height(first) >= _SAME_LINE_OVERLAP
        ]
        if fitting:
            nearest = max(fitting, key=lambda row: (row.words[-1].box.shared_height(first), row.x1))
            nearest.words += fragment.words
        else:
            rows.append(_Fragment(list(fragment.words)))
    return sorted(rows, key=lambda row: (row.middle, row.x0))


def _paragraphs(lines: list[Line]) -> list[Block]:
    """Cut lines where the pitch is clearly larger than usual."""
    middles = [sum(word.box.top + word.box.bottom for word in line) / (2 * len(line)) for line in lines]
    pitches = [after - before for before, after in pairwise(middles)]
    heights = [median(word.box.bottom - word.box.top for word in line) for line in lines]
    usual = median(pitches) if len(pitches) >= 2 else 1.2 * median(heights)
    blocks: list[list[Line]] = [[lines[0]]]
    for line, pitch, height in zip(lines[1:], pitches, heights[1:], strict=True):
        # A few lines far apart make the median useless; no pitch of running text is twice the print's height.
        if pitch > _PARAGRAPH_PITCH * min(usual, 1.8 * height):
            blocks.append([])
        blocks[-1].append(line)
    return [tuple(block) for block in blocks]
