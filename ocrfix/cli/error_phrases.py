"""The German wording of error messages, which the core writes in English.

Bird's-eye view: the core knows no language; its messages are English templates. :func:`translate` finds the
template a message was made from and fills the German one with the same places. What has no German wording
stays English, and a test lists it. Start reading at :func:`translate`.

German example: ``"a.txt exists already"`` becomes ``"a.txt gibt es schon"``.
"""

# ruff: noqa: E501 - a message and its wording stand on one line, so that both can be found

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ocrfix.batch.outcome import Language

GERMAN: Mapping[str, str] = {
    # files and lists
    "{0} does not exist": "{0} gibt es nicht",
    "{0} is a folder, not a file": "{0} ist ein Ordner, keine Datei",
    "{0} may not be read": "{0} darf nicht gelesen werden",
    "{0} cannot be read: {1}": "{0} lässt sich nicht lesen: {1}",
    "{0} is empty: it holds no text": "{0} ist leer und enthält keinen Text",
    "{0} is no folder": "{0} ist kein Ordner",
    "the file holds no text": "die Datei enthält keinen Text",
    "the file is neither PDF, image nor text": "die Datei ist weder PDF noch Bild noch Text",
    "the folder may not be read": "der Ordner darf nicht gelesen werden",
    "the folder holds no input": "der Ordner enthält keine Eingabe",
    "the folder holds results of ocrfix, not input": "der Ordner enthält Ergebnisse von ocrfix, keine Eingabe",
    "PDF, PNG, JPEG, TIFF and text (.txt) are read": "gelesen werden PDF, PNG, JPEG, TIFF und Text (.txt)",
    "name the files themselves": "nennen Sie die Dateien selbst",
    "ask its owner for permission": "bitten Sie den Besitzer um die Erlaubnis",
    "no input is left": "es bleibt keine Eingabe übrig",
    "no input is named": "es ist keine Eingabe genannt",
    "standard input is closed": "die Standardeingabe ist geschlossen",
    "- for standard input stands alone": "- für die Standardeingabe steht allein",
    "-0 belongs to --files-from": "-0 gehört zu --files-from",
    "the list of files holds NUL characters": "die Liste der Dateien enthält NUL-Zeichen",
    "the list of files is empty": "die Liste der Dateien ist leer",
    "the list {0} cannot be read": "die Liste {0} lässt sich nicht lesen",
    "the word list {0} cannot be read": "die Wortliste {0} lässt sich nicht lesen",
    "the word list {0} cannot be read: {1}": "die Wortliste {0} lässt sich nicht lesen: {1}",
    "give a UTF-8 file": "nennen Sie eine Datei in UTF-8",
    "the password file {0} cannot be read": "die Passwortdatei {0} lässt sich nicht lesen",
    "not enough memory for this file": "der Speicher reicht für diese Datei nicht",
    "lower --max-pixels": "setzen Sie --max-pixels niedriger",
    "the process that read it was ended ({0})": "der Prozess, der sie las, wurde beendet ({0})",
    "no page was finished for too long": "zu lange wurde keine Seite fertig",
    "raise --timeout, or leave this file out with --exclude": "setzen Sie --timeout höher oder lassen Sie die Datei mit --exclude aus",
    "it may need too much memory: lower --max-pixels, or leave it out with --exclude": "vielleicht braucht sie zu viel Speicher: setzen Sie --max-pixels niedriger oder lassen Sie sie mit --exclude aus",
    "{0} of {1} files failed": "{0} von {1} Dateien gescheitert",
    "they are listed above with their codes": "sie stehen oben mit ihren Codes",
    # options
    "{0} is no list of pages": "{0} ist keine Liste von Seiten",
    "{0} knows no {1}": "{0} kennt {1} nicht",
    "--encoding knows no {0}": "--encoding kennt {0} nicht",
    "--report names no format": "--report nennt kein Format",
    "write it like --pages 1-3,7": "schreiben Sie etwa --pages 1-3,7",
    "choose from {0}": "zur Wahl stehen {0}",
    "choose from html,json,diff,csv or none": "zur Wahl stehen html,json,diff,csv oder none",
    "choose from 1-{0} with --pages": "wählen Sie mit --pages aus 1-{0}",
    "try utf-8, latin-1 or cp1252": "versuchen Sie utf-8, latin-1 oder cp1252",
    "give a text file in UTF-8": "nennen Sie eine Textdatei in UTF-8",
    "check the name": "prüfen Sie den Namen",
    "check the name after --lexicon": "prüfen Sie den Namen hinter --lexicon",
    "name a file": "nennen Sie eine Datei",
    "name a file, a folder or - for standard input": "nennen Sie eine Datei, einen Ordner oder - für die Standardeingabe",
    "name the files in it": "nennen Sie die Dateien darin",
    "look at --type and --exclude": "sehen Sie --type und --exclude durch",
    "leave it out, or name a list with --files-from": "lassen Sie es weg oder nennen Sie eine Liste mit --files-from",
    "read it with -0": "lesen Sie sie mit -0",
    "run the other inputs on their own": "nehmen Sie die anderen Eingaben für sich",
    "write one file name per line": "schreiben Sie einen Dateinamen je Zeile",
    "check that the right file was named": "prüfen Sie, ob die richtige Datei genannt ist",
    "check the spelling, or list the folder with ls": "prüfen Sie die Schreibweise oder sehen Sie mit ls nach",
    "check the disk or the network share": "prüfen Sie den Datenträger oder das Netzlaufwerk",
    "allow it with: chmod u+r {0}": "erlauben Sie es mit: chmod u+r {0}",
    "give a PDF, PNG, JPEG, TIFF or text file; convert others first": "nennen Sie eine PDF-, PNG-, JPEG-, TIFF- oder Textdatei; wandeln Sie andere vorher um",
    # lexicon and learning
    "name the folder with --from": "nennen Sie den Ordner mit --from",
    "--show stands alone": "--show steht allein",
    "run it without anything to learn from": "rufen Sie es ohne etwas auf, aus dem gelernt wird",
    "nothing to learn from is named": "es ist nichts genannt, aus dem gelernt wird",
    "name pairs, decisions.jsonl or a folder": "nennen Sie Textpaare, decisions.jsonl oder einen Ordner",
    "the file of the profile is not named": "die Datei des Profils ist nicht genannt",
    "name it with -o FILE": "nennen Sie sie mit -o DATEI",
    "the profile {0} cannot be read": "das Profil {0} lässt sich nicht lesen",
    "the profile {0} cannot be read: {1}": "das Profil {0} lässt sich nicht lesen: {1}",
    "make one with: ocrfix learn PAGES -o FILE": "lernen Sie eines mit: ocrfix learn SEITEN -o DATEI",
    "check the name after --profile": "prüfen Sie den Namen hinter --profile",
    "there is nothing to learn from": "es gibt nichts, aus dem gelernt werden könnte",
    "give pairs NAME.txt and NAME.gt.txt, JSON lines with ocr and gt, decisions.jsonl, or a folder of documents": "nennen Sie Paare NAME.txt und NAME.gt.txt, JSON-Zeilen mit ocr und gt, decisions.jsonl oder einen Ordner mit Dokumenten",
    "{0} holds neither pages nor verdicts: {1}": "{0} enthält weder Seiten noch Urteile: {1}",
    "{0} is no profile ({1}): {2}": "{0} ist kein Profil ({1}): {2}",
    "{0} holds no document that can be read": "{0} enthält kein Dokument, das sich lesen lässt",
    "give text, or PDF with a text layer": "nennen Sie Text oder PDF mit Textebene",
    "{0} is no UTF-8": "{0} ist nicht in UTF-8",
    "convert it with iconv": "wandeln Sie sie mit iconv um",
    "--check, --without and --lmplz belong to the language data": "--check, --without und --lmplz gehören zu den Sprachdaten",
    "leave them out for a list": "lassen Sie sie bei einer Liste weg",
    "the file of the word list is not named": "die Datei der Wortliste ist nicht genannt",
    "name it with -o NAME.tsv": "nennen Sie sie mit -o NAME.tsv",
    "no list is named, and the user has none": "es ist keine Liste genannt, und der Benutzer hat keine",
    "name one with --to FILE": "nennen Sie eine mit --to DATEI",
    "--class knows no {0}": "--class kennt {0} nicht",
    "{0} is no single word": "{0} ist kein einzelnes Wort",
    "name one word; a term of several is added word by word": "nennen Sie ein Wort; ein Begriff aus mehreren wird Wort für Wort aufgenommen",
    # outputs
    "{0} and {1} would both write {2}": "{0} und {1} würden beide {2} schreiben",
    "tell them apart with --names full": "unterscheiden Sie sie mit --names full",
    "run them with different --out-dir": "geben Sie ihnen verschiedene --out-dir",
    "{0} is both input and output folder": "{0} ist zugleich Eingabe- und Ausgabeordner",
    "{0} would overwrite an input": "{0} würde eine Eingabe überschreiben",
    "{0} exists already": "{0} gibt es schon",
    "{0} is a folder": "{0} ist ein Ordner",
    "{0} cannot be looked at: {1}": "{0} lässt sich nicht ansehen: {1}",
    "{0} cannot be written: {1}": "{0} lässt sich nicht schreiben: {1}",
    "{0} is not writable": "{0} ist nicht schreibbar",
    "{0} is on a read-only disk": "{0} liegt auf einem Datenträger, der nur lesbar ist",
    "{0} cannot be written: the disk is full": "{0} lässt sich nicht schreiben: der Datenträger ist voll",
    "{0} cannot be written: the quota is used up": "{0} lässt sich nicht schreiben: das Kontingent ist verbraucht",
    "{0} lies in a folder whose name is taken by a file": "{0} läge in einem Ordner, dessen Namen eine Datei trägt",
    "{0} has too long a name for this disk": "{0} hat einen zu langen Namen für diesen Datenträger",
    "standard output cannot be written: {0}": "die Standardausgabe lässt sich nicht schreiben: {0}",
    "choose another folder with --out-dir": "wählen Sie mit --out-dir einen anderen Ordner",
    "choose another folder with --out-dir, or remove that folder": "wählen Sie mit --out-dir einen anderen Ordner oder entfernen Sie jenen",
    "free some space, or choose another disk with --out-dir": "schaffen Sie Platz oder wählen Sie mit --out-dir einen anderen Datenträger",
    "free some space": "schaffen Sie Platz",
    "give a folder with --out-dir": "nennen Sie mit --out-dir einen Ordner",
    "overwrite it with --force or choose another --out-dir": "überschreiben Sie es mit --force oder wählen Sie ein anderes --out-dir",
    "name another folder with --out-dir, or replace it with --force": "nennen Sie mit --out-dir einen anderen Ordner oder ersetzen Sie es mit --force",
    "shorten the name of the input file": "kürzen Sie den Namen der Eingabedatei",
    # text
    "byte {0} (value 0x{1}) is not {2}": "Byte {0} (Wert 0x{1}) ist kein {2}",
    "the bytes would not come back unchanged from the encoding {0}": "aus dem Zeichensatz {0} kämen die Bytes nicht unverändert zurück",
    "there is no text encoding named {0}": "einen Zeichensatz {0} gibt es nicht",
    "name the encoding, for example --encoding latin-1 or --encoding cp1252": "nennen Sie den Zeichensatz, etwa --encoding latin-1 oder --encoding cp1252",
    "try --encoding utf-8, latin-1 or cp1252": "versuchen Sie --encoding utf-8, latin-1 oder cp1252",
    "convert the file to UTF-8 first: iconv -f ENCODING -t utf-8 FILE": "wandeln Sie die Datei vorher in UTF-8 um: iconv -f ZEICHENSATZ -t utf-8 DATEI",
    # PDF and images
    "the PDF has no pages": "die PDF hat keine Seiten",
    "the PDF is damaged or cut off: its beginning is a PDF's, the rest cannot be read": "die PDF ist beschädigt oder abgeschnitten: nur ihr Anfang ist lesbar",
    "the PDF is encrypted in a way that cannot be opened": "die PDF ist auf eine Weise verschlüsselt, die sich nicht öffnen lässt",
    "the PDF needs a password to open": "die PDF verlangt zum Öffnen ein Passwort",
    "the password does not open the PDF": "das Passwort öffnet die PDF nicht",
    "write it into a file and name that: --password-file FILE": "schreiben Sie es in eine Datei und nennen Sie diese: --password-file DATEI",
    "check the file named with --password-file": "prüfen Sie die Datei, die --password-file nennt",
    "save a copy without encryption": "speichern Sie eine Kopie ohne Verschlüsselung",
    "check the file with: pdfinfo FILE": "prüfen Sie die Datei mit: pdfinfo DATEI",
    "fetch or scan the file again": "holen oder scannen Sie die Datei noch einmal",
    "fetch the file again, or repair it with: mutool clean FILE REPAIRED or qpdf FILE REPAIRED": "holen Sie die Datei noch einmal oder reparieren Sie sie mit: mutool clean DATEI NEU oder qpdf DATEI NEU",
    "page {0} is damaged and cannot be read": "Seite {0} ist beschädigt und lässt sich nicht lesen",
    "leave it out with --pages, or repair the PDF with qpdf": "lassen Sie sie mit --pages aus oder reparieren Sie die PDF mit qpdf",
    "there is no page {0}: the input has {1} page{2}": "Seite {0} gibt es nicht, Zahl der Seiten: {1}",
    "{0} pages are more than the limit of {1}": "{0} Seiten sind mehr als die erlaubten {1}",
    "allow more with --max-pages {0} or choose some with --pages 1-{1}": "erlauben Sie mit --max-pages {0} mehr oder wählen Sie mit --pages 1-{1} einige",
    "page {0} has {1} x {2} pixels, more than the limit of {3}": "Seite {0} hat {1} x {2} Bildpunkte, mehr als die erlaubten {3}",
    "a page of {0} x {1} cm has more pixels than allowed even at {2} dpi": "eine Seite von {0} x {1} cm hat selbst bei {2} dpi mehr Bildpunkte als erlaubt",
    "allow them with --max-pixels {0}": "erlauben Sie sie mit --max-pixels {0}",
    "allow them with --max-pixels {0} or scan at 300 dpi": "erlauben Sie sie mit --max-pixels {0} oder scannen Sie mit 300 dpi",
    "scan it at 300 dpi": "scannen Sie es mit 300 dpi",
    "the image has far more pixels than a page can have": "das Bild hat viel mehr Bildpunkte, als eine Seite haben kann",
    "the image is damaged or cut off": "das Bild ist beschädigt oder abgeschnitten",
    "an image has no text layer, and --ocr never forbids recognition": "ein Bild hat keine Textebene, und --ocr never verbietet die Erkennung",
    "none of the {0} pages has a text layer, and --ocr never forbids recognition": "keine der {0} Seiten hat eine Textebene, und --ocr never verbietet die Erkennung",
    "the page does not have a text layer, and --ocr never forbids recognition": "die Seite hat keine Textebene, und --ocr never verbietet die Erkennung",
    "none of the {0} pages holds text: blank, or nothing was recognised": "keine der {0} Seiten enthält Text: leer, oder nichts wurde erkannt",
    "the page does not hold text: blank, or nothing was recognised": "die Seite enthält keinen Text: leer, oder nichts wurde erkannt",
    "leave out --ocr never": "lassen Sie --ocr never weg",
    "look at the pages; are they scans of text?": "sehen Sie die Seiten an: sind es Scans von Text?",
    # engines
    "no Tesseract with the language model {0} is installed, and a page must be recognised": "eine Seite muss erkannt werden, und es ist kein Tesseract mit dem Sprachmodell {0} eingerichtet",
    "no system Tesseract with the language model {0} is installed, and a page must be recognised": "eine Seite muss erkannt werden, und im System ist kein Tesseract mit dem Sprachmodell {0} eingerichtet",
    "no embedded Tesseract with the language model {0} is installed, and a page must be recognised": "eine Seite muss erkannt werden, und das mitgelieferte Tesseract mit dem Sprachmodell {0} fehlt",
    "{0}   (or --ocr never to use the text layer as it is)": "{0}   (oder --ocr never, um die Textebene zu nehmen, wie sie ist)",
    "{0} is not installed": "{0} ist nicht eingerichtet",
    "{0} has no model for {1}": "{0} hat kein Modell für {1}",
    "{0} could not be run: {1}": "{0} ließ sich nicht ausführen: {1}",
    "{0} does not start: {1}": "{0} startet nicht: {1}",
    "{0} failed with status {1}: {2}": "{0} scheiterte mit Status {1}: {2}",
    "{0} failed: {1}": "{0} scheiterte: {1}",
    "{0} took longer than {1} seconds for a page": "{0} brauchte für eine Seite länger als {1} Sekunden",
    "{0} wrote a table row that cannot be understood: {1}": "{0} schrieb eine unverständliche Tabellenzeile: {1}",
    "{0} wrote messages that are not UTF-8": "{0} schrieb Meldungen, die kein UTF-8 sind",
    "{0} wrote output that is not UTF-8 (byte {1})": "{0} schrieb eine Ausgabe, die kein UTF-8 ist (Byte {1})",
    "allow more time, for example --timeout {0}": "erlauben Sie mehr Zeit, etwa --timeout {0}",
    "apt install --reinstall tesseract-ocr": "apt install --reinstall tesseract-ocr",
    "ocrfix doctor shows the versions of the engines": "ocrfix doctor zeigt die Versionen",
    "try --engine embedded": "versuchen Sie --engine embedded",
    "try --engine system": "versuchen Sie --engine system",
    "try --engine embedded; ocrfix doctor shows what is installed": "versuchen Sie --engine embedded; ocrfix doctor zeigt, was eingerichtet ist",
    "try --engine system; ocrfix doctor shows more": "versuchen Sie --engine system; ocrfix doctor zeigt mehr",
    "try the other Tesseract: --engine embedded or --engine system": "versuchen Sie das andere Tesseract: --engine embedded oder --engine system",
    # data
    "no data files in {0}: MANIFEST.json is missing": "keine Daten in {0}: MANIFEST.json fehlt",
    "{0} is not what was built: {1}": "{0} ist nicht, was gebaut wurde: {1}",
    "build the data without --check and look at the difference": "bauen Sie die Daten ohne --check und sehen Sie den Unterschied an",
    "the data file {0} is missing": "die Datendatei {0} fehlt",
    "the data file {0} has {1} bytes, not {2}": "die Datendatei {0} hat {1} Bytes statt {2}",
    "a data file cannot be read: {0}": "eine Datendatei lässt sich nicht lesen: {0}",
    "the data manifest cannot be read: {0}": "das Verzeichnis der Daten lässt sich nicht lesen: {0}",
    "the data have format {0}, this version reads {1}": "die Daten haben das Format {0}, diese Version liest {1}",
    "reinstall ocrfix, or rebuild the data with: ocrfix lexicon build --check": "richten Sie ocrfix neu ein oder bauen Sie die Daten neu: ocrfix lexicon build --check",
    # reports
    "{0} is not named like a report": "{0} heißt nicht wie ein Bericht",
    "this is not a whole report of ocrfix": "das ist kein ganzer Bericht von ocrfix",
    "the report has format version {0}, this ocrfix reads version {1}": "der Bericht hat die Formatversion {0}, dieses ocrfix liest Version {1}",
    "the text is not the one that this report was written for: it was changed, or belongs to another report": "der Text ist nicht der dieses Berichts: er wurde geändert oder gehört zu einem anderen",
    "the corrected text is no UTF-8": "der berichtigte Text ist kein UTF-8",
    "name the NAME.report.json that `ocrfix fix` wrote next to NAME.txt": "nennen Sie NAME.report.json, das `ocrfix fix` neben NAME.txt geschrieben hat",
    "name the NAME.txt that ocrfix wrote": "nennen Sie NAME.txt, das ocrfix geschrieben hat",
    "name the corrected text after it": "nennen Sie dahinter den berichtigten Text",
    "name the text as ocrfix wrote it, or repeat `ocrfix fix`": "nennen Sie den Text, wie ocrfix ihn schrieb, oder wiederholen Sie `ocrfix fix`",
    "use the ocrfix that wrote it (`ocrfix --version`)": "nehmen Sie das ocrfix, das ihn schrieb (`ocrfix --version`)",
    # the parser of the command line
    "Missing command.": "Es fehlt der Befehl.",
    "Missing argument {0}.": "Es fehlt {0}.",
    "Missing option {0}.": "Es fehlt die Option {0}.",
    "No such command {0}.": "Den Befehl {0} gibt es nicht.",
    "Option {0} requires an argument.": "Die Option {0} verlangt einen Wert.",
    "Option {0} does not take a value.": "Die Option {0} nimmt keinen Wert.",
    "Got unexpected extra argument(s) ({0})": "Überzählig: {0}",
    "Invalid value for {0}: {1}": "Falscher Wert für {0}: {1}",
    "Input should be a valid integer, unable to parse string as an integer": "es muss eine ganze Zahl sein",
    "Input should be a valid number, unable to parse string as a number": "es muss eine Zahl sein",
    "Input should be greater than or equal to {0}": "es muss mindestens {0} sein",
    "Input should be less than or equal to {0}": "es darf höchstens {0} sein",
    "{0} is not one of {1}.": "{0} ist keines von {1}.",
}


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

    >>> translate("a.pdf: the PDF has no pages", "de")
    'a.pdf: die PDF hat keine Seiten'
    """
    return message if language == "en" else _german(message) or message


def _german(message: str) -> str | None:
    for pattern, german in _patterns():
        if match := pattern.fullmatch(message):
            return german.format(*(match[f"p{number}"] for number in range(pattern.groups)))
    # "NAME: what is wrong" is put together at several places; the name stays, the rest is looked up.
    for colon in re.finditer(": ", message):
        if rest := _german(message[colon.end() :]):
            return message[: colon.end()] + rest
    return None
