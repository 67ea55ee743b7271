"""What waits on disk comes back as it was, in its order, and leaves nothing behind."""

from __future__ import annotations

import errno
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.errors import OutputError
from ocrfix.model import Candidate, CandidateKind, CorrectionResult, Document, Page, Rewrite, Span, Token, TokenKind
from ocrfix.pipeline import PageAnalysis, analyse_page, correct, shelf
from ocrfix.pipeline.shelf import Shelf
from ocrfix.rank.ranker import Slot
from ocrfix.resources import Resources

READ = (Path(__file__).parent.parent.parent / "samples" / "kleine-anfrage.txt").read_text("utf-8")


def test_values_come_back_once_in_their_order() -> None:
    for most in (0, 2, 99):
        values: Shelf[tuple[int, str]] = Shelf(most_in_memory=most)
        for number in range(5):
            assert values.put((number, "für")) == (number, "für")
        assert list(values.take_all()) == [(number, "für") for number in range(5)]
        assert list(values.take_all()) == []


def test_what_a_page_has_thousands_of_comes_back_whole() -> None:
    candidate = Candidate("für", CandidateKind.CONFUSION, (Rewrite(1, "i", "ü"),), -2.0)
    slot = Slot(3, (candidate,), (("für",),), (-1.0,), True, 0, (-2.0,), (-3.0,), (1.0,))
    token = Token(Span(0, 3), "fir", TokenKind.WORD, "name")
    values: Shelf[object] = Shelf(most_in_memory=0)
    values.put([token, slot])
    (back,) = values.take_all()
    assert back == [token, slot]


def test_an_analysis_comes_back_with_the_page_and_the_tables_themselves(resources: Resources) -> None:
    page = Page(1, READ)
    analysis = analyse_page(page, resources)
    values: Shelf[object] = Shelf(outside=(resources.tables, page), most_in_memory=0)
    values.put(analysis)
    (back,) = values.take_all()
    assert isinstance(back, PageAnalysis)
    assert back == analysis
    assert back.page is page
    assert back.profile.tables is resources.tables


@pytest.mark.parametrize("reflow", [False, True])
def test_a_document_that_waits_on_disk_is_corrected_as_one_in_memory(
    resources: Resources, monkeypatch: pytest.MonkeyPatch, reflow: bool
) -> None:
    pages = tuple(Page(number, f"{number} {text}") for number, text in enumerate(READ.split("\n\n")[:9], start=1))
    document = Document("a.txt", "", (*pages, Page(10, "zur Rickmel-"), Page(11, "dung gegeben")))

    def corrected(most: int) -> CorrectionResult:
        monkeypatch.setattr(shelf, "MOST_IN_MEMORY", most)
        return correct(document, CorrectConfig(reflow=reflow), resources)

    in_memory = corrected(99)
    assert len(in_memory.decisions) > 10
    assert corrected(0) == corrected(3) == in_memory


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    values: Shelf[bytes] = Shelf(most_in_memory=0)

    def fail() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", fail)
    with pytest.raises(OutputError, match="temporary files is full") as caught:
        values.put(b"x")
    assert "TMPDIR" in caught.value.hint


def test_ids_do_not_depend_on_where_a_page_ends(resources: Resources) -> None:
    text = "Die Ministerin fir Heimat. "
    document = Document("a.txt", "", tuple(Page(number, text) for number in (1, 2, 3)))
    result = correct(document, CorrectConfig(), resources)
    ids = [decision.id for decision in result.decisions]
    assert len(set(ids)) == len(ids) >= 3
    apart = correct(replace(document, pages=document.pages[:1]), CorrectConfig(), resources)
    assert apart.decisions[0].id == ids[0], "the ordinal counts equals in the document"
