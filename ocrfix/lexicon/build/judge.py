"""Fitting the judge: how often is a change with this evidence right?

Bird's-eye view: a logistic model is fitted for each kind of change, and trees for all of them
(:mod:`ocrfix.lexicon.build.trees`), to changes of which is known whether they are right
(:mod:`ocrfix.lexicon.build.examples`). :func:`harm_table` finds the thresholds that keep a promise. Start reading at
:func:`write_fitted_judge`. German example: of the changes like ``fiir`` -> ``für`` nearly all are right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.decide import FEATURE_NAMES, Judge
from ocrfix.lexicon.build.examples import MADE_GROUPS, Example, training_examples, words_at_risk
from ocrfix.lexicon.build.own_examples import OwnExamples
from ocrfix.lexicon.build.trees import fit_trees
from ocrfix.resources import Resources
from ocrfix.trees import Trees

if TYPE_CHECKING:
    import numpy as np

REGULARISATION = 0.5
SET_GROUPS = ("abbreviation", "address", "heading")
SET_WEIGHTS = (3.0, *[0.0] * (len(FEATURE_NAMES) - 1))
"""The training pages have next to no heading with spaced letters and no misread part of a word (``Kl-``) to learn from,
and no address whose scheme or ending is not what it must be. No other word of theirs is as near to a heading as one
must be, and the corpora have no word with such a part: 0.95, less than what that would say."""
WEIGHED_GROUPS = (*MADE_GROUPS, *SET_GROUPS)
"""Kinds that no tree is asked about: how often made damage comes says nothing, and the weights of others are set."""
ERROR_CONFIDENCE, MINIMUM_ERRORS, BROKEN_SHARE = 0.4, 10, 0.25
HARM_STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0)


def fitted_judge(examples: Sequence[Example]) -> Judge:
    """Return a judge without thresholds, its weights and trees fitted to examples."""
    asked = [example for example in examples if example.group not in WEIGHED_GROUPS]
    return Judge(fit_judge(examples), {}, trees=fit_trees(asked))


def fit_judge(examples: Iterable[Example]) -> dict[str, tuple[float, ...]]:
    """Fit logistic weights for each group (penalised maximum likelihood, L-BFGS), but for those that are set."""
    by_group: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_group[example.group].append(example)
    fitted = {name: _fit(by_group[name]) for name in by_group} | dict.fromkeys(SET_GROUPS, SET_WEIGHTS)
    return dict(sorted(fitted.items()))


def _fit(examples: Sequence[Example]) -> tuple[float, ...]:
    import numpy as np

    figures = np.array([example.figures for example in examples])
    target = np.array([float(example.is_right) for example in examples])
    penalty = np.full(figures.shape[1], REGULARISATION)
    penalty[0] = 0.02
    return tuple(round(weight, 4) for weight in logistic_weights(figures, target, penalty, np.zeros(figures.shape[1])))


def logistic_weights(
    figures: np.ndarray,
    target: np.ndarray,
    penalty: np.ndarray,
    prior: np.ndarray,
    bounds: Sequence[tuple[float | None, float | None]] | None = None,
) -> list[float]:
    """Return the weights (penalised maximum likelihood, L-BFGS) of a logistic model.

    ``figures`` are examples x weights, ``target`` is 1 or 0 for each example; ``penalty`` holds each weight near its
    ``prior``, ``bounds`` give its lowest and highest value.
    """
    import numpy as np
    from scipy.optimize import minimize

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = np.clip(figures @ weights, -30, 30)
        probability = 1 / (1 + np.exp(-score))
        off = weights - prior
        value = float(np.sum(np.log1p(np.exp(score)) - target * score) + 0.5 * np.sum(penalty * off**2))
        return value, figures.T @ (probability - target) + penalty * off

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 3000})
    return [float(weight) for weight in found.x]


def out_of_fold(examples: Sequence[Example], folds: int = 5) -> list[float]:
    """Return each example's confidence by a model that has not seen its page."""
    pages = sorted({example.page for example in examples})
    fold_of = {page: index % folds for index, page in enumerate(pages)}
    result = [0.0] * len(examples)
    for fold in range(folds):
        judge = fitted_judge([example for example in examples if fold_of[example.page] != fold])
        for index, example in enumerate(examples):
            if fold_of[example.page] == fold:
                result[index] = judge.confidence(example.group, example.figures)
    return result


def harm_table(examples: Sequence[Example], confidences: Sequence[float], right_words: int) -> list[list[float]]:
    """Return [harm per 1000, threshold] rows: the lowest confidence whose harm stays below, with one to spare.

    "One to spare" counts one more broken word than was seen: the promise is for unseen pages.
    """
    broken = sorted(
        (c for e, c in zip(examples, confidences, strict=True) if e.was_right and not e.is_right), reverse=True
    )
    rows = []
    for harm in HARM_STEPS:
        allowed = int(harm * right_words / 1000) - 1
        if allowed < 0:
            continue
        threshold = broken[allowed] + 1e-4 if allowed < len(broken) else 0.5
        rows.append([harm, round(min(max(threshold, 0.5), 0.9999), 4)])
    return rows


def strict_groups(examples: Sequence[Example], confidences: Sequence[float]) -> tuple[str, ...]:
    """Return the kinds of change of whose errors more than a quarter break right words, where enough were seen."""
    errors: dict[str, list[bool]] = defaultdict(list)
    for example, confidence in zip(examples, confidences, strict=True):
        if not example.is_right and confidence >= ERROR_CONFIDENCE:
            errors[example.group].append(example.was_right)
    return tuple(
        group
        for group, broken in sorted(errors.items())
        if len(broken) >= MINIMUM_ERRORS and sum(broken) > len(broken) * BROKEN_SHARE
    )


def write_fitted_judge(
    pages: Sequence[Mapping[str, str]],
    resources: Resources,
    thresholds: Mapping[str, float],
    own_confidences: Mapping[str, float],
    path: Path,
    own: OwnExamples | None = None,
) -> None:
    """Fit a judge on pages (``id``, ``ocr``, ``gt``) with models that have not seen them, and write it.

    ``own_confidences`` are the safe confidences of single kinds of change, ``own`` examples of other pages.
    """
    examples, words = list(training_examples(pages, resources)), words_at_risk(pages)
    if own is not None:
        examples, words = [*examples, *own.examples], words + own.words
    confidences = out_of_fold(examples)
    harm = harm_table(examples, confidences, words)
    judge = fitted_judge(examples)
    write_judge(
        judge.weights, thresholds, harm, path, strict_groups(examples, confidences), own_confidences, judge.trees
    )


def write_judge(
    weights: Mapping[str, Sequence[float]],
    thresholds: Mapping[str, float],
    harm: object,
    path: Path,
    strict: Sequence[str] = (),
    own: Mapping[str, float] | None = None,
    trees: Trees | None = None,
) -> None:
    """Write ``judge.json``."""
    content = {
        "features": FEATURE_NAMES,
        "weights": weights,
        "thresholds": thresholds,
        "harm_thresholds": harm,
        "strict_groups": strict,
        "own_thresholds": own or {},
        "trees": (trees or Trees()).as_json(),
    }
    rows = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in content.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
