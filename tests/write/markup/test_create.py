"""New files are valid, hold the corrected words with boxes, and read back as the corrected text."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from lxml import etree

from ocrfix.edits import corrected_text
from ocrfix.errors import InputError
from ocrfix.extract.kind import SourceKind, kind_of
from ocrfix.extract.markup.read import parse_markup
from ocrfix.model import (
    Action,
    Box,
    Candidate,
    CandidateKind,
    CorrectionResult,
    Damage,
    Decision,
    Document,
    Level,
    Origin,
    Page,
    PlacedWord,
    Ranked,
    Span,
)
from ocrfix.write.markup.product import markup_bytes, markup_files
from tests.extract.markup.examples import ALTO
from tests.write.markup.schemas import problems_of

TEXT = 'Bürger fir Riick-\nmeldung. Bundesre gierung\n\n§ 1 <a> & "b" \N{SOFT HYPHEN}\N{SNOWMAN}\x01'
EDITS = (("fir", "für"), ("Riick-\nmeldung", "Rück-\nmeldung"), ("Bundesre gierung", "Bundesregierung"))
MARKUP = [SourceKind.HOCR, SourceKind.ALTO, SourceKind.PAGE]


def decision(text: str, before: str, after: str) -> Decision:
    start = text.index(before)
    ranked = Ranked(Candidate(after, CandidateKind.CONFUSION), 0.0, 0.0, 0.97)
    damage = Damage(1, Span(start, start + len(before)), 0.9, ())
    return Decision(damage, Action.APPLY, Level.SAFE, before, after, ranked, (), 0.97, (), before)


def result_of(source: bytes, *, has_boxes: bool = True, pages: int = 1) -> CorrectionResult:
    import hashlib

    words, place = [], 0
    for word in TEXT.split():
        start = TEXT.index(word, place)
        place = start + len(word)
        box = Box(10.0 + start, 20.0, 10.0 + place, 32.0)
        words.append(PlacedWord(Span(start, place), box, 0.5))
    page = Page(1, TEXT, tuple(words), Origin.RECOGNISED, "", 595.44, 841.68, 200.0)
    plain = Page(1, TEXT)
    more = tuple(Page(number, "Anlage") for number in range(2, pages + 1))
    document = Document("a & b.pdf", hashlib.sha256(source).hexdigest(), (page if has_boxes else plain, *more))
    return CorrectionResult(document, tuple(decision(TEXT, *edit) for edit in EDITS), (), "", ())


def problems_of_hocr(path: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from hocr_spec.validate import HocrValidator

        report = HocrValidator("standard").validate(str(path))
        return [str(item) for item in report.items if item.level in ("WARN", "ERROR", "FATAL")]


@pytest.mark.parametrize("kind", MARKUP)
@pytest.mark.parametrize("has_boxes", [True, False])
def test_a_new_file_reads_back_as_the_corrected_text(kind: SourceKind, has_boxes: bool) -> None:
    result = result_of(b"x", has_boxes=has_boxes)
    data = markup_bytes(result, b"x", kind, "1.0")
    assert kind_of(data) is kind
    (page,) = parse_markup(data, kind).pages
    assert page.text == corrected_text(result).replace("\x01", "\N{REPLACEMENT CHARACTER}")
    if has_boxes:
        word = page.placed_words()[1]
        assert (page.text[word.span.start : word.span.end], word.confidence) == ("für", 0.97)
        assert (word.box.x0, word.box.bottom) == pytest.approx((17.0, 32.0), abs=0.2)


@pytest.mark.parametrize("has_boxes", [True, False])
def test_new_alto_and_page_are_valid(has_boxes: bool) -> None:
    for kind in (SourceKind.ALTO, SourceKind.PAGE):
        for keep_original in (True, False):
            data = markup_bytes(result_of(b"x", has_boxes=has_boxes), b"x", kind, "1.0", keep_original=keep_original)
            assert problems_of(data) == []
            assert (b">fir<" in data) == keep_original


def test_new_hocr_follows_the_rules(tmp_path: Path) -> None:
    data = markup_bytes(result_of(b"x"), b"x", SourceKind.HOCR, "1.0")
    etree.fromstring(data)
    path = tmp_path / "a.hocr"
    path.write_bytes(data)
    assert problems_of_hocr(path) == []
    assert b'<ins class="alt" title="nlp 0.0305">' in data


def test_hocr_of_several_pages_and_of_a_text_without_boxes() -> None:
    data = markup_bytes(result_of(b"x", has_boxes=False, pages=3), b"x", SourceKind.HOCR, "1.0")
    etree.fromstring(data)
    assert [page.text for page in parse_markup(data, SourceKind.HOCR).pages][1:] == ["Anlage", "Anlage"]


def test_a_word_broken_at_a_line_end_becomes_a_hyphen_pair() -> None:
    data = markup_bytes(result_of(b"x"), b"x", SourceKind.ALTO, "1.0").decode()
    assert 'SUBS_TYPE="HypPart1" SUBS_CONTENT="Rückmeldung" CONTENT="Rück"' in data
    assert '<ALTERNATIVE PURPOSE="as read by the OCR, WC 0.5">Riick</ALTERNATIVE></String>' in data
    assert 'SUBS_TYPE="HypPart2" SUBS_CONTENT="Rückmeldung" CONTENT="meldung."' in data
    assert data.count("<HYP ") == 1


def test_pixels_are_those_of_the_image() -> None:
    data = markup_bytes(result_of(b"x"), b"x", SourceKind.ALTO, "1.0").decode()
    assert 'WIDTH="1654" HEIGHT="2338"' in data
    assert 'HPOS="47" VPOS="56" WIDTH="9" HEIGHT="33" CONTENT="für"' in data


def test_a_document_of_several_pages_is_no_page_file_but_several() -> None:
    files = markup_files(result_of(b"x", pages=2), b"x", SourceKind.PAGE, "1.0")
    pages = [parse_markup(data, SourceKind.PAGE).pages for data in files]
    assert [len(page) for page in pages] == [1, 1]
    assert pages[1][0].text == "Anlage"
    assert [problems_of(data) for data in files] == [[], []]
    with pytest.raises(InputError, match="holds one page"):
        markup_bytes(result_of(b"x", pages=2), b"x", SourceKind.PAGE, "1.0")


def test_a_file_that_changed_meanwhile_is_refused() -> None:
    with pytest.raises(InputError, match="changed while it was read"):
        markup_bytes(result_of(b"x"), b"y", SourceKind.ALTO, "1.0")


def test_markup_of_another_kind_is_made_new() -> None:
    source = ALTO.encode("latin-1")
    data = markup_bytes(result_of(source), source, SourceKind.PAGE, "1.0")
    assert problems_of(data) == []
