"""Marks of sentences: full stops that are commas or specks, commas that are full stops, colons that end items.

Bird's-eye view: a sentence ends before a capital and goes on before a small letter; nouns have capitals, too, and an l
may be a misread I. Start reading at :func:`_sentences`. German example: ``Gebäudesektor. sowie`` goes on.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ocrfix.candidates.marks.place import Odds, Place, Readings, Rule, SignReading
from ocrfix.model import CandidateKind, Token
from ocrfix.text.enumerations import ends_item
from ocrfix.text.tokens import ABBREVIATIONS, CAPITAL_READ_SMALL, begins_with_i

_LETTERS, _STOP_BEFORE_SMALL = re.compile(r"[^\W\d_]{5}"), re.compile(rf"\.\s+(?!{CAPITAL_READ_SMALL})[a-zäöüß]{{2}}")
_STOP_BEFORE_WORD = re.compile(
    rf"\.(\s+)(?!{CAPITAL_READ_SMALL})(?:(?=[a-zäöüß]*?[aeiouäöü])[a-zäöüß]++(?![\w)])|[zud]\. ?[Bah]\.)"
)
_SHORTEST_UNABBREVIATED = 4
_NEVER_LAST = frozenset(("und", "oder", "sowie", "des", "vom", "zum", "zur", "im", "beim", "ins", "für", "von"))
"""Words behind which no sentence ends."""
_NAMED_WITH_STOP = frozenset(("LINKE",))
"""Names that are written with a full stop: ``Die Fraktion DIE LINKE. lehnt ab``."""
_ROMAN = re.compile(r"[IVXL]+")
"""Numbers that count with a full stop in the middle of a sentence: ``Abschnitt III. der Anlage``."""
_ABBREVIATED_BEFORE_NUMBERS = "Art"
_ABBREVIATED_LOGP = -7.0
"""ln P that an abbreviation was printed with a comma."""
_COLON_AFTER_ITEM_LOGP = -5.0
"""ln P that an item ends with a colon where the next one of its level follows: a colon opens a level."""
_STOP_BEFORE_SMALL_LOGP = -2.0
"""ln P that a sentence ends and the next begins with a small letter: of 200 such on the pages to learn from two dozen
were printed so."""


def has_capital(word: str) -> bool:
    """Say whether a word was printed with a capital, an I that was read as l included.

    >>> has_capital("lm"), has_capital("Im"), has_capital("lang")
    (True, True, False)
    """
    return not word[0].islower() or begins_with_i(word)


@lru_cache(maxsize=8)
def misread_commas(text: str) -> int:
    """Return how many commas of a page were read as full stops: those after which a sentence goes on."""
    # Looking for the full stops first takes a tenth of the time of looking for the letters before them.
    found, used = 0, 0
    for match in _STOP_BEFORE_SMALL.finditer(text):
        start = match.start() - 5
        if start >= used and _LETTERS.match(text, start):
            found, used = found + 1, match.end()
    return found


def _sentences(place: Place) -> Readings | None:
    previous, following = place.previous, place.following
    if not place.before.isalpha() or not place.after.isspace() or previous is None or following is None:
        return None
    if place.mark == ",":
        is_stop = following.text[0].isupper() or _is_behind_abbreviation(place)
        return (SignReading(".", CandidateKind.TYPOGRAPHY),) if is_stop else None
    comma, nothing = SignReading(",", CandidateKind.TYPOGRAPHY), SignReading("", CandidateKind.TYPOGRAPHY)
    if previous.text in _NAMED_WITH_STOP or _ROMAN.fullmatch(previous.text):
        return None
    if not has_capital(following.text) and not _starts_item(place, following):
        # The full stop of an abbreviated name is none of a sentence.
        return (comma, nothing) if len(previous.text) > 1 else (comma,)
    if previous.text in _NEVER_LAST and following.text[0].isalpha():
        return (nothing,)
    return (comma,) if _may_be_comma(place.text, previous, following) else None


def _is_behind_abbreviation(place: Place) -> bool:
    """Say whether a mark stands right behind a word that is hardly ever written without its full stop."""
    if not place.before.isalpha() or place.following is None:
        return False
    before_number = place.previous_text == _ABBREVIATED_BEFORE_NUMBERS and place.following.text[0].isdigit()
    return place.previous_text in ABBREVIATIONS or before_number


def _starts_item(place: Place, following: Token) -> bool:
    """Say whether a small letter behind a full stop begins a paragraph or an item (``bb)``), no rest of a sentence."""
    gap = place.text[place.end : following.span.start]
    return gap.count("\n") > 1 or ("\n" in gap and place.text[following.span.end : following.span.end + 1] == ")")


def _may_be_comma(text: str, previous: Token, following: Token) -> bool:
    """Say whether a full stop before a capital may be a comma, as others of the page are.

    Abbreviations end with none, and of 292 before a paragraph on the pages to learn from none was one.
    """
    is_capital = following.text[0].isalpha() and has_capital(following.text)
    goes_on = text.count("\n", previous.span.end, following.span.start) < 2
    return is_capital and goes_on and len(previous.text) >= _SHORTEST_UNABBREVIATED and misread_commas(text) > 0


def _ends_item(place: Place) -> bool:
    return not place.before.isspace() and ends_item(place.text, place.end)


def _semicolons(place: Place) -> Readings | None:
    return (SignReading(";", CandidateKind.TYPOGRAPHY),) if _ends_item(place) else None


def _colon_logp(place: Place) -> float | None:
    return _COLON_AFTER_ITEM_LOGP if _ends_item(place) else None


def _stop_logp(place: Place) -> float | None:
    """A full stop follows a word of five letters and more, and a small letter of the same paragraph it."""
    if not _LETTERS.match(place.text, max(0, place.start - 5), place.start):
        return None
    found = _STOP_BEFORE_WORD.match(place.text, place.start)
    return _STOP_BEFORE_SMALL_LOGP if found is not None and found[1].count("\n") < 2 else None


def _comma_logp(place: Place) -> float | None:
    return _ABBREVIATED_LOGP if _is_behind_abbreviation(place) else None


SENTENCES = Rule(frozenset(".,"), _sentences)
SEMICOLONS = Rule(frozenset(":"), _semicolons)
ODDS = (
    Odds(frozenset("."), _stop_logp),
    Odds(frozenset(","), _comma_logp),
    Odds(frozenset(":"), _colon_logp),
)
