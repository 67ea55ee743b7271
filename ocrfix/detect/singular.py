"""Nouns in the singular: their plural, which differs by an umlaut only, cannot stand there.

Bird's-eye view: an article and the ending of the adjective behind it say that one thing is meant;
:func:`stands_in_singular` reads them, :func:`makes_plural` tells whether an umlaut would make several of it. Start
reading there. German example: in ``der verursachte Schaden`` no ``Schäden`` was printed, and none of ``Umstände`` in
``auf einem Umstande``, the old dative of ``Umstand``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ocrfix.model import Token

_UMLAUT_PLURALS = re.compile(
    r"(?:(?<!b)acker|apfel|boden|bogen|bruder|faden|garten|graben|hafen|hammer|kasten|kloster|kragen|laden|magen|mangel|mantel"
    r"|mutter|nagel|ofen|sattel|schaden|schnabel|schwager|tochter|vater|vogel)$"
)
"""The nouns whose plural has an umlaut and no ending, whatever stands before them (``Umweltschaden``): in the corpora
4,376 of these stand in the singular behind such words, of their plurals 25."""
_SINGULAR_WORDS = (
    "ein einen einem eines kein jeder jedem jeden jedes dem diesem jenem welchem meinem seinem ihrem unserem im am vom "
    "zum beim"
)
_ONE = frozenset(_SINGULAR_WORDS.split())
"""Words behind which nothing but a singular stands."""
_MASCULINE = frozenset(("der", "dieser", "jener", "welcher"))
"""Words that are singular where the adjective behind them ends in e; else they may be the genitive of several."""


def stands_in_singular(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the words before a noun make it a single one.

    >>> from ocrfix.text.hyphenation import tokenise
    >>> stands_in_singular(tokenise("Der verursachte Schaden"), 2), stands_in_singular(tokenise("der Schaden"), 1)
    (True, False)
    """
    before = [token.text for token in tokens[max(0, index - 2) : index]]
    if not before:
        return False
    if before[-1].lower() in _ONE:
        return True
    is_adjective = before[-1][:1].islower() and before[-1].endswith(("e", "en", "er", "es"))
    if not is_adjective or len(before) == 1:
        return False
    article = before[0].lower()
    return article in _ONE or (article in _MASCULINE and before[-1].endswith("e"))


def makes_plural(before: str, after: str, is_known: Callable[[str], bool]) -> bool:
    """Say whether umlauts make a plural of a noun, which they were put into.

    >>> makes_plural("Sachschaden", "Sachschäden", bool), makes_plural("Kraftemangel", "Kräftemangel", bool)
    (True, False)
    >>> makes_plural("Umstande", "Umstände", {"Umstand"}.__contains__), makes_plural("Burger", "Bürger", bool)
    (True, False)
    """
    if not before[:1].isupper() or before == after:
        return False
    is_old_dative = before.endswith("e") and after.endswith("e") and is_known(before[:-1])
    noun = _UMLAUT_PLURALS.search(before.lower())
    return is_old_dative or (noun is not None and not after.endswith(before[noun.start() + 1 :]))
