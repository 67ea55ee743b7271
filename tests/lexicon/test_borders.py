from __future__ import annotations

import pytest

from ocrfix.decide import Judge
from ocrfix.lexicon.borders import Outcomes, learned_borders, step_of


def borders(seen: dict[int, Outcomes], group: str = "umlaut-unknown") -> float | None:
    return learned_borders({(group, step): outcomes for step, outcomes in seen.items()}, lambda _: 0.75).get(group)


@pytest.mark.parametrize(
    ("seen", "border"),
    [
        ({13: (8, 0, 0)}, 0.65),
        ({13: (3, 0, 0), 10: (5, 1, 0)}, 0.5),
        ({13: (1, 0, 0)}, None),  # too few to say
        ({13: (8, 0, 1)}, None),  # one broken word in nine
        ({13: (30, 0, 1)}, 0.65),
        ({13: (4, 9, 0)}, None),  # mostly wrong
        ({9: (50, 0, 0)}, None),  # below the lowest border: more likely wrong than right
    ],
)
def test_a_border_goes_down_where_enough_was_seen_and_hardly_any_broke(
    seen: dict[int, Outcomes], border: float | None
) -> None:
    assert borders(seen) == border


@pytest.mark.parametrize(
    "group", ["hyphen-dash", "letter", "noise-known", "noise-unknown", "umlaut-known", "worn-known"]
)
def test_the_border_of_a_mark_or_of_a_known_word_never_goes_down(group: str) -> None:
    assert borders({13: (80, 0, 0)}, group) is None


@pytest.mark.parametrize(
    ("seen", "border"),
    [
        ({15: (3, 0, 2), 18: (30, 0, 0)}, 0.8),
        ({15: (3, 0, 2), 19: (1, 0, 1)}, 1.0),  # nothing of this kind is applied
        ({15: (9, 4, 0)}, None),
        ({16: (12, 0, 1)}, None),
    ],
)
def test_a_border_goes_up_where_changes_broke_words(seen: dict[int, Outcomes], border: float | None) -> None:
    assert borders(seen) == border


def test_a_stated_confidence_of_one_is_below_the_border_that_applies_nothing() -> None:
    assert step_of(1.0) / 20 < 1.0
    judge = Judge(
        {}, {"safe": 0.75, "strict": 0.8, "likely": 0.5}, ((0.1, 0.9),), borders={"letter": 0.5, "comma": 0.95}
    )
    assert judge.safe_threshold(None, "letter") == 0.5
    assert judge.safe_threshold(None, "dash") == 0.75
    assert judge.safe_threshold(0.1, "letter") == 0.9, "a promise is never lowered"
    assert judge.safe_threshold(0.1, "comma") == 0.95
