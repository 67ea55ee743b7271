from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ocrfix.errors import InputError
from ocrfix.model import CandidateKind
from ocrfix.packed import in_order
from ocrfix.report.json import report_json
from ocrfix.report.series import series_of
from ocrfix.report.view import choices_of, reasons_of
from ocrfix.review.record import load_result

from ..report.example import example, ranked

REPORT = report_json(example(), "0.1.0")


def test_a_report_gives_the_series_choices_and_reasons_of_the_result_it_was_made_from() -> None:
    loaded = load_result(REPORT, "a")
    assert (loaded.document, loaded.sha256) == ("antwort.pdf", example().document.sha256)
    for language in ("de", "en"):
        made = [
            (each.title, each.status, [d.id for d in each.places]) for each in series_of(example().decisions, language)
        ]
        assert [
            (each.title, each.status, [d.id for d in each.places]) for each in series_of(loaded.decisions, language)
        ] == made
    for before, after in zip(in_order(example().decisions), loaded.decisions, strict=True):
        assert (before.id, before.before, before.after) == (after.id, after.before, after.after)
        assert choices_of(before, "de") == choices_of(after, "de")
        assert reasons_of(before, "de") == reasons_of(after, "de")


def test_rare_readings_keep_their_keys_and_are_possible_all_the_same() -> None:
    result = example()
    place = next(each for each in result.decisions if each.before == "Strale")
    rare = [ranked(text, CandidateKind.CONFUSION, share) for text, share in (("Stralen", 4e-5), ("Strahl", 2e-6))]
    judged = replace(place, alternatives=(*place.alternatives, *rare))
    changed = replace(result, decisions=tuple(judged if each is place else each for each in result.decisions))
    loaded = load_result(report_json(changed, "0.1.0"), "a").decisions
    read_back = next(each for each in loaded if each.before == "Strale")
    assert choices_of(read_back, "de") == choices_of(judged, "de")
    assert [each.text for each in choices_of(read_back, "de")][-2:] == ["Stralen", "Strahl"]
    assert choices_of(read_back, "en")[-1].percent == "0.1%"


def test_the_line_around_a_place_comes_with_it() -> None:
    loaded = load_result(REPORT, "a")
    fir = next(each for each in loaded.decisions if each.before == "fir")
    around = loaded.surroundings[fir.id]
    assert (around.line, around.left) == (6, "dung ")
    assert around.right.startswith(" den Zeitraum")


@pytest.mark.parametrize("data", [b"", b"7", b"{}", b'{"format": "ocrfix-report", "version": 2}', b"[" * 100_000])
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="a is not a whole report"):
        load_result(data, "a")


@pytest.mark.parametrize("key", ["page", "start", "before", "rewrites", "context", "confidence", "kind"])
def test_a_decision_that_lacks_something_or_holds_something_else_is_refused(key: str) -> None:
    record = json.loads(REPORT)
    for wrong in (None, True):
        record["decisions"][0][key] = wrong
        with pytest.raises(InputError, match="not a whole report"):
            load_result(json.dumps(record).encode(), "a")
