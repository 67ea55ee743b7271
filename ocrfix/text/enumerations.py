"""Enumerations that count up: is there a second item where a first one is supposed?

Bird's-eye view: a one is often read as a letter of its shape (``la``, ``l.``); what follows in the enumeration
tells which. Start reading at :func:`counts_up`. German example: ``la`` may be ``1a`` where the page has ``1b``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ocrfix.text.tokens import starts_line

SURE_BULLET_READINGS = ("«e", "«", "»", "+", "¢", "®", "°", "©", "e")
"""What nothing but a bullet is read as where it stands alone at the start of a line."""
_BULLET_LINE = rf"^(?:{'|'.join(map(re.escape, ('•', *SURE_BULLET_READINGS)))}) (?=\S)"
_ITEM = re.compile(r"[ \t]*(?:(\d{1,3})[.)]|([a-z])\)|([^\w\s(„\"§]|[e«]))[ \t]")
"""How an item begins: counted, lettered, or with a bullet, which engines read as many a mark."""
_ITEM_BEHIND = re.compile(rf"[ \t\r]*\n\s*+({_ITEM.pattern})")
_ITEM_ENDED = r";[ \t\r]*\n\s*[^\w\s][ \t]"
_LINE_START = r"^[^\S\n]*+"
"""Where a line begins that says something: were line feeds white here, each empty line would be gone through again."""
_NEXT_ITEM = re.compile(r"(?<!\S)([12])[.)](?=\s)")
_LONGEST_ITEM = 12
"""Lines of an item that are looked at."""
_NUMBER_BEHIND = re.compile(r"[ ](\d{1,3})(?=[a-z]?\s)")


def counts_up(text: str, end: int, item: str) -> bool:
    r"""Say whether the page goes on counting after ``item``, whose reading ends at ``end`` of ``text``.

    >>> counts_up("la Wer?\n1b Wie?", 2, "1a"), counts_up("I. Teil\n2. Teil", 1, "I")
    (True, False)
    """
    if len(item) == 2:
        letters = "".join(chr(ord(item[1]) + step) for step in (-1, 1) if item[1] != "a" or step > 0)
        return _last_place(text, rf"(?<!\w)[1lI|][{letters}](?!\w)") >= 0
    following = {"1": "2", "I": "(?:II|ll|Il|lI)"}.get(item)
    if following is None:
        return False
    return _last_place(text, rf"{_LINE_START}{following}{re.escape(text[end : end + 1])}") >= end


def counts_from_one(text: str, end: int) -> bool:
    r"""Say whether a line behind ``end`` or the next item begins with a one: what ends there counts on another level.

    >>> counts_from_one("I. Teil\n1. Ziel\n2. Weg", 1), counts_from_one("I. Ziel\n2. Weg", 1)
    (True, False)
    >>> counts_from_one("I. die Zuständigkeit 1. der Ämter 2. der Gerichte", 1)
    True
    """
    following = _NEXT_ITEM.search(text, end + 1)
    return (following is not None and following[1] == "1") or _last_place(text, rf"{_LINE_START}1[.)]\s") >= end


def stands_in_count(text: str, start: int, number: str) -> bool:
    r"""Say whether a number that stands at ``start`` begins a line, and other lines begin with its neighbours.

    >>> stands_in_count("3. Wer?\n4, Wie?", 8, "4"), stands_in_count("4, Wie?", 0, "4")
    (True, False)
    """
    if not number.isdecimal() or not starts_line(text, start):
        return False
    return _last_place(text, rf"{_LINE_START}(?:{_neighbours(number)})[.,]\s") >= 0


def stands_among_sections(text: str, start: int, end: int) -> bool:
    r"""Say whether a mark begins a line or a list item, and its number goes on counting sections with a sign.

    >>> stands_among_sections("§ 5 Pflichten\n8 6 Prüfungen", 14, 15), stands_among_sections("8 6 Prüfungen", 0, 1)
    (True, False)
    """
    number = _NUMBER_BEHIND.match(text, end)
    if number is None:
        return False
    if starts_line(text, start):
        return _last_place(text, rf"^[§$][ ]?(?:{_neighbours(number[1])})(?=[a-z]?\s)") >= 0
    # The contents of a law, as texts without tables show them: ``- § 5 - Pflichten - § 6 - Prüfungen``.
    if text[max(0, start - 2) : start].strip() != "-":
        return False
    return _last_place(text, rf"(?:^|\s)-[ ]?[§$&]{{1,2}}[ ]?(?:{_neighbours(number[1])})(?=[a-z]?\s)") >= 0


def heads_count_sections(text: str, number: str) -> bool:
    r"""Say whether another line begins with the section before or after one, its sign in whatever shape.

    >>> heads_count_sections("82\n\nDer Bund zahlt.\n\n8 3 Frist", "2"), heads_count_sections("82\n\nDer Bund", "2")
    (True, False)
    """
    if not number.isdecimal():
        return False
    return _last_place(text, rf"^(?:[§$8S&5]|Ss|\$S|S\$)[ ]?(?:{_neighbours(number)})(?=[a-z]?\s)") >= 0


def ends_item(text: str, end: int) -> bool:
    r"""Say whether the next item of a list begins behind ``end``, on the level of the item that ends there.

    >>> ends_item("1. Schutz:\n2. Hilfe", 10), ends_item("1. Schutz:\na) Hilfe", 10), ends_item("Schutz:\n2. Hilfe", 7)
    (True, False, False)
    """
    behind = _ITEM_BEHIND.match(text, end)
    if behind is None:
        return False
    following = _rank_of(*behind.groups()[1:])
    is_same_paragraph = True
    for _ in range(_LONGEST_ITEM):
        start = text.rfind("\n", 0, end) + 1
        item = _ITEM.match(text, start)
        if item is not None:
            kind, place = _rank_of(*item.groups())
            if place:
                return following == (kind, place + 1)
            # Bullets do not tell their level: an item must end in its paragraph, and others with a semicolon.
            return is_same_paragraph and following == (kind, 0) and _last_place(text, _ITEM_ENDED) >= 0
        is_same_paragraph = is_same_paragraph and bool(text[start:end].strip())
        end = start - 1
        if end <= 0:
            break
    return False


def _rank_of(number: str | None, letter: str | None, mark: str | None) -> tuple[str, int]:
    """Return how an item is counted and its place; bullets are alike, dashes are, and no bullet is read as a dash."""
    if number is not None:
        return "number", int(number)
    if letter is not None:
        return "letter", ord(letter)
    return ("dash" if mark is not None and mark in "-–—~" else "bullet"), 0


def _neighbours(number: str) -> str:
    """Return the numbers before and after one as alternatives of a pattern."""
    return "|".join(str(int(number) + step) for step in (-1, 1))


@lru_cache(maxsize=8)
def lists_with_bullets(text: str) -> bool:
    r"""Say whether a line of a page begins with a bullet, or with what can only be a misread one.

    >>> lists_with_bullets("e eins\n* zwei"), lists_with_bullets("Preis *\n* ohne Steuer")
    (True, False)
    """
    return re.search(_BULLET_LINE, text, re.MULTILINE) is not None


@lru_cache(maxsize=64)
def _last_place(text: str, pattern: str) -> int:
    """Return where a pattern is found last, -1 where it is not: a page is searched once for all its items."""
    return max((match.start() for match in re.finditer(pattern, text, re.MULTILINE)), default=-1)
