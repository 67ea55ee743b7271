from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text, document_text
from ocrfix.model import Action, CandidateKind, CorrectionResult, Level, Page, Span
from ocrfix.pipeline import correct
from ocrfix.report.json import load_report, report_json, revert_with_report
from ocrfix.resources import Resources
from ocrfix.review.replay import Fit, replay, verdicts_for
from ocrfix.review.verdicts import Verdict, VerdictAction

from ..report.example import decision, example, result_of

DOUBT = {"action": Action.SUGGEST, "level": Level.REVIEW}
PAGE = Page(1, "Die Strale fir Herrn Bohnhof und fir Kl.\n")


def result() -> CorrectionResult:
    return result_of(
        [PAGE],
        [
            decision(PAGE, "Strale", "Straße", action=Action.SUGGEST, level=Level.REVIEW),
            decision(PAGE, "fir", "für"),
            decision(PAGE, "Bohnhof", "Bohnhof", action=Action.KEEP, level=Level.REVIEW, kind=CandidateKind.KEEP),
            decision(PAGE, "fir", "für", nth=1),
        ],
    )


def verdict(of: CorrectionResult, index: int, action: VerdictAction, text: str = "") -> Verdict:
    found = of.decisions[index]
    word = found.before if action is VerdictAction.LEXICON else ""
    return Verdict(found.id, action, found.before, found.after, text=text, word=word, sha256=of.document.sha256)


@pytest.mark.parametrize(
    ("index", "action", "typed", "text"),
    [
        (0, VerdictAction.ACCEPT, "", "Die Straße für Herrn Bohnhof und für Kl.\n"),
        (0, VerdictAction.REJECT, "", "Die Strale für Herrn Bohnhof und für Kl.\n"),
        (0, VerdictAction.EDIT, "Strahlen", "Die Strahlen für Herrn Bohnhof und für Kl.\n"),
        (0, VerdictAction.EDIT, "", "Die  für Herrn Bohnhof und für Kl.\n"),
        (1, VerdictAction.REJECT, "", "Die Strale fir Herrn Bohnhof und für Kl.\n"),
        (1, VerdictAction.EDIT, "vier", "Die Strale vier Herrn Bohnhof und für Kl.\n"),
        (2, VerdictAction.EDIT, "Bahnhof", "Die Strale für Herrn Bahnhof und für Kl.\n"),
        (2, VerdictAction.LEXICON, "", "Die Strale für Herrn Bohnhof und für Kl.\n"),
        (3, VerdictAction.ACCEPT, "", "Die Strale für Herrn Bohnhof und für Kl.\n"),
    ],
)
def test_the_text_is_as_it_was_decided(index: int, action: VerdictAction, typed: str, text: str) -> None:
    replayed = replay(result(), [verdict(result(), index, action, typed)])
    assert corrected_text(replayed.result) == text
    assert [outcome.fit for outcome in replayed.outcomes] == [Fit.DONE]
    settled = replayed.result.decisions[index]
    assert settled.reasons[0].code == "verdict"
    assert settled.reasons[0].detail == action
    assert settled.level is Level.SAFE


def test_what_was_decided_can_be_taken_back_to_the_byte() -> None:
    replayed = replay(result(), [verdict(result(), 0, VerdictAction.EDIT, "Strahlen")]).result
    report = load_report(report_json(replayed, "0.1.0"))
    assert revert_with_report(corrected_text(replayed), report) == PAGE.text


def test_a_place_that_is_gone_is_told_unless_nothing_was_to_be_done_there() -> None:
    gone = replace(verdict(result(), 0, VerdictAction.ACCEPT), id="gone")
    kept = replace(gone, action=VerdictAction.REJECT)
    replayed = replay(result(), [gone, kept])
    assert [outcome.fit for outcome in replayed.outcomes] == [Fit.MISSING, Fit.IDLE]
    assert [outcome.is_misfit for outcome in replayed.outcomes] == [True, False]
    assert replayed.result == result()


def test_a_word_that_shall_stay_is_missed_in_another_document() -> None:
    kept = replace(verdict(result(), 0, VerdictAction.REJECT), id="gone", sha256="another")
    assert [outcome.fit for outcome in replay(result(), [kept]).outcomes] == [Fit.MISSING]


def test_a_place_that_is_broken_over_lines_anew_takes_its_proposal_and_no_typed_text() -> None:
    page = Page(1, "der\nFragesteller")
    moved = result_of([page], [decision(page, "der\nFragesteller", "die\nFragesteller")])
    old = Verdict(moved.decisions[0].id, VerdictAction.ACCEPT, "der Fragesteller", "die Fragesteller")
    assert corrected_text(replay(moved, [old]).result) == "die\nFragesteller"
    typed = replace(old, action=VerdictAction.EDIT, text="den Fragestellern")
    replayed = replay(moved, [typed])
    assert [outcome.fit for outcome in replayed.outcomes] == [Fit.CHANGED]
    assert replayed.result == moved


def test_a_verdict_beats_a_change_that_reaches_into_it() -> None:
    page = Page(1, "zu rück gehen")
    join = decision(page, "zu rück", "zurück", action=Action.SUGGEST, level=Level.LIKELY)
    small = decision(page, "rück", "Rück")
    replayed = replay(result_of([page], [join, small]), [verdict(result_of([page], [join]), 0, VerdictAction.ACCEPT)])
    assert corrected_text(replayed.result) == "zurück gehen"
    assert replayed.result.decisions[1].action is Action.SUGGEST


