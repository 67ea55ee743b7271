"""Every word that the script of the report's workplace says.

Bird's-eye view: the script names a sentence by its key and gets the table in one language. ``{name}`` is filled in by
the script, a sentence that counts has a form for one and one for several. Start reading at :func:`words`.

German example: ``accept-all`` is „Alle 12 übernehmen“.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocrfix.messages import Language, translatable, translatable_counted, wording, wordings
from ocrfix.report.names import STATUSES

WORDS: Mapping[str, str | tuple[str, str]] = {
    "place": translatable("page {page}, line {line}"),
    "page": translatable("Page {n}"),
    "instead-of": translatable("instead of “{before}”"),
    "hidden-character": translatable("hidden character"),
    "line-end": translatable("line end"),
    "nothing": translatable("(nothing)"),
    "removed": translatable("removed:"),
    "inserted": translatable("inserted:"),
    "doubt": translatable("doubtful:"),
    "crop": translatable("Part of page {page}, line {line}"),
    "why": translatable("Reason:"),
    "confidence": translatable("confidence {percent}"),
    "readings": translatable("What was really printed there?"),
    "accept": translatable("take the proposal"),
    "confirm": translatable("confirm the change"),
    "reject": translatable("leave as it was read"),
    "undo-change": translatable("take the change back"),
    "right": translatable("is right as it is"),
    "alternative": translatable("also possible, {percent}"),
    "edit": translatable("Something else …"),
    "edit-label": translatable("Right text for “{before}”"),
    "edit-line-end": translatable("{sign} stands for a line end."),
    "take": translatable("Take it"),
    "cancel": translatable("Cancel"),
    "lexicon": translatable("is a right word: add to the lexicon"),
    "withdraw": translatable("withdraw the decision"),
    "decided-accept": translatable("Decided: {text}"),
    "decided-reject": translatable("Decided: stays {text}"),
    "decided-edit": translatable("Typed in: {text}"),
    "decided-lexicon": translatable("Stays and goes into the lexicon: {text}"),
    "withdrawn": translatable("Decision withdrawn"),
    **{f"status-{code}": name for code, name in STATUSES.items()},
    "series-count": translatable_counted("{n} time", "{n} times"),
    "series-left": translatable("{n} of {total} still to be decided"),
    "series-done": translatable("all {total} decided"),
    "accept-all": translatable_counted("Take {n}", "Take all {n}"),
    "reject-all": translatable_counted("Leave {n} as read", "Leave all {n} as read"),
    "all-accepted": translatable_counted("{n} place taken", "{n} places taken"),
    "all-rejected": translatable_counted("{n} place left as read", "{n} places left as read"),
    "series-finished": translatable("Series finished. Next: {title}"),
    "everything-finished": translatable("Everything shown here is decided."),
    "progress": translatable("{done} of {total} doubts decided"),
    "progress-none": translatable("No open doubts"),
    "checked": translatable_counted("{n} change checked", "{n} changes checked"),
    "undone": translatable("Undone"),
    "nothing-to-undo": translatable("There is nothing to undo."),
    "saved": translatable_counted("{n} decision saved as {file}", "{n} decisions saved as {file}"),
    "nothing-to-save": translatable("Nothing is decided yet."),
    "stored": translatable("This browser keeps the decisions until you save them."),
    "not-stored": translatable(
        "This browser cannot keep anything here. Save your decisions as a file before you close the window."
    ),
    "loaded": translatable_counted(
        "{n} decision loaded, {rest} do not belong to this document",
        "{n} decisions loaded, {rest} do not belong to this document",
    ),
    "not-loaded": translatable("This file holds no decisions of ocrfix."),
    "picture-broken": translatable("The picture of this page cannot be shown."),
    "page-picture": translatable("Picture of page {n}"),
    "print-undecided": translatable("not decided"),
}


def words(language: Language) -> dict[str, list[str]]:
    """Give the table for the script."""
    return {
        key: [wording(forms, language)] if isinstance(forms, str) else list(wordings(*forms, language))
        for key, forms in WORDS.items()
    }
