"""From ranked slots to decisions a clerk can check: what stood there, what it becomes, on what evidence.

Bird's-eye view: :func:`evidence_of` gathers what the judge asks for, :func:`page_decisions` decides place
by place, :func:`numbered` gives every decision its lasting id. Words that look damaged and have no good
candidate are listed as doubts. Start reading at :func:`page_decisions`. German example: ``Rickmel-⏎dung``
becomes ``Rückmel-⏎dung``, reasons ``unknown-word``, ``confusion`` (ü read as i), level ``safe``.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocrfix.candidates.marks.items import is_of_head
from ocrfix.config import CorrectConfig
from ocrfix.decide import Evidence
from ocrfix.detect.spelling import is_one_word_in_old_spelling
from ocrfix.model import (
    Action,
    Candidate,
    CandidateKind,
    Damage,
    Decision,
    Level,
    Origin,
    Page,
    Ranked,
    Reason,
    Span,
    Token,
    TokenKind,
)
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.cautions import caution_for, may_be_swiss
from ocrfix.pipeline.evidence import DocumentWords, evidence_of, judged
from ocrfix.pipeline.linebreaks import placed
from ocrfix.pipeline.page_dashes import PageDashes, page_dashes
from ocrfix.rank.ranker import Slot
from ocrfix.resources import Resources
from ocrfix.text.headings import begins_with_heading
from ocrfix.text.hyphenation import is_broken_ck

_LISTED_CONFIDENCE = 0.25
"""Changes less sure than this are not worth a clerk's time."""
_ODD_SPELLING_LOGP = -3.3
"""ln P per letter below which an unknown word looks damaged even without a candidate."""
_NEWER_MARKS = ("dash", "hyphen-dash", "line-hyphen")
_PUNCTUATION, _LETTER_KINDS = TokenKind.PUNCTUATION, (TokenKind.WORD, TokenKind.MIXED)
"""Every token asks: Python 3.11 takes ten times as long to find a member in its class."""
_KIND_REASONS = {
    CandidateKind.COMPOUND: "compound",
    CandidateKind.SPLIT: "split",
    CandidateKind.JOIN: "join",
    CandidateKind.HYPHEN: "hyphen",
    CandidateKind.SECTION_SIGN: "section-sign",
    CandidateKind.ENUMERATION: "enumeration",
    CandidateKind.DISTANCE: "distance-fallback",
}


def page_decisions(
    analysis: PageAnalysis, words: DocumentWords, config: CorrectConfig, resources: Resources
) -> Iterator[Decision]:
    """Yield the decisions of a page in the order of their places; their ids are still empty."""
    found: dict[int, Decision] = {}
    dashes = page_dashes(analysis, words, config, resources)
    for ranked in analysis.slots:
        following = dashes.following.get(ranked.token_index)
        slot = ranked if following is None else replace(ranked, best=following)
        token = analysis.tokens[slot.token_index]
        if slot.best:
            decision = _changed(slot, token, analysis, words, dashes, config, resources)
            if decision is not None:
                found[slot.token_index] = decision
                continue
        if _looks_damaged(token, resources):
            found[slot.token_index] = _doubt(slot, token, analysis)
    yield from found.values()


def _changed(
    slot: Slot,
    token: Token,
    analysis: PageAnalysis,
    words: DocumentWords,
    dashes: PageDashes,
    config: CorrectConfig,
    resources: Resources,
) -> Decision | None:
    """Decide about a slot whose winner is not what was read; None where that is not worth a clerk's time."""
    evidence = evidence_of(slot, token, analysis, words, resources)
    group, confidence = judged(evidence, resources)
    confidence = dashes.confidences.get(slot.token_index, confidence)
    if confidence < _LISTED_CONFIDENCE:
        return None
    page = analysis.page
    before = page.text[token.span.start : token.span.end]
    if not config.reflow and is_broken_ck(before, evidence.candidate.text):
        return None
    after = placed(before, token.text, evidence.candidate.text, analysis.halves.get(slot.token_index))
    if after == before:
        return None
    level = resources.judge.level(confidence, config.max_harm, group)
    reasons = _reasons(evidence, analysis)
    if level is Level.SAFE:
        caution = caution_for(slot.token_index, group, confidence, evidence, analysis, words, resources)
        if caution is not None:
            level, reasons = Level.LIKELY, (*reasons, caution)
    left_to_humans = _left_to_humans(group, evidence, analysis, words)
    if left_to_humans:
        level, reasons = Level.REVIEW, (*reasons, *left_to_humans)
    if level is Level.REVIEW:
        reasons = (*reasons, Reason("below-threshold", f"{confidence:.2f}"))
    return Decision(
        damage=Damage(page.number, token.span, 1.0 - slot.posteriors[0], reasons[:1]),
        action=config.action_at(level),
        level=level,
        before=before,
        after=after,
        chosen=_ranked(slot, slot.best),
        alternatives=_best_others(slot, slot.best),
        confidence=confidence,
        reasons=reasons,
        id="",
    )


def _left_to_humans(group: str, evidence: Evidence, analysis: PageAnalysis, words: DocumentWords) -> tuple[Reason, ...]:
    """Return the reasons for which a change is listed only, however sure it is: the page may be meant so."""
    reasons: list[Reason] = []
    if may_be_swiss(evidence, analysis):
        reasons.append(Reason("swiss-spelling"))
    is_newer = group in _NEWER_MARKS or (group == "split" and is_one_word_in_old_spelling(evidence.before))
    if is_newer and words.is_old_spelling:
        reasons.append(Reason("old-spelling"))
    if analysis.page.origin is Origin.BORN_DIGITAL:
        reasons.append(Reason("born-digital"))
    return tuple(reasons)


