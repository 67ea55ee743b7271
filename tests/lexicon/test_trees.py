"""Fitting the judge's trees."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from ocrfix.decide import FEATURE_NAMES
from ocrfix.lexicon.build import trees
from ocrfix.lexicon.build.examples import Example
from ocrfix.lexicon.build.judge import fitted_judge
from ocrfix.lexicon.build.trees import fit_trees
from ocrfix.trees import Trees


def made_examples(count: int = 600) -> list[Example]:
    """Changes that are right where two figures agree, which no weights of single figures can say."""
    chance = random.Random(7)
    examples = []
    for number in range(count):
        first, second = chance.uniform(-1, 1), chance.uniform(-1, 1)
        figures = (1.0, first, second, *[0.0] * (len(FEATURE_NAMES) - 3))
        group = "comma" if number % 3 else "letter"
        is_right = (first > 0) == (second > 0)
        examples.append(Example(f"page {number}", group, figures, is_right, not is_right, "a", "b", "b"))
    return examples


EXAMPLES = made_examples()


def test_trees_learn_what_two_figures_say_together() -> None:
    fitted = fit_trees(EXAMPLES)
    hits = [(log_odds_of(fitted, example) > 0) == example.is_right for example in made_examples(900)[600:]]
    assert sum(hits) > 0.95 * len(hits)


def log_odds_of(fitted: Trees, example: Example) -> float:
    found = fitted.log_odds(example.group, example.figures)
    assert found is not None
    return found


def test_fitting_twice_gives_the_same_trees() -> None:
    assert fit_trees(EXAMPLES) == fit_trees(list(EXAMPLES))


def test_the_plain_trees_say_what_those_of_the_library_say() -> None:
    import numpy as np
    from sklearn.ensemble import GradientBoostingClassifier

    fitted = fit_trees(EXAMPLES)
    figures = np.array(
        [[*example.figures, *[float(group == example.group) for group in fitted.groups]] for example in EXAMPLES]
    )
    model = GradientBoostingClassifier(
        n_estimators=trees.COUNT, max_depth=trees.DEPTH, learning_rate=trees.RATE,
        min_samples_leaf=trees.SMALLEST_LEAF, random_state=0,
    )  # fmt: skip
    model.fit(figures, [example.is_right for example in EXAMPLES])
    # A threshold that is rounded may send a figure that stands on it the other way.
    differences = [
        abs(log_odds_of(fitted, example) - float(said))
        for example, said in zip(EXAMPLES, model.decision_function(figures), strict=True)
    ]
    assert sorted(differences)[len(differences) * 98 // 100] < 0.01


@pytest.mark.parametrize("is_right", [True, False])
def test_where_all_are_right_or_wrong_there_is_nothing_to_ask(is_right: bool) -> None:
    alike = [example for example in EXAMPLES if example.is_right is is_right]
    assert fit_trees(alike).log_odds("comma", alike[0].figures) is None


@pytest.mark.parametrize("group", ["abbreviation", "heading", "split", "percent"])
def test_set_and_made_kinds_are_left_to_their_weights(group: str) -> None:
    fitted = fitted_judge([*EXAMPLES, *[replace(example, group=group) for example in EXAMPLES[:9]]])
    assert fitted.trees.groups == ("comma", "letter")
    assert math.isfinite(fitted.trees.base)
    assert group in fitted.weights
