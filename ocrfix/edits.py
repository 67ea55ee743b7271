r"""Applies and takes back changes, exact to the character.

Bird's-eye view: :func:`edits_of` turns the applied decisions of a result into :class:`Edit` objects,
:func:`apply_edits` makes the corrected text from them and :func:`revert_edits` the text as it was read.
This is the only place where corrected text is made; text, PDF and every report use it. Start reading
at :func:`apply_edits`.

Positions always count in the ORIGINAL text of a page, so edits do not depend on each other's order.

German example: ``"Bürger fir Heimat"`` with the edit ``Span(7, 10): "fir" -> "für"`` becomes
``"Bürger für Heimat"``; reverting the same edit gives ``"Bürger fir Heimat"`` again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ocrfix.model import Action, CorrectionResult, Decision, Document, Edit, Span
from ocrfix.packed import decisions_by_page

PAGE_SEPARATOR = "\N{FORM FEED}"


def edits_of(result: CorrectionResult, page_number: int | None = None) -> tuple[Edit, ...]:
    """List the changes that are applied, sorted by page and position (of one page when it is named).

    A decision that would put there what stands there already is no change and gives no edit.
    """
    by_page = decisions_by_page(result.decisions)
    numbers = sorted(by_page) if page_number is None else [page_number]
    return tuple(edit for number in numbers for edit in edits_among(by_page.get(number, ())))


def edits_by_page(result: CorrectionResult) -> dict[int, tuple[Edit, ...]]:
    """List the changes that are applied by the number of their page; a page without any is left out.

    Whoever goes through all pages asks here: page by page, :func:`edits_of` would look at all decisions each time.
    """
    return {number: tuple(edits) for number, edits in groupby(edits_of(result), key=lambda edit: edit.page_number)}


def is_change(decision: Decision) -> bool:
    """Say whether a decision is applied and puts there what does not stand there already."""
    return decision.action is Action.APPLY and decision.before != decision.after


def edits_among(decisions: Sequence[Decision]) -> list[Edit]:
    """List the changes among the decisions of a page, sorted by position."""
    edits = [
        Edit(decision.damage.page_number, decision.damage.span, decision.before, decision.after, decision.id)
        for decision in decisions
        if is_change(decision)
    ]
    return sorted(edits, key=_order)


def check_edits(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Sort edits of one page and make sure that each can be applied without touching another.

    Raises:
        ValueError: edits of several pages, overlapping edits, two insertions at one place, or an edit
            whose span and text differ in length.
    """
    ordered = tuple(sorted(edits, key=_order))
    if len({edit.page_number for edit in ordered}) > 1:
        raise ValueError("edits of several pages cannot be applied to one text")
    for edit in ordered:
        if edit.span.end - edit.span.start != len(edit.before):
            raise ValueError(f"an edit's span and its text differ in length: {_place(edit)}")
    for first, second in pairwise(ordered):
        if second.span.start < first.span.end or second.span == first.span:
            raise ValueError(f"edits overlap: {_place(first)} and {_place(second)}")
    return ordered


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Put every edit into the text of its page.

    >>> apply_edits("fir Heimat", [Edit(1, Span(0, 3), "fir", "für", "d1")])
    'für Heimat'

    Raises:
        ValueError: edits overlap, or the text does not hold what an edit expects.
    """
    ordered = check_edits(edits)
    return _splice(text, ((edit.span.start, edit.before, edit.after) for edit in ordered))


def revert_edits(corrected: str, edits: Sequence[Edit]) -> str:
    """Take every edit out of a corrected text; the edits' positions count in the original text.

    >>> revert_edits("für Heimat", [Edit(1, Span(0, 3), "fir", "für", "d1")])
    'fir Heimat'

    Raises:
        ValueError: edits overlap, or the text does not hold what an edit has written.
    """
    ordered = check_edits(edits)
    moved = 0
    swaps = []
    for edit in ordered:
        swaps.append((edit.span.start + moved, edit.after, edit.before))
        moved += len(edit.after) - len(edit.before)
    return _splice(corrected, swaps)


def shift(offset: int, edits: Sequence[Edit]) -> int:
    """Say where an offset of the original text lies in the corrected text.

    Inside a change the distance from its start is kept as far as the new text reaches; the end of a
    change (and the place of an insertion) maps behind the new text. The mapping never runs backwards.

    >>> shift(5, [Edit(1, Span(0, 4), "fiir", "für", "d1")])
    4
    """
    moved = 0
    for edit in check_edits(edits):
        if edit.span.start > offset:
            break
        if offset < edit.span.end:
            return edit.span.start + moved + min(offset - edit.span.start, len(edit.after))
        moved += len(edit.after) - len(edit.before)
    return offset + moved


def corrected_text(result: CorrectionResult) -> str:
    """Give the corrected text of all pages, with a form feed between pages.

    Raises:
        ValueError: as :func:`apply_edits`.
    """
    return PAGE_SEPARATOR.join(corrected_pages(result))


def corrected_pages(result: CorrectionResult) -> Iterator[str]:
    """Give the corrected text of each page, made when it is asked for.

    Raises:
        ValueError: as :func:`apply_edits`, or an edit names a page that is not there.
    """
    by_page = decisions_by_page(result.decisions)
    pages = result.document.pages
    if not by_page.keys() <= {page.number for page in pages}:
        raise ValueError("a decision names a page that is not in the document")
    for page in pages:
        yield apply_edits(page.text, edits_among(by_page.get(page.number, ())))


def document_text(document: Document) -> str:
    """Give the text as it was read, all pages with a form feed between them."""
    return PAGE_SEPARATOR.join(page.text for page in document.pages)


def document_edits(result: CorrectionResult) -> tuple[Edit, ...]:
    """List the applied changes with positions in :func:`document_text`; see :func:`placed_in_document`."""
    return placed_in_document(edits_of(result), [(page.number, len(page.text)) for page in result.document.pages])


def placed_in_document(edits: Iterable[Edit], pages: Sequence[tuple[int, int]]) -> tuple[Edit, ...]:
    """Move edits from their pages into the joined text, which counts as one page with the number 1.

    ``pages`` holds number and length (code points) of each page in the order of the joined text. Edits
    are placed by the lengths and not by looking for form feeds, for a page may hold one itself.

    Raises:
        ValueError: an edit names a page that is not there or reaches over the end of its page.
    """
    starts: dict[int, int] = {}
    lengths = dict(pages)
    position = 0
    for number, length in pages:
        starts[number] = position
        position += length + len(PAGE_SEPARATOR)
    placed = []
    for edit in edits:
        if edit.span.end > lengths.get(edit.page_number, -1):
            raise ValueError(f"no such place in the document: {_place(edit)}")
        start = starts[edit.page_number]
        placed.append(replace(edit, page_number=1, span=Span(edit.span.start + start, edit.span.end + start)))
    return tuple(sorted(placed, key=_order))


def _splice(text: str, swaps: Iterable[tuple[int, str, str]]) -> str:
    """Replace, at each (sorted, disjoint) position, the expected text by the new one."""
    parts = []
    copied = 0
    for start, expected, new in swaps:
        end = start + len(expected)
        if text[start:end] != expected or start < copied:
            raise ValueError(f"the text at {start}..{end} is not the text that the edit expects")
        parts += [text[copied:start], new]
        copied = end
    parts.append(text[copied:])
    return "".join(parts)


def _order(edit: Edit) -> tuple[int, Span, str]:
    return edit.page_number, edit.span, edit.decision_id


def _place(edit: Edit) -> str:
    """Name an edit by its place only, so that no document text leaks into messages."""
    return f"page {edit.page_number}, {edit.span.start}..{edit.span.end}"
