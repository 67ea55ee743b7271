"""Takes the invisible text out of a page and leaves every other byte of its content where it is.

Bird's-eye view: :func:`without_invisible_text` runs over the tokens of a page's content and of the forms that it
draws. It drops the operators that show text in render mode 3 with their operands, and hands on everything else as it
was written, white space included. What a page shares with others is copied, never changed. Start reading there.

German example: of ``BT 3 Tr /F 10 Tf (fir) Tj ET`` stays ``BT 3 Tr /F 10 Tf ET``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field
from typing import Any, TypeAlias

from ocrfix.errors import InputError
from ocrfix.records import dataclass

# pikepdf's objects are what they are by their content, not by their type.
Pdf: TypeAlias = Any
PdfObject: TypeAlias = Any
Token: TypeAlias = Any

_INVISIBLE = 3
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PLACING = frozenset((b"Td", b"TD", b"Tm", b"T*", b"BT"))
_RENDER_MODE = re.compile(rb"Tr(?![A-Za-z])")
_DEEPEST_FORM = 6
_DEEPEST_STATE = 512
_HIGHEST_PAGE_TREE = 64
_ENCODING_KEYS = frozenset(("/Length", "/Filter", "/DecodeParms", "/DL"))


@dataclass(slots=True)
class _Walk:
    """The state while one stream is walked; ``on_drawing`` is told what is drawn, and in which render mode."""

    render_mode: int
    on_drawing: Callable[[str, int], None]
    stack: list[int] = field(default_factory=list)
    operands: list[Token] = field(default_factory=list)
    removed: int = 0
    is_displaced: bool = False
    """Whether invisible text was dropped that the next text, unless it is placed anew, would have followed."""
    has_moved_text: bool = False


def without_invisible_text(pdf: Pdf, page: PdfObject, number: int) -> int:
    """Drop the invisible text of a ``pikepdf.Page`` with a (1-based) number; gives how many operators showed it.

    Raises:
        InputError: visible text follows invisible text in the same line and would move.
        pikepdf.PdfError: the content is damaged.
    """
    stripper = _Stripper(pdf)
    removed = stripper.strip(page, 0, 0)
    if stripper.has_moved_text:
        raise InputError(
            f"page {number}: visible text follows invisible text in one line and would move",
            "leave out --pdf: the text and the reports are written without it",
        )
    return removed


class _Stripper:
    """Strips a page, and in it every form once for each render mode that it is drawn in."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.forms: dict[tuple[object, int], tuple[PdfObject, int]] = {}
        self.has_moved_text = False

    def strip(self, page: PdfObject, render_mode: int, depth: int) -> int:
        """Strip the content of a page, or of a form that was dressed up as one."""
        drawn: dict[str, set[int]] = {}
        walk = _Walk(render_mode, lambda name, mode: drawn.setdefault(name, set()).add(mode))
        forms = _forms_of(page)
        if forms or render_mode == _INVISIBLE or _RENDER_MODE.search(_content_of(page)):
            content = page.get_filtered_contents(_make_filter(walk))
            self.has_moved_text |= walk.has_moved_text
            if walk.removed:
                page.obj.Contents = compressed(self.pdf, content)
        removed = walk.removed
        for name in sorted(set(forms) & set(drawn)):
            # A form whose text is visible in one place stays as it is there and everywhere.
            mode = _INVISIBLE if drawn[name] == {_INVISIBLE} else min(drawn[name])
            form, count = self.stripped_form(page, forms[name], mode, depth + 1)
            if count:
                own_resources(page, "/XObject")[name] = form
                removed += count
        return removed

    def stripped_form(self, page: PdfObject, form: PdfObject, render_mode: int, depth: int) -> tuple[PdfObject, int]:
        """Give a copy of a form without invisible text, and how many operators were dropped; itself when none."""
        key = (form.objgen, render_mode)
        if key in self.forms or depth > _DEEPEST_FORM:
            return self.forms.get(key, (form, 0))
        self.forms[key] = form, 0  # a form that draws itself must not be walked for ever
        import pikepdf

        resources = form.get("/Resources", None) or resources_of(page)
        content = compressed(self.pdf, form.read_bytes())
        stand_in = pikepdf.Page(
            self.pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page, Contents=content, Resources=resources))
        )
        count = self.strip(stand_in, render_mode, depth)
        if count:
            kept = {key: value for key, value in form.stream_dict.items() if key not in _ENCODING_KEYS}
            copy = compressed(self.pdf, stand_in.obj.Contents.read_bytes(), kept)
            copy.Resources = stand_in.obj.Resources
            self.forms[key] = copy, count
        return self.forms[key]


