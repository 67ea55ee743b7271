"""Names what the model only numbers or codes: levels, origins, kinds of damage, states of a place.

Bird's-eye view: tables from a code of :mod:`ocrfix.model` to its English name; :func:`name_of` says it in a language.
Start reading there.

German example: ``name_of(KINDS, "hyphen", "de")`` is "Worttrennung am Zeilenende".
"""

from __future__ import annotations

from collections.abc import Mapping

from ocrfix.messages import Language, say, translatable

LEVELS: Mapping[str, str] = {
    "safe": translatable("safe"),
    "likely": translatable("likely"),
    "review": translatable("please review"),
}

ORIGINS: Mapping[str, str] = {
    "plain-text": translatable("plain text, taken character by character"),
    "born-digital": translatable("text that the author's program wrote into the PDF"),
    "ocr-layer": translatable("text layer of an earlier recognition"),
    "recognised": translatable("recognised anew from the image of the page"),
    "blank": translatable("empty page"),
}

FEATURES: Mapping[str, str] = {
    "columns": translatable("columns"),
    "table": translatable("a table"),
    "form": translatable("a form"),
    "running-head": translatable("a running head"),
    "running-foot": translatable("a running foot"),
    "page-number": translatable("a page number"),
}
"""What a page has beside running text."""

KINDS: Mapping[str, str] = {
    "keep": translatable("Unchanged"),
    "confusion": translatable("Misread characters"),
    "compound": translatable("Compound words"),
    "split": translatable("Words run together, separated"),
    "join": translatable("Torn words, joined"),
    "hyphen": translatable("Words broken at line ends"),
    "section-sign": translatable("Section signs"),
    "typography": translatable("Quotes, dashes and bullets"),
    "enumeration": translatable("Enumerations"),
    "character": translatable("Single characters"),
    "distance": translatable("Nearest known word"),
    "reading": translatable("Read differently"),
}
"""Kinds of candidates, as titles of series."""

SHARES: Mapping[str, str] = {
    "eng": translatable("read with an English model"),
    "deu": translatable("read with a German model"),
}
"""What made the damage of a page."""

STATUSES: Mapping[str, str] = {
    "open": translatable("Open doubts"),
    "changed": translatable("Changes"),
    "noticed": translatable("Odd, without a proposal"),
}
"""States of a place in the review."""


def name_of(names: Mapping[str, str], code: str, language: Language) -> str:
    """Name a code; one that is not in the table names itself.

    >>> name_of(LEVELS, "safe", "de"), name_of(SHARES, "fax", "de")
    ('sicher', 'fax')
    """
    return say(names[code], language) if code in names else code
