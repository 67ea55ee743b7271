"""Braces that are brackets, but for those of the papers of the European Union, and brackets that are no marks.

Bird's-eye view: :mod:`ocrfix.text.braces` tells which is which. German example: ``{vgl. ebd., S. 12)`` is printed with
two round brackets, ``[CDU/CSU}`` with two square ones. Some engines read a dot of ü as a bracket: ``(iber`` is
``über``. Start reading at :func:`_readings`.
"""

from __future__ import annotations

import re

from ocrfix.candidates.marks.place import NEAR, Odds, Place, Readings, Rule, SignReading
from ocrfix.model import CandidateKind
from ocrfix.text.braces import counterpart, is_of_european_paper

_ROUND, _SQUARE = {"{": "(", "}": ")"}, {"{": "[", "}": "]"}
_LONE_BRACE_LOGP = -4.0
"""ln P that a brace without a counterpart was printed."""
_LOST_UMLAUT = re.compile(r"(?:ib(?:er|lich|rig)[a-zäöüß]*|liber|ber)\b")
"""What is left of a word that begins with üb: hardly a German word begins so, but for ``liberal``."""
_CLOSED = re.compile(r"[^(){}]*[)}]")


def _readings(place: Place) -> Readings | None:
    if is_of_european_paper(place.text, place.start):
        return ()
    if counterpart(place.text, place.start) in _SQUARE.values():
        return (SignReading(_SQUARE[place.mark], CandidateKind.TYPOGRAPHY, True),)
    return (SignReading(_ROUND[place.mark], CandidateKind.TYPOGRAPHY),)


def _keep_logp(place: Place) -> float | None:
    has_brace = counterpart(place.text, place.start) in _ROUND
    return None if has_brace else _LONE_BRACE_LOGP


def _left_of_umlaut(place: Place) -> Readings | None:
    """Say that a bracket is none where it stands before the rest of a word with ü and nothing closes it."""
    if not place.before.isspace() or not _LOST_UMLAUT.match(place.text, place.end):
        return None
    is_closed = _CLOSED.match(place.text[place.end : place.end + NEAR])
    return None if is_closed else (SignReading("", CandidateKind.TYPOGRAPHY, True),)


UMLAUTS = Rule(frozenset("({"), _left_of_umlaut)
BRACES = Rule(frozenset(_ROUND), _readings)
ODDS = (Odds(BRACES.marks, _keep_logp), UMLAUTS.odds(_LONE_BRACE_LOGP))
