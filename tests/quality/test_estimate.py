"""The estimate grows with the signs, stays within its bounds and holds on pages it was not fitted on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.errors import DataError
from ocrfix.quality.estimate import Calibration, Estimate, distance, load_calibration, together
from ocrfix.quality.signs import SIGN_NAMES, Signs
from ocrfix.resources import data_folder

SHARES = st.lists(st.floats(0, 1), min_size=len(SIGN_NAMES), max_size=len(SIGN_NAMES)).map(tuple)
CALIBRATION = load_calibration(data_folder() / "quality.json")


@settings(deadline=None)
@given(SHARES, st.integers(0, 2000), st.booleans())
def test_an_estimate_lies_within_its_bounds(shares: tuple[float, ...], words: int, is_born_digital: bool) -> None:
    found = CALIBRATION.estimate(Signs(words, shares), is_born_digital=is_born_digital)
    assert 0 <= found.low <= found.share <= found.high <= 1


@settings(deadline=None)
@given(SHARES, SHARES)
def test_more_signs_never_mean_less_damage(shares: tuple[float, ...], more: tuple[float, ...]) -> None:
    higher = tuple(min(1.0, one + other) for one, other in zip(shares, more, strict=True))
    less, most = (CALIBRATION.estimate(Signs(300, each)).share for each in (shares, higher))
    assert less <= most


@settings(deadline=None)
@given(SHARES)
def test_a_born_digital_page_is_never_estimated_worse_than_a_scan(shares: tuple[float, ...]) -> None:
    scan, digital = (CALIBRATION.estimate(Signs(300, shares), is_born_digital=each).share for each in (False, True))
    assert digital <= scan


def test_fewer_words_mean_wider_bounds() -> None:
    shares = (0.1, *(0.0,) * (len(SIGN_NAMES) - 1))
    short, long = (CALIBRATION.estimate(Signs(words, shares)) for words in (20, 2000))
    assert short.high - short.low > long.high - long.low


def test_a_page_without_words_has_no_damage() -> None:
    assert CALIBRATION.estimate(Signs(0, (0.0,) * len(SIGN_NAMES))) == Estimate(0.0, 0.0, 0.0)
    assert together([]) == Estimate(0.0, 0.0, 0.0)


def test_a_document_weighs_its_pages_by_their_words() -> None:
    pages = [(300, Estimate(0.1, 0.05, 0.2)), (0, Estimate(0.0, 0.0, 0.0)), (100, Estimate(0.5, 0.4, 0.8))]
    assert together(pages) == Estimate(0.2, 0.1375, 0.35)


def test_the_distance_of_a_bound_is_never_negative() -> None:
    assert distance((-1.0, 0.0, 0.0), 0.1, 100) == 0.0


def test_weights_for_other_signs_are_refused(tmp_path: Path) -> None:
    content = json.loads((data_folder() / "quality.json").read_text("utf-8"))
    wrong = tmp_path / "quality.json"
    wrong.write_text(json.dumps(content | {"signs": ["safe"]}), "utf-8")
    with pytest.raises(DataError, match="fitted for other signs"):
        load_calibration(wrong)
    with pytest.raises(DataError, match="cannot be read"):
        load_calibration(tmp_path / "missing.json")


def test_no_weight_is_negative() -> None:
    assert isinstance(CALIBRATION, Calibration)
    assert min(*CALIBRATION.weights, CALIBRATION.base, CALIBRATION.clean) >= 0