def compressed(pdf: Pdf, data: bytes, entries: Mapping[str, PdfObject] | None = None) -> PdfObject:
    """Make a compressed stream with further dictionary entries."""
    import pikepdf

    stream = pdf.make_stream(zlib.compress(data, 9), dict(entries or {}))
    stream.Filter = pikepdf.Name.FlateDecode
    return stream


def resources_of(page: PdfObject) -> PdfObject:
    """Give the resources of a page, which it may have from a node above it; an empty dictionary without any."""
    import pikepdf

    node = page.obj
    for _ in range(_HIGHEST_PAGE_TREE):
        if isinstance(node.get("/Resources", None), pikepdf.Dictionary):
            return node.Resources
        if not isinstance(node.get("/Parent", None), pikepdf.Dictionary):
            break
        node = node.Parent
    return pikepdf.Dictionary()


def own_resources(page: PdfObject, category: str) -> PdfObject:
    """Give the page resources of a category (``/Font``) that are its own, so that a change concerns no other page."""
    import pikepdf

    resources = pikepdf.Dictionary(dict(resources_of(page).items()))
    known = resources.get(category, None)
    resources[category] = pikepdf.Dictionary(dict(known.items()) if isinstance(known, pikepdf.Dictionary) else {})
    page.obj.Resources = resources
    return page.obj.Resources[category]


def _content_of(page: PdfObject) -> bytes:
    import pikepdf

    contents = page.obj.get("/Contents", None)
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))


def _forms_of(page: PdfObject) -> dict[str, PdfObject]:
    import pikepdf

    objects = resources_of(page).get("/XObject", None)
    if not isinstance(objects, pikepdf.Dictionary):
        return {}
    return {
        name: each
        for name, each in objects.items()
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype", None) == pikepdf.Name.Form
    }


def _make_filter(walk: _Walk) -> Any:  # noqa: ANN401 - a class made of pikepdf's, which is imported late
    import pikepdf

    silent = {pikepdf.TokenType.space, pikepdf.TokenType.comment}
    word, end = pikepdf.TokenType.word, pikepdf.TokenType.eof

    class InvisibleTextFilter(pikepdf.TokenFilter):
        """Hands tokens on; operands wait until their operator says what becomes of them."""

        def handle_token(self, token: Token = None) -> list[Token] | None:
            kind = token.type_
            if kind != end:
                walk.operands.append(token)
            if kind not in (word, end):
                return None
            tokens, walk.operands = walk.operands, []
            if kind == end:
                return tokens
            instead = _instead_of(walk, token.raw_value, [each for each in tokens[:-1] if each.type_ not in silent])
            if instead is None:
                return tokens
            return [pikepdf.Token(word, instead)] if instead else []

    return InvisibleTextFilter()


def _instead_of(walk: _Walk, operator: bytes, operands: list[Token]) -> bytes | None:
    """Follow an operator; gives what shall stand in its place, None when it stays."""
    if operator in _SHOWING:
        return _instead_of_text(walk, operator, operands)
    if operator in _PLACING:
        walk.is_displaced = False
    elif operator == b"q" and len(walk.stack) < _DEEPEST_STATE:
        walk.stack.append(walk.render_mode)
    elif operator == b"Q" and walk.stack:
        walk.render_mode = walk.stack.pop()
    elif operator == b"Tr" and operands:
        with suppress(ValueError):
            walk.render_mode = int(float(operands[-1].raw_value))
    elif operator == b"Do" and operands:
        walk.on_drawing(str(operands[-1].value), walk.render_mode)
    return None


def _instead_of_text(walk: _Walk, operator: bytes, operands: list[Token]) -> bytes | None:
    if operator in (b"'", b'"'):
        walk.is_displaced = False
    if walk.render_mode != _INVISIBLE:
        walk.has_moved_text |= walk.is_displaced
        return None
    walk.removed += 1
    walk.is_displaced = True
    if operator == b"'":
        return b" T*"
    if operator == b'"' and len(operands) == 3:
        return b" %s Tw %s Tc T*" % (operands[0].raw_value, operands[1].raw_value)
    return b""
