"""Letters that a text writes in another form: base and dots apart, a ligature, the bytes of another encoding.

Bird's-eye view: text layers write ``ü`` as ``u`` and a combining diaeresis or beside dots of their own (``f¨ur``),
``fi`` as one ligature and a hyphen that breaks no line as a sign of its own; where the encoding of a file was mistaken
``ü`` is ``Ã¼``. :func:`plain_text` gives a text in plain letters, and :class:`PlainText` tells where each of them
stands in the text as it was read. Start reading at :func:`plain_text`. German example: ``häuﬁg`` with a ligature is
``häufig``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache
from operator import attrgetter

from ocrfix.model import Span
from ocrfix.records import dataclass

COMBINING = "\u0300-\u036f"
_DIAERESIS = "(?:\N{DIAERESIS}| \N{COMBINING DIAERESIS})"
"""Dots of their own; a space and the combining ones are the same, decomposed for compatibility."""
_DOTTED = "[aouAOU]"
_MISTAKEN = "äöüÄÖÜßéèáàç§–—„“”‚‘’«»•…€°·"
"""What texts in German print beside ASCII."""
_INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\u200c\u200d\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
_ALIKE = ("composed", "nothing", "hyphen")
"""Forms that look like the plain ones."""
_SUSPICIOUS = re.compile(f"[{COMBINING}{_INVISIBLE}\N{DIAERESIS}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\ufb00-\ufb06ÃÂâ]")
"""One look at the characters of a page tells that nearly all have only plain letters."""


@dataclass(frozen=True, slots=True)
class Form:
    """``read[start:end]`` stands for ``plain[plain_start:plain_end]``.

    ``is_damage`` is False for what every program shows and finds like the plain letter. A ligature may be misread
    itself (``ﬁber`` for ``über``): it is one only in a word that is known then.
    """

    start: int
    end: int
    plain_start: int
    plain_end: int
    is_damage: bool
    is_ligature: bool


_plain_start = attrgetter("plain_start")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text in plain letters with the forms that it was read in, in their order."""

    text: str
    forms: tuple[Form, ...]
    is_decomposed: bool
    """Whether the text writes most of its umlauts as base and combining dots."""

    def span_as_read(self, span: Span) -> Span:
        """Return where a span of ``text`` stands in the text as read; a form is never parted."""
        last = bisect_right(self.forms, span.start, key=_plain_start) - 1
        start = self._shifted(last, span.start, is_end=False)
        last = bisect_left(self.forms, span.end, key=_plain_start) - 1
        return Span(start, max(start, self._shifted(last, span.end, is_end=True)))

    def span_in_plain(self, span: Span) -> Span:
        """Return where a span of the text as read stands in ``text``."""
        return Span(self._in_plain(span.start), self._in_plain(span.end))

    def damage(self, span: Span) -> tuple[Form, ...]:
        """Return the forms in a span of ``text`` that hide a word from a search."""
        first = bisect_left(self.forms, span.start, key=_plain_start)
        behind = bisect_left(self.forms, span.end, key=_plain_start)
        return tuple([form for form in self.forms[first:behind] if form.is_damage])

    def _shifted(self, last: int, place: int, *, is_end: bool) -> int:
        if last < 0:
            return place
        form = self.forms[last]
        if place < form.plain_end or (is_end and place == form.plain_end):
            return form.end if is_end else form.start
        return form.end + place - form.plain_end

    def _in_plain(self, place: int) -> int:
        last = bisect_right(self.forms, place, key=lambda form: form.start) - 1
        if last < 0:
            return place
        form = self.forms[last]
        if place < form.end:
            return form.plain_start if place == form.start else form.plain_end
        return form.plain_end + place - form.end


def plain_text(read: str) -> PlainText | None:
    r"""Return a text in plain letters; None where it has no other.

    >>> plain_text("für"), plain_text("ha\u0308u\ufb01g f¨ur L¨ander").text
    (None, 'häufig für Länder')
    >>> plain_text("Pru\u00a8fung").text, plain_text("fÃ¼r â€“ dâ\u0080\u0099accord").text
    ('Prüfung', 'für – d’accord')
    """
    if _SUSPICIOUS.search(read) is None:
        return None
    # Dots inside a word that can belong to one letter only tell how the text writes them: a lone mark may be a speck.
    before_letter = len(re.findall(rf"(?<=[^\W\d_aouAOU]){_DIAERESIS}{_DOTTED}[^\W\d_]", read))
    behind_letter = len(re.findall(rf"{_DOTTED}{_DIAERESIS}(?![aouAOU])[^\W\d_]", read))
    has_dots = before_letter + behind_letter > 0
    parts: list[str] = []
    forms: list[Form] = []
    copied = length = 0
    for match in _form(is_before_letter=before_letter >= behind_letter).finditer(read):
        kind, (start, end) = str(match.lastgroup), match.span()
        letters = _plain_letters(kind, match.group())
        if letters is None or (kind == "dots" and not has_dots):
            continue
        parts += [read[copied:start], letters]
        length += start - copied
        is_damage = kind not in _ALIKE
        forms.append(Form(start, end, length, length + len(letters), is_damage, kind == "ligature"))
        length += len(letters)
        copied = end
    if not forms:
        return None
    text = "".join((*parts, read[copied:]))
    in_two = sum(unicodedata.combining(read[form.end - 1]) > 0 and not form.is_damage for form in forms)
    return PlainText(text, tuple(forms), in_two > sum(map(read.count, "äöüÄÖÜ")))


def decomposed(text: str) -> str:
    """Write umlauts as base and combining dots."""
    return unicodedata.normalize("NFD", text)


@cache
def _form(*, is_before_letter: bool) -> re.Pattern[str]:
    dots = f"{_DIAERESIS} ?{_DOTTED}" if is_before_letter else f"{_DOTTED}{_DIAERESIS}"
    mistaken = "|".join(map(re.escape, sorted(_mistaken(), key=lambda looks: -len(looks))))
    return re.compile(
        rf"(?P<composed>[^\W\d_][{COMBINING}]+)|(?P<ligature>[\ufb00-\ufb06])|(?P<mistaken>{mistaken})|(?P<dots>{dots})"
        r"|(?P<hyphen>(?<=\w)[\N{HYPHEN}\N{NON-BREAKING HYPHEN}](?!\s*\n))"
        rf"|(?P<nothing>\A\ufeff|(?<=[\w{COMBINING}])[{_INVISIBLE}]+(?=\w))"
    )


def _plain_letters(kind: str, form: str) -> str | None:
    """Return the letters that a form stands for; None where it is none."""
    if kind == "mistaken":
        return _mistaken()[form]
    if kind == "nothing":
        return ""
    if kind == "hyphen":
        return "-"
    if kind == "ligature":
        return unicodedata.normalize("NFKC", form)
    if kind == "dots":
        letter = form[0] if form[0].isalpha() else form[-1]
        return unicodedata.normalize("NFC", f"{letter}\N{COMBINING DIAERESIS}")
    composed = unicodedata.normalize("NFC", form)
    return composed if len(composed) == 1 else None


@cache
def _mistaken() -> Mapping[str, str]:
    """Return what characters look like when their UTF-8 is taken for Windows-1252 or Latin-1."""
    result: dict[str, str] = {}
    for character in _MISTAKEN:
        for encoding in ("latin-1", "cp1252"):
            looks = character.encode().decode(encoding, "replace")
            if "\N{REPLACEMENT CHARACTER}" not in looks:
                result[looks] = character
    return result
