"""The verdicts as JUnit XML, which every CI server shows: a suite for each file, a case for each page.

Bird's-eye view: the first case of a suite is the file, the others its pages; a page fails when it is above the
threshold for pages, and is skipped when nothing was recognised on it; an unreadable file is an error. Start
reading at :func:`check_junit`.

German example: ``antrag.pdf`` with 2.4 % damage has a failed case ``file`` and passed cases for its pages.
"""

from __future__ import annotations

from xml.etree import ElementTree

from ocrfix.quality.gate import CheckResult, FailedFile, FileVerdict
from ocrfix.report.check_messages import file_message, finding_message, page_message
from ocrfix.report.unread import unread_line
from ocrfix.report.visible import visible_line

MOST_FINDINGS = 50


def check_junit(result: CheckResult) -> bytes:
    """Write the suites as UTF-8 XML."""
    suites = [*(_suite(file, result) for file in result.files), *map(_failure, result.failures)]
    root = ElementTree.Element("testsuites", name="ocrfix")
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    root.extend(suites)
    ElementTree.indent(root, " ")
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(file: FileVerdict, result: CheckResult) -> ElementTree.Element:
    name = visible_line(file.name)
    pages = file.quality.pages
    bad = [page for page in pages if file.is_failed and file.is_page_above(page)]
    failures = (file.is_failed and file.is_above) + len(bad)
    suite = ElementTree.Element(
        "testsuite", name=name, tests=str(1 + len(pages)), failures=str(failures), errors="0",
        skipped=str(len(file.quality.unread_pages)),
    )  # fmt: skip
    whole = ElementTree.SubElement(suite, "testcase", classname=name, name="file")
    if file.is_failed and file.is_above:
        failure = ElementTree.SubElement(whole, "failure", type="damage", message=file_message(file, result))
        shown = file.new_findings() if file.before is not None else file.quality.findings
        lines = [f"page {each.page}, line {each.line}: {finding_message(each)}" for each in shown[:MOST_FINDINGS]]
        if len(shown) > MOST_FINDINGS:
            lines.append(f"and {len(shown) - MOST_FINDINGS} more")
        failure.text = "\n".join(lines)
    for page in pages:
        case = ElementTree.SubElement(suite, "testcase", classname=name, name=f"page {page.number}")
        if page in bad:
            ElementTree.SubElement(case, "failure", type="damage", message=page_message(page))
        elif page.is_unread:
            ElementTree.SubElement(case, "skipped", message=unread_line(name, (page.number,), "en"))
    return suite


def _failure(failed: FailedFile) -> ElementTree.Element:
    name = visible_line(failed.name)
    suite = ElementTree.Element("testsuite", name=name, tests="1", failures="0", errors="1", skipped="0")
    case = ElementTree.SubElement(suite, "testcase", classname=name, name="file")
    message = visible_line(failed.message)
    ElementTree.SubElement(case, "error", type=f"exit-{int(failed.code)}", message=message)
    return suite
