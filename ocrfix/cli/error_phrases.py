"""The German wording of error messages, which the core writes in English.

Bird's-eye view: the core knows no language; its messages are English templates. :func:`translate` finds the
template a message was made from and fills the German one with the same places. What has no German wording
stays English, and a test lists it. Start reading at :func:`translate`.

German example: ``"a.txt exists already"`` becomes ``"a.txt gibt es schon"``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ocrfix.batch.outcome import Language

GERMAN: Mapping[str, str] = {}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the English templates, the one with most fixed text first."""
    ordered = sorted(GERMAN.items(), key=lambda pair: (-len(re.sub(r"\{\w*\}", "", pair[0])), pair[0]))
    return tuple((re.compile(_pattern(english), re.DOTALL), german) for english, german in ordered)


def _pattern(template: str) -> str:
    parts = re.split(r"\{(\d+)\}", template)
    return "".join(re.escape(part) if index % 2 == 0 else f"(?P<p{part}>.*?)" for index, part in enumerate(parts))


def translate(message: str, language: Language) -> str:
    """Give a message of the core in the user's language; unknown ones come back as they are.

    >>> translate("ü is no message", "de")
    'ü is no message'
    """
    if language == "en":
        return message
    for pattern, german in _patterns():
        if match := pattern.fullmatch(message):
            places = {name[1:]: value for name, value in match.groupdict().items()}
            return re.sub(r"\{(\d+)\}", lambda place, known=places: known[place[1]], german)  # type: ignore[misc]
    return message
