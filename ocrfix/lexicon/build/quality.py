"""Fitting the estimate of damage: what the signs of a page are worth.

Bird's-eye view: the engine runs over pages with ground truth (with models built *without* those pages' documents),
the true share of wrong words comes from alignment with the truth, and weights that cannot be negative are fitted to
it. Bounds are fitted to what out-of-fold estimates miss. :func:`examples_of` makes the examples, :func:`fit_quality`
the figures; :mod:`ocrfix.lexicon.build.refit` renews them alone. Start reading at :func:`fit_quality`.

German example: a page with ``fir`` for ``für`` ten times among 100 words has the true share 0.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ocrfix.config import CorrectConfig
from ocrfix.lexicon.build.confusions import running_words
from ocrfix.model import Document, Origin, Page
from ocrfix.pipeline import correct
from ocrfix.quality.estimate import COVERAGE, Calibration, spread
from ocrfix.quality.inspect import page_signs
from ocrfix.quality.signs import SIGN_NAMES, Signs
from ocrfix.records import dataclass
from ocrfix.resources import Resources

FILE_NAME = "quality.json"
FOLDS = 5
SMOOTHING = 0.01
"""Errors below a point count squared, larger ones by their size: pages that lost half their words must not rule."""
REGULARISATION = 0.0005
CLEAN_QUANTILE = 0.95
_LAST_PART = re.compile(r"_p?\d+$")


@dataclass(frozen=True, slots=True)
class Example:
    """A page with its signs and its true share of wrong words; ``is_clean`` when it is the printed text itself."""

    document: str
    signs: Signs
    share: float
    is_clean: bool = False


def wrong_share(read: str, printed: str) -> float:
    r"""Return the share (0..1) of printed words that the alignment does not find in the read text.

    >>> wrong_share("fir die Lander", "für die Länder")
    0.6666666666666666
    """
    truth = running_words(printed)
    steps = Levenshtein.opcodes(running_words(read), truth)
    found = sum(step.dest_end - step.dest_start for step in steps if step.tag == "equal")
    return 1 - found / len(truth) if truth else 0.0


def examples_of(lines: Iterable[str], resources: Resources) -> Iterator[Example]:
    """Yield an example for every page that was read, and one for every printed text."""
    seen: set[str] = set()
    for line in lines:
        page = json.loads(line)
        document = _LAST_PART.sub("", page["id"])
        yield Example(document, signs_of_text(page["ocr"], resources), wrong_share(page["ocr"], page["gt"]))
        if page["id"] not in seen:
            seen.add(page["id"])
            yield Example(document, signs_of_text(page["gt"], resources), 0.0, is_clean=True)


def signs_of_text(text: str, resources: Resources) -> Signs:
    """Count the signs of a page of plain text."""
    page = Page(1, text, origin=Origin.PLAIN_TEXT)
    config = CorrectConfig()
    result = correct(Document("page", "", (page,)), config, resources)
    return page_signs(page, result.decisions, config, resources)


def fit_quality(examples: Sequence[Example]) -> Calibration:
    """Fit weights and bounds; the clean examples tell what undamaged pages show."""
    read = [example for example in examples if not example.is_clean]
    base, weights = _fit_weights(read)
    plain = Calibration(weights, base, 0.0, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
    seen = sorted(_seen(plain, example.signs) for example in examples if example.is_clean)
    clean = round(seen[int(CLEAN_QUANTILE * (len(seen) - 1))], 4) if seen else 0.0
    estimates = out_of_fold(read)
    tail = (1 - COVERAGE) / 2
    return Calibration(
        weights,
        base,
        clean,
        _fit_distance(read, [guess - example.share for example, guess in zip(read, estimates, strict=True)],
                      estimates, 1 - tail),
        _fit_distance(read, [example.share - guess for example, guess in zip(read, estimates, strict=True)],
                      estimates, 1 - tail),
    )  # fmt: skip


def _seen(calibration: Calibration, signs: Signs) -> float:
    return sum(weight * share for weight, share in zip(calibration.weights, signs.shares, strict=True))


def _fit_weights(examples: Sequence[Example]) -> tuple[float, tuple[float, ...]]:
    """Minimise the smoothed absolute error over weights of zero and more (L-BFGS-B)."""
    import numpy as np
    from scipy.optimize import minimize

    figures = np.array([(1.0, *example.signs.shares) for example in examples])
    target = np.array([example.share for example in examples])
    penalty = np.full(figures.shape[1], REGULARISATION)
    penalty[0] = 0.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        error = figures @ weights - target
        size = np.sqrt(error**2 + SMOOTHING**2)
        value = float(size.sum() + (penalty * weights**2).sum())
        return value, figures.T @ (error / size) + 2 * penalty * weights

    bounds = [(0, None)] * figures.shape[1]
    found = minimize(loss, np.full(figures.shape[1], 0.5), jac=True, method="L-BFGS-B", bounds=bounds).x
    return round(float(found[0]), 4), tuple(round(float(weight), 3) for weight in found[1:])


def out_of_fold(examples: Sequence[Example]) -> list[float]:
    """Estimate each page with weights that were fitted without its document."""
    documents = sorted({example.document for example in examples})
    fold_of = {document: index % FOLDS for index, document in enumerate(documents)}
    result = [0.0] * len(examples)
    for fold in range(FOLDS):
        base, weights = _fit_weights([example for example in examples if fold_of[example.document] != fold])
        calibration = Calibration(weights, base, 0.0, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
        for index, example in enumerate(examples):
            if fold_of[example.document] == fold:
                result[index] = min(1.0, base + _seen(calibration, example.signs))
    return result


def _fit_distance(
    examples: Sequence[Example], errors: Sequence[float], estimates: Sequence[float], quantile: float
) -> tuple[float, float, float]:
    """Fit the distance of a bound by quantile regression (a linear programme).

    Source: R. Koenker, G. Bassett (1978), Regression quantiles.
    """
    import numpy as np
    from scipy.optimize import linprog

    terms = np.array([spread(guess, example.signs.words) for example, guess in zip(examples, estimates, strict=True)])
    count, width = terms.shape
    cost = np.concatenate([np.zeros(width), np.full(count, quantile), np.full(count, 1 - quantile)])
    equal = np.hstack([terms, np.eye(count), -np.eye(count)])
    found = linprog(cost, A_eq=equal, b_eq=np.array(errors), bounds=[(0, None)] * len(cost), method="highs").x
    first, second, third = (round(float(term), 4) for term in found[:width])
    return first, second, third


def write_quality(calibration: Calibration, path: Path) -> None:
    """Write ``quality.json``."""
    content = {
        "signs": SIGN_NAMES,
        "weights": calibration.weights,
        "base": calibration.base,
        "clean": calibration.clean,
        "below": calibration.below,
        "above": calibration.above,
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
