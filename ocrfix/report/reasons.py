"""Says in plain words why something was changed, and what was misread as what.

Bird's-eye view: a table of reason codes; how each is said in German stands in the catalogue. A code that is not listed
is shown with its detail. Start reading at :func:`reason_in_words`.

German example: the code ``section-sign`` reads „vor einer Paragrafenangabe steht ein §“.
"""

from __future__ import annotations

import re

from ocrfix.messages import Language, say, say_counted, translatable
from ocrfix.model import Reason
from ocrfix.report.visible import visible_line

REASONS: dict[str, str] = {
    "unknown-word": translatable("“{before}” is in no dictionary"),
    "rarer-than-neighbour": translatable("“{before}” exists, but is much less likely here than “{after}”"),
    "confusion": translatable("a known misreading: {rewrites}"),
    "unlisted-confusion": translatable("a misreading that no table knows: {rewrites}"),
    "compound": translatable("a compound of known words"),
    "split": translatable("two words were run together"),
    "join": translatable("one word was torn apart"),
    "set-heading": translatable("this is a set heading of parliamentary papers"),
    "no-space": translatable("no space stands before this mark"),
    "hyphen": translatable("the word was broken at the line end"),
    "section-sign": translatable("a section number is preceded by §"),
    "quote": translatable("a quotation mark belongs here"),
    "dash": translatable("a dash belongs here"),
    "mark": translatable("a punctuation mark was misread"),
    "bullet": translatable("a bullet belongs here"),
    "document-repeats": translatable("read undamaged elsewhere in the same document"),
    "context": translatable("fits the words before and after"),
    "capital-i": translatable("capital I and small l look the same"),
    "letter-form": translatable(
        "its letters are written as other characters: a ligature, dots apart, another encoding"
    ),
    "enumeration": translatable("the enumeration goes on like this"),
    "stray": translatable("a stray character, as left by a ruled line or a speck"),
    "distance-fallback": translatable("only the nearest known word, no known misreading"),
    "name": translatable("may be a name"),
    "number-protected": translatable("digits inside numbers are never changed"),
    "foreign": translatable("stands in a passage of another language"),
    "abbreviation": translatable("may be an abbreviation"),
    "possible-compound": translatable("“{before}” may be a compound as it stands"),
    "singular": translatable("“{after}” is a plural, and the words before it mean a single one"),
    "spelling": translatable("an unusual sequence of letters"),
    "born-digital": translatable("the page is no scan, nothing is changed there unasked"),
    "space": translatable("the document sets a space here"),
    "clean-page": translatable("the page is undamaged otherwise, perhaps its author wrote it so"),
    "torn-page": translatable("most words of the page are torn to pieces"),
    "unread-passage": translatable("most words around are unknown"),
    "old-spelling": translatable("the document is in the old spelling, its long dash stays"),
    "swiss-spelling": translatable("the page has no ß, perhaps it is in Swiss spelling"),
    "reading": translatable("another reading of the page has it so"),
    "witness": translatable("the readings of this place"),
    "witness-against": translatable("another reading confirms what stands there"),
    "readings-differ": translatable("the readings do not agree on this number"),
    "unreadable": translatable("no print that could be read: a stamp, handwriting or a picture, left alone"),
    "beside-doubt": translatable("what stands beside it is doubtful itself, or the sentence would be parted"),
    "second-look": translatable("sure only now that the damage around it is corrected"),
    "learned-without-truth": translatable("explained by misreadings that this archive shows again and again"),
    "learned-confusion": translatable("explained by a misreading that the profile of this scanner and engine knows"),
    "verdict": translatable("you decided so"),
    "below-threshold": translatable("not sure enough to change it unasked"),
}

DETAILS: dict[str, str] = {
    "rarer-than-neighbour": translatable("{detail} in the reference text"),
    "document-repeats": translatable("{detail} times"),
    "context": "",
    "below-threshold": "",
    "verdict": "",
    "quote": "",
    "dash": "",
    "mark": "",
    "bullet": "",
    "space": "",
}
"""How the detail of a reason is said; an empty entry hides a figure that tells a clerk nothing (JSON has it)."""

