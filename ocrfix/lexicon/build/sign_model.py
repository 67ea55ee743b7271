"""A logistic model of signs: which of many words speak for an answer, and how much.

Bird's-eye view: :func:`fit_signs` gives each sign a weight (ln odds ratio); the L1 penalty (Tibshirani 1996) leaves
most without one, so that what is shipped stays small and can be read. Start reading there. German example: asked
whether a page has long dashes, ``Staatsregierung`` speaks for them and ``und`` says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ocrfix.records import dataclass


@dataclass(frozen=True, slots=True)
class SignModel:
    """The weights of signs (ln odds ratios) and ln odds where none stands; what weighs nothing is listed, too."""

    weights: Mapping[str, float]
    bias: float


def fit_signs(
    known: Sequence[str],
    examples: Sequence[Iterable[str]],
    answers: Sequence[bool],
    importance: Sequence[float],
    penalty: float,
) -> SignModel:
    """Fit a model to examples, each with its signs, the answer there and how much it counts.

    Signs that are not ``known`` say nothing; ``penalty`` is the L1 penalty of a weight.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    column = {sign: place for place, sign in enumerate(known)}
    rows = [sorted(column[sign] for sign in signs if sign in column) for signs in examples]
    starts = np.cumsum([0, *map(len, rows)])
    flat = np.array([place for row in rows for place in row], dtype=np.int64)
    figures = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(known)))
    model = LogisticRegression(C=1 / penalty, l1_ratio=1, solver="liblinear", max_iter=300, random_state=0)
    model.fit(figures, answers, sample_weight=importance)
    return SignModel(dict(zip(known, model.coef_[0].tolist(), strict=True)), float(model.intercept_[0]))
