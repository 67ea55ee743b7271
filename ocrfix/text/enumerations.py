"""Enumerations that count up: is there a second item where a first one is supposed?

Bird's-eye view: a one is often read as a letter of its shape (``la``, ``l.``); what follows in the enumeration
tells which. Start reading at :func:`counts_up`. German example: ``la`` may be ``1a`` where the page has ``1b``.
"""

from __future__ import annotations

import re
from functools import lru_cache


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
    return _last_place(text, rf"^\s*{following}{re.escape(text[end : end + 1])}") >= end


def stands_in_count(text: str, start: int, number: str) -> bool:
    r"""Say whether a number that stands at ``start`` begins a line, and other lines begin with its neighbours.

    >>> stands_in_count("3. Wer?\n4, Wie?", 8, "4"), stands_in_count("4, Wie?", 0, "4")
    (True, False)
    """
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if before.strip() or not number.isdecimal():
        return False
    neighbours = "|".join(str(int(number) + step) for step in (-1, 1))
    return _last_place(text, rf"^\s*(?:{neighbours})[.,]\s") >= 0


@lru_cache(maxsize=64)
def _last_place(text: str, pattern: str) -> int:
    """Return where a pattern is found last, -1 where it is not: a page is searched once for all its items."""
    return max((match.start() for match in re.finditer(pattern, text, re.MULTILINE)), default=-1)
