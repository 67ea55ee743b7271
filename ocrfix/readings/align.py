"""Which words of a witness stand where a token of the page's text stands.

Bird's-eye view: words of both readings are brought into the same lines by their boxes, words that overlap make
groups, and within a group the characters are aligned, so that every token knows what the witness has in its place.
Places that the witness did not read stay silent. Start reading at :func:`heard`.

German example: the text has ``Mallnahmen.``, the witness ``Maßnahmen.`` in the same box; the token ``Mallnahmen``
hears ``Maßnahmen``, the full stop hears a full stop.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from ocrfix.model import Box, CharacterChoices, Page, PlacedWord, Token, Witness, WitnessWord
from ocrfix.records import dataclass
from ocrfix.text.placed import lines_of

_SAME_LINE = 0.5
"""Shared height, as a share of the lower word, from which on two words stand in one line."""
_SAME_PLACE = 0.3
"""Shared width, as a share of the narrower word, from which on two words are readings of the same print."""
_HYPHENS = "-\N{HYPHEN}\N{NOT SIGN}\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a witness has in the place of a token: its text ("" for nothing), and the confidence of its word (0..1).

    ``choices`` are what its engine considered for single characters of ``text``.
    """

    witness: str
    text: str
    confidence: float | None
    choices: tuple[CharacterChoices, ...] = ()

    def has(self, text: str) -> bool:
        """Say whether this is what was read; spaces about a section sign do not count.

        >>> Heard("Latin", "§1", 0.9).has("§ 1")
        True
        """
        return self.text == text or ("§" in text and joined_sign(self.text) == joined_sign(text))

    def considered(self, text: str) -> bool:
        """Say whether the engine considered every character in which a text differs from what it took.

        >>> Heard("Latin", "Mabnahmen", 0.6, (CharacterChoices(3, ("ß", "h")),)).considered("Maßnahmen")
        True
        """
        if not self.choices:
            return False
        if "§" in text and " " not in self.text:
            text = joined_sign(text)
        if len(text) != len(self.text) or text == self.text:
            return False
        at = {choice.place: choice.texts for choice in self.choices}
        return all(
            own == other or other in at.get(place, ())
            for place, (own, other) in enumerate(zip(self.text, text, strict=True), start=1)
        )

    def variants(self) -> tuple[str, ...]:
        """Return the texts that differ from what was taken by one character that was considered."""
        return tuple(
            self.text[: choice.place - 1] + other + self.text[choice.place :]
            for choice in self.choices
            for other in choice.texts
            if len(other) == 1
        )


def joined_sign(text: str) -> str:
    """Return a text without the spaces about its section signs, for comparison.

    >>> joined_sign("2. § 16")
    '2.§16'
    """
    return text.replace("§ ", "§").replace(" §", "§")


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring words of the page and what the witness has for them; offsets of the page's text."""

    start: int
    end: int
    text: str
    before: tuple[int, ...]
    """For each edge between characters of the page's text (first and last included) the offset in ``text``."""
    behind: tuple[int, ...]
    """The same, behind what only the witness has at that edge."""
    confidences: tuple[float | None, ...]
    choices: tuple[CharacterChoices, ...] = ()
    """Places count from 1 in ``text``."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The boxes of a line from left to right with their left edges, and what the line takes from top to bottom."""

    boxes: tuple[Box, ...]
    lefts: tuple[float, ...]
    top: float
    bottom: float


def heard(page: Page, tokens: Sequence[Token], witness: Witness) -> dict[int, Heard]:
    """Return for the index of each token what the witness has in its place; tokens it did not read are left out."""
    groups = _groups(page, witness)
    starts = [group.start for group in groups]
    result: dict[int, Heard] = {}
    for index, token in enumerate(tokens):
        parts = [
            _in_group(page.text, groups[place], start, end)
            for start, end in _parts(page.text, token)
            if (place := bisect_right(starts, start) - 1) >= 0 and end <= groups[place].end
        ]
        if len(parts) != len(_parts(page.text, token)):
            continue
        spoken = _joined(parts)
        if spoken is not None:
            result[index] = Heard(witness.name, spoken.text, spoken.confidence, spoken.choices)
    return result


