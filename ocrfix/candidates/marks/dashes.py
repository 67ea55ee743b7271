"""Dashes: between words, in words and addresses, and what tells how long a page prints them.

Bird's-eye view: a mark of a dash's shape between spaces may be a long dash; a long dash inside a word is a hyphen.
Start reading at :func:`_spaced`. German example: ``Der Bund - so heißt es`` is printed ``Der Bund – so heißt es``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ocrfix.candidates.marks.place import Place, Readings, Rule, SignReading, line_around
from ocrfix.model import CandidateKind, Token
from ocrfix.text.enumerations import stands_among_sections
from ocrfix.text.furniture import is_bundestag_head, sets_citation_off
from ocrfix.text.tokens import DOUBLE_DASHES

_BETWEEN_SPACES = frozenset(("-", "—", "~", "=", *DOUBLE_DASHES))
_BEFORE_PARTS = frozenset(("und", "oder", "sowie", "bzw", "beziehungsweise"))
_INNER_DASH = re.compile(r"(?<=\S[ \t])[-–—~](?=\s)")
_LINE_DASH = re.compile(r"^[ \t]*([-–—~])(?=\s)", re.MULTILINE)
_BUNDESTAG = re.compile(r"Deutscher\s+Bundestag|Kleine[nr]? Anfrage|Drucksache (?:19|2\d)/\d")
_MINUTES = re.compile(r"Beifall|Zuruf|Plenarprotokoll")
_HESSIAN_MINUTES = re.compile(r"\(Beifall (?!bei|de|im|auf|von|und|aus)")
"""``(Beifall SPD)``: the Landtag of Hesse names who applauds without ``bei der``."""
_FILE_NUMBER_BEHIND = re.compile(r" [A-Z]{1,3} \d+/\d")
"""How file numbers of the ministries of finance go on: ``IV A 3 - S 2353/08/10006``."""
_SECTION_BEHIND = re.compile(r"([§$&]{1,2}|8[&$]?|[&$]8) ?[1-9]\d{0,2}[a-z]?\s")
_CELL_ENDS = ("-", "|")
_FIGURE_BEHIND = re.compile(r"[ \t]+\d[\d.,]*+(?=[ \t]*(?:[\n\d%€-]|$))")
"""A figure, and no word of a sentence behind it: ``- 1 BvR 781/21`` and ``2021 - 2027, Asyl`` may have dashes."""
_AROUND_NUMBER = re.compile(r"-[ \t]*\d{1,4}[ \t]+$")
_INNER_DASH_LOGP = -6.0
"""ln P that a word or an address holds a long dash: it stands between spaces, and browsers write it in another way."""
_BEFORE_SECTION_LOGP = -12.0
"""ln P that a dash touches a section sign: on no page to learn from it does."""


def inner_dash(place: Place) -> str | None:
    """Return what a long dash inside a word or an address is: a hyphen, or nothing beside one; None for all else."""
    before, after = place.before, place.after
    if place.mark != "—" or before.isspace() or after.isspace():
        return None
    is_beside_hyphen = "-" in (before, after)
    is_inside = place.token.protected == "address" or is_beside_hyphen or (before.isalpha() and after.isalpha())
    return None if not is_inside else "" if is_beside_hyphen else "-"


def _inner(place: Place) -> Readings | None:
    inner = inner_dash(place)
    return None if inner is None else (SignReading(inner, CandidateKind.HYPHEN),)


def _spaced(place: Place) -> Readings | None:
    if not place.before.isspace() or not place.after.isspace():
        return None
    if place.mark == "-" and (
        _stands_in_table(place) or _FILE_NUMBER_BEHIND.match(place.text, place.end) or _is_beside_figures(place)
    ):
        return ()
    # At a line end a second part follows whose first one stands before: ``Schwäche oder -⏎krankheit``.
    is_part = place.mark == "-" and place.after == "\n" and place.previous_text in _BEFORE_PARTS
    return () if is_part else (SignReading("–", CandidateKind.TYPOGRAPHY),)


def _stands_in_table(place: Place) -> bool:
    """Say whether another hyphen or a rule stands right before or behind a hyphen: an empty cell of a table."""
    following = place.following
    return place.previous_text in _CELL_ENDS or (following is not None and following.text in _CELL_ENDS)


def _is_beside_figures(place: Place) -> bool:
    """Say whether a hyphen may be the minus of a figure, or stands around the number of a page.

    Of 228 hyphens before any figure on the pages to learn from and our own 215 were printed as such. In running heads
    of the Bundestag they are dashes.
    """
    is_minus = _FIGURE_BEHIND.match(place.text, place.end) is not None
    is_around = _AROUND_NUMBER.search(place.text[max(0, place.start - 8) : place.start]) is not None
    return (is_minus or is_around) and not is_bundestag_head(line_around(place.text, place.token)[0])


def _joined(place: Place) -> Readings | None:
    is_joined = place.before.isspace() and place.after.isalpha()
    return (SignReading("– ", CandidateKind.TYPOGRAPHY),) if is_joined else None


def _before_section(place: Place) -> Readings | None:
    """A dash that lists a section stands apart from it: ``-§ 6 Inkrafttreten`` is ``- § 6 Inkrafttreten``."""
    sign = _SECTION_BEHIND.match(place.text, place.end) if place.before.isspace() else None
    if sign is None or (sign[1] == "8" and not stands_among_sections(place.text, sign.start(), sign.end(1))):
        return None
    return (SignReading("- ", CandidateKind.SECTION_SIGN, True),)


@lru_cache(maxsize=8)
def dash_counts(text: str, starts_lines: bool) -> tuple[int, int]:
    r"""Return how many dashes between spaces the page shows as long ones and as hyphens.

    Those that begin a line are counted apart: lists have their own marks.

    >>> dash_counts("eins – zwei - drei — vier\n- fünf", False)
    (2, 1)
    """
    pattern = _LINE_DASH if starts_lines else _INNER_DASH
    found = pattern.findall(text)
    return sum(mark != "-" for mark in found), sum(mark == "-" for mark in found)


@lru_cache(maxsize=8)
def prints_long_dashes(text: str) -> bool:
    """Say whether a page looks like a Drucksache of the Bundestag or like minutes of Hesse: these print long dashes.

    In the pages to learn from, nearly all hyphens read between spaces on such Drucksachen were printed as dashes, on
    other pages (laws, rules of the states, minutes) one in three; in minutes of the Landtag of Hesse all 110 were.
    """
    if _MINUTES.search(text) is not None:
        return _HESSIAN_MINUTES.search(text) is not None
    return _BUNDESTAG.search(text) is not None


def sets_federal_citation_off(text: str, token: Token) -> bool:
    """Say whether a dash sets a citation off in a print of the Bundestag.

    All 14 that were read as hyphens on the pages to learn from were printed long.
    """
    return prints_long_dashes(text) and sets_citation_off(line_around(text, token)[0])


INNER = Rule(frozenset("—"), _inner)
SPACED = Rule(_BETWEEN_SPACES, _spaced)
JOINED = Rule(frozenset("—"), _joined)
BEFORE_SECTIONS = Rule(frozenset("-"), _before_section)
ODDS = (INNER.odds(_INNER_DASH_LOGP), BEFORE_SECTIONS.odds(_BEFORE_SECTION_LOGP))
