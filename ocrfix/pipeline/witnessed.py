"""Decides about the places of a page where other readings had something to say.

Bird's-eye view: :func:`ocrfix.pipeline.ballots.ballots` puts together what speaks for and against each winner,
:mod:`ocrfix.readings.vote` says how sure it is, :mod:`ocrfix.readings.bounds` what it must not do, and
:func:`with_witnesses` decides. Places without a witness, and texts without an image, keep the decisions that they had.
Start reading at :func:`with_witnesses`.

German example: the text has ``Mallnahmen``, ``Latin`` reads ``Maßnahmen`` in the same box; the decision names both
readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocrfix.config import CorrectConfig
from ocrfix.model import Action, Candidate, CandidateKind, Damage, Decision, Level, Origin, Ranked, Reason, Token
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.ballots import ballots
from ocrfix.pipeline.linebreaks import placed
from ocrfix.rank.ranker import Slot
from ocrfix.readings.bounds import (
    SINGLE_QUOTES,
    bounded,
    differ_in_digits,
    is_about_digits,
    is_mark_to_others,
    is_nobodys_reading,
    is_read_alike,
    is_reading_of,
    is_unanimous,
    is_word,
    parts_figures,
)
from ocrfix.readings.vote import Ballot, confidence_of
from ocrfix.records import dataclass
from ocrfix.resources import Resources

SAFE_CONFIDENCE, LIKELY_CONFIDENCE = 0.85, 0.5
"""The confidence of the vote from which on a change is safe, and likely; docs/method.md has how often it was right."""
_LISTED_CONFIDENCE = 0.25
"""Changes less sure than this are not worth a clerk's time, as for those of the text alone."""
_ALTERNATIVES = 4
_NUMBER_KINDS = frozenset((CandidateKind.SECTION_SIGN, CandidateKind.ENUMERATION))
"""Changes of digits that the rules of the text propose themselves; no other touches a digit."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place where witnesses spoke: the slot as ranked with their readings, what speaks for and against its winner.

    ``alone`` is what the text alone decided there, None for nothing.
    """

    ballot: Ballot
    slot: Slot
    token: Token
    analysis: PageAnalysis
    alone: Decision | None

    @property
    def winner(self) -> Candidate:
        """The reading that is likeliest with all readings."""
        return self.slot.readings[self.slot.best]

    @property
    def text(self) -> str:
        """What stands there as read, its line end included."""
        return self.analysis.page.text[self.token.span.start : self.token.span.end]


def with_witnesses(
    analysis: PageAnalysis, decisions: Sequence[Decision], config: CorrectConfig, resources: Resources
) -> list[Decision]:
    """Decide again about the places of a page where witnesses spoke; the others keep their decisions."""
    if not analysis.page.witnesses:
        return list(decisions)
    by_start = {decision.damage.span.start: decision for decision in decisions}
    for ballot, testimony, token in ballots(analysis, decisions, resources):
        place = _Place(ballot, testimony.slot, token, analysis, by_start.get(token.span.start))
        decided = _decided(place, config)
        if decided is None:
            by_start.pop(token.span.start, None)
        else:
            by_start[token.span.start] = decided
    return [by_start[start] for start in sorted(by_start)]


def _decided(place: _Place, config: CorrectConfig) -> Decision | None:
    """Decide about one place; None where nothing is left to decide."""
    reason = Reason("witness", _testimony(place.ballot, place.analysis.page.origin))
    is_rule = place.winner.kind in _NUMBER_KINDS
    if not is_rule and (differ_in_digits(place.ballot) or is_about_digits(place.ballot)):
        return _differing_numbers(place, reason)
    if not place.slot.best:
        return _contradicted(place, reason)
    return _changed(place, reason, config)


