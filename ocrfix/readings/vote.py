"""How sure a change is that other readings of the page have a say in.

Bird's-eye view: the pipeline fills a :class:`Ballot` for the winner of a place (what the text has, what each reading
has, what channel and context think), :func:`ballot_features` puts it into figures and :func:`confidence_of` turns
these into a probability, with the weights of :mod:`ocrfix.readings.weights`, which ``benchmarks/fit_vote.py`` fitted
on made scans. Start reading at :func:`confidence_of`.

German example: ``Mallnahmen`` -> ``Maßnahmen``, read so by ``Latin`` and explained by the channel, is sure; ``Müller``
-> ``Miller``, read so by ``eng`` alone, is not.
"""

from __future__ import annotations

import math

from ocrfix.readings.align import Heard
from ocrfix.readings.weights import WEIGHTS
from ocrfix.records import dataclass

_LEAST_ODDS, _MOST_ODDS = -5.0, 15.0
WITH_UMLAUTS = frozenset(("Latin", "deu"))
"""Witnesses that can write what German prints; ``eng`` and a layer that lost its umlauts cannot."""
_UMLAUTS = frozenset("äöüßÄÖÜ")
FEATURE_NAMES = (
    "bias", "odds", "text", "text_alone_silent", "for", "for_without_umlauts", "against", "against_without_umlauts",
    "considered", "kept_considered", "other", "surest_for", "own", "own_unknown", "count_before", "count_after",
    "unknown_before", "unknown_after", "mark", "section", "length", "case_only", "title", "length_change", "umlaut",
    "section_for", "mark_for",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is known about a change at a place that witnesses read.

    ``posterior`` (0..1) is the ranking's with all readings. ``text_confidence`` is what the judge of the text alone
    gives the same change, None when it does not propose it. ``own_confidence`` is the engine's confidence (0..1) in
    the word as the text has it, None for a layer. ``count_before`` and ``count_after`` say how often the corpora have
    the words.
    """

    before: str
    after: str
    heard: tuple[Heard, ...]
    posterior: float
    text_confidence: float | None
    own_confidence: float | None = None
    count_before: float = 0.0
    count_after: float = 0.0


def ballot_features(ballot: Ballot) -> tuple[float, ...]:
    """Describe a change by figures in the order of ``FEATURE_NAMES``, all about -3..3."""
    before, after = ballot.before, ballot.after
    odds = math.log((ballot.posterior + 1e-9) / (1 - ballot.posterior + 1e-9))
    supporters = [said for said in ballot.heard if said.has(after)]
    opponents = [said for said in ballot.heard if said.has(before)]
    is_mark = not any(map(str.isalnum, before + after))
    is_section = "§" in after and "§" not in before
    own = ballot.own_confidence
    return (
        1.0,
        min(max(odds, _LEAST_ODDS), _MOST_ODDS) / 5,
        ballot.text_confidence or 0.0,
        float(ballot.text_confidence is None),
        float(sum(said.witness in WITH_UMLAUTS for said in supporters)),
        float(sum(said.witness not in WITH_UMLAUTS for said in supporters)),
        float(sum(said.witness in WITH_UMLAUTS for said in opponents)),
        float(sum(said.witness not in WITH_UMLAUTS for said in opponents)),
        float(any(said.considered(after) for said in ballot.heard)),
        float(any(said.considered(before) for said in ballot.heard)),
        float(len(ballot.heard) - len(supporters) - len(opponents)),
        max((said.confidence for said in supporters if said.confidence is not None), default=0.5),
        0.5 if own is None else own,
        float(own is None),
        math.log1p(ballot.count_before) / 5,
        math.log1p(ballot.count_after) / 5,
        float(not ballot.count_before),
        float(not ballot.count_after),
        float(is_mark),
        float(is_section),
        min(len(before), 20) / 10,
        float(before != after and before.lower() == after.lower()),
        float(before[:1].isupper()),
        float(len(before) != len(after)),
        float(not _UMLAUTS.isdisjoint(set(after) - set(before))),
        float(sum(said.has(after) or said.considered(after) for said in ballot.heard)) if is_section else 0.0,
        float(len(supporters)) if is_mark and not is_section else 0.0,
    )


def confidence_of(ballot: Ballot) -> float:
    """Return the probability (0..1) that ``after`` is what was printed."""
    score = sum(weight * figure for weight, figure in zip(WEIGHTS, ballot_features(ballot), strict=True))
    return 1.0 / (1.0 + math.exp(-min(max(score, -30.0), 30.0)))
