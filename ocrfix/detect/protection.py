"""What must not be touched: addresses, numbers, file numbers, marked places, foreign passages.

Bird's-eye view: :func:`protect` gives every token of a page a reason to stay, or "". Numbers, names, file
numbers and quotations are facts. Start reading at :func:`protect`. German example: in
``Industrie4 [sic]`` the 4 is a footnote and the word stands as its author wrote it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence

from ocrfix.model import Token, TokenKind
from ocrfix.text.specks import specked_parts
from ocrfix.text.tokens import GENDERED

_ADDRESS = re.compile(
    # Possessive and anchored: whatever a run holds, each of its characters is looked at a few times only.
    r"www\.|https?:|://|\A(?>\S*?\w@\w)\S*\.\w|\.(?:de|com|org|eu|net|info|ch|at)(?:/|(?![\w]))|\w/\w\S*/"
    r"|(?<![a-z0-9])[a-z0-9]++(?:-[a-z0-9]++){3,}|\w\.(?:htm[^\W_]?|php|pdf|aspx|docx?|xlsx?)(?!\w)"
)
"""What marks a run between spaces as an address of the web or of mail."""
_CHUNK = re.compile(r"\S+")
_SURE_ADDRESS = re.compile(r"www\.|https?:|://|\.(?:de|com|org|eu|net|info|ch|at)/")
_ADDRESS_REST = re.compile(
    r"(?:(?<=[/_—~-])[ \t\r]*\n[ \t]*[a-z0-9]\S*"
    r"|(?<=[a-z0-9])[ \t\r]*+(?:\n[ \t]*+|(?<= ))[a-z0-9]++(?:[-_/][a-zäöüß0-9]++)++[-_/]?(?=[).,;:?!]|\s|$)"
    r"[).,;:?!]*)+"
)
"""An address that goes on in the next line behind a mark that ends none, or was torn: what follows is no word."""
_IN_BRACKET = re.compile(r"(?<=[a-z0-9])[ \t\r]*+(?:\n[ \t]*+|(?<= ))[a-zäöüß]{2,}(?=\))")
"""The same of one whose bracket closes behind one word: all 16 in the Drucksachen were the end of the address."""
_PATH = re.compile(r"[^/]/[^/]")
_ADDRESS_MARKS = frozenset("/@.-")
_SIC = re.compile(r"\s*[\[(]sic!?[\])]")
_FOOTNOTE = re.compile(r"([^\W\d_]{3,})\d{1,2}")
_ENGLISH_WORDS = (
    "the of and to for with from this that which are is be was were has have not by on at an as it its their or "
    "will shall may can should would could between into under about other more than these those who our your all "
    "impact report policy european union states united new"
)
_ALSO_GERMAN_WORDS = "an by was all or as on union can new at is who for its to"
_FRENCH_WORDS = (
    "le la les du des de et à au aux dans par pour sur avec que qui est sont une ces cette ses leur leurs dont ne pas "
    "été ainsi entre sous"
)
_ALSO_GERMAN_IN_FRENCH = "la du des de au par sur que est ne pas ses entre dont"
_ENGLISH, _ALSO_GERMAN = (
    frozenset(f"{words} {words.title()} {words.upper()}".split()) for words in (_ENGLISH_WORDS, _ALSO_GERMAN_WORDS)
)
_FRENCH = frozenset(_FRENCH_WORDS.split())
"""In small letters only: ``La Palma`` and ``Le Havre`` stand in German sentences."""
_LANGUAGES = (
    (_ENGLISH, _ENGLISH - _ALSO_GERMAN),
    (_FRENCH, _FRENCH - frozenset(_ALSO_GERMAN_IN_FRENCH.split())),
)
"""Function words of the languages that treaties and quotations are in, and those that German, Latin or names lack."""
_PASSAGE = 5
_NOWHERE = (sys.maxsize, sys.maxsize)
_NUMBER, _PUNCTUATION, _MIXED = TokenKind.NUMBER, TokenKind.PUNCTUATION, TokenKind.MIXED
"""Every token asks: Python 3.11 takes ten times as long to find a member in its class."""
_CLEARLY_MORE = 20.0
"""How many times as often as the letters alone the word with ß must be written, for ``wei8`` to be no footnote."""
_KNOWN_PAIR = 8.0
"""By how much (ln) it must be likelier behind the word before, where it is written more rarely: names go in pairs."""


def protect(
    text: str,
    tokens: Sequence[Token],
    count: Callable[[str], float],
    follows_logp: Callable[[str, str], float] = lambda _previous, _word: 0.0,
) -> tuple[str, ...]:
    """Return for each token why it must stay ("number", "address", "mixed", "footnote", "sic", "foreign") or "".

    ``count`` says how often a word is written, in any capitals; ``follows_logp`` ln P of a word behind another one.
    """
    addresses = _addresses(text)
    foreign = _foreign_places(tokens)
    has_sic = "sic" in text
    result: list[str] = []
    place, address_start, address_end = 0, *(addresses[0] if addresses else _NOWHERE)
    for index, token in enumerate(tokens):
        span, kind = token.span, token.kind
        while address_end <= span.start:
            place += 1
            address_start, address_end = addresses[place] if place < len(addresses) else _NOWHERE
        if address_start < span.end:
            result.append("address")
        elif kind is _NUMBER:
            result.append("number")
        elif kind is _PUNCTUATION:
            result.append("")
        elif foreign[index]:
            result.append("foreign")
        elif has_sic and _SIC.match(text, span.end):
            result.append("sic")
        else:
            reason = _word_protection(token, count) if kind is _MIXED else ""
            if reason == "footnote" and index and _is_followed(tokens[index - 1].text, token.text, follows_logp):
                reason = ""
            result.append(reason)
    return tuple(result)


def _addresses(text: str) -> list[tuple[int, int]]:
    """Return where addresses begin and end; what an earlier one ran over is not run over again."""
    found: list[tuple[int, int]] = []
    end = 0
    for match in _CHUNK.finditer(text):
        run = match.group()
        if match.end() > end and not _ADDRESS_MARKS.isdisjoint(run) and _ADDRESS.search(run):
            end = _address_end(text, match)
            found.append((match.start(), end))
    return found


def _address_end(text: str, address: re.Match[str]) -> int:
    """Return where an address ends that begins with a run between spaces."""
    run = address.group()
    last: re.Match[str] = address
    if _SURE_ADDRESS.search(run):
        last = _ADDRESS_REST.match(text, last.end()) or last
        if _PATH.search(run):
            last = _IN_BRACKET.match(text, last.end()) or last
    return last.end()


def _word_protection(token: Token, count: Callable[[str], float]) -> str:
    word = token.text
    if any(mark in word for mark in "./:_*"):
        return "" if GENDERED.fullmatch(word) or specked_parts(word, count) else "mixed"
    digits = sum(character.isdigit() for character in word)
    letters = sum(character.isalpha() for character in word)
    if digits > 2 or letters < 2:
        return "mixed"
    if digits == 1 and any(count(sharp) > _CLEARLY_MORE * count(word[:-1]) for sharp in _sharp_words(word)):
        return ""
    if digits:
        footnote = _FOOTNOTE.fullmatch(word)
        if footnote is not None and count(footnote[1]) > 0:
            return "footnote"
        if word[0].isdigit() and (len(word) < 4 or word[1:].isupper() or word[1] == "-"):
            return "mixed"
        if len(word) <= 4 and (word[-1].isdigit() or word.isupper()):
            return "mixed"
        if any(_is_designation(part) for part in word.split("-")[:-1]):
            return "mixed"
    return ""


def _is_designation(part: str) -> bool:
    """Say whether a part before a hyphen is a figure and one or two capitals: ``5G-Netz``, ``3D-Druck``."""
    return len(part) in (2, 3) and part[0].isdigit() and part[1:].isalpha() and part.isupper()


def _sharp_words(word: str) -> tuple[str, ...]:
    """Return what a word may be whose figure is an ß at its end (``wei8``, ``Maf3``), or ßl (``Schie81``)."""
    if word.endswith("81"):
        return (f"{word[:-2]}ßl",)
    if word[-1] not in "38":
        return ()
    stems = (word[:-1], word[:-2]) if word[-2] == "f" else (word[:-1],) if word[-1] == "8" else ()
    return tuple(f"{stem}ß" for stem in stems)


def _is_followed(previous: str, word: str, follows_logp: Callable[[str, str], float]) -> bool:
    """Say whether a word is known to stand behind the one before it with an ß for its figure: ``Franz Strauf8``."""
    sharp_words = _sharp_words(word)
    if not sharp_words:
        return False
    plain = follows_logp(previous, word[:-1])
    return any(follows_logp(previous, sharp) > plain + _KNOWN_PAIR for sharp in sharp_words)


def _foreign_places(tokens: Sequence[Token]) -> list[bool]:
    """Mark stretches in which function words of another language are dense."""
    result = [False] * len(tokens)
    for words, only_there in _LANGUAGES:
        flags = [token.text in words for token in tokens]
        for index in [place for place, flag in enumerate(flags) if flag and tokens[place].text in only_there]:
            low, high = max(0, index - _PASSAGE), min(len(tokens), index + _PASSAGE + 1)
            if sum(flags[low:high]) >= 3:
                result[low:high] = [True] * (high - low)
    return result
