"""How sure a change is that other readings of the page have a say in.

Bird's-eye view: the pipeline fills a :class:`Ballot` for the winner of a place (what the text has, what each reading
has, what channel and context think), :func:`confidence_of` turns it into a probability. Its weights are set by hand,
not fitted: docs/method.md says on which pages they were tried. Start reading at :func:`confidence_of`.

German example: ``Mallnahmen`` -> ``Maßnahmen``, read so by ``Latin`` and explained by the channel, is sure; ``Müller``
-> ``Miller``, read so by ``eng`` alone, is not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ocrfix.readings.align import Heard

_BIAS = -3.0
_ODDS_WEIGHT, _LEAST_ODDS, _MOST_ODDS = 0.4, -5.0, 15.0
"""The ranking knows all readings already; its odds (ln) are too sure of themselves and count less than half."""
_TEXT_WEIGHT = 3.0
_SUPPORT = 1.5
_AGAINST = -2.5
"""A reading that confirms what stands there weighs more than one that supports the change: do no harm."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is known about a change at a place that witnesses read.

    ``posterior`` (0..1) is the ranking's with all readings. ``text_confidence`` is what the judge of the text alone
    gives the same change, None when it does not propose it. ``own_confidence`` is the engine's confidence (0..1) in
    the word as the text has it, None for a layer.
    """

    before: str
    after: str
    heard: tuple[Heard, ...]
    posterior: float
    text_confidence: float | None
    own_confidence: float | None = None


def confidence_of(ballot: Ballot) -> float:
    """Return the probability (0..1) that ``after`` is what was printed."""
    odds = math.log((ballot.posterior + 1e-9) / (1 - ballot.posterior + 1e-9))
    score = (
        _BIAS
        + _ODDS_WEIGHT * min(max(odds, _LEAST_ODDS), _MOST_ODDS)
        + _TEXT_WEIGHT * (ballot.text_confidence or 0.0)
        + _SUPPORT * sum(said.text == ballot.after for said in ballot.heard)
        + _AGAINST * sum(said.text == ballot.before for said in ballot.heard)
    )
    return 1.0 / (1.0 + math.exp(-score))
