from __future__ import annotations

import gc

import pytest

from ocrfix.config import CorrectConfig
from ocrfix.model import Document, Page
from ocrfix.pipeline import correct
from ocrfix.pipeline.garbage import collector_at_rest
from ocrfix.resources import Resources

TEXT = "Die Verfugung der Bundesregienmng gilt fiir alle Mallnahmen, die $ 5 Absatz 2 nennt. "


def test_the_collector_rests_and_goes_on_whatever_happens() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="no page"), collector_at_rest():
        raise ValueError("no page")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_document_leaves_no_circles_behind(resources: Resources) -> None:
    document = Document("x.txt", "0" * 64, tuple(Page(number, TEXT * 20) for number in (1, 2, 3)))
    correct(document, CorrectConfig(), resources)  # what is imported late leaves some
    gc.collect()
    gc.disable()
    try:
        correct(document, CorrectConfig(), resources)
        assert gc.collect() == 0
    finally:
        gc.enable()
