from __future__ import annotations

import pytest

from ocrfix.candidates.short import SmallWords
from ocrfix.resources import Resources


@pytest.mark.parametrize(
    ("read", "printed"),
    [("ticht", "nicht"), ("abs", "als"), ("vvenn", "wenn"), ("thre", "ihre"), ("Abs", "Als"), ("eftas", "etwas")],
)
def test_a_short_word_may_be_a_small_one(read: str, printed: str, resources: Resources) -> None:
    found = {path.text: path for path in SmallWords(resources.lexicon.words).lookup(read)}
    assert printed in found
    assert found[printed].cost > 0
    assert found[printed].rewrites


@pytest.mark.parametrize("word", ["x", "BMI", "CO2", "u-a", "Bundesrat", "qqqq"])
def test_long_words_capitals_and_what_is_far_from_all_have_none(word: str, resources: Resources) -> None:
    assert SmallWords(resources.lexicon.words).lookup(word) == []


def test_of_words_equally_near_the_frequent_ones_are_taken(resources: Resources) -> None:
    count = resources.lexicon.words.count
    found = [path.text for path in SmallWords(resources.lexicon.words).lookup("dcr")]
    assert found[0] in ("der", "dar", "dir")
    assert [count(text) for text in found] == sorted((count(text) for text in found), reverse=True)
