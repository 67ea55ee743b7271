"""Packed decisions are the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ocrfix import packed
from ocrfix.edits import corrected_text, edits_of
from ocrfix.model import Box, CorrectionResult, Decision, Page, PlacedWord, Span
from ocrfix.packed import DecisionPacker, PackedWords, decisions_by_page, in_order, with_packed_words
from ocrfix.report.html import report_html
from ocrfix.report.json import report_json

from .report.example import decision, example, result_of

PAGES = tuple(Page(number, f"Die fir Heimat und Vcrfugung {number}\n") for number in range(1, 200))


def packed_of(pages: Sequence[Page], decisions: Sequence[Decision]) -> Sequence[Decision]:
    packer = DecisionPacker(len(pages))
    for page in pages:
        packer.add(page.number, [each for each in decisions if each.damage.page_number == page.number])
    return packer.all()


def result() -> CorrectionResult:
    of_pages = [(decision(page, "Vcrfugung", "Verfügung"), decision(page, "fir", "für")) for page in PAGES[::2]]
    return result_of(PAGES, [each for pair in of_pages for each in pair])


def test_the_decisions_of_a_long_document_come_back_as_they_were() -> None:
    plain = result().decisions
    kept = packed_of(PAGES, plain)
    assert not isinstance(kept, tuple)
    assert tuple(kept) == tuple(plain)
    assert len(kept) == len(plain)
    assert (kept[0], kept[3], kept[-1]) == (plain[0], plain[3], plain[-1])
    assert kept[2:5] == tuple(plain[2:5])
    with pytest.raises(IndexError):
        kept[len(plain)]


def test_those_of_a_short_document_are_not_packed() -> None:
    assert isinstance(packed_of(PAGES[:1], result().decisions[:2]), tuple)


def test_they_are_read_by_page_and_in_order_like_plain_ones() -> None:
    plain = result().decisions
    kept = packed_of(PAGES, plain)
    assert list(in_order(kept)) == list(in_order(plain)) != list(plain)
    assert {number: tuple(some) for number, some in decisions_by_page(kept).items()} == {
        number: tuple(some) for number, some in decisions_by_page(plain).items()
    }
    assert 2 not in decisions_by_page(kept)


def test_text_and_reports_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (result(), example()):
        monkeypatch.setattr(packed, "LEAST_PAGES", len(one.document.pages) - 1)
        other = replace(one, decisions=packed_of(one.document.pages, one.decisions))
        assert not isinstance(other.decisions, tuple)
        assert corrected_text(other) == corrected_text(one)
        assert edits_of(other) == edits_of(one)
        assert report_json(other, "1.0") == report_json(one, "1.0")
        assert report_html(other, "1.0", "de") == report_html(one, "1.0", "de")


def test_placed_words_are_the_words() -> None:
    words = tuple(
        PlacedWord(Span(4 * place, 4 * place + 3), Box(place / 3, 10.5, place / 3 + 20.25, 22.1), confidence)
        for place, confidence in enumerate((0.91, None, 0.0, 1.0))
    )
    packed_words = PackedWords(words)
    assert tuple(packed_words) == words
    assert packed_words == words
    assert packed_words != words[:3]
    assert hash(packed_words) == hash(words)
    assert (packed_words[-1], packed_words[1:3]) == (words[-1], words[1:3])
    with pytest.raises(IndexError):
        packed_words[4]
    page = Page(1, "fir die und der", words)
    assert with_packed_words(page, 2) is page
    assert isinstance(with_packed_words(page, 2000).words, PackedWords)
    assert with_packed_words(page, 2000) == page
    assert with_packed_words(Page(1, "fir"), 2000).words == ()
