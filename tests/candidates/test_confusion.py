from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.candidates.confusion import Path, rule_book
from ocrfix.candidates.walks import walk
from ocrfix.lexicon.confusions import ConfusionTables
from ocrfix.lexicon.dawg import Dawg, dawg_bytes
from ocrfix.model import Rewrite

TABLES = ConfusionTables(
    {
        "eng": {("ü", "ii"): 50, ("ü", "u"): 30, ("ß", "ll"): 2, ("ß", "B"): 60, ("e", ""): 1},
        "deu": {("m", "rn"): 5, ("", "."): 3},
    },
    {"eng": {"ü": 100, "ß": 100, "e": 9000}, "deu": {"m": 5000, "": 90000}},
)
RULES = rule_book(TABLES)
WORDS = ("für", "fuhr", "Maßnahmen", "nehmen", "kamen", "Straße")
GRAPH = Dawg(dawg_bytes(WORDS)[0])


def texts(word: str, budget: float = 13.5) -> list[str]:
    return [path.text for path in walk(word, GRAPH, RULES, budget)]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("fiir", "für"),
        ("fur", "für"),
        ("MaBnahmen", "Maßnahmen"),
        ("Mallnahmen", "Maßnahmen"),
        ("nehrnen", "nehmen"),
        ("karnen", "kamen"),
        ("nehmn", "nehmen"),
    ],
)
def test_a_misread_word_reaches_what_was_printed(read: str, printed: str) -> None:
    assert texts(read)[0] == printed


def test_a_word_out_of_reach_finds_nothing() -> None:
    assert texts("Xylophon") == []


def test_a_word_of_the_graph_is_found_as_it_stands_and_costs_nothing() -> None:
    assert walk("fuhr", GRAPH, RULES, 5.0)[0] == Path("fuhr", 0.0, ())


def test_the_budget_bounds_the_cost() -> None:
    assert "für" in texts("fur", 1.3)
    assert "für" not in texts("fur", 1.1)
    assert all(path.cost <= 4.0 for path in walk("Mallnahrnen", GRAPH, RULES, 4.0))


def test_the_rewrites_say_what_was_read_for_what_and_where() -> None:
    path = walk("Mallnahmen", GRAPH, RULES, 9.0)[0]
    assert path.rewrites == (Rewrite(2, "ll", "ß"),)
    assert path.cost == pytest.approx(3.912, abs=0.01)


@given(st.sampled_from(WORDS), st.data())
def test_the_rewrites_turn_the_read_word_into_the_candidate(word: str, data: st.DataObject) -> None:
    read = word
    for (true, wrong), wanted in zip(TABLES.rules(), data.draw(st.lists(st.booleans(), min_size=7)), strict=False):
        read = read.replace(true, wrong, 1) if true and wanted else read
    for path in walk(read, GRAPH, RULES, 30.0):
        text = read
        for rewrite in sorted(path.rewrites, reverse=True):
            end = rewrite.position + len(rewrite.read)
            assert read[rewrite.position : end] == rewrite.read
            text = text[: rewrite.position] + rewrite.true + text[end:]
        assert text == path.text


def test_a_walk_gives_up_after_its_steps() -> None:
    assert walk("fiir", GRAPH, RULES, 13.5, maximum_steps=0) == []


def test_paths_come_cheapest_first() -> None:
    costs = [path.cost for path in walk("fur", GRAPH, RULES, 20.0)]
    assert costs == sorted(costs)
