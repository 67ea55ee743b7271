"""Fitting the judge's trees: gradient boosting over the examples of all kinds of change.

Bird's-eye view: :func:`fit_trees` hands figures and labels to scikit-learn and keeps the trees as plain numbers, so
that nobody needs scikit-learn to use them. Start reading there. German example: see :mod:`ocrfix.trees`.

Method: J. H. Friedman (2001), Greedy function approximation: a gradient boosting machine. Number, depth and rate were
chosen by the log loss on training pages left out (five folds): 0.146 by weights alone, 0.135 by the mean of weights
and 60 trees of three questions, 0.133 where both have seen pages of our own as well and a hundred trees ask four.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ocrfix.trees import Tree, Trees, with_kind

if TYPE_CHECKING:
    from ocrfix.lexicon.build.examples import Example

COUNT, DEPTH, RATE, SMALLEST_LEAF = 100, 4, 0.08, 20
_DIGITS = 4


def fit_trees(examples: Sequence[Example]) -> Trees:
    """Fit trees to examples; there are none where all are right or all wrong."""
    if len({example.is_right for example in examples}) < 2:
        return Trees()
    import numpy as np
    from sklearn.ensemble import GradientBoostingClassifier

    groups = tuple(sorted({example.group for example in examples}))
    figures = np.array([with_kind(example.figures, example.group, groups) for example in examples])
    target = np.array([example.is_right for example in examples])
    model = GradientBoostingClassifier(
        n_estimators=COUNT, max_depth=DEPTH, learning_rate=RATE, min_samples_leaf=SMALLEST_LEAF, random_state=0
    )
    model.fit(figures, target)
    right = float(target.mean())
    base = round(float(np.log(right / (1 - right))), _DIGITS)
    return Trees(groups, base, tuple(_plain(stage[0].tree_, 0) for stage in model.estimators_))


def _plain(tree: Any, node: int) -> Tree:  # noqa: ANN401
    """Return a node of a tree of scikit-learn's and all below it as plain numbers."""
    below, above = int(tree.children_left[node]), int(tree.children_right[node])
    if below == above:
        return round(RATE * float(tree.value[node][0][0]), _DIGITS)
    threshold = round(float(tree.threshold[node]), _DIGITS)
    return int(tree.feature[node]), threshold, _plain(tree, below), _plain(tree, above)
