"""Turns the edits of a page into new texts for its words.

Bird's-eye view: an edit of the pipeline may reach over a line end, part a word or join two. :func:`changes_of` cuts
it into its smallest pieces and gives one :class:`Change` for each group of neighbouring units: usually a single
unit; several when an edit took away the space between them. Start reading at :func:`changes_of`.

German example: ``Riick-`` and ``meldung`` on two lines with the edit to ``Rück-`` / ``meldung`` change only the
first; ``Bundesre gierung`` to ``Bundesregierung`` makes one group of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from ocrfix.edits import check_edits
from ocrfix.model import Edit, Span
from ocrfix.records import dataclass

_WHITE_SPACE = re.compile(r"(\s+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest part of an edit: ``text[start:end]`` becomes ``after``."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the units ``first`` to ``last``: ``before`` becomes ``after``, all of it in the first.

    ``pieces`` count in ``before``; ``confidence`` is that of the least sure decision (0..1).
    """

    first: int
    last: int
    before: str
    after: str
    pieces: tuple[Piece, ...]
    confidence: float

    @property
    def is_join(self) -> bool:
        """Say whether several units became one."""
        return self.last > self.first


def pieces_of(edit: Edit) -> Iterator[Piece]:
    r"""Cut an edit into its smallest pieces; where white space stays as it is, word by word.

    >>> list(pieces_of(Edit(1, Span(4, 19), "Riick-\nmeldungl", "Rück-\nmeldung1", "d")))[0]
    Piece(start=5, end=6, after='ü')
    """
    before, after = _WHITE_SPACE.split(edit.before), _WHITE_SPACE.split(edit.after)
    if before[1::2] != after[1::2]:
        before, after = [edit.before], [edit.after]
    position = edit.span.start
    for old, new in zip(before, after, strict=True):
        for step in Levenshtein.opcodes(old, new):
            if step.tag != "equal":
                text = new[step.dest_start : step.dest_end]
                yield Piece(position + step.src_start, position + step.src_end, text)
        position += len(old)


def changes_of(
    text: str, spans: Sequence[Span], edits: Sequence[Edit], confidences: Mapping[str, float]
) -> tuple[Change, ...]:
    """Give the changed groups of units of a page, in order.

    ``spans`` are the places of the units in the page text, ``confidences`` those of the decisions by their id.

    Raises:
        ValueError: the edits overlap.
    """
    groups: list[tuple[int, int, list[Piece], float]] = []
    for edit in check_edits(edits):
        confidence = confidences.get(edit.decision_id, 1.0)
        for piece in pieces_of(edit):
            reached = _units_reached(spans, piece)
            if reached is None:
                continue
            first, last = reached
            if groups and first <= groups[-1][1]:
                start, end, pieces, lowest = groups.pop()
                groups.append((start, max(end, last), [*pieces, piece], min(lowest, confidence)))
            else:
                groups.append((first, last, [piece], confidence))
    return tuple(_change(text, spans, *group) for group in groups)


def _units_reached(spans: Sequence[Span], piece: Piece) -> tuple[int, int] | None:
    """Give the first and the last unit that a piece touches; None where it touches white space only."""
    from bisect import bisect_left, bisect_right

    if piece.start == piece.end:
        # Something is put in: into the unit that holds the place, of two that meet there the first.
        place = bisect_left(spans, piece.start, key=lambda span: span.end)
        if place < len(spans) and spans[place].start <= piece.start:
            return place, place
        return (place - 1, place) if 0 < place < len(spans) else None
    first = bisect_right(spans, piece.start, key=lambda span: span.end)
    last = bisect_left(spans, piece.end, key=lambda span: span.start) - 1
    if first > last:  # only white space between two units: they become one
        return (last, first) if last >= 0 and first < len(spans) and not piece.after.isspace() else None
    if spans[first].start > piece.start and first > 0:
        first -= 1
    if spans[last].end < piece.end and last + 1 < len(spans):
        last += 1
    return first, last


def _change(
    text: str, spans: Sequence[Span], first: int, last: int, pieces: Sequence[Piece], confidence: float
) -> Change:
    start, end = spans[first].start, spans[last].end
    moved = tuple(Piece(piece.start - start, piece.end - start, piece.after) for piece in pieces)
    before = text[start:end]
    after = before
    for piece in reversed(moved):
        after = after[: piece.start] + piece.after + after[piece.end :]
    return Change(first, last, before, after, moved, confidence)
