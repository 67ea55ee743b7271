"""Two readings of a page are put together word by word."""

from __future__ import annotations

from dataclasses import replace

from ocrfix.extract.engines import RecognisedWord
from ocrfix.extract.merging import surer_words


def word(text: str, left: int, confidence: float = 0.9, *, right: int | None = None, line: int = 1) -> RecognisedWord:
    end = left + 10 * len(text) if right is None else right
    return RecognisedWord(text, left, 30 * line, end, 30 * line + 20, confidence, 1, 1, line)


def texts(words: tuple[RecognisedWord, ...]) -> list[str]:
    return [one.text for one in words]


def test_the_surer_reading_of_a_word_is_taken_and_the_other_is_left_as_witness() -> None:
    taken, left = surer_words(
        [word("43", 0, 0.6), word("Absatz", 50, 0.95)], [word("4a", 0, 0.9), word("Absarz", 50, 0.5)], 1
    )
    assert texts(taken) == ["4a", "Absatz"]
    assert texts(left) == ["43", "Absarz"]


def test_words_are_compared_at_the_scale_of_the_better_reading() -> None:
    half = replace(word("4a", 0, 0.9), left=0, top=15, right=10, bottom=25)
    taken, left = surer_words([word("43", 0, 0.6)], [half], 2)
    assert texts(taken) == ["4a"]
    assert (left[0].top, left[0].right) == (30, 20)


def test_a_word_that_was_cut_off_is_taken_whole_and_lost_ones_come_behind_it() -> None:
    better = [word("AIDS", 0), word("Rel", 50), word("und", 0, line=2)]
    other = [word("AIDS", 0, 0.8), word("Relief", 50), word("(PEPFAR)", 130), word("und", 0, 0.8, line=2)]
    taken, _ = surer_words(better, other, 1)
    assert texts(taken) == ["AIDS", "Relief", "(PEPFAR)", "und"]
    assert [one.line for one in taken] == [1, 1, 1, 2]


def test_a_lost_word_at_the_start_of_a_line_comes_first() -> None:
    taken, _ = surer_words([word("Frist", 100)], [word("Die", 0), word("Frist", 100, 0.5)], 1)
    assert texts(taken) == ["Die", "Frist"]


def test_specks_and_unsure_words_are_not_taken_from_the_other_reading() -> None:
    taken, _ = surer_words([word("Frist", 100)], [word("je", 0), word("Frisch", 200, 0.3), word("fern", 0, line=9)], 1)
    assert texts(taken) == ["Frist"]


def test_words_that_the_other_reading_parts_differently_stay() -> None:
    taken, _ = surer_words([word("derFrist", 0, 0.6)], [word("der", 0), word("Frist", 30)], 1)
    assert texts(taken) == ["derFrist"]


def test_words_that_specks_ran_together_are_parted_where_the_other_reading_is_surer_of_each() -> None:
    taken, left = surer_words([word("2..-Mai", 0, 0.4)], [word("2.", 0, 0.9, right=20), word("Mai", 40, 0.5)], 1)
    assert texts(taken) == ["2.", "Mai"]
    assert texts(left) == ["2..-Mai"]
    assert {(one.block, one.paragraph, one.line) for one in taken} == {(1, 1, 1)}


def test_a_word_is_not_parted_where_one_part_is_less_sure_or_reaches_into_its_neighbour() -> None:
    taken, _ = surer_words([word("2..-Mai", 0, 0.4)], [word("2.", 0, 0.9, right=20), word("Mai", 40, 0.3)], 1)
    assert texts(taken) == ["2..-Mai"]
    other = [word("2.", 0, 0.9, right=20), word("Mai2024", 40, 0.5)]
    taken, _ = surer_words([word("2..-Mai", 0, 0.4), word("2024", 70, 0.4)], other, 1)
    assert texts(taken) == ["2..-Mai", "2024"]
