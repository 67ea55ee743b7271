r"""Puts the corrected words of a page into the boxes of the words as read.

Bird's-eye view: :func:`corrected_words` takes a page with its edits and gives the words of the corrected text,
each with the box where a viewer shall mark it. Start reading there.

What no edit touches keeps its word and its box. An edit ties the words that it touches into one group, and the
group's boxes are shared line by line:

- as many words as before in a line: each takes the box of its predecessor;
- more or fewer: the line's boxes together are cut in proportion to the number of characters;
- fewer lines than before (``--reflow`` joins a word broken at a line end): the words stand where the first lines of
  the group stood, so that a search finds the whole word and marks its beginning;
- nothing is left: the box stays empty.

German example: ``Wiebewertet`` becomes ``Wie bewertet``; of its box ``Wie`` gets the first quarter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from ocrfix.edits import apply_edits, check_edits
from ocrfix.model import Box, Edit, Page, PlacedWord, Span
from ocrfix.records import dataclass


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word to be written: its text, its box on the page as shown, and how its writing lies.

    ``quarter_turns`` clockwise turns of the page lay the writing flat, ``is_last`` says that a line ends here,
    ``sources`` are the words as read that it stands for.
    """

    text: str
    box: Box
    sources: tuple[PlacedWord, ...]
    quarter_turns: int = 0
    is_last: bool = False


# A character that is wider than so many times the usual height of a word is no print.
_WIDEST_CHARACTER = 1.5


@dataclass(slots=True)
class _Group:
    """Neighbouring words tied by edits; grows while the page is walked."""

    words: list[PlacedWord]
    edits: list[Edit]


TurnsOf = Callable[[PlacedWord], int]


def corrected_words(page: Page, edits: Sequence[Edit], turns_of: TurnsOf = lambda _: 0) -> tuple[LayerWord, ...]:
    """Give the words of the corrected text of a page in their order, each with its box.

    ``turns_of`` tells how the writing of a word as read lies.

    Raises:
        ValueError: the placed words do not cover the text of the page, or an edit does not fit it.
    """
    words = [word for group in _groups(page, check_edits(edits)) for word in _words_of(page, group, turns_of)]
    lines = [line.split() for line in apply_edits(page.text, edits).split("\n")]
    if [word.text for word in words] != [text for line in lines for text in line]:
        raise ValueError("the placed words do not cover the text of the page")
    ends, count = set(), 0
    for line in lines:
        count += len(line)
        ends.add(count - 1)
    return tuple(replace(word, is_last=index in ends) for index, word in enumerate(words))


def _groups(page: Page, edits: Sequence[Edit]) -> list[_Group]:
    """Tie words together where an edit touches several of them; a word without an edit is a group of its own."""
    groups: list[_Group] = []
    waiting = [(edit, _touching(page.text, edit)) for edit in edits]
    for word in page.words:
        is_tied = bool(groups and groups[-1].edits) and _touches(_touching(page.text, groups[-1].edits[-1]), word.span)
        if not is_tied:
            groups.append(_Group([], []))
        groups[-1].words.append(word)
        while waiting and waiting[0][1].start <= word.span.end:
            groups[-1].edits.append(waiting.pop(0)[0])
    if groups:
        groups[-1].edits += [edit for edit, _ in waiting]
    return groups


def _touching(text: str, edit: Edit) -> Span:
    """Give the range that an edit changes; white space that stays white space ties no further word to it.

    It stays so where the edit keeps it, or takes a whole word out and leaves the space on the word's other side.
    """
    before, after = edit.before, edit.after
    start, end = edit.span.start, edit.span.end
    is_space_ahead = start == 0 or text[start - 1].isspace()
    is_space_behind = end == len(text) or text[end].isspace()
    if before[-1:].isspace() and (after[-1:].isspace() or (not after and is_space_ahead)):
        end -= len(before) - len(before.rstrip())
    if before[:1].isspace() and (after[:1].isspace() or (not after and is_space_behind)):
        start += len(before) - len(before.lstrip())
    return Span(min(start, end), max(start, end))


