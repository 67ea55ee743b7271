"""Braces: official texts print round or square brackets, but for the papers of the European Union.

Bird's-eye view: engines read round brackets as braces. :func:`is_of_european_paper` knows the braces that the
Commission prints around the numbers of its papers, :func:`counterpart` says which bracket belongs to a brace; one that
was read alone is none. Start reading at :func:`counterpart`. German example: ``{SWD(2025) 825 final}`` is printed so,
``{vgl. ebd., S. 12)`` is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_REACH = 120
"""Characters within which a brace closes again."""
_PAPER = re.compile(r"\{[A-Z]{3,4} ?\(\d{4}\)")
"""How the Commission begins the number of a paper (COM, SEC, SWD, JOIN)."""
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_BACKWARDS = {closing: opening for opening, closing in _PAIRS.items()}


def is_of_european_paper(text: str, place: int) -> bool:
    """Say whether the brace at ``place`` stands around the number of a paper of the European Union.

    >>> is_of_european_paper("{SWD(2025) 825 final}", 0), is_of_european_paper("{SWD(2025) 825 final}", 20)
    (True, True)
    >>> is_of_european_paper("{vgl. ebd.}", 10)
    False
    """
    opened = place if text[place] == "{" else text.rfind("{", max(0, place - _REACH), place)
    return opened >= 0 and _PAPER.match(text, opened) is not None


def counterpart(text: str, place: int) -> str:
    """Return the bracket, as read, that closes the brace at ``place`` or that it closes; "" where none is near.

    All brackets between them are closed.

    >>> counterpart("{bitte nach Land (2024)}", 0), counterpart("{vgl. ebd., S. 12)", 0)
    ('}', ')')
    >>> counterpart("[CDU/CSU}:", 8), counterpart("b}", 1)
    ('[', '')
    """
    if text[place] == "{":
        return _first_loose(text[place + 1 : place + _REACH], _PAIRS)
    return _first_loose(reversed(text[max(0, place - _REACH) : place]), _BACKWARDS)


def _first_loose(text: Iterable[str], pairs: Mapping[str, str]) -> str:
    """Return the first bracket that closes none of those in a text, in the direction of ``pairs``."""
    waiting = 0
    for character in text:
        if character in pairs:
            waiting += 1
        elif character in pairs.values():
            if not waiting:
                return character
            waiting -= 1
    return ""
