"""Decides about the places of a page where other readings had something to say.

Bird's-eye view: :mod:`ocrfix.pipeline.testimony` ranks the page again with the witnesses' readings; :func:`ballots`
puts together what speaks for and against each winner, and :func:`with_witnesses` decides about it. Places without a
witness, and texts without an image, keep the decisions that they had. Start reading at :func:`with_witnesses`. German
example: the text has ``Mallnahmen``, ``Latin`` reads ``Maßnahmen`` in the same box; the decision names both readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocrfix.config import CorrectConfig
from ocrfix.model import (
    Action,
    CandidateKind,
    Damage,
    Decision,
    Level,
    Origin,
    Ranked,
    Reason,
    Token,
)
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.linebreaks import half_of
from ocrfix.pipeline.testimony import Testimony, hear, witnessed_slots
from ocrfix.rank.ranker import Slot
from ocrfix.readings.align import Heard
from ocrfix.readings.vote import Ballot, confidence_of
from ocrfix.resources import Resources
from ocrfix.text.hyphenation import break_like

SAFE_CONFIDENCE = 0.85
LIKELY_CONFIDENCE = 0.5
_LISTED_CONFIDENCE = 0.25
_ALTERNATIVES = 4
_SURE_OF_DIGITS = 0.5
_SINGLE_QUOTES = frozenset(("‚", "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"))
_DASHES = frozenset(("–", "—"))
_SURE_OF_KNOWN = 0.93
_SURE_OF_UNKNOWN = 0.9
_LETTERS_ONLY = frozenset((CandidateKind.DISTANCE, CandidateKind.CHARACTER))
_LEAST_SUPPORTERS = 2
_PLAIN_MARKS = frozenset(".,;:!?()[]-–/„“‚‘\"'%+=&§")
"""Marks of running print; what engines read as others is most often a small raised figure."""
_NUMBER_KINDS = frozenset((CandidateKind.SECTION_SIGN, CandidateKind.ENUMERATION))
"""Changes of digits that the rules of the text propose themselves; no other touches a digit."""


def with_witnesses(
    analysis: PageAnalysis, decisions: Sequence[Decision], config: CorrectConfig, resources: Resources
) -> list[Decision]:
    """Decide again about the places of a page where witnesses spoke; the others keep their decisions."""
    if not analysis.page.witnesses:
        return list(decisions)
    by_start = {decision.damage.span.start: decision for decision in decisions}
    for ballot, testimony, token in ballots(analysis, decisions, resources):
        decided = _decided(ballot, testimony, token, analysis, by_start.get(token.span.start), config)
        if decided is None:
            by_start.pop(token.span.start, None)
        else:
            by_start[token.span.start] = decided
    return [by_start[start] for start in sorted(by_start)]


def ballots(
    analysis: PageAnalysis, decisions: Sequence[Decision], resources: Resources
) -> Iterator[tuple[Ballot, Testimony, Token]]:
    """Yield for every place where witnesses spoke the winner of the ranking and what speaks for and against it."""
    by_start = {decision.damage.span.start: decision for decision in decisions}
    own_confidences = _own_confidences(analysis)
    count = resources.lexicon.any_case_count
    for index, testimony in sorted(witnessed_slots(analysis, hear(analysis), resources).items()):
        slot, token = testimony.slot, analysis.tokens[index]
        winner = slot.readings[slot.best]
        alone = by_start.get(token.span.start)
        is_proposed = alone is not None and alone.chosen.candidate.text == winner.text and slot.best > 0
        yield (
            Ballot(
                before=token.text,
                after=winner.text.rstrip() if "§" in winner.text else winner.text,
                heard=testimony.heard,
                posterior=slot.posteriors[slot.best],
                text_confidence=alone.confidence if alone is not None and is_proposed else None,
                own_confidence=own_confidences.get(index),
                count_before=count(token.text),
                count_after=min(map(count, winner.text.split() or [""])),
            ),
            testimony,
            token,
        )


def _own_confidences(analysis: PageAnalysis) -> dict[int, float]:
    """Return the engine's confidence in the word that each token lies in; a broken word has its lower one."""
    result: dict[int, float] = {}
    place = 0
    words = tuple(analysis.page.words)
    for index, token in enumerate(analysis.tokens):
        while place < len(words) and words[place].span.end <= token.span.start:
            place += 1
        known = []
        following = place
        while following < len(words) and words[following].span.start < token.span.end:
            if (confidence := words[following].confidence) is not None:
                known.append(confidence)
            following += 1
        if known:
            result[index] = min(known)
    return result


