"""Holds back what would leave a word half corrected: all between two spaces is one question for a human.

Bird's-eye view: where something in a word stays open (a letter, the mark behind it, a stroke that no text prints) a
human must look at it anyway, and the place is worn: of the pages to learn from, nine in ten of such words were still
wrong after a sure change. :func:`with_whole_words` makes suggestions of the changes beside an open question. Start
reading there.

German example: ``Augenhohe,`` where the comma may be a full stop: ``Augenhöhe`` is suggested, not applied.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ocrfix.config import CorrectConfig
from ocrfix.model import CandidateKind, Decision, Level, Reason, TokenKind
from ocrfix.pipeline.analysis import PageAnalysis

_BESIDE_DOUBT = Reason("beside-doubt")
_NEVER_PRINTED = frozenset("\\|~{}™©¢¥—_")
"""Marks that no text prints in a word."""
_SURE_POSTERIOR = 0.95
"""Share below which what stands beside a change is an open question though nothing else is likelier there: of 20 such
words on the pages to learn from 6 were right."""
_PUNCTUATION = TokenKind.PUNCTUATION


def with_whole_words(analysis: PageAnalysis, decisions: Sequence[Decision], config: CorrectConfig) -> list[Decision]:
    """Return the decisions of a page with only suggestions in words that would stay damaged."""
    starts = [token.span.start for token in analysis.tokens]
    indexes = [bisect_right(starts, decision.damage.span.start) - 1 for decision in decisions]
    is_sure = dict[int, bool]()
    for index, decision in zip(indexes, decisions, strict=True):
        is_sure[index] = is_sure.get(index, True) and decision.level is Level.SAFE
    return [
        _suggested(decision, config)
        if decision.level is Level.SAFE and _stays_open(index, decision, analysis, is_sure)
        else decision
        for index, decision in zip(indexes, decisions, strict=True)
    ]


def _suggested(decision: Decision, config: CorrectConfig) -> Decision:
    reasons = (*decision.reasons, _BESIDE_DOUBT)
    return replace(decision, level=Level.LIKELY, action=config.action_at(Level.LIKELY), reasons=reasons)


def _stays_open(index: int, decision: Decision, analysis: PageAnalysis, is_sure: Mapping[int, bool]) -> bool:
    """Say whether anything between the spaces around a token stays open when what is sure is applied."""
    is_mark = decision.chosen.candidate.kind is CandidateKind.TYPOGRAPHY
    for place in analysis.word_around(index):
        if place in is_sure:
            if not is_sure[place]:
                return True
            continue
        token, slot = analysis.tokens[place], analysis.slots[place]
        if not slot.best and slot.posteriors and slot.posteriors[0] < _SURE_POSTERIOR:
            return True
        if token.kind is _PUNCTUATION and not token.protected and not _NEVER_PRINTED.isdisjoint(token.text):
            return True
        if is_mark and slot.best and token.text[0].isalpha():
            # Another word would be likelier there, if not likely enough to be listed.
            return True
    return False
