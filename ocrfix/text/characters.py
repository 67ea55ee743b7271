"""Classes of characters and shapes of words.

Bird's-eye view: pure look-ups without data files; used by tokens, detect, candidates and rank. Start
reading at :func:`case_shape`. German example: ``"KI"`` has the shape ``upper``, ``"Kl"`` has ``title``.
"""

from __future__ import annotations

LINE_END_HYPHENS = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{NOT SIGN}"
"""Characters that break a word at a line end."""

UMLAUTS = "äöüÄÖÜß"
"""The letters that an English model cannot write."""
_TRANSCRIPTION = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_DOTLESS = str.maketrans("äöüÄÖÜ", "aouAOU")
_ACCENTED = str.maketrans("àâçèêëîïôûÀÂÇÈÊËÎÏÔÛ", "aaceeeiiouAACEEEIIOU")
"""Letters of foreign words. é is none of them: English models read it for ä and for specks above an e."""
UNWRITTEN = frozenset("\N{REPLACEMENT CHARACTER}?")
"""What stands for a letter that a program could not write."""
_UMLAUT_SET = frozenset(UMLAUTS)


def case_shape(word: str) -> str:
    """Name the pattern of capitals: ``lower``, ``title``, ``upper``, ``mixed`` or ``none`` (no letter).

    >>> [case_shape(word) for word in ("für", "Kl", "KI", "SächsGVBl", "12")]
    ['lower', 'title', 'upper', 'mixed', 'none']
    """
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return "none"
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(letters) > 1 else "title"
    if letters[0].isupper() and all(letter.islower() for letter in letters[1:]):
        return "title"
    return "mixed"


def has_umlaut(word: str) -> bool:
    """Say whether the word holds one of :data:`UMLAUTS`."""
    return not _UMLAUT_SET.isdisjoint(word)


def transcribed(word: str) -> str:
    """Write a word as one does without umlauts.

    >>> transcribed("Württemberg"), transcribed("Maßstab")
    ('Wuerttemberg', 'Maßstab')
    """
    return word.translate(_TRANSCRIPTION)


def dotless(word: str) -> str:
    """Take the dots off a word: so it stands where an engine knows no umlauts.

    >>> dotless("Förderung"), dotless("Größe")
    ('Forderung', 'Große')
    """
    return word.translate(_DOTLESS)


def unaccented(word: str) -> str:
    """Take the accents off a word of foreign letters; é, which other letters are read as, keeps its own.

    >>> unaccented("Enquête"), unaccented("Bundésrat")
    ('Enquete', 'Bundésrat')
    """
    return word.translate(_ACCENTED)
