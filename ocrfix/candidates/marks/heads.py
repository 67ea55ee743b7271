"""Marks of running heads: dashes around the page number, and the dots of the Landtag of Hesse.

Bird's-eye view: a head is told by its words; what parts it has one shape. Start reading at :func:`_page_dashes`. German
example: ``Deutscher Bundestag -2- Drucksache 18/5250`` prints the page number between long dashes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ocrfix.candidates.marks.place import Place, Readings, Rule, SignReading, line_around
from ocrfix.model import CandidateKind
from ocrfix.text.furniture import is_bundestag_head

_PAGE_NUMBER = re.compile(r"(?<!\S)[-–—~=](\d{1,4})[-–—~=](?!\S)")
_HESSIAN = re.compile(r".*Hessischer Landtag\W+\d+\. Wahlperiode\W+\d+\. Sitzung\W+\d.*")
_SECOND_FIGURES = 2
"""Figures from which on a page number stands apart from its dashes in the heads of the Bundestag."""
_HYPHENATED_LOGP = -6.0
"""ln P that a head has hyphens where it prints dashes (Bundestag, page number) or dots (Landtag of Hesse)."""


def _is_beside_figure(place: Place) -> bool:
    return place.before.isdigit() or place.after.isdigit()


def _page_dash(place: Place) -> str:
    """Return the dash of a page number in a running head, "" where a mark is none."""
    line, start = line_around(place.text, place.token)
    number = _page_number(line)
    if number is None or not number.start() <= start < number.end():
        return ""
    space = " " if len(number[1]) >= _SECOND_FIGURES else ""
    return f"–{space}" if start == number.start() else f"{space}–"


@lru_cache(maxsize=8)
def _page_number(line: str) -> re.Match[str] | None:
    """Find the page number of a running head of the Bundestag: a line is read once for all its marks."""
    return _PAGE_NUMBER.search(line) if is_bundestag_head(line) else None


def _page_dashes(place: Place) -> Readings | None:
    if not _is_beside_figure(place):
        return None
    reading = _page_dash(place)
    return (SignReading(reading, CandidateKind.ENUMERATION),) if reading else ()


def _is_in_hessian_head(place: Place) -> bool:
    """Say whether a mark stands in the head of the minutes of the Landtag of Hesse: dots part it."""
    return place.after == " " and _is_hessian_head(line_around(place.text, place.token)[0])


@lru_cache(maxsize=8)
def _is_hessian_head(line: str) -> bool:
    return _HESSIAN.fullmatch(line) is not None


def _dots(place: Place) -> Readings | None:
    return (SignReading("·", CandidateKind.ENUMERATION),) if _is_in_hessian_head(place) else None


PAGE_DASHES = Rule(frozenset("-—~="), _page_dashes)
DOTS = Rule(frozenset("-–—:*"), _dots)
ODDS = (PAGE_DASHES.odds(_HYPHENATED_LOGP), DOTS.odds(_HYPHENATED_LOGP))
