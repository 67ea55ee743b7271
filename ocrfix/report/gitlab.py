"""Findings as a Code Quality report of GitLab: a JSON list that merge requests compare.

Bird's-eye view: an issue for each file that is worse than allowed, each page of which nothing was recognised and each
finding; fingerprints are made of the file's name and the id of the decision, so that moved lines are no new issues.
Source: GitLab, Code Quality report format. Start reading at :func:`check_gitlab`.

German example: ``fir`` in ``antrag.txt`` is a minor issue of the check ``unknown-word`` in line 2.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ocrfix.model import Level
from ocrfix.quality.gate import CheckResult
from ocrfix.report.check_messages import file_message, finding_message, has_lines, line_of
from ocrfix.report.unread import unread_line

_SEVERITIES = {Level.SAFE: "minor", Level.LIKELY: "minor", Level.REVIEW: "info"}


def check_gitlab(result: CheckResult) -> bytes:
    """Write the issues as UTF-8 JSON."""
    issues = [
        _issue("file-damage", failure.name, 1, f"{failure.name}: {failure.message}", "blocker", f"{int(failure.code)}")
        for failure in result.failures
    ]
    for file in result.files:
        if file.is_failed:
            issues.append(_issue("file-damage", file.name, 1, file_message(file, result), "major", ""))
        for number in file.quality.unread_pages:
            message = unread_line(file.name, (number,), "en")
            issues.append(_issue("page-unread", file.name, 1, message, "major", str(number)))
        for finding in file.quality.findings:
            message = finding_message(finding)
            if not has_lines(file):
                message = f"page {finding.page}, line {finding.line}: {message}"
            severity = _SEVERITIES[finding.level]
            issues.append(_issue(finding.code, file.name, line_of(file, finding), message, severity, finding.id))
    return json.dumps(issues, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def _issue(check: str, name: str, line: int, message: str, severity: str, identity: str) -> dict[str, Any]:
    path = name.encode("utf-8", "replace").decode("utf-8")
    key = "\0".join((path, check, identity))
    return {
        "description": message,
        "check_name": check,
        "fingerprint": hashlib.sha256(key.encode("utf-8")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
