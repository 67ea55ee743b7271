"""Fitting the estimate: truth by alignment, weights that are never negative, bounds that hold what they promise."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from ocrfix.lexicon.build.quality import Example, examples_of, fit_quality, out_of_fold, write_quality, wrong_share
from ocrfix.lexicon.build.refit import main
from ocrfix.quality.estimate import load_calibration
from ocrfix.quality.signs import SIGN_NAMES, Signs
from ocrfix.resources import Resources, data_folder, verify

TRUTH = "Die Behörde prüft den Antrag der Gemeinde. Die Maßnahmen für die Länder sind sicher.\n"
READ = "Die Behérde priift den Antrag der Gemeinde. Die MaBnahmen fiir die Lander sind sicher.\n"


@pytest.mark.parametrize(
    ("read", "printed", "share"),
    [
        ("a b c d", "a b c d", 0.0),
        ("", "a b", 1.0),
        ("a", "", 0.0),
        ("a x c d", "a b c d", 0.25),
        ("Rück-\nmeldung", "Rückmeldung", 0.0),
        ("a b c d e", "a b", 0.0),
    ],
)
def test_the_wrong_share_counts_printed_words_that_are_not_found(read: str, printed: str, share: float) -> None:
    assert wrong_share(read, printed) == pytest.approx(share)


def made(count: int, seed: int) -> list[Example]:
    """Pages whose damage is their sure changes plus twice their open doubts, give or take a little."""
    source = random.Random(seed)
    examples = []
    for number in range(count):
        safe, doubtful = source.random() * 0.2, source.random() * 0.05
        shares = tuple({"safe": safe, "open": doubtful}.get(name, 0.0) for name in SIGN_NAMES)
        share = min(1.0, max(0.0, safe + 2 * doubtful + source.gauss(0, 0.01)))
        examples.append(Example(f"d{number}", Signs(300, shares), share))
    return [*examples, Example("clean", Signs(300, (0.0,) * len(SIGN_NAMES)), 0.0, is_clean=True)]


def test_the_weights_are_found_and_no_other_sign_gets_one() -> None:
    weights = dict(zip(SIGN_NAMES, fit_quality(made(200, 1)).weights, strict=True))
    assert weights["safe"] == pytest.approx(1.0, abs=0.1)
    assert weights["open"] == pytest.approx(2.0, abs=0.3)
    assert min(weights.values()) >= 0


def test_the_bounds_hold_nine_of_ten_unseen_pages() -> None:
    calibration = fit_quality(made(300, 2))
    unseen = [example for example in made(300, 3) if not example.is_clean]
    found = [(calibration.estimate(example.signs), example.share) for example in unseen]
    covered = sum(estimate.low <= share <= estimate.high for estimate, share in found) / len(found)
    assert 0.84 <= covered <= 0.97


def test_a_page_is_estimated_without_its_document() -> None:
    same = [Example("one", example.signs, example.share) for example in made(10, 4)]
    other = made(60, 5)
    assert len(out_of_fold([*same, *other])) == len(same) + len(other)


def test_printed_pages_are_clean_examples_once(resources: Resources) -> None:
    lines = [json.dumps({"id": f"train_A_1_p{page}", "lang": "eng", "ocr": READ, "gt": TRUTH}) for page in (1, 1, 2)]
    examples = list(examples_of(lines, resources))
    assert [example.is_clean for example in examples] == [False, True, False, False, True]
    assert {example.document for example in examples} == {"train_A_1"}
    assert examples[0].share == pytest.approx(5 / 14)
    assert sum(examples[0].signs.shares) > sum(examples[1].signs.shares)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    calibration = fit_quality(made(60, 6))
    write_quality(calibration, tmp_path / "quality.json")
    assert load_calibration(tmp_path / "quality.json") == calibration


def test_refitting_renews_the_figures_and_the_manifest_alone(tmp_path: Path) -> None:
    pages, into = tmp_path / "pages.jsonl", tmp_path / "data"
    entries = [{"id": f"train_A_{n}_p1", "lang": "eng", "ocr": READ, "gt": TRUTH} for n in range(6)]
    pages.write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")
    into.mkdir()
    for file in data_folder().iterdir():
        (into / file.name).write_bytes(file.read_bytes())
    before = {file.name: file.read_bytes() for file in into.iterdir()}
    assert main([str(pages), "--models", str(data_folder()), "--into", str(into)]) == 0
    changed = {file.name for file in into.iterdir() if file.read_bytes() != before[file.name]}
    assert changed == {"quality.json", "MANIFEST.json"}
    assert verify(into) == ()
