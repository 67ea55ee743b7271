from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.model import Candidate, CandidateKind
from ocrfix.rank.ranker import Slot, rank_slots
from ocrfix.resources import Resources

WORDS = ("die", "Länder", "Lander", "zur", "Verfügung", "Verfugung", "gestellt", "für", "fur", ".")


def slot(resources: Resources, index: int, *words: str, cost: float = -3.0, start: bool = False) -> Slot:
    """One place with its readings; the first is what stands there."""
    model = resources.model
    readings = tuple(
        Candidate(word, CandidateKind.CONFUSION if n else CandidateKind.KEEP, (), cost if n else 0.0)
        for n, word in enumerate(words)
    )
    symbols = tuple((model.symbol(word),) for word in words)
    return Slot(index, readings, symbols, tuple(model.inner_logp(word) for word in words), start)


def test_the_neighbours_speak_for_the_right_reading(resources: Resources) -> None:
    slots = [slot(resources, 0, "zur"), slot(resources, 1, "Verfugung", "Verfügung"), slot(resources, 2, "gestellt")]
    rank_slots(slots, resources.model)
    assert slots[1].best == 1
    assert slots[1].posteriors[1] > 0.99


def test_a_costly_confusion_does_not_win(resources: Resources) -> None:
    slots = [slot(resources, 0, "die"), slot(resources, 1, "Länder", "Lander", cost=-10.0)]
    rank_slots(slots, resources.model)
    assert slots[1].best == 0


def test_a_place_with_one_reading_is_not_scored(resources: Resources) -> None:
    slots = [slot(resources, 0, "die")]
    rank_slots(slots, resources.model)
    assert slots[0].posteriors == ()


def test_the_context_ends_at_a_paragraph(resources: Resources) -> None:
    def scored(start: bool) -> tuple[float, ...]:
        slots = [slot(resources, 0, "zur"), slot(resources, 1, "Verfugung", "Verfügung", start=start)]
        rank_slots(slots, resources.model)
        return slots[1].context_logp

    assert scored(True) != scored(False)
    alone = [slot(resources, 0, "Verfugung", "Verfügung", start=True)]
    rank_slots(alone, resources.model)
    assert alone[0].context_logp == pytest.approx(scored(True))


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True), min_size=1, max_size=6))
def test_posteriors_sum_to_one_and_the_best_has_most(resources: Resources, rows: list[list[str]]) -> None:
    slots = [slot(resources, index, *row) for index, row in enumerate(rows)]
    rank_slots(slots, resources.model)
    for ranked in slots:
        if len(ranked.readings) > 1:
            assert sum(ranked.posteriors) == pytest.approx(1)
            assert ranked.posteriors[ranked.best] == max(ranked.posteriors)
