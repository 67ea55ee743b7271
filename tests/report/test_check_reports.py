"""The formats of ``ocrfix check``: each says the same, and none can be driven by what a document or a name holds."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from sarif_pydantic import Sarif

from ocrfix.errors import ExitCode
from ocrfix.model import Level, Origin
from ocrfix.quality.baseline import KnownFile
from ocrfix.quality.estimate import Estimate
from ocrfix.quality.gate import CheckResult, FailedFile, FileVerdict, Thresholds, judge_file
from ocrfix.quality.inspect import FileQuality, Finding, PageQuality, Waived
from ocrfix.report.check_json import COLUMNS, check_csv, check_json
from ocrfix.report.check_text import check_text
from ocrfix.report.figures import share_in_words
from ocrfix.report.github import MOST_ANNOTATIONS, check_github
from ocrfix.report.gitlab import check_gitlab
from ocrfix.report.junit import check_junit
from ocrfix.report.overview import MOST_WORST, check_html, step_of
from ocrfix.report.reasons import REASONS, kind_title
from ocrfix.report.sarif import check_sarif

ROOT = Path(__file__).parents[2]
OFFICIAL = ROOT / "node_modules" / "@microsoft" / "sarif-multitool-linux" / "sarif-2.1.0.json"
HOSTILE_NAME = "=cmd|'/c'!A1,<script>\x1b[2J\N{RIGHT-TO-LEFT OVERRIDE}::error\n.txt"
HOSTILE_WORD = "<script>alert(1)</script>\x1b[31m]]>\x00\n::set-output name=x::y%0A"
MACHINE = (check_json, check_sarif, check_junit, check_github, check_gitlab, check_csv)
PEOPLE: tuple[Callable[[CheckResult], bytes], ...] = (
    lambda result: check_text(result, "de"),
    lambda result: check_text(result, "en"),
    lambda result: check_html(result, "de"),
    lambda result: check_html(result, "en"),
)


def finding(identity: str, before: str = "fir", after: str = "für", page: int = 1) -> Finding:
    return Finding(identity, page, 2, 5, "unknown-word", Level.SAFE, before, after, 2, 5)


def verdict(
    name: str,
    share: float,
    *findings: Finding,
    pages: tuple[float, ...] = (),
    origin: Origin = Origin.PLAIN_TEXT,
    baseline: dict[str, KnownFile] | None = None,
) -> FileVerdict:
    shares = pages or (share,)
    quality = FileQuality(
        words=1204,
        estimate=Estimate(share, share / 2, min(1.0, share * 2)),
        pages=tuple(
            PageQuality(number, origin, 602, Estimate(each, each / 2, min(1.0, each * 2)), len(findings))
            for number, each in enumerate(shares, 1)
        ),
        findings=findings,
        confusions=(("ü", "i", 3.0), ("", "x", 1.0)),
        data_versions=(("data", "1"),),
    )
    return judge_file(name, quality, Thresholds(0.01, 0.2), baseline)


def result(*files: FileVerdict, failures: tuple[FailedFile, ...] = (), has_baseline: bool = False) -> CheckResult:
    return CheckResult(files, failures, Thresholds(0.01, 0.2), has_baseline, "0.1.0")


GOOD = verdict("gut.txt", 0.002)
BAD = verdict("antrag.pdf", 0.12, finding("a"), finding("b", page=2), pages=(0.02, 0.25), origin=Origin.OCR_LAYER)
HOSTILE = verdict(HOSTILE_NAME, 0.3, finding("c", HOSTILE_WORD, HOSTILE_WORD), finding("d", "\ud800x", ""))
FAILED = FailedFile("leer.pdf", ExitCode.INPUT, "the file holds no text")
ALL = result(GOOD, BAD, HOSTILE, failures=(FAILED,))
UNREAD_LINE = "bild.pdf: nothing was recognised on page 2, though it is not blank"


def with_unread_pages(file: FileVerdict, *numbers: int) -> FileVerdict:
    """Give a file of which nothing was recognised on some of its pages."""
    pages = tuple(replace(page, is_unread=page.number in numbers) for page in file.quality.pages)
    return replace(file, quality=replace(file.quality, pages=pages))


UNREAD = result(GOOD, with_unread_pages(verdict("bild.pdf", 0.0, pages=(0.0, 0.0), origin=Origin.RECOGNISED), 2))


def results_of(data: bytes) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(data)["runs"][0]["results"]
    return found


@pytest.mark.parametrize("write", [*MACHINE, *PEOPLE])
def test_every_format_is_utf8_without_control_characters_and_always_the_same(
    write: Callable[[CheckResult], bytes],
) -> None:
    data = write(ALL)
    text = data.decode("utf-8")
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\N{RIGHT-TO-LEFT OVERRIDE}]", text) is None
    assert write(ALL) == data


def test_the_results_of_pages_carry_the_figures_of_their_pages() -> None:
    of_file, of_page, *_others = results_of(check_sarif(result(BAD)))
    assert (of_file["ruleId"], of_page["ruleId"]) == ("file-damage", "page-damage")
    assert of_file["properties"] == {"damage": 0.12, "low": 0.06, "high": 0.24}
    assert of_page["properties"] == {"damage": 0.25, "low": 0.125, "high": 0.5}


def test_text_and_html_name_and_count_the_pages_of_which_nothing_was_recognised() -> None:
    text = check_text(UNREAD, "en").decode()
    assert text.splitlines()[-3:] == [UNREAD_LINE, "1 page not recognised.", "2 files: none worse than allowed."]
    html = check_html(UNREAD, "en").decode()
    assert f"<li>{UNREAD_LINE}</li>" in html
    assert re.findall(r'<rect class="(\w+)" x=[^>]*><title>page 2: ([^<]*)', html) == [("unread", "not recognised")]
    for write in PEOPLE:
        assert "recogni" not in write(ALL).decode()


def test_the_overview_lists_no_endless_row_of_files_with_unread_pages() -> None:
    files = [with_unread_pages(verdict(f"{number}.pdf", 0.0), 1) for number in range(MOST_WORST + 2)]
    html = check_html(result(*files), "en").decode()
    assert html.count("nothing was recognised") == MOST_WORST
    assert "<li>and 2 more files</li>" in html


def test_json_and_csv_count_the_pages_of_which_nothing_was_recognised() -> None:
    content = json.loads(check_json(UNREAD))
    assert (content["unread_pages"], content["passed"]) == (1, True)
    assert [page["unread"] for page in content["files"][1]["pages"]] == [False, True]
    rows = csv.DictReader(io.StringIO(check_csv(UNREAD).decode("utf-8-sig")))
    assert [(row["page"], row["unread"]) for row in rows][2:] == [("1", "0"), ("2", "1"), ("0", "1")]


def test_every_format_of_ci_servers_shows_the_pages_of_which_nothing_was_recognised() -> None:
    (entry,) = results_of(check_sarif(UNREAD))
    assert (entry["ruleId"], entry["level"], entry["message"]) == ("page-unread", "warning", {"text": UNREAD_LINE})
    assert entry["locations"][0]["logicalLocations"] == [{"name": "page 2", "kind": "page"}]  # type: ignore[index]
    root = ElementTree.fromstring(check_junit(UNREAD))
    (case,) = (case for case in root.iter("testcase") if case.find("skipped") is not None)
    assert case.attrib == {"classname": "bild.pdf", "name": "page 2"}
    assert [place.get("skipped") for place in (root, *root)] == ["1", "0", "1"]
    assert check_github(UNREAD).decode() == f"::warning file=bild.pdf,title=ocrfix::{UNREAD_LINE}\n"
    (issue,) = json.loads(check_gitlab(UNREAD))
    assert (issue["check_name"], issue["description"]) == ("page-unread", UNREAD_LINE)
    two = with_unread_pages(verdict("bild.pdf", 0.0, pages=(0.0, 0.0)), 1, 2)
    assert len({issue["fingerprint"] for issue in json.loads(check_gitlab(result(two)))}) == 2


def test_an_empty_run_is_a_whole_report_in_every_format() -> None:
    empty = result()
    assert json.loads(check_json(empty))["files"] == []
    assert results_of(check_sarif(empty)) == []
    assert [*ElementTree.fromstring(check_junit(empty)).iter("testcase")] == []
    assert check_github(empty) == b""
    assert json.loads(check_gitlab(empty)) == []
    assert list(csv.reader(io.StringIO(check_csv(empty).decode("utf-8-sig")))) == [list(COLUMNS)]
    assert check_text(empty, "en").decode() == "0 files: none worse than allowed.\n"
    assert check_html(empty, "de").decode().rstrip().endswith("</html>")


def test_the_text_names_file_share_bounds_threshold_and_the_worst_page() -> None:
    lines = check_text(ALL, "en").decode().splitlines()
    assert lines[0] == "gut.txt: 0.20% of 1,204 words damaged (estimate, 0.10% to 0.40%)"
    assert lines[1] == (
        "antrag.pdf: 12.0% of 1,204 words damaged (estimate, 6.0% to 24.0%), above 1%, 1 page above 20%"
    )
    assert lines[2] == "  page 2: 25.0% (12.5% to 50.0%), 2 findings"
    assert lines[-2:] == ["leer.pdf: not judged (code 3)", "3 files: 2 worse than allowed."]
    assert "1.204 Wörter, davon 12,0\N{NO-BREAK SPACE}%" in check_text(ALL, "de").decode()


def test_the_text_lists_what_is_new_against_the_baseline() -> None:
    known = {"a.txt": KnownFile(0.02, 1200, frozenset(("a",)))}
    worse = verdict("a.txt", 0.03, finding("a"), finding("n", "Hauser", "Häuser"), baseline=known)
    same = verdict("a.txt", 0.02, finding("a"), baseline=known)
    text = check_text(result(worse, has_baseline=True), "en").decode()
    assert "2.0% before, 1 new finding" in text
    assert "new: page 1, line 2: Hauser → Häuser" in text
    assert "no worse than the baseline" in check_text(result(same, has_baseline=True), "en").decode()


def test_text_and_json_name_the_words_that_were_waived() -> None:
    plain = verdict("a.txt", 0.0)
    quality = replace(plain.quality, waived=(Waived(1, 2, "Kinstler", "waived-word"),))
    shown = result(replace(plain, quality=quality))
    assert "1 word waived" in check_text(shown, "en").decode()
    assert "1 Wort ausgenommen" in check_text(shown, "de").decode()
    (waived,) = json.loads(check_json(shown))["files"][0]["waived"]
    assert waived == {"page": 1, "line": 2, "text": "Kinstler", "code": "waived-word"}


def test_json_says_what_the_documentation_says() -> None:
    content = json.loads(check_json(ALL))
    assert (content["format"], content["version"], content["passed"]) == ("ocrfix-check", 1, False)
    assert [file["name"] for file in content["files"]] == ["gut.txt", "antrag.pdf", HOSTILE_NAME]
    assert content["files"][1]["pages"][1]["above"] is True
    assert content["files"][0]["waived"] == []
    assert content["failures"] == [{"name": "leer.pdf", "code": 3, "message": "the file holds no text"}]
    documented = (ROOT / "docs" / "check.md").read_text("utf-8")
    keys = {*content, *content["files"][1], *content["files"][1]["pages"][0], *content["files"][1]["findings"][0]}
    assert [key for key in sorted(keys) if f"`{key}`" not in documented] == []


def test_csv_has_a_row_a_page_and_one_a_file_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(check_csv(ALL).decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row[1] for row in rows[1:]] == ["1", "0", "1", "2", "0", "1", "0"]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[5][-3:] == ["1", "1", "0"]


def test_sarif_fits_the_models_of_the_standard() -> None:
    log = Sarif.model_validate(json.loads(check_sarif(ALL)))
    assert log.version == "2.1.0"


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="needs: npm install --no-save @microsoft/sarif-multitool")
def test_sarif_fits_the_official_schema() -> None:
    schema = json.loads(OFFICIAL.read_text("utf-8-sig"))
    jsonschema.validators.validator_for(schema)(schema).validate(json.loads(check_sarif(ALL)))


def test_sarif_rules_levels_places_and_fingerprints() -> None:
    run = json.loads(check_sarif(ALL))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["file-damage", "page-damage", "page-unread", "unknown-word"]
    assert all(rules[entry["ruleIndex"]] == entry["ruleId"] for entry in run["results"])
    whole, page, first, *_ = run["results"]
    assert (whole["ruleId"], whole["level"], page["ruleId"]) == ("file-damage", "error", "page-damage")
    assert first["partialFingerprints"] == {"ocrfixDecision/v1": "a"}
    assert "region" not in first["locations"][0]["physicalLocation"]
    assert run["results"][-1]["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 5}
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_tells_new_findings_from_old_ones() -> None:
    known = {"a.txt": KnownFile(0.02, 1200, frozenset(("a",)))}
    file = verdict("a.txt", 0.03, finding("a"), finding("n"), baseline=known)
    states = [entry.get("baselineState") for entry in results_of(check_sarif(result(file, has_baseline=True)))]
    assert states == [None, "unchanged", "new"]
    assert all("baselineState" not in entry for entry in results_of(check_sarif(result(file))))


def test_junit_counts_its_cases() -> None:
    root = ElementTree.fromstring(check_junit(ALL))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("8", "4", "1")
    assert [len(suite) for suite in root] == [int(suite.get("tests", "")) for suite in root]
    assert len(root.findall(".//failure")) == 4
    assert root.find(".//error").attrib["type"] == "exit-3"  # type: ignore[union-attr]


def test_github_gets_no_more_annotations_than_it_shows_and_no_other_command() -> None:
    many = verdict("a.txt", 0.5, *(finding(f"{number:04}", HOSTILE_WORD) for number in range(40)))
    lines = check_github(result(many, HOSTILE, failures=(FAILED,))).decode().splitlines()
    assert all(re.match("::(error|warning) file=", line) for line in lines)
    assert sum(line.startswith("::warning") for line in lines) == MOST_ANNOTATIONS
    assert "::warning file=a.txt,line=2,col=5::" in lines[3]
    page = check_github(result(BAD)).decode().splitlines()[1]
    assert page.startswith("::warning file=antrag.pdf::page 1, line 2: ")


def test_gitlab_issues_have_their_keys_and_fingerprints_of_their_own() -> None:
    issues = json.loads(check_gitlab(ALL))
    assert {tuple(issue) for issue in issues} == {("description", "check_name", "fingerprint", "severity", "location")}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 7
    assert {issue["severity"] for issue in issues} == {"blocker", "major", "minor"}


def test_the_overview_draws_every_page_and_loads_nothing() -> None:
    text = check_html(ALL, "de").decode()
    assert len(re.findall('<rect class="s[0-5]" x=', text)) == 4
    assert "<script" not in text
    assert re.search(r"(src|href)=\"(?!#)|url\(|@import|https?:", text) is None
    assert "default-src 'none'" in text
    assert "Es wurde keine Baseline angegeben." in text


def test_the_overview_shows_the_trend_against_a_baseline() -> None:
    known = {"a.txt": KnownFile(0.02, 1, frozenset()), "b.txt": KnownFile(0.05, 1, frozenset())}
    files = (verdict("a.txt", 0.03, baseline=known), verdict("b.txt", 0.01, baseline=known), verdict("c.txt", 0.0))
    text = check_html(result(*files, has_baseline=True), "en").decode()
    assert all(part in text for part in ("1 file better", "1 file worse", "1 file new"))
    assert "a.txt: 2.0% before, 3.0% now" in text


def test_a_huge_archive_stays_a_file_that_opens() -> None:
    files = tuple(verdict(f"{number}.pdf", number / 1000, pages=(0.1,) * 500) for number in range(300))
    data = check_html(result(*files), "en")
    assert len(data) < 12_000_000
    assert "and 100 more files" in data.decode()


@pytest.mark.parametrize(("share", "step"), [(0.0, 0), (0.003, 1), (0.0299, 2), (0.03, 3), (0.2, 4), (1.0, 5)])
def test_the_colours_have_bounds(share: float, step: int) -> None:
    assert step_of(share) == step


@pytest.mark.parametrize("code", REASONS)
def test_every_kind_has_a_title_without_places(code: str) -> None:
    assert "{" not in kind_title(code, "de") + kind_title(code, "en")


def test_numbers_are_written_as_the_language_does() -> None:
    assert share_in_words(0.0004, "en") == "0.04%"
    assert share_in_words(0.0, "en") == "0.0%"


def test_pages_that_were_chosen_have_no_lines_in_the_file() -> None:
    chosen = verdict("a.txt", 0.5, finding("1", page=2), pages=(0.5,))
    pages = tuple(replace(page, number=2) for page in chosen.quality.pages)
    found = result(replace(chosen, quality=replace(chosen.quality, pages=pages)))
    assert "region" not in check_sarif(found).decode()
    assert b"::warning file=a.txt::page 2, line 2: " in check_github(found)
