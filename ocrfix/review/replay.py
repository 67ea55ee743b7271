"""Puts verdicts into a result, and says which of them no longer fit.

Bird's-eye view: a verdict finds its place by the id of its decision, which survives a new extraction and moved lines.
What a person decided beats what ocrfix would have done; where a place holds another text than the one that was judged,
nothing is done and the verdict is handed back. The new result takes the road of any other: text, reports and the way
back are made from its edits. Start reading at :func:`replay`.

German example: „Fuhrting“, edited to „Führung“, becomes an applied change with the reason ``verdict``, also when
the file was recognised anew and the word has moved to the next line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from ocrfix.model import Action, Candidate, CandidateKind, CorrectionResult, Decision, Document, Level, Ranked, Reason
from ocrfix.packed import in_order
from ocrfix.records import dataclass
from ocrfix.review.verdicts import Verdict


class Fit(StrEnum):
    """Whether a verdict could be followed: done, nothing to do any more, or one of three ways not to fit."""

    DONE = "done"
    IDLE = "idle"
    MISSING = "missing"
    CHANGED = "changed"
    OVERLAPS = "overlaps"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict and whether it could be followed."""

    verdict: Verdict
    fit: Fit

    @property
    def is_misfit(self) -> bool:
        """Say whether a person should look at it again."""
        return self.fit not in (Fit.DONE, Fit.IDLE)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A result with the verdicts in it, and what came of each verdict."""

    result: CorrectionResult
    outcomes: tuple[Outcome, ...]


def verdicts_for(document: Document, verdicts: Iterable[Verdict], *, is_only: bool) -> tuple[Verdict, ...]:
    """Choose the verdicts about a document: by its checksum, else by its name, else all if there is only one.

    ``is_only`` says that no other document is worked on; verdicts of a single document then belong to it, as those of
    a paper that was scanned again under another name.
    """
    given = tuple(verdicts)
    same_bytes = tuple(verdict for verdict in given if verdict.sha256 == document.sha256)
    if same_bytes:
        return same_bytes
    same_name = tuple(verdict for verdict in given if verdict.document == document.source_name)
    if same_name:
        return same_name
    return given if is_only and len({verdict.sha256 for verdict in given}) == 1 else ()


def replay(result: CorrectionResult, verdicts: Sequence[Verdict]) -> Replayed:
    """Follow verdicts in a result; the same verdicts give the same result however often they are followed."""
    by_id = {decision.id: decision for decision in result.decisions}
    settled: dict[str, Decision] = {}
    outcomes = []
    for verdict in verdicts:
        is_same = verdict.sha256 == result.document.sha256
        outcome, decision = _follow(verdict, by_id.get(verdict.id), is_same_document=is_same)
        if decision is not None:
            settled[decision.id] = decision
        outcomes.append(outcome)
    overlapping = _overlapping(settled)
    for decision_id in overlapping:
        del settled[decision_id]
    outcomes = [
        Outcome(each.verdict, Fit.OVERLAPS) if each.verdict.id in overlapping and each.fit is Fit.DONE else each
        for each in outcomes
    ]
    return Replayed(replace(result, decisions=_merged(result.decisions, settled)), tuple(outcomes))


def _follow(verdict: Verdict, found: Decision | None, *, is_same_document: bool) -> tuple[Outcome, Decision | None]:
    keeps = verdict.wanted == verdict.before
    if found is None:
        # A word that shall stay as it was read stays: nobody would touch it any more. Of another file nobody knows
        # whether it has the word at all, and whoever named the wrong one should hear of it.
        return Outcome(verdict, Fit.IDLE if keeps and is_same_document else Fit.MISSING), None
    wanted = found.before if keeps else _fitted(verdict, found)
    if wanted is None:
        return Outcome(verdict, Fit.CHANGED), None
    return Outcome(verdict, Fit.DONE), _settled(found, wanted, verdict)


def _fitted(verdict: Verdict, found: Decision) -> str | None:
    """Give the text that shall stand at a place; None when the place is broken over lines in another way."""
    if found.before == verdict.before:
        return verdict.wanted
    if verdict.wanted == verdict.after and _without_space(found.after) == _without_space(verdict.after):
        return found.after
    return None


def _settled(found: Decision, wanted: str, verdict: Verdict) -> Decision:
    why = Reason("verdict", str(verdict.action))
    reasons = (why, *(each for each in found.reasons if each.code != why.code))
    if wanted == found.before:
        return replace(found, action=Action.KEEP, level=Level.SAFE, confidence=0.0, reasons=reasons)
    if wanted != found.after:
        kind = found.chosen.candidate.kind
        chosen = Ranked(
            Candidate(wanted, CandidateKind.CHARACTER if kind is CandidateKind.KEEP else kind), 0.0, 0.0, 1.0
        )
    else:
        chosen = found.chosen
    return replace(
        found, action=Action.APPLY, level=Level.SAFE, after=wanted, chosen=chosen, confidence=1.0, reasons=reasons
    )


def _overlapping(settled: dict[str, Decision]) -> set[str]:
    """Name the verdicts that reach into an earlier one: both cannot be followed."""
    dropped = set()
    last: Decision | None = None
    for decision in in_order([each for each in settled.values() if each.action is Action.APPLY]):
        if last is not None and _touch(last, decision):
            dropped.add(decision.id)
        else:
            last = decision
    return dropped


def _merged(decisions: Sequence[Decision], settled: dict[str, Decision]) -> tuple[Decision, ...]:
    """Put settled decisions in the place of the others; a change of ours that reaches into one becomes a doubt."""
    applied = tuple(in_order([each for each in settled.values() if each.action is Action.APPLY]))
    starts = [(each.damage.page_number, each.damage.span.start) for each in applied]
    merged = []
    for decision in decisions:
        if decision.id in settled:
            merged.append(settled[decision.id])
            continue
        near = bisect_left(starts, (decision.damage.page_number, decision.damage.span.start))
        if decision.action is Action.APPLY and any(
            _touch(each, decision) for each in applied[max(0, near - 1) : near + 1]
        ):
            merged.append(replace(decision, action=Action.SUGGEST))
        else:
            merged.append(decision)
    return tuple(merged)


def _touch(first: Decision, second: Decision) -> bool:
    """Say whether two changes cannot both be made: they overlap, or insert at one place."""
    one, other = first.damage, second.damage
    return one.page_number == other.page_number and (one.span.overlaps(other.span) or one.span == other.span)


def _without_space(text: str) -> str:
    return "".join(text.split())
