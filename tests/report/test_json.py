from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ocrfix.edits import corrected_text, document_text
from ocrfix.errors import ExitCode, InputError
from ocrfix.model import Action, Candidate, CandidateKind, CorrectionResult, Level, Origin, Page, Ranked
from ocrfix.report.json import load_report, report_json, revert_with_report

from .example import decision, example, one_page, result_of

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"
HIDDEN_TEXT = "\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}\N{TAG LATIN SMALL LETTER A}"
HOSTILE = f"\N{ZERO WIDTH NO-BREAK SPACE}a\r\n{HIDDEN_TEXT}fir\f\N{OLD ITALIC LETTER A}\n"


def record_of(result: CorrectionResult) -> Any:  # noqa: ANN401 - JSON
    return json.loads(report_json(result, "0.1.0"))


def schema() -> Any:  # noqa: ANN401 - JSON
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize(
    ("result", "applied"),
    [(example(), 9), (one_page("nichts"), 0), (one_page(HOSTILE, ("fir", "für")), 1)],
    ids=["example", "nothing", "hostile"],
)
def test_every_record_fits_the_schema(result: CorrectionResult, applied: int) -> None:
    jsonschema.Draft202012Validator(schema()).validate(record_of(result))
    assert record_of(result)["totals"]["applied"] == applied


def test_the_schema_refuses_what_is_not_described() -> None:
    record = record_of(example())
    record["decisions"][0]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError, match="surprise"):
        jsonschema.Draft202012Validator(schema()).validate(record)


def test_the_schema_knows_every_name_of_the_model() -> None:
    kinds = schema()["$defs"]["kind"]["enum"]
    assert kinds == [str(kind) for kind in CandidateKind]
    properties = schema()["$defs"]["decision"]["properties"]
    assert properties["action"]["enum"] == [str(action) for action in Action]
    assert properties["level"]["enum"] == [str(level) for level in Level]
    assert schema()["$defs"]["page"]["properties"]["origin"]["enum"] == [str(origin) for origin in Origin]


def test_positions_lead_to_the_text() -> None:
    result = example()
    texts = {page.number: page.text for page in result.document.pages}
    for each in record_of(result)["decisions"]:
        text = texts[each["page"]]
        assert text[each["start"] : each["end"]] == each["before"]
        line = text.split("\n")[each["line"] - 1]
        assert line[each["column"] - 1 :].startswith(each["before"].split("\n")[0])
        assert each["context"]["left"] + each["before"] + each["context"]["right"] in text


def test_decisions_stand_in_the_order_of_the_text_whatever_the_order_of_the_result() -> None:
    result = example()
    turned = replace(result, decisions=tuple(reversed(result.decisions)))
    assert report_json(result, "0.1.0") == report_json(turned, "0.1.0")


def test_probabilities_have_four_digits() -> None:
    page = Page(1, "fir")
    third = Ranked(Candidate("fir", CandidateKind.KEEP), -1.0, -1.0, 1 / 3)
    each = record_of(result_of([page], [decision(page, "fir", "für", confidence=2 / 3, alternatives=(third,))]))
    assert each["decisions"][0]["confidence"] == 0.6667
    assert each["decisions"][0]["alternatives"][0]["posterior"] == 0.3333


def test_a_long_line_is_cut_between_words() -> None:
    page = Page(1, "wort " * 100 + "fir " + "wort " * 100)
    context = record_of(result_of([page], [decision(page, "fir", "für")]))["decisions"][0]["context"]
    assert context == {"left": "wort " * 15, "right": " wort" * 15}


def test_hidden_characters_are_escaped_and_come_back() -> None:
    data = report_json(one_page(HOSTILE, (HOSTILE, "für")), "0.1.0")
    assert not set(data.decode()) & set("\x1b\N{RIGHT-TO-LEFT OVERRIDE}\N{TAG LATIN SMALL LETTER A}")
    assert json.loads(data)["decisions"][0]["before"] == HOSTILE


@pytest.mark.parametrize(
    "result",
    [example(), one_page("nichts"), one_page("", ("", "")), one_page(HOSTILE, ("fir", "f\fü\r\n"), ("a\r", ""))],
    ids=["example", "nothing", "empty", "hostile"],
)
def test_the_report_takes_every_change_back(result: CorrectionResult) -> None:
    report = load_report(report_json(result, "0.1.0"))
    assert revert_with_report(corrected_text(result), report) == document_text(result.document)


def test_the_report_knows_where_it_comes_from() -> None:
    report = load_report(report_json(example(), "0.1.0"))
    assert (report.source_name, report.ocrfix_version, len(report.edits)) == ("antwort.pdf", "0.1.0", 9)
    assert report.source_sha256 == example().document.sha256


@pytest.mark.parametrize(("old", "new"), [("Antwort", "antwort"), ("ü", "ue"), ("\n", "\r\n"), ("\f", "\n")])
def test_a_text_that_was_edited_since_is_refused(old: str, new: str) -> None:
    report = load_report(report_json(example(), "0.1.0"))
    with pytest.raises(InputError, match="changed") as caught:
        revert_with_report(corrected_text(example()).replace(old, new), report)
    assert caught.value.exit_code is ExitCode.INPUT
    assert caught.value.hint


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'"text"',
        b"\xff\xfe\xfa",
        b'{"format": "other", "version": 1}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_report_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(InputError, match="no") as caught:
        load_report(data)
    assert "NAME.report.json" in caught.value.hint


def test_a_report_of_a_later_format_is_refused_with_its_number() -> None:
    record = record_of(example()) | {"version": 99}
    with pytest.raises(InputError, match="version 99"):
        load_report(json.dumps(record).encode())


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("pages", None),
        ("decisions", [1]),
        ("document", []),
        ("ocrfix_version", 1),
        ("pages", [{"number": True, "characters": 1}]),
        ("decisions", [{"action": "apply", "before": "a", "after": "b", "start": 5, "end": 1, "page": 1, "id": "x"}]),
    ],
)
def test_a_report_with_a_broken_part_is_one_clear_error(part: str, value: object) -> None:
    record = record_of(example()) | {part: value}
    with pytest.raises(InputError, match="not a whole report"):
        load_report(json.dumps(record).encode())


def test_a_report_whose_changes_do_not_fit_is_one_clear_error() -> None:
    record = record_of(example())
    record["decisions"][0]["after"] = "etwas anderes"
    with pytest.raises(InputError, match="not a whole report"):
        revert_with_report(corrected_text(example()), load_report(json.dumps(record).encode()))


def test_a_report_whose_original_was_edited_is_one_clear_error() -> None:
    record = record_of(one_page("fir", ("fir", "für")))
    record["decisions"][0]["before"] = "fur"
    with pytest.raises(InputError, match="not a whole report"):
        revert_with_report("für", load_report(json.dumps(record).encode()))
