"""Whether a quotation mark has its counterpart near it.

Bird's-eye view: a comma before a word is an opening quotation mark where a closing one follows, and the
other way round. Start reading at :func:`has_quote_pair`. German example: in ``,sorglosen Umgang“`` the
closing mark speaks for ``„`` at the start.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ocrfix.model import Token
from ocrfix.text.furniture import is_federal_print

_REACH = 400
_NEAR, _FAR = 200, 600
"""How far a single mark's counterpart is looked for: back, and ahead, where inserted items close far away."""
_MANY_CLOSINGS = 8
"""High marks that close from which on a page prints them so: engines misread up to seven on the pages to learn from."""
_STRAIGHT_FOR_CURVED = 3
"""Straight marks for each curved one up to which the straight ones are misread."""
_CLOSING = re.compile(r"(?<=[\w.,!?;:)\]…])(?:“|”|\"|‘|\*|''|™)(?=[\s.,;:!?)\]]|$)")
_ANY_CLOSING = re.compile(r"(?<=[\w.,!?;:)\]…])(?:''|[“”\"‘’'*™])(?=[\s.,;:!?)\]-]|$)")
_CLOSING_SHAPE, _OPENING_SHAPE = re.compile(r"[‘’'“”\"*]"), re.compile(r"[„‚“”]|,(?=\w)")
"""What a mark that closes or opens is read as, whatever stands around it."""
_LOW = re.compile("[„‚]")
_CURVED = ("„", "“", ",,")
_SINGLE_CLOSING = re.compile(r"(?<=[\w.,!?;:)\]…])[‘’'](?=[\s.,;:!?)\]]|$)")
_STRAIGHT_OPENING = re.compile(r"(?:(?<=[\s(\[])|^)\"(?=[\w§])", re.MULTILINE)
_LOW_OPENING = re.compile(r"(?:(?<=[\s(\[])|^)(?:„|,,)(?=[\w§])", re.MULTILINE)
_OPENING = re.compile(r"(?:(?<=[\s(\[])|^)(?:„|,,|,|\"|»|''|“)(?=[\w§])", re.MULTILINE)
_ANY_OPENING = re.compile(r"(?:(?<=[\s(\[])|^)(?:„|,,|,|\"|»|''|“)(?=\n?[\w§])", re.MULTILINE)
"""The same, and what opens at the end of a line."""


def has_quote_pair(text: str, token: Token, mark: str) -> bool:
    """Say whether the nearest quotation mark on the open side of ``mark`` is its counterpart.

    An opening mark looks ahead for a closing one before the next opening one; a closing mark looks back.
    """
    if mark == "„":
        ahead = text[token.span.end : token.span.end + _REACH]
        # A full stop is what a low double mark is read as, so an apostrophe that closes it is a double one, too.
        closing = (_ANY_CLOSING if token.text == "." else _CLOSING).search(ahead)
        opening = _OPENING.search(ahead, 1)
        return closing is not None and (opening is None or closing.start() < opening.start())
    if mark == "“":
        behind = text[max(0, token.span.start - _REACH) : token.span.start]
        opened = [match.start() for match in _OPENING.finditer(behind)]
        closed = [match.start() for match in _CLOSING.finditer(behind)]
        return bool(opened) and (not closed or closed[-1] < opened[-1])
    return False


def closes_single(text: str, token: Token) -> bool:
    """Say whether the first quotation mark that closes after ``token`` is a single one.

    >>> from ocrfix.model import Span, TokenKind
    >>> closes_single("für ,Arten‘ und „mehr“", Token(Span(4, 5), ",", TokenKind.PUNCTUATION))
    True
    """
    closing = _ANY_CLOSING.search(text, token.span.end, token.span.end + _REACH)
    return closing is not None and closing.group() in ("‘", "’", "'")


def is_never_closed(text: str, token: Token) -> bool:
    """Say whether nothing behind ``token`` may close what it opens.

    >>> from ocrfix.model import Span, TokenKind
    >>> comma = Token(Span(4, 5), "‚", TokenKind.PUNCTUATION)
    >>> is_never_closed("die ‚oder jene", comma), is_never_closed("die ‚Lage‘ war", comma)
    (True, False)
    """
    return _CLOSING_SHAPE.search(text, token.span.end, token.span.end + _FAR) is None


def is_never_opened(text: str, token: Token) -> bool:
    """Say whether nothing before ``token`` may open what it closes.

    >>> from ocrfix.model import Span, TokenKind
    >>> mark = Token(Span(9, 10), "’", TokenKind.PUNCTUATION)
    >>> is_never_opened("die Lager’ und", mark), is_never_opened("die „Lage’ und", mark)
    (True, False)
    """
    return _OPENING_SHAPE.search(text, max(0, token.span.start - _NEAR), token.span.start) is None


