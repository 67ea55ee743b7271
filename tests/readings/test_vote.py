from __future__ import annotations

from dataclasses import replace

from ocrfix.readings.align import Heard
from ocrfix.readings.vote import Ballot, confidence_of

BALLOT = Ballot(
    before="lest", after="legt", heard=(Heard("Latin", "legt", 0.97),), posterior=0.999, text_confidence=None
)


def test_a_second_vote_makes_a_change_surer() -> None:
    both = replace(BALLOT, heard=(*BALLOT.heard, Heard("eng", "legt", 0.92)))
    assert confidence_of(both) > confidence_of(BALLOT)


def test_a_vote_for_what_stands_there_makes_it_less_sure() -> None:
    against = replace(BALLOT, heard=(*BALLOT.heard, Heard("deu", "lest", 0.92)))
    assert confidence_of(against) < confidence_of(BALLOT)


def test_what_the_text_alone_proposes_is_surer() -> None:
    assert confidence_of(replace(BALLOT, text_confidence=0.7)) > confidence_of(BALLOT)


def test_a_doubtful_ranking_is_less_sure() -> None:
    assert confidence_of(replace(BALLOT, posterior=0.6)) < confidence_of(BALLOT)
    assert 0.0 < confidence_of(replace(BALLOT, posterior=1e-12, heard=())) < 0.25
