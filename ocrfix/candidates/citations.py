"""Figures and letters that engines take for each other where a text cites: pages, gazettes, paragraphs.

Bird's-eye view: :func:`citation_reading` looks at one token and what stands around it; what it names is printed there
in all but a few of the corpora's citations. No figure inside a number is asked. Start reading at
:func:`citation_reading`. German example: ``(BGBl. 1 5. 3892)`` is printed ``(BGBl. I S. 3892)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ocrfix.model import Candidate, CandidateKind, Rewrite, Token
from ocrfix.text.tokens import MONTHS

PAGE_READINGS = frozenset(("$", "S$", "$S", "§", "5"))
"""What the S of a page is read as."""
_TWO_READINGS = frozenset(("IL", "il", "li", "H", "U"))
"""What the number of the second part of a motion is read as, beside strokes alone."""
_SIMILAR = frozenset(("0.ä", "0.a", "0.Ä"))
"""What ``o.ä`` is read as before its last full stop."""
_EXAMPLE = re.compile(r"\. ?B\. ")
_BEFORE_EXAMPLE = re.compile(r"(?:[(]|[a-zäöüß][,;] )$")
"""``2. B.`` inside a sentence is ``z. B.``: five of five on the pages to learn from and our own."""
_GAZETTES = {"BGBL": "BGBl", "GVBL": "GVBl", "GABI": "GABl", "GBI": "GBl", "GMBI": "GMBl", "GMBL": "GMBl", "ABL": "ABl"}
"""What the short names of gazettes are read as, beside what is no word at all."""
CITED_MARKS = PAGE_READINGS | _TWO_READINGS | _SIMILAR | _GAZETTES.keys() | {"0", "1", "2", "I", "l"}
"""All that :func:`citation_reading` asks about."""
_NO_SECTIONS = frozenset(("$", "S$", "$S"))
"""What stands for the S of a page before a full stop and a number, whatever is before it: ``§.`` is old print."""
_BEFORE_PAGES = frozenset(("I", "II", "III", "L", "C", "."))
_CITATION = re.compile(r"[({](?:vgl\.|ebd\b)[^()]*")
_CITED_PAGE = re.compile(r"\. ?\d{1,4}(?:[),;]| ?ff?\.)")
_REACH = 150
_GAZETTE = re.compile(r"(?:BGB[lI1]|GVB[lI1i]|AB[lI1]|GMB[lI1])[.,]?(?: \d{4})?(?: [I1l]{1,3})? ?$")
"""What stands before the part or the page in the citation of a gazette (BGBl., SächsGVBl., ABl., GMBl.)."""
_GAZETTE_IN_PARTS = re.compile(r"(?:BGB[lI1]|GVB[lI1i])[.,]?(?: \d{4})? ?$")
"""Gazettes that have a part I; the number behind ``ABl.`` may be that of an issue."""
_OF_GAZETTE = re.compile(r"(?:\. ?| )(?:I{1,2}|S|L|C|EU|EG|Nr)\b|\. ?\d{4} S\b")
"""What stands behind the name of a gazette: part, series, page, or the year before it."""
_GAZETTE_PAGE = re.compile(r"\. ?\d{1,5}\b")
_DATE_OF_ACT = re.compile(r"v\. ?\d{1,2}\. ?\d{1,2}\. ?\d{4} $")
_PAGE_OF_ACT = re.compile(r" \d{1,4}(?![\d.,])")
"""The heads of federal laws cite without a name: ``G v. 9.6.2021 I 1614``."""
_DEMAND = re.compile(r"([.,]?)\s+Der Deutsche Bundestag\s")
"""With these words the parts of a motion begin: I. what it states, II. what it demands."""
_PART = re.compile(r" ?[S5$]\. ?\d|: \d{4}\b")
"""What stands behind the part: the page, or the year before it in the footnotes of federal laws."""
_ABOVE = re.compile(r"(?<!\w)[sS]s?\. $")
"""Before the o of ``(s. o.)``."""
_ABOVE_ENDS = re.compile(r"\.? ?\)")
_COUNTED = frozenset(("Absatz", "Absätze", "Absatzes", "Satz", "Sätze", "Abs", "Frage", "Fragen", "Halbsatz", "Seite"))
"""In 71 million words of the corpora 240,000 of these stand before ``1`` and 6 before ``I``."""
_MOSTLY_COUNTED = frozenset(("Nummer", "Nummern", "Nr"))
"""40,000 of these stand before ``1``, 240 before ``I``: a page that counts them in Roman numbers has a II, too."""
_ROMAN_NUMBER = re.compile(r"\b(?:Nummern?|Nr\.)\s+(?:II|IV|V)")
_NEVER_LETTERED = frozenset(("§", "§§", "Artikel", "Art", "Anlage"))
"""Before an l these are counted, too: their items have no small letters by themselves."""
_FIRST_OF_MONTH = re.compile(rf"\. ?(?:{'|'.join(MONTHS)})\b")
_ACCORDING, _RIGHT_LETTERS, _ACCORDING_LOGP = "gemäß", 3, -3.0
"""The word before an act, how many of its letters are read right, and ln P that the others are misread beyond the
listed confusions."""
_MISREAD_ACCORDING = re.compile(r"gem[\w&$@®§]{1,4}")
"""What ``gemäß`` is read as: the pages to learn from have ``gemakh``, ``gemals``, ``gemaf&s``."""
_ACTS = frozenset(
    (
        "§", "§§", "Artikel", "Art", "Absatz", "Abs", "Satz", "Nummer", "Nr", "Anlage", "Anhang", "Abschnitt", "Ziffer",
        "Frage", "Buchstabe",
    )
)  # fmt: skip
_CODE = re.compile(r" [A-Z]{2}|[.)]")
"""Jurists write ``Artikel 20 Absatz I GG``: before the short name of an act the numeral may be printed."""


def citation_reading(text: str, tokens: Sequence[Token], index: int) -> str:
    """Return what was printed where ``tokens[index]`` stands in a citation; "" when that is not known."""
    token = tokens[index]
    mark = token.text
    behind = text[max(0, token.span.start - _REACH) : token.span.start]
    if mark == "5":
        return "S" if _is_cited_page(text, behind, token.span.end) else ""
    if mark in PAGE_READINGS:
        return "S" if index and _is_page_mark(tokens, index) else ""
    if mark in _GAZETTES:
        return _GAZETTES[mark] if _OF_GAZETTE.match(text, token.span.end) else ""
    if mark == "2":
        return "z" if _BEFORE_EXAMPLE.search(behind) and _EXAMPLE.match(text, token.span.end) else ""
    if mark in _SIMILAR:
        return "o.ä" if text.startswith(".", token.span.end) and behind[-1:].isspace() else ""
    if mark == "0" and _ABOVE.search(behind) and _ABOVE_ENDS.match(text, token.span.end):
        return "o"
    if mark == "1" and _is_part(text, behind, token.span.end):
        return "I"
    if mark in _TWO_READINGS:
        demand = _DEMAND.match(text, token.span.end)
        return "" if demand is None else "II" if demand[1] else "II."
    if mark == "l" and _FIRST_OF_MONTH.match(text, token.span.end):
        return "1"
    if mark in ("I", "l") and not _CODE.match(text, token.span.end) and _is_counted(text, tokens, index):
        return "1"
    return ""


def begins_part_of_motion(text: str, end: int) -> bool:
    """Say whether a part of a motion begins with what ends at ``end``: parts are counted in Roman numbers.

    >>> begins_part_of_motion("I. Der Deutsche Bundestag stellt fest:", 1), begins_part_of_motion("1. Der Bund", 1)
    (True, False)
    """
    return _DEMAND.match(text, end) is not None


def according_candidate(tokens: Sequence[Token], index: int) -> Candidate | None:
    """Return ``gemäß`` where a word stands in its place before an act and begins like it: ``gemals § 7``."""
    word, following = tokens[index].text, tokens[index + 1].text if index + 1 < len(tokens) else ""
    if following not in _ACTS or _MISREAD_ACCORDING.fullmatch(word) is None:
        return None
    rewrites = (Rewrite(_RIGHT_LETTERS, word[_RIGHT_LETTERS:], _ACCORDING[_RIGHT_LETTERS:]),)
    return Candidate(_ACCORDING, CandidateKind.CONFUSION, rewrites, _ACCORDING_LOGP)


def word_before(tokens: Sequence[Token], index: int) -> str:
    """Return what was read before a token, past the full stop of an abbreviation; "" at the start of the page."""
    place = index - 1 if not index or tokens[index - 1].text != "." else index - 2
    return tokens[place].text if place >= 0 else ""


def _is_counted(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether what stands before a place is always counted in Arabic numbers: ``Absatz``, ``Abs.``, ``Satz``."""
    before = word_before(tokens, index)
    if before in _MOSTLY_COUNTED:
        return not _counts_in_roman_numbers(text)
    return before in _COUNTED or (tokens[index].text == "l" and before in _NEVER_LETTERED)


