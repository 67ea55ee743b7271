"""The verdicts as annotations of GitHub Actions: workflow commands on stdout.

Bird's-eye view: an error for each file that is worse than allowed or cannot be read, then warnings for files with pages
of which nothing was recognised and for findings in bad files, new ones only when there is a baseline. GitHub shows ten
of a kind for each step, so no more are written. Source: GitHub, Workflow commands for GitHub Actions.
Start reading at :func:`check_github`.

German example: ``::warning file=antrag.txt,line=2,col=1::"fir" may have been printed as "für"``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.quality.gate import CheckResult
from ocrfix.report.check_messages import file_message, finding_message, has_lines
from ocrfix.report.unread import unread_line
from ocrfix.report.visible import visible_line

MOST_ANNOTATIONS = 10


def check_github(result: CheckResult) -> bytes:
    """Write the workflow commands, one a line."""
    lines = [*_errors(result)][:MOST_ANNOTATIONS] + [*_warnings(result)][:MOST_ANNOTATIONS]
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def _errors(result: CheckResult) -> Iterator[str]:
    for failure in result.failures:
        yield _command("error", {"file": failure.name, "title": "ocrfix"}, f"{failure.name}: {failure.message}")
    for file in result.failed:
        yield _command("error", {"file": file.name, "title": "ocrfix"}, file_message(file, result))


def _warnings(result: CheckResult) -> Iterator[str]:
    for file in result.files:
        if unread := file.quality.unread_pages:
            yield _command("warning", {"file": file.name, "title": "ocrfix"}, unread_line(file.name, unread, "en"))
    for file in result.failed:
        for finding in file.new_findings():
            places = {"file": file.name}
            message = finding_message(finding)
            if has_lines(file):
                places |= {"line": str(finding.start_line), "col": str(finding.start_column)}
            else:
                message = f"page {finding.page}, line {finding.line}: {message}"
            yield _command("warning", places, message)


def _command(kind: str, properties: dict[str, str], message: str) -> str:
    r"""Write a workflow command; what could end it or start another is escaped.

    >>> _command("error", {"file": "a,b.txt"}, "100%\n::set-env")
    '::error file=a%2Cb.txt::100%25↵::set-env'
    """
    given = ",".join(f"{name}={_escape(value, ':,')}" for name, value in properties.items())
    return f"::{kind} {given}::{_escape(message)}"


def _escape(text: str, more: str = "") -> str:
    shown = visible_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for character in more:
        shown = shown.replace(character, f"%{ord(character):02X}")
    return shown
