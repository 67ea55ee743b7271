"""What all tests share: the opened data files."""

from __future__ import annotations

import pytest

from ocrfix.resources import Resources, open_resources


@pytest.fixture(scope="session")
def resources() -> Resources:
    """The shipped data, opened once."""
    return open_resources()