@lru_cache(maxsize=8)
def _counts_in_roman_numbers(text: str) -> bool:
    """Say whether a page has a second number in Roman figures; it is searched once for all its numbers."""
    return _ROMAN_NUMBER.search(text) is not None


def _is_cited_page(text: str, behind: str, end: int) -> bool:
    """Say whether a gazette or a citation in brackets stands ``behind``, and at ``end`` goes on as with a page."""
    if _GAZETTE.search(behind):
        return _GAZETTE_PAGE.match(text, end) is not None
    opened = max(behind.rfind("("), behind.rfind("{"))
    is_cited = opened >= 0 and _CITATION.fullmatch(behind, opened) is not None
    return is_cited and _CITED_PAGE.match(text, end) is not None


def _is_part(text: str, behind: str, end: int) -> bool:
    """Say whether a gazette, or the date of a federal law stands ``behind``, and at ``end`` goes on as with a part."""
    if _GAZETTE_IN_PARTS.search(behind):
        return _PART.match(text, end) is not None
    return _DATE_OF_ACT.search(behind) is not None and _PAGE_OF_ACT.match(text, end) is not None


def _is_page_mark(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a full stop and a number follow, as after the S of a page (``BGBl. I S. 3``)."""
    if tokens[index].text not in _NO_SECTIONS and tokens[index - 1].text not in _BEFORE_PAGES:
        return False
    return index + 2 < len(tokens) and tokens[index + 1].text == "." and tokens[index + 2].text[0].isdigit()
