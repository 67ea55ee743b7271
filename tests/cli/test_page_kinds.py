"""Every kind of page: what ``ocrfix fix`` reads, what the report says of it, and what is left alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program
from tests.extract.doubles import lines_at, pdf_of
from tests.extract.page_kinds import (
    FORM_LINES,
    HEADS,
    PARAGRAPH,
    TABLE_ROWS,
    TEXT,
    WITHOUT_UMLAUTS,
    codes,
    form_page,
    outlines_of,
    pages_with_heads,
    picture_of,
    scan_of,
    signed_scan,
    table_page,
    with_unicode_map,
)
from tests.write.pdf_inputs import SAMPLES, contents_of, images_of

WHOLE = "\n".join(PARAGRAPH)
PICTURE = "72 500 200 200 re f"


@dataclass(frozen=True)
class Kind:
    """A file, and what is said of its last page."""

    data: bytes
    origin: str
    reason: str
    text: str
    features: tuple[str, ...] = ()
    is_read_right: bool = True


def image() -> Any:  # noqa: ANN401 - a picture of Pillow
    return picture_of(pdf_of(TEXT))


def layered(lines: list[str] | tuple[str, ...]) -> bytes:
    return scan_of(image(), lines_at(lines, leading=16, mode=3))


KINDS = {
    "born-digital": lambda: Kind(pdf_of(TEXT), "born-digital", "born-digital text layer", WHOLE),
    "good layer": lambda: Kind(layered(PARAGRAPH), "ocr-layer", "100% of them invisible", WHOLE),
    "bad layer": lambda: Kind(layered(WITHOUT_UMLAUTS), "recognised", "0 umlauts and ß in", WHOLE),
    "image only": lambda: Kind(scan_of(image()), "recognised", "the page has no text layer", WHOLE),
    "outlines": lambda: Kind(outlines_of(image()), "recognised", "the page has no text layer", WHOLE),
    "outlines with a page number": lambda: Kind(
        outlines_of(image(), lines_at(["Seite 3"], y=40)),
        "recognised",
        "only 6 characters beside",
        "Seite 3",
        ("page-number",),
    ),
    "ToUnicode of another alphabet": lambda: Kind(
        with_unicode_map({code: code + 3 for code in codes("A", "z")}), "recognised", "are no language", WHOLE
    ),
    "ToUnicode of nothing": lambda: Kind(
        with_unicode_map(dict.fromkeys(codes(), 0xFFFD)), "recognised", "have no usable Unicode value", WHOLE
    ),
    "private use": lambda: Kind(
        with_unicode_map({code: 0xF000 + code for code in codes()}), "recognised", "no usable Unicode value", WHOLE
    ),
    "blank": lambda: Kind(pdf_of(TEXT, ""), "blank", "no text layer and no ink", ""),
    "nothing but a picture": lambda: Kind(pdf_of(TEXT, PICTURE), "recognised", "but nothing was recognised", ""),
    "table": lambda: Kind(table_page(), "born-digital", "", "\n".join(" ".join(row) for row in TABLE_ROWS), ("table",)),
    "scanned table": lambda: Kind(scan_of(picture_of(table_page())), "recognised", "", "Saarland", ("table",)),
    "form with lines": lambda: Kind(form_page(), "born-digital", "", FORM_LINES[1], ("form",)),
    "form with fields": lambda: Kind(form_page(with_fields=True), "born-digital", "", FORM_LINES[0], ("form",)),
    "two columns": lambda: Kind(
        (SAMPLES / "zweispaltig.pdf").read_bytes(),
        "born-digital",
        "",
        (SAMPLES / "zweispaltig.truth.txt").read_text("utf-8").rstrip("\n"),
        ("columns",),
    ),
    "scanned columns": lambda: Kind(
        scan_of(picture_of((SAMPLES / "zweispaltig.pdf").read_bytes())),
        "recognised",
        "the page has no text layer",
        "Der Ausschuss emp",
        ("columns",),
        is_read_right=False,
    ),
    "heads and page numbers": lambda: Kind(
        pages_with_heads(), "born-digital", "", HEADS[1], ("running-head", "page-number")
    ),
    "scanned page number": lambda: Kind(
        scan_of(picture_of(pdf_of(TEXT + "\n" + lines_at(["Seite 4"], x=280, y=40)))),
        "recognised",
        "the page has no text layer",
        "Seite 4",
        ("page-number",),
    ),
}


def fixed(program: Program, folder: Path, data: bytes, *options: str) -> tuple[str, dict[str, Any], str]:
    """Correct a file in both languages; gives its text, its JSON report and its HTML report in German."""
    (folder / "a.pdf").write_bytes(data)
    arguments = ("fix", "a.pdf", "--engine", "embedded", "--pdf", "--report", "json,html", *options)
    done = program(*arguments, env={"LC_ALL": "de_DE.UTF-8"})
    assert done.returncode == 0, done.stderr.decode()
    out = folder / "ocrfix-out"
    report = json.loads((out / "a.report.json").read_text("utf-8"))
    return (out / "a.txt").read_text("utf-8"), report, (out / "a.report.html").read_text("utf-8")


@pytest.mark.parametrize("name", KINDS)
def test_the_report_says_what_kind_a_page_is(real_program: Program, tmp_path: Path, name: str) -> None:
    kind = KINDS[name]()
    text, report, html = fixed(real_program, tmp_path, kind.data)
    page = report["pages"][-1]
    assert page["origin"] == kind.origin
    assert kind.reason in page["origin_reason"]
    assert tuple(page["features"]) == kind.features
    assert kind.text in text.split("\f")[-1]
    if kind.origin == "born-digital":
        assert "read again" not in page["origin_reason"]
        assert (tmp_path / "ocrfix-out" / "a.pdf").read_bytes() == kind.data
    if kind.is_read_right:
        assert [one["before"] for one in report["decisions"] if one["action"] == "apply"] == []
    assert ("Die Seite hat" in html) == any(page["features"] for page in report["pages"])
    # Nothing that is said of a page stays English in a German report.
    assert 'lang="en"' not in html


def test_pages_of_which_nothing_is_read_are_named(real_program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of(TEXT, PICTURE, "", PICTURE))
    done = real_program("fix", "a.pdf")
    assert done.returncode == 0
    line = "a.pdf: nothing was recognised on the pages 2, 4, though they are not blank"
    assert line in done.stderr.decode().splitlines()
    assert real_program("fix", "a.pdf", "-q").stderr == b""
    (tmp_path / "b.pdf").write_bytes(pdf_of(TEXT, PICTURE))
    said = "b.pdf: nothing was recognised on page 2, though it is not blank"
    assert said in real_program("fix", "b.pdf").stderr.decode()
    checked = real_program("check", "b.pdf")
    assert (checked.returncode, said in checked.stdout.decode().splitlines()) == (0, True)


def test_what_stands_at_the_edges_of_pages_is_no_part_of_the_text(real_program: Program, tmp_path: Path) -> None:
    text, report, _ = fixed(real_program, tmp_path, pages_with_heads())
    broken = [one for one in report["decisions"] if "Rickmel" in one["before"]]
    assert [one["after"] for one in broken] == ["Rückmel"]
    assert all(not any(map(str.isdigit, one["before"])) for one in report["decisions"])
    assert text.count("- 4 -") == 2


def test_handwriting_is_left_alone_and_listed_with_its_picture(real_program: Program, tmp_path: Path) -> None:
    text, report, html = fixed(real_program, tmp_path, signed_scan(), "--level", "likely")
    assert WHOLE in text
    listed = [one for one in report["decisions"] if any(each["code"] == "unreadable" for each in one["reasons"])]
    assert listed
    assert {(one["action"], one["level"], one["before"] == one["after"]) for one in listed} == {
        ("keep", "review", True)
    }
    assert [one for one in report["decisions"] if one["action"] == "apply"] == []
    assert "ein Stempel, Handschrift oder ein Bild, so belassen" in html
    assert 'class="picture" data-page="1"' in html
    data, copy = (tmp_path / "a.pdf").read_bytes(), (tmp_path / "ocrfix-out" / "a.pdf").read_bytes()
    assert images_of(copy) == images_of(data)
    assert contents_of(copy)[1:] == contents_of(data)


def test_a_decision_names_its_witnesses_and_a_number_in_doubt_is_listed(real_program: Program, tmp_path: Path) -> None:
    lines = (*PARAGRAPH, "Der Bericht vom 12. März 2013 nennt 1385 Anträge und 27 Maßnahmen.")
    image = picture_of(pdf_of(lines_at(lines, leading=16)), 150)
    layer = [line.replace("die Maßnahmen der", "die Mallnahmen der").replace("1385", "1335") for line in lines]
    data = scan_of(image, lines_at(layer, leading=16, mode=3))
    text, report, html = fixed(real_program, tmp_path, data, "--level", "likely")
    by_word = {one["before"]: one for one in report["decisions"]}
    word, number = by_word["Mallnahmen"], by_word["1335"]
    details = {reason["code"]: reason["detail"] for reason in word["reasons"]}
    assert (word["action"], word["after"]) == ("apply", "Maßnahmen")
    assert re.search(r"layer: Mallnahmen; deu: Maßnahmen \d\d; eng: \S+ \d+; alternatives at 3: ", details["witness"])
    assert (number["action"], number["level"], number["after"]) == ("keep", "review", "1335")
    assert number["reasons"][0]["code"] == "readings-differ"
    assert re.search(r"layer: 1335; deu: 1385 \d\d; eng: 1385 \d\d", number["reasons"][0]["detail"])
    assert "1335 Anträge" in text
    # The report shows both in words and with the part of the page where they stand.
    record = json.loads(html.split('id="record">')[1].split("</script>")[0])
    for before, said in (
        ("Mallnahmen", "Textebene: Mallnahmen; deu: Maßnahmen"),
        ("1335", "Textebene: 1335; deu: 1385"),
    ):
        (entry,) = [one for one in record["entries"] if one["b"] == before]
        assert any(said in record["reasons"][number] for number in entry["r"])
        assert len(entry["w"]) == 1
