"""Bullets: what nothing but a bullet is read as at the start of a line, and stars among bullets.

Bird's-eye view: a mark alone before a space begins an item. Start reading at :func:`_readings`. German example: in
``e Kindergeld,⏎* Elterngeld`` both marks are bullets; a star alone is a footnote.
"""

from __future__ import annotations

from ocrfix.candidates.marks.place import Odds, Place, Readings, Rule, SignReading
from ocrfix.model import CandidateKind
from ocrfix.text.enumerations import SURE_BULLET_READINGS, lists_with_bullets
from ocrfix.text.tokens import starts_line

_NO_BULLET_LOGP = {"e": -9.0, "«": -5.0, "«e": -8.0, "¢": -5.0, "®": -4.0, "°": -4.0, "+": -2.0, "*": -2.0}
"""ln P that what may be a bullet was printed as it was read: no line begins with a lone ``e``."""
_STAR_AMONG_BULLETS_LOGP = -8.0
"""The same for a star where other lines begin with bullets: of 14 on the pages to learn from none was printed, but all
of some hundred that stand alone, for they are footnotes."""


def _begins_item(place: Place) -> bool:
    return place.after == " " and starts_line(place.text, place.start)


def _readings(place: Place) -> Readings | None:
    return (SignReading("•", CandidateKind.TYPOGRAPHY),) if _begins_item(place) else None


def _keep_logp(place: Place) -> float | None:
    if not _begins_item(place):
        return None
    is_star_among_bullets = place.mark == "*" and lists_with_bullets(place.text)
    return _STAR_AMONG_BULLETS_LOGP if is_star_among_bullets else _NO_BULLET_LOGP[place.mark]


BULLETS = Rule(frozenset((*SURE_BULLET_READINGS, "*")), _readings)
ODDS = (Odds(frozenset(_NO_BULLET_LOGP), _keep_logp),)
