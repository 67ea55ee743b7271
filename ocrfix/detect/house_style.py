"""House style: whether the print that a page comes from sets long dashes, told by the page's words.

Bird's-eye view: publishers set their dashes one way, and what a page names says whose print it is: ``Staatsregierung``,
``weggefallen``, years, the term of a Drucksache. The weights of such words were learned from the corpora
(:mod:`ocrfix.lexicon.build.house_style`). Start reading at :func:`long_dash_log_odds`.

German example: on a page that names the ``18/`` of a Drucksache a hyphen between spaces was printed ``–``; one with
``17/`` less often.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

FILE_NAME = "dashes.tsv"
_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])|\b(?:\d\d(?=/\d)|(?:19|20)\d\d\b)")
"""Words that no engine takes umlauts from, the term before the number of a Drucksache, and years."""


def telling_words(text: str) -> frozenset[str]:
    """Return what may tell the house style of a page.

    >>> sorted(telling_words("Drucksache 21/529 für Bürger (2025)"))
    ['2025', '21', 'Drucksache']
    """
    return frozenset(_WORD.findall(text))


@lru_cache(maxsize=8)
def long_dash_log_odds(text: str, folder: Path) -> float:
    """Return ln(P / (1 - P)) that the print of a page sets long dashes between words, by the words of the page.

    ``folder`` holds the data files; 0 where no word tells.
    """
    weights = _weights(folder / FILE_NAME)
    return sum(sorted(weights[word] for word in telling_words(text) & weights.keys()))


@cache
def _weights(path: Path) -> Mapping[str, float]:
    """Read the weights when a page asks for the first time: most have no hyphen between spaces."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: float(weight) for word, weight in rows}