def _ranked(slot: Slot, index: int) -> Ranked:
    return Ranked(slot.readings[index], slot.context_logp[index], slot.total_logp[index], slot.posteriors[index])


def _best_others(slot: Slot, best: int) -> tuple[Ranked, ...]:
    others = [index for index in range(len(slot.readings)) if index != best]
    others.sort(key=lambda index: (-slot.posteriors[index], slot.readings[index].text))
    return tuple([_ranked(slot, index) for index in others[:4]])


def _reasons(evidence: Evidence, analysis: PageAnalysis) -> tuple[Reason, ...]:
    """Say in codes why this is a damage and why this candidate won."""
    candidate = evidence.candidate
    reasons: list[Reason] = []
    if any(character.isalpha() for character in evidence.before) and candidate.kind not in (
        CandidateKind.SECTION_SIGN,
        CandidateKind.TYPOGRAPHY,
        CandidateKind.ENUMERATION,
    ):
        if evidence.count_before:
            reasons.append(Reason("rarer-than-neighbour", f"{evidence.count_before:.0f}:{evidence.count_after:.0f}"))
        else:
            reasons.append(Reason("unknown-word"))
    is_in_head = candidate.kind is CandidateKind.ENUMERATION and is_of_head(candidate.text)
    if candidate.kind is CandidateKind.TYPOGRAPHY or is_in_head:
        mark = candidate.text.strip()
        code = {"–": "dash", "„": "quote", "“": "quote", "•": "bullet", "%": "space", "": "stray"}.get(mark, "mark")
        reasons.append(Reason(code, f"{candidate.text}\N{LEFTWARDS ARROW}{evidence.before}"))
    elif candidate.kind is CandidateKind.SPLIT and begins_with_heading(candidate.text):
        reasons.append(Reason("set-heading"))
    elif candidate.kind in _KIND_REASONS:
        reasons.append(Reason(_KIND_REASONS[candidate.kind]))
    elif candidate.text == "I":
        reasons.append(Reason("capital-i"))
    if candidate.kind in (CandidateKind.CONFUSION, CandidateKind.COMPOUND, CandidateKind.CHARACTER):
        for rewrite in candidate.rewrites:
            rule = rewrite.true, rewrite.read
            seen = f"{rule[0]}\N{LEFTWARDS ARROW}{rule[1]} ({analysis.profile.counts.get(rule, 0.0):.0f})"
            is_listed = analysis.profile.tables.highest_rate(rule) > 0.0
            reasons.append(Reason("confusion", seen) if is_listed else Reason("unlisted-confusion", seen))
    if evidence.count_in_document:
        reasons.append(Reason("document-repeats", str(evidence.count_in_document)))
    if evidence.context_advantage_logp > 1.0:
        reasons.append(Reason("context", f"{evidence.context_advantage_logp:.1f}"))
    return tuple(reasons) or (Reason("context"),)


def _looks_damaged(token: Token, resources: Resources) -> bool:
    """Say whether an unknown word is so oddly spelled that a human should look at it."""
    word = token.text
    if token.kind not in _LETTER_KINDS or token.protected or len(word) < 3 or "-" in word:
        return False
    if word.isupper() or resources.lexicon.is_known(word):
        return False
    return resources.model.character_logp(word) / (len(word) + 1) < _ODD_SPELLING_LOGP


def _doubt(slot: Slot, token: Token, analysis: PageAnalysis) -> Decision:
    reasons = (Reason("unknown-word"), Reason("spelling"))
    decision = left_alone(analysis.page, token.span, token.text, 0.5, reasons)
    return replace(decision, alternatives=_best_others(slot, 0) if slot.total_logp else ())


def left_alone(page: Page, span: Span, word: str, damage: float, reasons: tuple[Reason, ...]) -> Decision:
    """Decide to leave a place as it was read and to show it to a human; ``damage`` (0..1) says how likely it is any."""
    before = page.text[span.start : span.end]
    return Decision(
        damage=Damage(page.number, span, damage, reasons[:1]),
        action=Action.KEEP,
        level=Level.REVIEW,
        before=before,
        after=before,
        chosen=Ranked(Candidate(word, CandidateKind.KEEP), 0.0, 0.0, 1.0),
        alternatives=(),
        confidence=0.0,
        reasons=reasons,
        id="",
    )


def numbered(
    decisions: Sequence[Decision], neighbours: Sequence[tuple[str, ...]], seen: Counter[bytes] | None = None
) -> tuple[Decision, ...]:
    """Give each decision its id: a hash of what stood there, the kind, two neighbours a side and an ordinal.

    ``seen`` counts what the pages before held (as hashes, since a long document has many) and is carried on.
    """
    seen = Counter() if seen is None else seen
    result = []
    for decision, around in zip(decisions, neighbours, strict=True):
        key = "\0".join(("".join(decision.before.split()), decision.reasons[0].code, *around)).encode()
        place = hashlib.sha256(key).digest()[:12]
        ordinal = seen[place]
        seen[place] += 1
        digest = hashlib.sha256(key + f"\0{ordinal}".encode()).hexdigest()[:16]
        result.append(replace(decision, id=digest))
    return tuple(result)


def neighbours_of(analysis: PageAnalysis, decisions: Sequence[Decision]) -> list[tuple[str, ...]]:
    """Return the two words before and after each decision's place, for its id."""
    words = [token for token in analysis.tokens if token.kind is not _PUNCTUATION]
    starts = [token.span.start for token in words]
    result = []
    for decision in decisions:
        start = decision.damage.span.start
        place = bisect_left(starts, start)
        is_word = place < len(starts) and starts[place] == start
        after = words[place + is_word : place + is_word + 2]
        before = words[max(0, place - 2) : place]
        result.append(tuple(token.text for token in (*before, *after)))
    return result
