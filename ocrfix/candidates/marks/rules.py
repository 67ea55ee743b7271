"""All kinds of marks in the order in which they are asked.

Bird's-eye view: :func:`sign_readings` names what may have been printed where a token stands, as a confusion rule that
the page profile gives a rate; the language model decides. :func:`keep_logp` says how likely what was read is by itself.
Start reading at :data:`_RULES`: of the kinds that know a mark the first with something to say answers. German example:
in ``nach 8 5 Absatz 2`` the ``8`` may be a ``§``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from ocrfix.candidates.addresses import address_reading, may_be_misread_address
from ocrfix.candidates.citations import CITED_MARKS, citation_reading
from ocrfix.candidates.marks import (
    brackets,
    bullets,
    dashes,
    figures,
    heads,
    items,
    quotations,
    sections,
    sentences,
)
from ocrfix.candidates.marks.place import Odds, Place, Readings, Rule, SignReading, place_of
from ocrfix.model import CandidateKind, Token

_MISREAD_ADDRESS_LOGP = -20.0
"""ln P that a part of an address that has one spelling was printed in another one."""


def _cited(place: Place) -> Readings | None:
    reading = citation_reading(place.text, place.tokens, place.token_index)
    return (SignReading(reading, CandidateKind.CHARACTER, True),) if reading else None


_RULES = (
    dashes.INNER,
    Rule(CITED_MARKS, _cited),
    sections.STRAY,
    sections.ITEMS,
    sections.GLUED,
    sections.FIRST,
    sections.SIGNS,
    sections.OLDER,
    bullets.BULLETS,
    items.ONES,
    figures.LOW_TWO,
    heads.DOTS,
    dashes.BEFORE_SECTIONS,
    dashes.SPACED,
    heads.PAGE_DASHES,
    dashes.JOINED,
    brackets.UMLAUTS,
    brackets.BRACES,
    quotations.PAIRED,
    quotations.STRAY,
    quotations.OPENING,
    quotations.CLOSING,
    quotations.DEGREES,
    figures.PERCENT,
    items.ORDINALS,
    sentences.SENTENCES,
    sentences.SEMICOLONS,
)
_ODDS = (
    *bullets.ODDS,
    *quotations.ODDS,
    *sentences.ODDS,
    *figures.ODDS,
    *dashes.ODDS,
    *heads.ODDS,
    *brackets.ODDS,
    *sections.ODDS,
)
_Kind = TypeVar("_Kind", Rule, Odds)


def _by_mark(kinds: Iterable[_Kind]) -> Mapping[str, Sequence[_Kind]]:
    result: dict[str, list[_Kind]] = defaultdict(list)
    for kind in kinds:
        for mark in kind.marks:
            result[mark].append(kind)
    return dict(result)


_RULES_OF, _ODDS_OF = _by_mark(_RULES), _by_mark(_ODDS)


@lru_cache(maxsize=4096)
def may_be_sign(mark: str) -> bool:
    """Say whether :func:`sign_readings` and :func:`keep_logp` need to look at a mark: words are none.

    >>> may_be_sign(","), may_be_sign("8"), may_be_sign("la"), may_be_sign("die")
    (True, True, True, False)
    """
    return mark in _RULES_OF or mark in _ODDS_OF or items.may_have_inner_one(mark) or may_be_misread_address(mark)


def sign_readings(text: str, tokens: Sequence[Token], index: int) -> Readings:
    """Return what may have been printed where ``tokens[index]`` stands in ``text``."""
    token = tokens[index]
    place = place_of(text, tokens, index)
    if token.protected == "address" and dashes.inner_dash(place) is None:
        address = address_reading(text, token)
        return (SignReading(address, CandidateKind.CHARACTER, True),) if address else ()
    if (inner := items.inner_one(place)) is not None:
        return inner
    for rule in _RULES_OF.get(token.text, ()):
        found = rule.readings(place)
        if found is not None:
            return found
    return ()


def keep_logp(text: str, tokens: Sequence[Token], index: int) -> float:
    """Return ln P that a mark was printed where it stands, 0 for most."""
    token = tokens[index]
    if token.protected == "address" and address_reading(text, token):
        return _MISREAD_ADDRESS_LOGP
    odds = _ODDS_OF.get(token.text)
    if odds is None:
        return 0.0
    place = place_of(text, tokens, index)
    for kind in odds:
        logp = kind.keep_logp(place)
        if logp is not None:
            return logp
    return 0.0
