"""A token and what stands around it, as the kinds of marks look at it, and the answers that they give.

Bird's-eye view: :func:`place_of` makes a :class:`Place`; a kind of mark answers with readings (:class:`SignReading`) or
with ln P that the mark was printed as it was read, and with None where it has nothing to say. Start reading at
:class:`Rule`. German example: at the comma of ``einen ,sorglosen Umgang“`` a space stands before and a letter after.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ocrfix.model import CandidateKind, Token

NEAR = 200
"""Characters of a line or a quotation that are looked at on each side of a mark."""


class SignReading(NamedTuple):
    """What may have been printed instead of a mark."""

    text: str
    kind: CandidateKind
    is_certain: bool = False
    """Nothing else is printed in such a place."""


class Place(NamedTuple):
    """The token at ``tokens[token_index]`` of a page, and the characters around it.

    At the ends of the page these are line ends.
    """

    text: str
    tokens: Sequence[Token]
    token_index: int
    token: Token
    before: str
    after: str

    @property
    def mark(self) -> str:
        """What was read."""
        return self.token.text

    @property
    def start(self) -> int:
        """Where the token starts in the text."""
        return self.token.span.start

    @property
    def end(self) -> int:
        """Where the token ends in the text."""
        return self.token.span.end

    @property
    def previous(self) -> Token | None:
        """The token before, None at the start of the page."""
        return self.tokens[self.token_index - 1] if self.token_index else None

    @property
    def previous_text(self) -> str:
        """What was read before, "" at the start of the page."""
        return "" if self.previous is None else self.previous.text

    @property
    def following(self) -> Token | None:
        """The token behind, None at the end of the page."""
        return self.tokens[self.token_index + 1] if self.token_index + 1 < len(self.tokens) else None


Readings = tuple[SignReading, ...]


class Rule(NamedTuple):
    """A kind of mark: the marks that it is asked about, and its answer, None where it has nothing to say.

    An empty answer ends the search: the mark is of this kind and stands rightly.
    """

    marks: frozenset[str]
    readings: Callable[[Place], Readings | None]

    def odds(self, logp: float) -> Odds:
        """Return odds by which its marks are as unlikely as ``logp`` wherever it has another reading."""
        return Odds(self.marks, lambda place: logp if self.readings(place) else None)


class Odds(NamedTuple):
    """How likely marks are that stand as print does not set them: ln P, None where they stand rightly."""

    marks: frozenset[str]
    keep_logp: Callable[[Place], float | None]


def place_of(text: str, tokens: Sequence[Token], index: int) -> Place:
    """Look at the token at an index of a page."""
    token = tokens[index]
    start, end = token.span.start, token.span.end
    return Place(text, tokens, index, token, text[start - 1 : start] or "\n", text[end : end + 1] or "\n")


def line_around(text: str, token: Token) -> tuple[str, int]:
    """Return the line of a mark and the mark's place in it; of a line too long for a head only what is near."""
    low, high = max(0, token.span.start - NEAR), min(len(text), token.span.end + NEAR)
    start = max(low, text.rfind("\n", low, token.span.start) + 1)
    end = text.find("\n", token.span.end, high)
    return text[start : end if end >= 0 else high], token.span.start - start
