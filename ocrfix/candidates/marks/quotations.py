"""Quotation marks: what opens and closes, by what stands beside it and by its counterpart.

Bird's-eye view: a mark that opens stands before a word and behind a space, one that closes the other way round;
:mod:`ocrfix.text.quotes` looks for the other one. Start reading at :func:`_opening`. German example: the comma of
``einen ,sorglosen Umgang“`` is printed ``„``.
"""

from __future__ import annotations

import re

from ocrfix.candidates.marks.place import NEAR, Odds, Place, Readings, Rule, SignReading
from ocrfix.model import CandidateKind
from ocrfix.text.quotes import (
    closes_high,
    closes_low_single,
    closes_single,
    closes_straight,
    has_quote_pair,
    is_left_open,
    is_never_closed,
    is_never_opened,
    lacks_closing,
    prints_english_closing,
    prints_single_closing,
)

_OPENING = frozenset((",", ",,", ",.", '"', "»", "''", ".", "”", "“"))
_CLOSING = frozenset(('"', "”", "*", "™", "‘", "'", "''", "«", "’"))
_SET_AS_OPENING = frozenset((",", ",,", ",.", "."))
_MISPLACED_MARK_LOGP = -9.0
"""ln P that a comma or a full stop has a space before it and none behind: of 125 on the pages to learn from one had."""
_MISPLACED_SINGLE_LOGP = -5.0
"""The same where a single mark closes: some texts of our day open these with a comma."""
_STRAY_MARKS = frozenset("‚‘’'")
_WORD = re.compile(r"[^\W\d_]{3}")
"""What stands behind a mark that opens a quotation: figures and short words have marks of their own (``’90/Die
Grünen``, ``wie geht ’s``), and items that are inserted (``‚1a.``) close far away."""
_WITHOUT_ENDING = re.compile(r".{1,2}|[A-ZÄÖÜ].*[sxzß]")
"""What a mark stands behind that is none: the genitive of a name (``Jens’ neues Buch``), and ``S’ isch``."""
_STRAY_LOGP = -4.0
"""ln P that a single mark opens or closes where nothing closes or opens near it: on the pages to learn from and our own
144 of 162 were specks."""
_LONE_GUILLEMET_LOGP = -4.0
"""ln P that a guillemet that opens was printed without one that closes."""
_UNCLOSED_LOGP = -4.0
"""ln P that a mark which may close a quotation opened low is none."""
_DEGREE_LOGP = -9.0
"""ln P that a degree stands where a quotation wants its end: all four on the pages to learn from closed one."""


def _paired(place: Place) -> Readings | None:
    return () if _stands_in_guillemets(place) else None


def _stands_in_guillemets(place: Place) -> bool:
    """Say whether a guillemet has its counterpart: then both were printed, for no engine invents a pair."""
    if place.mark == "»":
        ahead = place.text[place.end : place.end + NEAR]
        return "«" in ahead.partition("»")[0]
    behind = place.text[max(0, place.start - NEAR) : place.start]
    return "»" in behind.rpartition("«")[2]


def _is_stray(place: Place) -> bool:
    """Say whether a single mark opens what nothing closes, or closes inside a sentence what nothing opened."""
    text, end = place.text, place.end
    if _is_behind_space(place) and _WORD.match(text, end):
        return is_never_closed(text, place.token)
    if place.mark != "‚" and place.before.isalpha() and place.after.isspace() and text[end + 1 : end + 2].islower():
        if _WITHOUT_ENDING.fullmatch(place.previous_text):
            return False
        return is_never_opened(text, place.token) and not prints_single_closing(text)
    return False


def _stray(place: Place) -> Readings | None:
    return (SignReading("", CandidateKind.TYPOGRAPHY),) if _is_stray(place) else None


def _stray_logp(place: Place) -> float | None:
    return _STRAY_LOGP if _is_stray(place) else None


def _is_behind_space(place: Place) -> bool:
    return place.before.isspace() or place.before in "(["


def _opening(place: Place) -> Readings | None:
    opens = _is_behind_space(place) and (place.after.isalnum() or place.after in "§(")
    return (SignReading("„", CandidateKind.TYPOGRAPHY),) if opens else None


def _closing(place: Place) -> Readings | None:
    if not _may_close(place):
        return None
    return () if _is_printed_closing(place) else (SignReading("“", CandidateKind.TYPOGRAPHY),)


def _degree(place: Place) -> Readings | None:
    """A degree may close what nothing else closes: ``„31. Dezember 2029°``, and not ``„auf 25° an“``."""
    text, token = place.text, place.token
    closes = _may_close(place) and is_left_open(text, token) and not has_quote_pair(text, token, "„")
    return (SignReading("“", CandidateKind.TYPOGRAPHY),) if closes else None


def _is_printed_closing(place: Place) -> bool:
    """Say whether the page speaks for a mark that closes as it stands."""
    if place.mark == "”":
        return prints_english_closing(place.text) or closes_high(place.text, place.token)
    return closes_straight(place.text, place.token) or _is_single_closing(place)


def _is_single_closing(place: Place) -> bool:
    """Say whether a single mark closes what a single one opened, as a second one or on a page that prints many."""
    if place.mark not in _STRAY_MARKS:
        return False
    return closes_low_single(place.text, place.token) or prints_single_closing(place.text)


def _may_close(place: Place) -> bool:
    """Say whether a quotation mark may close between two characters."""
    after = place.after
    ends = after.isspace() or after in ".,:;!?)" or (after == "-" and place.mark != '"')
    return not place.before.isspace() and ends


def _opening_logp(place: Place) -> float | None:
    """A comma or a full stop stands before a word as only an opening quotation mark does."""
    after = place.after
    is_before_word = after.isupper() if place.mark == "." else after.isalpha() or after in "§("
    if not _is_behind_space(place) or not is_before_word:
        return None
    is_single = place.mark == "," and closes_single(place.text, place.token)
    return _MISPLACED_SINGLE_LOGP if is_single else _MISPLACED_MARK_LOGP


def _closing_logp(place: Place) -> float | None:
    return _UNCLOSED_LOGP if _may_close(place) and lacks_closing(place.text, place.token) else None


def _guillemet_logp(place: Place) -> float | None:
    opens = place.before.isspace() or place.before == "("
    return _LONE_GUILLEMET_LOGP if opens and not _stands_in_guillemets(place) else None


PAIRED = Rule(frozenset("»«"), _paired)
STRAY = Rule(_STRAY_MARKS, _stray)
OPENING = Rule(_OPENING, _opening)
CLOSING = Rule(_CLOSING, _closing)
DEGREES = Rule(frozenset("°"), _degree)
ODDS = (
    Odds(_STRAY_MARKS, _stray_logp),
    Odds(_SET_AS_OPENING, _opening_logp),
    Odds(_CLOSING, _closing_logp),
    DEGREES.odds(_DEGREE_LOGP),
    Odds(frozenset("»"), _guillemet_logp),
)
