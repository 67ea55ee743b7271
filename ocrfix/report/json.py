"""The complete record of a correction as JSON, and the way back from it.

Bird's-eye view: :func:`report_json` writes all that the core recorded (``docs/report.schema.json`` and
``docs/report.md`` describe it); :func:`load_report` reads what is needed to take the changes back and
:func:`revert_with_report` does so. Start reading at :func:`report_json`.

German example: ``{"before": "fir", "after": "für", "action": "apply", "confidence": 0.9941, ...}``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from ocrfix.edits import (
    PAGE_SEPARATOR,
    corrected_pages,
    placed_in_document,
    revert_edits,
)
from ocrfix.errors import InputError
from ocrfix.model import (
    Action,
    CorrectionResult,
    Decision,
    Edit,
    Page,
    PageProfile,
    Ranked,
    Reason,
    Rewrite,
    Span,
)
from ocrfix.records import dataclass
from ocrfix.report.json_text import json_parts
from ocrfix.report.json_values import JsonObject, json_list, json_object, string, whole_number
from ocrfix.report.places import Lines
from ocrfix.report.totals import Totals, count, with_lines
from ocrfix.report.visible import HIDDEN
from ocrfix.write.text import encode_text

FORMAT_NAME = "ocrfix-report"
FORMAT_VERSION = 1
_DIGITS = 4  # of probabilities: more would be noise, and would differ between processors


@dataclass(frozen=True, slots=True)
class Report:
    """What a report tells about taking changes back.

    ``pages`` holds number and length (code points) of each page as it was read; the two sums are the
    SHA-256 of the text as it was read and of the corrected text, both as UTF-8.
    """

    source_name: str
    source_sha256: str
    ocrfix_version: str
    pages: tuple[tuple[int, int], ...]
    edits: tuple[Edit, ...]
    extracted_sha256: str
    corrected_sha256: str


def report_json(result: CorrectionResult, ocrfix_version: str) -> bytes:
    """Write the record as UTF-8 JSON with a stable order of keys and a line feed at the end.

    Positions count code points of the page as it was read; lines and columns count from 1.
    Probabilities are rounded to four digits. Hidden characters are written as JSON escapes.

    Raises:
        ValueError: the result's changes overlap or do not fit its text.
    """
    return b"".join(report_json_parts(result, ocrfix_version))


def report_json_parts(result: CorrectionResult, ocrfix_version: str) -> Iterator[bytes]:
    """Give what :func:`report_json` writes in pieces, one for each page and each decision."""
    record: tuple[tuple[str, object], ...] = (
        ("format", FORMAT_NAME),
        ("version", FORMAT_VERSION),
        ("ocrfix_version", ocrfix_version),
        ("document", _document(result)),
        ("config_fingerprint", result.config_fingerprint),
        ("data_versions", dict(sorted(result.data_versions))),
        ("totals", _totals(count(result))),
        ("pages", _pages(result)),
        ("decisions", decisions_json(result)),
    )
    for text in json_parts(record):
        yield HIDDEN.sub(lambda match: json.dumps(match.group())[1:-1], text).encode("utf-8")
    yield b"\n"


def load_report(data: bytes) -> Report:
    """Read a report back, as far as it is needed to take the changes back.

    Raises:
        InputError: the bytes are no report, or one of a format that this version does not know.
    """
    try:
        record = json.loads(data)
        if record["format"] != FORMAT_NAME:
            raise ValueError("another format")
        version = record["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _no_report() from error
    if version != FORMAT_VERSION:
        raise InputError(
            f"the report has format version {str(version)[:20]}, this ocrfix reads version {FORMAT_VERSION}",
            "use the ocrfix that wrote it (`ocrfix --version`)",
        )
    try:
        return _report(record)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_report() from error


def revert_with_report(corrected: str, report: Report) -> str:
    """Give the text as it was read (all pages, with a form feed between them) from the corrected text.

    Raises:
        InputError: the text is not the corrected text that the report belongs to.
    """
    if _sum(corrected) != report.corrected_sha256:
        raise InputError(
            "the text is not the one that this report was written for: it was changed, or belongs to another report",
            "name the text as ocrfix wrote it, or repeat `ocrfix fix`",
        )
    try:
        extracted = revert_edits(corrected, placed_in_document(report.edits, report.pages))
    except ValueError as error:
        raise _no_report() from error
    # A report that was edited by hand may still fit the text; the sum of the text as read tells.
    if _sum(extracted) != report.extracted_sha256:
        raise _no_report()
    return extracted


def _document(result: CorrectionResult) -> JsonObject:
    pages = result.document.pages
    return {
        "name": result.document.source_name,
        "sha256": result.document.sha256,
        "characters": sum(len(page.text) for page in pages) + len(PAGE_SEPARATOR) * max(0, len(pages) - 1),
        "extracted_text_sha256": _sum_of_pages(page.text for page in pages),
        "corrected_text_sha256": _sum_of_pages(corrected_pages(result)),
    }


def _totals(totals: Totals) -> JsonObject:
    return {
        "pages": totals.pages,
        "words": totals.words,
        "decisions": totals.decisions,
        "applied": totals.applied,
        "open_doubts": totals.open_doubts,
        "action": dict(totals.by_action),
        "level": dict(totals.by_level),
        "kind": dict(totals.by_kind),
    }


def _pages(result: CorrectionResult) -> Iterator[JsonObject]:
    profiles = {profile.page_number: profile for profile in result.profiles}
    return (_page(page, profiles.get(page.number)) for page in result.document.pages)


def _page(page: Page, profile: PageProfile | None) -> JsonObject:
    return {
        "number": page.number,
        "origin": str(page.origin),
        "origin_reason": page.origin_reason,
        "features": [str(feature) for feature in page.features],
        "characters": len(page.text),
        "words": len(page.text.split()),
        "profile": None if profile is None else _profile(profile),
    }


def _profile(profile: PageProfile) -> JsonObject:
    return {
        "estimated_damage": _rounded(profile.estimated_damage),
        "shares": {name: _rounded(share) for name, share in profile.shares},
        "confusions": [
            {"true": each.true, "read": each.read, "count": _rounded(each.count), "rate": _rounded(each.rate)}
            for each in profile.confusions
        ],
    }


def decisions_json(result: CorrectionResult) -> Iterator[JsonObject]:
    """Give the decisions in the order of the text, as ``docs/report.schema.json`` describes them."""
    return (_decision(decision, lines) for decision, lines in with_lines(result))


def _decision(decision: Decision, lines: Lines) -> JsonObject:
    span = decision.damage.span
    line, column = lines.position(span.start)
    around = lines.around(span)
    return {
        "id": decision.id,
        "page": decision.damage.page_number,
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "before": decision.before,
        "after": decision.after,
        "action": str(decision.action),
        "level": str(decision.level),
        "confidence": _rounded(decision.confidence),
        "kind": str(decision.chosen.candidate.kind),
        "damage_score": _rounded(decision.damage.score),
        "damage_reasons": _reasons(decision.damage.reasons),
        "reasons": _reasons(decision.reasons),
        "rewrites": _rewrites(decision.chosen.candidate.rewrites),
        "posterior": _rounded(decision.chosen.posterior),
        "alternatives": [_alternative(ranked) for ranked in decision.alternatives],
        "context": {
            "left": lines.text[around.start : span.start],
            "right": lines.text[span.end : around.end],
        },
    }


def _reasons(reasons: Sequence[Reason]) -> list[JsonObject]:
    return [{"code": reason.code, "detail": reason.detail} for reason in reasons]


def _rewrites(rewrites: Sequence[Rewrite]) -> list[JsonObject]:
    return [{"position": each.position, "read": each.read, "true": each.true} for each in rewrites]


def _alternative(ranked: Ranked) -> JsonObject:
    candidate = ranked.candidate
    return {"text": candidate.text, "kind": str(candidate.kind), "posterior": _rounded(ranked.posterior)}


def _report(record: JsonObject) -> Report:
    document = json_object(record["document"])
    pages = [json_object(page) for page in json_list(record["pages"])]
    decisions = [json_object(decision) for decision in json_list(record["decisions"])]
    return Report(
        source_name=string(document["name"]),
        source_sha256=string(document["sha256"]),
        ocrfix_version=string(record["ocrfix_version"]),
        pages=tuple((whole_number(page["number"]), whole_number(page["characters"])) for page in pages),
        edits=tuple(
            _edit(decision)
            for decision in decisions
            if decision["action"] == Action.APPLY and decision["before"] != decision["after"]
        ),
        extracted_sha256=string(document["extracted_text_sha256"]),
        corrected_sha256=string(document["corrected_text_sha256"]),
    )


def _edit(decision: JsonObject) -> Edit:
    span = Span(whole_number(decision["start"]), whole_number(decision["end"]))
    before, after = string(decision["before"]), string(decision["after"])
    return Edit(whole_number(decision["page"]), span, before, after, string(decision["id"]))


def _no_report() -> InputError:
    return InputError(
        "this is not a whole report of ocrfix", "name the NAME.report.json that `ocrfix fix` wrote next to NAME.txt"
    )


def _sum(text: str) -> str:
    return hashlib.sha256(encode_text(text)).hexdigest()


def _sum_of_pages(texts: Iterable[str]) -> str:
    """Give the sum of the text that the pages make with a form feed between them."""
    digest = hashlib.sha256()
    for number, text in enumerate(texts):
        digest.update(encode_text(PAGE_SEPARATOR + text if number else text))
    return digest.hexdigest()


def _rounded(value: float) -> float:
    # Adding 0.0 turns a negative zero into a plain one.
    return round(float(value), _DIGITS) + 0.0
