from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from ocrfix.extract.pictures import PagePicture
from ocrfix.messages import Language
from ocrfix.model import Action, Box, CandidateKind, CorrectionResult, Level, Page, PlacedWord, Reason, Span
from ocrfix.report.html import _script, report_html
from ocrfix.report.workplace_words import WORDS

from .example import decision, example, one_page, ranked, result_of

VOID = {"meta", "br", "input", "link", "img"}


class Outline(HTMLParser):
    """Checks nesting and gathers elements, identifiers and texts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def html_of(result: CorrectionResult, language: Language = "de") -> str:
    return report_html(result, "0.1.0", language).decode()


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def record_in(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="record">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    record: dict[str, Any] = json.loads(found[1])
    return record


@pytest.mark.parametrize("language", ["de", "en"])
def test_elements_are_nested_and_the_language_is_named(language: Language) -> None:
    elements = outline(html_of(example(), language)).elements
    assert ("html", {"lang": language}) in elements


def test_the_policy_names_style_and_script_by_their_hashes_and_allows_nothing_else() -> None:
    html = html_of(example())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    plain = policy.group(1).replace("&#39;", "'").replace("&#43;", "+")
    for tag, directive, count in (("style", "style-src", 1), ("script", "script-src", 2)):
        contents = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(contents) == count
        allowed = re.search(rf"{directive} ([^;]*)", plain)
        assert allowed is not None
        digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in contents]
        assert allowed[1].split() == [f"'sha256-{digest}'" for digest in digests]
    assert "default-src &#39;none&#39;" in policy.group(1) or "default-src 'none'" in policy.group(1)
    assert "unsafe" not in policy.group(1)


def test_nothing_is_loaded_and_no_element_has_style_or_handlers_of_its_own() -> None:
    html = html_of(example())
    for tag, attributes in outline(html).elements:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base", "form"}
        assert not {name for name in attributes if name.startswith("on") or name in {"style", "src", "srcset"}}
        assert attributes.get("type") != "module"
        assert (attributes.get("href") or "#").startswith("#")
    assert "http:" not in html
    assert "https:" not in html
    assert "url(" not in html


def test_markup_in_every_place_of_a_document_is_escaped() -> None:
    evil = "<script>alert(1)</script>&amp;\"'{{ 7 * 7 }}{% raw %}"
    page = Page(1, evil + " fir " + evil + "\n", origin_reason=evil)
    doubt = decision(
        page,
        evil,
        evil + "x",
        nth=1,
        action=Action.SUGGEST,
        level=Level.REVIEW,
        alternatives=(ranked(evil, CandidateKind.KEEP, 0.1),),
        reasons=(Reason(evil, evil),),
    )
    change = decision(page, "fir", evil, reasons=(Reason("name", evil), Reason("unknown-word", "x")))
    html = html_of(result_of([page], [change, doubt], name=evil))
    assert html.count("<script>") == 2
    assert "alert(1)</script>" not in html.replace("&lt;/script&gt;", "")
    assert "{{ 7 * 7 }}" in html
    assert {entry["a"] for entry in record_in(html)["entries"]} == {evil, evil + "x"}
    assert outline(html).elements


@pytest.mark.parametrize(
    "character",
    [
        "\x1b",
        "\0",
        "\r",
        "\f",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\N{ZERO WIDTH SPACE}",
        "\N{SOFT HYPHEN}",
        "\N{LINE SEPARATOR}",
        "\ue000",
    ],
)
def test_hidden_characters_are_shown_wherever_they_stand(character: str) -> None:
    text = f"a{character}b fir{character}\n"
    html = html_of(one_page(text, (f"fir{character}", f"für{character}"), name=f"x{character}y.txt"))
    assert character not in html
    assert html.count(f">U+{ord(character):04X}</span>") >= 3
    assert record_in(html)["entries"][0]["a"] == f"für{character}"


def test_a_change_stands_in_its_line_with_its_reasons_and_in_the_text_with_what_was_read() -> None:
    html = html_of(example())
    record = record_in(html)
    entry = next(each for each in record["entries"] if each["b"] == "fir")
    assert (entry["x"], entry["a"], entry["p"], entry["l"]) == (
        ["dung ", " den Zeitraum maBgeblich. Die Mittel fir das Jahr"],
        "für",
        1,
        6,
    )
    assert [record["reasons"][number] for number in entry["r"]] == ["„fir“ steht in keinem Wörterbuch"]
    assert '<a href="#e4" title="statt „fir“">für</a></ins> den Zeitraum' in html


def test_series_go_from_doubts_over_changes_to_odd_words() -> None:
    series = record_in(html_of(example()))["series"]
    assert [each["s"] for each in series] == sorted(
        (each["s"] for each in series), key=["open", "changed", "noticed"].index
    )
    assert ["„ü“ als „i“ gelesen", 3] in [[each["t"], len(each["e"])] for each in series]
    assert sorted(number for each in series for number in each["e"]) == list(range(1, 13))


def test_doubts_stand_with_their_alternatives_the_most_doubtful_first() -> None:
    record = record_in(html_of(example()))
    first = record["series"][0]
    doubts = [record["entries"][number - 1] for number in first["e"]]
    assert [each["b"] for each in doubts] == ["Strale", "fuhrt"]
    assert doubts[0]["o"] == [["Strahle", "31\N{NO-BREAK SPACE}%"]]


def test_odd_words_without_a_proposal_are_listed_and_not_counted_as_doubts() -> None:
    html = html_of(example())
    record = record_in(html)
    assert [each["b"] for each in record["entries"] if each["s"] == "noticed"] == ["Bohnhof"]
    assert 'class="odd"><a href="#e8">Bohnhof</a></mark>' in html
    assert 'Prüfen <span class="badge" id="open-left">2</span>' in html


def test_a_reason_of_a_page_that_has_no_german_is_marked_as_english() -> None:
    page = Page(1, "a\n", origin_reason="by a new way")
    assert '<span class="quiet" lang="en">by a new way</span>' in html_of(result_of([page], []))
    assert 'lang="en">by a new way' not in html_of(result_of([page], []), "en")


def test_the_summary_says_the_damage_in_words() -> None:
    html = html_of(example())
    assert '<span>„ü“ als „i“ gelesen</span><span class="quiet">4-mal</span>' in html
    assert "9 Stellen wurden berichtigt; 2 Stellen sollten Sie selbst ansehen." in html


def test_the_whole_corrected_text_is_in_the_report() -> None:
    html = html_of(example())
    sheets = re.findall(r'<div class="sheet" lang="de">(.*?)</div>', html, re.DOTALL)
    plain = [re.sub(r"<[^>]*>", "", sheet) for sheet in sheets]
    assert plain[0].startswith("Antwort der Bundesregierung\nauf die Kleine Anfrage")
    assert "Nach § 5 Absatz 2 ist die Rückmeldung\n für den Zeitraum maßgeblich." in plain[0]
    assert plain[1].endswith("geprüft.\n")


def test_a_document_without_changes_says_so() -> None:
    html = html_of(one_page("Alles gut.\n"))
    assert "Nichts wurde geändert; offene Zweifel gibt es nicht." in html
    assert record_in(html)["series"] == []


def test_a_removed_character_leaves_a_mark_in_the_text() -> None:
    html = html_of(one_page("a | b\n", ("| ", "")))
    assert "\N{CARET}" in html.partition('<section id="text"')[2]


def test_many_pages_are_named_as_ranges_and_linked() -> None:
    pages = [Page(number, f"Seite {number}\n") for number in range(1, 6)]
    html = html_of(result_of(pages, []))
    assert '<article class="page" id="p5"' in html
    assert "Seiten 1–5" in html


def test_the_same_result_gives_the_same_bytes() -> None:
    assert report_html(example(), "0.1.0", "de") == report_html(example(), "0.1.0", "de")


def test_pictures_are_inert_blocks_and_boxes_count_in_their_pixels() -> None:
    page = Page(
        1, "fir Heimat", (PlacedWord(Span(0, 3), Box(10, 20, 30, 32)), PlacedWord(Span(4, 10), Box(34, 20, 80, 32)))
    )
    result = result_of([page], [decision(page, "fir", "für")])
    picture = PagePicture(1, b"RIFF</script>", 200, 300, 2.0)
    html = report_html(result, "0.1.0", "de", [picture]).decode()
    assert '<script type="application/octet-stream" id="i1">UklGRjwvc2NyaXB0Pg==</script>' in html
    record = record_in(html)
    assert record["pages"] == [[1, 200, 300]]
    assert record["entries"][0]["w"] == [[20, 40, 40, 24]]
    assert record_in(html_of(result))["entries"][0]["w"] == []


@pytest.mark.parametrize(
    ("name", "download"),
    [
        ("antwort.pdf", "antwort.decisions.jsonl"),
        ("../../etc/passwd", "passwd.decisions.jsonl"),
        ("C:\\akten\\a b.pdf", "a_b.decisions.jsonl"),
        ("..", "ocrfix.decisions.jsonl"),
        ("<img>\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "img_fdp.decisions.jsonl"),
        ("", "ocrfix.decisions.jsonl"),
        ("x" * 300 + ".pdf", "x" * 100 + ".decisions.jsonl"),
    ],
)
def test_the_file_of_decisions_is_named_after_the_document_and_is_no_path(name: str, download: str) -> None:
    page = Page(1, "fir\n")
    assert record_in(html_of(result_of([page], [decision(page, "fir", "für")], name=name)))["download"] == download


def test_the_script_asks_for_nothing_and_makes_no_markup_of_text() -> None:
    script = _script()
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
        "XMLHttpRequest",
        "import(",
    ):
        assert way not in script
    assert "</" not in script


def test_the_script_says_only_what_has_words_and_no_words_are_idle() -> None:
    script = _script()
    used = set(re.findall(r'say\((?:[^"()]*\? )?"([a-z-]+)"', script)) | set(
        re.findall(r'"((?:all-|accept-|reject-)[a-z]+)"', script)
    )
    used |= {
        "confirm",
        "accept",
        "undo-change",
        "reject",
        "right",
        "stored",
        "not-stored",
        "line-end",
        "hidden-character",
    }
    prefixed = {key for key in WORDS if key.startswith(("status-", "decided-"))}
    assert set(WORDS) - used - prefixed == set()
    assert used - set(WORDS) == set()
