"""Braces: official texts print round brackets, but for the papers of the European Union.

Bird's-eye view: engines read round brackets as braces. :func:`is_of_european_paper` knows the braces that the
Commission prints around the numbers of its papers, :func:`has_counterpart` says whether a brace has one; one that was
read alone is none. Start reading at :func:`has_counterpart`. German example: ``{SWD(2025) 825 final}`` is printed so,
``{vgl. ebd., S. 12)`` is not.
"""

from __future__ import annotations

import re

_REACH = 120
"""Characters within which a brace closes again."""
_PAPER = re.compile(r"\{[A-Z]{3,4} ?\(\d{4}\)")
"""How the Commission begins the number of a paper (COM, SEC, SWD, JOIN)."""
_CLOSERS = {"(": ")", "{": "}"}


def is_of_european_paper(text: str, place: int) -> bool:
    """Say whether the brace at ``place`` stands around the number of a paper of the European Union.

    >>> is_of_european_paper("{SWD(2025) 825 final}", 0), is_of_european_paper("{SWD(2025) 825 final}", 20)
    (True, True)
    >>> is_of_european_paper("{vgl. ebd.}", 10)
    False
    """
    opened = place if text[place] == "{" else text.rfind("{", max(0, place - _REACH), place)
    return opened >= 0 and _PAPER.match(text, opened) is not None


def has_counterpart(text: str, place: int) -> bool:
    """Say whether the brace at ``place`` closes or opens another one, with all round brackets between them closed.

    >>> has_counterpart("{bitte nach Land (2024)}", 0), has_counterpart("{vgl. ebd., S. 12)", 0)
    (True, False)
    >>> has_counterpart("(bitte auflisten}?", 16)
    False
    """
    if text[place] == "{":
        return _closes(text[place + 1 : place + _REACH])
    opened = text.rfind("{", max(0, place - _REACH), place)
    return opened >= 0 and _closes(text[opened + 1 : place + 1]) and "}" not in text[opened:place]


def _closes(text: str) -> bool:
    """Say whether a brace that opened before ``text`` closes in it, and not a round bracket in its place."""
    waiting: list[str] = []
    for character in text:
        if character in _CLOSERS:
            waiting.append(_CLOSERS[character])
        elif character in _CLOSERS.values():
            if not waiting:
                return character == "}"
            waiting.pop()
    return False
