"""Rates equal those of dinglehopper and jiwer; counts of a correction equal the benchmarks' scorer."""

from __future__ import annotations

import importlib
import json
import warnings
from pathlib import Path
from typing import Any

import jiwer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters

from ocrfix.quality.evaluate import (
    Evaluation,
    Triple,
    WordClass,
    class_of,
    evaluate_texts,
    graphemes,
    normalised,
)
from ocrfix.quality.scoring import Score, score_page

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
DEV = ROOT.parent / "shared" / "eval" / "dev.jsonl"
PAIRS = [
    ("für die Länder", "fir die Lander"),
    ("Das „Gesetz“ – § 1 –\n\nist neu.", 'Das ,Gesetz" - 8 1 -\nist  neu'),
    ("e\N{COMBINING RING BELOW}in a\N{COMBINING DIAERESIS}u 👩\N{ZERO WIDTH JOINER}🔬 🇩🇪", "ein äu 👩 🇩"),
    ("\ufeffAnlage 1\r\n  eingerückt\r\n", "Anlage l\neingerückt"),
    ("Seite 1\n\fSeite 2", "Seite 1\n\fSeile 2"),
    ("kurz", "viel länger als die Wahrheit"),
    ("Text", ""),
]
TEXTS = st.text(
    "aäüe ß§–„ﬁ👩🔬🇩🇪♂©\u0600\u0e33\n\N{COMBINING DIAERESIS}\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}", max_size=30
)


def dinglehopper(name: str) -> Any:  # noqa: ANN401
    """Give a module of dinglehopper; it is heavy, so that only `.[test-evaluation]` brings it."""
    pytest.importorskip("dinglehopper", reason="dinglehopper is not installed: pip install '.[test-evaluation]'")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(f"dinglehopper.{name}")


def sample_pairs() -> list[tuple[str, str]]:
    return [
        (path.read_text("utf-8"), path.with_name(path.name.replace(".truth.txt", ".txt")).read_text("utf-8"))
        for path in sorted(SAMPLES.glob("*.truth.txt"))
        if path.with_name(path.name.replace(".truth.txt", ".txt")).exists()
    ]


@pytest.mark.parametrize(("truth", "text"), [*PAIRS, *sample_pairs()])
def test_cer_is_that_of_dinglehopper(truth: str, text: str) -> None:
    rate, length = dinglehopper("character_error_rate").character_error_rate_n(normalised(truth), normalised(text))
    evaluation = evaluate_texts(Triple("a", truth, text))
    assert evaluation.cer == pytest.approx(rate)
    assert evaluation.characters == length


@pytest.mark.parametrize(("truth", "text"), [*PAIRS[:2], *PAIRS[3:], *sample_pairs()])
def test_cer_is_that_of_dinglehoppers_command_on_files(truth: str, text: str, tmp_path: Path) -> None:
    """Its command also takes some characters for equal; none of them stands in these texts but ’ and —."""
    files = []
    for name, content in (("gt.txt", truth.removeprefix("\ufeff")), ("ocr.txt", text)):
        path = tmp_path / name
        path.write_bytes(content.replace("—", "–").replace("’", "'").encode())
        files.append(dinglehopper("ocr_files").plain_extract(str(path), encoding="utf-8"))
    rate = dinglehopper("character_error_rate").character_error_rate(*files)
    same = [content.replace("—", "–").replace("’", "'") for content in (truth, text)]
    assert evaluate_texts(Triple("a", *same)).cer == pytest.approx(rate)


@pytest.mark.parametrize(("truth", "text"), [*PAIRS, *sample_pairs()])
def test_wer_is_that_of_jiwer(truth: str, text: str) -> None:
    words = [" ".join(normalised(each).split()) for each in (truth, text)]
    rate = jiwer.wer(reference=words[0], hypothesis=words[1])
    assert evaluate_texts(Triple("a", truth, text)).wer == pytest.approx(rate)


