from __future__ import annotations

import pytest

from ocrfix.config import OcrMode
from ocrfix.extract.selection import LayerFacts, choose_reading
from ocrfix.report.origins import origin_reason_in_words

GERMAN = "Die Länder führen das Gesetz aus. " * 40
WITHOUT_UMLAUTS = "Die Lander fuhren das Gesetz aus. " * 40


@pytest.mark.parametrize("mode", list(OcrMode))
@pytest.mark.parametrize(
    "facts",
    [
        LayerFacts("", 0, 0, 0, 0),
        LayerFacts(GERMAN, 0, 0, 0, 0),
        LayerFacts(GERMAN, 1, 1, 0, 0),
        LayerFacts(GERMAN, 1, 1, 0, 0.5),
        LayerFacts(WITHOUT_UMLAUTS, 1, 1, 0, 0),
        LayerFacts("Stempel", 1, 1, 0, 0),
        LayerFacts("Seite", 0, 0, 5000, 0),
        LayerFacts("bcdfg" * 100, 0, 0, 0, 0),
        LayerFacts("a~" * 100, 1, 1, 0, 0),
    ],
)
def test_every_reason_of_the_extraction_is_said_in_german(facts: LayerFacts, mode: OcrMode) -> None:
    reason = choose_reading(facts, mode).reason
    words, language = origin_reason_in_words(reason, "de")
    assert language == "de", reason
    assert "the " not in words


@pytest.mark.parametrize(
    "reason",
    [
        "plain text decoded as utf-8",
        "recognised because only 12% of the words of the text layer are plausible",
        "an image (300 dpi from the file); tesseract 5.3.0 with deu at 300 dpi read 321 words, mean confidence 93%",
        "tesseract 5.3.0 with deu at 300 dpi read 321 words, mean confidence 93%; the background was made even before; "
        "the page was turned clockwise by 90 degrees; from the smoothed image, since 12% of the words as scanned were "
        "unsure; 7 doubtful words read again with Latin, eng; eng could not read them: too slow",
        "1 doubtful word read again with eng; the layer is heard as a witness",
        "doubtful words not read again; no engine to read doubtful words again",
        "the image is blank: no ink",
        "the page is blank: no text layer and no ink",
    ],
)
def test_every_clause_is_translated_in_its_sentence(reason: str) -> None:
    words, language = origin_reason_in_words(reason, "de")
    assert (language, words.count(";") >= reason.count(";")) == ("de", True)
    assert words != reason


@pytest.mark.parametrize(
    "reason", ["a new reason", "recognised because of the moon", "the page has no text layer; a new reason"]
)
def test_an_unknown_reason_stays_english_and_is_marked_so(reason: str) -> None:
    assert origin_reason_in_words(reason, "de") == (reason, "en")


def test_an_english_report_shows_the_reason_as_it_is() -> None:
    assert origin_reason_in_words("the page has no text layer", "en") == ("the page has no text layer", "en")