def _touches(changed: Span, word: Span) -> bool:
    return changed.start <= word.end and word.start <= changed.end


def _words_of(page: Page, group: _Group, turns_of: TurnsOf) -> list[LayerWord]:
    start, end = group.words[0].span.start, group.words[-1].span.end
    if not group.edits:
        word = group.words[0]
        return [LayerWord(page.text[start:end], word.box, (word,), turns_of(word))]
    start = min(start, *(edit.span.start for edit in group.edits))
    end = max(end, *(edit.span.end for edit in group.edits))
    moved = [replace(edit, span=Span(edit.span.start - start, edit.span.end - start)) for edit in group.edits]
    corrected = [line.split() for line in apply_edits(page.text[start:end], moved).split("\n")]
    lines = _lines_of(page, group.words)
    words: list[LayerWord] = []
    texts_of_line: list[list[str]] = [[] for _ in lines]
    for index, texts in enumerate(line for line in corrected if line):
        texts_of_line[min(index, len(lines) - 1)] += texts
    for line, texts in zip(lines, texts_of_line, strict=True):
        words += _shared(line, texts, turns_of)
    return words


def _lines_of(page: Page, words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    lines: list[list[PlacedWord]] = []
    end = 0
    for word in words:
        if not lines or "\n" in page.text[end : word.span.start]:
            lines.append([])
        lines[-1].append(word)
        end = word.span.end
    return lines


def _shared(line: Sequence[PlacedWord], texts: Sequence[str], turns_of: TurnsOf) -> list[LayerWord]:
    """Share the boxes of the words of one line among the texts that stand for them now."""
    turns = turns_of(line[0])
    if len(texts) == len(line):
        return [LayerWord(text, word.box, (word,), turns) for text, word in zip(texts, line, strict=True)]
    whole = Box(
        min(word.box.x0 for word in line),
        min(word.box.top for word in line),
        max(word.box.x1 for word in line),
        max(word.box.bottom for word in line),
    )
    length = sum(map(len, texts)) + len(texts) - 1
    words = []
    position = 0
    for text in texts:
        box = _cut(whole, position / length, (position + len(text)) / length, turns)
        words.append(LayerWord(text, box, tuple(line), turns))
        position += len(text) + 1
    return words


def narrowed(words: Sequence[LayerWord]) -> tuple[LayerWord, ...]:
    """Shorten boxes that are far too wide for their characters, as of a ruled line that was read as two letters.

    PDFium, and so Chrome, takes the width of a character for the distance of lines: one such word would mix up the
    order of the lines around it.
    """
    sizes = [_size(word) for word in words]
    usual = median(height for _, height in sizes) if sizes else 0.0
    return tuple(
        replace(word, box=_cut(word.box, 0.0, widest / width, word.quarter_turns))
        if width > (widest := _WIDEST_CHARACTER * max(height, usual) * len(word.text))
        else word
        for word, (width, height) in zip(words, sizes, strict=True)
    )


def _size(word: LayerWord) -> tuple[float, float]:
    """Return the length of a word along its writing and its height across, in points."""
    size = word.box.x1 - word.box.x0, word.box.bottom - word.box.top
    return size if word.quarter_turns % 2 == 0 else size[::-1]


def _cut(box: Box, start: float, end: float, quarter_turns: int) -> Box:
    """Give a part of a box along its writing; ``start`` and ``end`` are shares of its length.

    >>> _cut(Box(0, 0, 10, 2), 0.0, 0.5, 0), _cut(Box(0, 0, 2, 10), 0.0, 0.5, 1)
    (Box(x0=0.0, top=0, x1=5.0, bottom=2), Box(x0=0, top=5.0, x1=2, bottom=10.0))
    """
    if quarter_turns in (1, 2):
        # Writing that runs up or upside down begins at the far side of its box.
        start, end = 1 - end, 1 - start
    width, height = box.x1 - box.x0, box.bottom - box.top
    if quarter_turns % 2 == 0:
        return Box(box.x0 + start * width, box.top, box.x0 + end * width, box.bottom)
    return Box(box.x0, box.top + start * height, box.x1, box.top + end * height)
