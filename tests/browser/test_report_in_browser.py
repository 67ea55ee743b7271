from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ocrfix.messages import Language
from ocrfix.model import CorrectionResult, Page, Reason
from ocrfix.report.html import report_html

from ..report.example import decision, example, result_of
from .chromium import MISSING, Browser, is_installed, running_browser

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not is_installed(), reason=MISSING)]

HOSTILE = (
    "<script>document.title='owned'</script> fir <img src=x onerror=\"document.title='owned'\">\n"
    "\N{RIGHT-TO-LEFT OVERRIDE}gnudnewlliweB\x1b[31m " + "Donaudampfschifffahrt" * 40 + "\n"
    "</div></details></main><style>body{display:none}</style>{{ 7 * 7 }} http://example.org/x.png\n"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running_browser(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


def hostile() -> CorrectionResult:
    page = Page(1, HOSTILE, origin_reason="<script>document.title='owned'</script>")
    change = decision(page, "fir", "<b>für</b>", reasons=(Reason("<script>", "x" * 300),))
    return result_of([page], [change], name="../<script>document.title='owned'</script>\N{RIGHT-TO-LEFT OVERRIDE}.pdf")


def opened(browser: Browser, folder: Path, result: CorrectionResult, language: Language = "de") -> str:
    path = folder / "bericht.html"
    path.write_bytes(report_html(result, "0.1.0", language))
    browser.open("about:blank")
    browser.allow_scripts(True)
    browser.console()
    browser.requests()
    browser.open(path.as_uri())
    return path.as_uri()


@pytest.mark.parametrize("result", [example(), hostile()], ids=["example", "hostile"])
def test_the_page_loads_itself_only_and_complains_about_nothing(
    browser: Browser, tmp_path: Path, result: CorrectionResult
) -> None:
    address = opened(browser, tmp_path, result)
    assert browser.console() == []
    assert browser.requests() == [address]


def test_markup_in_a_document_is_text(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, hostile())
    assert "owned" not in browser.run("return document.title").replace("document.title='owned'", "")
    assert browser.run("return document.scripts.length") == 3
    assert browser.run("return document.images.length") == 0
    assert browser.run("return getComputedStyle(document.body).display") == "block"
    browser.run("location.hash = '#text'")
    browser.wait_for("return document.body.dataset.view === 'text'")
    assert "<script>document.title='owned'</script>" in browser.run("return document.body.innerText")
    browser.run("location.hash = '#e1'")
    browser.wait_for("return document.body.dataset.view === 'review'")
    assert "<b>für</b>" in browser.run("return document.querySelector('.card').innerText")
    assert browser.run("return document.querySelectorAll('.card b, .card script, .card img').length") == 0


@pytest.mark.parametrize("result", [example(), hostile()], ids=["example", "hostile"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_narrow_phone_never_scrolls_sideways(
    browser: Browser, tmp_path: Path, result: CorrectionResult, language: Language
) -> None:
    browser.resize(320, 640)
    opened(browser, tmp_path, result, language)
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    widths = {}
    for view in ("review", "text", "summary"):
        browser.run(f"location.hash = '#{view}'")
        browser.wait_for(f"return document.body.dataset.view === '{view}'")
        widths[view] = browser.run("return [document.documentElement.scrollWidth, innerWidth]")
    browser.resize(1100, 900)
    assert all(window == 320 and content <= window for content, window in widths.values()), widths


def test_without_scripts_everything_can_still_be_read(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bericht.html"
    path.write_bytes(report_html(example(), "0.1.0", "de"))
    browser.open("about:blank")
    browser.allow_scripts(False)
    browser.open(path.as_uri())
    browser.allow_scripts(True)
    assert browser.run("return document.getElementById('review').hidden") is True
    assert browser.run("return document.getElementById('text').checkVisibility()") is True
    text = " ".join(browser.run("return document.body.textContent").split())
    assert "dung für den Zeitraum maßgeblich" in text.replace("Rückmel ", "")
    assert "Ohne JavaScript lesen Sie hier den ganzen Text" in text
    assert browser.run("return document.querySelector('#t4 a').title") == "statt „fir“"


def test_every_mark_leads_to_its_entry_and_back(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, example())
    links = "document.querySelectorAll('.sheet a, .card .meta a')"
    count = browser.run(f"return {links}.length")
    for number in range(1, 13):
        browser.run(f"location.hash = '#t{number}'")
        browser.wait_for("return document.body.dataset.view === 'text'")
        browser.run(f"document.querySelector('#t{number} a').click()")
        browser.wait_for(f"return document.querySelector('#e{number}[aria-current]') !== null")
    names = browser.run("return Array.from(document.querySelectorAll('[id]')).map(each => each.id)")
    assert count > 12
    assert len(names) == len(set(names))


def test_it_prints_on_paper_with_everything_unfolded_and_no_dark_ground(browser: Browser, tmp_path: Path) -> None:
    import pypdfium2

    pages = [Page(number, f"fir Heimat {number}\n") for number in range(1, 6)]
    browser.prefer("dark")
    opened(browser, tmp_path, result_of(pages, [decision(page, "fir", "für") for page in pages]))
    printed = browser.printed()
    browser.prefer("light")
    document = pypdfium2.PdfDocument(printed)
    try:
        text = "".join(document[index].get_textpage().get_text_range() for index in range(len(document)))
        corner = document[0].render(scale=0.5).to_pil().convert("RGB").getpixel((5, 5))
    finally:
        document.close()
    assert all(f"für Heimat {number}" in text for number in range(1, 6))
    assert text.count("nicht entschieden") == 5
    assert corner == (255, 255, 255)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: Browser, tmp_path: Path, scheme: str) -> None:
    browser.prefer(scheme)
    opened(browser, tmp_path, example())
    low = browser.run(CONTRAST)
    browser.prefer("light")
    assert low == []


def test_headings_and_landmarks_lead_a_screen_reader(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, example(), "en")
    tree = browser.command("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if "role" in node]
    names = [node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "heading"]
    assert {"banner", "navigation", "main", "contentinfo", "mark", "status"} <= set(roles)
    assert {"Review", "Single places"} <= set(names)
    levels = browser.run("return Array.from(document.querySelectorAll('h1,h2,h3')).map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


# WCAG 2.2: relative luminance and the ratio 4.5 for text, measured on every element that has text of its own.
CONTRAST = """
const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const parse = colour => colour.match(/[\\d.]+/g).map(Number);
const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
function ground(element) {
  for (let each = element; each; each = each.parentElement) {
    const colour = parse(getComputedStyle(each).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
}
const low = [];
for (const element of document.body.querySelectorAll("*")) {
  if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
  if (!element.checkVisibility() || element.tagName === "SCRIPT") continue;
  const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) low.push(element.tagName + "." + element.className + " " + ratio.toFixed(2));
}
return low;
"""