@pytest.mark.shared
@pytest.mark.skipif(not DEV.is_file(), reason="../shared/eval is not there")
def test_both_hold_on_the_pages_of_the_evaluation() -> None:
    rates = dinglehopper("character_error_rate")
    for line in DEV.read_text("utf-8").splitlines()[::12]:
        record = json.loads(line)
        evaluation = evaluate_texts(Triple("a", record["gt"], record["ocr"]))
        texts = [normalised(record["gt"]), normalised(record["ocr"])]
        assert evaluation.cer == pytest.approx(rates.character_error_rate(*texts))
        words = [" ".join(text.split()) for text in texts]
        assert evaluation.wer == pytest.approx(jiwer.wer(reference=words[0], hypothesis=words[1]))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_clusters_are_those_of_unicode(text: str) -> None:
    assert graphemes(text) == list(grapheme_clusters(text))


def test_white_space_around_lines_and_the_kind_of_line_end_do_not_count() -> None:
    assert normalised("\ufeffa \r\n b\r\n") == "a\nb"
    assert normalised("Seite 1\fSeite 2") == "Seite 1\nSeite 2"
    assert evaluate_texts(Triple("a", "a\nb\n", " a\r\nb")).cer == 0


def test_nothing_to_divide_by_gives_no_rate() -> None:
    evaluation = evaluate_texts(Triple("a", "", "etwas"))
    assert (evaluation.cer, evaluation.wer) == (None, None)
    assert evaluation.character_distance == 5
    assert Evaluation().cer is None


def test_a_text_much_longer_than_its_truth_has_a_rate_above_1() -> None:
    rate = evaluate_texts(Triple("a", "ab", "abcdef")).cer
    assert rate == 2.0


def test_a_correction_is_counted_by_class() -> None:
    triple = Triple(
        "a",
        truth="Für § 8 die KI groß, alle 12 Länder",
        text="Für § 8 die Kl groß, alle 12 Lander",
        before="Fir 8 8 die KI grob, alle 12 Länder",
    )
    evaluation = evaluate_texts(triple)
    assert evaluation.score == score_page(triple.before or "", triple.text, triple.truth)
    fixed = {kind: score.fixed for kind, score in evaluation.classes.items() if score.fixed}
    harmed = {kind: score.harmed for kind, score in evaluation.classes.items() if score.harmed}
    assert fixed == {WordClass.SECTION_SIGN: 1, WordClass.UMLAUT: 1, WordClass.ESZETT: 1}
    assert harmed == {WordClass.CAPITALS: 1, WordClass.UMLAUT: 1}
    assert evaluation.classes[WordClass.OTHER].precision == 0.0  # Kl and Lander are neither capitals nor umlauts
    assert evaluation.classes[WordClass.ESZETT].precision == 1.0
    assert evaluation.cer_before is not None
    assert evaluation.wer_before == pytest.approx(3 / 9)


def test_classes_add_up_to_the_whole() -> None:
    read, printed = PAIRS[1][1], PAIRS[1][0]
    evaluation = evaluate_texts(Triple("a", printed, printed, read))
    total = sum(evaluation.classes.values(), Score())
    assert evaluation.score is not None
    assert (total.words, total.fixed, total.harmed) == (
        evaluation.score.words,
        evaluation.score.fixed,
        evaluation.score.harmed,
    )
    assert total.changed_right == evaluation.score.changed_right


def test_sums_of_texts() -> None:
    first = evaluate_texts(Triple("a", "für die", "fir die"))
    second = evaluate_texts(Triple("b", "alle Länder", "alle Länder", "alle Lander"))
    both = first + second
    assert (both.texts, both.words, both.word_distance) == (2, 4, 1)
    assert both.score == second.score
    assert (second + first).word_distance_before == 1
    assert sum((first, second), Evaluation()) == both


@pytest.mark.parametrize(
    ("word", "kind"),
    [("§§", "section-sign"), ("1a)", "number"), ("–", "punctuation"), ("GG", "capitals"), ("Größe", "umlaut")],
)
def test_the_class_of_a_word(word: str, kind: str) -> None:
    assert class_of(word).value == kind
