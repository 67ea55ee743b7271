"""Every word that a report says itself, in German and English.

Bird's-eye view: one table of phrases and one of reason codes; each entry holds (German, English).
A bar separates the forms for one and for several: ``"{n} Seite|{n} Seiten"``. Start reading at :func:`phrase`
and :func:`counted`; :func:`reason_in_words` falls back to the code for reasons that are not listed.

German example: the code ``section-sign`` reads „vor einer Paragrafenangabe steht ein §“.
"""

from __future__ import annotations

import re
from typing import Literal

from ocrfix.model import Reason
from ocrfix.report.visible import visible_line

Language = Literal["de", "en"]

PHRASES: dict[str, tuple[str, str]] = {
    # frame
    "title": ("Prüfbericht", "Correction report"),
    "skip": ("Zum Inhalt springen", "Skip to the content"),
    "contents": ("Inhalt", "Contents"),
    "summary": ("Zusammenfassung", "Summary"),
    "review": ("Prüfen", "Review"),
    "text": ("Seiten und berichtigter Text", "Pages and corrected text"),
    "text-nav": ("Seiten und Text", "Pages and text"),
    "about": ("Über diesen Bericht", "About this report"),
    # verdict
    "verdict-applied": (
        "{n} Stelle wurde berichtigt|{n} Stellen wurden berichtigt",
        "{n} place was corrected|{n} places were corrected",
    ),
    "verdict-none": ("Nichts wurde geändert", "Nothing was changed"),
    "verdict-doubts": (
        "{n} Stelle sollten Sie selbst ansehen|{n} Stellen sollten Sie selbst ansehen",
        "{n} place needs your own eyes|{n} places need your own eyes",
    ),
    "verdict-no-doubts": ("offene Zweifel gibt es nicht", "there are no open doubts"),
    "and": ("und", "and"),
    "verdict-trust": (
        "Jede Änderung hat einen Grund und lässt sich zurücknehmen. Die Eingabedatei wurde nicht verändert.",
        "Every change has a reason and can be taken back. The input file was not touched.",
    ),
    # figures
    "pages": ("Seite|Seiten", "page|pages"),
    "words": ("Wort|Wörter", "word|words"),
    "applied": ("Änderung|Änderungen", "change|changes"),
    "open": ("offener Zweifel|offene Zweifel", "open doubt|open doubts"),
    "damage": ("der Wörter beschädigt (geschätzt)", "of the words damaged (estimate)"),
    # reading
    "reading": ("Woraus gelesen wurde", "What was read"),
    "reading-by-page": ("Seite für Seite", "Page by page"),
    "page": ("Seite {n}", "Page {n}"),
    "page-range": ("Seite {n}|Seiten {n}", "Page {n}|Pages {n}"),
    "origin-plain-text": ("reiner Text, Zeichen für Zeichen übernommen", "plain text, taken character by character"),
    "origin-born-digital": (
        "Text, den das Programm des Verfassers in die PDF geschrieben hat",
        "text that the author's program wrote into the PDF",
    ),
    "origin-ocr-layer": ("Textebene einer früheren Schrifterkennung", "text layer of an earlier recognition"),
    "origin-recognised": ("vom Seitenbild neu erkannt", "recognised anew from the image of the page"),
    "origin-blank": ("leere Seite", "empty page"),
    "page-figures": ("{words}, {applied}, {open}", "{words}, {applied}, {open}"),
    "n-words": ("{n} Wort|{n} Wörter", "{n} word|{n} words"),
    "n-applied": ("{n} Änderung|{n} Änderungen", "{n} change|{n} changes"),
    "n-open": ("{n} offener Zweifel|{n} offene Zweifel", "{n} open doubt|{n} open doubts"),
    # profile
    "profile": ("Welcher Schaden vorliegt", "What the damage is"),
    "profile-none": ("Kein wiederkehrender Lesefehler ist aufgefallen.", "No repeated misreading was found."),
    "profile-about": (
        "Geschätzt aus dem Dokument selbst; häufigste Lesefehler zuerst.",
        "Estimated from the document itself; the most frequent misreadings first.",
    ),
    "misread": ("„{true}“ als „{read}“ gelesen", "“{true}” read as “{read}”"),
    "misread-lost": ("„{true}“ übersehen", "“{true}” overlooked"),
    "misread-added": ("„{read}“ hinzugelesen", "“{read}” added in reading"),
    "misread-several": ("Mehrere Lesefehler in einem Wort", "Several misreadings in one word"),
    "times-here": ("{n}-mal auf dieser Seite|{n}-mal auf dieser Seite", "{n} time on this page|{n} times on this page"),
    "times": ("{n}-mal|{n}-mal", "{n} time|{n} times"),
    "shares": ("Ähnlichkeit mit bekannten Schadensarten: {shares}", "Likeness to known kinds of damage: {shares}"),
    "share-eng": ("mit englischem Modell gelesen", "read with an English model"),
    "share-deu": ("mit deutschem Modell gelesen", "read with a German model"),
    "share-latin": ("mit lateinischem Modell gelesen", "read with a Latin model"),
    "share-scan": ("verrauschter Scan", "noisy scan"),
    "share-noise": ("verrauschter Scan", "noisy scan"),
    # pages
    "instead-of": ("statt „{before}“", "instead of “{before}”"),
    "place": ("Seite {page}, Zeile {line}", "page {page}, line {line}"),
    "confidence": ("Sicherheit {percent}", "confidence {percent}"),
    "line-end": ("Zeilenende", "line end"),
    "hidden-character": ("unsichtbares Zeichen", "hidden character"),
    # doubts
    "level-safe": ("sicher", "safe"),
    "level-likely": ("wahrscheinlich", "likely"),
    "level-review": ("bitte prüfen", "please review"),
    "noticed": ("Auffällig, ohne Vorschlag", "Odd, without a proposal"),
    # text
    "text-about": (
        "Grün wurde eingefügt, gelb ist zweifelhaft, punktiert ist auffällig. Was Sie entscheiden, steht sofort hier. "
        "Ein Klick auf eine Stelle führt zu ihrer Karte.",
        "Green was inserted, yellow is doubtful, dotted looks odd. What you decide stands here at once. "
        "A click on a place leads to its card.",
    ),
    "text-empty": ("Diese Seite hat keinen Text.", "This page has no text."),
    # tools of the workplace
    "without-script": (
        "Zum Prüfen braucht dieser Bericht JavaScript; es ist in der Datei selbst enthalten. Ohne JavaScript lesen Sie "
        "hier den ganzen Text, jede Änderung und jeder Zweifel darin ist markiert.",
        "To review, this report needs JavaScript; it is part of the file itself. Without JavaScript you read the whole "
        "text here, with every change and doubt marked in it.",
    ),
    "undo": ("Rückgängig", "Undo"),
    "save": ("Entscheidungen sichern", "Save decisions"),
    "load": ("Laden …", "Load …"),
    "print": ("Drucken", "Print"),
    "help": ("Tasten und Hilfe", "Keys and help"),
    "close": ("Schließen", "Close"),
    "filter": ("Suchen", "Search"),
    "filter-status": ("Was wird gezeigt?", "What is shown?"),
    "filter-all": ("Alles", "Everything"),
    "filter-undecided": ("nur Unentschiedenes", "undecided only"),
    "series-singles": ("Einzelne Stellen", "Single places"),
    "series-title": ("Reihen, Zweifelhaftes zuerst", "Series, the doubtful first"),
    "preview": ("Bild der Seite", "Picture of the page"),
    "preview-none": (
        "Von dieser Seite gibt es kein Bild: das Dokument ist ein reiner Text, oder der Platz reichte nicht.",
        "There is no picture of this page: the document is a plain text, or there was no room for it.",
    ),
    "help-about": (
        "Gleichartige Stellen bilden eine Reihe. Sehen Sie sich den Ausschnitt an und wählen Sie, was dort wirklich "
        "steht.",
        "Places of one kind make a series. Look at the part of the page and choose what is really printed there.",
    ),
    "help-after": (
        "Wenn Sie fertig sind, sichern Sie die Entscheidungen als Datei. „ocrfix apply“ schreibt damit den Text, "
        "den Sie entschieden haben.",
        "When you are done, save the decisions as a file. “ocrfix apply” then writes the text as you decided.",
    ),
    "key-accept": ("Vorschlag übernehmen oder Änderung bestätigen", "take the proposal or confirm the change"),
    "key-reject": ("so lassen, wie gelesen", "leave as it was read"),
    "key-choose": ("eine andere Lesart wählen", "choose another reading"),
    "key-edit": ("selbst eingeben, was dort steht", "type in what is printed there"),
    "key-lexicon": ("das gelesene Wort ist richtig: ins Wörterbuch", "the word as read is right: add to the lexicon"),
    "key-all": (
        "die ganze Reihe übernehmen, die ganze Reihe so lassen",
        "take the whole series, leave the whole series",
    ),
    "key-step": ("nächste, vorige Stelle", "next, previous place"),
    "key-series": ("nächste, vorige Reihe", "next, previous series"),
    "key-undo": ("letzte Entscheidung rückgängig machen", "undo the last decision"),
    "key-save": ("Entscheidungen als Datei sichern", "save the decisions as a file"),
    "key-search": ("suchen", "search"),
    "key-help": ("diese Hilfe", "this help"),
    "keys-on": ("Tasten verwenden", "use the keys"),
    # kinds, as titles of series
    "kind-keep": ("Unverändert", "Unchanged"),
    "kind-confusion": ("Verlesene Zeichen", "Misread characters"),
    "kind-compound": ("Zusammengesetzte Wörter", "Compound words"),
    "kind-split": ("Zusammengerückte Wörter getrennt", "Words run together, separated"),
    "kind-join": ("Zerrissene Wörter verbunden", "Torn words, joined"),
    "kind-hyphen": ("Worttrennung am Zeilenende", "Words broken at line ends"),
    "kind-section-sign": ("Paragrafenzeichen", "Section signs"),
    "kind-typography": ("Anführungszeichen, Striche und Aufzählungspunkte", "Quotes, dashes and bullets"),
    "kind-enumeration": ("Aufzählungen", "Enumerations"),
    "kind-character": ("Einzelne Zeichen", "Single characters"),
    "kind-distance": ("Ähnlichstes bekanntes Wort", "Nearest known word"),
    "kind-document": ("Aus demselben Dokument", "From the same document"),
    "kind-reading": ("Anders gelesen", "Read differently"),
    "kind-stray": ("Verirrte Zeichen entfernt", "Stray characters removed"),
    # about
    "document": ("Dokument", "Document"),
    "sha256": ("Prüfsumme der Eingabe (SHA-256)", "Checksum of the input (SHA-256)"),
    "version": ("Programm", "Program"),
    "settings": ("Einstellungen (Fingerabdruck)", "Settings (fingerprint)"),
    "data": ("Sprachdaten", "Language data"),
    "how-to-apply": ("Entscheidungen anwenden", "Applying decisions"),
    "input-name": ("EINGABE", "INPUT"),
    "how-to-revert": ("Alles zurücknehmen", "Taking everything back"),
    "revert-command": ("mit dem JSON-Bericht desselben Laufs:", "with the JSON report of the same run:"),
    "offline": (
        "Diese Datei ist vollständig und lädt nichts aus dem Netz.",
        "This file is complete and loads nothing from the network.",
    ),
    # terminal
    "column-file": ("Datei", "File"),
    "column-pages": ("Seiten", "Pages"),
    "column-words": ("Wörter", "Words"),
    "column-applied": ("Geändert", "Changed"),
    "column-open": ("Offen", "Open"),
    "total": ("Summe", "Total"),
    "n-files": ("{n} Datei|{n} Dateien", "{n} file|{n} files"),
    "n-failed": ("{n} gescheitert", "{n} failed"),
    "failed": ("gescheitert: {message}", "failed: {message}"),
    "results-in": ("Ergebnisse in {folder}", "Results in {folder}"),
    "more-files": ("… und {n} weitere Datei|… und {n} weitere Dateien", "… and {n} more file|… and {n} more files"),
}

