"""Notes where every element, attribute and piece of text of a markup file stands.

Bird's-eye view: :func:`scan` walks once over the decoded file and builds :class:`Node` objects with offsets into it.
Parsers give trees without offsets; with them a word can be replaced without writing the rest of the file anew.
XML was judged by lxml before; HTML is scanned with the tolerance that hOCR needs (unclosed ``<br>`` and ``<p>``).
Start reading at :func:`scan`.

German example: in ``<p>fir <b>Heimat</b></p>`` the node ``b`` starts at 7 and its content at 10.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from ocrfix.errors import InputError
from ocrfix.records import dataclass

_START_TAG = re.compile(r"""<([A-Za-z_:][^\s/>"'=<]*+)((?:[^>"']|"[^"]*+"|'[^']*+')*+)>""")
_END_TAG = re.compile(r"</([A-Za-z_:][^\s>]*+)\s*+>")
_ATTRIBUTE = re.compile(r"""(?<![^\s=/>"'])([^\s=/>"']++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PIECE = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|\w{1,40});|.", re.DOTALL)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr")
)
_DEEPEST = 250
"""Elements inside one another; libxml2 allows XML no more than 256."""
_RAW = frozenset(("script", "style"))
_ENDED_BY = {"p": frozenset(("p", "div", "table", "ul", "ol")), "li": frozenset(("li",)), "td": frozenset(("td", "tr"))}
"""In HTML these elements end where one of the others starts."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of the file: offsets, and whether it stands in a CDATA section or an attribute."""

    start: int
    end: int
    is_raw: bool = False
    is_attribute: bool = False


@dataclass(slots=True)
class Node:
    """An element: ``start`` and ``end`` enclose it, ``content_start`` and ``content_end`` what is in it.

    ``attributes`` hold the runs of the values; ``content`` is elements and text in their order; ``local`` is the
    name without prefix and ``namespace`` the URI ("" in HTML).
    """

    name: str
    start: int
    content_start: int
    parent: Node | None = None
    content_end: int = 0
    end: int = 0
    local: str = ""
    namespace: str = ""
    attributes: dict[str, Run] = field(default_factory=dict)
    content: list[Node | Run] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        """The elements in it."""
        return [part for part in self.content if isinstance(part, Node)]

    def walk(self) -> Iterator[Node]:
        """Give the element and all below it in the order of their start tags."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """Give the elements around it, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def outermost(nodes: Iterable[Node]) -> list[Node]:
    """Leave out the elements that stand inside another of these, so that no text is taken twice."""
    found = list(nodes)
    known = {id(node) for node in found}
    return [node for node in found if not any(id(around) in known for around in node.ancestors())]


def scan(text: str, *, is_html: bool = False) -> tuple[Node, ...]:
    """Give all elements in the order of their start tags, the root first.

    Raises:
        InputError: a tag or a comment has no end, or elements are still open at the end of the file.
    """
    nodes: list[Node] = []
    open_nodes: list[Node] = []
    position = 0
    while position < len(text):
        tag = text.find("<", position)
        tag = len(text) if tag < 0 else tag
        if open_nodes and tag > position:
            open_nodes[-1].content.append(Run(position, tag))
        if tag == len(text):
            break
        position = _scan_markup(text, tag, nodes, open_nodes, is_html=is_html)
    if is_html:
        while open_nodes and open_nodes[-1].name.lower() in _ENDED_BY:
            _close(open_nodes.pop(), len(text), len(text))
    if open_nodes or not nodes:
        raise _cut_off()
    return tuple(nodes)


def _scan_markup(text: str, tag: int, nodes: list[Node], open_nodes: list[Node], *, is_html: bool) -> int:
    """Take in what starts with ``<`` at an offset and give the offset behind it."""
    if text.startswith("<!--", tag):
        return _behind(text, "-->", tag + 4)
    if text.startswith("<![CDATA[", tag):
        end = _behind(text, "]]>", tag + 9)
        if open_nodes:
            open_nodes[-1].content.append(Run(tag + 9, end - 3, is_raw=True))
        return end
    if text.startswith("<?", tag):
        return _behind(text, "?>" if not is_html or text.startswith("<?xml", tag) else ">", tag + 2)
    if text.startswith("<!", tag):
        return _behind_declaration(text, tag)
    if match := _END_TAG.match(text, tag):
        _end_element(match[1], tag, match.end(), open_nodes, is_html=is_html)
        return match.end()
    if match := _START_TAG.match(text, tag):
        return _start_element(text, match, nodes, open_nodes, is_html=is_html)
    if is_html and not text[tag + 1 : tag + 2].isalpha() and text[tag + 1 : tag + 2] != "/":
        if open_nodes:
            open_nodes[-1].content.append(Run(tag, tag + 1))
        return tag + 1
    raise _cut_off()


def _start_element(text: str, match: re.Match[str], nodes: list[Node], open_nodes: list[Node], *, is_html: bool) -> int:
    name = match[1]
    if is_html:
        while open_nodes and name.lower() in _ENDED_BY.get(open_nodes[-1].name.lower(), ()):
            _close(open_nodes.pop(), match.start(), match.start())
    parent = open_nodes[-1] if open_nodes else None
    node = Node(name, match.start(), match.end(), parent, local=name.rpartition(":")[2])
    for found in _ATTRIBUTE.finditer(match[2]):
        group = next(number for number in (2, 3, 4) if found[number] is not None)
        start, end = (match.start(2) + offset for offset in found.span(group))
        node.attributes.setdefault(found[1], Run(start, end, is_attribute=True))
    nodes.append(node)
    if parent is not None:
        parent.content.append(node)
    is_empty = match[2].endswith("/") or (is_html and name.lower() in _VOID)
    if is_empty:
        _close(node, match.end(), match.end())
        return match.end()
    open_nodes.append(node)
    if len(open_nodes) > _DEEPEST:
        raise _cut_off()
    if is_html and name.lower() in _RAW:
        raw_end = re.compile(f"</{name}", re.IGNORECASE).search(text, match.end())
        if raw_end is None:
            raise _cut_off()
        return raw_end.start()
    return match.end()


def _end_element(name: str, start: int, end: int, open_nodes: list[Node], *, is_html: bool) -> None:
    """Close the element that an end tag names; in HTML those inside it, too, and a stray end tag is passed over."""
    if not is_html:
        if not open_nodes or open_nodes[-1].name != name:
            raise _cut_off()
        _close(open_nodes.pop(), start, end)
        return
    if any(node.name.lower() == name.lower() for node in open_nodes):
        while open_nodes[-1].name.lower() != name.lower():
            _close(open_nodes.pop(), start, start)
        _close(open_nodes.pop(), start, end)


def _close(node: Node, content_end: int, end: int) -> None:
    node.content_end, node.end = content_end, end


def _behind(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    if end < 0:
        raise _cut_off()
    return end + len(mark)


def _behind_declaration(text: str, start: int) -> int:
    """Give the offset behind a document type, whose internal part may hold ``>``."""
    inner, end = text.find("[", start), text.find(">", start)
    if 0 <= inner < end:
        end = text.find(">", _behind(text, "]", inner))
    if end < 0:
        raise _cut_off()
    return end + 1


def _cut_off() -> InputError:
    return InputError("the markup is damaged or cut off", "write the file again with the program it comes from")


def characters_of(text: str, run: Run) -> Iterator[tuple[str, int, int]]:
    r"""Give the characters of a run with the offsets of what stands for each: ``&uuml;`` is one character.

    >>> list(characters_of("f&uuml;r", Run(0, 8)))
    [('f', 0, 1), ('ü', 1, 7), ('r', 7, 8)]
    """
    if run.is_raw:
        for offset in range(run.start, run.end):
            yield text[offset], offset, offset + 1
        return
    for piece in _PIECE.finditer(text, run.start, run.end):
        start, end = piece.span()
        for character in html.unescape(piece[0]) if end - start > 1 else piece[0]:
            yield character, start, end
            start = end  # an entity of two characters: the second has no place of its own


def text_of(text: str, run: Run) -> str:
    """Give the text of a run, its entities resolved."""
    piece = text[run.start : run.end]
    if run.is_raw or "&" not in piece:
        return piece
    return "".join(character for character, _, _ in characters_of(text, run))
