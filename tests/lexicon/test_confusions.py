from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocrfix.lexicon.build.confusions import aligned_words, confusions, learn_table, running_words
from ocrfix.lexicon.build.make import learn_confusions
from ocrfix.lexicon.confusions import load_confusions

TRUTH = "Die Maßnahmen für die Länder werden über-\nprüft."
READ = "Die MaBnahmen fiir die Lander werden iiber-\npriift."


def test_words_of_a_page_are_paired_with_those_printed() -> None:
    pairs = dict(aligned_words(READ, TRUTH))
    assert pairs["MaBnahmen"] == "Maßnahmen"
    assert pairs["iiberpriift."] == "überprüft."


def test_a_word_without_counterpart_is_paired_with_nothing() -> None:
    pairs = [("Alles", "Alles"), ("gut", "gut")]
    assert list(aligned_words("Alles heute gut", "Alles gut")) == pairs
    assert list(aligned_words("Alles gut", "Alles heute gut")) == pairs


def test_words_broken_at_line_ends_run_on() -> None:
    assert running_words("Klima-\nschutz und E-\nAkte") == ["Klimaschutz", "und", "E-", "Akte"]


@pytest.mark.parametrize(
    ("read", "true", "expected"),
    [
        ("fiir", "für", [("ü", "ii")]),
        ("MaBnahmen", "Maßnahmen", [("ß", "B")]),
        ("Haus", "Haus", []),
        ("xyzq", "Haus", []),
        ("Stralle", "Straße", [("ß", "ll")]),
        ("gepruft", "geprüft", [("ü", "u")]),
    ],
)
def test_the_differing_stretches_of_a_pair_are_the_confusions(
    read: str, true: str, expected: list[tuple[str, str]]
) -> None:
    assert list(confusions(read, true)) == expected


def test_learning_counts_confusions_and_what_was_printed() -> None:
    counts, totals = learn_table([(READ, TRUTH), (TRUTH, TRUTH)])
    assert counts["ü", "ii"] == 3
    assert counts["ß", "B"] == 1
    assert totals["ü"] == 6
    assert totals["ß"] == 2


def test_learning_writes_a_table_that_can_be_read(tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    lines = [json.dumps({"lang": name, "ocr": READ, "gt": TRUTH}) for name in ("eng", "deu", "eng")]
    pages.write_text("\n".join(lines), encoding="utf-8")
    extra = tmp_path / "extra.tsv"
    extra.write_text("# made by hand\neng\tß\tll\t2\tseen in layers\n", encoding="utf-8")
    learn_confusions([pages], extra, tmp_path / "confusions.tsv")
    tables = load_confusions(tmp_path / "confusions.tsv")
    assert tables.counts["eng"]["ü", "ii"] == 6
    assert tables.rate("eng", ("ü", "ii")) == 1.0
    assert tables.counts["eng"]["ß", "ll"] == 2
    assert tables.rate("deu", ("ß", "ll")) == 0.0
    assert tables.rules() == tuple(sorted(tables.rules()))


def test_learning_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_text(json.dumps({"lang": "eng", "ocr": READ, "gt": TRUTH}), encoding="utf-8")
    (tmp_path / "extra.tsv").write_text("", encoding="utf-8")
    for name in ("one", "two"):
        learn_confusions([tmp_path / "pages.jsonl"], tmp_path / "extra.tsv", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_one_umlaut_is_often_read_as_may_be_another_one(tmp_path: Path) -> None:
    true = "für über müde fünf Löwe Bär " * 10
    read = true.replace("ü", "ti").replace("ö", "6")
    (tmp_path / "pages.jsonl").write_text(json.dumps({"lang": "eng", "ocr": read, "gt": true}), encoding="utf-8")
    (tmp_path / "extra.tsv").write_text("", encoding="utf-8")
    learn_confusions([tmp_path / "pages.jsonl"], tmp_path / "extra.tsv", tmp_path / "confusions.tsv")
    counts = load_confusions(tmp_path / "confusions.tsv").counts["eng"]
    assert counts["ü", "ti"] == 40
    assert counts["ö", "ti"] == counts["ä", "ti"] == 1
    assert ("ü", "6") not in counts, "6 was read too seldom"
