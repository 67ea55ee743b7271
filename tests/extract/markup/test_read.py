"""hOCR, ALTO and PAGE become pages: text, boxes, order, and what is left out."""

from __future__ import annotations

import pytest

from ocrfix.config import ExtractConfig
from ocrfix.errors import InputError
from ocrfix.extract import SourceKind, kind_of, read_document
from ocrfix.extract.markup.read import parse_markup, read_markup
from ocrfix.model import Box, Origin, Page
from tests.extract.markup.examples import ALTO, HOCR, HTML, PAGE


def pages_of(data: bytes, **settings: object) -> tuple[Page, ...]:
    return read_document(data, "a", ExtractConfig(**settings)).pages  # type: ignore[arg-type]


def test_the_kind_is_told_by_the_root_element() -> None:
    assert kind_of(HOCR.encode()) is SourceKind.HOCR
    assert kind_of(HTML.encode("latin-1")) is SourceKind.HOCR
    assert kind_of(ALTO.encode("latin-1")) is SourceKind.ALTO
    assert kind_of(b"\xef\xbb\xbf" + PAGE.encode()) is SourceKind.PAGE
    assert kind_of(PAGE.replace("UTF-8", "UTF-16").encode("utf-16")) is SourceKind.PAGE


@pytest.mark.parametrize(
    "head",
    [
        b"<html><body>Das hOCR der Seite</body></html>",
        b"<?xml version='1.0'?><mets><alto/></mets>",
        b"Die Datei beginnt mit <alto> und endet so.",
        b"<altona>",
    ],
)
def test_other_markup_and_talk_about_it_is_text(head: bytes) -> None:
    assert kind_of(head) is SourceKind.TEXT


def test_hocr_gives_paragraphs_lines_and_words_with_boxes() -> None:
    first, second = pages_of(HOCR.encode())
    assert first.text == "Bürger fir Riick\N{SOFT HYPHEN}\nmeldung Bundesre gierung\n\nAnlage fir Heimat"
    assert second.text == "Lander"
    assert first.origin is Origin.OCR_LAYER
    assert first.origin_reason == "hOCR file by tesseract 5.3.0: 7 words"
    assert (first.width, first.height, first.resolution_dpi) == (480.0, 672.0, 150.0)
    word = first.words[1]
    assert (word.box, word.confidence) == (Box(105.6, 48.0, 124.8, 67.2), 0.61)


def test_choices_of_tesseract_and_refused_readings_are_no_text() -> None:
    choices = (
        "<span class='ocrx_cinfo' id='lstm_choices_1_1_1'><span class='ocrx_cinfo' id='choice_1_1_1'>f</span></span>"
        "<span class='alternatives'><ins class='alt'>für</ins><del class='alt'>fir</del></span>"
        "<span class='ocr_symbol' id='symbol_1'><span>x</span></span>"
    )
    data = HOCR.replace(">fir</span>", f">{choices}</span>", 1).encode()
    assert pages_of(data)[0].text.startswith("Bürger für Riick")


def test_characters_in_elements_of_their_own_make_one_word() -> None:
    letters = "\n  ".join(f"<span class='ocrx_cinfo' title='x_conf 90'>{letter}</span>" for letter in "fir")
    data = HOCR.replace(">fir</span>", f">\n  {letters}\n </span>", 1).encode()
    assert pages_of(data)[0].text.startswith("Bürger fir Riick")


def test_hocr_that_is_no_xml_is_read_as_html() -> None:
    (page,) = pages_of(HTML.encode("latin-1"))
    assert page.text == "für  die Länder\n\nfir"
    assert [page.text[word.span.start : word.span.end] for word in page.words] == ["für", "die", "Länder"]


def test_alto_joins_the_hyphen_to_its_word_and_passes_other_namespaces_over() -> None:
    (page,) = pages_of(ALTO.encode("latin-1"))
    assert page.text == 'fir Bundesre gierung Riick-\nmeldung. "Länder"'
    assert page.words[0].box == Box(28.346, 28.346, 42.52, 39.685)
    assert page.words[0].confidence == 0.61
    assert page.width == 595.28


def test_a_hyphen_that_the_word_has_itself_is_not_doubled() -> None:
    data = ALTO.replace('CONTENT="Riick"', 'CONTENT="Riick-"').encode("latin-1")
    assert "Riick-\nmeldung" in pages_of(data)[0].text


def test_page_follows_the_reading_order_and_the_lowest_index() -> None:
    (page,) = pages_of(PAGE.encode())
    assert page.text == "Anlage\nBundesre gierung\n\nfir Lander.\nMallnahmen fir A & B"
    placed = {page.text[word.span.start : word.span.end]: word for word in page.words}
    assert placed["fir"].box.x0 > 0
    assert placed["gierung"].box.top > placed["Anlage"].box.top


