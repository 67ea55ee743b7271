"""What is written in pieces is what the library writes in one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.report.json_text import json_parts, json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def by_library(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)


@given(VALUES)
def test_a_value_is_written_as_by_the_library(value: object) -> None:
    assert json_text(value) == by_library(value)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_an_object_is_written_in_pieces_as_by_the_library(fields: dict[str, Any]) -> None:
    given = ((name, iter(value) if isinstance(value, list) else value) for name, value in fields.items())
    assert "".join(json_parts(given)) == by_library(fields)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [-float("inf")]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="no number"):
        json_text(value)


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        json_text({"a": {1}})
