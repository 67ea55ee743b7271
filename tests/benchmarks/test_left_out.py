"""Data that do not know an engine: its table is empty, the judge comes from the pages of the others."""

from __future__ import annotations

from pathlib import Path

from benchmarks.left_out import leave_out
from ocrfix.resources import data_folder, open_resources, verify

SAMPLES = Path(__file__).parents[2] / "samples"


def test_what_an_engine_taught_is_gone_and_all_else_is_as_before(tmp_path: Path) -> None:
    truth = (SAMPLES / "kleine-anfrage.truth.txt").read_text("utf-8")
    pages = [
        {"id": "a_1", "lang": "deu", "ocr": truth.replace("ü", "ii"), "gt": truth},
        {"id": "b_1", "lang": "eng", "ocr": truth.replace("k", "lc"), "gt": truth},
    ]
    into = tmp_path / "without"
    leave_out("eng", pages, data_folder(), data_folder(), into)
    left, shipped = open_resources(into), open_resources()
    assert verify(into) == ()
    assert not left.tables.counts["eng"]
    assert left.tables.counts["deu"] == shipped.tables.counts["deu"]
    assert left.lexicon.count("Rückmeldung") == shipped.lexicon.count("Rückmeldung") > 0
    assert "umlaut-unknown" in left.judge.weights
    assert left.judge.weights["umlaut-unknown"] != shipped.judge.weights["umlaut-unknown"]
    assert set(left.judge.weights) < set(shipped.judge.weights), "kinds that these pages do not show are never applied"
    assert [path.name for path in tmp_path.iterdir()] == ["without"]
