"""Lays a text beside its truth, word by word, for the eye.

Bird's-eye view: :func:`alignment_of` gives the lines of the truth as :class:`Cell` objects: right words as they are,
others with what was read and what was printed, the differing letters marked. Start reading there.

German example: ``fir Heimat`` against ``für Heimat`` gives a wrong cell (``fir``, ``für``) and a right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from ocrfix.quality.evaluate import Triple, graphemes, normalised
from ocrfix.quality.scoring import aligned_places
from ocrfix.records import dataclass

_SHORT_BLOCK = 6
"""Words of a block that is shown as one: "Bundes tag" beside "Bundestag"."""


class CellKind(StrEnum):
    """What became of a word; ``fixed`` and ``harmed`` only where the damaged text is known."""

    RIGHT = "right"
    FIXED = "fixed"
    WRONG = "wrong"
    HARMED = "harmed"
    MISSING = "missing"
    SURPLUS = "surplus"


@dataclass(frozen=True, slots=True)
class Part:
    """Some letters of a word, and whether they differ from the other text."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One word or a few: what was read and what was printed (one of them empty for missing and surplus words)."""

    kind: CellKind
    read: tuple[Part, ...]
    printed: tuple[Part, ...]


def alignment_of(triple: Triple) -> list[list[Cell]]:
    """Align the words between white space; one list of cells for each line of the truth.

    >>> [[cell.kind.value for cell in line] for line in alignment_of(Triple("a", "für die Länder", "fir die Länder"))]
    [['wrong', 'right', 'right']]
    """
    lines = [line.split() for line in normalised(triple.truth).split("\n")]
    truth = [word for line in lines for word in line]
    text = normalised(triple.text).split()
    right_before = None
    if triple.before is not None:
        steps = Levenshtein.opcodes(normalised(triple.before).split(), truth)
        right_before = aligned_places(steps, in_truth=True)
    cells: list[tuple[int, Cell]] = []
    for read, printed in _blocks(text, truth):
        cells.extend(_cells([text[place] for place in read], truth, printed, right_before))
    return list(_in_lines(cells, lines))


def _blocks(text: Sequence[str], truth: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Give the places of both texts that belong together; short ones that differ side by side are one block."""
    waiting: tuple[range, range] | None = None
    for step in Levenshtein.opcodes(text, truth):
        read, printed = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag != "equal" and waiting is not None:
            joined = range(waiting[0].start, read.stop), range(waiting[1].start, printed.stop)
            if max(map(len, joined)) <= _SHORT_BLOCK:
                waiting = joined
                continue
        if waiting is not None:
            yield waiting
        waiting = (read, printed) if step.tag != "equal" else None
        if step.tag == "equal":
            yield read, printed
    if waiting is not None:
        yield waiting


def _cells(
    read: Sequence[str], truth: Sequence[str], printed: range, right_before: set[int] | None
) -> Iterator[tuple[int, Cell]]:
    """Give cells with the place of the truth they stand at; two runs of equal length are taken word by word."""
    if not len(printed):
        yield printed.start, Cell(CellKind.SURPLUS, (Part(" ".join(read), differs=True),), ())
    elif not read:
        for place in printed:
            kind = CellKind.HARMED if right_before is not None and place in right_before else CellKind.MISSING
            yield place, Cell(kind, (), (Part(truth[place], differs=True),))
    elif len(read) == len(printed):
        for word, place in zip(read, printed, strict=True):
            yield place, _cell(word, truth[place], place, right_before)
    else:
        whole = " ".join(truth[place] for place in printed)
        is_harmed = right_before is not None and any(place in right_before for place in printed)
        parts = _marked(" ".join(read), whole)
        yield printed.start, Cell(CellKind.HARMED if is_harmed else CellKind.WRONG, *parts)


def _cell(word: str, printed: str, place: int, right_before: set[int] | None) -> Cell:
    was_right = None if right_before is None else place in right_before
    if word == printed:
        return Cell(CellKind.FIXED if was_right is False else CellKind.RIGHT, (Part(word, differs=False),), ())
    return Cell(CellKind.HARMED if was_right else CellKind.WRONG, *_marked(word, printed))


def _marked(read: str, printed: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    given, expected = graphemes(read), graphemes(printed)
    left: list[Part] = []
    right: list[Part] = []
    for step in Levenshtein.opcodes(given, expected):
        differs = step.tag != "equal"
        if step.src_end > step.src_start:
            left.append(Part("".join(given[step.src_start : step.src_end]), differs))
        if step.dest_end > step.dest_start:
            right.append(Part("".join(expected[step.dest_start : step.dest_end]), differs))
    return tuple(left), tuple(right)


def _in_lines(cells: Sequence[tuple[int, Cell]], lines: Sequence[Sequence[str]]) -> Iterator[list[Cell]]:
    """Put the cells into the lines of the truth."""
    end = 0
    position = 0
    for number, line in enumerate(lines, start=1):
        end += len(line)
        start = position
        while position < len(cells) and (cells[position][0] < end or number == len(lines)):
            position += 1
        yield [cell for _, cell in cells[start:position]]
