"""Decision trees: what they add up, and that they read back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.trees import Trees, read_trees

TREES = Trees(("comma", "letter"), 0.5, ((0, 1.0, -2.0, (1, 0.25, 1.0, 3.0)), (3, 0.5, 0.0, -0.25)))
"""The first asks two figures of the change, the second whether its kind is ``letter``."""
FIGURES = st.floats(-6, 6)


@pytest.mark.parametrize(
    ("group", "figures", "expected"),
    [
        ("comma", (1.0, 9.0), 0.5 - 2.0),
        ("comma", (1.1, 0.25), 0.5 + 1.0),
        ("comma", (1.1, 0.3), 0.5 + 3.0),
        ("letter", (1.1, 0.3), 0.5 + 3.0 - 0.25),
    ],
)
def test_the_leaves_that_the_figures_lead_to_are_added_up(
    group: str, figures: tuple[float, ...], expected: float
) -> None:
    assert TREES.log_odds(group, figures) == expected


def test_of_a_kind_that_no_tree_has_seen_nothing_is_said() -> None:
    assert TREES.log_odds("heading", (1.0, 9.0)) is None
    assert Trees().log_odds("comma", (1.0, 9.0)) is None


@given(FIGURES, FIGURES, st.sampled_from(TREES.groups))
def test_trees_read_back_say_the_same(first: float, second: float, group: str) -> None:
    read_back = read_trees(json.loads(json.dumps(TREES.as_json())))
    assert read_back == TREES
    assert read_back.log_odds(group, (first, second)) == TREES.log_odds(group, (first, second))


@pytest.mark.parametrize(
    "content",
    [{}, {"groups": [], "base": "odd", "trees": []}, {"groups": [], "base": 0, "trees": [[0, 1.0, 2.0]]}],
)
def test_what_is_no_tree_is_refused(content: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_trees(content)