_TITLES: dict[str, str] = {
    "unknown-word": translatable("the word is in no dictionary"),
    "rarer-than-neighbour": translatable("the word is much less likely here than a similar one"),
    "confusion": translatable("a known misreading"),
    "unlisted-confusion": translatable("a misreading that no table knows"),
    "possible-compound": translatable("may be a compound as it stands"),
    "singular": translatable("would be a plural behind words that mean a single one"),
}
"""Reasons whose sentence in :data:`REASONS` is about one place, as titles of a kind."""

_TESTIMONIES = ("witness", "witness-against", "readings-differ")
_READERS = {"layer": translatable("text layer"), "text": translatable("text")}
"""How a testimony names what stands in the file itself; other readings are named by their language model."""
_READING_OF_FILE = re.compile("(?:^|(?<=; ))layer(?=: )|^text(?=: )")
_SIGN_CHOICE = re.compile("(?<=; )alternatives at ([0-9]+)(?=: )")

_MISREADINGS = ("confusion", "unlisted-confusion")
_SEEN_MISREADING = re.compile("(.*)\N{LEFTWARDS ARROW}(.*) [(]([0-9]+)[)]", re.DOTALL)


def misreading(true: str, read: str, language: Language) -> str:
    """Say one confusion in words.

    >>> misreading("ü", "ii", "de")
    '„ü“ als „ii“ gelesen'
    """
    true, read = visible_line(true), visible_line(read)
    if not true:
        return say("“{read}” added in reading", language, read=read)
    if not read:
        return say("“{true}” overlooked", language, true=true)
    return say("“{true}” read as “{read}”", language, true=true, read=read)


def kind_title(code: str, language: Language) -> str:
    """Name a kind of finding by the code of its first reason; unknown codes name themselves.

    >>> kind_title("split", "en"), kind_title("never-heard", "en")
    ('two words were run together', 'never-heard')
    """
    title = _TITLES.get(code) or REASONS.get(code)
    return say(title, language) if title else code


def reason_in_words(reason: Reason, language: Language, *, before: str, after: str, rewrites: str) -> str:
    """Say a reason in plain words; a code that is not listed is shown with its detail.

    >>> reason_in_words(Reason("name"), "de", before="Bohnhof", after="Bahnhof", rewrites="")
    'kann ein Name sein'
    """
    known = REASONS.get(reason.code)
    if known is None:
        return visible_line(f"{reason.code}: {reason.detail}" if reason.detail else reason.code)
    detail = reason.detail if reason.detail not in ("", before, after) else ""
    seen = _SEEN_MISREADING.fullmatch(detail) if reason.code in _MISREADINGS else None
    if seen:
        rewrites, detail = misreading(seen[1], seen[2], language), ""
        if seen[3] != "0":
            detail = say_counted("{n} time on this page", "{n} times on this page", int(seen[3]), language)
    elif detail and reason.code in DETAILS:
        wording = DETAILS[reason.code]
        detail = say(wording, language, detail=detail) if wording else ""
    elif reason.code in _TESTIMONIES:
        detail = _testimony_in_words(detail, language)
    places = {"before": visible_line(before), "after": visible_line(after), "rewrites": rewrites}
    words = say(known, language, **places).removesuffix(": ")
    return f"{words} ({visible_line(detail)})" if detail else words


def _testimony_in_words(testimony: str, language: Language) -> str:
    """Say who read what; the readings stay as they are.

    >>> _testimony_in_words("text: fir; deu: für 91; alternatives at 2: ü, i", "de")
    'Text: fir; deu: für 91; andere Lesarten an Stelle 2: ü, i'
    """
    named = _READING_OF_FILE.sub(lambda match: say(_READERS[match[0]], language), testimony)
    return _SIGN_CHOICE.sub(lambda match: say("alternatives at {place}", language, place=match[1]), named)
