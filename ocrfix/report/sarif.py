"""Findings as SARIF 2.1.0, which code scanners and editors read.

Bird's-eye view: a rule for each reason code, two for the thresholds and one for pages of which nothing was recognised;
a result for each file that is worse than allowed, for each such page and for each finding, with the id of the decision
as its fingerprint. Source: OASIS, Static Analysis Results Interchange Format 2.1.0. Start reading at
:func:`check_sarif`.

German example: ``fir`` in ``antrag.txt`` is a result of the rule ``unknown-word`` in line 2, column 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from ocrfix.model import Level
from ocrfix.quality.estimate import Estimate
from ocrfix.quality.gate import CheckResult, FileVerdict
from ocrfix.quality.inspect import Finding
from ocrfix.report.check_messages import file_message, finding_message, has_lines, page_message
from ocrfix.report.reasons import kind_title
from ocrfix.report.unread import unread_line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FILE_RULE, PAGE_RULE, UNREAD_RULE = "file-damage", "page-damage", "page-unread"
_OWN_RULES = {
    FILE_RULE: "The file is more damaged than allowed",
    PAGE_RULE: "The page is more damaged than allowed",
    UNREAD_RULE: "The page is not blank, but nothing was recognised",
}
_LEVELS = {Level.SAFE: "warning", Level.LIKELY: "warning", Level.REVIEW: "note"}


def check_sarif(result: CheckResult) -> bytes:
    """Write the log file as UTF-8 JSON."""
    codes = sorted({finding.code for file in result.files for finding in file.quality.findings})
    rules = [*_OWN_RULES, *codes]
    index_of = {rule: index for index, rule in enumerate(rules)}
    notifications = [
        {
            "level": "error",
            "message": {"text": f"{failure.name}: {failure.message}"},
            "locations": [_location(failure.name)],
            "descriptor": {"id": f"exit-{int(failure.code)}"},
        }
        for failure in result.failures
    ]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "ocrfix",
                "version": result.version,
                "informationUri": "https://github.com/ocrfix/ocrfix",
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [{"executionSuccessful": not result.failures, "toolExecutionNotifications": notifications}],
        "columnKind": "unicodeCodePoints",
        "results": [entry for file in result.files for entry in _results(file, result, index_of)],
    }
    content = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def _rule(rule: str) -> dict[str, Any]:
    title = _OWN_RULES.get(rule) or kind_title(rule, "en")
    return {"id": rule, "shortDescription": {"text": title}}


def _results(file: FileVerdict, result: CheckResult, index_of: dict[str, int]) -> Iterator[dict[str, Any]]:
    if file.is_failed:
        entry = _threshold(FILE_RULE, file.quality.estimate, file_message(file, result), index_of)
        yield entry | {"locations": [_location(file.name)]}
        for page in file.quality.pages:
            if file.is_page_above(page):
                entry = _threshold(PAGE_RULE, page.estimate, page_message(page), index_of)
                yield entry | {"locations": [_location(file.name, page=page.number)]}
    for number in file.quality.unread_pages:
        yield {
            "ruleId": UNREAD_RULE,
            "ruleIndex": index_of[UNREAD_RULE],
            "level": "warning",
            "message": {"text": unread_line(file.name, (number,), "en")},
            "locations": [_location(file.name, page=number)],
            "properties": {"page": number},
        }
    for finding in file.quality.findings:
        yield _finding(file, finding, result, index_of)


def _threshold(rule: str, estimate: Estimate, message: str, index_of: dict[str, int]) -> dict[str, Any]:
    return {
        "ruleId": rule,
        "ruleIndex": index_of[rule],
        "level": "error",
        "message": {"text": message},
        "properties": {"damage": estimate.share, "low": estimate.low, "high": estimate.high},
    }


def _finding(file: FileVerdict, finding: Finding, result: CheckResult, index_of: dict[str, int]) -> dict[str, Any]:
    region = None
    if has_lines(file):
        region = {"startLine": finding.start_line, "startColumn": finding.start_column}
    entry: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index_of[finding.code],
        "level": _LEVELS[finding.level],
        "message": {"text": finding_message(finding)},
        "locations": [_location(file.name, page=finding.page, region=region)],
        "partialFingerprints": {"ocrfixDecision/v1": finding.id},
        "properties": {"page": finding.page, "line": finding.line, "confidenceLevel": str(finding.level)},
    }
    if result.has_baseline:
        entry["baselineState"] = "new" if finding.id in file.new else "unchanged"
    return entry


def _location(name: str, page: int | None = None, region: dict[str, int] | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(name.encode("utf-8", "replace"))}}
    if region is not None:
        place["region"] = region
    location: dict[str, Any] = {"physicalLocation": place}
    if page is not None:
        location["logicalLocations"] = [{"name": f"page {page}", "kind": "page"}]
    return location
