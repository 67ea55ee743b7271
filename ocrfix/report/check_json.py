"""The whole result of ``ocrfix check`` for programs: JSON, and a table of pages as CSV.

Bird's-eye view: format version 1; codes and keys are English, shares are 0..1 with four digits, ``docs/check.md``
describes the keys. Start reading at :func:`check_json`.

German example: ``{"name": "antrag.pdf", "damage": 0.0241, "low": 0.0178, "high": 0.0326, ...}``.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from ocrfix.quality.estimate import Estimate
from ocrfix.quality.gate import CheckResult, FileVerdict
from ocrfix.quality.inspect import Finding
from ocrfix.report.csv import defused

FORMAT = "ocrfix-check"
VERSION = 1
COLUMNS = (
    "file", "page", "origin", "words", "damage", "low", "high", "findings", "new_findings", "above", "failed",
    "unread",
)  # fmt: skip


def check_json(result: CheckResult) -> bytes:
    """Write the result as JSON in ASCII."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "ocrfix": result.version,
        "max_damage": result.thresholds.file,
        "max_page_damage": result.thresholds.page,
        "has_baseline": result.has_baseline,
        "passed": not result.failed and not result.failures,
        "unread_pages": result.unread_pages,
        "files": [_file(file, result) for file in result.files],
        "failures": [
            {"name": failure.name, "code": int(failure.code), "message": failure.message} for failure in result.failures
        ],
    }
    return json.dumps(content, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def _shares(estimate: Estimate) -> dict[str, float]:
    return {"damage": estimate.share, "low": estimate.low, "high": estimate.high}


def _file(file: FileVerdict, result: CheckResult) -> dict[str, Any]:
    quality = file.quality
    pages = [
        {
            "number": page.number,
            "origin": str(page.origin),
            "words": page.words,
            **_shares(page.estimate),
            "findings": page.findings,
            "above": file.is_page_above(page),
            "unread": page.is_unread,
        }
        for page in quality.pages
    ]
    return {
        "name": file.name,
        "words": quality.words,
        **_shares(quality.estimate),
        "above": file.is_above,
        "failed": file.is_failed,
        "baseline_damage": None if file.before is None else file.before.share,
        "pages": pages,
        "findings": [_finding(finding, file, result) for finding in quality.findings],
        "waived": [
            {"page": each.page, "line": each.line, "text": each.text, "code": each.code} for each in quality.waived
        ],
        "confusions": [{"true": true, "read": read, "count": count} for true, read, count in quality.confusions],
        "data": dict(quality.data_versions),
    }


def _finding(finding: Finding, file: FileVerdict, result: CheckResult) -> dict[str, Any]:
    return {
        "id": finding.id,
        "page": finding.page,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "level": str(finding.level),
        "before": finding.before,
        "after": finding.after,
        "new": finding.id in file.new if result.has_baseline else None,
    }


def check_csv(result: CheckResult) -> bytes:
    """Write a row for each page, then one for the whole of each file (page 0), as UTF-8 with a byte order mark."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for file in result.files:
        new = file.new_findings()
        for page in file.quality.pages:
            on_page = sum(finding.page == page.number for finding in new)
            above = file.is_page_above(page)
            row = (page.number, str(page.origin), page.words, page.estimate, page.findings, on_page)
            failed = file.is_failed and above
            writer.writerow(_row(file.name, *row, above=above, failed=failed, unread=int(page.is_unread)))
        whole = (0, "", file.quality.words, file.quality.estimate, len(file.quality.findings), len(new))
        unread = len(file.quality.unread_pages)
        writer.writerow(_row(file.name, *whole, above=file.is_above, failed=file.is_failed, unread=unread))
    return ("\N{ZERO WIDTH NO-BREAK SPACE}" + table.getvalue()).encode("utf-8", "replace")


def _row(
    name: str, number: int, origin: str, words: int, estimate: Estimate, findings: int, new: int, *, above: bool,
    failed: bool, unread: int,
) -> list[str | int]:  # fmt: skip
    shares = [f"{share:.4f}" for share in (estimate.share, estimate.low, estimate.high)]
    return [defused(name), number, origin, words, *shares, findings, new, int(above), int(failed), unread]