def _changed(place: _Place, reason: Reason, config: CorrectConfig) -> Decision | None:
    """Decide about a place whose winner is not what stands there; what the text alone proposes may be surer now."""
    ballot, alone = place.ballot, place.alone
    confidence = confidence_of(ballot)
    half = place.analysis.halves.get(place.slot.token_index)
    after = placed(place.text, place.token.text, place.winner.text, half)
    same = alone if alone is not None and alone.action is not Action.KEEP and alone.after == after else None
    is_read = any(is_reading_of(said, ballot.after) for said in ballot.heard)
    is_mark = not is_word(ballot.before + ballot.after)
    may_be_surer = is_read or not (is_mark or is_read_alike(ballot))
    if same is not None and (confidence <= same.confidence or not may_be_surer):
        told = replace(same, reasons=(*same.reasons, reason))
        return _unasked_for(told, config) if is_nobodys_reading(place.winner.kind, ballot) else told
    # A word may stand behind what all readings have, as none of them has to be right; a mark is what was read.
    is_unfounded = (is_mark or is_mark_to_others(ballot)) and not is_read and same is None
    if confidence < _LISTED_CONFIDENCE or after == place.text or is_unfounded:
        return alone if is_unfounded or (alone is not None and alone.action is Action.KEEP) else None
    base = same.reasons if same is not None else (_proposed(place.winner.kind, is_read=is_read),)
    reasons = (*(one for one in base if one.code != "below-threshold"), reason)
    level = _level(place, confidence)
    if level is Level.REVIEW:
        reasons = (*reasons, Reason("below-threshold", f"{confidence:.2f}"))
    return _decision(place, after, config.action_at(level), level, confidence, reasons)


def _proposed(kind: CandidateKind, *, is_read: bool) -> Reason:
    """Say why a change is proposed that the text alone does not propose."""
    if kind is CandidateKind.SECTION_SIGN:
        return Reason("section-sign")
    return Reason("reading") if is_read else Reason("context")


def _level(place: _Place, confidence: float) -> Level:
    """Return how far a change goes: by the vote, held back where a fact stands or the page is no scan.

    What all other readings share goes far, but not what the vote takes for wrong, nor a gap in an address.
    """
    kind, protected = place.winner.kind, place.token.protected
    least = SAFE_CONFIDENCE if parts_figures(place.ballot) else LIKELY_CONFIDENCE
    is_parted = protected == "address" and " " in place.ballot.after
    is_sure = confidence >= least and is_unanimous(place.ballot) and not is_parted
    is_fact = protected in ("address", "mixed") and kind not in _NUMBER_KINDS and not is_sure
    if protected in ("sic", "foreign") or is_fact or place.analysis.page.origin is Origin.BORN_DIGITAL:
        return Level.REVIEW
    level = bounded(Level.SAFE if is_sure else _level_of_vote(confidence), place.ballot)
    return Level.LIKELY if level is Level.SAFE and is_nobodys_reading(kind, place.ballot) else level


def _level_of_vote(confidence: float) -> Level:
    if confidence >= SAFE_CONFIDENCE:
        return Level.SAFE
    return Level.LIKELY if confidence >= LIKELY_CONFIDENCE else Level.REVIEW


def _unasked_for(decision: Decision, config: CorrectConfig) -> Decision:
    """Make a suggestion of a change that would be applied."""
    if decision.level is not Level.SAFE:
        return decision
    return replace(decision, level=Level.LIKELY, action=config.action_at(Level.LIKELY))


def _contradicted(place: _Place, reason: Reason) -> Decision | None:
    """Leave to a human what the text alone proposes where another reading has what the text has.

    Marks are left out, since every model reads dashes and bullets the same wrong way; but a single quotation mark
    that is read again is one.
    """
    ballot, alone = place.ballot, place.alone
    has_witness = any(said.text == ballot.before for said in ballot.heard)
    if alone is None or alone.action is Action.KEEP or not has_witness:
        return alone
    is_mark = alone.chosen.candidate.kind is CandidateKind.TYPOGRAPHY or not is_word(alone.after + alone.before)
    if is_mark and ballot.before not in SINGLE_QUOTES:
        return alone
    reasons = (*alone.reasons, Reason("witness-against", reason.detail))
    return replace(alone, action=Action.SUGGEST, level=Level.REVIEW, reasons=reasons)


def _differing_numbers(place: _Place, reason: Reason) -> Decision | None:
    """List a number that the readings give differently; nothing settles it but a human."""
    if place.alone is not None and place.alone.action is not Action.KEEP:
        return place.alone
    reasons = (Reason("readings-differ", reason.detail), Reason("number-protected"))
    return _decision(place, place.text, Action.KEEP, Level.REVIEW, 0.0, reasons)


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
    place: _Place, after: str, action: Action, level: Level, confidence: float, reasons: tuple[Reason, ...]
) -> Decision:
    slot = place.slot
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
        damage=Damage(place.analysis.page.number, place.token.span, 1.0 - slot.posteriors[0], reasons[:1]),
        action=action,
        level=level,
        before=place.text,
        after=after,
        chosen=chosen,
        alternatives=tuple(others[:_ALTERNATIVES]),
        confidence=confidence,
        reasons=reasons,
        id="",
    )
