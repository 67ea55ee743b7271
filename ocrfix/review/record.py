"""Reads a report back as far as a person needs it to decide: the decisions, and the line around each.

Bird's-eye view: ``NAME.report.json`` holds everything; :func:`load_result` makes decisions of it again, so that the
series of the terminal are those of the HTML report. Scores that no person sees (logarithms) are not in the file and
come back as 0. Start reading at :func:`load_result`.

German example: the record of „fiir“ comes back with „dung “ left of it and „ den Zeitraum“ right of it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from ocrfix.errors import InputError
from ocrfix.model import Action, Candidate, CandidateKind, Damage, Decision, Level, Ranked, Reason, Rewrite, Span
from ocrfix.report.json import FORMAT_NAME, FORMAT_VERSION

JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The line of a decision (from 1) and the text around it in that line."""

    line: int
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class ReportedResult:
    """The decisions of one report; ``surroundings`` goes by the id of the decision."""

    document: str
    sha256: str
    decisions: tuple[Decision, ...]
    surroundings: dict[str, Surroundings]


def load_result(data: bytes, name: str) -> ReportedResult:
    """Read the decisions of a report.

    Raises:
        InputError: the bytes are no report, or one of another version.
    """
    try:
        record = _object(json.loads(data))
        if record["format"] != FORMAT_NAME or record["version"] != FORMAT_VERSION:
            raise ValueError("another format")
        document = _object(record["document"])
        rows = [_object(row) for row in _list(record["decisions"])]
        return ReportedResult(
            document=_string(document["name"]),
            sha256=_string(document["sha256"]),
            decisions=tuple(_decision(row) for row in rows),
            surroundings={_string(row["id"]): _surroundings(row) for row in rows},
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"{name} is not a whole report of ocrfix", "name the NAME.report.json that `ocrfix fix` wrote"
        ) from error


def _decision(row: JsonObject) -> Decision:
    kind = CandidateKind(_string(row["kind"]))
    after = _string(row["after"])
    rewrites = tuple(
        Rewrite(_number(each["position"]), _string(each["read"]), _string(each["true"]))
        for each in map(_object, _list(row["rewrites"]))
    )
    span = Span(_number(row["start"]), _number(row["end"]))
    return Decision(
        damage=Damage(_number(row["page"]), span, _share(row["damage_score"]), _reasons(row["damage_reasons"])),
        action=Action(_string(row["action"])),
        level=Level(_string(row["level"])),
        before=_string(row["before"]),
        after=after,
        chosen=Ranked(Candidate(after, kind, rewrites), 0.0, 0.0, _share(row["posterior"])),
        alternatives=tuple(map(_alternative, map(_object, _list(row["alternatives"])))),
        confidence=_share(row["confidence"]),
        reasons=_reasons(row["reasons"]),
        id=_string(row["id"]),
    )


def _alternative(row: JsonObject) -> Ranked:
    candidate = Candidate(_string(row["text"]), CandidateKind(_string(row["kind"])))
    return Ranked(candidate, 0.0, 0.0, _share(row["posterior"]))


def _reasons(value: object) -> tuple[Reason, ...]:
    return tuple(Reason(_string(each["code"]), _string(each["detail"])) for each in map(_object, _list(value)))


def _surroundings(row: JsonObject) -> Surroundings:
    context = _object(row["context"])
    return Surroundings(_number(row["line"]), _string(context["left"]), _string(context["right"]))


def _object(value: object) -> JsonObject:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a string")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("not a whole number")
    return value


def _share(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError("not a number")
    return float(value)
