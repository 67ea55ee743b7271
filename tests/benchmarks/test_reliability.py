"""The reliability table says what was stated and what was so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import reliability as program
from benchmarks.reliability import Change, brier_score, calibration_error, reliability, table, wilson_interval
from ocrfix.errors import DataError

ROOT = Path(__file__).parents[2]
CHANGES = (
    Change("noise-unknown", 0.95, True, False),
    Change("noise-unknown", 0.85, True, False),
    Change("umlaut-known", 0.9, False, True),
    Change("umlaut-known", 0.2, False, False),
)


def test_a_bin_holds_the_mean_of_what_was_stated_and_the_share_that_is_right() -> None:
    low, high = reliability(CHANGES, (0.0, 0.5, 1.0))
    assert (low.count, low.stated, low.observed, low.broken) == (1, 0.2, 0.0, 0)
    assert (high.count, high.observed, high.broken) == (3, 2 / 3, 1)
    assert high.stated == pytest.approx(0.9)


def test_an_edge_belongs_to_the_bin_above_and_one_to_the_last() -> None:
    certain = Change("section", 1.0, True, False)
    edge = Change("section", 0.5, True, False)
    assert [(entry.low, entry.count) for entry in reliability((certain, edge), (0.0, 0.5, 1.0))] == [(0.5, 2)]


def test_empty_bins_are_left_out_and_no_changes_give_no_figures() -> None:
    assert reliability(()) == []
    assert calibration_error([]) is None
    assert brier_score(()) is None
    assert len(table((), (0.0, 1.0))) == 1


def test_the_calibration_error_weighs_bins_by_their_changes() -> None:
    bins = reliability(CHANGES, (0.0, 0.5, 1.0))
    assert calibration_error(bins) == pytest.approx((1 * 0.2 + 3 * (0.9 - 2 / 3)) / 4)


def test_the_brier_score_is_the_mean_squared_distance() -> None:
    assert brier_score(CHANGES) == pytest.approx((0.05**2 + 0.15**2 + 0.9**2 + 0.2**2) / 4)


@given(st.integers(1, 500), st.data())
def test_wilsons_interval_holds_the_observed_share(count: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, count))
    low, high = wilson_interval(right, count)
    assert 0.0 <= low <= right / count + 1e-9
    assert right / count - 1e-9 <= high <= 1.0


@given(st.lists(st.floats(0, 1)))
def test_every_change_is_in_exactly_one_bin(confidences: list[float]) -> None:
    bins = reliability(Change("section", confidence, True, False) for confidence in confidences)
    assert sum(entry.count for entry in bins) == len(confidences)
    assert all(entry.low <= entry.stated <= entry.high + 1e-9 for entry in bins)


def test_the_sample_s_changes_are_labelled_and_mostly_right(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    read, printed = (ROOT / "samples" / f"kleine-anfrage{end}" for end in (".txt", ".truth.txt"))
    records, target = tmp_path / "records.jsonl", tmp_path / "bins.json"
    entry = {"id": "sample", "ocr": read.read_text("utf-8"), "gt": printed.read_text("utf-8")}
    records.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    assert program.main([str(records), "--bins", "2", "--by-kind", "--json", str(target)]) == 0
    said = capsys.readouterr().out
    assert "expected calibration error" in said
    assert "== umlaut-unknown" in said
    last = json.loads(target.read_text("utf-8"))[-1]
    assert (last["low"], last["high"]) == (0.5, 1.0)
    assert last["count"] > 20
    assert last["observed"] > 0.9


def test_missing_data_are_one_message_with_their_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fails(_: object) -> list[Change]:
        raise DataError("no data files", "reinstall ocrfix")

    monkeypatch.setattr(program, "changes_of", fails)
    records = tmp_path / "records.jsonl"
    records.write_text("", encoding="utf-8")
    assert program.main([str(records)]) == 6
    assert capsys.readouterr().err == "benchmark stopped: no data files\nHint: reinstall ocrfix\n"


@pytest.mark.parametrize("arguments", [["nothing.jsonl"], [__file__, "--bins", "0"]])
def test_what_cannot_be_meant_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program.main(arguments)
    assert ended.value.code == 2
