"""Whether a quotation mark has its counterpart near it.

Bird's-eye view: a comma before a word is an opening quotation mark where a closing one follows, and the
other way round. Start reading at :func:`has_quote_pair`. German example: in ``,sorglosen Umgang“`` the
closing mark speaks for ``„`` at the start.
"""

from __future__ import annotations

import re
from functools import cache

from ocrfix.model import Token

_REACH = 400


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(r"(?<=[\w.,!?;:)\]…])(?:“|”|\"|‘|\*|''|™)(?=[\s.,;:!?)\]]|$)")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"(?:(?<=[\s(\[])|^)(?:„|,,|,|\"|»|''|“)(?=[\w§])", re.MULTILINE)


def has_quote_pair(text: str, token: Token, mark: str) -> bool:
    """Say whether the nearest quotation mark on the open side of ``mark`` is its counterpart.

    An opening mark looks ahead for a closing one before the next opening one; a closing mark looks back.
    """
    if mark == "„":
        ahead = text[token.span.end : token.span.end + _REACH]
        closing, opening = _closing().search(ahead), _opening().search(ahead, 1)
        return closing is not None and (opening is None or closing.start() < opening.start())
    if mark == "“":
        behind = text[max(0, token.span.start - _REACH) : token.span.start]
        opened = [match.start() for match in _opening().finditer(behind)]
        closed = [match.start() for match in _closing().finditer(behind)]
        return bool(opened) and (not closed or closed[-1] < opened[-1])
    return False
