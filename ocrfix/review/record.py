"""Reads a report back as far as a person needs it to decide: the decisions, and the line around each.

Bird's-eye view: ``NAME.report.json`` holds everything; :func:`load_result` makes decisions of it again, so that the
series of the terminal are those of the HTML report. Scores that no person sees (logarithms) are not in the file and
come back as 0. Start reading at :func:`load_result`.

German example: the record of „fiir“ comes back with „dung “ left of it and „ den Zeitraum“ right of it.
"""

from __future__ import annotations

import json

from ocrfix.errors import InputError
from ocrfix.model import Action, Candidate, CandidateKind, Damage, Decision, Level, Ranked, Reason, Rewrite, Span
from ocrfix.records import dataclass
from ocrfix.report.json import FORMAT_NAME, FORMAT_VERSION
from ocrfix.report.json_values import JsonObject, json_list, json_object, number, string, whole_number

_LEAST_SHARE = 0.00005


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
        record = json_object(json.loads(data))
        if record["format"] != FORMAT_NAME or record["version"] != FORMAT_VERSION:
            raise ValueError("another format")
        document = json_object(record["document"])
        rows = [json_object(row) for row in json_list(record["decisions"])]
        return ReportedResult(
            document=string(document["name"]),
            sha256=string(document["sha256"]),
            decisions=tuple(_decision(row) for row in rows),
            surroundings={string(row["id"]): _surroundings(row) for row in rows},
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"{name} is not a whole report of ocrfix", "name the NAME.report.json that `ocrfix fix` wrote"
        ) from error


def _decision(row: JsonObject) -> Decision:
    kind = CandidateKind(string(row["kind"]))
    after = string(row["after"])
    rewrites = tuple(
        Rewrite(whole_number(each["position"]), string(each["read"]), string(each["true"]))
        for each in map(json_object, json_list(row["rewrites"]))
    )
    span = Span(whole_number(row["start"]), whole_number(row["end"]))
    return Decision(
        damage=Damage(whole_number(row["page"]), span, number(row["damage_score"]), _reasons(row["damage_reasons"])),
        action=Action(string(row["action"])),
        level=Level(string(row["level"])),
        before=string(row["before"]),
        after=after,
        chosen=Ranked(Candidate(after, kind, rewrites), 0.0, 0.0, number(row["posterior"])),
        alternatives=tuple(map(_alternative, map(json_object, json_list(row["alternatives"])))),
        confidence=number(row["confidence"]),
        reasons=_reasons(row["reasons"]),
        id=string(row["id"]),
    )


def _alternative(row: JsonObject) -> Ranked:
    candidate = Candidate(string(row["text"]), CandidateKind(string(row["kind"])))
    # The file has four digits: a reading that is listed was possible, and its share is not shown as none.
    return Ranked(candidate, 0.0, 0.0, max(number(row["posterior"]), _LEAST_SHARE))


def _reasons(value: object) -> tuple[Reason, ...]:
    return tuple(Reason(string(each["code"]), string(each["detail"])) for each in map(json_object, json_list(value)))


def _surroundings(row: JsonObject) -> Surroundings:
    context = json_object(row["context"])
    return Surroundings(whole_number(row["line"]), string(context["left"]), string(context["right"]))
