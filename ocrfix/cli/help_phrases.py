"""The help texts of all commands and options, in German and English.

Bird's-eye view: commands name their help by a key (``help="fix.level"``); :func:`ocrfix.cli.app.build_command`
puts the sentence of the user's language there. Start reading at :data:`HELP`.

German example: ``fix.reflow`` is "am Zeilenende getrennte Wörter zusammenfügen".
"""

from __future__ import annotations

from collections.abc import Mapping

from ocrfix.cli.phrases import Phrase

HELP: Mapping[str, Phrase] = {
    "app": Phrase(
        "Repariert Schäden der Texterkennung in deutschen Dokumenten: jede Änderung begründet und umkehrbar.",
        "Repairs OCR damage in German documents: every change explained and reversible.",
    ),
    "app.version": Phrase("Version zeigen und enden.", "Show the version and exit."),
    "help": Phrase("Diese Hilfe zeigen und enden.", "Show this help and exit."),
    "completion.install": Phrase(
        "Vervollständigung für diese Shell einrichten.", "Install completion for the current shell."
    ),
    "completion.show": Phrase(
        "Vervollständigung für diese Shell zeigen.", "Show completion for the current shell, to copy or adapt it."
    ),
    "fix": Phrase(
        "Dateien berichtigen; Text und Berichte schreiben.",
        "Correct files; write text and reports.",
    ),
    "fix.inputs": Phrase(
        "PDF, PNG, JPEG, TIFF, Text, hOCR, ALTO, PAGE: Dateien, Ordner samt Unterordnern, oder - für stdin.",
        "PDF, PNG, JPEG, TIFF, text, hOCR, ALTO, PAGE: files, folders (with subfolders) or - for standard input.",
    ),
    "fix.out-dir": Phrase(
        "Ordner der Ergebnisse (ohne Angabe: ocrfix-out).",
        "Folder of the results (if not given: ocrfix-out).",
    ),
    "fix.report": Phrase(
        "Berichte neben dem Text: html,json,diff,csv oder none.",
        "Reports beside the text: html,json,diff,csv or none.",
    ),
    "fix.format": Phrase(
        "Zusätzlich zum Text schreiben: hocr, alto oder page (bei - kommt es statt des Textes).",
        "Write beside the text: hocr, alto or page (for - it comes instead of the text).",
    ),
    "fix.alternatives": Phrase(
        "Das Gelesene in hOCR, ALTO und PAGE als Alternative behalten.",
        "Keep what was read as an alternative in hOCR, ALTO and PAGE.",
    ),
    "fix.level": Phrase(
        "Was angewendet wird: nur Sicheres (safe) oder auch Wahrscheinliches (likely).",
        "What is applied: only what is safe, or what is likely too.",
    ),
    "fix.max-harm": Phrase(
        "Versprochene Höchstzahl zerstörter Wörter je 1000.",
        "Promised highest number of broken words per 1000.",
    ),
    "fix.ocr": Phrase(
        "Seiten neu erkennen: wo nötig (auto), wo keine Textebene ist (missing), nie (never), immer (always).",
        "Recognise pages again: where needed (auto), where there is no text layer (missing), never, always.",
    ),
    "fix.engine": Phrase(
        "Welches Tesseract: das des Systems (system), das mitgelieferte (embedded), das erste brauchbare (auto).",
        "Which Tesseract: the system's, the embedded one, or the first that works (auto).",
    ),
    "fix.pages": Phrase("Nur diese Seiten, z. B. 1-3,7.", "Only these pages, such as 1-3,7."),
    "fix.reflow": Phrase(
        "Am Zeilenende getrennte Wörter zusammenfügen.",
        "Join words that are broken at line ends.",
    ),
    "fix.lexicon": Phrase(
        "Eigene Wortliste, ein Wort je Zeile (mehrfach möglich).",
        "Your own word list, one word a line (may be repeated).",
    ),
    "fix.profile": Phrase(
        "Gelerntes Profil des Scanners (von ocrfix learn).", "Learned profile of the scanner (by ocrfix learn)."
    ),
    "fix.jobs": Phrase(
        "Zahl der Prozesse (ohne Angabe: so viele, wie sich lohnen).",
        "Number of processes (if not given: as many as pay off).",
    ),
    "fix.timeout": Phrase("Sekunden je erkannter Seite.", "Seconds for each recognised page."),
    "fix.max-pages": Phrase("Höchstzahl der Seiten einer Datei.", "Highest number of pages of a file."),
    "fix.max-pixels": Phrase("Höchstzahl der Bildpunkte einer Seite.", "Highest number of pixels of a page."),
    "fix.max-memory": Phrase(
        "Megabyte Speicher je Prozess; wer mehr braucht, kostet nur die eigene Datei (0: ohne Grenze).",
        "Megabytes of memory for each process; whoever needs more costs its own file only (0: no limit).",
    ),
    "fix.resume": Phrase(
        "Einen früheren Lauf fortsetzen: was fertig und unverändert ist, bleibt.",
        "Resume an earlier run: what is done and unchanged stays.",
    ),
    "fix.retry-failed": Phrase(
        "Wie --resume, und Gescheitertes noch einmal versuchen.",
        "As --resume, and try again what failed.",
    ),
    "fix.scheduler": Phrase(
        "Auf einem laufenden Dask-Cluster arbeiten: tcp://HOST:PORT.",
        "Work on a running Dask cluster: tcp://HOST:PORT.",
    ),
    "fix.summary": Phrase(
        "Das Ergebnis jeder Datei als JSON in diese Datei schreiben.",
        "Write what became of each file to this file as JSON.",
    ),
    "fix.encoding": Phrase("Zeichensatz der Textdateien.", "Encoding of text files."),
    "fix.password-file": Phrase(
        "Datei, deren erste Zeile das Passwort der PDF ist.",
        "File whose first line is the password of the PDF.",
    ),
    "fix.pdf": Phrase(
        "Jede PDF mit berichtigter unsichtbarer Textebene zurückgeben (NAME.pdf); Bilder und Sichtbares bleiben.",
        "Give every PDF back with its invisible text layer corrected (NAME.pdf); images and what is visible stay.",
    ),
    "fix.fail-on": Phrase(
        "Am Ende Exit-Code 1: review, wenn Zweifel offen sind; likely, wenn Wahrscheinliches offen ist; any, "
        "wenn irgendein Schaden gefunden wurde.",
        "Exit code 1 at the end: review when doubts are open; likely when likely changes are open; any when any "
        "damage was found.",
    ),
    "fix.type": Phrase(
        "Nur diese Typen: pdf,image,text,hocr,alto,page.", "Only these types: pdf,image,text,hocr,alto,page."
    ),
    "fix.exclude": Phrase(
        "Dateien auslassen, auf die das Muster passt (mehrfach möglich).",
        "Leave out files that match the pattern (may be repeated).",
    ),
    "fix.names": Phrase(
        "Namen der Ergebnisse: a.txt (stem) oder a.pdf.txt (full).",
        "Names of the results: a.txt (stem) or a.pdf.txt (full).",
    ),
    "fix.files-from": Phrase(
        "Eingaben aus einer Liste lesen, eine je Zeile; - für die Standardeingabe.",
        "Read inputs from a list, one a line; - for standard input.",
    ),
    "fix.nul": Phrase("Die Liste ist durch NUL getrennt.", "The list is separated by NUL."),
    "force": Phrase(
        "Vorhandene Dateien überschreiben (nie die Eingabe).",
        "Overwrite existing files (never the input).",
    ),
    "quiet": Phrase("Nur Fehler melden.", "Report errors only."),
    "debug": Phrase(
        "Bei Fehlern in ocrfix die ganze Spur zeigen (kann Text des Dokuments enthalten).",
        "Show the whole trace of a bug (may hold text of the document).",
    ),
    "watch": Phrase("Berichtigen, was in einem Ordner ankommt.", "Correct what arrives in a folder."),
    "watch.folder": Phrase(
        "Der Ordner (mit Unterordnern), in dem Dateien ankommen.",
        "The folder (with subfolders) that files arrive in.",
    ),
    "watch.settle": Phrase(
        "So viele Sekunden darf sich eine Datei nicht ändern, ehe sie als vollständig gilt.",
        "Seconds that a file must not change before it counts as complete.",
    ),
    "check": Phrase(
        "Schäden schätzen, nichts ändern; Exit-Code 1 über der Schwelle.",
        "Estimate damage, change nothing; exit code 1 above the threshold.",
    ),
    "check.max-damage": Phrase(
        "Höchster erlaubter Anteil beschädigter Wörter je Datei, z. B. 1% oder 0.01.",
        "Highest allowed share of damaged words for each file, such as 1% or 0.01.",
    ),
    "check.max-page-damage": Phrase(
        "Dasselbe für jede einzelne Seite (ohne Angabe: beliebig).",
        "The same for every single page (if not given: any).",
    ),
    "check.baseline": Phrase(
        "Früherer Stand: nur was schlechter wurde, ist ein Fund.",
        "Earlier state: only what got worse is a finding.",
    ),
    "check.write-baseline": Phrase(
        "Den jetzigen Stand nach --baseline schreiben.",
        "Write the present state to --baseline.",
    ),
    "check.format": Phrase("Wie das Ergebnis geschrieben wird.", "How the result is written."),
    "check.output": Phrase(
        "Zieldatei (ohne Angabe: Standardausgabe).",
        "Target file (if not given: standard output).",
    ),
    "ignore-word": Phrase(
        "Dieses Wort nie beanstanden (mehrfach möglich).",
        "Never question this word (may be repeated).",
    ),
    "ignore-list": Phrase(
        "Liste solcher Wörter, eines je Zeile (mehrfach möglich).",
        "List of such words, one a line (may be repeated).",
    ),
    "ignore-pattern": Phrase(
        "Nie beanstanden, worauf dieser reguläre Ausdruck passt (mehrfach möglich).",
        "Never question what this regular expression matches (may be repeated).",
    ),
    "config": Phrase(
        "Datei der Einstellungen (ohne Angabe: ocrfix.toml oder pyproject.toml über der Eingabe).",
        "Settings file (if not given: ocrfix.toml or pyproject.toml above the input).",
    ),
    "show-config": Phrase(
        "Wirksame Einstellungen zeigen, mit ihrer Herkunft, und enden.",
        "Show the effective settings, where each came from, and exit.",
    ),
    "explain": Phrase(
        "Zeigen, was in einem Text auffällt, mit Kandidaten und Gründen.",
        "Show what is suspicious in a text, with candidates and reasons.",
    ),
    "explain.text": Phrase("Der Text, oder - für die Standardeingabe.", "The text, or - for standard input."),
    "review": Phrase(
        "Offene Zweifel im Terminal entscheiden, Reihe für Reihe (im Browser: NAME.report.html).",
        "Settle open doubts in the terminal, series by series (in a browser: NAME.report.html).",
    ),
    "review.results": Phrase(
        "NAME.report.json, eine Datei daneben oder ein Ordner mit Ergebnissen.",
        "NAME.report.json, a file beside it, or a folder of results.",
    ),
    "review.show": Phrase(
        "Was gezeigt wird: open (Zweifel), changed (Änderungen), noticed (Auffälliges ohne Vorschlag).",
        "What is shown: open (doubts), changed (changes), noticed (odd words without a proposal).",
    ),
    "review.out": Phrase(
        "Datei der Entscheidungen (ohne Angabe: NAME.decisions.jsonl neben dem Bericht).",
        "File of the decisions (if not given: NAME.decisions.jsonl beside the report).",
    ),
    "apply": Phrase(
        "Entscheidungen anwenden, oder mit --revert alle Änderungen eines Berichts zurücknehmen.",
        "Apply decisions, or with --revert take all changes of a report back.",
    ),
    "apply.files": Phrase(
        "NAME.decisions.jsonl und die Dateien, zu denen sie gehört; mit --revert der berichtigte Text "
        "(ohne Angabe: NAME.txt neben dem Bericht).",
        "NAME.decisions.jsonl and the files it belongs to; with --revert the corrected text "
        "(if not given: NAME.txt beside the report).",
    ),
    "apply.words": Phrase(
        "Wortliste für Wörter, die ins Wörterbuch sollen (ohne Angabe: own-words.tsv im Ordner der Ergebnisse).",
        "Word list for words that go into the lexicon (if not given: own-words.tsv in the folder of results).",
    ),
    "apply.revert": Phrase(
        "NAME.report.json, dessen Änderungen zurückgenommen werden.",
        "NAME.report.json whose changes are taken back.",
    ),
    "apply.out": Phrase(
        "Ordner der Ergebnisse (ohne Angabe: ocrfix-out); mit --revert die Zieldatei (ohne Angabe: Standardausgabe).",
        "Folder of the results (if not given: ocrfix-out); with --revert the file (if not given: standard output).",
    ),
    "evaluate": Phrase(
        "Texte mit der Wahrheit vergleichen: CER, WER, reparierte und beschädigte Wörter.",
        "Compare texts with ground truth: CER, WER, words fixed and harmed.",
    ),
    "evaluate.truth": Phrase(
        "Die Wahrheit: Datei, Ordner oder JSON-Zeilen mit dem Feld gt.",
        "The ground truth: a file, a folder, or JSON lines with the field gt.",
    ),
    "evaluate.text": Phrase(
        "Der zu messende Text: Datei, Ordner oder JSON-Zeilen mit dem Feld text (sonst ocr).",
        "The text to measure: a file, a folder, or JSON lines with the field text (else ocr).",
    ),
    "evaluate.before": Phrase(
        "Der Text vor der Berichtigung (JSON-Zeilen: ocr); damit werden reparierte und beschädigte Wörter gezählt.",
        "The text before correction (JSON lines: ocr); with it, words fixed and harmed are counted.",
    ),
    "evaluate.format": Phrase(
        "Ausgabe als text, json, csv oder html (mit Ausrichtung).",
        "Output as text, json, csv or html (with the alignment).",
    ),
    "doctor": Phrase(
        "Zeigen, was vorhanden ist, was fehlt und welcher Befehl es einrichtet.",
        "Show what is there, what is missing and the command that installs it.",
    ),
    "learn": Phrase(
        "Lernen, was ein Scanner und sein Programm verwechseln.",
        "Learn what a scanner and its engine confuse.",
    ),
    "learn.paths": Phrase(
        "Textpaare (NAME.txt mit NAME.gt.txt oder JSON-Zeilen), decisions.jsonl oder ein Ordner mit Dokumenten.",
        "Pairs of texts (NAME.txt with NAME.gt.txt, or JSON lines), decisions.jsonl or a folder of documents.",
    ),
    "learn.out": Phrase("Datei des Profils.", "File of the profile."),
    "learn.show": Phrase("Ein Profil lesbar zeigen.", "Show a profile readably."),
    "learn.svg": Phrase("Dazu ein Bild der Verwechslungen (SVG).", "Also a picture of the confusions (SVG)."),
    "lexicon": Phrase("Wortlisten und Sprachdaten.", "Word lists and language data."),
    "lexicon.list": Phrase(
        "Die Einträge der Listen zeigen, mit Widersprüchen.", "Show the entries of the lists, and their conflicts."
    ),
    "lexicon.layer": Phrase("Nur diese Schicht.", "Only this layer."),
    "lexicon.add": Phrase("Wörter in eine Liste aufnehmen.", "Add words to a list."),
    "lexicon.remove": Phrase(
        "Wörter entfernen; mitgelieferte werden ausgeschlossen.", "Remove words; shipped ones are excluded."
    ),
    "lexicon.check": Phrase(
        "Zeigen, warum ein Wort bekannt oder unbekannt ist.", "Show why a word is known or unknown."
    ),
    "lexicon.import": Phrase("Eine fremde Wortliste übernehmen.", "Take a foreign word list over."),
    "lexicon.import-list": Phrase(
        "Die Liste: ein Wort oder ein Name je Zeile.", "The list: a word or a name on each line."
    ),
    "lexicon.words": Phrase("Die Wörter.", "The words."),
    "lexicon.to": Phrase(
        "Liste, die geändert wird (ohne Angabe: die eigene).", "List to change (if not given: your own)."
    ),
    "lexicon.class": Phrase(
        "Art der Wörter, z. B. name, place, authority, law.", "Kind of the words, such as name, place, authority, law."
    ),
    "lexicon.reason": Phrase("Warum die Wörter in die Liste gehören.", "Why the words belong into the list."),
    "lexicon.build": Phrase(
        "Eine Wortliste aus Dokumenten (-o NAME.tsv) oder die Sprachdaten aus Textsammlungen bauen.",
        "Build a word list from documents (-o NAME.tsv), or the language data from corpora.",
    ),
    "lexicon.from": Phrase("Ordner der Dokumente oder Textsammlungen.", "Folder of the documents or corpora."),
    "lexicon.out": Phrase(
        "Wortliste NAME.tsv oder Ordner der gebauten Daten.", "Word list NAME.tsv, or folder of the built data."
    ),
    "lexicon.least": Phrase("Nur Wörter, die so oft vorkommen.", "Only words that are seen so often."),
    "lexicon.source": Phrase(
        "Herkunft in der Liste (ohne Angabe: der Name des Ordners).",
        "Source in the list (if not given: the folder's name).",
    ),
    "lexicon.without": Phrase(
        "Datei mit Namen von Dokumenten, die ausgelassen werden.",
        "File with names of documents that are left out.",
    ),
    "lexicon.check-build": Phrase(
        "Nur prüfen, ob ein neuer Bau dieselben Bytes ergibt.",
        "Only check whether a new build gives the same bytes.",
    ),
    "lexicon.lmplz": Phrase(
        "Das Programm lmplz von KenLM (ohne Angabe: im Suchpfad).",
        "The program lmplz of KenLM (if not given: on the search path).",
    ),
}
