"""Items of enumerations: ones read as letters or strokes, full stops behind numbers read as commas.

Bird's-eye view: what counts is told by what is counted before or behind it. Start reading at :func:`_ones`. German
example: ``la`` is ``1a`` behind ``Absatz`` and where the page has ``1b``; ``am 30, Januar`` is ``am 30. Januar``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ocrfix.candidates.citations import begins_part_of_motion, word_before
from ocrfix.candidates.marks.place import Place, Readings, Rule, SignReading
from ocrfix.model import CandidateKind, Token
from ocrfix.text.enumerations import counts_from_one, counts_up, stands_in_count
from ocrfix.text.tokens import MONTHS, starts_line

_BETWEEN_ITEMS = frozenset(("und", "oder", "bis"))
_BEFORE_ITEMS = frozenset(
    ("Frage", "Fragen", "Nummer", "Nummern", "Nr", "Buchstabe", "Ziffer", "Absatz", "Satz", "Anlage", "§", "§§")
)
_BEFORE_CITED = _BEFORE_ITEMS | {"Abs", "Art", "Artikel", "Drucksache", "Kapitel", "S", "Seite", "Tagesordnungspunkt"}
"""What a number belongs to that is cited and counts no item: ``nach Absatz 1, die``, ``Nr. 4, April 2021``."""
_AFTER_ORDINALS = frozenset(
    (*MONTHS, "Wahlperiode", "Legislaturperiode", "Jahrhundert", "Jahrhunderts", "Sitzung", "Lebensjahr")
)
_ROMAN_PART = re.compile(r"(?:zone|klasse|gruppe|stufe|bereich|[Tt]eil)[a-z]{0,2} [Il|][a-h]\b")
"""All 44 such places in the laws of the federation and the states are Roman, none is ``1a``."""
_INNER_ONE = re.compile(r"(\d{1,3})[lI]([a-z])")
_BEFORE_LETTERED = _BEFORE_CITED | {"Artikels", "$"}
_BEHIND_LETTERED = frozenset(("Absatz", "Abs"))
_ONES = frozenset("lI|")
_MARKS = frozenset(f"{one}{letter}" for one in _ONES for letter in ("", *"abcdefgh"))


def stands_in_enumeration(reading: str, text: str, token: Token) -> bool:
    """Say whether an enumeration goes on where a mark would be ``reading``; a full stop is proposed only there."""
    return reading == "." or is_of_head(reading) or counts_up(text, token.span.end, reading)


def is_of_head(reading: str) -> bool:
    """Say whether a reading of an enumeration is what parts a running head: no item is a dash or a dot."""
    return reading.strip() in ("–", "·")


def _ones(place: Place) -> Readings | None:
    """A stroke or a letter of its shape may be a one: in ``1a``, and where an enumeration begins."""
    mark, text = place.mark, place.text
    if mark == "|":
        is_joined = text.startswith("S.", place.end)
        readings = ("I ",) if is_joined else ("I", "1") if place.before.isspace() else ()
        return tuple(SignReading(reading, CandidateKind.CHARACTER, is_joined) for reading in readings)
    if len(mark) > 1:  # with a letter behind it
        is_roman = _has_roman_parts(text)
        item = f"{'I' if is_roman else '1'}{mark[1]}"
        is_item = item != mark and (is_roman or _is_numbered(place) or counts_up(text, place.end, item))
        return (SignReading(item, CandidateKind.ENUMERATION),) if is_item else ()
    following = place.following
    opens = following is not None and following.span.start == place.end and following.text in (".", ")")
    if not opens or not starts_line(text, place.start):
        return ()
    is_roman = begins_part_of_motion(text, place.end) or (mark == "I" and counts_from_one(text, place.end))
    others = {"l": ("I",) if is_roman else ("1", "I"), "I": () if is_roman else ("1",)}[mark]
    return tuple(SignReading(other, CandidateKind.ENUMERATION) for other in others)


def may_have_inner_one(mark: str) -> bool:
    """Say whether a letter stands where a number with a letter may have a one.

    >>> may_have_inner_one("9la"), may_have_inner_one("184l")
    (True, False)
    """
    return _INNER_ONE.fullmatch(mark) is not None


def inner_one(place: Place) -> Readings | None:
    """Return ``91a`` for ``9la`` in a citation, None for a mark of another shape.

    The corpora cite 5,000 sections with a one before their letter, and none with another letter there.
    """
    parts = _INNER_ONE.fullmatch(place.mark)
    if parts is None:
        return None
    behind = "" if place.following is None else place.following.text
    is_cited = word_before(place.tokens, place.token_index) in _BEFORE_LETTERED or behind in _BEHIND_LETTERED
    return (SignReading(f"{parts[1]}1{parts[2]}", CandidateKind.ENUMERATION, True),) if is_cited else ()


@lru_cache(maxsize=8)
def _has_roman_parts(text: str) -> bool:
    """Say whether a page counts zones, classes or the like in Roman numbers with a letter: ``Schutzzone Ib``."""
    return _ROMAN_PART.search(text) is not None


def _is_numbered(place: Place) -> bool:
    """Say whether a word that is counted stands before a place, or another number of a list: ``Absätze 1 und la``."""
    if place.previous_text in _BETWEEN_ITEMS and place.token_index > 1:
        return place.tokens[place.token_index - 2].text.isdecimal()
    return place.previous_text in _BEFORE_ITEMS


def _ordinals(place: Place) -> Readings | None:
    is_ordinal = place.before.isdigit() and place.after.isspace() and _counts(place)
    return (SignReading(".", CandidateKind.ENUMERATION),) if is_ordinal else None


def _counts(place: Place) -> bool:
    """Say whether the number before a comma counts: items of a list, days, electoral terms."""
    number, following = place.previous, place.following
    if number is None or following is None or not number.text.isdecimal() or len(number.text) > 2:
        return False
    if word_before(place.tokens, place.token_index - 1) in _BEFORE_CITED:
        return False
    return following.text in _AFTER_ORDINALS or stands_in_count(place.text, number.span.start, number.text)


ONES = Rule(_MARKS, _ones)
ORDINALS = Rule(frozenset(","), _ordinals)
