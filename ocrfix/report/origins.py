"""Says in the user's language why a page was read as it was; extraction writes its reasons in English.

Bird's-eye view: the templates of clauses are marked for the catalogue here. A reason with a clause that is not listed
stays English and is marked as such, so a new reason is shown and never lost. Start reading at
:func:`origin_reason_in_words`.

German example: ``recognised because the page has no text layer`` reads
„neu erkannt; der Grund: die Seite hat keine Textebene“.
"""

from __future__ import annotations

from ocrfix.messages import ORIGIN_CONTEXT, Language, origin_text, recorded, say, translatable

_DECISIONS = {
    "used because of --ocr never although ": translatable("used because of --ocr never although {flaw}"),
    "used because of --ocr missing although ": translatable("used because of --ocr missing although {flaw}"),
    "recognised because ": translatable("recognised because {flaw}"),
}
"""What was done because of a flaw of the text layer."""

CLAUSES = (
    origin_text("plain text decoded as {0}"),
    origin_text(
        "text layer of an earlier recognition: {0} characters, {1} percent of them invisible, "
        "images cover {2} percent of the page"
    ),
    origin_text(
        "born-digital text layer: {0} characters, {1} percent of them visible, images cover {2} percent of the page"
    ),
    origin_text("recognised because of --ocr always"),
    origin_text("no text layer, and --ocr never forbids recognition"),
    origin_text("the page has no text layer"),
    origin_text("{0} percent of the {1} characters of the text layer have no usable Unicode value"),
    origin_text("the text layer holds only {0} characters over images that cover {1} percent of the page"),
    origin_text("the text layer holds only {0} characters beside {1} drawn paths"),
    origin_text("only {0} percent of the words of the text layer are plausible"),
    origin_text("{0} percent vowels among {1} letters of the text layer are no language"),
    origin_text("only {0} percent of the characters of the text layer are letters, digits or punctuation"),
    origin_text("the text layer has {0} umlauts and ß in {1} letters, too few for German"),
    origin_text("{0} with {1} at {2} dpi read {3} words, mean confidence {4} percent"),
    origin_text("the background was made even before"),
    origin_text("the page was turned clockwise by {0} degrees"),
    origin_text("from the smoothed image, since {0} percent of the words as scanned were unsure"),
    origin_text("1 doubtful word read again with {0}"),
    origin_text("{0} doubtful words read again with {1}"),
    origin_text("doubtful words not read again"),
    origin_text("{0} could not read them: {1}"),
    origin_text("no engine to read doubtful words again"),
    origin_text("the layer is heard as a witness"),
    origin_text("{0} file by {1}: {2} words"),
    origin_text("{0} file: {1} words"),
    origin_text("an image ({0} dpi from the file)"),
    origin_text("an image ({0} dpi guessed from the size)"),
    origin_text("an image ({0} dpi assumed)"),
    origin_text("the image is blank: no ink"),
    origin_text("the page is blank: no text layer and no ink"),
    origin_text("the page shows no ink"),
    origin_text("the page is not blank, but nothing was recognised"),
    origin_text("the text layer stays, since recognition found less"),
)


def origin_reason_in_words(reason: str, language: Language) -> tuple[str, Language]:
    """Give the reason in a language if all its clauses are known, otherwise as it is in English.

    >>> origin_reason_in_words("recognised because the page has no text layer", "de")
    ('neu erkannt; der Grund: die Seite hat keine Textebene', 'de')
    """
    if language == "en" or not reason:
        return reason, language
    clauses = [_clause_in_words(clause, language) for clause in reason.split("; ")]
    words = [clause for clause in clauses if clause is not None]
    return ("; ".join(words), language) if len(words) == len(clauses) else (reason, "en")


def _clause_in_words(clause: str, language: Language) -> str | None:
    # In a template "% of" would look like a place of printf to the tools of gettext.
    clause = clause.replace("%", " percent")
    whole = recorded(clause, language, ORIGIN_CONTEXT)
    for beginning, decision in _DECISIONS.items():
        if whole is None and clause.startswith(beginning):
            flaw = recorded(clause.removeprefix(beginning), language, ORIGIN_CONTEXT)
            return None if flaw is None else say(decision, language, flaw=flaw)
    return whole
