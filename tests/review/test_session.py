from __future__ import annotations

from dataclasses import replace

from ocrfix.report.json import report_json
from ocrfix.report.series import Status
from ocrfix.review.record import load_result
from ocrfix.review.session import Session, begin
from ocrfix.review.verdicts import Verdict, VerdictAction

from ..report.example import example

EVERYTHING = frozenset(Status)


def session(statuses: frozenset[Status] = EVERYTHING, verdicts: tuple[Verdict, ...] = ()) -> Session:
    return begin([load_result(report_json(example(), "0.1.0"), "a")], verdicts, statuses, "de")


def words(each: Session) -> list[str]:
    return [place.decision.before for place in each.places]


def test_only_what_is_asked_for_is_gone_through() -> None:
    assert words(session(frozenset({Status.OPEN}))) == ["Strale", "fuhrt"]
    assert words(session(frozenset({Status.NOTICED}))) == ["Bohnhof"]
    assert len(session().places) == 12


def test_a_round_begins_where_the_last_one_ended() -> None:
    first = session(frozenset({Status.OPEN}))
    assert first.settle(VerdictAction.ACCEPT)
    second = session(frozenset({Status.OPEN}), tuple(first.verdicts.values()))
    assert second.go_to_undecided()
    assert second.place.decision.before == "fuhrt"
    assert second.left == 1
    assert second.settle(VerdictAction.REJECT)
    assert not second.go_to_undecided()


def test_a_series_is_settled_at_once_and_what_was_decided_before_stays() -> None:
    each = session(frozenset({Status.CHANGED}))
    each.position = words(each).index("geprift")
    assert each.settle(VerdictAction.REJECT)
    assert each.settle_series(VerdictAction.ACCEPT) == 2
    actions = [verdict.action for verdict in each.verdicts.values()]
    assert sorted(actions) == [VerdictAction.ACCEPT, VerdictAction.ACCEPT, VerdictAction.REJECT]
    assert each.undo()
    assert [verdict.action for verdict in each.verdicts.values()] == [VerdictAction.REJECT]
    assert each.undo()
    assert not each.verdicts
    assert not each.undo()


def test_a_series_ends_with_its_document() -> None:
    one = load_result(report_json(example(), "0.1.0"), "a")
    other = replace(one, document="b.pdf", sha256="b" * 64)
    each = begin([one, other], (), frozenset({Status.CHANGED}), "de")
    each.position = words(each).index("geprift")
    assert each.settle_series(VerdictAction.ACCEPT) == each.place.length_of_series == 3
    assert {verdict.document for verdict in each.verdicts.values()} == {one.document}


def test_undo_brings_back_what_was_decided_before() -> None:
    each = session(frozenset({Status.OPEN}))
    each.settle(VerdictAction.ACCEPT)
    each.settle(VerdictAction.EDIT, "Strahl")
    assert each.verdict is not None
    assert each.verdict.wanted == "Strahl"
    each.undo()
    assert each.verdict is not None
    assert each.verdict.action is VerdictAction.ACCEPT


def test_a_text_that_says_the_same_is_no_edit() -> None:
    each = session(frozenset({Status.OPEN}))
    each.settle(VerdictAction.EDIT, "Strale")
    each.settle(VerdictAction.EDIT, "Strahl")
    each.settle(VerdictAction.EDIT, "Straße")
    assert [str(verdict.action) for verdict in each.verdicts.values()] == ["accept"]
    each.settle(VerdictAction.EDIT, "Strale")
    assert [str(verdict.action) for verdict in each.verdicts.values()] == ["reject"]


def test_what_has_no_proposal_cannot_be_accepted_and_a_sign_is_no_word() -> None:
    each = session()
    each.position = words(each).index("Bohnhof")
    assert not each.settle(VerdictAction.ACCEPT)
    assert each.settle_series(VerdictAction.ACCEPT) == 0
    assert each.settle(VerdictAction.LEXICON)
    each.position = words(each).index("$")
    assert not each.settle(VerdictAction.LEXICON)


def test_one_goes_by_place_and_by_series_and_not_beyond_the_ends() -> None:
    each = session()
    each.step(-1)
    assert each.position == 0
    each.step(1)
    assert each.position == 1
    each.step_series(1)
    assert each.place.number_in_series == 1
    assert str(each.place.status) == "changed"
    each.step_series(-1)
    assert each.position == 0
    each.step(100)
    assert each.position == 11
    each.step_series(100)
    assert str(each.place.status) == "noticed"
