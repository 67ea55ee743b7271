from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.edits import (
    apply_edits,
    corrected_text,
    document_edits,
    document_text,
    edits_of,
    placed_in_document,
    revert_edits,
    shift,
)
from ocrfix.model import Edit, Page, Span

from .report.example import decision, example, one_page, result_of

ODD = (
    "aü ß§\r\n\f\N{ZERO WIDTH NO-BREAK SPACE}\N{OLD ITALIC LETTER A}"
    "\N{LINE SEPARATOR}\N{NEXT LINE}\N{COMBINING DIAERESIS}"
)
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), max_size=60)


@st.composite
def text_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and disjoint edits in any order."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        is_insertion = draw(st.booleans())
        stop = start if is_insertion else end
        edits.append(Edit(1, Span(start, stop), text[start:stop], draw(TEXTS), f"d{start}"))
    return text, draw(st.permutations(edits))


@given(text_and_edits())
def test_applying_and_reverting_gives_the_text_exactly(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert revert_edits(apply_edits(text, edits), edits) == text


@given(text_and_edits())
def test_the_order_of_edits_does_not_matter(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert apply_edits(text, edits) == apply_edits(text, list(reversed(edits)))


@given(text_and_edits())
def test_shift_never_runs_backwards_and_keeps_both_ends(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    moved = [shift(offset, edits) for offset in range(len(text) + 1)]
    assert moved == sorted(moved)
    assert moved[-1] == len(apply_edits(text, edits))


@given(text_and_edits())
def test_shift_leads_to_the_same_character_outside_of_edits(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    corrected = apply_edits(text, edits)
    touched = {offset for edit in edits for offset in range(edit.span.start, edit.span.end)}
    for offset in set(range(len(text))) - touched:
        assert corrected[shift(offset, edits)] == text[offset]


def test_shift_inside_a_change_stays_inside_the_new_text() -> None:
    edits = [Edit(1, Span(4, 8), "fiir", "für", "a")]
    assert [shift(offset, edits) for offset in (3, 4, 6, 7, 8)] == [3, 4, 6, 7, 7]


def test_shift_puts_the_place_of_an_insertion_behind_it() -> None:
    assert shift(3, [Edit(1, Span(3, 3), "", " ", "a")]) == 4


def test_overlapping_edits_are_refused() -> None:
    edits = [Edit(1, Span(0, 3), "fir", "für", "a"), Edit(1, Span(2, 4), "r ", "x", "b")]
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("fir Bund", edits)


def test_two_insertions_at_one_place_are_refused() -> None:
    edits = [Edit(1, Span(1, 1), "", "x", "a"), Edit(1, Span(1, 1), "", "y", "b")]
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("ab", edits)


def test_edits_of_two_pages_are_refused() -> None:
    edits = [Edit(1, Span(0, 1), "a", "x", "a"), Edit(2, Span(1, 2), "b", "y", "b")]
    with pytest.raises(ValueError, match="several pages"):
        apply_edits("ab", edits)


@pytest.mark.parametrize("before", ["fuer", "fit", "firm", "ir"])
def test_an_edit_whose_text_does_not_stand_there_is_refused(before: str) -> None:
    with pytest.raises(ValueError, match="expects"):
        apply_edits("der fir", [Edit(1, Span(4, 4 + len(before)), before, "für", "a")])


def test_an_edit_whose_span_is_shorter_than_its_text_is_refused_both_ways() -> None:
    edits = [Edit(1, Span(0, 1), "fir", "für", "a"), Edit(1, Span(2, 3), "r", "s", "b")]
    with pytest.raises(ValueError, match="differ"):
        apply_edits("fir", edits)
    with pytest.raises(ValueError, match="differ"):
        revert_edits("für", edits)


def test_messages_hold_no_document_text() -> None:
    with pytest.raises(ValueError, match="edit") as caught:
        apply_edits("Geheimnis", [Edit(1, Span(0, 4), "Gehe", "x", "a"), Edit(1, Span(2, 4), "he", "y", "b")])
    assert "Gehe" not in str(caught.value)


def test_only_applied_changes_become_edits_and_they_are_sorted() -> None:
    result = example()
    places = [(edit.page_number, edit.span) for edit in edits_of(result)]
    assert len(places) == 9
    assert places == sorted(places)
    assert {edit.page_number for edit in edits_of(result, 2)} == {2}


def test_a_decision_without_a_change_gives_no_edit() -> None:
    page = Page(1, "für Heimat")
    assert edits_of(result_of([page], [decision(page, "für", "für")])) == ()


def test_pages_are_joined_by_form_feeds() -> None:
    result = example()
    pages = [apply_edits(page.text, edits_of(result, page.number)) for page in result.document.pages]
    assert corrected_text(result) == "\f".join(pages)
    assert "Die Mittel für das Jahr" in pages[0]


def test_a_form_feed_inside_a_page_does_not_mislead_the_edits_of_the_next() -> None:
    pages = [Page(1, "a\fb\f"), Page(2, "fir")]
    result = result_of(pages, [decision(pages[1], "fir", "für")])
    assert corrected_text(result) == "a\fb\f\ffür"
    assert revert_edits(corrected_text(result), document_edits(result)) == document_text(result.document)


def test_an_edit_over_the_end_of_its_page_is_refused() -> None:
    with pytest.raises(ValueError, match="no such place"):
        placed_in_document([Edit(1, Span(2, 5), "abc", "x", "a")], [(1, 3), (2, 9)])


def test_byte_order_mark_and_carriage_returns_stay() -> None:
    result = one_page("\N{ZERO WIDTH NO-BREAK SPACE}fir\r\nBund\rEnde", ("fir", "für"))
    assert corrected_text(result) == "\N{ZERO WIDTH NO-BREAK SPACE}für\r\nBund\rEnde"
