"""Lines of a page that are not its text: running heads, running feet and page numbers of official documents.

Bird's-eye view: :func:`is_furniture` tells such a line by its words, :func:`is_page_number` one that is a number only.
Words broken between two pages are joined across such lines, and a page says that it has them. Start reading at
:func:`is_furniture`.

German example: ``Drucksache 17/1234 – 2 – Deutscher Bundestag`` stands between the two halves of ``Rückmel-`` ``dung``.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Compiled by the standard library when they are asked for: most pages have no such line.
# What is taken is not given back: a line of dots ends in a moment, too.
_PAGE_NUMBER = r"\W*+(?:(?:Seite|S\.|Blatt)\s*)?\d{1,4}(?:\s*(?:/|von)\s*\d{1,4})?\W*"
_NAMES = r"Drucksache|Wahlperiode|Deutscher Bundestag|Landtag|Plenarprotokoll"
_FURNITURE = rf"\W*+(?:\d++|.*(?:{_NAMES}).*+)?\W*+|{_PAGE_NUMBER}"
_FEDERAL = r"Deutscher\s+Bundestag|Bundesrat|Drucksache\s+\d{1,4}(?:/\d{1,4})?/\d"
_CITATION_LINE = r"\W*[-–—]\s?(?:zu\s|BT-)?Drucksachen?\s\d(?>.*[-–—])\W*"
_NUMBER_IN_HEAD = r"(?:^|\s)[-–—]\s?\d{1,4}\s?[-–—](?:\s|$)|\bSeite\s+\d{1,4}\b|^\d{1,4}\s|\s\d{1,4}$"


def is_bundestag_head(line: str) -> bool:
    """Say whether a line is a running head of the Bundestag.

    >>> is_bundestag_head("Drucksache 17/1234 -2- Deutscher Bundestag"), is_bundestag_head("-2-")
    (True, False)
    """
    return "Deutscher Bundestag" in line and is_furniture(line)


def sets_citation_off(line: str) -> bool:
    """Say whether a line cites a Drucksache between dashes, as the heads of answers and reports do.

    >>> sets_citation_off("- Drucksache 21/1966 -"), sets_citation_off("- Drucksache 21/1966 nennt")
    (True, False)
    """
    return "Drucksache" in line and re.fullmatch(_CITATION_LINE, line) is not None


def is_furniture(line: str) -> bool:
    """Say whether a line is a running head or foot, a page number, or nothing.

    >>> is_furniture("– 2 –"), is_furniture("Seite 3 von 7"), is_furniture("Die Mittel sind knapp.")
    (True, True, False)
    """
    return re.fullmatch(_FURNITURE, line) is not None


@lru_cache(maxsize=8)
def is_federal_print(text: str) -> bool:
    """Say whether a page looks like a paper of the Bundestag or the Bundesrat, by its head or what it names.

    >>> is_federal_print("Drucksache 21/722 – 2 –"), is_federal_print("Drucksache 442/25"), is_federal_print("§ 1")
    (True, True, False)
    """
    return re.search(_FEDERAL, text) is not None


def is_page_number(line: str) -> bool:
    """Say whether a line is the number of a page and nothing else.

    >>> is_page_number("- 12 -"), is_page_number("Seite 3/7"), is_page_number("§ 12"), is_page_number("2014 fuhr")
    (True, True, False, False)
    """
    return "§" not in line and re.fullmatch(_PAGE_NUMBER, line) is not None


def has_page_number(line: str) -> bool:
    """Say whether a running head or foot holds the number of the page.

    >>> has_page_number("Drucksache 17/1234 – 2 – Deutscher Bundestag"), has_page_number("Drucksache 17/1234")
    (True, False)
    """
    return is_page_number(line) or ("§" not in line and re.search(_NUMBER_IN_HEAD, line) is not None)
