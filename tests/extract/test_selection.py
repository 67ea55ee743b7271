from __future__ import annotations

import dataclasses

import pytest

from ocrfix.config import OcrMode
from ocrfix.extract.recognition import affordable_dpi
from ocrfix.extract.selection import LayerFacts, Reading, choose_reading
from ocrfix.model import Origin
from tests.extract.doubles import GERMAN_LINES

GERMAN = "\n".join(GERMAN_LINES * 4)
BORN_DIGITAL = LayerFacts(GERMAN, invisible_share=0.0, image_share=0.0, path_count=3, odd_share=0.0)
OCR_LAYER = LayerFacts(GERMAN, invisible_share=1.0, image_share=1.0, path_count=0, odd_share=0.0)
WITHOUT_UMLAUTS = GERMAN.replace("ü", "i").replace("ß", "B").replace("ä", "a").replace("ö", "é")


def test_a_born_digital_layer_is_used_with_the_figures_that_decided() -> None:
    choice = choose_reading(BORN_DIGITAL, OcrMode.AUTO)
    assert (choice.reading, choice.origin) == (Reading.USE_LAYER, Origin.BORN_DIGITAL)
    assert "100% of them visible" in choice.reason


@pytest.mark.parametrize("facts", [OCR_LAYER, dataclasses.replace(OCR_LAYER, invisible_share=0.0)])
def test_a_good_layer_over_a_scan_is_used_as_an_ocr_layer(facts: LayerFacts) -> None:
    choice = choose_reading(facts, OcrMode.AUTO)
    assert (choice.reading, choice.origin) == (Reading.USE_LAYER, Origin.OCR_LAYER)
    assert "images cover 100% of the page" in choice.reason


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (dataclasses.replace(BORN_DIGITAL, text=""), "no text layer"),
        (dataclasses.replace(BORN_DIGITAL, odd_share=0.4), "40% of the"),
        (dataclasses.replace(OCR_LAYER, text="Eingang 12. Mai"), "only 13 characters over images"),
        (dataclasses.replace(BORN_DIGITAL, text="Seite 3", path_count=5000), "beside 5000 drawn paths"),
        (dataclasses.replace(OCR_LAYER, text="~|^" * 100 + GERMAN), "are letters, digits or punctuation"),
        (dataclasses.replace(OCR_LAYER, text=WITHOUT_UMLAUTS), "too few for German"),
        (dataclasses.replace(BORN_DIGITAL, text="Qlh Plqlvwhulq khw glh Nohlqh " * 20), "are no language"),
    ],
)
def test_a_layer_that_cannot_be_trusted_is_recognised_again(facts: LayerFacts, reason: str) -> None:
    choice = choose_reading(facts, OcrMode.AUTO)
    assert (choice.reading, choice.origin) == (Reading.RECOGNISE, Origin.RECOGNISED)
    assert reason in choice.reason


def test_a_born_digital_text_without_umlauts_is_not_recognised() -> None:
    facts = dataclasses.replace(BORN_DIGITAL, text=WITHOUT_UMLAUTS)
    assert choose_reading(facts, OcrMode.AUTO).reading is Reading.USE_LAYER


def test_missing_umlauts_are_no_flaw_in_another_language() -> None:
    facts = dataclasses.replace(OCR_LAYER, text=WITHOUT_UMLAUTS)
    assert choose_reading(facts, OcrMode.AUTO, "eng").reading is Reading.USE_LAYER


@pytest.mark.parametrize(("plausible", "reading"), [(0.49, Reading.RECOGNISE), (0.5, Reading.USE_LAYER)])
def test_the_judge_has_a_say(plausible: float, reading: Reading) -> None:
    assert choose_reading(OCR_LAYER, OcrMode.AUTO, judge=lambda _: plausible).reading is reading


def test_never_uses_a_poor_layer_and_says_so() -> None:
    choice = choose_reading(dataclasses.replace(OCR_LAYER, odd_share=0.4), OcrMode.NEVER)
    assert choice.reading is Reading.USE_LAYER
    assert "used because of --ocr never although 40%" in choice.reason


def test_never_leaves_a_page_without_a_layer_empty() -> None:
    choice = choose_reading(dataclasses.replace(OCR_LAYER, text=""), OcrMode.NEVER)
    assert choice.reading is Reading.LEAVE_EMPTY
    assert "--ocr never" in choice.reason


def test_always_recognises_a_good_layer_too() -> None:
    assert choose_reading(BORN_DIGITAL, OcrMode.ALWAYS).reading is Reading.RECOGNISE


def test_the_resolution_is_lowered_until_the_page_fits() -> None:
    dpi = affordable_dpi(595, 842, 300, 4_000_000)
    assert 150 <= dpi < 300
    assert 595 * 842 / 72**2 * dpi**2 <= 4_000_000


@pytest.mark.parametrize(
    ("facts", "reading"),
    [
        (LayerFacts("bcdfg" * 100, 1, 1, 0, 0), Reading.USE_LAYER),
        (LayerFacts("", 0, 1, 0, 0), Reading.RECOGNISE),
        (LayerFacts("Stempel", 1, 1, 0, 0), Reading.RECOGNISE),
        (LayerFacts("Seite", 0, 0, 5000, 0), Reading.RECOGNISE),
    ],
)
def test_missing_recognises_only_where_no_text_is(facts: LayerFacts, reading: Reading) -> None:
    choice = choose_reading(facts, OcrMode.MISSING)
    assert choice.reading is reading
    assert "--ocr missing" in choice.reason or reading is Reading.RECOGNISE
