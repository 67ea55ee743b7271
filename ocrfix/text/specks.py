"""Two words with a speck in the space between them, told by what no print sets there.

Bird's-eye view: on faxes and worn prints a speck fills the space between two words and is read as a full stop, a colon,
an apostrophe or a hyphen. :func:`specked_parts` tells such words. Start reading there. German example:
``hauptberuflich.im`` is two words; ``z.b.``, ``Ist-Wert`` and ``bzw.die`` are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ocrfix.text.tokens import ABBREVIATIONS

_MARKED = re.compile(r"([^\W\d_]{2,})([.:'’‘])([a-zäöüß]{2,})")
_HYPHENATED = re.compile(r"([A-ZÄÖÜ]?[a-zäöüß]+)(-)([A-ZÄÖÜ]?[a-zäöüß]+)")
_BEFORE_NO_MARK = frozenset(
    (
        "und", "oder", "der", "die", "das", "des", "dem", "den", "zur", "zum", "im", "in", "ist", "hat", "wird", "auf",
        "von", "für", "durch", "zuletzt",
    )
)  # fmt: skip
_BEHIND_NO_HYPHEN = frozenset(
    (
        "ist", "sind", "hat", "wird", "werden", "nicht", "auch", "die", "der", "das", "des", "dem", "den", "im", "nach",
        "durch", "gemäß", "aufgrund", "für", "mit", "von", "zur", "zum",
    )
)  # fmt: skip
"""Words that no hyphen joins to one other word: 49 of 67 on the pages to learn from and our own were printed apart."""
_FEMININE = ("in", "innen")
_DERIVED = frozenset(("sche", "schem", "schen", "scher", "sches"))
"""Endings behind the apostrophe of a name: ``die Schmidt'schen Reformen``."""
_LEAST_COUNT = 60.0


def specked_parts(word: str, count: Callable[[str], float]) -> tuple[str, str, str] | None:
    """Return two known words and the mark between them; None where a word is one, or the mark was printed.

    ``count`` says how often a word is written, in any case.

    >>> specked_parts("von.ihm", {"von": 9e5, "ihm": 9e4}.get), specked_parts("bzw.die", {"bzw": 900, "die": 9e6}.get)
    (('von', '.', 'ihm'), None)
    """
    found = _MARKED.fullmatch(word) or _HYPHENATED.fullmatch(word)
    if found is None:
        return None
    left, mark, right = found.groups()
    if right in _FEMININE and count(left + right):
        return None  # the mark is an asterisk for all genders, misread or set so: ``Nutzer'innen``
    if right in _DERIVED:
        return None
    if mark == "-" and left not in _BEFORE_NO_MARK and right not in _BEHIND_NO_HYPHEN:
        return None
    if mark == ":" and left not in _BEFORE_NO_MARK:
        return None  # what it is, follows; some laws are set without the space: ``Straftat:eine den Tatbestand``
    if left in ABBREVIATIONS or min(count(left), count(right)) < _LEAST_COUNT:
        return None
    return left, mark, right
