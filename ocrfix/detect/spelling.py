"""Whether a document is written in the spelling from before the reform of 1996.

Bird's-eye view: :func:`is_old_spelling` counts a few frequent words that the reform changed. Such documents
also print the long dash that later ones do not. Start reading there. German example: ``daß`` and ``muß``.
"""

from __future__ import annotations

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


def is_old_spelling(words: Mapping[str, int]) -> bool:
    """Say whether the old forms clearly prevail among the counted words.

    >>> is_old_spelling({"daß": 5, "muß": 1}), is_old_spelling({"daß": 2, "dass": 4})
    (True, False)
    """
    old = sum(words.get(form, 0) for form in _OLD)
    new = sum(words.get(form, 0) for form in _NEW)
    return old >= _LEAST and old > _MAJORITY * new
