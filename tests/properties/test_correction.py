"""What holds for every text, however odd."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ocrfix.config import CorrectConfig
from ocrfix.edits import apply_edits, corrected_text, edits_of, revert_edits
from ocrfix.model import Action, CorrectionResult, Document, Level, Origin
from ocrfix.pipeline import analyse_page, correct
from ocrfix.resources import Resources

from .generated import DASHED, DOCUMENTS, DOUBTED, FACT, TEXTS, document_of

CONFIGS = st.builds(
    CorrectConfig,
    level=st.sampled_from((Level.SAFE, Level.LIKELY)),
    max_harm=st.sampled_from((None, 0.05, 5.0)),
    reflow=st.booleans(),
)
MILD = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SIGNS_OF_SECTIONS = frozenset(("§", "§§", "§ ", "§§ "))


@MILD
@given(document=DOCUMENTS, config=CONFIGS)
def test_decisions_lie_within_their_page_and_quote_it(
    resources: Resources, document: Document, config: CorrectConfig
) -> None:
    result = correct(document, config, resources)
    for decision in result.decisions:
        page = document.pages[decision.damage.page_number - 1]
        span = decision.damage.span
        assert 0 <= span.start < span.end <= len(page.text)
        assert page.text[span.start : span.end] == decision.before


@MILD
@given(document=DOCUMENTS, config=CONFIGS)
def test_decisions_are_sorted_and_disjoint_and_changes_can_be_taken_back(
    resources: Resources, document: Document, config: CorrectConfig
) -> None:
    result = correct(document, config, resources)
    for page in document.pages:
        spans = [one.damage.span for one in result.decisions if one.damage.page_number == page.number]
        assert all(first.end <= second.start for first, second in pairwise(spans))
        edits = edits_of(result, page.number)
        assert all(first.span.end <= second.span.start for first, second in pairwise(edits))
        assert revert_edits(apply_edits(page.text, edits), edits) == page.text


@MILD
@given(document=DOCUMENTS, config=CONFIGS)
def test_figures_are_shares_and_every_decision_has_a_reason(
    resources: Resources, document: Document, config: CorrectConfig
) -> None:
    result = correct(document, config, resources)
    for decision in result.decisions:
        assert 0 <= decision.confidence <= 1
        assert 0 <= decision.damage.score <= 1
        assert 0 <= decision.chosen.posterior <= 1
        assert all(0 <= other.posterior <= 1 for other in decision.alternatives)
        assert decision.reasons
        assert all(reason.code for reason in (*decision.reasons, *decision.damage.reasons))
        assert decision.action is not Action.APPLY or decision.before != decision.after
    for profile in result.profiles:
        assert sum(share for _, share in profile.shares) == pytest.approx(1, abs=0.001)
        assert 0 <= profile.estimated_damage <= 1
        assert all(0 <= rate.rate <= 1 for rate in profile.confusions)


@MILD
@given(document=DOCUMENTS)
def test_the_posteriors_of_a_place_sum_to_one(resources: Resources, document: Document) -> None:
    for page in document.pages:
        for slot in analyse_page(page, resources).slots:
            if len(slot.readings) > 1:
                assert sum(slot.posteriors) == pytest.approx(1)


@MILD
@given(document=DOCUMENTS, config=CONFIGS)
def test_ids_are_unique_within_a_document(resources: Resources, document: Document, config: CorrectConfig) -> None:
    ids = [decision.id for decision in correct(document, config, resources).decisions]
    assert len(ids) == len(set(ids))
    assert all(len(name) == 16 for name in ids)


@MILD
@given(document=DOCUMENTS, config=CONFIGS)
def test_the_same_input_gives_the_same_result(resources: Resources, document: Document, config: CorrectConfig) -> None:
    first = correct(document, config, resources)
    correct(document_of(["Ein ganz anderer Text über die Länder."]), config, resources)
    assert correct(document, config, resources) == first


@MILD
@example(document=document_of(["https://a.de/fur-unsf\N{DIAERESIS}ur "]))
@given(document=DOCUMENTS)
def test_numbers_and_addresses_stay_but_for_the_sign_of_a_section(resources: Resources, document: Document) -> None:
    result = correct(document, CorrectConfig(level=Level.LIKELY), resources)
    for page in document.pages:
        facts = [match.span() for match in FACT.finditer(page.text)]
        for edit in edits_of(result, page.number):
            touched = [fact for fact in facts if edit.span.start < fact[1] and fact[0] < edit.span.end]
            assert not touched or edit.after in SIGNS_OF_SECTIONS


@MILD
@given(document=DOCUMENTS)
def test_digits_come_and_go_only_where_a_letter_or_sign_was_misread(resources: Resources, document: Document) -> None:
    for edit in edits_of(correct(document, CorrectConfig(), resources)):
        is_section = edit.after in SIGNS_OF_SECTIONS
        assert is_section or not edit.before.strip(".,").isdigit()
        if digits_of(edit.before) != digits_of(edit.after):
            assert is_section or any(map(str.isalpha, edit.before)), (edit.before, edit.after)


def digits_of(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def test_the_generated_documents_hold_what_the_claims_are_about(resources: Resources) -> None:
    """Claims about dashes and second looks say nothing of documents that have none."""
    codes = Counter[str]()
    for sentence in (*DASHED, *DOUBTED):
        result = correct(document_of([sentence]), CorrectConfig(), resources)
        codes.update({reason.code for decision in result.decisions for reason in decision.reasons})
    assert codes["dash"] >= 3
    assert codes["second-look"] >= 2


@MILD
@given(text=TEXTS)
def test_a_born_digital_page_is_never_changed(resources: Resources, text: str) -> None:
    result = correct(document_of([text], Origin.BORN_DIGITAL), CorrectConfig(level=Level.LIKELY), resources)
    assert edits_of(result) == ()
    assert corrected_text(result) == text


def ids_by_place(result: CorrectionResult) -> list[tuple[str, str]]:
    return [(decision.before, decision.id) for decision in result.decisions]


def test_ids_survive_moved_lines(resources: Resources) -> None:
    text = "Die MaBnahmen fiir die Lander werden gepriift und zur Verfugung gestellt."
    moved = "\n\n   " + text.replace(" fiir", "\nfiir").replace(" zur", "\r\nzur")
    first, second = (correct(document_of([t]), CorrectConfig(), resources) for t in (text, moved))
    assert len(first.decisions) > 3
    assert ids_by_place(first) == ids_by_place(second)
