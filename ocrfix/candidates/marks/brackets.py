"""Braces that are round brackets, but for those of the papers of the European Union.

Bird's-eye view: :mod:`ocrfix.text.braces` tells which is which. German example: ``{vgl. ebd., S. 12)`` is printed with
two round brackets. Start reading at :func:`_readings`.
"""

from __future__ import annotations

from ocrfix.candidates.marks.place import Odds, Place, Readings, Rule, SignReading
from ocrfix.model import CandidateKind
from ocrfix.text.braces import has_counterpart, is_of_european_paper

_ROUND = {"{": "(", "}": ")"}
_LONE_BRACE_LOGP = -4.0
"""ln P that a brace without a counterpart was printed."""


def _readings(place: Place) -> Readings | None:
    is_printed = is_of_european_paper(place.text, place.start)
    return () if is_printed else (SignReading(_ROUND[place.mark], CandidateKind.TYPOGRAPHY),)


def _keep_logp(place: Place) -> float | None:
    return None if has_counterpart(place.text, place.start) else _LONE_BRACE_LOGP


BRACES = Rule(frozenset(_ROUND), _readings)
ODDS = (Odds(BRACES.marks, _keep_logp),)