def _parts(text: str, token: Token) -> list[tuple[int, int]]:
    """Return the pieces of a token on their lines; a word broken at a line end has two."""
    start, end = token.span.start, token.span.end
    line_end = text.find("\n", start, end)
    if line_end < 0:
        return [(start, end)]
    first = len(text[start:line_end].rstrip())
    rest = end - len(text[line_end:end].lstrip())
    return [(start, start + first), (rest, end)]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What the witness has for a piece of a token on one line."""

    text: str
    confidence: float | None
    choices: tuple[CharacterChoices, ...]


def _joined(parts: Sequence[_Piece]) -> _Piece | None:
    """Join the pieces of a broken word; None where the witness does not break it there."""
    if len(parts) == 1:
        return parts[0]
    head, tail = parts
    if not head.text or not tail.text or head.text[-1] not in _HYPHENS:
        return None
    length = len(head.text) - 1
    known = [part.confidence for part in parts if part.confidence is not None]
    choices = (*_within(head.choices, 0, length), *_within(tail.choices, -length, len(tail.text)))
    return _Piece(head.text[:-1] + tail.text, min(known) if known else None, choices)


def _within(choices: Sequence[CharacterChoices], start: int, end: int) -> tuple[CharacterChoices, ...]:
    """Return the choices for ``text[max(start, 0):end]``, with places counted from ``start``."""
    return tuple(
        CharacterChoices(choice.place - start, choice.texts)
        for choice in choices
        if max(start, 0) < choice.place <= end
    )


def _in_group(text: str, group: _Group, start: int, end: int) -> _Piece:
    """Return what the witness has for ``text[start:end]``.

    What only the witness has goes to the token that it touches; letters go to letters, and a mark goes to a token
    only where no other touches the place.
    """
    first, last = start - group.start, end - group.start
    low, high = group.behind[first], group.before[last]
    extra = group.text[group.before[first] : low]
    is_alone = first == 0 or text[start - 1].isspace()
    if extra and not extra[-1].isspace() and (is_alone or (extra.isalnum() and text[start].isalnum())):
        low = group.before[first]
    extra = group.text[high : group.behind[last]]
    is_alone = end == group.end or text[end].isspace()
    if extra and not extra[0].isspace() and (is_alone or (extra.isalnum() and text[end - 1].isalnum())):
        high = group.behind[last]
    said = group.text[low:high]
    low += len(said) - len(said.lstrip())
    high = low + len(said.strip())
    return _Piece(said.strip(), _confidence(group, low, high), _within(group.choices, low, high))


def _confidence(group: _Group, low: int, high: int) -> float | None:
    """Return the lowest confidence of the words of the witness that a piece of the group lies in."""
    words = group.text[:high].count(" ")
    first = group.text[:low].count(" ")
    known = [c for c in group.confidences[first : words + 1] if c is not None]
    return min(known) if known else None


def _groups(page: Page, witness: Witness) -> list[_Group]:
    words = tuple(page.words)  # packed ones are unpacked once
    lines = [[words[index] for index in line] for line in lines_of(page.text, words)]
    rows = [_row_of(line) for line in lines]
    by_line: dict[int, list[WitnessWord]] = {}
    for word in witness.words:
        line = _line_of(word.box, rows)
        if line is not None:
            by_line.setdefault(line, []).append(word)
    groups = []
    for index, spoken in sorted(by_line.items()):
        groups += _groups_of_line(page.text, lines[index], sorted(spoken, key=lambda w: (w.box.x0, w.box.x1)))
    return sorted(groups, key=lambda group: group.start)


def _row_of(line: Sequence[PlacedWord]) -> _Row:
    boxes = tuple(word.box for word in line)
    return _Row(boxes, tuple(box.x0 for box in boxes), min(box.top for box in boxes), max(box.bottom for box in boxes))


def _line_of(box: Box, rows: Sequence[_Row]) -> int | None:
    """Return the line in which a word of the witness stands; compared with its neighbours there, for skewed scans."""
    best, found = _SAME_LINE, None
    for index, row in enumerate(rows):
        if row.top >= box.bottom or row.bottom <= box.top:
            continue
        place = bisect_left(row.lefts, box.x0)
        near = row.boxes[max(0, place - 1) : place + 2]
        beside = (other.shared_height(box) for other in near if other.x0 < box.x1 and box.x0 < other.x1)
        share = max(beside, default=0.0)
        if share > best:
            best, found = share, index
    return found


def _is_same_place(one: Box, other: Box) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > _SAME_PLACE * max(min(one.x1 - one.x0, other.x1 - other.x0), 0.01)


def _groups_of_line(text: str, line: Sequence[PlacedWord], spoken: Sequence[WitnessWord]) -> list[_Group]:
    """Group words that overlap: what one reading parts the other may have in one."""
    groups: list[tuple[list[PlacedWord], list[WitnessWord]]] = []
    for word in line:
        mine = [other for other in spoken if _is_same_place(word.box, other.box)]
        if not mine:
            continue
        if groups and groups[-1][1][-1] is mine[0] and groups[-1][0][-1].span.end <= word.span.start:
            groups[-1][0].append(word)
            groups[-1][1].extend(other for other in mine if other not in groups[-1][1])
        else:
            groups.append(([word], list(mine)))
    return [_aligned(text, words, others) for words, others in groups]


def _aligned(text: str, words: Sequence[PlacedWord], others: Sequence[WitnessWord]) -> _Group:
    start, end = words[0].span.start, words[-1].span.end
    said = " ".join(other.text for other in others)
    low: dict[int, int] = {}
    high: dict[int, int] = {}
    for code in Levenshtein.opcodes(text[start:end], said):
        low.setdefault(code.src_start, code.dest_start)
        if code.tag == "insert":
            continue
        high[code.src_start] = code.dest_start
        for offset in range(1, code.src_end - code.src_start):
            there = min(code.dest_start + offset, code.dest_end)
            low[code.src_start + offset] = high[code.src_start + offset] = there
    low.setdefault(end - start, len(said))
    high[end - start] = len(said)
    edges = range(end - start + 1)
    confidences = tuple(other.confidence for other in others)
    choices: list[CharacterChoices] = []
    offset = 0
    for other in others:
        choices += [CharacterChoices(choice.place + offset, choice.texts) for choice in other.choices]
        offset += len(other.text) + 1
    return _Group(
        start,
        end,
        said,
        tuple(low[edge] for edge in edges),
        tuple(high[edge] for edge in edges),
        confidences,
        tuple(choices),
    )
