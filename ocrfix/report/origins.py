"""Says in German why a page was read as it was; extraction writes its reasons in English.

Bird's-eye view: a table of patterns, clause by clause. A reason with a clause that is not listed stays English and
is marked as such, so a new reason is shown and never lost. Start reading at :func:`origin_reason_in_words`.

German example: ``recognised because the page has no text layer`` reads
„neu erkannt, denn die Seite hat keine Textebene“.
"""

from __future__ import annotations

import re

from ocrfix.report.phrases import Language

_LAYER = r": (\d+) characters, (\d+)% of them {visible}, images cover (\d+)% of the page"
_CLAUSES: tuple[tuple[str, str], ...] = (
    (r"plain text decoded as (\S+)", "reiner Text, gelesen als {0}"),
    (
        "text layer of an earlier recognition" + _LAYER.format(visible="invisible"),
        "Textebene einer früheren Schrifterkennung: {0} Zeichen, davon {1} % unsichtbar; "
        "Bilder bedecken {2} % der Seite",
    ),
    (
        "born-digital text layer" + _LAYER.format(visible="visible"),
        "Text aus dem Programm des Verfassers: {0} Zeichen, davon {1} % sichtbar; Bilder bedecken {2} % der Seite",
    ),
    (r"used because of --ocr never although (.+)", "verwendet wegen --ocr never, obwohl zutrifft: {0}"),
    (r"used because of --ocr missing although (.+)", "verwendet wegen --ocr missing, obwohl zutrifft: {0}"),
    ("recognised because of --ocr always", "neu erkannt wegen --ocr always"),
    (r"recognised because (.+)", "neu erkannt; der Grund: {0}"),
    (
        "no text layer, and --ocr never forbids recognition",
        "keine Textebene, und --ocr never verbietet die Schrifterkennung",
    ),
    ("the page has no text layer", "die Seite hat keine Textebene"),
    (
        r"(\d+)% of the (\d+) characters of the text layer have no usable Unicode value",
        "{0} % der {1} Zeichen der Textebene haben keinen brauchbaren Unicode-Wert",
    ),
    (
        r"the text layer holds only (\d+) characters over images that cover (\d+)% of the page",
        "die Textebene hat nur {0} Zeichen über Bildern, die {1} % der Seite bedecken",
    ),
    (
        r"the text layer holds only (\d+) characters beside (\d+) drawn paths",
        "die Textebene hat nur {0} Zeichen neben {1} gezeichneten Linien",
    ),
    (
        r"only (\d+)% of the words of the text layer are plausible",
        "nur {0} % der Wörter der Textebene sind glaubhaft",
    ),
    (
        r"(\d+)% vowels among (\d+) letters of the text layer are no language",
        "{0} % Vokale unter {1} Buchstaben der Textebene ergeben keine Sprache",
    ),
    (
        r"only (\d+)% of the characters of the text layer are letters, digits or punctuation",
        "nur {0} % der Zeichen der Textebene sind Buchstaben, Ziffern oder Satzzeichen",
    ),
    (
        r"the text layer has (\d+) umlauts and ß in (\d+) letters, too few for German",
        "die Textebene hat nur {0} Umlaute und ß unter {1} Buchstaben, zu wenig für Deutsch",
    ),
    (
        r"(\S+(?: \S+)*) with (\S+) at (\d+) dpi read (\d+) words, mean confidence (\d+)%",
        "{0} las mit {1} bei {2} dpi {3} Wörter, mittlere Sicherheit {4} %",
    ),
    (r"(hOCR|ALTO|PAGE) file by (.+): (\d+) words", "{0}-Datei von {1}: {2} Wörter"),
    (r"(hOCR|ALTO|PAGE) file: (\d+) words", "{0}-Datei: {1} Wörter"),
    (r"an image \((\d+) dpi.*\)", "ein Bild ({0} dpi)"),
    ("the image is blank: no ink", "das Bild ist leer, ohne Druckfarbe"),
    ("the page is blank: no text layer and no ink", "die Seite ist leer: keine Textebene, keine Druckfarbe"),
)


def origin_reason_in_words(reason: str, language: Language) -> tuple[str, Language]:
    """Give the reason in a language if all its clauses are known, otherwise as it is in English.

    >>> origin_reason_in_words("recognised because the page has no text layer", "de")
    ('neu erkannt; der Grund: die Seite hat keine Textebene', 'de')
    """
    if language == "en" or not reason:
        return reason, language
    clauses = [_translated(clause) for clause in reason.split("; ")]
    words = [clause for clause in clauses if clause is not None]
    return ("; ".join(words), "de") if len(words) == len(clauses) else (reason, "en")


def _translated(clause: str) -> str | None:
    for pattern, template in _CLAUSES:
        match = re.fullmatch(pattern, clause)
        if match is None:
            continue
        if "because (" in pattern or "although (" in pattern:
            flaw = _translated(match.group(1))
            return None if flaw is None else template.format(flaw)
        return template.format(*match.groups())
    return None