def closes_low_single(text: str, token: Token) -> bool:
    """Say whether the last low mark before ``token`` is a single one: a single mark closes it.

    >>> from ocrfix.model import Span, TokenKind
    >>> mark = Token(Span(9, 10), "’", TokenKind.PUNCTUATION)
    >>> closes_low_single("die ‚Lage’ und", mark), closes_low_single("die „Lage’ und", mark)
    (True, False)
    """
    return _last_before(token, text, _LOW, _NEAR) == "‚"


def lacks_closing(text: str, token: Token) -> bool:
    """Say whether a quotation wants its closing mark where a mark stands that may be one."""
    return is_left_open(text, token) or closes_federal_quotation(text, token)


def is_left_open(text: str, token: Token) -> bool:
    """Say whether a low quotation mark opened before a place and nothing closed it: what closes there is its own.

    >>> from ocrfix.model import Span, TokenKind
    >>> text = 'die „Lage" und die „Not“'
    >>> is_left_open(text, Token(Span(9, 10), '"', TokenKind.PUNCTUATION))
    True
    """
    if token.text == '"' and not prints_curved(text):
        return False
    behind = text[max(0, token.span.start - _REACH) : token.span.start]
    opened = [match.end() for match in _LOW_OPENING.finditer(behind)]
    if not opened or "\n\n" in behind[opened[-1] :] or "‚" in behind[opened[-1] :]:
        return False
    return _CLOSING.search(behind, opened[-1]) is None and _OPENING.search(behind, opened[-1]) is None


def closes_straight(text: str, token: Token) -> bool:
    """Say whether a straight mark closes what a straight one opened, on a page that shows no curved marks.

    >>> from ocrfix.model import Span, TokenKind
    >>> text = 'die "Lage" ist'
    >>> closes_straight(text, Token(Span(9, 10), '"', TokenKind.PUNCTUATION))
    True
    """
    if token.text != '"' or any(mark in text for mark in _CURVED):
        return False
    return _last_before(token, text, _OPENING) == '"'


def closes_high(text: str, token: Token) -> bool:
    """Say whether a mark closes what a high one opened, as in English: no engine reads a pair of them for another.

    >>> from ocrfix.model import Span, TokenKind
    >>> mark = Token(Span(9, 10), "”", TokenKind.PUNCTUATION)
    >>> closes_high("die “Lage” und", mark), closes_high("die „Lage” und", mark)
    (True, False)
    """
    return _last_before(token, text, _ANY_OPENING) == "“"


def _last_before(token: Token, text: str, mark: re.Pattern[str], reach: int = _REACH) -> str:
    """Return the last mark of a kind before a token, nothing where none is near."""
    found = mark.findall(text[max(0, token.span.start - reach) : token.span.start])
    return found[-1] if found else ""


def closes_federal_quotation(text: str, token: Token) -> bool:
    """Say whether a straight mark that closes has no straight one that opens, in a paper of Bundestag or Bundesrat.

    Their printers set curved marks: on the pages to learn from all 22 such marks were curved in print.

    >>> from ocrfix.model import Span, TokenKind
    >>> text = 'Drucksache 21/5 Die Lage" war ernst.'
    >>> closes_federal_quotation(text, Token(Span(24, 25), '"', TokenKind.PUNCTUATION))
    True
    """
    if token.text != '"' or not is_federal_print(text):
        return False
    return _STRAIGHT_OPENING.search(text, max(0, token.span.start - _REACH), token.span.start) is None


@lru_cache(maxsize=8)
def prints_english_closing(text: str) -> bool:
    """Say whether a page closes its quotations as English ones are: engines misread some marks so, never most of many.

    An engine that reads no mark that opens low knows none that closes high either: all four pages to learn from, and
    of our own, with eight such marks and hardly one that opens low were printed with curved German ones.

    >>> prints_english_closing("das „Tal” " * 9), prints_english_closing("das „Tal” und „Tal“ " * 9)
    (True, False)
    >>> prints_english_closing("das ,,Tal” " * 9)
    False
    """
    closing = text.count("”")
    return closing >= _MANY_CLOSINGS and closing > 2 * text.count("“") and closing <= 2 * text.count("„")


@lru_cache(maxsize=8)
def prints_single_closing(text: str) -> bool:
    """Say whether a page closes many quotations with single marks, and few with double ones.

    >>> prints_single_closing("den ‚Fonds’ und " * 9), prints_single_closing("den „Fonds’ und „Fonds“ " * 9)
    (True, False)
    """
    single = len(_SINGLE_CLOSING.findall(text))
    return single >= _MANY_CLOSINGS and single > 2 * text.count("“")


@lru_cache(maxsize=8)
def prints_curved(text: str) -> bool:
    """Say whether a page closes quotations with a curved mark: many texts of our day open low and close straight.

    >>> prints_curved('die „Lage" und „Not“'), prints_curved('die „Lage" und „Not"')
    (True, False)
    """
    curved = text.count("“") + text.count(",,")
    return curved > 0 and curved * _STRAIGHT_FOR_CURVED >= text.count('"')
