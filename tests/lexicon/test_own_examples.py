"""Examples of pages of our own, kept as figures."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from ocrfix.decide import FEATURE_NAMES, load_judge
from ocrfix.errors import DataError
from ocrfix.lexicon.build.examples import Example, labelled, words_at_risk
from ocrfix.lexicon.build.judge import write_fitted_judge
from ocrfix.lexicon.build.own_examples import (
    OwnExamples,
    learn_examples,
    learn_groups,
    read_examples,
    write_examples,
)
from ocrfix.resources import Resources

FIGURES = tuple(round(0.125 * place, 3) for place in range(len(FEATURE_NAMES)))
EXAMPLES = (
    Example("b", "letter", FIGURES, True, False, "fiir", "für", "für"),
    Example("a", "comma", FIGURES, False, True, ".", ",", "."),
    Example("b", "comma", FIGURES, False, False, ".", ",", ";"),
)


def test_examples_read_back_as_figures_without_a_word(tmp_path: Path) -> None:
    target = tmp_path / "examples.tsv.xz"
    write_examples(EXAMPLES, 1234, target)
    read = read_examples(target)
    assert read.words == 1234
    assert [(one.group, one.figures, one.is_right, one.was_right) for one in read.examples] == [
        (one.group, one.figures, one.is_right, one.was_right) for one in EXAMPLES
    ]
    pages = [one.page for one in read.examples]
    assert pages[0] == pages[2] != pages[1]
    assert "für" not in lzma.decompress(target.read_bytes()).decode()


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_examples(EXAMPLES, 5, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_without_a_file_there_are_no_examples(tmp_path: Path) -> None:
    assert read_examples(tmp_path / "none") == OwnExamples()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no xz", "holds no examples"),
        (lzma.compress(b"12\tbias\tother\n"), "was made for other figures"),
        (lzma.compress("\t".join(("12", *FEATURE_NAMES)).encode() + b"\n0\tletter\t1\t0\t2\n"), "holds no examples"),
        (lzma.compress("\t".join(("many", *FEATURE_NAMES)).encode()), "holds no examples"),
    ],
)
def test_what_is_no_examples_is_a_data_error(tmp_path: Path, content: bytes, message: str) -> None:
    target = tmp_path / "examples.tsv.xz"
    target.write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_examples(target)


def test_pages_become_examples_and_the_judge_sees_them(tmp_path: Path, resources: Resources) -> None:
    page = {
        "id": "one",
        "ocr": "Die Lander priifen die MaBnahmen fiir die Stadte. Das Geld steht zur Verfugung.\n",
        "gt": "Die Länder prüfen die Maßnahmen für die Städte. Das Geld steht zur Verfügung.\n",
    }
    (tmp_path / "pages.jsonl").write_text(json.dumps(page) + "\n", encoding="utf-8")
    learn_examples([tmp_path / "pages.jsonl"], resources.folder, tmp_path / "examples.tsv.xz")
    own = read_examples(tmp_path / "examples.tsv.xz")
    assert own.words == words_at_risk([page])
    made = list(labelled("one", page["ocr"], page["gt"], resources))
    assert {one.group for one in own.examples} >= {one.group for one in made}
    semicolon = Example("x", "semicolon", FIGURES, True, False, ":", ";", ";")
    for name, more in (("without", None), ("with", OwnExamples((semicolon,), 9))):
        write_fitted_judge([page], resources, {"safe": 0.8, "strict": 0.9, "likely": 0.5}, {}, tmp_path / name, more)
    assert "semicolon" not in load_judge(tmp_path / "without").weights
    assert "semicolon" in load_judge(tmp_path / "with").weights


def test_examples_of_some_kinds_are_made_anew_and_the_others_stay(tmp_path: Path, resources: Resources) -> None:
    target, pages = tmp_path / "examples.tsv.xz", tmp_path / "dashes.jsonl"
    write_examples(EXAMPLES, 1234, target)
    before = "Der Bund - so heißt es - priift die MaBnahmen. Die Lander zahlen.\n" * 10
    page = {"id": "a", "ocr": before, "gt": before.replace("-", "–")}
    pages.write_text(json.dumps(page) + "\n", encoding="utf-8")
    learn_groups([pages], resources.folder, ("comma", "hyphen-dash"), target)
    read = read_examples(target)
    assert read.words == 1234
    assert [(one.group, one.is_right) for one in read.examples] == [("letter", True), *[("hyphen-dash", True)] * 7]
    assert read.examples[0].figures == FIGURES
    assert len({one.page for one in read.examples}) == 2
