r"""Taking a foreign word list in: what a file of names or terms says, as entries.

Bird's-eye view: a line gives one word or several (a name, a term); whatever follows a tab, semicolon or the slash of a
spelling dictionary is left aside. Start reading at :func:`imported_entries`.

German example: ``"Bundesamt für Soziale Sicherung;Bonn"`` gives ``Bundesamt``, ``Soziale``, ``Sicherung``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from ocrfix.lexicon.layers import Entry, is_form

_FIRST_COLUMN = re.compile(r"[\t;]|/(?=[A-Za-z0-9,]*\s*$)")
_QUOTES = "\"'„“”»«"
LEAST_LETTERS = 2


def imported_entries(
    text: str, word_class: str, source: str, reason: str, is_wanted: Callable[[str], bool] = lambda _: True
) -> tuple[Entry, ...]:
    r"""Turn the lines of a list into entries, sorted, each word once with the number of lines that name it.

    >>> [entry.form for entry in imported_entries("Wohnraum/EPS\nKita-Navigator\n", "own", "list.dic", "imported")]
    ['Kita-Navigator', 'Wohnraum']
    """
    seen: Counter[str] = Counter()
    for line in unicodedata.normalize("NFC", text).splitlines():
        if line.startswith("#"):
            continue
        column = _FIRST_COLUMN.split(line.strip(), maxsplit=1)[0].strip().strip(_QUOTES)
        words = [word.strip(_QUOTES + ".,:()[]") for word in re.split(r"[\s,]+", column)]
        seen.update({word for word in words if len(word) >= LEAST_LETTERS and is_form(word) and is_wanted(word)})
    return tuple(Entry(form, word_class, count, source, reason) for form, count in sorted(seen.items()))
