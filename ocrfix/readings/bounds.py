"""What the readings of a place show beside figures, and what a change must not do for their sake.

Bird's-eye view: :mod:`ocrfix.readings.vote` says how sure a change is; the questions here are about who reads what: all
the others alike, nobody, one alone, marks in the place of a word, other digits. :func:`bounded` holds a level back by
the answers. Start reading there.

German example: one model reads ``n`` where the text has ``in``; no word shrinks to one letter unasked, for narrow
letters get lost when a place is cut out.
"""

from __future__ import annotations

from ocrfix.model import CandidateKind, Level
from ocrfix.readings.align import Heard
from ocrfix.readings.vote import Ballot

_LEAST_SUPPORTERS = 2
"""Readings that have a word, from which on they are more than one alone."""
_SURE_OF_DIGITS = 0.5
"""Confidence (0..1) of a witness below which its digits tell nothing."""
_SURE_OF_KNOWN = 0.93
"""Confidence of the engine in a known word, from which on what other models read does not replace it."""
_SURE_OF_WORD = 0.9
"""The same in any word, from which on one that was found by its letters only does not replace it."""
SINGLE_QUOTES = frozenset(("‚", "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"))
_DASHES = frozenset(("–", "—"))
_LETTERS_ONLY = frozenset((CandidateKind.DISTANCE, CandidateKind.CHARACTER))
_PLAIN_MARKS = frozenset(".,;:!?()[]-–/„“‚‘\"'%+=&§")
"""Marks of running print; what engines read as others is most often a small raised figure."""


def is_reading_of(said: Heard, text: str) -> bool:
    """Say whether a witness has a text or considered it; which dash it is no engine tells."""
    return (text in _DASHES and said.text in _DASHES) or _has_or_considered(said, text)


def is_read_alike(ballot: Ballot) -> bool:
    """Say whether another reading has what stands in the text: it shares its damage, and makes nothing surer.

    Those that read a word in still other ways do: it is damaged. What nobody has is no mark.
    """
    return any(said.has(ballot.before) for said in ballot.heard)


def is_mark_to_others(ballot: Ballot) -> bool:
    """Say whether all other readings have marks in the place of a word: a raised ``4)`` was read ``oB``."""
    is_spoken = len(ballot.heard) >= _LEAST_SUPPORTERS
    return is_spoken and not any(character.isalpha() for said in ballot.heard for character in said.text)


def is_unanimous(ballot: Ballot) -> bool:
    """Say whether all other readings, several, have or considered the same, and one is surer of it than the text.

    Then nobody but the engine that wrote the text has what stands there: ``gantara.de`` is printed ``qantara.de``.
    """
    if len(ballot.heard) < _LEAST_SUPPORTERS or any(said.has(ballot.before) for said in ballot.heard):
        return False
    if not (is_word(ballot.after) or _PLAIN_MARKS.issuperset(ballot.after)):
        return False
    if not all(_has_or_considered(said, ballot.after) for said in ballot.heard):
        return False
    surest = max((said.confidence or 0.0 for said in ballot.heard if said.has(ballot.after)), default=-1.0)
    return surest > (ballot.own_confidence or 0.0)


def parts_figures(ballot: Ballot) -> bool:
    """Say whether a change puts a space among figures: models see gaps alike (``12510``, read ``1 2510``).

    Of four such places that they share on 50 scans the vote was sure of one, and that alone was printed so. The space
    behind a section sign is its own.
    """
    is_parted = " " in ballot.after and " " not in ballot.before and "§" not in ballot.after
    return is_parted and bool(_digits(ballot.before))


def is_nobodys_reading(kind: CandidateKind, ballot: Ballot) -> bool:
    """Say whether the engine was sure of a word for which the text alone found another by its letters only.

    No reading of the page has that word: ``Franßen`` was printed, not ``Franken``.
    """
    is_sure = ballot.own_confidence is not None and ballot.own_confidence >= _SURE_OF_WORD
    return kind in _LETTERS_ONLY and is_sure and not any(said.has(ballot.after) for said in ballot.heard)


def is_about_digits(ballot: Ballot) -> bool:
    """Say whether a change would add, take or alter a digit."""
    return _digits(ballot.before) != _digits(ballot.after)


def differ_in_digits(ballot: Ballot) -> bool:
    """Say whether a witness that is sure of it has other digits than the text."""
    own = _digits(ballot.before)
    return bool(own) and any(
        _digits(said.text) not in ("", own) and (said.confidence is None or said.confidence >= _SURE_OF_DIGITS)
        for said in ballot.heard
    )


def is_word(text: str) -> bool:
    """Say whether a text has a letter or a digit: what has none is a mark."""
    return any(map(str.isalnum, text))


def bounded(level: Level, ballot: Ballot) -> Level:
    """Hold back what one reading alone must not do.

    A known word that the engine was sure of stays whatever another model reads; a word that no list holds comes only
    where two readings have it, and so do a figure and a double quotation mark for a single one. Narrow letters get
    lost in the cutting (``/in`` read ``/n``), so no word shrinks to one letter unasked.
    """
    supporters = sum(said.has(ballot.after) for said in ballot.heard)
    if ballot.before in SINGLE_QUOTES and supporters < _LEAST_SUPPORTERS:
        return Level.REVIEW
    if level is Level.SAFE and _is_riddle(ballot):
        return Level.LIKELY
    is_digit_new = is_about_digits(ballot) and "§" not in ballot.after and ballot.text_confidence is None
    if level is Level.SAFE and is_digit_new and supporters < _LEAST_SUPPORTERS:
        return Level.LIKELY
    if ballot.before.isalpha() and ballot.after.isalpha() and ballot.text_confidence is None:
        if level is Level.SAFE and ballot.count_before and len(ballot.after) == 1 < len(ballot.before):
            return Level.LIKELY
        own = ballot.own_confidence
        if ballot.count_before and own is not None and own >= _SURE_OF_KNOWN:
            return Level.REVIEW
        if not ballot.count_after and supporters < _LEAST_SUPPORTERS and level is Level.SAFE:
            return Level.LIKELY
    return level


def _is_riddle(ballot: Ballot) -> bool:
    """Say whether every reading has another mark in the place of an odd one, as for small raised figures."""
    if is_word(ballot.before + ballot.after) or _PLAIN_MARKS.issuperset(ballot.before) or "§" in ballot.after:
        return False
    supporters = sum(said.has(ballot.after) for said in ballot.heard)
    has_stranger = any(
        not _has_or_considered(said, ballot.after) and not said.has(ballot.before) for said in ballot.heard
    )
    return ballot.text_confidence is None and supporters < _LEAST_SUPPORTERS and has_stranger


def _has_or_considered(said: Heard, text: str) -> bool:
    return said.has(text) or said.considered(text)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
