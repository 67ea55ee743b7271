"""Marks beside figures: percent signs without their space, and the small two of CO2.

Bird's-eye view: what a page does elsewhere tells how it sets percent signs. Start reading at :func:`_percent`. German
example: where a page prints ``5 %`` and ``7 %``, ``9%`` lost its space.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ocrfix.candidates.marks.place import Odds, Place, Readings, Rule, SignReading
from ocrfix.model import CandidateKind

_SPACED_PERCENT, _JOINED_PERCENT = re.compile(r"\d %"), re.compile(r"\d%")
_LONGEST_NUMBER, _LONE_NUMBER = 16, re.compile(r"(?:^|[\s(\[/–-])\d[\d.,]*\Z")
_LEAST_SPACED_SHARE = 0.4
_JOINED_PERCENT_LOGP = -6.0
"""ln P that a page which sets percent signs off joins one to its number."""
_LOW_TWOS = {",": "2", ";": "2", ",,": "2,"}
"""What the small two of CO2 is read as, alone and before a comma."""


@lru_cache(maxsize=8)
def spaced_percent_share(text: str) -> float:
    """Return the share of percent signs that the page sets off from their number by a space.

    Kept for the last pages: every percent sign asks, and a page may be a whole book in plain text.

    >>> spaced_percent_share("5 % und 7 % oder 9%")
    0.6666666666666666
    """
    spaced, joined = len(_SPACED_PERCENT.findall(text)), len(_JOINED_PERCENT.findall(text))
    return spaced / max(spaced + joined, 1)


def _may_be_set_off(place: Place) -> bool:
    """Say whether a percent sign stands behind a number only (unlike that of ``51%41%``) on a page that sets it off."""
    number = place.text[max(0, place.start - _LONGEST_NUMBER) : place.start]
    return _LONE_NUMBER.search(number) is not None and spaced_percent_share(place.text) >= _LEAST_SPACED_SHARE


def _percent(place: Place) -> Readings | None:
    return (SignReading(" %", CandidateKind.TYPOGRAPHY),) if _may_be_set_off(place) else None


def _percent_logp(place: Place) -> float | None:
    return _JOINED_PERCENT_LOGP if _may_be_set_off(place) else None


def _low_two(place: Place) -> Readings | None:
    if place.previous_text != "CO" or place.before != "O":
        return None
    return (SignReading(_LOW_TWOS[place.mark], CandidateKind.CHARACTER, True),)


PERCENT = Rule(frozenset("%"), _percent)
LOW_TWO = Rule(frozenset(_LOW_TWOS), _low_two)
ODDS = (Odds(frozenset("%"), _percent_logp),)
