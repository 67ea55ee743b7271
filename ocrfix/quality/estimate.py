"""From signs to an estimate: which share of the words is damaged, and between which bounds.

Bird's-eye view: the estimate is a weighted sum of the signs' shares with weights that cannot be negative, so more
signs never mean less damage. Weights and bounds are fitted on pages with ground truth by
:mod:`ocrfix.lexicon.build.quality` and stored in ``quality.json``. A page that its author's program wrote gets
nothing for being scanned; what such pages show by themselves (rare words, odd names) is taken off. Start reading
at :meth:`Calibration.estimate`.

German example: 4 % sure changes, 1 % open doubts and 5 % numbers give ``base + 0.04 · 1.0 + 0.01 · 2.4 + 0.05 · 0.07``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ocrfix.errors import DataError
from ocrfix.quality.signs import SIGN_NAMES, Signs
from ocrfix.records import dataclass

COVERAGE = 0.9
"""The share of pages whose true damage lies within the bounds."""
_LEAST_VARIANCE = 0.005
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share of damaged words (0..1) with the bounds that hold it on 90 of 100 pages."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How signs become an estimate.

    ``weights`` are in the order of ``SIGN_NAMES``; ``base`` is the damage of a scanned page without any sign;
    ``clean`` is what undamaged pages show; ``below`` and ``above`` give the distance of the bounds as
    ``[0] + [1] · share + [2] · sqrt((share + 0.005) / words)``.
    """

    weights: tuple[float, ...]
    base: float
    clean: float
    below: tuple[float, float, float]
    above: tuple[float, float, float]

    def estimate(self, signs: Signs, *, is_born_digital: bool = False) -> Estimate:
        """Estimate the share of damaged words of a page; one without words has no damage."""
        if not signs.words:
            return Estimate(0.0, 0.0, 0.0)
        seen = sum(weight * share for weight, share in zip(self.weights, signs.shares, strict=True))
        # On a short page a single name that no list knows is much: one word more is taken off.
        expected = self.clean + 1 / signs.words
        share = min(1.0, max(0.0, seen - expected) if is_born_digital else self.base + seen)
        return Estimate(
            round(share, DIGITS),
            round(max(0.0, share - distance(self.below, share, signs.words)), DIGITS),
            round(min(1.0, share + distance(self.above, share, signs.words)), DIGITS),
        )


def distance(terms: tuple[float, float, float], share: float, words: int) -> float:
    """Return how far a bound lies from the estimate: the fewer words, the farther."""
    return max(0.0, sum(term * figure for term, figure in zip(terms, spread(share, words), strict=True)))


def spread(share: float, words: int) -> tuple[float, float, float]:
    """Return what the distance of a bound is made of."""
    return 1.0, share, math.sqrt((share + _LEAST_VARIANCE) / words)


def together(estimates: Iterable[tuple[int, Estimate]]) -> Estimate:
    """Estimate a document from (words, estimate) of its pages.

    The bounds are averaged like the shares: pages of one document err in the same direction, so their errors do not
    cancel out.

    >>> together([(300, Estimate(0.1, 0.0, 0.2)), (100, Estimate(0.5, 0.4, 0.6))])
    Estimate(share=0.2, low=0.1, high=0.3)
    """
    pages = [(words, estimate) for words, estimate in estimates if words]
    total = sum(words for words, _ in pages)
    if not total:
        return Estimate(0.0, 0.0, 0.0)
    return Estimate(
        round(sum(words * estimate.share for words, estimate in pages) / total, DIGITS),
        round(sum(words * estimate.low for words, estimate in pages) / total, DIGITS),
        round(sum(words * estimate.high for words, estimate in pages) / total, DIGITS),
    )


@cache
def load_calibration(path: Path) -> Calibration:
    """Read ``quality.json``.

    Raises:
        DataError: it is missing, or was fitted for other signs.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if tuple(content["signs"]) != SIGN_NAMES:
            raise ValueError("quality.json was fitted for other signs")
        low, high = (tuple(map(float, content[key])) for key in ("below", "above"))
        return Calibration(
            tuple(map(float, content["weights"])),
            float(content["base"]),
            float(content["clean"]),
            (low[0], low[1], low[2]),
            (high[0], high[1], high[2]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        hint = "reinstall ocrfix, or rebuild the data with: ocrfix lexicon build --from CORPORA"
        raise DataError(f"a data file cannot be read: {error}", hint) from error
