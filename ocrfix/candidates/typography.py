"""Marks that engines misread: section signs, dashes, quotation marks, brackets, strokes.

Bird's-eye view: :func:`sign_readings` looks at one token and the characters around it and names what may
have been printed, as a confusion rule that the page profile gives a rate; the language model decides.
Start reading at :func:`sign_readings`. German example: in ``nach 8 5 Absatz 2`` the ``8`` may be a ``§``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ocrfix.candidates.addresses import address_reading, may_be_misread_address
from ocrfix.candidates.citations import CITED_MARKS, begins_part_of_motion, citation_reading
from ocrfix.model import CandidateKind, Token
from ocrfix.text.braces import has_counterpart, is_of_european_paper
from ocrfix.text.enumerations import (
    SURE_BULLET_READINGS,
    counts_up,
    ends_item,
    lists_with_bullets,
    stands_among_sections,
    stands_in_count,
)
from ocrfix.text.furniture import is_bundestag_head, sets_citation_off
from ocrfix.text.quotes import closes_single, lacks_closing, prints_english_closing
from ocrfix.text.tokens import CAPITAL_READ_SMALL, DOUBLE_DASHES, begins_with_i, starts_line

SECTION_READINGS = frozenset(
    ("8", "$", "S", "&", "5", "3", "s", "8$", "$8", "S8", "8S", "S$", "$S", "S$S", "8&", "&8", "$&", "Ss", "ss")
)
SECTIONS_READINGS = frozenset(
    (
        "88", "$$", "SS", "83", "85", "8$", "S$", "$S", "$8", "8S", "&&", "§8", "§$", "38", "55", "S$S", "8§", "$§",
        "&§", "S§", "8&", "&8", "$&", "ss", "Ss",
    )
)  # fmt: skip
_DASH_READINGS = frozenset(("-", "—", "~", "=", *DOUBLE_DASHES))
_PAGE_DASHES, _PAGE_BETWEEN_DASHES = frozenset("-—~="), re.compile(r"(?<!\S)[-–—~=](\d{1,4})[-–—~=](?!\S)")
_LONGEST_HEAD = 200
_HEAD_MARKS = frozenset("-–—:*")
_HESSIAN_HEAD = re.compile(r".*Hessischer Landtag\W+\d+\. Wahlperiode\W+\d+\. Sitzung\W+\d.*")
_BEHIND_STRAY_SECTION = re.compile(r"[.,;:)]|\s+(?!\d)|$")
"""Behind a section sign that stands right behind a word and is half of its ß (``weif§``): no number."""
_SECOND_FIGURES = 2
"""Figures from which on a page number stands apart from its dashes in the heads of the Bundestag."""
_OPENING_READINGS = frozenset((",", ",,", ",.", '"', "»", "''", ".", "”", "“"))
_CLOSING_READINGS = frozenset(('"', "”", "*", "™", "‘", "'", "''", "«", "’"))
_SPACED_PERCENT, _JOINED_PERCENT = re.compile(r"\d %"), re.compile(r"\d%")
_LONGEST_NUMBER, _LONE_NUMBER = 16, re.compile(r"(?:^|[\s(\[/–-])\d[\d.,]*\Z")
_INNER_DASH = re.compile(r"(?<=\S[ \t])[-–—~](?=\s)")
_LINE_DASH = re.compile(r"^[ \t]*([-–—~])(?=\s)", re.MULTILINE)
_BUNDESTAG = re.compile(r"Deutscher\s+Bundestag|Kleine[nr]? Anfrage|Drucksache (?:19|2\d)/\d")
_MINUTES = re.compile(r"Beifall|Zuruf|Plenarprotokoll")
_LEAST_SPACED_SHARE = 0.4
_JOINED_PERCENT_LOGP = -6.0
"""ln P that a page which sets percent signs off joins one to its number."""
_MISPLACED_MARK_LOGP = -9.0
"""ln P that a comma or a full stop has a space before it and none behind: of 125 on the pages to learn from one had."""
_MISPLACED_SINGLE_LOGP = -5.0
"""The same where a single mark closes: some texts of our day open these with a comma."""
_LONE_GUILLEMET_LOGP = -4.0
"""ln P that a guillemet that opens was printed without one that closes."""
_EIGHTS = frozenset(("88", "83", "38", "85", "58"))
_SECTION_LIST = re.compile(r" \d{1,4}[a-z]?(?:, | bis | und | oder | ?[-–] ?)\d{1,4}[a-z]?\b")
_SECTION_BEFORE_TEXT = re.compile(
    r" (?:[1-9]\d?[a-z]?\.?(?: [A-ZÄÖÜa-zäöü]|\s{1,3}[A-ZÄÖÜ(])|[1-9]\d{2,3}[a-z]? (?:Abs|Satz|Nr|Nummer)\b)"
)
_SOCIAL_COURT = re.compile(r"\d{1,3} [A-Z][A-Za-z]{1,2} \d{1,5}/\d{2}(?!\d)")
"""Behind the S of a Sozialgericht in its file numbers: ``S 12 AS 345/21``."""
_LISTED_SECTIONS_LOGP = -4.0
"""ln P that a number stands between a word or a bracket and a list of numbers (``die 88 13, 13a``), or an 8 before a
number and a word: of 210 on the pages to learn from one. ``8 500 Soldaten`` is an amount."""
_NEXT_SECTION_LOGP = -6.0
"""ln P that a line between the sections 5 and 7 begins with ``8 6`` in print."""
_BRACKETS = {"{": "(", "}": ")"}
_LONE_BRACE_LOGP = -4.0
"""ln P that a brace without a counterpart was printed."""
_BULLET_READINGS = frozenset((*SURE_BULLET_READINGS, "*"))
_HYPHENATED_HEAD_LOGP = -6.0
"""ln P that a head has hyphens where it prints dashes (Bundestag, page number) or dots (Landtag of Hesse)."""
_COLON_AFTER_ITEM_LOGP = -5.0
"""ln P that an item ends with a colon where the next one of its level follows: a colon opens a level."""
_UNCLOSED_QUOTE_LOGP = -4.0
"""ln P that a mark which may close a quotation opened low is none."""
_STOP_BEFORE_SMALL_LOGP = -2.0
"""ln P that a sentence ends and the next begins with a small letter: of 200 such on the pages to learn from two dozen
were printed so."""
_INNER_DASH_LOGP = -6.0
"""ln P that a word or an address holds a long dash: it stands between spaces, and browsers write it in another way."""
_NO_BULLET_LOGP = {"e": -9.0, "«": -5.0, "«e": -8.0, "¢": -5.0, "®": -4.0, "°": -4.0, "+": -2.0, "*": -2.0}
"""ln P that what may be a bullet was printed as it was read: no line begins with a lone ``e``."""
_STAR_AMONG_BULLETS_LOGP = -8.0
"""The same for a star where other lines begin with bullets: of 14 on the pages to learn from none was printed, but all
of some hundred that stand alone, for they are footnotes."""
_MISREAD_ADDRESS_LOGP = -20.0
"""ln P that a part of an address that has one spelling was printed in another one."""
_ONE = frozenset("lI|")
_LOW_TWOS = {",": "2", ";": "2", ",,": "2,"}
"""What the small two of CO2 is read as, alone and before a comma."""
_BETWEEN_ITEMS = frozenset(("und", "oder", "bis"))
_BEFORE_ITEMS = frozenset(
    ("Frage", "Fragen", "Nummer", "Nummern", "Nr", "Buchstabe", "Ziffer", "Absatz", "Satz", "Anlage", "§", "§§")
)
_LETTERS, _STOP_BEFORE_SMALL = re.compile(r"[^\W\d_]{5}"), re.compile(rf"\.\s+(?!{CAPITAL_READ_SMALL})[a-zäöüß]{{2}}")
_STOP_BEFORE_WORD = re.compile(
    rf"\.(\s+)(?!{CAPITAL_READ_SMALL})(?:[a-zäöüß]*[aeiouäöü][a-zäöüß]*(?![\w)])|[zud]\. ?[Bah]\.)"
)
_SHORTEST_UNABBREVIATED = 4
_BEFORE_PARTS = frozenset(("und", "oder", "sowie", "bzw", "beziehungsweise"))
_NEVER_LAST = frozenset(("und", "oder", "sowie", "des", "vom", "zum", "zur", "im", "beim", "ins", "für", "von"))
"""Words behind which no sentence ends."""
_LONGEST_MARK = 2
_GUILLEMET_REACH = 200
_AFTER_ORDINALS = frozenset(
    ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November")
) | frozenset(("Dezember", "Wahlperiode", "Legislaturperiode", "Jahrhundert", "Jahrhunderts", "Sitzung", "Lebensjahr"))
_LETTERED_ONE = re.compile(r"[lI|][a-h]")


class SignReading(NamedTuple):
    """What may have been printed instead of a mark."""

    text: str
    kind: CandidateKind
    is_certain: bool = False
    """Nothing else is printed in such a place."""


@lru_cache(maxsize=4096)
def may_be_sign(mark: str) -> bool:
    """Say whether :func:`sign_readings` and :func:`keep_logp` need to look at a mark: words are none.

    >>> may_be_sign(","), may_be_sign("8"), may_be_sign("la"), may_be_sign("die")
    (True, True, True, False)
    """
    if mark in SECTION_READINGS or mark in SECTIONS_READINGS or mark in CITED_MARKS or mark in _BULLET_READINGS:
        return True
    return (len(mark) <= _LONGEST_MARK and (mark[0] in _ONE or not mark[0].isalnum())) or may_be_misread_address(mark)


def sign_readings(text: str, tokens: Sequence[Token], index: int) -> tuple[SignReading, ...]:
    """Return what may have been printed where ``tokens[index]`` stands in ``text``."""
    token = tokens[index]
    mark = token.text
    before = text[token.span.start - 1 : token.span.start] or "\n"
    after = text[token.span.end : token.span.end + 1] or "\n"
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    inner = _inner_dash(token, before, after)
    if inner is not None:
        return (SignReading(inner, CandidateKind.HYPHEN),)
    if token.protected == "address":
        address = address_reading(text, token)
        return (SignReading(address, CandidateKind.CHARACTER, True),) if address else ()
    if mark in CITED_MARKS and (cited := citation_reading(text, tokens, index)):
        return (SignReading(cited, CandidateKind.CHARACTER, True),)
    if mark == "§" and (before.isalpha() or before == "&") and _BEHIND_STRAY_SECTION.match(text, token.span.end):
        return (SignReading("", CandidateKind.TYPOGRAPHY, True),)
    if mark in SECTION_READINGS or mark in SECTIONS_READINGS:
        return _section_readings(mark, text, token, following)
    if mark in _BULLET_READINGS and after == " " and starts_line(text, token.span.start):
        return (SignReading("•", CandidateKind.TYPOGRAPHY),)
    if len(mark) <= _LONGEST_MARK and mark[0] in _ONE:
        return _one_readings(mark, text, tokens, index)
    if len(mark) > _LONGEST_MARK or mark[0].isalnum():
        return ()
    if mark in _LOW_TWOS and index and tokens[index - 1].text == "CO" and before == "O":
        return (SignReading(_LOW_TWOS[mark], CandidateKind.CHARACTER, True),)
    if mark in _HEAD_MARKS and after == " " and _in_hessian_head(text, token):
        return (SignReading("·", CandidateKind.ENUMERATION),)
    if mark in _DASH_READINGS and before.isspace() and after.isspace():
        # At a line end a second part follows whose first one stands before: ``Schwäche oder -⏎krankheit``.
        is_part = mark == "-" and after == "\n" and tokens[index - 1].text in _BEFORE_PARTS
        return () if is_part else (SignReading("–", CandidateKind.TYPOGRAPHY),)
    if mark in _PAGE_DASHES and (before.isdigit() or after.isdigit()):
        reading = _page_dash(text, token)
        return (SignReading(reading, CandidateKind.ENUMERATION),) if reading else ()
    if mark == "—" and before.isspace() and after.isalpha():
        return (SignReading("– ", CandidateKind.TYPOGRAPHY),)
    if mark in _BRACKETS:
        is_printed = is_of_european_paper(text, token.span.start)
        return () if is_printed else (SignReading(_BRACKETS[mark], CandidateKind.TYPOGRAPHY),)
    if mark in "»«" and _stands_in_guillemets(text, token):
        return ()
    if mark in _OPENING_READINGS and (before.isspace() or before in "([") and (after.isalnum() or after in "§("):
        return (SignReading("„", CandidateKind.TYPOGRAPHY),)
    if mark in _CLOSING_READINGS and _may_close(mark, before, after):
        is_printed = mark == "”" and prints_english_closing(text)
        return () if is_printed else (SignReading("“", CandidateKind.TYPOGRAPHY),)
    if mark == "%" and _may_be_set_off(text, token):
        return (SignReading(" %", CandidateKind.TYPOGRAPHY),)
    if mark == "," and before.isdigit() and after.isspace() and _is_ordinal(text, tokens, index):
        return (SignReading(".", CandidateKind.ENUMERATION),)
    if mark in ".," and before.isalpha() and after.isspace() and following is not None:
        # A sentence ends before a capital and goes on before a small letter; nouns have capitals, too.
        goes_on = not has_capital(following.text) and not _starts_item(text, token, following)
        if mark == "." and goes_on:
            comma, nothing = (SignReading(reading, CandidateKind.TYPOGRAPHY) for reading in (",", ""))
            # The full stop of an abbreviated name is none of a sentence.
            return (comma, nothing) if len(tokens[index - 1].text) > 1 else (comma,)
        if mark == "." and tokens[index - 1].text in _NEVER_LAST and following.text[0].isalpha():
            return (SignReading("", CandidateKind.TYPOGRAPHY),)
        if mark == "." and _may_be_comma(text, tokens[index - 1], following):
            return (SignReading(",", CandidateKind.TYPOGRAPHY),)
        if mark == "," and following.text[0].isupper():
            return (SignReading(".", CandidateKind.TYPOGRAPHY),)
    if mark == ":" and not before.isspace() and ends_item(text, token.span.end):
        return (SignReading(";", CandidateKind.TYPOGRAPHY),)
    return ()


def has_capital(word: str) -> bool:
    """Say whether a word was printed with a capital, an I that was read as l included.

    >>> has_capital("lm"), has_capital("Im"), has_capital("lang")
    (True, True, False)
    """
    return not word[0].islower() or begins_with_i(word)


def _inner_dash(token: Token, before: str, after: str) -> str | None:
    """Return what a long dash inside a word or an address is: a hyphen, or nothing beside one; None for all else."""
    if token.text != "—" or before.isspace() or after.isspace():
        return None
    is_beside_hyphen = "-" in (before, after)
    is_inside = token.protected == "address" or is_beside_hyphen or (before.isalpha() and after.isalpha())
    return None if not is_inside else "" if is_beside_hyphen else "-"


def _page_dash(text: str, token: Token) -> str:
    """Return the dash of a page number in a running head, "" where a mark is none."""
    line, place = _line_around(text, token)
    number = _PAGE_BETWEEN_DASHES.search(line)
    if number is None or not number.start() <= place < number.end() or not is_bundestag_head(line):
        return ""
    space = " " if len(number[1]) >= _SECOND_FIGURES else ""
    return f"–{space}" if place == number.start() else f"{space}–"


def _in_hessian_head(text: str, token: Token) -> bool:
    """Say whether a mark stands in the head of the minutes of the Landtag of Hesse: dots part it."""
    return _HESSIAN_HEAD.fullmatch(_line_around(text, token)[0]) is not None


def _line_around(text: str, token: Token) -> tuple[str, int]:
    """Return the line of a mark and the mark's place in it; of a line too long for a head only what is near."""
    low, high = max(0, token.span.start - _LONGEST_HEAD), min(len(text), token.span.end + _LONGEST_HEAD)
    start = max(low, text.rfind("\n", low, token.span.start) + 1)
    end = text.find("\n", token.span.end, high)
    return text[start : end if end >= 0 else high], token.span.start - start


