"""What is sure only once the damage around it is gone is found in the same run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.config import CorrectConfig
from ocrfix.edits import apply_edits, corrected_text
from ocrfix.model import Action, CorrectionResult, Document, Edit, Page, Span, Token
from ocrfix.pipeline import correct
from ocrfix.pipeline.decisions import page_decisions
from ocrfix.pipeline.evidence import document_words
from ocrfix.pipeline.linebreaks import Half, join_pages
from ocrfix.pipeline.second_look import _Places, _with_halves
from ocrfix.pipeline.stages import analyse_page, page_tokens
from ocrfix.resources import Resources

DAMAGED = "Die Behörden kennen Tater, dic dcr Polizei bekannt sind. Die Länder fordcrn mehr Mittel."
REPAIRED = "Die Behörden kennen Täter, die der Polizei bekannt sind. Die Länder fordern mehr Mittel."


HALF_REPAIRED = REPAIRED.replace("Täter", "Tater")


@pytest.fixture(scope="module")
def bordered(resources: Resources) -> Resources:
    """Give resources whose ``safe`` begins between how sure ``Tater`` is beside the damage and how sure without it."""
    beside, alone = (confidence_of_tater(text, resources) for text in (DAMAGED, HALF_REPAIRED))
    assert beside < alone
    border = (beside + alone) / 2
    thresholds = {**resources.judge.thresholds, "safe": border, "strict": border}
    return replace(resources, judge=replace(resources.judge, thresholds=thresholds, own_thresholds={}))


def confidence_of_tater(text: str, resources: Resources) -> float:
    analysis = analyse_page(Page(1, text), resources)
    decisions = page_decisions(analysis, document_words([analysis]), CorrectConfig(), resources)
    return next(decision.confidence for decision in decisions if decision.before == "Tater")


def corrected(resources: Resources, *pages: str) -> CorrectionResult:
    document = Document("a.txt", "", tuple(Page(number, text) for number, text in enumerate(pages, 1)))
    return correct(document, CorrectConfig(), resources)


def places_of_second_look(result: CorrectionResult) -> list[str]:
    return [one.before for one in result.decisions if any(reason.code == "second-look" for reason in one.reasons)]


def test_a_word_beside_damage_is_sure_once_that_is_corrected(bordered: Resources) -> None:
    result = corrected(bordered, DAMAGED)
    assert corrected_text(result) == REPAIRED
    assert places_of_second_look(result) == ["Tater"]
    (decision,) = [one for one in result.decisions if one.before == "Tater"]
    assert (decision.damage.span, decision.action) == (Span(20, 25), Action.APPLY)
    assert not corrected(bordered, REPAIRED).decisions


def test_a_page_on_which_nothing_changes_is_not_looked_at_again(resources: Resources) -> None:
    result = corrected(resources, "Zuständig ist Herr Wrzbl.")
    assert [one.action for one in result.decisions] == [Action.KEEP]
    assert not places_of_second_look(result)


def test_no_other_page_is_needed(bordered: Resources) -> None:
    result = corrected(bordered, "Das ist eine andere Seite.", DAMAGED)
    assert places_of_second_look(result) == ["Tater"]
    assert corrected_text(result).endswith(REPAIRED)


def test_halves_of_a_word_broken_between_pages_stay_parts_of_the_whole(resources: Resources) -> None:
    pages = Page(1, "Das ist fir eine Rickmel-"), Page(2, "dung der Behérden.")
    words = Counter[str]()
    seen = []
    for page, (tokens, halves) in zip(pages, join_pages(pages, map(tokens_of(resources), pages)), strict=True):
        analysis = analyse_page(page, resources, tokens, words, halves)
        decisions = list(page_decisions(analysis, document_words([analysis]), CorrectConfig(), resources))
        edits = [Edit(page.number, one.damage.span, one.before, one.after, "") for one in decisions]
        now = replace(page, text=apply_edits(page.text, edits))
        again, found = _with_halves(page_tokens(now, resources), analysis, decisions, edits)
        seen += [(again[place].text, half, now.text) for place, half in found.items()]
    assert seen == [
        ("Rückmeldung", Half(7, is_first=True), "Das ist für eine Rückmel-"),
        # Nothing of this half changes: whether the other one was changed is not known here, nor does it matter.
        ("Rickmeldung", Half(7, is_first=False), "dung der Behörden."),
    ]


def tokens_of(resources: Resources) -> Callable[[Page], tuple[Token, ...]]:
    return lambda page: page_tokens(page, resources)


@given(st.lists(st.tuples(st.text("ab", max_size=3), st.text("cd", max_size=3), st.text("ef", max_size=3)), max_size=5))
def test_what_no_change_touches_is_found_where_it_was_read(parts: list[tuple[str, str, str]]) -> None:
    text, edits = "", list[Edit]()
    for kept, before, after in parts:
        text += kept
        edits.append(Edit(1, Span(len(text), len(text) + len(before)), before, after, f"{len(edits)}"))
        text += before
    edits = [edit for place, edit in enumerate(edits) if edit.span not in [one.span for one in edits[:place]]]
    now = apply_edits(text, edits)
    places = _Places(edits)
    moved, gaps = 0, list[int]()
    for edit in edits:
        gaps += [edit.span.start + moved] if not edit.after else []
        moved += len(edit.after) - len(edit.before)
    for start in range(len(now)):
        for end in range(start + 1, len(now) + 1):
            span = places.as_read(Span(start, end))
            if span is not None:
                assert text[span.start : span.end] == now[start:end]
            else:
                assert set(now[start:end]) & set("ef") or any(start < gap < end for gap in gaps)
