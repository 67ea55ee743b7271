from __future__ import annotations

import pytest

from ocrfix.candidates.compounds import joined, walk_compound
from ocrfix.candidates.confusion import Path, RuleBook, rule_book
from ocrfix.model import Rewrite
from ocrfix.resources import Resources

BUDGET = 10.0


@pytest.fixture(scope="module")
def rules(resources: Resources) -> RuleBook:
    return rule_book(resources.tables)


def test_a_damaged_compound_is_read_by_its_parts(resources: Resources, rules: RuleBook) -> None:
    found = [path.text for path in walk_compound("klimaschutzmallnahmen", resources.lexicon, rules, BUDGET)]
    assert "klimaschutzmaßnahmen" in found


def test_no_compound_is_made_of_noise(resources: Resources, rules: RuleBook) -> None:
    assert walk_compound("xqzvkpwyxqzv", resources.lexicon, rules, BUDGET) == []


def test_compounds_come_cheapest_first_and_within_the_budget(resources: Resources, rules: RuleBook) -> None:
    found = walk_compound("gemeinderate", resources.lexicon, rules, BUDGET)
    assert [path.cost for path in found] == sorted(path.cost for path in found)
    assert all(path.cost <= BUDGET for path in found)


def test_the_rewrites_of_the_second_part_move_behind_the_first() -> None:
    before, path = Path("für", 1.0, (Rewrite(1, "ii", "ü"),)), Path("maß", 2.0, (Rewrite(2, "B", "ß"),))
    assert joined(before, path, 4) == Path("fürmaß", 3.0, (Rewrite(1, "ii", "ü"), Rewrite(6, "B", "ß")))
