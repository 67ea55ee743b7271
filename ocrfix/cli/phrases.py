"""Every sentence the command line says, in German and English.

Bird's-eye view: :func:`language_of` reads the locale, :class:`Phrases` looks a sentence up. Help texts are in
:mod:`ocrfix.cli.help_phrases`, the messages of errors in :mod:`ocrfix.cli.error_phrases`. Start reading at
:class:`Phrases`.

German example: ``Phrases("de")("error")`` is ``"Fehler"``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ocrfix.batch.outcome import Language
from ocrfix.errors import ExitCode


class Phrase(NamedTuple):
    """One sentence in both languages, with named places in braces."""

    german: str
    english: str


EXIT_PHRASES: Mapping[ExitCode, Phrase] = {
    ExitCode.DONE: Phrase(
        "fertig, nichts über der Schwelle",
        "done, nothing above the threshold",
    ),
    ExitCode.FINDINGS: Phrase(
        "fertig, aber --fail-on hat Schäden gefunden",
        "done, but --fail-on found damage",
    ),
    ExitCode.USAGE: Phrase(
        "die Befehlszeile stimmt nicht",
        "the command line does not fit together",
    ),
    ExitCode.INPUT: Phrase(
        "Eingabe fehlt, ist unlesbar, verschlüsselt oder ohne Text",
        "input missing, unreadable, encrypted or without text",
    ),
    ExitCode.ENGINE: Phrase(
        "Tesseract oder ein Sprachmodell fehlt, versagte oder war zu langsam",
        "Tesseract or a language model is missing, failed or was too slow",
    ),
    ExitCode.CONFIGURATION: Phrase(
        "eine Einstellung stimmt nicht",
        "a setting is wrong",
    ),
    ExitCode.DATA: Phrase(
        "eine Datendatei fehlt oder ist falsch",
        "a data file is missing or wrong",
    ),
    ExitCode.OUTPUT: Phrase(
        "Ausgabe nicht schreibbar oder schon vorhanden",
        "output not writable or exists already",
    ),
    ExitCode.BATCH: Phrase(
        "Stapel beendet, einige Dateien gescheitert (jede mit ihrem Code genannt)",
        "batch ended, some files failed (each listed with its own code)",
    ),
    ExitCode.BUG: Phrase(
        "ein Fehler in ocrfix, bitte melden",
        "a bug in ocrfix, please report it",
    ),
    ExitCode.INTERRUPTED: Phrase(
        "mit Strg-C abgebrochen",
        "stopped with Ctrl-C",
    ),
    ExitCode.READER_GONE: Phrase(
        "der Leser der Standardausgabe ist weg (ohne Meldung)",
        "the reader of stdout is gone (no message)",
    ),
}

PHRASES: Mapping[str, Phrase] = {
    "error": Phrase("Fehler", "Error"),
    "hint": Phrase("Hinweis", "Hint"),
    "exit-codes": Phrase("Exit-Codes", "Exit codes"),
    "panel.options": Phrase("Optionen", "Options"),
    "panel.arguments": Phrase("Argumente", "Arguments"),
    "panel.commands": Phrase("Befehle", "Commands"),
    "see-help": Phrase("{command} --help zeigt, was möglich ist", "{command} --help shows what is possible"),
    "no-such-option": Phrase("Die Option {option} gibt es nicht.", "There is no option {option}."),
    "did-you-mean": Phrase("gemeint ist vielleicht {names}", "perhaps you mean {names}"),
    "interrupted": Phrase(
        "Abgebrochen. Fertige Dateien sind vollständig, halbe gibt es nicht.",
        "Stopped. Finished files are complete, there are no half ones.",
    ),
    "bug": Phrase(
        "Das ist ein Fehler in ocrfix ({kind}), nicht in Ihrer Datei.",
        "This is a bug in ocrfix ({kind}), not in your file.",
    ),
    "bug-hint": Phrase(
        "Bitte melden Sie ihn mit der Ausgabe von ocrfix doctor. Mit --debug erscheint die ganze "
        "Fehlerspur; sie kann Text des Dokuments enthalten.",
        "Please report it with the output of ocrfix doctor. With --debug the whole trace appears; it may "
        "hold text of the document.",
    ),
    "fix.progress": Phrase("{done} von {total} Dateien", "{done} of {total} files"),
    "fix.progress-pages": Phrase("Seite {done} von {total}", "page {done} of {total}"),
    "fix.skipped": Phrase(
        "Übergangen (anderer Typ oder ausgeschlossen): {count}",
        "Passed over (another type, or excluded): {count}",
    ),
    "fix.failed": Phrase("{label}: Code {code}: {message}", "{label}: code {code}: {message}"),
    "explain.nothing": Phrase("Nichts Auffälliges gefunden.", "Nothing suspicious was found."),
    "explain.corrected": Phrase("berichtigter Text", "corrected text"),
    "explain.page": Phrase("Seite", "page"),
    "explain.confidence": Phrase("Sicherheit", "confidence"),
    "explain.reasons": Phrase("Gründe", "reasons"),
    "explain.candidates": Phrase("Kandidaten", "candidates"),
    "action.apply": Phrase("geändert", "changed"),
    "action.suggest": Phrase("vorgeschlagen", "suggested"),
    "action.keep": Phrase("belassen", "kept"),
    "level.safe": Phrase("sicher", "safe"),
    "level.likely": Phrase("wahrscheinlich", "likely"),
    "level.review": Phrase("zu prüfen", "to be reviewed"),
    "apply.reverted": Phrase("{path}: Text wie eingelesen", "{path}: the text as it was read"),
    "doctor.engines": Phrase("Texterkennung", "Text recognition"),
    "doctor.data": Phrase("Daten", "Data"),
    "doctor.program": Phrase("Programm", "Program"),
    "doctor.found": Phrase("vorhanden", "found"),
    "doctor.missing": Phrase("fehlt", "missing"),
    "doctor.wrong": Phrase("unbrauchbar", "unusable"),
    "doctor.languages": Phrase("Sprachen", "languages"),
    "doctor.ready": Phrase("Alles da.", "Everything is there."),
    "doctor.not-ready": Phrase("Es fehlt etwas, siehe oben.", "Something is missing, see above."),
    "lexicon.same": Phrase("{place}: Byte für Byte wie gebaut", "{place}: byte for byte as built"),
    "lexicon.built": Phrase("{place}: Daten gebaut", "{place}: data built"),
    "lexicon.made": Phrase(
        "{path}: {words} Wörter aus {documents} Dokumenten ({running} laufende Wörter)",
        "{path}: {words} words from {documents} documents ({running} running words)",
    ),
    "lexicon.added": Phrase("{path}: {count} Wörter aufgenommen", "{path}: {count} words added"),
    "lexicon.removed": Phrase("{path}: {count} Wörter entfernt", "{path}: {count} words removed"),
    "lexicon.not-there": Phrase("{word} steht nicht in {path}", "{word} is not in {path}"),
    "lexicon.excluded": Phrase(
        "{word} ist mitgeliefert und steht nun in {path} als ausgeschlossen",
        "{word} is shipped, and now stands in {path} as excluded",
    ),
    "lexicon.conflict": Phrase("Widerspruch bei {form}: {views}", "Conflict about {form}: {views}"),
    "lexicon.known": Phrase("bekannt", "known"),
    "lexicon.compound": Phrase("in keiner Liste, aber zusammengesetzt", "in no list, but a compound"),
    "lexicon.unknown": Phrase("unbekannt", "unknown"),
    "lexicon.seen": Phrase("etwa {count}-mal gesehen", "seen about {count} times"),
    "lexicon.never": Phrase("nie gesehen", "never seen"),
    "lexicon.domain": Phrase("im Fachwortschatz", "in the domain lexicon"),
    "lexicon.other-case": Phrase("bekannt als {form}", "known as {form}"),
    "lexicon.top-wins": Phrase("Widerspruch: die unterste Zeile gilt", "conflict: the last line holds"),
    "lexicon.follows": Phrase("folgt aus {form} in {path}", "follows from {form} in {path}"),
    "lexicon.parts": Phrase("Teile", "parts"),
    "lexicon.forms": Phrase("damit auch bekannt", "known with it"),
    "lexicon.compounds": Phrase("mitgelieferte Zusammensetzungen", "shipped compounds"),
    "learn.done": Phrase(
        "{path}: gelernt aus {pages} Seiten und {verdicts} Urteilen, {confusions} Verwechslungen",
        "{path}: learned from {pages} pages and {verdicts} verdicts, {confusions} confusions",
    ),
    "learn.unreadable": Phrase("übergangen: {problem}", "passed over: {problem}"),
    "learn.head": Phrase(
        "Gelernt aus {pages} Seiten, {letters} Zeichen", "Learned from {pages} pages, {letters} characters"
    ),
    "learn.lost": Phrase("Verlorene Umlaute und ß: {percent} %", "Lost umlauts and ß: {percent} %"),
    "learn.noise": Phrase(
        "Andere Verwechslungen: {times}-mal so häufig wie üblich",
        "Other confusions: {times} times as frequent as usual",
    ),
    "learn.true": Phrase("gedruckt", "printed"),
    "learn.read": Phrase("gelesen", "read"),
    "learn.count": Phrase("Anzahl", "count"),
    "learn.more": Phrase("und {count} seltenere", "and {count} rarer ones"),
    "learn.verdicts": Phrase("Urteile (+ angenommen, - abgelehnt):", "Verdicts (+ accepted, - rejected):"),
    "learn.title": Phrase("Verwechslungen: {name}", "Confusions: {name}"),
}


def language_of(environment: Mapping[str, str]) -> Language:
    """Choose the language of messages from the locale: the first of LC_ALL, LC_MESSAGES, LANG that is set.

    >>> language_of({"LC_ALL": "", "LANG": "de_DE.UTF-8"})
    'de'
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "de" if value.lower().startswith("de") else "en"
    return "en"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language."""

    language: Language

    def __call__(self, key: str, **places: object) -> str:
        """Give a sentence with its places filled in.

        Raises:
            KeyError: there is no such sentence, or a place is not filled.
        """
        return self.choose(PHRASES[key]).format_map(places)

    def choose(self, phrase: Phrase) -> str:
        """Give the wording of this language."""
        return phrase.german if self.language == "de" else phrase.english

    def number(self, value: int) -> str:
        """Write a whole number with the language's separator of thousands.

        >>> Phrases("de").number(75600)
        '75.600'
        """
        return f"{value:,}".replace(",", ".") if self.language == "de" else f"{value:,}"
