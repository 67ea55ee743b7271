"""Addresses of the web whose fixed parts are misread: what they must be is known, whatever stands around.

Bird's-eye view: addresses are facts and stay as they were read, but for their scheme, ``www`` and the ending of a
page, which have one spelling each. Start reading at :func:`address_reading`. German example: ``seite-100.htmi`` and
``seite-100.htm!)`` end in ``.html``.
"""

from __future__ import annotations

import re

from ocrfix.model import Token

_PAGE_ENDING = re.compile(r"(.*\w\.htm)(?!l)[^\W_]", re.DOTALL)
"""All 14 such endings on the pages to learn from were ``.html``."""
_MISREAD_WORLD_WIDE_WEB = re.compile(r"(?:wwww|wvw|vww|wwv|wvvw|vvww)(?=\.\w)")
_MISREAD_SCHEME = re.compile(r"(?!https?$)h[tli]{2}p(s?)")
_LAST_MARKS = frozenset("!]}|")
"""What the l at the end is read as where nothing but the end of a clause follows."""
_CLAUSE_END = re.compile(r"[).,;:]|\s|$")
_REACH = 300


def may_be_misread_address(word: str) -> bool:
    """Say whether :func:`address_reading` need look at a word by itself.

    >>> may_be_misread_address("seite.htmi"), may_be_misread_address("www.bund.de"), may_be_misread_address("https")
    (True, False, False)
    """
    return word in _LAST_MARKS or bool(_reading_of(word))


def address_reading(text: str, token: Token) -> str:
    """Return what was printed where a part of an address stands, "" where that is not known.

    >>> from ocrfix.text.hyphenation import tokenise
    >>> text = "(http://bund.de/a.htm!)."
    >>> [reading for token in tokenise(text) if (reading := address_reading(text, token))]
    ['l']
    """
    start, end = token.span.start, token.span.end
    if token.text in _LAST_MARKS:
        before = text[max(0, start - _REACH) : start]
        is_ending = before.endswith(".htm") and _CLAUSE_END.match(text, end) is not None
        is_opened = before.rfind("[") > before.rfind("]") or before.rfind("{") > before.rfind("}")
        return "l" if is_ending and not is_opened else ""
    return _reading_of(token.text) if end - start == len(token.text) else ""


def _reading_of(word: str) -> str:
    ending = _PAGE_ENDING.fullmatch(word)
    if ending is not None:
        return f"{ending[1]}l"
    web = _MISREAD_WORLD_WIDE_WEB.match(word)
    if web is not None:
        return f"www{word[web.end() :]}"
    scheme = _MISREAD_SCHEME.fullmatch(word)
    return "" if scheme is None else f"http{scheme[1]}"
