"""Changes a markup file by putting new text between its characters; everything else stays where it is.

Bird's-eye view: the format modules make :class:`Splice` objects, :func:`spliced` puts them all in. Start reading at
:func:`run_splices`.

German example: ``f&iuml;r`` to ``für`` replaces the six characters of ``&iuml;`` by ``ü``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from ocrfix.extract.markup.scan import Node, Run, characters_of
from ocrfix.records import dataclass

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """``text[start:end]`` of the file becomes ``after``."""

    start: int
    end: int
    after: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Put all splices in; what is put in at one place keeps its order.

    Raises:
        ValueError: two splices overlap.
    """
    pieces: list[str] = []
    position = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        if splice.start < position:
            raise ValueError("splices overlap")
        pieces += [text[position : splice.start], splice.after]
        position = splice.end
    return "".join([*pieces, text[position:]])


def encode_markup(text: str, codec: str) -> bytes:
    r"""Encode a file; characters that its encoding does not know are written as numbers.

    >>> encode_markup("Länder „", "iso8859-1")
    b'L\xe4nder &#8222;'
    """
    return text.encode(codec, "xmlcharrefreplace")


def escape(text: str, *, is_attribute: bool = False) -> str:
    """Escape what has a meaning in markup; characters that XML forbids become replacement characters.

    >>> escape('A & B "C"', is_attribute=True)
    'A &amp; B &quot;C&quot;'
    """
    safe = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;").replace("'", "&#39;") if is_attribute else safe


def run_splices(source: str, runs: Sequence[Run], before: str, after: str) -> list[Splice]:
    """Change the text that some runs hold, only where it differs.

    ``before`` is the text of the runs, character by character.
    """
    places = [(start, end, run) for run in runs for _, start, end in characters_of(source, run)]
    if len(places) != len(before):
        raise ValueError("the runs do not hold the text")
    splices = []
    for step in Levenshtein.opcodes(before, after):
        if step.tag == "equal":
            continue
        new = after[step.dest_start : step.dest_end]
        if step.src_start == step.src_end:
            place = places[max(0, step.src_start - 1)]
            at = place[1] if step.src_start else place[0]
            splices.append(Splice(at, at, _fit(new, place[2])))
            continue
        # A piece over several runs: the new text goes to the first of them.
        for number in range(step.src_start, step.src_end):
            start, end, run = places[number]
            splices.append(Splice(start, end, _fit(new, run) if number == step.src_start else ""))
    return splices


def _fit(text: str, run: Run) -> str:
    if not run.is_raw:
        return escape(text, is_attribute=run.is_attribute)
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text).replace("]]>", "]]]]><![CDATA[>")


def attribute_splice(node: Node, source: str, name: str, value: str) -> Splice:
    """Give an attribute a new value; one that is not there is put at the end of the start tag."""
    run = node.attributes.get(name)
    if run is not None:
        return Splice(run.start, run.end, escape(value, is_attribute=True))
    tag = source[node.start : node.content_start]
    end = node.start + len(tag.removesuffix(">").removesuffix("/").rstrip())
    return Splice(end, end, f' {name}="{escape(value, is_attribute=True)}"')


def removal(source: str, first: Node, last: Node, between: frozenset[str]) -> Splice | None:
    """Take out what follows ``first`` up to the end of ``last``, which stand beside each other.

    Only elements named in ``between`` and white space may go with it; None where anything else would be lost, or
    where another place of the file refers to what would go.
    """
    parent = first.parent
    if parent is None or last.parent is not parent:
        return None
    places = [number for number, part in enumerate(parent.content) if part is first or part is last]
    gone = parent.content[places[0] + 1 : places[-1] + 1]
    for part in gone:
        if isinstance(part, Run):
            if source[part.start : part.end].strip():
                return None
        elif (part is not last and part.local not in between) or _is_referred_to(source, part):
            return None
    if "<!--" in source[first.end : last.start]:
        return None
    return Splice(first.end, last.end, "")


def _is_referred_to(source: str, node: Node) -> bool:
    """Say whether the name of an element stands anywhere else in an attribute."""
    for name in ("id", "ID"):
        run = node.attributes.get(name)
        if run is not None:
            identifier = re.escape(source[run.start : run.end])
            return len(re.findall(rf"""["'\s]{identifier}["'\s]""", source)) > 1
    return False
