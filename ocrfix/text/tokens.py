"""From page text to pieces: words, numbers and single marks with their places.

Bird's-eye view: :func:`pieces` cuts a text into :class:`Piece` objects without loss of position, for the
engine and for the statistics alike, so that the models see at run time what they saw when they were
built. A piece is generous: a character that may be a damaged letter (``gema&``, ``gr6Beren``, ``|nternet``)
stays inside the word. Start reading at :data:`PIECE`.

German example: ``"(8 5 Absatz 2)"`` gives ``( 8 5 Absatz 2 )``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SEPARATORS = r"\s/()\[\]\"„“”«»…–—<>{}\\"
DOUBLE_DASHES = ("-~", "~-", "—~", "~—", "~~", "-—", "—-", "–~", "~–")
"""What one long dash is read as when its ink breaks."""
PIECE = re.compile(
    r"(?<!\w)(?:[8$&S][§&]|[§&][8$])(?=\s\d)|"
    rf"(?:[^\W_]|[|!¢@®&$€£\ufffd](?=[a-zäöüß]{{2}}))"
    # The plain characters come in one run, others between such runs: half the time of taking each by itself.
    rf"(?:[^{_SEPARATORS},;]*(?:(?:,(?=\d)|(?<=f)[{{}}](?=[a-z]))[^{_SEPARATORS},;]*)*"
    r"(?:[\w&@®$|\ufffd](?<!_)|(?<=f)[{}]|(?<=[^\W\d_])!(?=[.-]|[ ]+[a-zäöüß\d])))?"
    rf"|(?<!\S)(?:{'|'.join(DOUBLE_DASHES)})(?!\S)"
    r"|,[,.](?=[^\W\d_])|,,|«e(?=[ ])|''|\$[$S8ıIl|](?!\w)|[$&]{2}|[^\w\s]|_"
)
"""One piece: a word-like run that starts and ends with a letter, digit or sign that stands for one; or a mark."""
GENDERED = re.compile(r"([^\W\d_]{3,})([*:_])(in|innen)")
"""A word with a mark for all genders: ``Bürger*innen``, ``Antragsteller:in``."""

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
ABBREVIATIONS = frozenset(
    (
        "Abg", "Abs", "Buchst", "Dr", "Drs", "Kap", "Mio", "Mrd", "Nr", "Nrn", "Prof", "Rn", "Unterabs", "Vgl", "Ziff",
        "bspw", "bzw", "ca", "einschl", "evtl", "gem", "ggf", "inkl", "insbes", "lfd", "sog", "vgl", "zzgl",
    )
)  # fmt: skip
"""Words behind which the corpora have 284,000 full stops and 15 commas."""
CAPITAL_READ_SMALL = r"l(?=[^\W\d_aeiouyäöü])"
"""The start of a word in ``I``: no German word begins with l and a consonant."""
_BEGINS_WITH_I = re.compile(CAPITAL_READ_SMALL)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}")
_NUMBER = re.compile(r"\d[\d.,:'’+-]*")
_LETTERED = re.compile(r"\d+[a-z]")


class Piece(NamedTuple):
    """A piece of text at ``text[start:end]``."""

    start: int
    end: int
    text: str


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text in their order.

    >>> [piece.text for piece in pieces("Die,sorglosen“ gema& § 5 Abs. 2")]
    ['Die', ',', 'sorglosen', '“', 'gema&', '§', '5', 'Abs', '.', '2']
    """
    for match in PIECE.finditer(text):
        yield Piece(*match.span(), match.group())


def begins_with_i(word: str) -> bool:
    """Say whether a word that was read with l begins with I or i in print.

    >>> begins_with_i("lm"), begins_with_i("lang"), begins_with_i("Im")
    (True, False, False)
    """
    return _BEGINS_WITH_I.match(word) is not None


def starts_line(text: str, position: int) -> bool:
    r"""Say whether only white space stands between a position and the start of its line.

    >>> starts_line("eins\n  zwei", 7), starts_line("eins zwei", 5)
    (True, False)
    """
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()


def number_class(word: str) -> str | None:
    """Name the class of a word with digits, None for a word without.

    >>> [number_class(w) for w in ("5", "2024", "12.03.2024", "1,5", "7b", "CO2", "Haus")]
    ['<n1>', '<year>', '<date>', '<num>', '<na>', '<mix>', None]
    """
    if word.isalpha():
        return None
    if word.isdigit():
        if len(word) == 4 and _YEAR.fullmatch(word):
            return "<year>"
        return f"<n{len(word)}>" if len(word) <= 3 else "<num>"
    if not any(character.isdigit() for character in word):
        return None
    if _DATE.fullmatch(word):
        return "<date>"
    if _NUMBER.fullmatch(word):
        return "<num>"
    return "<na>" if _LETTERED.fullmatch(word) else "<mix>"
