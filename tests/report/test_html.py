from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from ocrfix.model import Action, CandidateKind, CorrectionResult, Level, Page, Reason
from ocrfix.report.html import report_html
from ocrfix.report.phrases import Language

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


@pytest.mark.parametrize("language", ["de", "en"])
def test_elements_are_nested_and_the_language_is_named(language: Language) -> None:
    elements = outline(html_of(example(), language)).elements
    assert ("html", {"lang": language}) in elements


def test_the_policy_names_style_and_script_by_their_hashes_and_allows_nothing_else() -> None:
    html = html_of(example())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content.group(1).encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy.group(1).replace("&#39;", "'").replace("&#43;", "+")
    assert "default-src &#39;none&#39;" in policy.group(1) or "default-src 'none'" in policy.group(1)
    assert "unsafe" not in policy.group(1)


def test_nothing_is_loaded_and_no_element_has_style_or_handlers_of_its_own() -> None:
    html = html_of(example())
    for tag, attributes in outline(html).elements:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base", "form"}
        assert not {name for name in attributes if name.startswith("on") or name in {"style", "src", "srcset"}}
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
    assert html.count("<script>") == 1
    assert "alert(1)</script>" not in html.replace("&lt;/script&gt;", "")
    assert "{{ 7 * 7 }}" in html
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
    assert html.count(f">U+{ord(character):04X}</span>") >= 6


def test_a_change_shows_what_stood_there_and_what_stands_there_now_in_its_line() -> None:
    html = html_of(example())
    assert (
        'dung <del><span class="spoken">entfernt: </span>fir</del><span class="gap"> </span>'
        '<ins><span class="spoken">eingefügt: </span>für</ins> den Zeitraum <span class="also">maßgeblich</span>.'
    ) in html


def test_series_stand_with_their_counts_the_longest_first() -> None:
    titles = re.findall(r"<summary><h3>([^<]*)</h3> <span class=\"badge\">([^<]*)</span>", html_of(example()))
    assert titles[0] == ("„ü“ als „i“ gelesen", "3 Änderungen")
    assert ("Zusammengerückte Wörter getrennt", "1 Änderung") in titles


def test_doubts_stand_with_their_alternatives_the_most_doubtful_first() -> None:
    doubts = html_of(example()).partition('<section id="doubts"')[2].partition("</section>")[0]
    assert doubts.index("Strale") < doubts.index("fuhrt")
    assert "Strahle" in doubts
    assert "so belassen" in doubts


def test_odd_words_without_a_proposal_are_listed_and_not_counted_as_doubts() -> None:
    html = html_of(example())
    doubts = html.partition('<section id="doubts"')[2].partition("</section>")[0]
    assert '<h3>Auffällig, ohne Vorschlag</h3> <span class="badge">1</span>' in doubts
    assert '<mark><span class="spoken">auffällig: </span>Bohnhof</mark>' in doubts
    assert 'Offene Zweifel <span class="badge">2</span>' in html


def test_a_reason_of_a_page_that_has_no_german_is_marked_as_english() -> None:
    page = Page(1, "a\n", origin_reason="by a new way")
    assert '<span class="quiet" lang="en">by a new way</span>' in html_of(result_of([page], []))
    assert 'lang="en">by a new way' not in html_of(result_of([page], []), "en")


def test_the_summary_says_the_damage_in_words() -> None:
    html = html_of(example())
    assert '<span>„ü“ als „i“ gelesen</span><span class="label">4-mal</span>' in html
    assert "9 Stellen wurden berichtigt; 2 Stellen sollten Sie selbst ansehen." in html


def test_the_whole_corrected_text_is_in_the_report() -> None:
    html = html_of(example())
    sheets = re.findall(r'<div class="sheet" lang="de">(.*?)</div>', html, re.DOTALL)
    plain = [re.sub(r"<[^>]*>", "", re.sub(r'<span class="spoken">.*?</span>', "", sheet)) for sheet in sheets]
    assert plain[0].startswith("Antwort der Bundesregierung\nauf die Kleine Anfrage")
    assert "Nach § 5 Absatz 2 ist die Rückmeldung\n für den Zeitraum maßgeblich." in plain[0]
    assert plain[1].endswith("geprüft.\n")


def test_a_document_without_changes_says_so() -> None:
    html = html_of(one_page("Alles gut.\n"))
    assert "Nichts wurde geändert; offene Zweifel gibt es nicht." in html
    assert "Keine Stelle blieb offen." in html


def test_a_removed_character_leaves_a_mark_in_the_text() -> None:
    html = html_of(one_page("a | b\n", ("| ", "")))
    assert "\N{CARET}" in html.partition('<section id="text"')[2]


def test_many_pages_are_folded_and_still_linked() -> None:
    pages = [Page(number, f"Seite {number}\n") for number in range(1, 6)]
    html = html_of(result_of(pages, []))
    assert '<details class="page" id="p5">' in html
    assert "Seiten 1–5" in html


def test_the_same_result_gives_the_same_bytes() -> None:
    assert report_html(example(), "0.1.0", "de") == report_html(example(), "0.1.0", "de")
