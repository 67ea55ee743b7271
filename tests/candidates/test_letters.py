from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from ocrfix.candidates.letters import LetterSets, LetterSetsByLength

WORDS = ["Verfügung", "Vergütung", "Forderung", "Hoffnungs"]
LETTERS = st.text("abcüßłő", min_size=5, max_size=5)


def test_words_that_lack_few_letters_are_found_in_their_order() -> None:
    sets = LetterSets(WORDS)
    assert sets.lacking_few("Verfügunq", 1) == ["Verfügung"]
    assert sets.lacking_few("Verfügunq", 2) == ["Verfügung", "Vergütung"]
    assert sets.lacking_few("Verfügunq", 9) == WORDS


def test_a_letter_that_stands_twice_is_asked_for_twice() -> None:
    assert LetterSets(["Saal", "Sali"]).lacking_few("Saal", 0) == ["Saal"]


def test_only_words_that_begin_or_end_alike_are_of_interest_where_asked() -> None:
    sets = LetterSets(WORDS)
    assert sets.lacking_few("Verxxxxxx", 9, ends_alike=True) == ["Verfügung", "Vergütung"]
    assert sets.lacking_few("xxxxxxxng", 9, ends_alike=True) == ["Verfügung", "Vergütung", "Forderung"]


def test_nothing_is_found_among_no_words_and_with_no_letter_to_lack() -> None:
    assert LetterSets([]).lacking_few("Verfügung", 3) == []
    assert LetterSets(WORDS).lacking_few("Verfügung", -1) == []


def test_few_words_among_many_are_found_like_many() -> None:
    sets = LetterSets(["Forderung"] * 50 + ["Verfügung"] + ["Hoffnungs"] * 50 + ["Vergütung"])
    assert sets.lacking_few("Verfügunq", 1) == ["Verfügung"]
    assert sets.lacking_few("Verfügunq", 2) == ["Verfügung", "Vergütung"]
    assert len(sets.lacking_few("Verfügunq", 9)) == 102


@given(st.lists(LETTERS, min_size=1, max_size=20), st.text("abcüßłő", min_size=3, max_size=7), st.integers(0, 4))
def test_no_word_within_so_many_edits_is_left_out(words: list[str], read: str, most: int) -> None:
    found = LetterSets(words).lacking_few(read, min(most, most + len(read) - 5))
    for distance in (Levenshtein.distance, OSA.distance):
        assert [word for word in words if distance(read, word) <= most and word not in found] == []


def test_words_are_listed_once_and_only_when_they_are_asked_for() -> None:
    asked: list[str] = []

    def listed() -> list[str]:
        asked.append("")
        return ["Haus", "Maus", "Garten"]

    sets = LetterSetsByLength(listed)
    assert not asked
    assert sets[4].lacking_few("Haus", 1) == ["Haus", "Maus"]
    assert sets[6].lacking_few("Garten", 0) == ["Garten"]
    assert sets[5].lacking_few("Hause", 2) == []
    assert len(asked) == 1
