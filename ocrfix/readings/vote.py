"""How sure a change is that other readings of the page have a say in.

Bird's-eye view: the pipeline fills a :class:`Ballot` for the winner of a place (what the text has, what each reading
has, what channel and context think), :func:`confidence_of` turns it into the probability of being right by a small
logistic model for words and one for marks. Start reading there. The weights are set by hand, not
fitted: docs/method.md says on how many pages they were tried.

German example: ``Mallnahmen`` -> ``Maßnahmen``, read so by ``Latin`` with confidence 0.96 and explained by the
channel, is sure; ``Müller`` -> ``Miller``, read so by ``eng`` alone, is not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ocrfix.readings.align import Heard

FEATURE_NAMES = (
    "bias", "odds", "proposed", "text_confidence", "support", "support_confidence", "against", "against_confidence",
    "readings", "own_confidence", "unsure", "count_before", "count_after", "context", "channel", "case_only",
    "short", "latin", "english", "is_addition", "alone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is known about a change at a place that witnesses read; logarithms are natural, counts plain.

    ``text_confidence`` is what the judge of the text alone gives the same change, None when it does not propose it.
    ``own_confidence`` is the engine's confidence (0..1) in the word as the text has it, None for a layer.
    """

    before: str
    after: str
    heard: tuple[Heard, ...]
    posterior: float
    text_confidence: float | None
    own_confidence: float | None
    count_before: float
    count_after: float
    context_advantage_logp: float
    channel_logp: float


def features(ballot: Ballot) -> tuple[float, ...]:
    """Describe a change in figures of about -3..3, in the order of ``FEATURE_NAMES``."""
    before, after = ballot.before, ballot.after
    support = [said for said in ballot.heard if said.text == after]
    against = [said for said in ballot.heard if said.text == before]
    names = {said.witness for said in support}
    odds = math.log((ballot.posterior + 1e-9) / (1 - ballot.posterior + 1e-9))
    return (
        1.0,
        _clipped(odds, -5, 15) / 5,
        float(ballot.text_confidence is not None),
        ballot.text_confidence or 0.0,
        float(len(support)),
        max((_known(said.confidence) for said in support), default=0.0),
        float(len(against)),
        max((_known(said.confidence) for said in against), default=0.0),
        float(len(ballot.heard)),
        _known(ballot.own_confidence),
        1.0 - _known(ballot.own_confidence) if ballot.own_confidence is not None else 0.3,
        math.log1p(ballot.count_before) / 5,
        math.log1p(ballot.count_after) / 5,
        _clipped(ballot.context_advantage_logp, -10, 25) / 8,
        _clipped(ballot.channel_logp, -20, 0) / 5,
        float(before.lower() == after.lower()),
        float(max(len(before), len(after)) <= 3),
        float("Latin" in names or "deu" in names),
        float("eng" in names or "layer" in names),
        float(len(after) > len(before)),
        float(not support),
    )


def confidence_of(ballot: Ballot) -> float:
    """Return the calibrated probability (0..1) that ``after`` is what was printed."""
    from ocrfix.readings.weights import WEIGHTS

    weights = WEIGHTS["word" if any(map(str.isalnum, ballot.before + ballot.after)) else "mark"]
    score = sum(weight * figure for weight, figure in zip(weights, features(ballot), strict=True))
    return 1.0 / (1.0 + math.exp(-_clipped(score, -30, 30)))


def _known(confidence: float | None) -> float:
    """A layer tells no confidence; its words are taken for ordinary ones."""
    return 0.7 if confidence is None else confidence


def _clipped(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