def _may_close(mark: str, before: str, after: str) -> bool:
    """Say whether a quotation mark may close between two characters."""
    ends = after == "" or after.isspace() or after in ".,;:!?)" or (after == "-" and mark != '"')
    return not before.isspace() and ends


def _stands_in_guillemets(text: str, token: Token) -> bool:
    """Say whether a guillemet has its counterpart: then both were printed, for no engine invents a pair."""
    if token.text == "»":
        ahead = text[token.span.end : token.span.end + _GUILLEMET_REACH]
        return "«" in ahead.partition("»")[0]
    behind = text[max(0, token.span.start - _GUILLEMET_REACH) : token.span.start]
    return "»" in behind.rpartition("«")[2]


def _starts_item(text: str, token: Token, following: Token) -> bool:
    """Say whether a small letter behind a full stop begins a paragraph or an item (``bb)``), no rest of a sentence."""
    gap = text[token.span.end : following.span.start]
    return gap.count("\n") > 1 or ("\n" in gap and text[following.span.end : following.span.end + 1] == ")")


def _may_be_comma(text: str, previous: Token, following: Token) -> bool:
    """Say whether a full stop before a capital may be a comma, as others of the page are.

    Abbreviations end with none, and of 292 before a paragraph on the pages to learn from none was one.
    """
    is_capital = following.text[0].isalpha() and has_capital(following.text)
    goes_on = text.count("\n", previous.span.end, following.span.start) < 2
    return is_capital and goes_on and len(previous.text) >= _SHORTEST_UNABBREVIATED and misread_commas(text) > 0


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


