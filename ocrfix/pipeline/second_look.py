"""Decides about a page once more, with what is corrected there standing corrected.

Bird's-eye view: a doubtful place beside damage is often clear once that damage is gone: the words nearby are known, the
mark touches a whole word, two words that were run together have been parted. :func:`second_look` puts the applied
changes into the page, runs the stages on it again, and takes over what is sure only now; nothing that was decided at
first is touched. Whoever runs ocrfix on its own output therefore finds next to nothing left to change. Start reading
at :func:`second_look`.

German example: ``uber dıe Rickmeldung``: with ``die Rückmeldung`` behind it ``uber`` is sure to be ``über``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from ocrfix.config import CorrectConfig
from ocrfix.edits import apply_edits, edits_among, is_change, shift
from ocrfix.model import Action, Decision, Edit, Reason, Span, Token
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.decisions import page_decisions
from ocrfix.pipeline.evidence import SPELLING_KINDS, DocumentWords, document_words
from ocrfix.pipeline.linebreaks import Half, half_of
from ocrfix.pipeline.stages import analyse_page, page_tokens
from ocrfix.pipeline.whole_words import with_whole_words
from ocrfix.resources import Resources

_MAY_PASS = 0.4
"""A page without a doubt as near as this is not looked at again: of 25 places on the development pages none is lost
by it, and half of the pages are spared."""
_SURE_NOW, _GUESSED, _LEARNED = Reason("second-look"), Reason("learned-without-truth"), Reason("learned-confusion")


def second_look(
    analysis: PageAnalysis,
    decisions: Sequence[Decision],
    words: DocumentWords,
    written: Counter[str],
    config: CorrectConfig,
    resources: Resources,
) -> list[Decision]:
    """Add to the decisions of a page what is sure on the page as corrected; positions count in the text as read.

    A word in which something stays open is not changed in parts. Where learned confusions are not proven, changes that
    only they explain come last: of unknown words that nothing else corrects. ``written`` counts the words of the
    document as it was read.
    """
    found = list(decisions)
    may_pass = any(one.action is Action.SUGGEST and one.confidence >= _MAY_PASS for one in found)
    if may_pass and any(map(is_change, found)):
        found = _looked_again(analysis, found, words, written, config, resources, is_change, _SURE_NOW)
    whole = with_whole_words(analysis, found, config)
    if whole != found:
        # What stood open beside a word may be settled by what was corrected elsewhere on the page.
        found = _looked_again(analysis, whole, words, written, config, resources, is_change, _SURE_NOW)
    tried = resources.tried
    if tried is not None:
        learned = tried.tables.learned
        reason = _GUESSED if learned is not None and learned.is_guessed else _LEARNED
        found = _looked_again(analysis, found, words, written, config, tried, _is_unknown_respelled, reason)
    return found


def _is_unknown_respelled(decision: Decision) -> bool:
    """Say whether a change respells a word that no list knows; marks and known words are left to what is sure."""
    is_word = decision.chosen.candidate.kind in SPELLING_KINDS and decision.reasons[0].code == "unknown-word"
    return is_word and is_change(decision)


def _looked_again(
    analysis: PageAnalysis,
    decisions: Sequence[Decision],
    words: DocumentWords,
    written: Counter[str],
    config: CorrectConfig,
    resources: Resources,
    is_taken: Callable[[Decision], bool],
    reason: Reason,
) -> list[Decision]:
    edits = edits_among(decisions)
    page = replace(analysis.page, text=apply_edits(analysis.page.text, edits))
    tokens, halves = _with_halves(page_tokens(page, resources, config), analysis, decisions, edits)
    again = analyse_page(page, resources, tokens, written, halves)
    words = _words_as_corrected(words, document_words([analysis]), document_words([again]))
    places = _Places(edits)
    by_start = {decision.damage.span.start: decision for decision in decisions}
    for decision in with_whole_words(again, list(page_decisions(again, words, config, resources)), config):
        span = places.as_read(decision.damage.span) if is_taken(decision) else None
        if span is None:
            continue
        for known in [one for start, one in by_start.items() if span.start <= start < span.end]:
            del by_start[known.damage.span.start]
        reasons = (*decision.reasons, reason)
        by_start[span.start] = replace(decision, damage=replace(decision.damage, span=span), reasons=reasons)
    return [by_start[start] for start in sorted(by_start)]


def _with_halves(
    tokens: Sequence[Token], analysis: PageAnalysis, decisions: Sequence[Decision], edits: Sequence[Edit]
) -> tuple[tuple[Token, ...], dict[int, Half]]:
    """Give the halves of words broken between pages the text of the whole word, as corrected so far."""
    result, halves = list(tokens), dict[int, Half]()
    applied = {one.damage.span.start: one for one in decisions if one.action is Action.APPLY}
    place_of = {token.span.start: place for place, token in enumerate(tokens)}
    for index, half in analysis.halves.items():
        token = analysis.tokens[index]
        place = place_of.get(shift(token.span.start, edits))
        if place is None:
            continue
        decision = applied.get(token.span.start)
        whole = decision.chosen.candidate.text if decision is not None else token.text
        first = half_of(token.text, whole, Half(half.cut, is_first=True))
        result[place] = replace(tokens[place], text=whole)
        halves[place] = Half(len(first), half.is_first)
    return tuple(result), halves


def _words_as_corrected(words: DocumentWords, before: DocumentWords, after: DocumentWords) -> DocumentWords:
    """Return the words of a document in which one page stands corrected: its words before, and those after."""
    return replace(
        words,
        printed=_Exchanged(words.printed, before.printed, after.printed),
        kept=_Exchanged(words.kept, before.kept, after.kept),
        read=_Exchanged(words.read, before.read, after.read),
    )


class _Exchanged(Counter[str]):
    """The counts of a document with those of one page exchanged; only what the page has is copied."""

    def __init__(self, whole: Counter[str], before: Counter[str], after: Counter[str]) -> None:
        super().__init__({word: whole[word] - before[word] + after[word] for word in before.keys() | after.keys()})
        self._whole = whole

    def __missing__(self, word: str) -> int:
        """Count a word that the page does not have."""
        return self._whole[word]


class _Places:
    """Finds the place in the text as read for one in the text as corrected."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        """Take the applied changes of a page."""
        self._starts, self._ends, self._moved = [-1], [-1], [0]
        moved = 0
        for edit in sorted(edits, key=lambda edit: edit.span):
            self._starts.append(edit.span.start + moved)
            self._ends.append(edit.span.start + moved + len(edit.after))
            moved += len(edit.after) - len(edit.before)
            self._moved.append(moved)

    def as_read(self, span: Span) -> Span | None:
        """Return the span in the text as read, None where it touches a change."""
        last = bisect_right(self._starts, span.end - 1) - 1
        if span.start < self._ends[last]:
            return None
        return Span(span.start - self._moved[last], span.end - self._moved[last])
