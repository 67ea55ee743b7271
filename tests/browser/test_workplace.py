"""A clerk's way through a report in a real Chromium: settle by keys, edit, reload, save, and apply what was decided."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ocrfix.extract.pictures import page_pictures
from ocrfix.report.html import report_html

from ..cli.conftest import runner
from ..report.example import example
from .chromium import MISSING, Browser, is_installed, running_browser
from .long_document import LAYER_ONLY, corrected, repeated, repeated_pictures

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not is_installed(), reason=MISSING)]

SHARED = Path(__file__).parents[3] / "shared"
SAMPLE = Path(__file__).parents[2] / "samples" / "kleine-anfrage.eng-layer.pdf"
SHARED_PDF = SHARED / "pdf" / "antwort-bt-2025-10-01-21-1955.eng-layer.pdf"
ENTER, ESCAPE = "\ue007", "\ue00c"
INPUTS = [
    pytest.param(SAMPLE, id="sample"),
    pytest.param(
        SHARED_PDF,
        id="shared",
        marks=[pytest.mark.shared, pytest.mark.skipif(not SHARED_PDF.is_file(), reason="needs ../shared/pdf")],
    ),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running_browser(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


def opened(browser: Browser, path: Path) -> str:
    browser.resize(1440, 900)
    browser.open("about:blank")
    browser.console()
    browser.requests()
    browser.open(path.as_uri())
    browser.wait_for("return document.body.dataset.view !== 'all'")
    return path.as_uri()


def report_of_example(browser: Browser, folder: Path) -> None:
    path = folder / "bericht.html"
    path.write_bytes(report_html(example(), "0.1.0", "de"))
    opened(browser, path)
    browser.run("localStorage.clear()")  # all files share it
    browser.reload()
    browser.wait_for("return document.body.dataset.view === 'review'")


def current(browser: Browser) -> dict[str, Any]:
    """Give the entry whose card is the current one, as the record has it, with its number."""
    found: dict[str, Any] = browser.run(
        "const record = JSON.parse(document.getElementById('record').textContent);"
        "const number = Number(document.querySelector('.card[aria-current]').dataset.entry);"
        "return {...record.entries[number - 1], number}"
    )
    return found


def progress(browser: Browser) -> str:
    return str(browser.run("return document.getElementById('progress-words').textContent"))


def open_series(browser: Browser, title: str, status: str = "changed") -> None:
    browser.click(f"#status-{status}")
    position = browser.run(
        "return [...document.querySelectorAll('#series .name')].findIndex(each => each.textContent === arguments[0])",
        title,
    )
    assert position >= 0, title
    browser.click(f"#series button[data-series='{position}']")


@pytest.mark.parametrize("source", INPUTS)
def test_what_is_decided_in_the_browser_is_the_text_that_apply_writes(
    browser: Browser, tmp_path: Path, source: Path
) -> None:
    program = runner(["-m", "ocrfix"], tmp_path)
    arguments = (source, "--ocr", "never", "--quiet")
    assert program("fix", *arguments, env={"LC_ALL": "de_DE.UTF-8"}).returncode == 0
    stem = source.name.removesuffix(".pdf")
    unasked = (tmp_path / "ocrfix-out" / f"{stem}.txt").read_text("utf-8")
    address = opened(browser, tmp_path / "ocrfix-out" / f"{stem}.report.html")
    browser.download_into(tmp_path)

    open_series(browser, "„ä“ als „a“ gelesen")
    series = browser.run("return document.querySelectorAll('.card').length")
    taken_back = current(browser)
    browser.press("r")
    browser.press("A")
    assert f"{series} Änderungen nachgesehen" in progress(browser)
    edited = current(browser)
    assert edited["id"] != taken_back["id"]
    browser.press("e")
    browser.run("document.querySelector('.typing input').value = ''")
    browser.press(*"Prüfwort", ENTER)
    before = progress(browser)
    browser.reload()
    browser.wait_for("return document.body.dataset.view === 'review'")
    assert progress(browser) == before
    assert browser.run(f"return document.getElementById('t{edited['number']}').textContent") == "Prüfwort"
    browser.press("s")
    decisions = tmp_path / f"{stem}.decisions.jsonl"
    browser.wait_for("return document.getElementById('message').textContent.includes('gesichert')")
    wait_for_file(browser, decisions)
    assert browser.console() == []
    assert [each for each in browser.requests() if not each.startswith("blob:")] == [address, address]

    lines = [json.loads(line) for line in decisions.read_text("utf-8").splitlines()]
    assert len(lines) == series + 1
    assert program("apply", decisions, *arguments, "--out-dir", "entschieden").returncode == 0
    decided = (tmp_path / "entschieden" / f"{stem}.txt").read_bytes()
    assert decided.decode() == expected_text(unasked, browser, taken_back, edited)
    assert program("apply", decisions, *arguments, "--out-dir", "entschieden").returncode == 0
    assert (tmp_path / "entschieden" / f"{stem}.txt").read_bytes() == decided


def expected_text(unasked: str, browser: Browser, taken_back: dict[str, Any], edited: dict[str, Any]) -> str:
    """Take one change out of the text that ``fix`` wrote and type one word, counted by the marks in the report."""
    pages = unasked.split("\f")
    record = browser.run("return JSON.parse(document.getElementById('record').textContent)")
    for entry, wanted in ((taken_back, taken_back["b"]), (edited, "Prüfwort")):
        stands = entry["a"] if entry["s"] == "changed" else entry["b"]
        earlier = [
            (each["a"] if each["s"] == "changed" else each["b"])
            for each in record["entries"][: entry["number"] - 1]
            if each["p"] == entry["p"]
        ]
        text, position = pages[entry["p"] - 1], 0
        for word in earlier:
            place = text.find(word, position)
            position = place + len(word) if place >= 0 and word == stands else position
        place = text.index(stands, position)
        pages[entry["p"] - 1] = text[:place] + wanted + text[place + len(stands) :]
    return "\f".join(pages)


def wait_for_file(browser: Browser, path: Path) -> None:
    for _ in range(200):
        if path.is_file() and path.read_bytes().endswith(b"\n"):
            return
        browser.pause(50)
    raise AssertionError(f"{path.name} was not saved")


def test_words_are_cut_out_of_the_picture_of_their_page(browser: Browser, tmp_path: Path) -> None:
    result = corrected(SAMPLE)
    path = tmp_path / "bericht.html"
    path.write_bytes(report_html(result, "0.1.0", "de", page_pictures(SAMPLE, result.document.pages, LAYER_ONLY)))
    opened(browser, path)
    dark = (
        "const canvas = document.querySelector(arguments[0]);"
        "const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
        "let count = 0; for (let at = 0; at < data.length; at += 4) if (data[at] < 100 && data[at + 3]) count += 1;"
        "return canvas.width > 1 && count > 50"
    )
    browser.wait_for(dark.replace("arguments[0]", "'.card[aria-current] .crop'"))
    browser.wait_for(dark.replace("arguments[0]", "'#preview-page'"))
    browser.run("location.hash = '#text'")
    browser.wait_for(dark.replace("arguments[0]", "'.picture canvas'"))


def test_every_deed_has_a_key_and_a_button_and_can_be_undone(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    assert progress(browser) == "0 von 2 Zweifeln entschieden"
    assert current(browser)["b"] == "Strale"
    browser.press("1")
    assert progress(browser) == "1 von 2 Zweifeln entschieden"
    assert browser.run("return document.querySelector('#e10 .state').textContent").startswith(
        "✓ Selbst eingegeben: Strahle"
    )
    browser.press("u")
    assert progress(browser) == "0 von 2 Zweifeln entschieden"
    assert current(browser)["b"] == "Strale"
    browser.click("#e10 [data-do='accept']")
    assert browser.run("return document.querySelector('#t10').textContent") == "Straße"
    browser.click("#e7 [data-do='reject']")
    assert progress(browser) == "2 von 2 Zweifeln entschieden"
    browser.click("#undo")
    browser.click("#e7 [data-do='lexicon']")
    browser.run("location.hash = '#e7'")
    browser.wait_for("return document.querySelector('#e7[aria-current]') !== null")
    assert "kommt ins Wörterbuch: fuhrt" in browser.run("return document.querySelector('#e7 .state').textContent")
    browser.run("location.hash = '#e10'")
    browser.wait_for("return document.querySelector('#e10[aria-current]') !== null")
    browser.click("#e10 [data-do='withdraw']")
    assert progress(browser) == "1 von 2 Zweifeln entschieden"
    assert browser.run("return document.querySelector('#t10').textContent") == "Strale"


def test_a_whole_series_is_settled_at_once_and_undone_at_once(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    open_series(browser, "„ü“ als „i“ gelesen")
    browser.click("#reject-all")
    assert "3 Änderungen nachgesehen" in progress(browser)
    assert browser.run("return document.querySelector('#t4').textContent") == "fir"
    browser.press("u")
    assert progress(browser) == "0 von 2 Zweifeln entschieden"
    assert browser.run("return document.querySelector('#t4').textContent") == "für"


def test_typing_can_be_left_and_a_text_that_says_the_same_is_no_edit(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    browser.press("e", "a", ESCAPE)
    assert progress(browser) == "0 von 2 Zweifeln entschieden"
    browser.press("e", ENTER)
    assert browser.run("return document.querySelector('#e10 .state').textContent").startswith(
        "✓ Entschieden: bleibt Strale"
    )


def test_controls_of_a_pasted_text_are_left_out(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    browser.press("e")
    browser.run("document.querySelector('.typing input').value = 'Stra\\fße\\u001b'")
    browser.press(ENTER)
    assert "Straße" in browser.run("return document.querySelector('#e10 .state').textContent")


def test_filters_that_the_browser_restores_on_the_way_back_hold(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    browser.click("#status-noticed")
    listed = "return document.querySelectorAll('#series button').length"
    assert browser.run(listed) == 1
    browser.open("about:blank")
    browser.back()
    browser.wait_for("return document.body.dataset.view === 'review' && document.readyState === 'complete'")
    is_restored = browser.run("return document.getElementById('status-noticed').checked")
    assert (browser.run(listed) == 1) == is_restored


def search_for(browser: Browser, text: str) -> None:
    browser.run(
        "const field = document.getElementById('search'); field.value = arguments[0];"
        "field.dispatchEvent(new Event('input'))",
        text,
    )


def test_search_and_filters_narrow_the_series_and_give_them_back(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    count = "[...document.querySelectorAll('#series .left')].reduce((sum, each) => sum + Number(each.textContent), 0)"
    assert browser.run(f"return {count}") == 12
    browser.press("/", *"GEPRÜFT")
    browser.wait_for(f"return {count} === 1")
    search_for(browser, "gibt es nicht")
    browser.wait_for("return document.getElementById('nothing').checkVisibility()")
    search_for(browser, "")
    browser.wait_for(f"return {count} === 12")
    browser.click("#status-noticed")
    assert browser.run(f"return {count}") == 1
    browser.click("#status-all")
    browser.run("document.activeElement.blur()")
    browser.press("r")
    browser.click("#undecided")
    assert browser.run(f"return {count}") == 11


def test_places_beyond_a_thousand_are_named_and_found_as_in_the_terminal(browser: Browser, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("\n" * 1233 + "Bürger fir Heimat.\n", "utf-8")
    path = tmp_path / "bericht.html"
    path.write_bytes(report_html(corrected(text), "0.1.0", "de"))
    opened(browser, path)
    assert browser.run("return document.querySelector('.card .meta a').textContent") == "Seite 1, Zeile 1234"
    search_for(browser, "Zeile 1234")
    browser.pause(300)
    assert browser.run("return document.querySelectorAll('.card').length") == 1


def test_a_second_click_on_the_same_word_of_a_picture_leads_to_its_card_again(browser: Browser, tmp_path: Path) -> None:
    result = corrected(SAMPLE)
    path = tmp_path / "bericht.html"
    path.write_bytes(report_html(result, "0.1.0", "de", page_pictures(SAMPLE, result.document.pages, LAYER_ONLY)))
    opened(browser, path)
    first = current(browser)
    for _ in range(2):
        browser.press("j")
        assert current(browser)["number"] != first["number"]
        browser.run(
            "const canvas = document.getElementById('preview-page'), scale = canvas.clientWidth / canvas.width;"
            "const place = canvas.getBoundingClientRect(), [x, y] = arguments[0].map(each => each * scale);"
            "canvas.dispatchEvent(new MouseEvent('click', {bubbles: true,"
            " clientX: place.left + x + 3, clientY: place.top + y + 3}))",
            first["w"][0],
        )
        browser.wait_for(f"return document.querySelector('#e{first['number']}[aria-current]') !== null", 3)


def test_figures_stay_whole_beside_long_titles_and_count_what_is_left(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    heights = browser.run(
        "const button = document.querySelector('#series button'), left = button.querySelector('.left');"
        "const before = left.offsetHeight; left.textContent = '1.234';"
        "button.querySelector('.name').textContent = 'Anführungszeichen, Striche und Aufzählungspunkte';"
        "return [before, left.offsetHeight]"
    )
    assert heights[0] == heights[1]
    browser.press("a")
    assert browser.run("return document.getElementById('open-left').textContent") == "1"


def test_keys_can_be_switched_off(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    browser.press("?")
    browser.click("#keys-on")
    browser.press(ESCAPE)
    browser.press("a")
    assert progress(browser) == "0 von 2 Zweifeln entschieden"
    browser.click("#help-open")
    browser.click("#keys-on")
    browser.press(ESCAPE)
    browser.press("a")
    assert progress(browser) == "1 von 2 Zweifeln entschieden"


def test_a_key_decides_about_one_place_also_with_caps_lock_or_held_down(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    open_series(browser, "„ü“ als „i“ gelesen")
    browser.press_raw("A")
    assert "1 Änderung nachgesehen" in progress(browser)
    before = current(browser)["id"]
    browser.press_raw("a", is_repeated=True)
    assert "1 Änderung nachgesehen" in progress(browser)
    assert current(browser)["id"] == before
    browser.press_raw("j", is_repeated=True)
    assert current(browser)["id"] != before
    browser.press("A")
    assert "3 Änderungen nachgesehen" in progress(browser)


def test_without_storage_the_report_says_so_and_works_on(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bericht.html"
    path.write_bytes(report_html(example(), "0.1.0", "de"))
    source = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied') }})"
    added = browser.command("Page.addScriptToEvaluateOnNewDocument", source=source)
    opened(browser, path)
    browser.command("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])
    browser.press("a")
    assert progress(browser) == "1 von 2 Zweifeln entschieden"
    assert "kann sich hier nichts merken" in browser.run("return document.getElementById('storage').textContent")
    browser.press("s")  # saved, so that leaving asks nothing
    browser.wait_for("return document.getElementById('message').textContent.includes('gesichert')")


def test_saved_decisions_of_another_document_are_not_taken_over(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    browser.press("a")
    text = browser.run(
        "window.saved = null; const make = URL.createObjectURL;"
        "URL.createObjectURL = blob => { blob.text().then(text => (window.saved = text)); return make(blob) };"
        "document.getElementById('save').click(); return 1"
    ) and browser.wait_for("return window.saved")
    browser.press("u")
    load(browser, text.replace(example().document.sha256, "0" * 64))
    browser.wait_for("return document.getElementById('message').textContent.includes('keine Entscheidungen')")
    load(browser, text)
    browser.wait_for("return document.getElementById('progress-words').textContent.startsWith('1 von 2')")


def load(browser: Browser, text: str) -> None:
    browser.run(
        "const files = new DataTransfer(); files.items.add(new File([arguments[0]], 'x.jsonl'));"
        "const field = document.getElementById('load-file'); field.files = files.files;"
        "field.dispatchEvent(new Event('change'))",
        text,
    )


def test_what_was_accepted_is_the_text_and_not_what_a_later_result_proposes(browser: Browser, tmp_path: Path) -> None:
    report_of_example(browser, tmp_path)
    entry = current(browser)
    line = {"version": 1, "sha256": example().document.sha256, "id": entry["id"], "action": "accept"}
    assert (entry["b"], entry["a"]) == ("Strale", "Straße")
    load(browser, json.dumps({**line, "before": "Strale", "after": "Strahl"}))
    browser.wait_for("return document.getElementById('progress-words').textContent.startsWith('1 von 2')")
    assert browser.run("return document.getElementById('t10').textContent") == "Strahl"
    load(browser, json.dumps({**line, "before": "Strale", "after": "Straße"}))
    browser.wait_for("return document.getElementById('t10').textContent === 'Straße'")
    browser.press("u", "u")
    load(browser, json.dumps({**line, "before": "Stra-\nle", "after": "Strahl"}))
    browser.wait_for("return document.getElementById('message').textContent.includes('geladen')")
    assert progress(browser) == "0 von 2 Zweifeln entschieden"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["review", "text", "summary", "help", "narrow", "decided"])
def test_axe_finds_nothing_to_complain_about(browser: Browser, tmp_path: Path, view: str, scheme: str) -> None:
    import axe_core_python

    browser.prefer(scheme)
    result = corrected(SAMPLE)
    path = tmp_path / "bericht.html"
    path.write_bytes(report_html(result, "0.1.0", "de", page_pictures(SAMPLE, result.document.pages, LAYER_ONLY)))
    opened(browser, path)
    if view in ("text", "summary"):
        browser.run(f"location.hash = '#{view}'")
        browser.wait_for(f"return document.body.dataset.view === '{view}'")
    if view == "help":
        browser.press("?")
    if view == "narrow":
        browser.resize(320, 640)
    if view == "decided":
        browser.press("a", "r", "e")
    browser.run((Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8") + ";return 1")
    browser.run("window.found = null; axe.run(document).then(each => (window.found = each.violations))")
    found = browser.wait_for(
        "return window.found && {violations: window.found.map(each => [each.id, each.impact, each.nodes.length])}"
    )
    browser.prefer("light")
    assert found == {"violations": []}


@pytest.mark.slow
def test_a_report_of_three_hundred_pages_is_small_opens_fast_and_scrolls_smoothly(
    browser: Browser, tmp_path: Path
) -> None:
    result = corrected(SAMPLE)
    pictures = repeated_pictures(SAMPLE, result, 300)
    assert len(pictures) == 300
    html = report_html(repeated(result, 300), "0.1.0", "de", pictures)
    assert len(html) < 30_000_000
    path = tmp_path / "lang.html"
    path.write_bytes(html)
    browser.command("Performance.enable", timeDomain="threadTicks")
    opened(browser, path)
    # Seconds of the main thread, which a loaded machine does not change as much as the clock.
    assert browser.metric("ThreadTime") < 2.0
    browser.run("location.hash = '#text'")
    browser.pause(500)
    before = browser.metric("ThreadTime")
    frames = 120
    browser.run(
        "window.frames_left = arguments[0];"
        "const go = () => { scrollBy(0, 60); if (--window.frames_left) requestAnimationFrame(go) };"
        "requestAnimationFrame(go)",
        frames,
    )
    browser.wait_for("return window.frames_left === 0", 120)
    assert (browser.metric("ThreadTime") - before) / frames < 1 / 60
    assert browser.run("return scrollY") > 5000
    browser.command("Performance.disable")
    assert browser.console() == []
