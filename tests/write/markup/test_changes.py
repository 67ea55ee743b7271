"""Edits of the page text become new texts of its units, also where they join, part or reach over line ends."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.edits import apply_edits
from ocrfix.model import Edit, Span
from ocrfix.write.markup.changes import Change, changes_of


def spans_of(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\S+", text)]


def changes(text: str, *edits: tuple[str, str]) -> tuple[Change, ...]:
    made = [Edit(1, Span(text.index(old), text.index(old) + len(old)), old, new, old) for old, new in edits]
    return changes_of(text, spans_of(text), made, {old: 0.5 + place / 10 for place, (old, _) in enumerate(edits)})


def summary(found: tuple[Change, ...]) -> list[tuple[int, int, str, str]]:
    return [(change.first, change.last, change.before, change.after) for change in found]


def test_an_edit_inside_a_word_changes_that_word() -> None:
    assert summary(changes("wie fir alle.", ("fir", "für"), ("alle", "allen"))) == [
        (1, 1, "fir", "für"),
        (2, 2, "alle.", "allen."),
    ]


def test_an_edit_over_a_line_end_changes_only_the_half_that_differs() -> None:
    assert summary(changes("die Riick-\nmeldung", ("Riick-\nmeldung", "Rück-\nmeldung"))) == [(1, 1, "Riick-", "Rück-")]


def test_a_space_that_goes_joins_two_units() -> None:
    (change,) = changes("die Bundesre gierung ist", ("Bundesre gierung", "Bundesregierung"))
    assert change.is_join
    assert summary((change,)) == [(1, 2, "Bundesre gierung", "Bundesregierung")]


def test_several_units_can_become_one() -> None:
    assert summary(changes("A n l a g e 1", ("A n l a g e", "Anlage"))) == [(0, 5, "A n l a g e", "Anlage")]


def test_a_space_that_is_put_in_stays_inside_the_unit() -> None:
    assert summary(changes("derBund zahlt", ("derBund", "der Bund"))) == [(0, 0, "derBund", "der Bund")]


def test_a_word_taken_away_leaves_an_empty_unit() -> None:
    assert summary(changes("die | Frage", ("|", ""))) == [(1, 1, "|", "")]


def test_the_least_sure_decision_counts() -> None:
    (change,) = changes("fir-Lander", ("fir", "für"), ("Lander", "Länder"))
    assert change.confidence == 0.5


def test_an_edit_that_changes_nothing_gives_no_change() -> None:
    assert changes("wie fir", ("fir", "fir")) == ()


@settings(deadline=None)
@given(st.lists(st.tuples(st.text("abä ", min_size=1, max_size=6), st.text("abä ", max_size=6)), max_size=6))
def test_the_units_with_their_changes_give_the_corrected_words(pieces: list[tuple[str, str]]) -> None:
    text, edits = "x", []
    for number, (before, after) in enumerate(pieces):
        new = f"{after}" if after.strip() or not before.strip() else "ü"
        edits.append(Edit(1, Span(len(text), len(text) + len(before)), before, new, str(number)))
        text += before + "y z"
    spans = spans_of(text)
    words = [text[span.start : span.end] for span in spans]
    for change in changes_of(text, spans, edits, {}):
        assert change.before == text[spans[change.first].start : spans[change.last].end]
        words[change.first] = change.after
        words[change.first + 1 : change.last + 1] = [""] * (change.last - change.first)
    expected = "".join(apply_edits(text, edits).split())
    assert "".join("".join(words).split()) == expected
