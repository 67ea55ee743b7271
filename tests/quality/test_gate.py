"""Thresholds and baseline: what fails, what is excused, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocrfix.errors import ConfigurationError
from ocrfix.model import Level, Origin
from ocrfix.quality.baseline import KnownFile, baseline_bytes, read_baseline
from ocrfix.quality.estimate import Estimate
from ocrfix.quality.gate import Thresholds, judge_file
from ocrfix.quality.inspect import FileQuality, Finding, PageQuality


def quality(share: float, *ids: str, pages: tuple[float, ...] = ()) -> FileQuality:
    estimates = [Estimate(each, 0.0, 1.0) for each in pages or (share,)]
    return FileQuality(
        words=100,
        estimate=Estimate(share, 0.0, 1.0),
        pages=tuple(PageQuality(number, Origin.PLAIN_TEXT, 100, each, 0) for number, each in enumerate(estimates, 1)),
        findings=tuple(Finding(each, 1, 1, 1, "unknown-word", Level.SAFE, "fir", "für", 1, 1) for each in ids),
        confusions=(),
    )


@pytest.mark.parametrize(("share", "fails"), [(0.01, False), (0.0101, True), (0.0, False)])
def test_a_file_fails_above_the_threshold_only(share: float, fails: bool) -> None:
    assert judge_file("a", quality(share), Thresholds(0.01), None).is_failed is fails


def test_a_single_bad_page_fails_where_pages_have_a_threshold() -> None:
    judged = quality(0.005, pages=(0.0, 0.2))
    assert not judge_file("a", judged, Thresholds(0.01), None).is_failed
    verdict = judge_file("a", judged, Thresholds(0.01, 0.1), None)
    assert verdict.is_failed
    assert verdict.pages_above == (2,)


def test_the_baseline_excuses_what_was_there_before() -> None:
    known = {"a": KnownFile(0.05, 100, frozenset(("x", "y")))}
    verdict = judge_file("a", quality(0.05, "x", "y"), Thresholds(), known)
    assert (verdict.is_above, verdict.is_failed, verdict.new) == (True, False, frozenset())


@pytest.mark.parametrize(
    ("share", "ids", "fails"),
    [
        (0.06, ("x", "z"), True),  # worse, and something new
        (0.06, ("x",), False),  # the share moved with the words around, nothing new is damaged
        (0.04, ("x", "z"), False),  # a neighbour was repaired: other ids, less damage
    ],
)
def test_worse_is_more_damage_with_a_new_finding(share: float, ids: tuple[str, ...], fails: bool) -> None:
    known = {"a": KnownFile(0.05, 100, frozenset(("x", "y")))}
    assert judge_file("a", quality(share, *ids), Thresholds(), known).is_failed is fails


def test_a_file_that_the_baseline_does_not_know_is_judged_by_the_threshold() -> None:
    assert judge_file("b", quality(0.05, "x"), Thresholds(), {}).is_failed
    assert not judge_file("b", quality(0.005, "x"), Thresholds(), {}).is_failed


def test_a_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    data = baseline_bytes([("b", quality(0.02, "y", "x")), ("a", quality(0.0))])
    path.write_bytes(data)
    assert read_baseline(path) == {
        "a": KnownFile(0.0, 100, frozenset()),
        "b": KnownFile(0.02, 100, frozenset(("x", "y"))),
    }
    assert data == baseline_bytes([("a", quality(0.0)), ("b", quality(0.02, "x", "y"))])


def baseline_with(figures: str) -> str:
    return f'{{"format": "ocrfix-baseline", "version": 1, "files": {{"a": {{{figures}, "findings": []}}}}}}'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nothing", "is no baseline"),
        ("[]", "is no baseline"),
        (json.dumps({"format": "other", "version": 1, "files": {}}), "is no baseline"),
        (json.dumps({"format": "ocrfix-baseline", "version": 2, "files": {}}), "format version 2"),
        (json.dumps({"format": "ocrfix-baseline", "version": 1, "files": {"a": {}}}), "is no baseline"),
        (baseline_with('"damage": NaN, "words": 1'), "is no baseline"),
        (baseline_with('"damage": 2, "words": 1'), "is no baseline"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "base.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigurationError, match=message):
        read_baseline(path)


def test_a_missing_baseline_names_the_way_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_baseline(tmp_path / "missing.json")
    assert "--write-baseline" in raised.value.hint
