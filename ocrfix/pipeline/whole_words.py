"""Holds back what would leave a word half corrected: all between two spaces is one question for a human.

Bird's-eye view: a word in which something stays open (a letter, the mark behind it, a stroke that no text prints) must
be looked at anyway, and what is open tells that the place is worn: of such words nine in ten were wrong after a sure
change, too. :func:`with_whole_words` makes suggestions of the changes beside an open question. Start reading there.

German example: ``Augenhohe,`` where the comma may be a full stop: ``Augenhöhe`` is suggested, not applied.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocrfix.config import CorrectConfig
from ocrfix.model import Action, CandidateKind, Decision, Level, Reason, Token, TokenKind
from ocrfix.pipeline.analysis import PageAnalysis

_BESIDE_DOUBT = Reason("beside-doubt")
_NEVER_PRINTED = frozenset("\\|~{}™©¢¥—_")
"""Marks that no text prints in a word."""


def with_whole_words(analysis: PageAnalysis, decisions: Sequence[Decision], config: CorrectConfig) -> list[Decision]:
    """Return the decisions of a page with only suggestions in words that would stay damaged."""
    starts = [token.span.start for token in analysis.tokens]
    by_start = {decision.damage.span.start: decision for decision in decisions}
    return [
        _suggested(decision, config)
        if decision.level is Level.SAFE and decision.action is Action.APPLY and _stays_open(decision, analysis, starts, by_start)
        else decision
        for decision in decisions
    ]


def _suggested(decision: Decision, config: CorrectConfig) -> Decision:
    action = Action.APPLY if config.level is Level.LIKELY else Action.SUGGEST
    return replace(decision, level=Level.LIKELY, action=action, reasons=(*decision.reasons, _BESIDE_DOUBT))


def _stays_open(decision: Decision, analysis: PageAnalysis, starts: Sequence[int], by_start: dict[int, Decision]) -> bool:
    tokens = analysis.tokens
    is_mark = decision.chosen.candidate.kind is CandidateKind.TYPOGRAPHY
    index = bisect_right(starts, decision.damage.span.start) - 1
    for place in _touching(index, tokens):
        other = by_start.get(starts[place])
        if other is None:
            token = tokens[place]
            if is_mark and analysis.slots[place].best and token.text[:1].isalpha():
                return True
            if token.kind is TokenKind.PUNCTUATION and not token.protected and not _NEVER_PRINTED.isdisjoint(token.text):
                return True
        elif other.level is not Level.SAFE:
            return True
    return False


def _touching(index: int, tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the places of the tokens that stand without a space before and behind the one at ``index``."""
    for step in (-1, 1):
        place = index
        while 0 <= place + step < len(tokens):
            first, second = sorted((place, place + step))
            if tokens[first].span.end != tokens[second].span.start:
                break
            place += step
            yield place
