"""Set headings of parliamentary papers, which are printed with spaces between their letters.

Bird's-eye view: an engine reads ``V o r b e m e r k u n g  d e r  F r a g e s t e l l e r`` as one word, its letters
hardly ever right, since none of them stands in a word. The headings are always the same few, so that such a word is
told by what it is like as a whole. Start reading at :data:`SET_HEADINGS`.

German example: ``VorbemerkungderFragesteltler`` is ``Vorbemerkung der Fragesteller``.
"""

from __future__ import annotations

SET_HEADINGS = (
    "Vorbemerkung der Fragesteller",
    "Vorbemerkung der Fragestellerin",
    "Vorbemerkung des Fragestellers",
    "Vorbemerkung der Fragestellerinnen und Fragesteller",
    "Vorbemerkung der Bundesregierung",
    "Vorbemerkung der Landesregierung",
    "Vorbemerkung des Senats",
    "Antwort der Bundesregierung",
    "Antwort der Landesregierung",
    "Antwort des Senats",
    "Empfehlungen der Ausschüsse",
    "Empfehlungen der",
)
"""As the papers of the Bundestag, the Bundesrat and the Landtage have them; the last one breaks its line."""


def begins_with_heading(text: str) -> bool:
    """Say whether a text is a set heading, or one with the first word of its section.

    >>> begins_with_heading("Vorbemerkung der Fragesteller Die"), begins_with_heading("Vorbemerkung der")
    (True, False)
    """
    return any(text == heading or text.startswith(f"{heading} ") for heading in SET_HEADINGS)
