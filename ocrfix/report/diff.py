r"""The changes as a unified diff that GNU patch applies and takes back, byte for byte.

Bird's-eye view: built from the edits and never by comparing texts, so its cost grows with the changes.
A line ends at ``\n`` only, as for patch: form feeds, lone carriage returns and U+2028 are
characters of a line. Start reading at :func:`report_diff`.

German example::

    --- antrag.txt
    +++ antrag.txt
    @@ -1 +1 @@
    -fir Heimat
    +für Heimat
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocrfix.edits import apply_edits, check_edits, document_edits, document_text
from ocrfix.model import CorrectionResult, Edit, Span
from ocrfix.records import dataclass
from ocrfix.report.places import Lines
from ocrfix.report.visible import HIDDEN
from ocrfix.write.text import encode_text

CONTEXT_LINES = 3
_NO_LAST_NEWLINE = "\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring lines that change: 0-based numbers of old lines (half-open) and both contents."""

    first: int
    behind: int
    old: tuple[str, ...]
    new: tuple[str, ...]


def report_diff(result: CorrectionResult) -> bytes:
    r"""Write all changes of a document; no bytes at all when nothing changed.

    ``patch INPUT < NAME.diff`` makes the corrected text of a UTF-8 text, ``patch -R NAME.txt < NAME.diff``
    the text as it was read. Texts with ``\r\n`` need ``patch --binary`` on systems other than POSIX only.
    """
    return unified_diff(document_text(result.document), document_edits(result), result.document.source_name)


def unified_diff(text: str, edits: Sequence[Edit], name: str) -> bytes:
    """Write the diff of one text and its edits with a header that holds the name and no time.

    Raises:
        ValueError: edits overlap, or the text does not hold what an edit expects.
    """
    lines = Lines.of(text)
    blocks = _joined(_blocks(lines, check_edits(edits)))
    if not blocks:
        return b""
    line_count = len(lines.starts) - (lines.starts[-1] == len(text))
    parts = [f"--- {_quoted(name)}\n+++ {_quoted(name)}\n"]
    gained = 0
    for hunk in _hunks(blocks):
        parts += _hunk_parts(lines, line_count, hunk, gained)
        gained += sum(len(block.new) - len(block.old) for block in hunk)
    return encode_text("".join(parts))


def _blocks(lines: Lines, edits: Sequence[Edit]) -> Iterator[_Block]:
    """Give the lines that each edit touches; edits that share a line make one block."""
    group: list[Edit] = []
    behind = -1
    for edit in edits:
        if group and lines.index(edit.span.start) >= behind:
            yield from _block(lines, group, behind)
            group = []
        group.append(edit)
        behind = lines.index(edit.span.end) + 1
    if group:
        yield from _block(lines, group, behind)


def _block(lines: Lines, edits: Sequence[Edit], behind: int) -> Iterator[_Block]:
    """Apply edits to their own lines; lines that come out as they went in are left out at both ends."""
    first = lines.index(edits[0].span.start)
    start = lines.starts[first]
    text = lines.text[start : lines.end(behind - 1)]
    moved = [
        Edit(edit.page_number, Span(edit.span.start - start, edit.span.end - start), edit.before, edit.after, "")
        for edit in edits
    ]
    old, new = _split(text), _split(apply_edits(text, moved))
    while old and new and old[0] == new[0]:
        old, new, first = old[1:], new[1:], first + 1
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if old or new:
        yield _Block(first, first + len(old), tuple(old), tuple(new))


def _joined(blocks: Iterator[_Block]) -> list[_Block]:
    """Join blocks without a line between them, so that the old lines stand before the new ones."""
    joined: list[_Block] = []
    for block in blocks:
        if joined and joined[-1].behind == block.first:
            last = joined.pop()
            joined.append(_Block(last.first, block.behind, last.old + block.old, last.new + block.new))
        else:
            joined.append(block)
    return joined


def _hunks(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Gather blocks whose context lines would touch."""
    hunk = [blocks[0]]
    for block in blocks[1:]:
        if block.first - hunk[-1].behind > 2 * CONTEXT_LINES:
            yield hunk
            hunk = []
        hunk.append(block)
    yield hunk


def _hunk_parts(lines: Lines, line_count: int, hunk: Sequence[_Block], gained: int) -> list[str]:
    """Write one hunk; ``gained`` is the number of lines that the hunks before have added."""
    first = max(0, hunk[0].first - CONTEXT_LINES)
    behind = min(line_count, hunk[-1].behind + CONTEXT_LINES)
    body: list[str] = []
    position = first
    for block in hunk:
        body += _marked(" ", _between(lines, position, block.first))
        body += _marked("-", block.old) + _marked("+", block.new)
        position = block.behind
    body += _marked(" ", _between(lines, position, behind))
    old_count = behind - first
    new_count = old_count + sum(len(block.new) - len(block.old) for block in hunk)
    return [f"@@ -{_range(first, old_count)} +{_range(first + gained, new_count)} @@\n", *body]


def _between(lines: Lines, first: int, behind: int) -> list[str]:
    if first >= behind:
        return []
    return _split(lines.text[lines.starts[first] : lines.end(behind - 1)])


def _split(text: str) -> list[str]:
    """Split behind each line feed and nowhere else."""
    pieces = [piece + "\n" for piece in text.split("\n")]
    pieces[-1] = pieces[-1][:-1]
    return pieces if pieces[-1] else pieces[:-1]


def _marked(mark: str, lines: Sequence[str]) -> list[str]:
    return [mark + line if line.endswith("\n") else mark + line + _NO_LAST_NEWLINE for line in lines]


def _range(first: int, length: int) -> str:
    """Write a range of lines: an empty one names the line before it."""
    if length == 1:
        return str(first + 1)
    return f"{first + 1 if length else first},{length}"


def _quoted(name: str) -> str:
    """Write a file name so that it stays one word on one line, quoted as in C where it must be."""
    if name and not HIDDEN.search(name) and not set(name) & set(" \t\n\"\\'"):
        return name
    return '"' + "".join(_escaped(character) for character in name) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character in "\t\n" or HIDDEN.match(character):
        return "".join(f"\\{byte:03o}" for byte in encode_text(character))
    return character
