"""Puts corrected words into the elements of hOCR, ALTO and PAGE, and keeps what stood there as an alternative.

Bird's-eye view: one function for each format turns a change of a unit into splices. Start reading at
:func:`alto_splices`, the plainest.

German example: PAGE gets ``<TextEquiv index="0" conf="0.98"><Unicode>für</Unicode></TextEquiv>`` in front, and what
was read keeps its own ``TextEquiv`` with the next index.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from ocrfix.extract.markup.alto import value_of
from ocrfix.extract.markup.hocr import attribute, classes_of, properties_of
from ocrfix.extract.markup.scan import Node, characters_of
from ocrfix.extract.markup.units import Unit, UnitKind, number_of
from ocrfix.write.markup.changes import Change
from ocrfix.write.markup.splice import Splice, attribute_splice, escape, run_splices

PURPOSE = "as read by the OCR"
_LEAST_PROBABILITY = 0.0001


def alto_splices(source: str, unit: Unit, change: Change, *, keep_original: bool) -> Iterator[Splice]:
    """Change a ``String`` or ``HYP``: content, confidences, and the original as ``ALTERNATIVE``."""
    node = unit.node
    yield from run_splices(source, unit.runs, unit.text, change.after)
    if unit.kind is UnitKind.HYPHEN:
        return
    confidence = value_of(source, node, "WC")
    if confidence is not None:
        yield attribute_splice(node, source, "WC", decimal(change.confidence))
    if (letters := _character_confidences(source, unit, change)) is not None:
        yield attribute_splice(node, source, "CC", letters)
    if keep_original:
        purpose = PURPOSE if confidence is None else f"{PURPOSE}, WC {confidence}"
        yield from _alto_alternative(source, node, change.before, purpose)


def _alto_alternative(source: str, node: Node, original: str, purpose: str) -> Iterator[Splice]:
    prefix = node.name.removesuffix(node.local)
    name = f"{prefix}ALTERNATIVE"
    element = f'<{name} PURPOSE="{escape(purpose, is_attribute=True)}">{escape(original)}</{name}>'
    if node.content_start == node.end:  # <String .../>
        tag = source[node.start : node.content_start]
        slash = node.start + tag.rindex("/")
        yield Splice(slash, node.end, f">{element}</{node.name}>")
        return
    shape = next((child for child in node.children if child.local == "Shape"), None)
    at = shape.end if shape is not None else node.content_start
    yield Splice(at, at, element)


def _character_confidences(source: str, unit: Unit, change: Change) -> str | None:
    """Move the digits of ``CC`` (0 sure to 9 unsure, one a character) along with their characters."""
    given = value_of(source, unit.node, "CC")
    if given is None or change.is_join:
        return None
    digits = given.split() if " " in given else list(given)
    if len(digits) != len(change.before):
        return None
    unsure = str(round(9 * (1 - change.confidence)))
    for piece in reversed(change.pieces):
        digits[piece.start : piece.end] = [unsure] * len(piece.after)
    return (" " if " " in given else "").join(digits)


def page_splices(source: str, unit: Unit, change: Change, *, keep_original: bool) -> Iterator[Splice]:
    """Change a word (or a line or region without words): a new ``TextEquiv`` in front of what was read."""
    equivalents = [child for child in unit.node.children if child.local == "TextEquiv"]
    main = next(each for each in equivalents if each.start <= unit.runs[0].start < each.end)
    if not keep_original:
        yield from _page_replaced(source, unit, change, main)
        return
    indexes = [number_of(value_of(source, each, "index")) for each in equivalents]
    known = [int(index) for index in indexes if index is not None]
    is_room = len(known) == len(equivalents) and min(known) > 0
    if not is_room:
        ranked = sorted(range(len(equivalents)), key=lambda place: (indexes[place] or 0.0, place))
        for rank, place in enumerate(ranked, start=1):
            index = 1 + known[place] if len(known) == len(equivalents) else rank
            yield attribute_splice(equivalents[place], source, "index", str(index))
    prefix = main.name.removesuffix(main.local)
    new_index = min(known) - 1 if is_room else 0
    element = (
        f'<{prefix}TextEquiv index="{new_index}"{_page_confidence(source, unit, change, main)}>'
        f"<{prefix}Unicode>{escape(change.after)}</{prefix}Unicode></{prefix}TextEquiv>"
    )
    first = equivalents[0]
    indent = source[len(source[: first.start].rstrip()) : first.start]
    yield Splice(first.start, first.start, element + indent)


def _page_replaced(source: str, unit: Unit, change: Change, main: Node) -> Iterator[Splice]:
    yield from run_splices(source, unit.runs, unit.text, change.after)
    if value_of(source, main, "conf") is not None and unit.kind is UnitKind.WORD:
        yield attribute_splice(main, source, "conf", decimal(change.confidence))


def _page_confidence(source: str, unit: Unit, change: Change, main: Node) -> str:
    """Give ``conf``: for a word that of the decision, for a passage, most of which stays, what it had."""
    if unit.kind is UnitKind.WORD:
        return f' conf="{decimal(change.confidence)}"'
    given = value_of(source, main, "conf")
    return f' conf="{escape(given, is_attribute=True)}"' if given is not None else ""


def hocr_splices(source: str, unit: Unit, change: Change, *, keep_original: bool) -> Iterator[Splice]:
    """Change a word: the new reading as ``ins``, the original as ``del``, as the hOCR specification has it."""
    if unit.kind is UnitKind.PASSAGE:
        yield from _hocr_passage(source, unit, change, keep_original=keep_original)
        return
    node = unit.node
    yield from run_splices(source, unit.runs, unit.text, change.after)
    title = node.attributes.get("title")
    properties = properties_of(attribute(source, node, "title"))
    engine = properties.get("x_wconf")
    if title is not None:
        stated = re.compile(r"\bx_wconf\s+([^\s;]+)").search(source, title.start, title.end)
        if stated is not None:
            yield Splice(*stated.span(1), str(round(100 * change.confidence)))
    if not keep_original:
        return
    refused = refused_element(change.before, change.confidence, engine)
    known = next((child for child in node.children if "alternatives" in classes_of(source, child)), None)
    inserted = next((child for child in known.children if child.local.lower() == "ins"), None) if known else None
    if inserted is not None:
        yield Splice(inserted.end, inserted.end, refused)
        return
    yield Splice(node.content_start, node.content_start, f'<span class="alternatives">{chosen_tag(change.confidence)}')
    yield Splice(node.content_end, node.content_end, f"</ins>{refused}</span>")


def _hocr_passage(source: str, unit: Unit, change: Change, *, keep_original: bool) -> Iterator[Splice]:
    """Change words inside a line of plain text; each keeps its original beside it."""
    if not keep_original or change.is_join:
        yield from run_splices(source, unit.runs, unit.text, change.after)
        return
    places = [
        (start, end, number) for number, run in enumerate(unit.runs) for _, start, end in characters_of(source, run)
    ]
    for start, end, after in _words_around(change):
        first, last = places[start], places[end - 1]
        if first[2] != last[2]:
            # A word over several elements cannot be put into one: it is changed without an alternative.
            changed = change.before[:start] + after + change.before[end:]
            yield from run_splices(source, unit.runs, change.before, changed)
            continue
        inserted = f"{chosen_tag(change.confidence)}{escape(after)}</ins>"
        refused = refused_element(change.before[start:end], change.confidence, None)
        yield Splice(first[0], last[1], f'<span class="alternatives">{inserted}{refused}</span>')


def _words_around(change: Change) -> Iterator[tuple[int, int, str]]:
    """Give the words of a passage that change: start, end, and the new text."""
    position = 0
    pieces = list(change.pieces)
    while pieces:
        first = pieces.pop(0)
        start = max(position, _word_start(change.before, first.start))
        end = _word_end(change.before, first.end)
        inside = [first]
        while pieces and pieces[0].start <= end:
            inside.append(pieces.pop(0))
            end = max(end, _word_end(change.before, inside[-1].end))
        after = change.before[start:end]
        for piece in reversed(inside):
            after = after[: piece.start - start] + piece.after + after[piece.end - start :]
        position = end
        yield start, end, after


def _word_start(text: str, place: int) -> int:
    while place > 0 and not text[place - 1].isspace():
        place -= 1
    return place


def _word_end(text: str, place: int) -> int:
    while place < len(text) and not text[place].isspace():
        place += 1
    return place


def chosen_tag(confidence: float) -> str:
    """Give the start tag of the reading that is chosen; ``nlp`` is the negative logarithm of its probability."""
    return f'<ins class="alt" title="nlp {_negative_log(confidence)}">'


def refused_element(original: str, confidence: float, engine: str | None) -> str:
    """Give the element of the original with the probability that is left for it, and the engine's own confidence."""
    stated = f"; x_wconf {escape(engine, is_attribute=True)}" if engine is not None else ""
    title = f"nlp {_negative_log(1 - confidence)}{stated}"
    return f'<del class="alt" title="{title}">{escape(original)}</del>'


def _negative_log(probability: float) -> str:
    return f"{-math.log(max(probability, _LEAST_PROBABILITY)) + 0.0:.4f}"


def decimal(confidence: float) -> str:
    """Write a probability with four digits at most.

    >>> decimal(0.98), decimal(1.0)
    ('0.98', '1')
    """
    return f"{confidence:.4f}".rstrip("0").rstrip(".")