REASONS: dict[str, tuple[str, str]] = {
    "unknown-word": ("„{before}“ steht in keinem Wörterbuch", "“{before}” is in no dictionary"),
    "rarer-than-neighbour": (
        "„{before}“ gibt es, ist hier aber viel unwahrscheinlicher als „{after}“",
        "“{before}” exists, but is much less likely here than “{after}”",
    ),
    "confusion": ("ein bekannter Lesefehler: {rewrites}", "a known misreading: {rewrites}"),
    "compound": ("aus bekannten Wörtern zusammengesetzt", "a compound of known words"),
    "split": ("zwei Wörter waren zusammengerückt", "two words were run together"),
    "join": ("ein Wort war zerrissen", "one word was torn apart"),
    "hyphen": ("das Wort war am Zeilenende getrennt", "the word was broken at the line end"),
    "section-sign": ("vor einer Paragrafenangabe steht ein §", "a section number is preceded by §"),
    "quote": ("hier steht ein Anführungszeichen", "a quotation mark belongs here"),
    "dash": ("hier steht ein Gedankenstrich", "a dash belongs here"),
    "mark": ("ein Satzzeichen wurde verlesen", "a punctuation mark was misread"),
    "bullet": ("hier steht ein Aufzählungspunkt", "a bullet belongs here"),
    "document-repeats": (
        "an anderer Stelle desselben Dokuments unbeschädigt gelesen",
        "read undamaged elsewhere in the same document",
    ),
    "context": ("passt zu den Wörtern davor und danach", "fits the words before and after"),
    "capital-i": ("großes I und kleines l sehen gleich aus", "capital I and small l look the same"),
    "enumeration": ("die Aufzählung zählt so weiter", "the enumeration goes on like this"),
    "stray": ("verirrtes Zeichen, etwa von einer Linie", "a stray character, as left by a ruled line"),
    "distance-fallback": (
        "nur das ähnlichste bekannte Wort, kein bekannter Lesefehler",
        "only the nearest known word, no known misreading",
    ),
    "name": ("kann ein Name sein", "may be a name"),
    "number-protected": ("Ziffern in Zahlen werden nie geändert", "digits inside numbers are never changed"),
    "foreign": ("steht in einer fremdsprachigen Stelle", "stands in a passage of another language"),
    "abbreviation": ("kann eine Abkürzung sein", "may be an abbreviation"),
    "spelling": ("ungewöhnliche Folge von Buchstaben", "an unusual sequence of letters"),
    "born-digital": (
        "die Seite ist kein Scan, dort wird nichts ungefragt geändert",
        "the page is no scan, nothing is changed there unasked",
    ),
    "space": ("das Dokument setzt hier einen Abstand", "the document sets a space here"),
    "clean-page": (
        "die Seite ist sonst unbeschädigt, vielleicht schrieb es der Verfasser so",
        "the page is undamaged otherwise, perhaps its author wrote it so",
    ),
    "old-spelling": (
        "das Dokument ist in alter Rechtschreibung, sein langer Strich bleibt",
        "the document is in the old spelling, its long dash stays",
    ),
    "swiss-spelling": (
        "die Seite kennt kein ß, vielleicht ist sie in Schweizer Rechtschreibung",
        "the page has no ß, perhaps it is in Swiss spelling",
    ),
    "reading": ("eine andere Lesung der Seite hat es so", "another reading of the page has it so"),
    "witness": ("die Lesungen dieser Stelle", "the readings of this place"),
    "witness-against": (
        "eine andere Lesung bestätigt, was dasteht",
        "another reading confirms what stands there",
    ),
    "readings-differ": (
        "die Lesungen sind sich bei dieser Zahl nicht einig",
        "the readings do not agree on this number",
    ),
    "beside-doubt": (
        "das Wort daneben ist selbst zweifelhaft, oder der Satz würde geteilt",
        "the word beside it is doubtful itself, or the sentence would be parted",
    ),
    "verdict": ("so haben Sie entschieden", "you decided so"),
    "below-threshold": ("nicht sicher genug, um es ungefragt zu ändern", "not sure enough to change it unasked"),
}

