"""Says everything in the user's language: English stands in the code, German in the gettext catalogue.

Bird's-eye view: :func:`say` and :func:`say_counted` look a sentence up and fill its places, :class:`Phrases` holds the
language for the command line. A sentence that is said elsewhere is marked by :func:`translatable`. The core knows no
language: its errors are raised in English, and :func:`translate_error` finds the template one was made from.
``CONTRIBUTING.md`` says how a sentence is added. Start reading at :func:`say`.

German example: ``say("page {n}", "de", n=3)`` is "Seite 3".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal

from ocrfix.records import dataclass

Language = Literal["de", "en"]

DOMAIN = "ocrfix"
LOCALE_FOLDER = Path(__file__).parent / "locale"
ERROR_CONTEXT, ORIGIN_CONTEXT = "error", "origin"
"""The contexts of what the core records in English: the places of these templates are numbers."""


def language_of(environment: Mapping[str, str]) -> Language:
    """Choose the language of messages from the locale: the first of LC_ALL, LC_MESSAGES, LANG that is set.

    >>> language_of({"LC_ALL": "", "LANG": "de_DE.UTF-8"})
    'de'
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "de" if value.lower().startswith("de") else "en"
    return "en"


def translatable(message: str) -> str:
    """Mark a sentence for the catalogue where it is written down but not yet said; gives it back."""
    return message


def translatable_counted(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence that counts, as :func:`translatable` does; gives both forms back."""
    return one, many


def error_text(message: str) -> str:
    """Mark a message of an error that is not written where the error is raised; gives it back."""
    return message


def origin_text(message: str) -> str:
    """Mark the template of a reason why a page was read as it was; gives it back."""
    return message


def wording(message: str, language: Language) -> str:
    """Give a sentence in a language, with its places still open."""
    return _catalogue(language).gettext(message)


def wordings(one: str, many: str, language: Language) -> tuple[str, str]:
    """Give the forms of a sentence for one and for several in a language, with their places still open."""
    catalogue = _catalogue(language)
    return catalogue.ngettext(one, many, 1), catalogue.ngettext(one, many, 2)


def say(message: str, language: Language, /, **places: object) -> str:
    """Give a sentence in a language with its places filled in.

    >>> say("page {page}, line {line}", "de", page=3, line=14)
    'Seite 3, Zeile 14'

    Raises:
        KeyError: a place is not filled.
    """
    return wording(message, language).format_map(places)


def say_counted(one: str, many: str, count: int, language: Language, /, **places: object) -> str:
    """Give the form of a sentence that fits a number, which fills the place ``n``.

    >>> say_counted("{n} change", "{n} changes", 1200, "de")
    '1.200 Änderungen'
    """
    return _catalogue(language).ngettext(one, many, count).format_map({"n": grouped(count, language), **places})


def grouped(value: int, language: Language) -> str:
    """Write a whole number with its thousands set off, as Babel does (which takes long to load)."""
    return f"{value:,}".replace(",", ".") if language == "de" else f"{value:,}"


def decimal(value: float, language: Language, digits: int = 1) -> str:
    """Write a number with fixed decimals.

    >>> decimal(3.25, "de")
    '3,2'
    """
    return f"{value:.{digits}f}".replace(".", ",") if language == "de" else f"{value:.{digits}f}"


def percentage(figure: str, language: Language) -> str:
    """Put the sign of per cent behind a figure."""
    return figure + ("\N{NO-BREAK SPACE}%" if language == "de" else "%")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language."""

    language: Language

    def __call__(self, message: str, /, **places: object) -> str:
        """Give a sentence with its places filled in."""
        return say(message, self.language, **places)

    def counted(self, one: str, many: str, count: int, /, **places: object) -> str:
        """Give the form of a sentence that fits a number, which fills the place ``n``."""
        return say_counted(one, many, count, self.language, **places)

    def number(self, value: int) -> str:
        """Write a whole number with its thousands set off."""
        return grouped(value, self.language)

    def decimal(self, value: float) -> str:
        """Write a number with one decimal."""
        return decimal(value, self.language)

    def error(self, message: str) -> str:
        """Give a message of the core in this language."""
        return translate_error(message, self.language)


def translate_error(message: str, language: Language) -> str:
    """Give a message of the core in a language; one that is not in the catalogue comes back as it is.

    >>> translate_error("a.pdf: the PDF has no pages", "de")
    'a.pdf: die PDF hat keine Seiten'
    """
    if language == "en":
        return message
    # "NAME: what is wrong" is put together at several places; the name stays, the rest is looked up. A template such
    # as "{0} cannot be {1}" fits nearly everything, so the reading that says most of the message itself wins.
    best, most_said = message, 0
    for start in (0, *(colon.end() for colon in re.finditer(": ", message))):
        found = _recorded(message[start:], language, ERROR_CONTEXT)
        if found is not None and found[1] > most_said:
            best, most_said = message[:start] + found[0], found[1]
    return best


def recorded(message: str, language: Language, context: str) -> str | None:
    """Find the template that the core made a message from, and fill that of the language; None where there is none.

    >>> recorded("the image is blank: no ink", "de", ORIGIN_CONTEXT)
    'das Bild ist leer, ohne Druckfarbe'
    """
    found = _recorded(message, language, context)
    return None if found is None else found[0]


def _recorded(message: str, language: Language, context: str) -> tuple[str, int] | None:
    """Give the message in a language and how many of its characters the catalogue says, not the places."""
    for pattern, wanted in _patterns(language, context):
        if match := pattern.fullmatch(message):
            # What fills a place can be a sentence itself, such as the reason that the system gives.
            whole = _templates(language, context)
            places = [match[f"p{place}"] for place in range(pattern.groups)]
            unsaid = sum(len(text) for text in places if text not in whole)
            return wanted.format(*(whole.get(text, text) for text in places)), len(message) - unsaid
    return None


@cache
def _templates(language: Language, context: str) -> Mapping[str, str]:
    return _catalogue(language).templates(context)


@cache
def _patterns(language: Language, context: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile the English templates of a context, the one with most fixed text first."""
    ordered = sorted(
        _templates(language, context).items(), key=lambda pair: (-len(re.sub(r"\{\d+\}", "", pair[0])), pair[0])
    )
    return tuple((re.compile(_pattern(english), re.DOTALL), wanted) for english, wanted in ordered)


def _pattern(template: str) -> str:
    parts = re.split(r"\{(\d+)\}", template)
    fixed = [re.escape(part.replace("{{", "{").replace("}}", "}")) for part in parts]
    return "".join(fixed[index] if index % 2 == 0 else f"(?P<p{part}>.*?)" for index, part in enumerate(parts))


class _Catalogue(GNUTranslations):
    """The catalogue of a language, with a way to list the templates of a context."""

    _catalog: dict[str | tuple[str, int], str]

    def templates(self, context: str) -> dict[str, str]:
        """Return English template -> wording."""
        head = self.CONTEXT % (context, "")
        messages = {key: text for key, text in self._catalog.items() if isinstance(key, str)}
        return {key.removeprefix(head): text for key, text in messages.items() if key.startswith(head)}


class _English(NullTranslations):
    """English needs no catalogue."""

    def templates(self, context: str) -> dict[str, str]:  # noqa: ARG002 - the catalogues' common interface
        """Return nothing to translate."""
        return {}


@cache
def _catalogue(language: Language) -> _Catalogue | _English:
    if language == "en":
        return _English()
    with (LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as stream:
        return _Catalogue(stream)
