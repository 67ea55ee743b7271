"""Doubtful words are cut out and read again; what other readings have comes with the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from ocrfix.config import EngineChoice, ExtractConfig, OcrMode
from ocrfix.errors import EngineError
from ocrfix.extract import read_document
from ocrfix.extract.engines import RecognisedWord
from ocrfix.extract.recognition import recognise_image, smoothed
from ocrfix.extract.rereading import places_of, reread, unsettled
from ocrfix.extract.tesseract_embedded import find_embedded_tesseract
from ocrfix.extract.tesseract_system import system_models
from ocrfix.extract.witnesses import Doubts, Ears, Reader, find_readers, hear_page, readers_for
from ocrfix.model import Box, Origin, PlacedWord, Span, WitnessWord
from tests.extract.doubles import GERMAN_LINES, FailingEngine, ReplayingEngine, lines_at, pdf_of, table_of
from tests.extract.test_images import picture, saved


@dataclass
class ScriptedEngine:
    """Gives the next of its answers each time it is asked, and remembers the question."""

    answers: list[tuple[RecognisedWord, ...]]
    name: str = "scripted"
    version: str = "1"
    languages: tuple[str, ...] = ("deu", "eng")
    asked: list[tuple[str, bool, tuple[int, int]]] = field(default_factory=list)

    def recognise(
        self,
        image: Image.Image,
        dpi: int,  # noqa: ARG002
        language: str,
        timeout_seconds: float,  # noqa: ARG002
        *,
        is_block: bool = False,
    ) -> tuple[RecognisedWord, ...]:
        self.asked.append((language, is_block, image.size))
        return self.answers.pop(0)


def page_words(text: str) -> tuple[PlacedWord, ...]:
    """Place words 60 points apart and lines 20."""
    words, offset = [], 0
    for number, line in enumerate(text.split("\n")):
        for place, word in enumerate(line.split(" ")):
            start = text.index(word, offset)
            offset = start + len(word)
            words.append(
                PlacedWord(Span(start, offset), Box(60 * place, 20 * number, 60 * place + 50, 20 * number + 10))
            )
    return tuple(words)


def doubting(*wrong: str) -> Doubts:
    def doubts(text: str, words: Sequence[PlacedWord]) -> list[bool]:
        return [text[word.span.start : word.span.end] in wrong for word in words]

    return doubts


TEXT = "Die Frist nach $ 6 des Gesetzes gilt\nDer Bund zahlt"


def test_a_doubtful_word_is_cut_out_with_its_neighbours() -> None:
    words = page_words(TEXT)
    flags = [TEXT[word.span.start : word.span.end] == "$" for word in words]
    (cutting,) = places_of(TEXT, words, flags)
    assert cutting.box == Box(120, 0, 290, 10)
    assert (cutting.x0, cutting.x1) == (180, 230)
    assert not cutting.is_line_start
    assert not cutting.is_line_end


@pytest.mark.parametrize(
    ("line", "word", "company"),
    [
        ("Die Frist nach dem Gefetz des Bundes gilt", "Gefetz", ["Gefetz"]),
        ("Die Frist nach dem Gefetz.", "Gefetz.", ["dem", "Gefetz."]),
        ("Die Frist nach dem Gefez des Bundes gilt", "Gefez", ["dem", "Gefez", "des"]),
        ("Die Frist nach dem Gefetz“ des Bundes gilt", "Gefetz“", ["dem", "Gefetz“", "des"]),
    ],
)
def test_long_words_of_long_lines_are_cut_out_alone(line: str, word: str, company: list[str]) -> None:
    words = tuple(replace(one, confidence=0.7) for one in page_words(line))
    (cutting,) = places_of(line, words, [line[one.span.start : one.span.end] == word for one in words])
    inside = [one for one in words if cutting.box.x0 <= one.box.x0 and one.box.x1 <= cutting.box.x1]
    assert [line[one.span.start : one.span.end] for one in inside] == company


def test_a_foreign_layer_has_its_long_words_read_in_company() -> None:
    line = "Die Frist nach dem Gefetz des Bundes gilt"
    words = page_words(line)
    (cutting,) = places_of(line, words, [line[one.span.start : one.span.end] == "Gefetz" for one in words])
    assert cutting.box == Box(180, 0, 350, 10)


@pytest.mark.parametrize(
    ("number", "read", "confidence", "is_left"),
    [
        ("2013", "2013", None, False),
        ("18/3754,", "18/3754,", None, False),
        ("2013", "2018", None, True),
        ("2013", "2013", 0.7, True),
        ("81", "81", None, True),
        ("12.8", "12.8", None, True),
        ("lest", "lest", None, True),
    ],
)
def test_a_number_of_a_layer_that_is_read_alike_is_no_doubt_any_more(
    number: str, read: str, confidence: float | None, is_left: bool
) -> None:
    words = (PlacedWord(Span(0, len(number)), Box(0, 0, 50, 10), confidence),)
    heard = (WitnessWord(read, Box(1, 1, 49, 9), 0.9), WitnessWord("daneben", Box(60, 1, 99, 9), 0.9))
    assert unsettled(number, words, [True], heard) == (is_left,)
    assert unsettled(number, words, [False], heard) == (False,)


def test_the_next_reader_is_not_asked_about_what_the_first_settled() -> None:
    text = "Im Jahr 2013"
    words = page_words(text)
    # At 72 dpi a pixel is a point; the cutting begins with "Jahr", 3 pixels further left, and is put at 7.
    first, second = ScriptedEngine([(RecognisedWord("2013", 70, 8, 120, 18, 0.9, 1, 1, 1),)]), ScriptedEngine([])
    readers = [Reader(first, "deu"), Reader(second, "eng")]
    hearing = hear_page(picture(), 72, text, words, [False, False, True], readers, 1)
    assert [witness.name for witness in hearing.witnesses] == ["deu"]
    assert second.asked == []
    assert hearing.account == "1 doubtful word read again with deu"


def test_a_line_that_is_mostly_doubtful_is_cut_out_whole() -> None:
    words = page_words(TEXT)
    (cutting,) = places_of(TEXT, words, [word.box.top == 20 for word in words])
    assert cutting.box == Box(0, 20, 170, 30)
    assert cutting.is_line_start
    assert cutting.is_line_end


def test_a_page_without_doubts_is_not_read_again() -> None:
    engine = ScriptedEngine([])
    words = page_words(TEXT)
    hearing = hear_page(picture(), 72, TEXT, words, doubting()(TEXT, words), [Reader(engine, "eng")], 1)
    assert hearing.witnesses == ()
    assert engine.asked == []


def test_words_of_the_strip_come_back_to_their_place_and_cut_neighbours_do_not() -> None:
    words = page_words(TEXT)
    cuttings = places_of(TEXT, words, [TEXT[word.span.start : word.span.end] == "$" for word in words])
    # At 72 dpi a pixel is a point: the cutting begins 3 pixels left of "nach" and 7 below the strip's upper edge.
    answer = (
        RecognisedWord("nac", 10, 8, 60, 18, 0.9, 1, 1, 1),
        RecognisedWord("§", 80, 8, 90, 18, 0.95, 1, 1, 1),
        RecognisedWord("o", 130, 8, 160, 18, 0.9, 1, 1, 1),
    )
    engine = ScriptedEngine([answer])
    (word,) = reread(picture(), 72, cuttings, engine, "eng", 1)
    assert (word.text, word.confidence) == ("§", 0.95)
    assert 180 <= (word.box.x0 + word.box.x1) / 2 <= 230
    assert word.box.top < 10
    assert engine.asked[0][:2] == ("eng", True)


def test_a_sign_that_is_read_in_one_with_its_number_comes_back() -> None:
    words = page_words(TEXT)
    cuttings = places_of(TEXT, words, [TEXT[word.span.start : word.span.end] == "$" for word in words])
    # The cutting begins at 117 and is put at 7: the sign stands from 70 to 120 there, its number from 130.
    reaching = RecognisedWord("§6", 80, 8, 170, 18, 0.9, 1, 1, 1)
    touching = RecognisedWord("6.", 118, 8, 170, 18, 0.9, 1, 1, 1)
    found = [reread(picture(), 72, cuttings, ScriptedEngine([(one,)]), "eng", 1) for one in (reaching, touching)]
    assert [[word.text for word in read] for read in found] == [["§6"], []]


def test_a_reader_that_fails_is_named_and_left_out() -> None:
    readers = [Reader(FailingEngine("kaputt", languages=("eng",)), "eng")]
    words = page_words(TEXT)
    hearing = hear_page(picture(), 72, TEXT, words, doubting("$")(TEXT, words), readers, 1)
    assert hearing.witnesses == ()
    assert "eng could not read them: kaputt" in hearing.account


def test_nobody_reads_again_with_the_model_that_read() -> None:
    engine = ScriptedEngine([], languages=("deu", "eng", "Latin"))
    readers = find_readers(EngineChoice.SYSTEM, engine)
    assert [reader.language for reader in readers] == ["deu", "Latin", "eng"]
    chosen = readers_for(readers, "deu", is_layer=False, has_english_layer=False)
    assert [reader.language for reader in chosen] == ["Latin", "eng"]
    chosen = readers_for(readers, "deu", is_layer=False, has_english_layer=True)
    assert [reader.language for reader in chosen] == ["Latin"]
    assert len(readers_for(readers, "deu", is_layer=True, has_english_layer=False)) == 3


def low(word: str, confidence: float, number: int, scale: int = 1) -> RecognisedWord:
    left, top = 50 * number * scale, 30 * scale
    return RecognisedWord(word, left, top, left + 40 * scale, top + 20 * scale, confidence, 1, 1, 1)


def page_read(word: str, confidence: float, scale: int = 1) -> tuple[RecognisedWord, ...]:
    """Give 40 words, of which the first eight are read with this confidence."""
    return tuple(low(word, confidence if number < 8 else 0.9, number, scale) for number in range(40))


def test_a_page_that_reads_badly_is_smoothed_and_the_better_reading_taken() -> None:
    engine = ScriptedEngine([page_read("Wert", 0.3), page_read("Wort", 0.95, 2)])
    recognition = recognise_image(Image.new("L", (600, 400), 255), 150, engine, ExtractConfig())
    assert recognition.text.split()[0] == "Wort"
    assert "smoothed" in recognition.account
    assert [size for _, _, size in engine.asked] == [(600, 400), (1200, 800)]
    ears = Ears(ExtractConfig(engine=EngineChoice.SYSTEM), lambda: engine, doubting())
    (first,) = ears.hear_recognition(recognition).witnesses
    assert (first.name, first.words[0].text) == ("deu", "Wert")
    assert first.words[1].box == recognition.words[1].box


@pytest.mark.parametrize("second", [0.3, 0.2])
def test_a_smoothed_page_that_reads_no_better_is_only_heard(second: float) -> None:
    engine = ScriptedEngine([page_read("Wert", 0.3), page_read("Wort", second, 2)])
    recognition = recognise_image(Image.new("L", (600, 400), 255), 150, engine, ExtractConfig())
    assert set(recognition.text.split()) == {"Wert"}
    assert [word.text for word in recognition.before] == ["Wort"] * 40


@pytest.mark.parametrize("count", [0, 8, 20])
def test_a_smoothed_page_that_lost_its_print_is_not_taken(count: int) -> None:
    engine = ScriptedEngine([page_read("Wert", 0.3), page_read("Wort", 0.95, 2)[:count]])
    recognition = recognise_image(Image.new("L", (600, 400), 255), 150, engine, ExtractConfig())
    assert len(recognition.words) == 40
    assert "smoothed" not in recognition.account


def test_a_page_of_which_nothing_is_read_when_turned_stays_as_it_lies() -> None:
    garbage = tuple(low("&un", 0.3, number) for number in range(40))
    engine = ScriptedEngine([garbage, (), ()])
    recognition = recognise_image(Image.new("L", (600, 400), 255), 150, engine, ExtractConfig())
    assert (recognition.quarter_turns, len(recognition.words)) == (0, 40)


def printed_page() -> Image.Image:
    """Draw bars where 40 lines of print would be."""
    image = Image.new("L", (1200, 1800), 255)
    for number in range(40):
        ImageDraw.Draw(image).rectangle((100, 40 * number + 20, 1100, 40 * number + 45), fill=0)
    return image


def lines_read(count: int, confidence: float = 0.9, scale: int = 1) -> tuple[RecognisedWord, ...]:
    """Give one wide word for each of the first lines of the printed page."""
    return tuple(
        RecognisedWord("Zeile", 100 * scale, top * scale, 1100 * scale, (top + 25) * scale, confidence, 1, 1, number)
        for number, top in ((number, 40 * number + 20) for number in range(count))
    )


def test_a_page_whose_lines_were_taken_for_dirt_is_read_as_one_block() -> None:
    engine = ScriptedEngine([lines_read(4), lines_read(40)])
    recognition = recognise_image(printed_page(), 150, engine, ExtractConfig())
    assert len(recognition.words) == 40
    assert "as one block of lines, since 90% of the ink was in no word before" in recognition.account
    assert [is_block for _, is_block, _ in engine.asked] == [False, True]


def test_a_block_that_reads_badly_is_smoothed_as_a_block() -> None:
    engine = ScriptedEngine([lines_read(4), lines_read(40, 0.4)[:8] + lines_read(40)[8:], lines_read(40, 0.95, 2)])
    recognition = recognise_image(printed_page(), 150, engine, ExtractConfig())
    assert [is_block for _, is_block, _ in engine.asked] == [False, True, True]
    assert "smoothed" in recognition.account


@pytest.mark.parametrize("block", [lines_read(7), lines_read(40, 0.3)])
def test_a_block_that_gives_hardly_more_is_not_taken(block: tuple[RecognisedWord, ...]) -> None:
    engine = ScriptedEngine([lines_read(4), block])
    recognition = recognise_image(printed_page(), 150, engine, ExtractConfig())
    assert len(recognition.words) == 4


def test_a_short_page_that_lost_nothing_is_read_once() -> None:
    engine = ScriptedEngine([lines_read(4)])
    image = printed_page()
    ImageDraw.Draw(image).rectangle((0, 170, 1200, 1800), fill=255)
    assert len(recognise_image(image, 150, engine, ExtractConfig()).words) == 4
    assert len(engine.asked) == 1


def test_a_page_that_reads_well_is_read_once() -> None:
    engine = ScriptedEngine([tuple(low("Wort", 0.95, number) for number in range(40))])
    recognise_image(Image.new("L", (600, 400), 255), 150, engine, ExtractConfig())
    assert len(engine.asked) == 1


def test_smoothing_enlarges_coarse_scans_only() -> None:
    assert [smoothed(picture(), dpi)[0].size for dpi in (150.0, 300.0)] == [(1200, 800), (600, 400)]


def test_an_image_comes_with_its_witness() -> None:
    # The word covers what is drawn.
    read = RecognisedWord("Wert", 50, 50, 200, 100, 0.9, 1, 1, 1)
    engine = ScriptedEngine([(read,), (replace(read, text="Wort"),)])
    config = ExtractConfig(engine=EngineChoice.SYSTEM)
    page = read_document(
        saved(picture(), dpi=(72, 72)),
        "bild",
        config,
        engine,
        doubts=doubting("Wert"),
    ).pages[0]
    assert [language for language, _, _ in engine.asked] == ["deu", "eng"]
    assert [witness.name for witness in page.witnesses] == ["eng"]
    assert "1 doubtful word read again with eng" in page.origin_reason


LAYER = "\n".join(lines_at(GERMAN_LINES * 5, mode=3).split("\n"))


def test_a_good_layer_over_a_scan_is_heard_and_a_born_digital_page_is_not() -> None:
    engine = ReplayingEngine(table_of("egal"), languages=("deu", "eng"))
    config = ExtractConfig(engine=EngineChoice.SYSTEM)
    doubts = doubting("Heimat")
    scan = pdf_of(LAYER, image_fills=True)
    page = read_document(scan, "a.pdf", config, engine, doubts=doubts).pages[0]
    assert page.origin is Origin.OCR_LAYER
    assert [language for _, _, language in engine.asked] == ["deu", "eng"]
    engine.asked.clear()
    digital = pdf_of(lines_at(GERMAN_LINES))
    assert read_document(digital, "a.pdf", config, engine, doubts=doubts).pages[0].witnesses == ()
    never = ExtractConfig(ocr=OcrMode.NEVER)
    assert read_document(scan, "a.pdf", never, engine, doubts=doubts).pages[0].witnesses == ()
    assert engine.asked == []


def test_a_layer_without_an_engine_stays_the_only_reading() -> None:
    def missing() -> FailingEngine:
        raise EngineError("no Tesseract", "install one")

    ears = Ears(ExtractConfig(), missing, doubting("$"))
    hearing = ears.hear_layer(picture, 72, TEXT, page_words(TEXT))
    assert (hearing.witnesses, hearing.account) == ((), "no engine to read doubtful words again")


def test_a_layer_without_umlauts_is_a_witness_of_the_page_that_is_read_anew() -> None:
    lines = ["Die Ministerin fir Heimat hat die Kleine Anfrage im Einvernehmen beantwortet"] * 10
    engine = ReplayingEngine(table_of("egal", *lines), languages=("deu", "eng"))
    config = ExtractConfig(engine=EngineChoice.SYSTEM)
    data = pdf_of(
        lines_at(lines, mode=3),
        image_fills=True,
    )
    page = read_document(data, "a.pdf", config, engine, doubts=doubting("egal")).pages[0]
    assert page.origin is Origin.RECOGNISED
    assert [witness.name for witness in page.witnesses] == ["layer"]
    assert [language for _, _, language in engine.asked] == ["deu"]
    assert "the layer is heard as a witness" in page.origin_reason


def test_the_embedded_engine_reads_blocks_alike_each_time() -> None:
    engine = find_embedded_tesseract(with_system_models=True)
    assert engine is not None
    assert {model.name for model in system_models()} <= {f"{name}.traineddata" for name in engine.languages}
    pages = []
    for text in ("Bericht der Regierung", "Antwort des Bundes"):
        pages.append(Image.new("L", (900, 120), 255))
        ImageDraw.Draw(pages[-1]).text((40, 30), text, fill=0, font=ImageFont.load_default(60))
    first = [engine.recognise(page, 200, "deu", 30, is_block=True) for page in pages]
    assert [[word.text for word in words] for words in first] == [
        ["Bericht", "der", "Regierung"],
        ["Antwort", "des", "Bundes"],
    ]
    again = [engine.recognise(page, 200, "deu", 30, is_block=True) for page in reversed(pages)]
    assert again == first[::-1]
