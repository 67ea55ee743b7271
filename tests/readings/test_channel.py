from __future__ import annotations

import pytest

from ocrfix.readings.channel import EDIT_LOGP, FLOOR_LOGP, GAP_LOGP, Channel, table_of
from ocrfix.resources import Resources


def test_an_english_reading_is_not_believed_about_umlauts(resources: Resources) -> None:
    english, german = Channel(resources.tables, "eng"), Channel(resources.tables, "deu")
    assert english.reading_logp("für", "fiir") > -2
    assert german.reading_logp("für", "fiir") < english.reading_logp("für", "fiir") - 3


def test_the_same_word_costs_nothing_and_another_one_much(resources: Resources) -> None:
    channel = Channel(resources.tables, "deu")
    assert channel.reading_logp("Haus", "Haus") == 0.0
    assert channel.reading_logp("legt", "lest") > channel.reading_logp("legt", "ruht")
    assert channel.floored_logp("Bundesregierung", "xyz") == FLOOR_LOGP


def test_what_is_below_the_asked_cost_is_only_known_to_be_below(resources: Resources) -> None:
    channel = Channel(resources.tables, "deu")
    exact = channel.reading_logp("Verfügung", "Verhandlung")
    assert exact < FLOOR_LOGP
    assert channel.reading_logp("Verfügung", "Verhandlung", FLOOR_LOGP) < FLOOR_LOGP
    assert channel.reading_logp("Verfügung", "Verfigung", FLOOR_LOGP) == channel.reading_logp("Verfügung", "Verfigung")


def test_the_cheapest_way_takes_confusions_and_single_edits_together(resources: Resources) -> None:
    channel = Channel(resources.tables, "eng")
    together = channel.reading_logp("für Xaver", "fiir Qaver")
    assert together == pytest.approx(channel.reading_logp("für", "fiir") + EDIT_LOGP)
    assert channel.reading_logp("", "x") == channel.reading_logp("x", "") == GAP_LOGP


@pytest.mark.parametrize(("witness", "table"), [("Latin", "deu"), ("deu", "deu"), ("eng", "eng"), ("layer", "eng")])
def test_every_witness_has_a_table(witness: str, table: str) -> None:
    assert table_of(witness) == table
