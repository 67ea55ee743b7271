"""Changes an hOCR, ALTO or PAGE file where it stands.

Bird's-eye view: every changed unit gives splices (:mod:`ocrfix.write.markup.alternatives`); joined units become one
element (:func:`_joined`), hyphen pairs of ALTO keep their whole word right, and the texts that PAGE repeats for
lines and regions follow their words. Without changes the result is the input, byte for byte. Start reading at
:func:`changed_markup`.

German example: ``SUBS_CONTENT="Riickmeldung"`` of both halves becomes ``Rückmeldung`` when ``Riick`` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ocrfix.extract.kind import SourceKind
from ocrfix.extract.markup.alto import box_of, value_of
from ocrfix.extract.markup.hocr import attribute, numbers_of, properties_of
from ocrfix.extract.markup.page import corners_of, main_text, points_of
from ocrfix.extract.markup.scan import Node, text_of
from ocrfix.extract.markup.units import MarkupDocument, MarkupPage, Unit, UnitKind, content_runs
from ocrfix.model import Edit
from ocrfix.write.markup.alternatives import alto_splices, hocr_splices, page_splices
from ocrfix.write.markup.changes import Change, changes_of
from ocrfix.write.markup.splice import Splice, attribute_splice, encode_markup, removal, run_splices, spliced

_SPLICES: Mapping[SourceKind, Callable[..., Iterator[Splice]]] = {
    SourceKind.HOCR: hocr_splices,
    SourceKind.ALTO: alto_splices,
    SourceKind.PAGE: page_splices,
}
_BETWEEN = {
    SourceKind.HOCR: frozenset[str](),
    SourceKind.ALTO: frozenset(("SP",)),
    SourceKind.PAGE: frozenset[str](),
}
"""What may go with the space between two words that become one."""
_MARKS = ".,;:!?()[]„“”\"'‚‘’»«"


def changed_markup(
    document: MarkupDocument, edits: Sequence[Edit], confidences: Mapping[str, float], *, keep_original: bool = True
) -> bytes:
    """Put the edits of all pages into a markup file.

    ``confidences`` are those of the decisions by their id (0..1); without ``keep_original`` no alternatives are
    written. Without edits the bytes are those of the input.

    Raises:
        ValueError: the edits were not made for this file.
    """
    splices: list[Splice] = []
    edits_by_page: dict[int, list[Edit]] = {}
    for edit in edits:
        edits_by_page.setdefault(edit.page_number, []).append(edit)
    for page in document.pages:
        own = edits_by_page.get(page.number, [])
        for edit in own:
            if page.text[edit.span.start : edit.span.end] != edit.before:
                raise ValueError("the edits were not made for this file")
        if own:
            changes = changes_of(page.text, page.spans, own, confidences)
            splices.extend(_page_changes(document, page, changes, keep_original=keep_original))
    return encode_markup(spliced(document.text, splices), document.codec)


def _page_changes(
    document: MarkupDocument, page: MarkupPage, changes: Sequence[Change], *, keep_original: bool
) -> Iterator[Splice]:
    source = document.text
    texts = [unit.text for unit in page.units]
    for change in changes:
        unit = page.units[change.first]
        yield from _SPLICES[document.kind](source, unit, change, keep_original=keep_original)
        texts[change.first] = change.after
        for place in range(change.first + 1, change.last + 1):
            texts[place] = ""
        if change.is_join:
            yield from _joined(document, page.units[change.first : change.last + 1])
    if document.kind is SourceKind.ALTO:
        yield from _hyphen_pairs(source, page.units, texts)
    if document.kind is SourceKind.PAGE:
        yield from _repeated_texts(source, page, texts)


def _joined(document: MarkupDocument, units: Sequence[Unit]) -> Iterator[Splice]:
    """Let the first element take the place of several; where something else would go with them they stay, empty."""
    source, first, last = document.text, units[0], units[-1]
    taken_out = removal(source, first.node, last.node, _BETWEEN[document.kind])
    if taken_out is None:
        for unit in units[1:]:
            yield from run_splices(source, unit.runs, unit.text, "")
        return
    yield taken_out
    boxes = _WIDENED[document.kind](source, [unit.node for unit in units if unit.kind is not UnitKind.HYPHEN])
    yield from boxes


def _union(boxes: Iterable[tuple[float, float, float, float] | None]) -> tuple[float, float, float, float] | None:
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    left, top, right, bottom = zip(*known, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _widened_alto(source: str, nodes: Sequence[Node]) -> Iterator[Splice]:
    union = _union(box_of(source, node) for node in nodes)
    if union is not None and all(box_of(source, node) is not None for node in nodes):
        left, top, right, bottom = union
        for name, value in (("HPOS", left), ("VPOS", top), ("WIDTH", right - left), ("HEIGHT", bottom - top)):
            yield attribute_splice(nodes[0], source, name, _number(value))


def _widened_hocr(source: str, nodes: Sequence[Node]) -> Iterator[Splice]:
    titles = [properties_of(attribute(source, node, "title")).get("bbox", "") for node in nodes]
    corners = [numbers_of(title) for title in titles]
    title = nodes[0].attributes.get("title")
    if title is None or any(len(each) != 4 for each in corners):
        return
    union = _union((each[0], each[1], each[2], each[3]) for each in corners)
    # Not found where a blank or a digit is written as an entity: then the box stays that of the first word.
    stated = re.compile(rf"\bbbox\s+({re.escape(titles[0])})").search(source, title.start, title.end)
    if union is not None and stated is not None:
        yield Splice(*stated.span(1), " ".join(map(_number, union)))


def _widened_page(source: str, nodes: Sequence[Node]) -> Iterator[Splice]:
    union = _union(corners_of(source, node) for node in nodes)
    points = points_of(nodes[0])
    if union is not None and points is not None:
        left, top, right, bottom = map(_number, union)
        yield Splice(points.start, points.end, f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}")


_WIDENED: Mapping[SourceKind, Callable[[str, Sequence[Node]], Iterator[Splice]]] = {
    SourceKind.HOCR: _widened_hocr,
    SourceKind.ALTO: _widened_alto,
    SourceKind.PAGE: _widened_page,
}


def _hyphen_pairs(source: str, units: Sequence[Unit], texts: Sequence[str]) -> Iterator[Splice]:
    """Keep ``SUBS_CONTENT`` of both halves of a word the whole word, where it was that before."""
    words = [place for place, unit in enumerate(units) if unit.kind is UnitKind.WORD]
    for left, right in pairwise(words):
        types = (value_of(source, units[left].node, "SUBS_TYPE"), value_of(source, units[right].node, "SUBS_TYPE"))
        is_changed = texts[left] != units[left].text or texts[right] != units[right].text
        if types != ("HypPart1", "HypPart2") or not is_changed or not texts[right]:
            continue
        before = _whole_word(units[left].text, units[right].text)
        after = _whole_word(texts[left], texts[right])
        for place in (left, right):
            run = units[place].node.attributes.get("SUBS_CONTENT")
            stated = text_of(source, run) if run is not None else ""
            if run is None or stated.strip(_MARKS) != before.strip(_MARKS):
                continue
            whole = after if stated == before else after.strip(_MARKS)
            yield attribute_splice(units[place].node, source, "SUBS_CONTENT", whole)


def _whole_word(first: str, second: str) -> str:
    """Join two halves; a hyphen that stands in the first half itself is left out.

    >>> _whole_word("Rück-", "meldung")
    'Rückmeldung'
    """
    return first.rstrip("-\N{SOFT HYPHEN}\N{HYPHEN}\N{NOT SIGN}") + second


def _repeated_texts(source: str, page: MarkupPage, texts: Sequence[str]) -> Iterator[Splice]:
    """Let the texts of lines and regions follow their words; one that does not hold its words stays as it is."""
    below: dict[int, list[int]] = {}
    nodes: dict[int, Node] = {}
    for place, unit in enumerate(page.units):
        for node in unit.node.ancestors():
            if node is page.node:
                break
            below.setdefault(id(node), []).append(place)
            nodes[id(node)] = node
    for key, places in below.items():
        if all(texts[place] == page.units[place].text for place in places):
            continue
        element = main_text(source, nodes[key])
        if element is None:
            continue
        runs = content_runs(element)
        before = "".join(text_of(source, run) for run in runs)
        after = _followed(before, [(page.units[place].text, texts[place]) for place in places])
        if after is not None and after != before:
            yield from run_splices(source, runs, before, after)


def _followed(whole: str, words: Sequence[tuple[str, str]]) -> str | None:
    """Replace words one after the other in a text that repeats them; None where one is missing.

    >>> _followed("fir die Lander", [("fir", "für"), ("die", "die"), ("Lander", "Länder")])
    'für die Länder'
    """
    pieces: list[str] = []
    position = 0
    for before, after in words:
        start = position + len(whole[position:]) - len(whole[position:].lstrip())
        if not whole.startswith(before, start):
            return None
        # The space before a word that went into its neighbour goes, too.
        pieces += [whole[position:start] if after or not before else "", after]
        position = start + len(before)
    return "".join([*pieces, whole[position:]])
