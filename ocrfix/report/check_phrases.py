"""What the reports of ``ocrfix check`` say to people, in German and English.

Bird's-eye view: each entry holds (German, English); a bar separates the forms for one and for several. Machine
formats are English and take nothing from here. Start reading at :func:`say`.

German example: ``share_in_words(0.124, "de")`` is ``"12,4 %"``.
"""

from __future__ import annotations

from ocrfix.report.phrases import REASONS, Language, grouped

CHECK_PHRASES: dict[str, tuple[str, str]] = {
    "line": (
        "{name}: {share} der {words} beschädigt (geschätzt, {low} bis {high})",
        "{name}: {share} of {words} damaged (estimate, {low} to {high})",
    ),
    "words": ("{n} Wort|{n} Wörter", "{n} word|{n} words"),
    "page-line": (
        "Seite {page}: {share} ({low} bis {high}), {findings}",
        "page {page}: {share} ({low} to {high}), {findings}",
    ),
    "findings": ("{n} Fund|{n} Funde", "{n} finding|{n} findings"),
    "above": ("über {limit}", "above {limit}"),
    "page-above": ("{n} Seite über {limit}|{n} Seiten über {limit}", "{n} page above {limit}|{n} pages above {limit}"),
    "before": ("vorher {share}", "{share} before"),
    "new": ("{n} neuer Fund|{n} neue Funde", "{n} new finding|{n} new findings"),
    "excused": ("nicht schlechter als die Baseline", "no worse than the baseline"),
    "new-place": ("neu: Seite {page}, Zeile {line}: {words}", "new: page {page}, line {line}: {words}"),
    "failed": ("{name}: nicht beurteilt (Code {code})", "{name}: not judged (code {code})"),
    "total-good": ("{files}: keine schlechter als erlaubt.", "{files}: none worse than allowed."),
    "total-bad": ("{files}: {bad} schlechter als erlaubt.", "{files}: {bad} worse than allowed."),
    "files": ("{n} Datei|{n} Dateien", "{n} file|{n} files"),
    # overview
    "title": ("Zustand des Archivs", "Condition of the archive"),
    "skip": ("Zum Inhalt springen", "Skip to the content"),
    "contents": ("Inhalt", "Contents"),
    "verdict-good": ("Keine Datei ist schlechter als erlaubt.", "No file is worse than allowed."),
    "verdict-bad": (
        "{n} Datei ist schlechter als erlaubt.|{n} Dateien sind schlechter als erlaubt.",
        "{n} file is worse than allowed.|{n} files are worse than allowed.",
    ),
    "about": (
        "Geschätzt ohne Vorlage aus dem, was beim Prüfen auffiel; geändert wurde nichts. Auf 90 von 100 Seiten liegt "
        "der wahre Anteil in der angegebenen Spanne.",
        "Estimated without ground truth from what the check noticed; nothing was changed. On 90 of 100 pages the "
        "true share lies within the stated bounds.",
    ),
    "summary": ("Zusammenfassung", "Summary"),
    "figure-files": ("Datei|Dateien", "file|files"),
    "figure-pages": ("Seite|Seiten", "page|pages"),
    "figure-words": ("Wort|Wörter", "word|words"),
    "figure-damage": ("der Wörter beschädigt", "of the words damaged"),
    "figure-limit": ("sind je Datei erlaubt", "are allowed for each file"),
    "heat": ("Alle Seiten", "All pages"),
    "heat-about": (
        "Ein Kästchen je Seite, eine Zeile je Datei, die schlechteste zuerst. Je röter, desto mehr Schaden.",
        "A box for each page, a row for each file, the worst first. The redder, the more damage.",
    ),
    "legend": ("Beschädigte Wörter", "Damaged words"),
    "cell": ("Seite {page}: {share}", "page {page}: {share}"),
    "more-rows": ("und {n} weitere Datei|und {n} weitere Dateien", "and {n} more file|and {n} more files"),
    "more-pages": ("Seiten ab {page} sind hier nicht gezeichnet", "pages from {page} on are not drawn here"),
    "row-name": ("{name}: {share} beschädigt, {pages}", "{name}: {share} damaged, {pages}"),
    "pages": ("{n} Seite|{n} Seiten", "{n} page|{n} pages"),
    "worst": ("Schlechteste Dateien", "Worst files"),
    "column-file": ("Datei", "File"),
    "column-damage": ("Schaden", "Damage"),
    "column-bounds": ("Spanne", "Bounds"),
    "column-before": ("vorher", "Before"),
    "column-words": ("Wörter", "Words"),
    "column-findings": ("Funde", "Findings"),
    "column-state": ("Urteil", "Verdict"),
    "state-failed": ("zu schlecht", "too bad"),
    "state-excused": ("nicht schlechter als vorher", "no worse than before"),
    "state-good": ("in Ordnung", "fine"),
    "kinds": ("Arten des Schadens", "Kinds of damage"),
    "kinds-about": ("Funde nach ihrem ersten Grund.", "Findings by their first reason."),
    "misreadings": ("Häufigste Lesefehler", "Most frequent misreadings"),
    "kind-row": ("{name}: {count}", "{name}: {count}"),
    "none": ("Nichts ist aufgefallen.", "Nothing was noticed."),
    "trend": ("Gegen die Baseline", "Against the baseline"),
    "trend-about": (
        "Links der Schaden der Baseline, rechts der von heute; Dateien, die sie nicht kennt, fehlen.",
        "The damage of the baseline on the left, that of today on the right; files it does not know are left out.",
    ),
    "trend-better": ("{n} Datei besser|{n} Dateien besser", "{n} file better|{n} files better"),
    "trend-worse": ("{n} Datei schlechter|{n} Dateien schlechter", "{n} file worse|{n} files worse"),
    "trend-same": ("{n} Datei gleich|{n} Dateien gleich", "{n} file the same|{n} files the same"),
    "trend-unknown": ("{n} Datei neu|{n} Dateien neu", "{n} file new|{n} files new"),
    "trend-line": ("{name}: {before} vorher, {after} jetzt", "{name}: {before} before, {after} now"),
    "trend-none": ("Es wurde keine Baseline angegeben.", "No baseline was given."),
    "unjudged": ("Nicht beurteilt", "Not judged"),
    "unjudged-line": ("{name}: Code {code}: {message}", "{name}: code {code}: {message}"),
    "today": ("jetzt", "now"),
}

