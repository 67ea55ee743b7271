"""Packed decisions are the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ocrfix import packed
from ocrfix.edits import corrected_text, edits_of
from ocrfix.model import CorrectionResult, Decision, Page
from ocrfix.packed import DecisionPacker, decisions_by_page, in_order
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
