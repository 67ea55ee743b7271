"""Corrected words in the boxes of the words as read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.edits import apply_edits
from ocrfix.model import Box, Edit, Page, PlacedWord, Span
from ocrfix.write.pdf_words import LayerWord, corrected_words, narrowed

HEIGHT = 10.0


def page_of(text: str) -> Page:
    """Place every word of a text: each letter one point wide, each line 20 points below the last."""
    words = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        column = 0
        for word in line.split(" "):
            if word:
                box = Box(float(column), 20.0 * number, float(column + len(word)), 20.0 * number + HEIGHT)
                words.append(PlacedWord(Span(start + column, start + column + len(word)), box))
            column += len(word) + 1
        start += len(line) + 1
    return Page(1, text, tuple(words))


def edit(text: str, before: str, after: str) -> Edit:
    start = text.index(before)
    return Edit(1, Span(start, start + len(before)), before, after, f"{start}")


def placed(text: str, *changes: tuple[str, str]) -> list[tuple[str, float, float, float]]:
    """Give each corrected word with the left edge, right edge and line of its box."""
    words = corrected_words(page_of(text), [edit(text, *change) for change in changes])
    return [(word.text, word.box.x0, word.box.x1, word.box.top / 20) for word in words]


def test_an_untouched_word_keeps_its_box_and_its_source() -> None:
    page = page_of("Bürger der Heimat")
    assert corrected_words(page, []) == tuple(
        LayerWord(text, word.box, (word,), is_last=text == "Heimat")
        for text, word in zip(page.text.split(), page.words, strict=True)
    )


def test_a_corrected_word_takes_the_box_of_what_was_read() -> None:
    assert placed("der fir Heimat", ("fir", "für")) == [("der", 0, 3, 0), ("für", 4, 7, 0), ("Heimat", 8, 14, 0)]


def test_the_parts_of_a_parted_word_share_its_box_by_their_letters() -> None:
    first, second = placed("Wiebewertet", ("Wiebewertet", "Wie bewertet"))
    assert (first[0], second[0]) == ("Wie", "bewertet")
    assert (first[1], second[2]) == (0, 11)
    assert first[2] == pytest.approx(11 * 3 / 12)
    assert second[1] == pytest.approx(11 * 4 / 12)


def test_joined_words_take_the_boxes_of_both() -> None:
    assert placed("der An trag liegt vor", ("An trag", "Antrag")) == [
        ("der", 0, 3, 0),
        ("Antrag", 4, 11, 0),
        ("liegt", 12, 17, 0),
        ("vor", 18, 21, 0),
    ]


def test_words_are_joined_by_an_edit_of_the_space_alone() -> None:
    assert placed("An trag", (" ", "")) == [("Antrag", 0, 7, 0)]


def test_a_broken_word_that_stays_broken_keeps_both_boxes() -> None:
    assert placed("die Mallnah-\nmen", ("Mallnah-\nmen", "Maßnah-\nmen")) == [
        ("die", 0, 3, 0),
        ("Maßnah-", 4, 12, 0),
        ("men", 0, 3, 1),
    ]


def test_a_broken_word_that_is_joined_stands_whole_where_it_began() -> None:
    assert placed("die Maß-\nnahmen, die", ("Maß-\nnahmen, ", "Maßnahmen,\n")) == [
        ("die", 0, 3, 0),
        ("Maßnahmen,", 4, 8, 0),
        ("die", 8, 11, 1),
    ]


def test_a_word_that_is_taken_out_leaves_its_box_empty() -> None:
    assert placed("der | Heimat", ("| ", "")) == [("der", 0, 3, 0), ("Heimat", 6, 12, 0)]
    assert placed("der |", (" |", "")) == [("der", 0, 3, 0)]


def test_two_edits_of_neighbours_stay_apart() -> None:
    assert placed("fir tbrige", ("fir", "für"), ("tbrige", "übrige")) == [("für", 0, 3, 0), ("übrige", 4, 10, 0)]


def test_line_ends_are_those_of_the_corrected_text() -> None:
    words = corrected_words(page_of("eins zwei\n\ndrei"), [])
    assert [word.is_last for word in words] == [False, True, True]


@pytest.mark.parametrize(("turns", "first"), [(0, "x0"), (1, "bottom"), (2, "x1"), (3, "top")])
def test_a_turned_word_is_parted_along_its_writing(turns: int, first: str) -> None:
    page = Page(1, "abcd", (PlacedWord(Span(0, 4), Box(0, 0, 20, 20)),))
    one, other = corrected_words(page, [edit("abcd", "abcd", "ab cd")], lambda _: turns)
    assert getattr(one.box, first) == getattr(page.words[0].box, first)
    assert getattr(other.box, first) != getattr(page.words[0].box, first)


def test_words_that_do_not_cover_the_text_are_an_error() -> None:
    with pytest.raises(ValueError, match="do not cover"):
        corrected_words(Page(1, "zwei Wörter", (PlacedWord(Span(0, 4), Box(0, 0, 1, 1)),)), [])


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, Sequence[Edit]]:
    """Draw a text of words and disjoint changes that may join, part, take out and break words."""
    lines = draw(st.lists(st.lists(st.text("abß-", min_size=1, max_size=4), min_size=1, max_size=4), min_size=1))
    text = "\n".join(" ".join(line) for line in lines)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(st.text("xü \n", max_size=5))
        edits.append(Edit(1, Span(start, end), text[start:end], after, str(start)))
    return text, edits


@given(changes())
def test_the_words_are_those_of_the_corrected_text_each_with_a_box(case: tuple[str, Sequence[Edit]]) -> None:
    text, edits = case
    page = page_of(text)
    words = corrected_words(page, edits)
    assert [word.text for word in words] == apply_edits(text, edits).split()
    for word in words:
        assert word.sources
        assert word.box.x0 <= word.box.x1
        assert word.box.top < word.box.bottom


def test_boxes_far_too_wide_for_their_characters_are_shortened_from_their_end() -> None:
    usual = [LayerWord("Wort", Box(0, 20, 30, 28), ()) for _ in range(5)]
    ruled = LayerWord("UT", Box(100, 0, 400, 10), ())
    running_up = LayerWord("UT", Box(0, 100, 10, 400), (), 1)
    *_, flat, up = narrowed([*usual, ruled, running_up])
    assert (flat.box, up.box) == (Box(100, 0, 130, 10), Box(0, 370, 10, 400))


def test_dashes_and_headings_keep_their_boxes() -> None:
    words = [LayerWord("Wort", Box(0, 20, 30, 28), ()) for _ in range(5)]
    words += [LayerWord("—", Box(0, 44, 9, 45), ()), LayerWord("GESETZ", Box(0, 50, 200, 90), ())]
    assert narrowed(words) == tuple(words)
    assert narrowed([]) == ()