def test_a_verdict_beats_a_change_that_begins_before_it() -> None:
    page = Page(1, "zu rück gehen")
    wide = decision(page, "zu rück", "zurück")
    small = decision(page, "rück", "Rück", action=Action.SUGGEST, level=Level.LIKELY)
    accepted = verdict(result_of([page], [small]), 0, VerdictAction.ACCEPT)
    replayed = replay(result_of([page], [wide, small]), [accepted])
    assert corrected_text(replayed.result) == "zu Rück gehen"
    assert replayed.result.decisions[0].action is Action.SUGGEST


def test_a_verdict_that_is_followed_again_gives_its_reason_once() -> None:
    page = Page(1, "zu rück gehen")
    given = result_of([page], [decision(page, "zu rück", "zurück", action=Action.SUGGEST, level=Level.LIKELY)])
    accepted = verdict(given, 0, VerdictAction.ACCEPT)
    again = replay(replay(given, [accepted]).result, [accepted]).result
    assert [reason.code for reason in again.decisions[0].reasons].count("verdict") == 1


def test_of_two_verdicts_that_reach_into_each_other_the_second_is_told() -> None:
    page = Page(1, "zu rück gehen")
    both = result_of(
        [page],
        [
            decision(page, "zu rück", "zurück", action=Action.SUGGEST, level=Level.LIKELY),
            decision(page, "rück", "Rück", action=Action.SUGGEST, level=Level.LIKELY),
        ],
    )
    replayed = replay(both, [verdict(both, index, VerdictAction.ACCEPT) for index in (1, 0)])
    assert [outcome.fit for outcome in replayed.outcomes] == [Fit.OVERLAPS, Fit.DONE]
    assert corrected_text(replayed.result) == "zurück gehen"


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 11), st.sampled_from(VerdictAction), st.text(max_size=5)), max_size=15))
def test_following_verdicts_twice_is_following_them_once(steps: list[tuple[int, VerdictAction, str]]) -> None:
    given_verdicts = {index: verdict(example(), index, action, text) for index, action, text in steps}
    once = replay(example(), list(given_verdicts.values()))
    twice = replay(once.result, list(given_verdicts.values()))
    assert corrected_text(twice.result) == corrected_text(once.result)
    assert len(once.outcomes) == len(given_verdicts)
    assert revert_with_report(corrected_text(once.result), load_report(report_json(once.result, "0"))) == document_text(
        example().document
    )


def test_verdicts_survive_a_moved_line_and_a_repaired_neighbourhood(resources: Resources) -> None:
    text = (
        "Die Ministerin fir Heimat hat die Kleine Anfrage beantwortet.\n"
        "Die Strale wurde fiir den Verkehr freigegeben.\n"
    )
    first = correct(result_of([Page(1, text)], []).document, CorrectConfig(), resources)
    judged = [each for each in first.decisions if each.before in ("fir", "fiir")]
    assert len(judged) == 2
    verdicts = [Verdict(each.id, VerdictAction.REJECT, each.before, each.after) for each in judged]
    moved = "Ein neuer Absatz davor.\n\n" + text.replace("Die Strale wurde ", "Die Strale wurde\n")
    second = correct(result_of([Page(1, moved)], []).document, CorrectConfig(), resources)
    replayed = replay(second, verdicts)
    assert [outcome.fit for outcome in replayed.outcomes] == [Fit.DONE, Fit.DONE]
    assert "fir Heimat" in corrected_text(replayed.result)
    assert "fiir den Verkehr" in corrected_text(replayed.result)


def test_verdicts_go_to_their_document_by_sum_then_by_name_then_alone() -> None:
    document = result().document
    by_sum = Verdict("1", VerdictAction.REJECT, "a", "b", document="x.pdf", sha256=document.sha256)
    by_name = replace(by_sum, sha256="1", document=document.source_name)
    stranger = replace(by_sum, sha256="2", document="y.pdf")
    assert verdicts_for(document, [stranger, by_name, by_sum], is_only=True) == (by_sum,)
    assert verdicts_for(document, [stranger, by_name], is_only=True) == (by_name,)
    assert verdicts_for(document, [stranger], is_only=True) == (stranger,)
    assert verdicts_for(document, [stranger], is_only=False) == ()
    assert verdicts_for(document, [stranger, replace(stranger, sha256="3")], is_only=True) == ()


def test_an_insertion_at_the_place_of_another_cannot_be_followed_twice() -> None:
    page = Page(1, "5 Absatz 2")
    first = decision(page, "5", "§ 5", action=Action.SUGGEST, level=Level.LIKELY)
    at_start = replace(first.damage, span=Span(0, 0))
    both = result_of([page], [replace(first, damage=at_start, before="", after=sign, id=sign) for sign in "§#"])
    replayed = replay(both, [verdict(both, index, VerdictAction.ACCEPT) for index in (0, 1)])
    assert sorted(outcome.fit for outcome in replayed.outcomes) == [Fit.DONE, Fit.OVERLAPS]
    assert corrected_text(replayed.result) in ("§5 Absatz 2", "#5 Absatz 2")
