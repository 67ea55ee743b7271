from __future__ import annotations

import math
from collections import Counter

import pytest

from ocrfix.detect.profile import Observation, Profile, estimate_profile
from ocrfix.lexicon.confusions import ConfusionTables
from ocrfix.model import Candidate, CandidateKind, Rewrite

TABLES = ConfusionTables(
    {
        "eng": {("ü", "ii"): 40, ("ü", "u"): 50, ("ä", "a"): 90, ("m", "rn"): 2},
        "deu": {("m", "rn"): 4, ("ü", "u"): 1},
    },
    {"eng": {"ü": 100, "ä": 100, "m": 2000}, "deu": {"m": 2000, "ü": 10_000}},
)


def seen(read: str, true: str, *rewrites: Rewrite, count: int = 1) -> Observation:
    candidate = Candidate(true, CandidateKind.CONFUSION, rewrites)
    return Observation(read, count, -25.0, ((candidate, -9.0),))


KEPT = Counter({"für": 9, "Länder": 4, "über": 6, "Menschen": 20, "der": 60, "Gemeinden": 15})
BARE = Counter({"Menschen": 20, "der": 60, "Gemeinden": 15, "Kreis": 30})
LOST = [
    seen("fiir", "für", Rewrite(1, "ii", "ü"), count=9),
    seen("Verfugung", "Verfügung", Rewrite(4, "u", "ü"), count=3),
]


@pytest.fixture(scope="module")
def damaged() -> Profile:
    return estimate_profile(TABLES, LOST, BARE)


@pytest.fixture(scope="module")
def clean() -> Profile:
    return estimate_profile(TABLES, [], KEPT)


def test_a_page_without_umlauts_has_lost_them(damaged: Profile) -> None:
    assert damaged.lost_share > 0.9


def test_a_page_that_keeps_its_umlauts_has_lost_none(clean: Profile) -> None:
    assert clean.lost_share < 0.05


def test_a_lost_umlaut_is_likelier_on_a_page_that_lost_others(damaged: Profile, clean: Profile) -> None:
    assert damaged.rule_logp(("ü", "ii")) - clean.rule_logp(("ü", "ii")) > 2


def test_a_page_prefers_the_confusions_that_it_shows(damaged: Profile) -> None:
    assert damaged.rule_logp(("ü", "ii")) > damaged.rule_logp(("ü", "u"))
    assert damaged.counts["ü", "ii"] == pytest.approx(9, abs=0.1)


def test_an_empty_page_gives_a_profile() -> None:
    profile = estimate_profile(TABLES, [], Counter())
    assert 0 < profile.lost_share < 1
    assert math.isfinite(profile.rule_logp(("ü", "ii")))


def test_rates_are_probabilities_even_for_rules_that_no_table_has(damaged: Profile, clean: Profile) -> None:
    for profile in (damaged, clean):
        for rule in (*TABLES.rules(), ("q", "x"), ("", "!")):
            assert profile.rule_logp(rule) <= 0


def test_a_chain_costs_the_sum_of_its_rewrites(damaged: Profile) -> None:
    chain = (Rewrite(0, "ii", "ü"), Rewrite(4, "rn", "m"))
    expected = damaged.rule_logp(("ü", "ii")) + damaged.rule_logp(("m", "rn"))
    assert damaged.channel_logp(chain) == pytest.approx(expected)
    assert damaged.channel_logp(()) == 0


def test_noise_rises_with_plain_confusions() -> None:
    noisy = [seen("nehrnen", "nehmen", Rewrite(2, "rn", "m"), count=12)]
    quiet, loud = (estimate_profile(TABLES, found, KEPT).noise for found in ([], noisy))
    assert loud > 3 * quiet
    assert loud <= 8


def test_a_word_better_kept_counts_no_confusion() -> None:
    name = Observation(
        "Lucassen", 5, -5.0, ((Candidate("Lücassen", CandidateKind.CONFUSION, (Rewrite(1, "u", "ü"),)), -30.0),)
    )
    assert estimate_profile(TABLES, [name], KEPT).counts.get(("ü", "u"), 0.0) < 0.01


def test_a_word_does_not_speak_for_itself() -> None:
    alone, other = (
        seen(read, true, Rewrite(2, "rn", "m")) for read, true in (("nehrnen", "nehmen"), ("Narne", "Name"))
    )
    of_one, of_two = (estimate_profile(TABLES, found, KEPT) for found in ([alone], [alone, other]))
    by_itself, beside_other = (profile.beside_logp("nehrnen")["m", "rn"] for profile in (of_one, of_two))
    assert by_itself < of_one.rule_logp(("m", "rn")) - 1
    assert beside_other > by_itself + 1
    assert of_one.beside_logp("Kreis") == {}


def test_a_chain_of_a_word_costs_what_the_others_show() -> None:
    chain = (Rewrite(2, "rn", "m"),)
    profile = estimate_profile(TABLES, [seen("nehrnen", "nehmen", *chain)], KEPT)
    beside = profile.beside_logp("nehrnen")
    assert profile.channel_logp(chain, beside) == pytest.approx(beside["m", "rn"])
    assert profile.channel_logp(chain) == pytest.approx(profile.rule_logp(("m", "rn")))


def test_a_letter_too_many_may_stand_between_any_two() -> None:
    found = [seen("Gemeeinden", "Gemeinden", Rewrite(3, "e", ""))]
    few, many = (estimate_profile(TABLES, found, words) for words in (BARE, Counter({"Menschen": 2000})))
    assert math.exp(many.rule_logp(("", "e"))) < 1e-3 < math.exp(few.rule_logp(("", "e")))


def test_what_was_printed_counts_for_several_letters_together(clean: Profile) -> None:
    found = [seen("Lander-", "Länder", Rewrite(4, "x", "er"))]
    rare, frequent = (
        estimate_profile(TABLES, found, words) for words in (Counter({"Kreis": 9}), Counter({"der": 500}))
    )
    assert rare.rule_logp(("er", "x")) > frequent.rule_logp(("er", "x")) + 0.5


def test_an_umlaut_may_be_read_as_what_no_table_lists(damaged: Profile, clean: Profile) -> None:
    assert damaged.rule_logp(("ü", "q")) > clean.rule_logp(("ü", "q"))
    assert -13 < damaged.rule_logp(("ü", "q")) < damaged.rule_logp(("ü", "u"))
    assert damaged.rule_logp(("ü", "?")) > -4
