"""What the tables and the page of ``ocrfix evaluate`` say, in German and English.

Bird's-eye view: :func:`say` looks a phrase up. Start reading at :data:`PHRASES`.

German example: ``fixed`` is "wiederhergestellt".
"""

from __future__ import annotations

from typing import Literal

Language = Literal["de", "en"]

PHRASES: dict[str, tuple[str, str]] = {
    "title": ("Vergleich mit der Wahrheit", "Comparison with ground truth"),
    "name": ("Text", "Text"),
    "all": ("alle", "all"),
    "texts": ("Texte", "Texts"),
    "words": ("Wörter", "Words"),
    "characters": ("Zeichen", "Characters"),
    "cer": ("CER", "CER"),
    "wer": ("WER", "WER"),
    "before": ("davor", "before"),
    "wrong": ("falsch davor", "wrong before"),
    "fixed": ("repariert", "fixed"),
    "harmed": ("beschädigt", "harmed"),
    "harm": ("Schaden je 1000", "harm per 1000"),
    "precision": ("Treffer der Änderungen", "precision"),
    "class": ("Art des Wortes", "Class of word"),
    "section-sign": ("Paragraphenzeichen", "section sign"),
    "number": ("Zahl", "number"),
    "punctuation": ("Satzzeichen", "punctuation"),
    "capitals": ("Großbuchstaben", "capitals"),
    "umlaut": ("Umlaut", "umlaut"),
    "eszett": ("ß", "ß"),
    "other": ("anderes Wort", "other word"),
    "legend": ("Zeichen der Ausrichtung", "Key to the alignment"),
    "legend.wrong": ("falsch: gelesen, dann gedruckt", "wrong: as read, then as printed"),
    "legend.fixed": ("repariert", "fixed"),
    "legend.harmed": ("beschädigt", "harmed"),
    "missing": ("fehlt", "missing"),
    "surplus": ("überzählig", "surplus"),
    "truncated": (
        "Die Ausrichtung ist zu lang für eine Seite; gezeigt wird der Anfang.",
        "The alignment is too long for one page; its beginning is shown.",
    ),
    "definitions": (
        "CER zählt Zeichen, wie ein Leser sie sieht (Grapheme, NFC), mit Zeilenenden; WER zählt Wörter zwischen "
        "Leerraum. Repariert, beschädigt und Treffer zählen ganze Wörter, am Zeilenende getrennte zusammengefügt.",
        "CER counts characters as a reader sees them (grapheme clusters, NFC), line ends included; WER counts words "
        "between white space. Fixed, harmed and precision count whole words, those broken at line ends joined.",
    ),
}


def say(key: str, language: Language) -> str:
    """Give a phrase.

    >>> say("harmed", "de")
    'beschädigt'
    """
    return PHRASES[key][0 if language == "de" else 1]
