from __future__ import annotations

import pytest

from ocrfix.candidates.halves import healed_halves
from ocrfix.resources import Resources


def healed(before: str, resources: Resources) -> list[str]:
    generator, lexicon = resources.generator, resources.lexicon
    return [one.text for one in healed_halves(before, generator.alternatives, lexicon.any_case_count)]


@pytest.mark.parametrize(
    ("before", "printed"),
    [
        ("abzuschlie-\nBen", "abzuschließen"),
        ("einflie- \r\n  Ren", "einfließen"),
        ("Dar-\nUber", "Darüber"),
        ("Preu-\nBischen", "Preußischen"),
    ],
)
def test_a_capital_behind_a_broken_word_may_be_a_misread_letter(
    before: str, printed: str, resources: Resources
) -> None:
    assert printed in healed(before, resources)


@pytest.mark.parametrize(
    "before",
    [
        "Kann-\nBestimmung",  # two words, and a compound with a hyphen
        "Hans-\nJurgen",  # its J would have to be misread
        "schlie-Ben",  # on one line
        "schlie-\nben",  # joined already
        "CO2-\nBen",
        "NRW",
    ],
)
def test_halves_of_their_own_are_left(before: str, resources: Resources) -> None:
    assert healed(before, resources) == []


def test_rewrites_are_placed_in_the_text_with_its_hyphen(resources: Resources) -> None:
    generator, lexicon = resources.generator, resources.lexicon
    halves = healed_halves("Verhaltnisma-\nBigkeit", generator.alternatives, lexicon.any_case_count)
    found = {one.text: one for one in halves}["Verhältnismäßigkeit"]
    word = "Verhaltnisma-Bigkeit"
    assert [word[one.position : one.position + len(one.read)] for one in found.rewrites] == [
        one.read for one in found.rewrites
    ]
