"""Section signs that a model without § ran together with a number: ``81`` for ``§ 1``, ``2.8`` for ``2. §``.

Bird's-eye view: digits inside a number are never changed. A sign that looks like a digit is none: where other readings
of the same print show a §, :func:`section_reading` names what they show, and the pipeline takes it for a candidate.
One reading is not enough; two must agree, or one and the place, when nothing else stands in the line (a heading).
:func:`is_like_sign` and :func:`is_like_section` say which readings tell nothing about a sign. Start reading at
:func:`section_reading`.

German example: the heading ``81`` of a law, read ``§1`` by ``Latin`` and by ``eng``, may be ``§ 1``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ocrfix.readings.align import Heard

_LOOKS_LIKE_SIGN = re.compile(r"[8$S&53Ş§s]{1,2}")
_GLUED = re.compile(r"(?P<sign>[8$S&53Ş§s]{1,2}?)(?P<number>[1-9]\d{0,2}[a-z]?)")
_POINTED = re.compile(r"(?P<sign>[8$S&5]{1,2})\.(?P<number>[1-9]\d{0,2}[a-z]?)")
"""``8.49`` for ``§ 49``."""
_GLUED_TO_ITEM = re.compile(r"(?P<item>\d{1,2}\.)[8$S&53Ş]")
"""``2.8`` for ``2. §``, before a number."""
_LIKE_SECTION = re.compile(r"(?P<sign>[$S&Şs]{1,2}) ?(?P<number>[1-9]\d{0,2}[a-z]?)")
_BLURRED = re.compile(r"§[§&$8S]")
_SPECK = re.compile(r"(?<=§)\. ?")
"""A sign that was read as two, and one with a speck behind it."""
_GLUED_ONE = re.compile(r"[8$S&53Ş§s][ıIl|i]")
"""``§ 1`` without a figure: ``sı``."""
_LEAST_WITNESSES = 2


def section_reading(
    text: str,
    said: Sequence[Heard],
    *,
    is_heading: bool,
    is_before_number: bool,
    counts: Callable[[str], bool] = lambda _: False,
) -> str:
    """Return what a token is if it holds a section sign that other readings show, else "".

    ``is_heading`` says that nothing else stands in the line, ``is_before_number`` that a number follows; ``counts``
    tells whether other headings go on counting from a number.

    >>> both = (Heard("Latin", "§1", 0.9), Heard("eng", "§ 1", 0.8))
    >>> section_reading("81", both, is_heading=False, is_before_number=False)
    '§ 1'
    >>> section_reading("81", both[:1], is_heading=False, is_before_number=False)
    ''
    """
    for shown in _possible(text, is_before_number=is_before_number):
        witnesses = {one.witness for one in said if _speaks_for(one, shown)}
        # Where all read the sign differently and none as the text has it, or headings count up, it is enough that the
        # engines considered it.
        is_shown = any(one.has(shown) for one in said) or _is_sign_of_many_shapes(text, said)
        is_shown = is_shown or (is_heading and counts(number_of(shown)))
        if is_shown and len(witnesses) + is_heading >= _LEAST_WITNESSES:
            return shown
    return ""


def is_like_sign(text: str) -> bool:
    """Say whether a text has the shape of section signs and holds none: a model without § reads them so.

    >>> is_like_sign("S"), is_like_sign("$S"), is_like_sign("§"), is_like_sign("Satz")
    (True, True, False, False)
    """
    return "§" not in text and _LOOKS_LIKE_SIGN.fullmatch(text) is not None


def number_of(section: str) -> str:
    """Return the number of a section sign with its number, "" for one without.

    >>> number_of("§ 4a"), number_of("§§")
    ('4a', '')
    """
    return section.rpartition("§")[2].strip()


def is_like_section(text: str) -> bool:
    """Say whether a text has the shape of a section sign and its number in one: ``$4``; ``84`` may be a number.

    >>> is_like_section("$4"), is_like_section("S4"), is_like_section("84"), is_like_section("§4")
    (True, True, False, False)
    """
    return _LIKE_SECTION.fullmatch(text) is not None


def _is_sign_of_many_shapes(text: str, said: Sequence[Heard]) -> bool:
    """Say whether each reading has the sign of ``s4`` in another shape, as ``S4`` and ``$4``."""
    own, others = _LIKE_SECTION.fullmatch(text), [_LIKE_SECTION.fullmatch(one.text) for one in said]
    if own is None or not others:
        return False
    return all(one is not None and one["number"] == own["number"] and one["sign"] != own["sign"] for one in others)


def _speaks_for(one: Heard, shown: str) -> bool:
    """Say whether a witness has what is shown, considered it, or saw its one sign double (``§& 5``)."""
    if one.has(shown) or one.considered(shown):
        return True
    clear = _SPECK.sub("", one.text)
    blurred = _BLURRED.match(clear)
    possible = {clear} if blurred is None else {clear, f"§{clear[blurred.end() :]}"}
    return any(replace(one, text=text, choices=()).has(shown) for text in possible)


def _possible(text: str, *, is_before_number: bool) -> list[str]:
    if "§" in text:
        return []
    found = []
    if is_before_number and _LOOKS_LIKE_SIGN.fullmatch(text):
        found += ["§§"] if len(text) > 1 else ["§"]
    if match := _GLUED.fullmatch(text):
        found.append(f"{'§' * len(match['sign'])} {match['number']}")
        if len(match["sign"]) > 1 and not any(map(str.isdigit, match["sign"])):
            # One sign that was read as two letters: ``Ss2``.
            found.append(f"§ {match['number']}")
    if match := _POINTED.fullmatch(text):
        found.append(f"{'§' * len(match['sign'])} {match['number']}")
    if is_before_number and (match := _GLUED_TO_ITEM.fullmatch(text)):
        found.append(f"{match['item']} §")
    if _GLUED_ONE.fullmatch(text):
        found.append("§ 1")
    return found
