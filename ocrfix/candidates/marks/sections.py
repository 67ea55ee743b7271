"""Section signs: ``8 5``, ``$ 5``, ``88 13, 14`` for § and §§, and a § that is half of an ß.

Bird's-eye view: a section sign stands before a number; what else it is read as are figures, letters and marks of its
shape. Start reading at :func:`_readings`. German example: ``nach 8 5 Absatz 2`` is ``nach § 5 Absatz 2``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ocrfix.candidates.marks.place import Odds, Place, Readings, Rule, SignReading, line_around
from ocrfix.model import CandidateKind
from ocrfix.text.enumerations import stands_among_sections
from ocrfix.text.tokens import starts_line

_ONE_SIGN = frozenset(
    (
        "8", "$", "S", "&", "5", "3", "s", "8$", "$8", "S8", "8S", "S$", "$S", "S$S", "8&", "&8", "$&", "&$", "8%",
        "$%", "Ss", "ss",
    )
)  # fmt: skip
_TWO_SIGNS = frozenset(
    (
        "88", "$$", "SS", "83", "85", "8$", "S$", "$S", "$8", "8S", "&&", "§8", "§$", "38", "58", "55", "S$S", "8§",
        "$§", "&§", "S§", "8&", "&8", "$&", "&$", "3$", "$3", "5$", "$5", "3§", "§3", "$%", "ss", "Ss",
    )
)  # fmt: skip
_OLDER_SIGNS = frozenset("@%g©Q")
"""What engines without a neural network read before the number of a section: 69 of 69 on our own pages were signs where
no number stood before and a law behind them, or anything behind the first."""
_GLUED_TO_ITEM = frozenset(f"{item}.{sign}" for item in range(1, 100) for sign in "8$S5&3")
_BEHIND_ITEM = {"Artikel": "", "Absatz": ",", "Satz": ",", "Nummer": ","}
"""What is printed between such a number and the sign where it counts no item: ``Artikel 2.8 37 Abs. 3``, ``Satz 2.8 45
Abs. 2``. All 6 on the pages to learn from are such."""
_GLUED_TO_SECTION = frozenset(f"{sign}{number}" for sign in "Ss" for number in range(1, 200))
_BEHIND_SECTION = re.compile(r"\s{1,3}(?:\(1\)|Absatz \d|Abs\. ?\d)")
"""Behind a sign read as a letter and run together with its number (``S6⏎(1) Wer``): all 9 on the pages to learn from
and our own are sections, of one the number was misread, too."""
_FIRST_PARAGRAPH = re.compile(r"[1-9]\d{0,2}[a-z]?\s{1,3}\(1\)")
"""Behind a sign at the start of a line (``§2⏎(1) Wer``): a space is printed between, in 6,047 of 6,048 such places of
the corpora and in all 20 of the pages to learn from and our own that were read without one."""
_BEFORE_AMENDMENT = re.compile(r" [1-9]\d{0,3}[a-z]{0,2} (?:(?:wird|werden|Absatz|Satz|Nummer)\b|(?:Abs|Nr)\.)")
"""Behind a section sign that was run together with the number of an item: ``2.8 22 wird``. All 12 on the pages to learn
from and our own are ``2. § 22``; two numbers in a row are no amount."""
_EIGHTS = frozenset(("88", "83", "38", "85", "58"))
_BEHIND_STRAY = re.compile(r"[.,;:)]|\s+(?!\d)|$")
"""Behind a section sign that stands right behind a word and is half of its ß (``weif§``): no number."""
_SOCIAL_COURT = re.compile(r"\d{1,3} [A-Z][A-Za-z]{1,2} \d{1,5}/\d{2}(?!\d)")
"""Behind the S of a Sozialgericht in its file numbers: ``S 12 AS 345/21``."""
_NEXT_IN_LIST = r",\s|\s(?:bis|und|oder)\s"
_LIST = re.compile(rf" \d{{1,4}}[a-z]?(?:{_NEXT_IN_LIST}| ?[-–] ?)\d{{1,4}}[a-z]?\b")
_NUMBERS = re.compile(rf" \d{{1,4}}[a-z]?(?:(?:{_NEXT_IN_LIST}|/[8§$] ?)\d{{1,4}}[a-z]?)+\b")
_LETTERED = re.compile(r"\d[a-z]\b")
_BEFORE_LAW = re.compile(
    r" (?:Abs\.|Absatz|Satz|Nr\.|Nummer|(?:der|des) [A-ZÄÖÜ]\w+(?:gesetz|ordnung)\w*"
    r"|[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[GOV]\b|[A-Z]+B\b)"
)
"""Behind a list of sections: ``14 EStG``, ``58 des Beamtenversorgungsgesetzes``, ``67 Absatz 2``."""
_BEFORE_TEXT = re.compile(
    r" (?:[1-9]\d?[a-z]?\.?(?: [A-ZÄÖÜa-zäöü]|\s{1,3}[A-ZÄÖÜ(])|[1-9]\d{2,3}[a-z]? (?:Abs|Satz|Nr|Nummer)\b)"
)
_ROW_OF_FIGURES = re.compile(
    r"\b(?!Artikel|Absatz|Nummer|Satz|Seite|Anlage|Kapitel|Ziffer)[A-ZÄÖÜ][a-zäöüß]{3,} [124679] \d{1,4}"
    r"(?=\s+[A-ZÄÖÜ][a-zäöüß]{3})"
)
_LETTER, _WORD = re.compile(r"[^\W\d_]"), re.compile(r"(?<!\d)[^\W\d_]")
_OUTLINE_NUMBER = re.compile(r"\d{1,2}\.\d")
"""Counts chapters or aims (``8 8.2, 8.3``), but no sections."""
_LISTED_LOGP = -4.0
"""ln P that a number stands between a word or a bracket and a list of numbers (``die 88 13, 13a``), or an 8 before a
number and a word: of 210 on the pages to learn from one. ``8 500 Soldaten`` is an amount."""
_OLDER_NUMBER = re.compile(r" \d{1,4}[a-z]?\b")
_LEGAL_LOGP = -7.0
"""The same before a list with a letter (``13, 13a``) or a law behind it: all 116 lists behind figures that may be signs
had one on the pages to learn from and our own, 50 of them were such."""
_GLUED_LOGP = -8.0
"""ln P that a sign touches its number before the first paragraph of a section."""
_NEXT_LOGP = -6.0
"""ln P that a line between the sections 5 and 7 begins with ``8 6`` in print."""


def _is_apart(place: Place) -> bool:
    return place.before.isspace() or place.before in "(„"


def _readings(place: Place) -> Readings | None:
    """A section sign stands before a number; where no space is between (``$5``), a heading lost it.

    In a sentence engines keep it: all 6 on the pages to learn from that were read without one were printed so.
    """
    mark, text, following = place.mark, place.text, place.following
    if following is None or not following.text[0].isdigit() or following.text[0] == "0":
        return ()
    gap = text[place.end : following.span.start]
    if not gap.isspace() and not (gap == "" and mark in "$&"):
        return ()
    if mark == "S" and _SOCIAL_COURT.match(text, following.span.start):
        return ()
    if mark.isdigit() and (_stands_in_table(place, gap) or _OUTLINE_NUMBER.match(text, following.span.start)):
        return ()
    space = "" if gap or _BEFORE_LAW.match(text, following.span.end) else " "
    result = []
    is_second = text.endswith("§", 0, place.start)
    if mark in _ONE_SIGN or is_second:
        result.append(SignReading(f"§{space}", CandidateKind.SECTION_SIGN))
    if mark in _TWO_SIGNS and not is_second:
        result.append(SignReading(f"§§{space}", CandidateKind.SECTION_SIGN))
    return tuple(result)


def _older_readings(place: Place) -> Readings | None:
    """A mark with no number before it is a sign where a section is cited: ``nach g 290 Absatz 3``, ``(@ 2 Nr. 1)``."""
    number = _OLDER_NUMBER.match(place.text, place.end)
    if number is None or not _is_apart(place) or place.previous_text[-1:].isdigit():
        return None
    if place.mark != "@" and _BEFORE_LAW.match(place.text, number.end()) is None:
        return None
    return (SignReading("§", CandidateKind.SECTION_SIGN, True),)


def _behind_item(place: Place) -> Readings | None:
    if _BEFORE_AMENDMENT.match(place.text, place.end) is None:
        return None
    between = "." if starts_line(place.text, place.start) else _BEHIND_ITEM.get(place.previous_text)
    if between is None:
        return None
    return (SignReading(f"{place.mark[:-2]}{between} §", CandidateKind.SECTION_SIGN, True),)


def _glued_to_section(place: Place) -> Readings | None:
    if _BEHIND_SECTION.match(place.text, place.end) is None:
        return None
    return (SignReading(f"§ {place.mark[1:]}", CandidateKind.SECTION_SIGN, True),)


def _before_first_paragraph(place: Place) -> Readings | None:
    if not starts_line(place.text, place.start) or _FIRST_PARAGRAPH.match(place.text, place.end) is None:
        return None
    return (SignReading("§ ", CandidateKind.SECTION_SIGN, True),)


def _half_of_eszett(place: Place) -> Readings | None:
    is_behind_word = place.before.isalpha() or place.before == "&"
    if is_behind_word and _BEHIND_STRAY.match(place.text, place.end):
        return (SignReading("", CandidateKind.TYPOGRAPHY, True),)
    return None


def _begins_list(place: Place) -> float | None:
    """A number begins a list of numbers behind a word or a bracket, as the sign of sections does."""
    before = place.text[max(0, place.start - 2) : place.start]
    is_behind_word = before.endswith("(") or (before[-1:] == " " and (before[0].isalpha() or before[0] in ",;"))
    return _LISTED_LOGP if is_behind_word and _LIST.match(place.text, place.end) else None


def _lists_sections(place: Place) -> float | None:
    """Say how likely a number is printed before several of which one has a letter, or behind which a law is named."""
    numbers = _NUMBERS.match(place.text, place.end)
    if numbers is None or not (place.before.isspace() or place.before in "(/"):
        return None
    is_legal = _LETTERED.search(numbers.group()) or _BEFORE_LAW.match(place.text, numbers.end())
    return _LEGAL_LOGP if is_legal else None


def _counts_on(place: Place) -> float | None:
    return _NEXT_LOGP if stands_among_sections(place.text, place.start, place.end) else None


def _stands_before_text(place: Place) -> float | None:
    if not _is_apart(place) or _BEFORE_TEXT.match(place.text, place.end) is None:
        return None
    return None if _has_rows_of_figures(place.text) else _LISTED_LOGP


def _stands_in_table(place: Place, gap: str) -> bool:
    """Say whether a figure is one of a column, alone on its line as the next one is, or one of a row.

    In lines without a word (``121 02 8 1``) none of the figures on the pages to learn from was a sign, but for those
    behind a quotation mark (``„8 9a``), which open what a law is to say.
    """
    if "\n" in gap and starts_line(place.text, place.start):
        return True
    line, mark_start = line_around(place.text, place.token)
    is_without_words = _LETTER.search(line, 0, mark_start) is None and _WORD.search(line, mark_start) is None
    if is_without_words and place.before.isspace():
        return not stands_among_sections(place.text, place.start, place.end)
    return place.previous_text[:1].isupper() and _has_rows_of_figures(place.text)


@lru_cache(maxsize=8)
def _has_rows_of_figures(text: str) -> bool:
    """Say whether a page has other figures between a name and a number: it is a table (``Teheran 4 21 Dubai 8 21``)."""
    return _ROW_OF_FIGURES.search(text) is not None


ITEMS = Rule(_GLUED_TO_ITEM, _behind_item)
GLUED = Rule(_GLUED_TO_SECTION, _glued_to_section)
FIRST = Rule(frozenset("§"), _before_first_paragraph)
STRAY = Rule(frozenset("§"), _half_of_eszett)
OLDER = Rule(_OLDER_SIGNS, _older_readings)
SIGNS = Rule(_ONE_SIGN | _TWO_SIGNS, _readings)
ODDS = (
    Odds(_EIGHTS | {"8", "5", "55"}, _lists_sections),
    Odds(_EIGHTS, _begins_list),
    Odds(_ONE_SIGN, _counts_on),
    Odds(frozenset("8"), _stands_before_text),
    FIRST.odds(_GLUED_LOGP),
)