# How the detail of a reason is said; an empty entry hides a figure that tells a clerk nothing (JSON has it).
DETAILS: dict[str, tuple[str, str]] = {
    "rarer-than-neighbour": ("im Vergleichstext {detail}", "{detail} in the reference text"),
    "document-repeats": ("{detail}-mal", "{detail} times"),
    "context": ("", ""),
    "below-threshold": ("", ""),
    "verdict": ("", ""),
    "quote": ("", ""),
    "dash": ("", ""),
    "mark": ("", ""),
    "bullet": ("", ""),
    "space": ("", ""),
}
_SEEN_MISREADING = re.compile("(.*)\N{LEFTWARDS ARROW}(.*) [(]([0-9]+)[)]", re.DOTALL)


def phrase(key: str, language: Language, **values: str) -> str:
    """Give a phrase with its values put in.

    Raises:
        KeyError: there is no such phrase.
    """
    return _pick(PHRASES[key], language).format(**values)


def counted(key: str, count: int, language: Language) -> str:
    """Give the form of a phrase that fits a number, with the number put in.

    >>> counted("n-applied", 1, "de"), counted("n-applied", 1200, "de")
    ('1 Änderung', '1.200 Änderungen')
    """
    forms = _pick(PHRASES[key], language).split("|")
    return forms[0 if count == 1 else -1].format(n=grouped(count, language))


