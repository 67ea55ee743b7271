"""Words broken at a line end become one token again.

Bird's-eye view: :func:`tokenise` turns a page text into tokens; a word, a hyphen, a line end and the rest
of the word are one token whose text has neither hyphen nor line end while its span covers them. A hyphen
that belongs to the word (``E-`` / ``Akte``, ``EU-`` / ``weit``) is kept in the token's text, one that stands
for a part left out (``Klima-`` / ``und``) joins nothing. :func:`break_like` puts the hyphen and line end back
into a corrected word. Start reading at :func:`tokenise`. German example: ``Rickmel-⏎dung`` is the token
``Rickmeldung``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ocrfix.model import Span, Token, TokenKind
from ocrfix.text.characters import LINE_END_HYPHENS
from ocrfix.text.tokens import PIECE, number_class

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcodes

_CONJUNCTIONS = frozenset(
    ("und", "oder", "bzw", "sowie", "als", "bis", "beziehungsweise", "noch", "wie", "statt", "auch", "aber", "mit", "u")
)
PAIRING_CONJUNCTIONS = ("und", "oder")
"""What stands between two words that share their last part, and is run together with the first one at times."""
FIRST_ENDINGS = ("ungs", "heits", "keits", "ions", "schafts", "täts")
"""How words end that are feminine and so have an s only as first parts of others."""
_ADDRESS = re.compile(r"https?|www\..+|.+@.+\.\w+")
"""Addresses go on with no word."""
MISREAD_HYPHENS = "—=~"
"""What is read where a hyphen broke a word at a line end."""
_MISREAD_LETTER = re.compile(r"(?:[^\W\d_]+-)*[^\W\d_]+[68]")
"""The first half of a broken word that ends with ö, read as 6, or with ß, read as 8: ``L6-⏎schung``."""
_MISREAD_BREAK = re.compile(rf"-?[{MISREAD_HYPHENS}](?=[ \t\r]*\n)")
_BROKEN_CK = re.compile(r"k-[ \t\r]*\n\s*k")
_LINE_END = re.compile(r"[ \t\r]*\n\s*")
_BREAKS = frozenset(LINE_END_HYPHENS + MISREAD_HYPHENS)
_MAXIMUM_GAP = 12
_Placed = tuple[int, int, str]
"""Start, end and text of a piece: a page has so many that plain tuples are felt."""


def tokenise(text: str) -> tuple[Token, ...]:
    r"""Return the tokens of a page text in their order.

    >>> [token.text for token in tokenise("zwecks Rickmel-\ndung, Klima-\nund E-\nAkte")]
    ['zwecks', 'Rickmeldung', ',', 'Klima', '-', 'und', 'E-Akte']
    >>> [token.text for token in tokenise("WTO-\nkonform, EU-\nund Ge-\nbiete")]
    ['WTO-konform', ',', 'EU', '-', 'und', 'Gebiete']
    """
    found: list[_Placed] = [(*match.span(), match.group()) for match in PIECE.finditer(text)]
    result: list[Token] = []
    index, count = 0, len(found)
    while index < count:
        start, end, joined = found[index]
        index += 1
        # Most pieces stand before another word: that is seen at once.
        while (
            index < count
            and found[index][2] in _BREAKS
            and (part := _continuation(text, found, index, joined)) is not None
        ):
            added, index = part
            joined += added
            end = found[index - 1][1]
        result.append(Token(Span(start, end), joined, kind_of(joined)))
    return tuple(result)


def _continuation(text: str, found: list[_Placed], index: int, joined: str) -> tuple[str, int] | None:
    """Return what the pieces behind a word add to it, and the index of the piece after them; None for nothing."""
    if index + 1 >= len(found) or not (joined[-1].isalpha() or _MISREAD_LETTER.fullmatch(joined)):
        return None
    start, end, hyphen = found[index]
    if start != found[index - 1][1]:
        return None
    index += 1
    # A hyphen whose ink runs on is read as a hyphen and a dash: ``bewer-—``.
    if hyphen in LINE_END_HYPHENS and index + 1 < len(found) and found[index][2] in MISREAD_HYPHENS:
        if found[index][0] != end:
            return None
        _, end, hyphen = found[index]
        index += 1
    rest_start, _, rest = found[index]
    if hyphen in MISREAD_HYPHENS and not rest[0].islower():
        return None
    gap = text[end:rest_start]
    if len(gap) > _MAXIMUM_GAP or not _LINE_END.fullmatch(gap) or gap.count("\n") > 2 or not rest[0].isalpha():
        return None
    if not joined[-1].isalpha() and not (rest.isalpha() and rest.islower() and len(rest) > 1):
        return None
    if rest[0].isupper():
        return None if rest.isupper() and joined.isupper() else (f"-{rest}", index + 1)
    if rest.lower() in _CONJUNCTIONS or _ADDRESS.fullmatch(rest):
        return None
    is_behind_abbreviation = joined.isupper() and joined.isalpha() and len(joined) > 1
    return f"-{rest}" if is_behind_abbreviation else rest, index + 1


@lru_cache(maxsize=20_000)
def kind_of(text: str) -> TokenKind:
    """Tell what a token is made of."""
    if text.isalpha():
        return TokenKind.WORD
    if not any(character.isalnum() for character in text):
        return TokenKind.PUNCTUATION
    if not any(character.isalpha() for character in text):
        return TokenKind.NUMBER
    return TokenKind.WORD if number_class(text) is None and text.replace("-", "").isalpha() else TokenKind.MIXED


def has_misread_break(before: str) -> bool:
    r"""Say whether a word is broken at a line end by something that is no hyphen.

    >>> has_misread_break("regelba—\nrer"), has_misread_break("regelba-\nrer")
    (True, False)
    """
    return "\n" in before and _MISREAD_BREAK.search(before) is not None


def is_broken_ck(before: str, after: str) -> bool:
    r"""Say whether a word differs from a correction only in the ``k-k`` in which the old spelling broke a ``ck``.

    >>> is_broken_ck("Dek-\nkung", "Deckung"), is_broken_ck("Dek-\nkumg", "Deckung")
    (True, False)
    """
    return _BROKEN_CK.search(before) is not None and _BROKEN_CK.sub("ck", before) == after


def break_like(before: str, joined: str, after: str) -> str:
    r"""Put the line-end hyphens of ``before`` into ``after``, a correction of its joined text.

    >>> break_like("Rickmel-\ndung", "Rickmeldung", "Rückmeldung")
    'Rückmel-\ndung'
    >>> break_like("Ma-\nBen", "Ma-Ben", "Maßen")
    'Ma-\nßen'
    """
    if before == joined or "\n" not in before:
        return after
    from rapidfuzz.distance import Levenshtein  # a page without damage needs it not

    if "-" not in after:
        # The hyphen is that of the line's end: without it the halves are compared letter by letter.
        joined = joined.replace("-", "")
    blocks = Levenshtein.opcodes(joined, after)
    result, position, cut_from = [], 0, 0
    for match in re.finditer(r"(-?)[-—=~\N{SOFT HYPHEN}\N{HYPHEN}\N{NOT SIGN}]?[ \t\r]*\n\s*", before):
        position += match.start() - cut_from
        kept = 1 if joined[position : position + 1] == "-" else 0
        cut = _mapped(blocks, position)
        # Where the correction has no hyphen there, the line's end alone breaks the word.
        result.append((cut, cut + (kept if after[cut : cut + 1] == "-" else 0), match.group()))
        position += kept
        cut_from = match.end()
    for cut, resume, gap in reversed(result):
        after = after[:cut] + _MISREAD_BREAK.sub("-", gap) + after[resume:]
    return after


def _mapped(blocks: Opcodes, position: int) -> int:
    """Map a position of the joined word to one of the corrected word."""
    for block in blocks:
        if position <= block.src_end:
            if block.tag in ("equal", "replace"):
                return int(block.dest_start + position - block.src_start)
            return int(block.dest_end if position == block.src_end else block.dest_start)
    return 0