def _is_ordinal(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether the number before a comma counts: items of a list, days, electoral terms."""
    number, following = tokens[index - 1], tokens[index + 1] if index + 1 < len(tokens) else None
    if not number.text.isdecimal() or len(number.text) > 2 or following is None:
        return False
    return following.text in _AFTER_ORDINALS or stands_in_count(text, number.span.start, number.text)


def stands_in_enumeration(reading: str, text: str, token: Token) -> bool:
    """Say whether an enumeration goes on where a mark would be ``reading``; a full stop is proposed only there."""
    return reading == "." or is_of_head(reading) or counts_up(text, token.span.end, reading)


def is_of_head(reading: str) -> bool:
    """Say whether a reading of an enumeration is what parts a running head: no item is a dash or a dot."""
    return reading.strip() in ("–", "·")


def _one_readings(mark: str, text: str, tokens: Sequence[Token], index: int) -> tuple[SignReading, ...]:
    """A stroke or a letter of its shape may be a one: in ``1a``, and where an enumeration begins."""
    token = tokens[index]
    if mark == "|":
        before = text[token.span.start - 1 : token.span.start] or "\n"
        is_joined = text.startswith("S.", token.span.end)
        readings = ("I ",) if is_joined else ("I", "1") if before.isspace() else ()
        return tuple(SignReading(reading, CandidateKind.CHARACTER, is_joined) for reading in readings)
    if _LETTERED_ONE.fullmatch(mark):
        item = f"1{mark[1]}"
        if _is_numbered(tokens, index) or counts_up(text, token.span.end, item):
            return (SignReading(item, CandidateKind.ENUMERATION),)
        return ()
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    opens = following is not None and following.span.start == token.span.end and following.text in (".", ")")
    if len(mark) == 1 and opens and starts_line(text, token.span.start):
        is_roman = begins_part_of_motion(text, token.span.end)
        others = {"l": ("I",) if is_roman else ("1", "I"), "I": () if is_roman else ("1",)}[mark]
        return tuple(SignReading(other, CandidateKind.ENUMERATION) for other in others)
    return ()


def _is_numbered(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word that is counted stands before a place, or another number of a list: ``Absätze 1 und la``."""
    previous = tokens[index - 1].text if index else ""
    is_listed = previous in _BETWEEN_ITEMS and index > 1 and tokens[index - 2].text.isdecimal()
    return previous in _BEFORE_ITEMS or is_listed


def keep_logp(text: str, token: Token) -> float:
    """Return ln P that a mark was printed where it stands, 0 for most.

    A comma with a space before it and a letter right behind it is no comma.
    """
    if token.protected == "address" and address_reading(text, token):
        return _MISREAD_ADDRESS_LOGP
    before = text[token.span.start - 1 : token.span.start] or "\n"
    after = text[token.span.end : token.span.end + 1]
    if token.text in _NO_BULLET_LOGP and after == " " and starts_line(text, token.span.start):
        is_star_among_bullets = token.text == "*" and lists_with_bullets(text)
        return _STAR_AMONG_BULLETS_LOGP if is_star_among_bullets else _NO_BULLET_LOGP[token.text]
    if _is_set_as_opening(token.text, before, after):
        is_single = token.text == "," and closes_single(text, token)
        return _MISPLACED_SINGLE_LOGP if is_single else _MISPLACED_MARK_LOGP
    if token.text in _CLOSING_READINGS and _may_close(token.text, before, after) and lacks_closing(text, token):
        return _UNCLOSED_QUOTE_LOGP
    if token.text == "." and _stops_before_small(text, token.span.start):
        return _STOP_BEFORE_SMALL_LOGP
    if token.text == "%" and _may_be_set_off(text, token):
        return _JOINED_PERCENT_LOGP
    if _inner_dash(token, before, after) is not None:
        return _INNER_DASH_LOGP
    if token.protected == "address":
        return 0.0
    if token.text in _PAGE_DASHES and (before.isdigit() or after.isdigit()) and _page_dash(text, token):
        return _HYPHENATED_HEAD_LOGP
    if token.text in _HEAD_MARKS and after == " " and _in_hessian_head(text, token):
        return _HYPHENATED_HEAD_LOGP
    if token.text in _EIGHTS and _lists_sections(text, token):
        return _LISTED_SECTIONS_LOGP
    if token.text == "»" and (before.isspace() or before == "(") and not _stands_in_guillemets(text, token):
        return _LONE_GUILLEMET_LOGP
    if token.text in _BRACKETS and not has_counterpart(text, token.span.start):
        return _LONE_BRACE_LOGP
    if token.text == ":" and not before.isspace() and ends_item(text, token.span.end):
        return _COLON_AFTER_ITEM_LOGP
    if token.text in SECTION_READINGS and stands_among_sections(text, token.span.start, token.span.end):
        return _NEXT_SECTION_LOGP
    if token.text == "8" and (before.isspace() or before in "(„") and _SECTION_BEFORE_TEXT.match(text, token.span.end):
        return _LISTED_SECTIONS_LOGP
    return 0.0


def _may_be_set_off(text: str, token: Token) -> bool:
    """Say whether a percent sign stands behind a number only (unlike that of ``51%41%``) on a page that sets it off."""
    number = text[max(0, token.span.start - _LONGEST_NUMBER) : token.span.start]
    return _LONE_NUMBER.search(number) is not None and spaced_percent_share(text) >= _LEAST_SPACED_SHARE


def _stops_before_small(text: str, start: int) -> bool:
    """Say whether a full stop follows a word of five letters and more, and a small letter of the same paragraph it."""
    if not _LETTERS.match(text, max(0, start - 5), start):
        return False
    found = _STOP_BEFORE_WORD.match(text, start)
    return found is not None and found[1].count("\n") < 2


def _is_set_as_opening(mark: str, before: str, after: str) -> bool:
    """Say whether a comma or a full stop stands before a word as only an opening quotation mark does."""
    if not (before.isspace() or before in "(["):
        return False
    if mark == ".":
        return after.isupper()
    return mark in (",", ",,", ",.") and (after.isalpha() or after in "§(")


def _lists_sections(text: str, token: Token) -> bool:
    """Say whether a number begins a list of numbers behind a word or a bracket, as the sign of sections does."""
    before = text[max(0, token.span.start - 2) : token.span.start]
    is_behind_word = before.endswith("(") or (before[-1:] == " " and (before[0].isalpha() or before[0] in ",;"))
    return is_behind_word and _SECTION_LIST.match(text, token.span.end) is not None


def _section_readings(mark: str, text: str, token: Token, following: Token | None) -> tuple[SignReading, ...]:
    """A section sign stands before a number, with a space between that engines sometimes lose at ``$5``."""
    if following is None or not following.text[0].isdigit() or following.text[0] == "0":
        return ()
    gap = text[token.span.end : following.span.start]
    if not gap.isspace() and not (gap == "" and mark in "$&"):
        return ()
    if mark == "S" and _SOCIAL_COURT.match(text, following.span.start):
        return ()
    space = "" if gap else " "
    result = []
    is_second = text.endswith("§", 0, token.span.start)
    if mark in SECTION_READINGS or is_second:
        result.append(SignReading(f"§{space}", CandidateKind.SECTION_SIGN))
    if mark in SECTIONS_READINGS and not is_second:
        result.append(SignReading(f"§§{space}", CandidateKind.SECTION_SIGN))
    return tuple(result)


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
def is_bundestag_print(text: str) -> bool:
    """Say whether a page looks like a Drucksache of the Bundestag: its house prints dashes between words long.

    In the pages to learn from, nearly all hyphens read between spaces on such pages were printed as dashes, on the
    others (laws, rules of the states, minutes) one in three.
    """
    return _BUNDESTAG.search(text) is not None and _MINUTES.search(text) is None


def sets_federal_citation_off(text: str, token: Token) -> bool:
    """Say whether a dash sets a citation off in a print of the Bundestag.

    All 14 that were read as hyphens on the pages to learn from were printed long.
    """
    return is_bundestag_print(text) and sets_citation_off(_line_around(text, token)[0])


@lru_cache(maxsize=8)
def spaced_percent_share(text: str) -> float:
    """Return the share of percent signs that the page sets off from their number by a space.

    Kept for the last pages: every percent sign asks, and a page may be a whole book in plain text.

    >>> spaced_percent_share("5 % und 7 % oder 9%")
    0.6666666666666666
    """
    spaced, joined = len(_SPACED_PERCENT.findall(text)), len(_JOINED_PERCENT.findall(text))
    return spaced / max(spaced + joined, 1)