def _decided(
    ballot: Ballot,
    testimony: Testimony,
    token: Token,
    analysis: PageAnalysis,
    alone: Decision | None,
    config: CorrectConfig,
) -> Decision | None:
    """Decide about one place; ``alone`` is what the text alone decided there."""
    slot = testimony.slot
    winner = slot.readings[slot.best]
    reason = Reason("witness", _testimony(ballot, analysis.page.origin))
    is_rule = winner.kind in _NUMBER_KINDS
    if not is_rule and (_differ_in_digits(ballot) or _is_about_digits(ballot)):
        return _differing_numbers(testimony, token, analysis, alone, reason)
    if not slot.best:
        return _contradicted(ballot, alone, reason)
    confidence = confidence_of(ballot)
    span_text = analysis.page.text[token.span.start : token.span.end]
    after = _placed(span_text, slot, token, analysis)
    is_same = alone is not None and alone.action is not Action.KEEP and alone.after == after
    is_read = any(_is_reading_of(said, ballot.after) for said in ballot.heard)
    is_mark = not _is_word(ballot.before + ballot.after)
    may_be_surer = is_read or not (is_mark or _is_read_alike(ballot))
    if alone is not None and is_same and (confidence <= alone.confidence or not may_be_surer):
        alone = replace(alone, reasons=(*alone.reasons, reason))
        return _unasked_for(alone, config) if _is_nobodys_reading(winner.kind, ballot) else alone
    # A word may stand behind what all readings have, as none of them has to be right; a mark is what was read.
    is_unfounded = (is_mark or _is_mark_to_others(ballot)) and not is_read and not is_same
    if confidence < _LISTED_CONFIDENCE or after == span_text or is_unfounded:
        return alone if is_unfounded or (alone is not None and alone.action is Action.KEEP) else None
    level = _bounded(Level.SAFE if _is_unanimous(ballot) else _level(confidence), ballot)
    if level is Level.SAFE and _is_nobodys_reading(winner.kind, ballot):
        level = Level.LIKELY
    is_section = winner.kind is CandidateKind.SECTION_SIGN
    proposed = Reason("section-sign") if is_section else Reason("reading") if is_read else Reason("context")
    base = alone.reasons if alone is not None and is_same else (proposed,)
    reasons = (*(one for one in base if one.code != "below-threshold"), reason)
    is_fact = token.protected in ("address", "mixed") and not is_rule and not _is_unanimous(ballot)
    if token.protected in ("sic", "foreign") or is_fact:
        level = Level.REVIEW
    if analysis.page.origin is Origin.BORN_DIGITAL:
        level = Level.REVIEW
    if level is Level.REVIEW:
        reasons = (*reasons, Reason("below-threshold", f"{confidence:.2f}"))
    return _decision(testimony, token, analysis, after, config.action_at(level), level, confidence, reasons)


def _is_read_alike(ballot: Ballot) -> bool:
    """Say whether another reading has what stands in the text: it shares its damage, and makes nothing surer.

    Those that read a word in still other ways do: it is damaged. What nobody has is no mark.
    """
    return any(said.has(ballot.before) for said in ballot.heard)


def _is_mark_to_others(ballot: Ballot) -> bool:
    """Say whether all other readings have marks in the place of a word: a raised ``4)`` was read ``oB``."""
    is_spoken = len(ballot.heard) >= _LEAST_SUPPORTERS
    return is_spoken and not any(character.isalpha() for said in ballot.heard for character in said.text)


def _is_reading_of(said: Heard, text: str) -> bool:
    """Say whether a witness has a text or considered it; which dash it is no engine tells."""
    return (text in _DASHES and said.text in _DASHES) or _has_or_considered(said, text)


def _has_or_considered(said: Heard, text: str) -> bool:
    return said.has(text) or said.considered(text)


def _is_unanimous(ballot: Ballot) -> bool:
    """Say whether all other readings, several, have or considered the same, and one is surer of it than the text.

    Then nobody but the engine that wrote the text has what stands there: ``gantara.de`` is printed ``qantara.de``.
    """
    if len(ballot.heard) < _LEAST_SUPPORTERS or any(said.has(ballot.before) for said in ballot.heard):
        return False
    if not (_is_word(ballot.after) or _PLAIN_MARKS.issuperset(ballot.after)):
        return False
    if not all(_has_or_considered(said, ballot.after) for said in ballot.heard):
        return False
    surest = max((said.confidence or 0.0 for said in ballot.heard if said.has(ballot.after)), default=-1.0)
    return surest > (ballot.own_confidence or 0.0)


def _is_nobodys_reading(kind: CandidateKind, ballot: Ballot) -> bool:
    """Say whether the engine was sure of a word for which the text alone found another by its letters only.

    No reading of the page has that word: ``Franßen`` was printed, not ``Franken``.
    """
    is_sure = ballot.own_confidence is not None and ballot.own_confidence >= _SURE_OF_UNKNOWN
    return kind in _LETTERS_ONLY and is_sure and not any(said.has(ballot.after) for said in ballot.heard)


def _unasked_for(decision: Decision, config: CorrectConfig) -> Decision:
    if decision.level is not Level.SAFE:
        return decision
    return replace(decision, level=Level.LIKELY, action=config.action_at(Level.LIKELY))


def _level(confidence: float) -> Level:
    if confidence >= SAFE_CONFIDENCE:
        return Level.SAFE
    return Level.LIKELY if confidence >= LIKELY_CONFIDENCE else Level.REVIEW