def grouped(number: int, language: Language) -> str:
    """Write a whole number with its thousands set off."""
    return f"{number:,}".replace(",", "." if language == "de" else ",")


def percent(share: float, language: Language) -> str:
    """Write a share (0..1); what is not certain is never shown as 100 %, nor what is possible as 0 %.

    >>> percent(0.99996, "en"), percent(0.61, "en")
    ('99.9%', '61%')
    """
    figure = share * 100
    if 99 <= figure < 100:
        number = f"{min(figure, 99.9):.1f}"
    elif 0 < figure < 1:
        number = f"{max(figure, 0.1):.1f}"
    else:
        number = f"{figure:.0f}"
    if language == "de":
        return number.replace(".", ",") + "\N{NO-BREAK SPACE}%"
    return number + "%"


def misreading(true: str, read: str, language: Language) -> str:
    """Say one confusion in words.

    >>> misreading("ü", "ii", "de")
    '„ü“ als „ii“ gelesen'
    """
    key = "misread" if true and read else "misread-lost" if true else "misread-added"
    return phrase(key, language, true=visible_line(true), read=visible_line(read))


def reason_in_words(reason: Reason, language: Language, *, before: str, after: str, rewrites: str) -> str:
    """Say a reason in plain words; a code that is not listed is shown with its detail.

    >>> reason_in_words(Reason("name"), "de", before="Bohnhof", after="Bahnhof", rewrites="")
    'kann ein Name sein'
    """
    known = REASONS.get(reason.code)
    if known is None:
        return visible_line(f"{reason.code}: {reason.detail}" if reason.detail else reason.code)
    detail = reason.detail if reason.detail not in ("", before, after) else ""
    seen = _SEEN_MISREADING.fullmatch(detail) if reason.code == "confusion" else None
    if seen:
        rewrites, detail = misreading(seen[1], seen[2], language), ""
        if seen[3] != "0":
            detail = counted("times-here", int(seen[3]), language)
    elif detail and reason.code in DETAILS:
        detail = _pick(DETAILS[reason.code], language).format(detail=detail)
    values = {"before": visible_line(before), "after": visible_line(after), "rewrites": rewrites}
    words = _pick(known, language).format(**values).removesuffix(": ")
    return f"{words} ({visible_line(detail)})" if detail else words


def _pick(both: tuple[str, str], language: Language) -> str:
    return both[0 if language == "de" else 1]