def test_passages_share_their_box_by_letters() -> None:
    (page,) = pages_of(PAGE.encode())
    start = page.text.index("Mallnahmen")
    first, second = [word for word in page.words if word.span.start >= start][:2]
    assert first.box.x1 <= second.box.x0


def test_pages_are_chosen_and_limited() -> None:
    assert [page.text for page in pages_of(HOCR.encode(), pages=((2, 2),))] == ["Lander"]
    with pytest.raises(InputError, match="more than the limit"):
        pages_of(HOCR.encode(), max_pages=1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ALTO.encode("utf-8").replace(b"ISO-8859-1", b"UTF-8")[:-30], "damaged or cut off in line"),
        (ALTO.encode("latin-1").replace(b"ISO-8859-1", b"klingonisch"), "unknown encoding klingonisch"),
        (ALTO.encode("latin-1").replace(b"ISO-8859-1", b"idna"), "unknown encoding idna"),
        (HTML.encode("latin-1").replace(b"iso-8859-1", b"punycode"), "unknown encoding punycode"),
        (ALTO.encode("latin-1").replace(b"ISO-8859-1", b"UTF-8").replace(b"fir", b"f\xfcr"), "byte .* is not utf-8"),
        (b"<alto><Layout/></alto>", "no Page element"),
        (b"<alto><Layout><Page ID='p'/></Layout></alto>", "holds no text"),
        (b"<PcGts/>", "no Page element"),
        (b"<html class='ocr_x'><body>Text</body></html>", "no ocr_page"),
        (HTML.encode("latin-1")[:-40], "damaged or cut off"),
        (HTML.encode("latin-1").replace(b"1 < 2", b"<!-- offen"), "damaged or cut off"),
        (b"<alto>" + b"<a>" * 300 + b"</a>" * 300 + b"</alto>", "damaged or cut off"),
        (b"<html class='ocr_x'><br>" + b"<b>" * 300 + b"</html>", "damaged or cut off"),
    ],
)
def test_broken_files_end_in_one_clear_sentence(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        pages_of(data)


def test_entities_are_never_expanded() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE alto [<!ENTITY a0 "ha">{levels}]><alto><Layout>&a11;</Layout></alto>'
    with pytest.raises(InputError, match="entities of its own"):
        pages_of(bomb.encode())
    outside = '<!DOCTYPE alto [<!ENTITY a SYSTEM "file:///etc/passwd">]><alto><Layout>&a;</Layout></alto>'
    with pytest.raises(InputError, match="entities of its own"):
        pages_of(outside.encode())


def test_many_unclosed_tags_take_no_longer_than_a_moment() -> None:
    hostile = b"<html class='ocr_x'>" + b"<!-- " * 200_000
    with pytest.raises(InputError):
        pages_of(hostile)
    with pytest.raises(InputError):
        pages_of(b"<html class='ocr_x'><a " + b"b='" * 200_000)


def test_a_unit_knows_the_characters_that_hold_its_text() -> None:
    document = parse_markup(ALTO.encode("latin-1"), SourceKind.ALTO)
    unit = document.pages[0].units[-1]
    assert document.text[unit.runs[0].start : unit.runs[0].end] == "&quot;L&#228;nder&quot;"
    assert unit.text == '"Länder"'


def test_a_file_without_sizes_has_no_boxes() -> None:
    data = b"<alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT='fir'/></TextLine></TextBlock>"
    data += b"</PrintSpace></Page></Layout></alto>"
    (page,) = read_markup(data, SourceKind.ALTO, ExtractConfig())
    assert (page.text, page.words) == ("fir", ())


def _hocr(body: str) -> bytes:
    return f"<html><body><div class='ocr_page' title='bbox 0 0 100 200'>{body}</div></body></html>".encode()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<div class='ocr_textfloat'><span class='ocr_line'>fir</span> <span class='ocr_line'>alle</span></div>",
            "fir\nalle",
        ),
        ("<span class='ocr_word'><span class='ocrx_word' title='bbox 1 1 9 9'>fir</span></span>", "fir"),
        (
            "<div class='ocr_page'><span class='ocr_line'>fir</span></div><span class='ocr_line'>alle</span>",
            "fir\n\nalle",
        ),
    ],
)
def test_what_stands_in_two_elements_of_a_kind_is_read_once(body: str, text: str) -> None:
    assert [page.text for page in pages_of(_hocr(body))] == [text]


def test_a_page_inside_a_page_is_read_once() -> None:
    inner = "<Page><TextLine><String CONTENT='fir'/></TextLine></Page>"
    (page,) = pages_of(f"<alto><Layout><Page>{inner}</Page></Layout></alto>".encode())
    assert page.text == "fir"