def _bounded(level: Level, ballot: Ballot) -> Level:
    """Hold back what one reading alone must not do.

    A known word that the engine was sure of stays whatever another model reads; a word that no list holds comes only
    where two readings have it, and so do a figure and a double quotation mark for a single one. Narrow letters get
    lost in the cutting (``/in`` read ``/n``), so no word shrinks to one letter unasked.
    """
    supporters = sum(said.has(ballot.after) for said in ballot.heard)
    if ballot.before in _SINGLE_QUOTES and supporters < _LEAST_SUPPORTERS:
        return Level.REVIEW
    if level is Level.SAFE and _is_riddle(ballot):
        return Level.LIKELY
    is_digit_new = _is_about_digits(ballot) and "§" not in ballot.after and ballot.text_confidence is None
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
    if _is_word(ballot.before + ballot.after) or _PLAIN_MARKS.issuperset(ballot.before) or "§" in ballot.after:
        return False
    supporters = sum(said.has(ballot.after) for said in ballot.heard)
    has_stranger = any(
        not _has_or_considered(said, ballot.after) and not said.has(ballot.before) for said in ballot.heard
    )
    return ballot.text_confidence is None and supporters < _LEAST_SUPPORTERS and has_stranger


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _is_about_digits(ballot: Ballot) -> bool:
    """Say whether a change would add, take or alter a digit."""
    return _digits(ballot.before) != _digits(ballot.after)


def _differ_in_digits(ballot: Ballot) -> bool:
    """Say whether a witness that is sure of it has other digits than the text."""
    own = _digits(ballot.before)
    return bool(own) and any(
        _digits(said.text) not in ("", own) and (said.confidence is None or said.confidence >= _SURE_OF_DIGITS)
        for said in ballot.heard
    )


def _contradicted(ballot: Ballot, alone: Decision | None, reason: Reason) -> Decision | None:
    """Leave to a human what the text alone proposes where another reading has what the text has.

    Marks are left out, since every model reads dashes and bullets the same wrong way; but a single quotation mark
    that is read again is one.
    """
    is_changed = alone is not None and alone.action is not Action.KEEP
    has_witness = any(said.text == ballot.before for said in ballot.heard)
    if alone is None or not is_changed or not has_witness:
        return alone
    is_mark = alone.chosen.candidate.kind is CandidateKind.TYPOGRAPHY
    is_word = _is_word(alone.after + alone.before)
    if (is_mark or not is_word) and ballot.before not in _SINGLE_QUOTES:
        return alone
    reasons = (*alone.reasons, Reason("witness-against", reason.detail))
    return replace(alone, action=Action.SUGGEST, level=Level.REVIEW, reasons=reasons)


def _differing_numbers(
    testimony: Testimony, token: Token, analysis: PageAnalysis, alone: Decision | None, reason: Reason
) -> Decision | None:
    """List a number that the readings give differently; nothing settles it but a human."""
    if alone is not None and alone.action is not Action.KEEP:
        return alone
    reasons = (Reason("readings-differ", reason.detail), Reason("number-protected"))
    before = analysis.page.text[token.span.start : token.span.end]
    return _decision(testimony, token, analysis, before, Action.KEEP, Level.REVIEW, 0.0, reasons)


def _placed(before: str, slot: Slot, token: Token, analysis: PageAnalysis) -> str:
    winner = slot.readings[slot.best].text
    half = analysis.halves.get(slot.token_index)
    return break_like(before, token.text, winner) if half is None else half_of(token.text, winner, half)


def _testimony(ballot: Ballot, origin: Origin) -> str:
    """Name every reading of a place: ``layer: Mallnahmen; deu: Mabnahmen 61; alternatives at 3: ß, h``."""
    own = "layer" if origin is Origin.OCR_LAYER else "text"
    figure = "" if ballot.own_confidence is None else f" {100 * ballot.own_confidence:.0f}"
    parts = [f"{own}: {ballot.before}{figure}"]
    for said in ballot.heard:
        figure = "" if said.confidence is None else f" {100 * said.confidence:.0f}"
        parts.append(f"{said.witness}: {said.text or '-'}{figure}")
        parts += [f"alternatives at {choice.place}: {', '.join(choice.texts)}" for choice in said.choices]
    return "; ".join(parts)


def _decision(
    testimony: Testimony,
    token: Token,
    analysis: PageAnalysis,
    after: str,
    action: Action,
    level: Level,
    confidence: float,
    reasons: tuple[Reason, ...],
) -> Decision:
    slot = testimony.slot
    ranked = [
        Ranked(candidate, context, total, posterior)
        for candidate, context, total, posterior in zip(
            slot.readings, slot.context_logp, slot.total_logp, slot.posteriors, strict=True
        )
    ]
    chosen = ranked[0 if action is Action.KEEP else slot.best]
    others = sorted(
        (entry for entry in ranked if entry is not chosen), key=lambda entry: (-entry.posterior, entry.candidate.text)
    )
    return Decision(
        damage=Damage(analysis.page.number, token.span, 1.0 - slot.posteriors[0], reasons[:1]),
        action=action,
        level=level,
        before=analysis.page.text[token.span.start : token.span.end],
        after=after,
        chosen=chosen,
        alternatives=tuple(others[:_ALTERNATIVES]),
        confidence=confidence,
        reasons=reasons,
        id="",
    )
