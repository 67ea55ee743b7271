r"""What the engine noticed on a page, as shares of its words: the evidence of the estimate.

Bird's-eye view: every word gets at most one sign, the strongest that falls on it; the shares of the signs go to
:mod:`ocrfix.quality.estimate`. Only levels count, never the confidences themselves, so that a judge that is fitted
anew moves the shares little. Start reading at :func:`signs_of`.

German example: of the four words ``fir die Xqzt —`` one carries a sure change, one is odd, one is a doubtful mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import IntEnum

from ocrfix.model import Action, Decision, Level, Page, Span, Token, TokenKind
from ocrfix.records import dataclass

WORD = re.compile(r"(?:[^\W\d_][-\N{SOFT HYPHEN}\N{HYPHEN}][^\S\n]*+\n\s*+(?=[a-zäöüß])|\S)+")
"""What stands between white space; a word that is broken at a line end is one."""
SIGN_NAMES = ("safe", "open", "unknown", "mark", "doubtful_mark", "number", "torn")
"""The order of :attr:`Signs.shares`."""
TORN_FROM = 0.2
"""Lists and headings leave a fifth of the words alone on their line without having fallen apart."""


class Sign(IntEnum):
    """What can fall on a word, weakest first."""

    NONE = 0
    UNKNOWN = 1
    DOUBTFUL_MARK = 2
    MARK = 3
    ODD = 4
    REVIEW = 5
    LIKELY = 6
    SAFE = 7


@dataclass(frozen=True, slots=True)
class Signs:
    """The shares (0..1, in the order of ``SIGN_NAMES``) of ``words`` words that carry each sign.

    ``open`` is the share of words that stay in doubt, with a proposal or without: told apart they were worth the same,
    and pages left out were estimated worse (mean error 0.0198 instead of 0.0190). ``number`` is the share of words with
    a digit: wrong digits are rarely noticed. ``torn`` is the share of words alone on their line above ``TORN_FROM``
    times that of words unknown or doubtful: a table that fell apart.
    """

    words: int
    shares: tuple[float, ...]


def signs_of(page: Page, decisions: Iterable[Decision], unknown: Iterable[Span]) -> Signs:
    """Count the signs of a page; ``unknown`` are the places of words that no list knows."""
    places = [match.span() for match in WORD.finditer(page.text)]
    if not places:
        return Signs(0, (0.0,) * len(SIGN_NAMES))
    signs = [Sign.NONE] * len(places)
    starts = [start for start, _ in places]
    parted = 0
    for span in unknown:
        _raise(signs, starts, places, span, Sign.UNKNOWN)
    for decision in decisions:
        sign = sign_of(decision)
        _raise(signs, starts, places, decision.damage.span, sign)
        if sign is Sign.SAFE:
            parted += max(0, len(decision.after.split()) - len(decision.before.split()))
    words = len(places)
    share = {sign: signs.count(sign) / words for sign in Sign}
    alone = sum(len(line.split()) == 1 for line in page.text.split("\n")) / words
    numbers = sum(any(map(str.isdigit, page.text[start:end])) for start, end in places) / words
    return Signs(
        words,
        (
            share[Sign.SAFE] + parted / words,
            share[Sign.LIKELY] + share[Sign.REVIEW] + share[Sign.ODD],
            share[Sign.UNKNOWN],
            share[Sign.MARK],
            share[Sign.DOUBTFUL_MARK],
            numbers,
            max(0.0, alone - TORN_FROM) * (share[Sign.UNKNOWN] + share[Sign.ODD] + share[Sign.REVIEW]),
        ),
    )


def sign_of(decision: Decision) -> Sign:
    """Return the sign that a decision puts on its words."""
    if not any(map(str.isalnum, decision.before)):
        return Sign.MARK if decision.level is Level.SAFE else Sign.DOUBTFUL_MARK
    if decision.action is Action.KEEP:
        return Sign.ODD
    return {Level.SAFE: Sign.SAFE, Level.LIKELY: Sign.LIKELY, Level.REVIEW: Sign.REVIEW}[decision.level]


def is_unknown(token: Token, count: float, is_compound: bool) -> bool:
    """Say whether a token is a word that no list knows and that is no compound of known words."""
    is_word = token.kind in (TokenKind.WORD, TokenKind.MIXED) and len(token.text) > 1 and not token.protected
    return is_word and not count and not is_compound


def _raise(signs: list[Sign], starts: Sequence[int], places: Sequence[tuple[int, int]], span: Span, sign: Sign) -> None:
    """Put a sign on every word that a span touches, unless it carries a stronger one."""
    index = max(0, bisect_right(starts, span.start) - 1)
    while index < len(places) and places[index][0] < max(span.end, span.start + 1):
        signs[index] = max(signs[index], sign)
        index += 1