_TITLES: dict[str, tuple[str, str]] = {
    "unknown-word": ("das Wort steht in keinem Wörterbuch", "the word is in no dictionary"),
    "rarer-than-neighbour": (
        "das Wort ist hier viel unwahrscheinlicher als ein ähnliches",
        "the word is much less likely here than a similar one",
    ),
    "confusion": ("ein bekannter Lesefehler", "a known misreading"),
}
"""Reasons whose sentence in :data:`ocrfix.report.phrases.REASONS` is about one place."""


def kind_title(code: str, language: Language) -> str:
    """Name a kind of finding by the code of its first reason; unknown codes name themselves.

    >>> kind_title("split", "en"), kind_title("never-heard", "en")
    ('two words were run together', 'never-heard')
    """
    both = _TITLES.get(code) or REASONS.get(code) or (code, code)
    return both[0 if language == "de" else 1]


def say(key: str, language: Language, **values: object) -> str:
    """Give a phrase with its values put in.

    Raises:
        KeyError: there is no such phrase.
    """
    return CHECK_PHRASES[key][0 if language == "de" else 1].format(**values)


def say_counted(key: str, count: int, language: Language, **values: object) -> str:
    """Give the form of a phrase that fits a number.

    >>> say_counted("findings", 1, "en"), say_counted("findings", 1200, "de")
    ('1 finding', '1.200 Funde')
    """
    forms = CHECK_PHRASES[key][0 if language == "de" else 1].split("|")
    return forms[0 if count == 1 else -1].format(n=grouped(count, language), **values)


def share_in_words(share: float, language: Language) -> str:
    r"""Write a share (0..1) as a percentage with one digit, two below one per cent.

    >>> share_in_words(0.1243, "en"), share_in_words(0.0025, "de") == "0,25\N{NO-BREAK SPACE}%"
    ('12.4%', True)
    """
    number = f"{share * 100:.2f}" if 0 < share < 0.01 else f"{share * 100:.1f}"
    return number.replace(".", ",") + "\N{NO-BREAK SPACE}%" if language == "de" else number + "%"
