from __future__ import annotations

import pytest

from ocrfix.candidates.confusion import rule_book
from ocrfix.candidates.spelled import MAXIMUM_REWRITES, SpelledWords
from ocrfix.resources import Resources
from ocrfix.text.characters import has_umlaut


@pytest.fixture(scope="module")
def spelled(resources: Resources) -> SpelledWords:
    return SpelledWords(rule_book(resources.tables), resources.model.character_logp)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("féderalem", "föderalem"),
        ("Tonnagenbeschraénkung", "Tonnagenbeschränkung"),
        ("Gefangnisinsassinnen", "Gefängnisinsassinnen"),
        ("SchweiBrauche", "Schweißrauche"),
        ("4u8ernden", "äußernden"),
    ],
)
def test_a_word_of_no_list_is_spelled_with_its_umlauts(spelled: SpelledWords, read: str, printed: str) -> None:
    assert spelled.lookup(read)[0].text == printed


@pytest.mark.parametrize("read", ["Fillimeier", "Netzanschlussgebot", "Krxvwpq"])
def test_a_word_that_gains_nothing_stays(spelled: SpelledWords, read: str) -> None:
    assert spelled.lookup(read) == []


def test_only_umlauts_are_put_back_and_few_at_a_time(spelled: SpelledWords) -> None:
    (best, *_) = spelled.lookup("riickbestatigungsfahigkeitsprufung")
    assert all(has_umlaut(rewrite.true) for rewrite in best.rewrites)
    assert 1 <= len(best.rewrites) <= MAXIMUM_REWRITES
