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
        "fertig, aber check oder --fail-on hat Schäden gefunden",
        "done, but check or --fail-on found damage",
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
    "fix.progress-rate": Phrase(
        "{done} von {total} Dateien, {rate} Seiten/s, noch {left}",
        "{done} of {total} files, {rate} pages/s, {left} left",
    ),
    "fix.progress-pages": Phrase("Seite {done} von {total}", "page {done} of {total}"),
    "fix.skipped": Phrase(
        "Übergangen (anderer Typ oder ausgeschlossen): {count}",
        "Passed over (another type, or excluded): {count}",
    ),
    "fix.kept": Phrase(
        "Unverändert aus einem früheren Lauf: {count}",
        "Unchanged from an earlier run: {count}",
    ),
    "fix.more-failed": Phrase("… und {count} weitere gescheiterte Dateien", "… and {count} more failed files"),
    "fix.not-in-pdf": Phrase(
        "Nur im Text, nicht in der PDF (ihr sichtbarer Text bleibt): {count} Änderungen",
        "In the text only, not in the PDF (whose visible text stays): {count} changes",
    ),
    "fix.failed": Phrase("{label}: Code {code}: {message}", "{label}: code {code}: {message}"),
    "watch.started": Phrase(
        "{folder} wird beobachtet; Strg-C beendet.",
        "Watching {folder}; Ctrl-C ends.",
    ),
    "watch.done": Phrase(
        "{label}: {pages} Seiten, {applied} geändert, {doubts} offen",
        "{label}: {pages} pages, {applied} changed, {doubts} open",
    ),
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
    "review.nothing": Phrase("Hier ist nichts zu entscheiden.", "There is nothing to decide here."),
    "review.left": Phrase("noch {left} von {all}", "{left} of {all} left"),
    "review.of": Phrase("{number} von {length}", "{number} of {length}"),
    "review.status.open": Phrase("Offene Zweifel", "Open doubts"),
    "review.status.changed": Phrase("Änderungen", "Changes"),
    "review.status.noticed": Phrase("Auffällig", "Odd"),
    "review.accept": Phrase("Vorschlag übernehmen ({percent})", "take the proposal ({percent})"),
    "review.confirm": Phrase("Änderung bestätigen ({percent})", "confirm the change ({percent})"),
    "review.leave": Phrase("so lassen, wie gelesen", "leave as it was read"),
    "review.take-back": Phrase("Änderung zurücknehmen", "take the change back"),
    "review.edit": Phrase("etwas anderes eingeben", "type something else"),
    "review.lexicon": Phrase("ist ein richtiges Wort: ins Wörterbuch", "is a right word: add to the lexicon"),
    "review.empty": Phrase("(nichts)", "(nothing)"),
    "review.ask": Phrase("Richtiger Text: ", "Right text: "),
    "review.why": Phrase("Grund:", "Reason:"),
    "review.decided.accept": Phrase("Entschieden: {text}", "Decided: {text}"),
    "review.decided.reject": Phrase("Entschieden: bleibt {text}", "Decided: stays {text}"),
    "review.decided.edit": Phrase("Selbst eingegeben: {text}", "Typed in: {text}"),
    "review.decided.lexicon": Phrase("Bleibt und kommt ins Wörterbuch: {text}", "Stays, goes into the lexicon: {text}"),
    "review.undone": Phrase("Zurückgenommen.", "Undone."),
    "review.nothing-undone": Phrase("Es gibt nichts zurückzunehmen.", "There is nothing to undo."),
    "review.series-settled": Phrase("{count} Stellen der Reihe entschieden.", "{count} places of the series decided."),
    "review.unknown-key": Phrase(
        "Diese Taste tut hier nichts, ? zeigt alle.", "This key does nothing here, ? shows all."
    ),
    "review.not-possible": Phrase("Das geht an dieser Stelle nicht.", "That is not possible at this place."),
    "review.all-decided": Phrase("Alles entschieden. q beendet.", "Everything is decided. q leaves."),
    "review.keys": Phrase(
        "j/k weiter, zurück   n/p Reihe   A/R ganze Reihe   u rückgängig   ? Hilfe   q Ende",
        "j/k next, previous   n/p series   A/R whole series   u undo   ? help   q quit",
    ),
    "review.key.a": Phrase("Vorschlag übernehmen oder Änderung bestätigen", "take the proposal or confirm the change"),
    "review.key.r": Phrase("so lassen, wie gelesen", "leave as it was read"),
    "review.key.choose": Phrase("eine andere Lesart wählen", "choose another reading"),
    "review.key.e": Phrase("selbst eingeben, was dort steht", "type in what is printed there"),
    "review.key.l": Phrase(
        "das gelesene Wort ist richtig: ins Wörterbuch", "the word as read is right: to the lexicon"
    ),
    "review.key.all": Phrase("die ganze Reihe übernehmen oder so lassen", "take the whole series, or leave it as read"),
    "review.key.step": Phrase("nächste, vorige Stelle (auch Pfeiltasten)", "next, previous place (arrow keys, too)"),
    "review.key.series": Phrase("nächste, vorige Reihe (auch Pfeiltasten)", "next, previous series (arrow keys, too)"),
    "review.key.u": Phrase("letzte Entscheidung zurücknehmen", "undo the last decision"),
    "review.key.q": Phrase("beenden; alles Entschiedene ist gesichert", "quit; all that was decided is kept"),
    "review.help-end": Phrase("Eine Taste führt zurück.", "Any key leads back."),
    "review.done": Phrase("{done} entschieden, {left} offen.", "{done} decided, {left} open."),
    "review.kept": Phrase("Entscheidungen in {path}", "Decisions in {path}"),
    "apply.done": Phrase(
        "{label}: {done} Entscheidungen befolgt, {misfits} passen nicht mehr",
        "{label}: {done} decisions followed, {misfits} no longer fit",
    ),
    "apply.none": Phrase(
        "{label}: keine der Entscheidungen gehört hierher", "{label}: none of the decisions belongs here"
    ),
    "apply.misfit": Phrase("  {place}: {before} → {wanted}: {why}", "  {place}: {before} → {wanted}: {why}"),
    "apply.fit.missing": Phrase("die Stelle gibt es nicht mehr", "the place is gone"),
    "apply.fit.changed": Phrase("dort steht jetzt etwas anderes", "something else stands there now"),
    "apply.fit.overlaps": Phrase("eine andere Entscheidung reicht hier hinein", "another decision reaches into it"),
    "apply.words": Phrase(
        "{count} Wörter in {path} (für ocrfix fix --lexicon {path})",
        "{count} words in {path} (for ocrfix fix --lexicon {path})",
    ),
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

    def decimal(self, value: float) -> str:
        """Write a number with one decimal in the language's way.

        >>> Phrases("de").decimal(3.25)
        '3,2'
        """
        return f"{value:.1f}".replace(".", ",") if self.language == "de" else f"{value:.1f}"
