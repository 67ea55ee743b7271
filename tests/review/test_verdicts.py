from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from ocrfix.errors import InputError
from ocrfix.review.verdicts import Verdict, VerdictAction, load_verdicts, verdict_bytes

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "decisions.schema.json").read_text("utf-8"))
ACCEPT = Verdict("1", VerdictAction.ACCEPT, "fir", "für", document="a.pdf", sha256="0" * 64, page=1, line=2)
ALL = (
    ACCEPT,
    Verdict("2", VerdictAction.REJECT, "Kl", "KI", document="a.pdf", sha256="0" * 64, page=1, line=3),
    Verdict(
        "3", VerdictAction.EDIT, "x\ny", "xy", text="z\n\N{RIGHT-TO-LEFT OVERRIDE}", sha256="0" * 64, page=2, line=1
    ),
    Verdict("4", VerdictAction.LEXICON, "Bohnhof", "Bohnhof", word="Bohnhof", sha256="0" * 64, page=2, line=9),
)


def test_what_is_written_is_read_again() -> None:
    assert load_verdicts(verdict_bytes(ALL), "a") == ALL


def test_every_line_is_as_the_schema_says_and_hides_nothing() -> None:
    data = verdict_bytes(ALL)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    lines = data.decode().split("\n")[:-1]
    assert len(lines) == 4
    for line in lines:
        validator.validate(json.loads(line))
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in data.decode()


@pytest.mark.parametrize("missing", ["id", "action", "before", "after", "version"])
def test_the_schema_asks_for_what_a_replay_needs(missing: str) -> None:
    record = json.loads(verdict_bytes([ACCEPT]))
    del record[missing]
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(record)
    with pytest.raises(InputError, match="line 1 of a is no decision"):
        load_verdicts(json.dumps(record).encode(), "a")


def test_the_last_line_about_a_place_counts() -> None:
    later = Verdict("1", VerdictAction.REJECT, "fir", "für", document="a.pdf", sha256="0" * 64, page=1, line=2)
    assert load_verdicts(verdict_bytes([*ALL, later]), "a") == (later, *ALL[1:])


def test_the_same_place_of_two_documents_is_two_places() -> None:
    other = Verdict("1", VerdictAction.REJECT, "fir", "für", document="b.pdf", sha256="1" * 64)
    assert load_verdicts(verdict_bytes([ACCEPT, other]), "a") == (ACCEPT, other)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a holds no decisions"),
        (b"\n \n", "a holds no decisions"),
        (b"\xff", "a holds no decisions: it is no UTF-8"),
        (b"{}", "line 1 of a is no decision"),
        (b"[]", "line 1 of a is no decision"),
        (b"7", "line 1 of a is no decision"),
        (b"\n\nnonsense", "line 3 of a is no decision"),
        (verdict_bytes([ACCEPT])[:-20], "line 1 of a is no decision"),
        (verdict_bytes([ACCEPT]).replace(b'"version":1', b'"version":2'), "line 1 of a has version 2"),
        (verdict_bytes([ACCEPT]).replace(b'"accept"', b'"destroy"'), "line 1 of a is no decision"),
        (verdict_bytes([ACCEPT]).replace(b'"page":1', b'"page":-1'), "line 1 of a is no decision"),
        (verdict_bytes([ACCEPT]).replace(b'"page":1', b'"page":true'), "line 1 of a is no decision"),
        (verdict_bytes([ACCEPT]).replace(b'"fir"', b"7"), "line 1 of a is no decision"),
        (verdict_bytes([ACCEPT]).replace("ü".encode(), b"\\f"), "line 1 of a wants a control character"),
        (verdict_bytes([ACCEPT]).replace("ü".encode(), b"\\u001b[2J"), "line 1 of a wants a control character"),
        (verdict_bytes([ACCEPT]).replace("ü".encode(), b"\\ud800"), "line 1 of a wants a control character"),
        (b"[" * 100_000, "line 1 of a is no decision"),
    ],
)
def test_what_is_no_file_of_decisions_is_refused_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load_verdicts(data, "a")


def test_a_line_separator_inside_a_text_ends_no_line() -> None:
    data = verdict_bytes([ACCEPT]).decode().replace('"für"', '"f\N{LINE SEPARATOR}r"').encode()
    assert load_verdicts(b"\xef\xbb\xbf" + data, "a")[0].after == "f\N{LINE SEPARATOR}r"


def test_an_odd_character_that_was_read_may_stay() -> None:
    verdict = Verdict("1", VerdictAction.EDIT, "f\x0bir", "für", text="f\x0bür")
    assert load_verdicts(verdict_bytes([verdict]), "a") == (verdict,)
