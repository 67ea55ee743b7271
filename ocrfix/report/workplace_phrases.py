"""Every word of the report's workplace, in German and English; the script gets one of the two.

Bird's-eye view: as :mod:`ocrfix.report.phrases`, for what the script says. ``{name}`` is filled in by the script, a
bar separates the forms for one and for several. Start reading at :data:`WORDS`.

German example: „Alle 12 übernehmen“.
"""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # places and readings
    "place": ("Seite {page}, Zeile {line}", "page {page}, line {line}"),
    "page": ("Seite {n}", "Page {n}"),
    "instead-of": ("statt „{before}“", "instead of “{before}”"),
    "hidden-character": ("unsichtbares Zeichen", "hidden character"),
    "line-end": ("Zeilenende", "line end"),
    "nothing": ("(nichts)", "(nothing)"),
    "removed": ("entfernt:", "removed:"),
    "inserted": ("eingefügt:", "inserted:"),
    "doubt": ("zweifelhaft:", "doubtful:"),
    "crop": ("Ausschnitt der Seite {page}, Zeile {line}", "Part of page {page}, line {line}"),
    "why": ("Grund:", "Reason:"),
    "confidence": ("Sicherheit {percent}", "confidence {percent}"),
    # what can be decided
    "readings": ("Was stand dort wirklich?", "What was really printed there?"),
    "accept": ("Vorschlag übernehmen", "take the proposal"),
    "confirm": ("Änderung bestätigen", "confirm the change"),
    "reject": ("so lassen, wie gelesen", "leave as it was read"),
    "undo-change": ("Änderung zurücknehmen", "take the change back"),
    "right": ("ist richtig so", "is right as it is"),
    "alternative": ("auch möglich, {percent}", "also possible, {percent}"),
    "edit": ("Etwas anderes …", "Something else …"),
    "edit-label": ("Richtiger Text für „{before}“", "Right text for “{before}”"),
    "edit-line-end": ("{sign} steht für ein Zeilenende.", "{sign} stands for a line end."),
    "take": ("Übernehmen", "Take it"),
    "cancel": ("Abbrechen", "Cancel"),
    "lexicon": ("ist ein richtiges Wort: ins Wörterbuch", "is a right word: add to the lexicon"),
    "withdraw": ("Entscheidung aufheben", "withdraw the decision"),
    # what was decided
    "decided-accept": ("Entschieden: {text}", "Decided: {text}"),
    "decided-reject": ("Entschieden: bleibt {text}", "Decided: stays {text}"),
    "decided-edit": ("Selbst eingegeben: {text}", "Typed in: {text}"),
    "decided-lexicon": ("Bleibt und kommt ins Wörterbuch: {text}", "Stays and goes into the lexicon: {text}"),
    "withdrawn": ("Entscheidung aufgehoben", "Decision withdrawn"),
    # series
    "status-open": ("Offene Zweifel", "Open doubts"),
    "status-changed": ("Änderungen", "Changes"),
    "status-noticed": ("Auffällig, ohne Vorschlag", "Odd, without a proposal"),
    "series-count": ("{n}-mal|{n}-mal", "{n} time|{n} times"),
    "series-left": (
        "noch {n} von {total} zu entscheiden",
        "{n} of {total} still to be decided",
    ),
    "series-done": ("alle {total} entschieden", "all {total} decided"),
    "accept-all": (
        "{n} übernehmen|Alle {n} übernehmen",
        "Take {n}|Take all {n}",
    ),
    "reject-all": (
        "{n} lassen, wie gelesen|Alle {n} lassen, wie gelesen",
        "Leave {n} as read|Leave all {n} as read",
    ),
    "all-accepted": ("{n} Stelle übernommen|{n} Stellen übernommen", "{n} place taken|{n} places taken"),
    "all-rejected": ("{n} Stelle belassen|{n} Stellen belassen", "{n} place left as read|{n} places left as read"),
    "series-finished": (
        "Reihe fertig. Weiter mit: {title}",
        "Series finished. Next: {title}",
    ),
    "everything-finished": (
        "Alles entschieden, was hier zu sehen ist.",
        "Everything shown here is decided.",
    ),
    "nothing-shown": (
        "Nichts passt zu Suche und Auswahl.",
        "Nothing fits the search and the selection.",
    ),
    # progress, storage
    "progress": ("{done} von {total} Zweifeln entschieden", "{done} of {total} doubts decided"),
    "progress-none": ("Keine offenen Zweifel", "No open doubts"),
    "checked": ("{n} Änderung nachgesehen|{n} Änderungen nachgesehen", "{n} change checked|{n} changes checked"),
    "undone": ("Zurückgenommen", "Undone"),
    "nothing-to-undo": ("Es gibt nichts zurückzunehmen.", "There is nothing to undo."),
    "saved": (
        "{n} Entscheidung als {file} gesichert|{n} Entscheidungen als {file} gesichert",
        "{n} decision saved as {file}|{n} decisions saved as {file}",
    ),
    "nothing-to-save": ("Noch ist nichts entschieden.", "Nothing is decided yet."),
    "stored": (
        "Entscheidungen merkt sich dieser Browser, bis Sie sie sichern.",
        "This browser keeps the decisions until you save them.",
    ),
    "not-stored": (
        "Dieser Browser kann sich hier nichts merken. Sichern Sie Ihre Entscheidungen als Datei, "
        "bevor Sie das Fenster schließen.",
        "This browser cannot keep anything here. Save your decisions as a file before you close the window.",
    ),
    "loaded": (
        "{n} Entscheidung geladen, {rest} passen nicht zu diesem Dokument"
        "|{n} Entscheidungen geladen, {rest} passen nicht zu diesem Dokument",
        "{n} decision loaded, {rest} do not belong to this document"
        "|{n} decisions loaded, {rest} do not belong to this document",
    ),
    "not-loaded": (
        "In dieser Datei stehen keine Entscheidungen von ocrfix.",
        "This file holds no decisions of ocrfix.",
    ),
    "picture-broken": ("Das Bild dieser Seite lässt sich nicht zeigen.", "The picture of this page cannot be shown."),
    "page-picture": ("Bild der Seite {n}", "Picture of page {n}"),
    "print-undecided": ("nicht entschieden", "not decided"),
}
