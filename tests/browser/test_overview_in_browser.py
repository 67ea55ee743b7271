"""The overview of an archive in a real browser: nothing loaded, nothing complained, readable everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ocrfix.messages import Language
from ocrfix.quality.baseline import KnownFile
from ocrfix.quality.gate import CheckResult
from ocrfix.report.overview import check_html

from ..report.test_check_reports import ALL, finding, result, verdict
from .chromium import MISSING, Browser, is_installed, running_browser
from .test_report_in_browser import CONTRAST

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not is_installed(), reason=MISSING)]

KNOWN = {"a.txt": KnownFile(0.02, 1, frozenset()), "b.txt": KnownFile(0.05, 1, frozenset())}
TREND = result(
    verdict("a.txt", 0.03, finding("n", "Hauser", "Häuser"), pages=(0.01, 0.05, 0.2) * 30, baseline=KNOWN),
    verdict("b.txt", 0.01, baseline=KNOWN),
    verdict("ein/sehr/langer/name/" + "x" * 200 + ".txt", 0.4, baseline=KNOWN),
    has_baseline=True,
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running_browser(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


def opened(browser: Browser, folder: Path, shown: CheckResult, language: Language = "de") -> str:
    path = folder / "zustand.html"
    path.write_bytes(check_html(shown, language))
    browser.open("about:blank")
    browser.console()
    browser.requests()
    browser.open(path.as_uri())
    return path.as_uri()


@pytest.mark.parametrize("shown", [ALL, TREND, result()], ids=["hostile", "trend", "empty"])
def test_the_page_loads_itself_only_and_complains_about_nothing(
    browser: Browser, tmp_path: Path, shown: CheckResult
) -> None:
    address = opened(browser, tmp_path, shown)
    assert browser.console() == []
    assert browser.requests() == [address]
    assert browser.run("return document.scripts.length + document.images.length") == 0


def test_boxes_have_colours_and_say_what_they_are(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, TREND, "en")
    fills = browser.run(
        "return [...new Set([...document.querySelectorAll('.map rect')].map(box => getComputedStyle(box).fill))]"
    )
    assert len(fills) == 4
    assert browser.run("return document.querySelector('.map rect title').textContent") == "page 1: 40.0%"
    labels = browser.run(
        "return [...document.querySelectorAll('svg[role=img]')].map(s => s.getAttribute('aria-label'))"
    )
    assert all(labels)
    assert any("a.txt: 2.0% before, 3.0% now" in label for label in labels)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("shown", [ALL, TREND], ids=["hostile", "trend"])
def test_a_narrow_phone_never_scrolls_sideways(
    browser: Browser, tmp_path: Path, shown: CheckResult, language: Language
) -> None:
    browser.resize(320, 640)
    opened(browser, tmp_path, shown, language)
    content, window = browser.run("return [document.documentElement.scrollWidth, innerWidth]")
    browser.resize(1100, 900)
    assert content <= window == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: Browser, tmp_path: Path, scheme: str) -> None:
    browser.prefer(scheme)
    opened(browser, tmp_path, TREND)
    low = browser.run(CONTRAST)
    browser.prefer("light")
    assert low == []


def test_headings_and_landmarks_lead_a_screen_reader(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, TREND, "en")
    tree = browser.command("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in tree if "role" in node}
    assert {"banner", "navigation", "main", "contentinfo", "table", "columnheader", "rowheader"} <= roles
    levels = browser.run("return Array.from(document.querySelectorAll('h1,h2,h3')).map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = browser.run("return Array.from(document.querySelectorAll('[id]')).map(each => each.id)")
    assert len(names) == len(set(names))


def test_it_prints_on_white_paper(browser: Browser, tmp_path: Path) -> None:
    import pypdfium2

    browser.prefer("dark")
    opened(browser, tmp_path, TREND, "en")
    printed = browser.printed()
    browser.prefer("light")
    document = pypdfium2.PdfDocument(printed)
    try:
        text = "".join(document[index].get_textpage().get_text_range() for index in range(len(document)))
        corner = document[0].render(scale=0.5).to_pil().convert("RGB").getpixel((5, 5))
    finally:
        document.close()
    assert "Worst files" in text
    assert corner == (255, 255, 255)
