"""Whether a document is written in the spelling from before the reform of 1996.

Bird's-eye view: :func:`is_old_spelling` counts a few frequent words that the reform changed. Such documents
also print the long dash that later ones do not, and write words together that later ones part
(:func:`is_one_word_in_old_spelling`). Start reading there. German example: ``daß`` and ``muß``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_OLD = ("daß", "Daß", "muß", "müßte", "müßten", "läßt", "bewußt", "Beschluß", "Ausschuß", "Abschluß", "Einfluß")
_NEW = (
    "dass",
    "Dass",
    "muss",
    "müsste",
    "müssten",
    "lässt",
    "bewusst",
    "Beschluss",
    "Ausschuss",
    "Abschluss",
    "Einfluss",
)
_LEAST = 2
_MAJORITY = 3

_ONCE_TOGETHER = re.compile(
    r"(?:(?:eben|genau)?so|wie|(?:all)?zu)(?:viele?|wenige?|oft|gut|weit|sehr|lange|hoch|fern)"
    r"|sogenannte\w?|kennen(?:zu)?(?:ge)?lern\w+|(?:rad|maschine)(?:zu)?(?:ge)?(?:fahren|schrieben|schreiben)"
    r"|(?:über)?hand(?:zu)?nehmen\w?|irgend(?:etwas|jemand\w*)"
)


def is_old_spelling(words: Mapping[str, int]) -> bool:
    """Say whether the old forms clearly prevail among the counted words.

    >>> is_old_spelling({"daß": 5, "muß": 1}), is_old_spelling({"daß": 2, "dass": 4})
    (True, False)
    """
    old = sum(words.get(form, 0) for form in _OLD)
    new = sum(words.get(form, 0) for form in _NEW)
    return old >= _LEAST and old > _MAJORITY * new


def is_one_word_in_old_spelling(word: str) -> bool:
    """Say whether the old spelling wrote together what the reform parted.

    >>> is_one_word_in_old_spelling("Ebensowenig"), is_one_word_in_old_spelling("Wiebewertet")
    (True, False)
    """
    return _ONCE_TOGETHER.fullmatch(word.lower()) is not None
