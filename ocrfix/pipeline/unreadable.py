"""Lists what is no print, a stamp or handwriting, and leaves it alone.

Bird's-eye view: :func:`with_unreadable` replaces what was thought about the words of such a place
(:mod:`ocrfix.detect.unreadable`) by one decision that keeps it and shows it to a human, picture included. Where a
change is sure by the word of another reading the place was print after all. Start reading there.

German example: a signature read "VE 4 { h-" is kept and listed once, instead of four doubts.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.detect.unreadable import unreadable_places
from ocrfix.model import Decision, Level, Origin, Reason, Span
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.decisions import left_alone
from ocrfix.resources import Resources

_FEWEST_LETTERS = 3


def with_unreadable(analysis: PageAnalysis, decisions: Sequence[Decision], resources: Resources) -> list[Decision]:
    """Return the decisions of a recognised page with one for each place that is no print, by their places."""
    page = analysis.page
    if page.origin not in (Origin.RECOGNISED, Origin.OCR_LAYER):
        return list(decisions)
    addresses = [token.span for token in analysis.tokens if token.protected == "address"]
    result = list(decisions)
    count = resources.lexicon.any_case_count
    for place in unreadable_places(page.text, page.words, lambda word: count(word) > 0):
        inside = [decision for decision in result if _meet(decision.damage.span, place)]
        is_print = any(decision.level is Level.SAFE and _shows_print(decision) for decision in inside)
        if not is_print and not any(_meet(span, place) for span in addresses):
            result = [decision for decision in result if decision not in inside]
            text = page.text[place.start : place.end]
            result.append(left_alone(page, place, text, 1.0, (Reason("unreadable"),)))
    return sorted(result, key=lambda decision: decision.damage.span.start)


def _shows_print(decision: Decision) -> bool:
    """Say whether another reading was heard about a word or a section sign; every scribble has dashes and commas."""
    is_witnessed = any(reason.code == "witness" for reason in decision.reasons)
    letters = sum(map(str.isalpha, decision.after))
    return is_witnessed and (letters >= _FEWEST_LETTERS or "§" in decision.after)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
