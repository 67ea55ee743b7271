"""What all tests share: the opened data files, and a folder for programs with workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.resources import Resources, open_resources


@pytest.fixture(scope="session")
def resources() -> Resources:
    """The shipped data, opened once."""
    return open_resources()


@pytest.fixture
def short_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a short name: workers have sockets in its ``tmp``, and the name of a socket must be short."""
    return tmp_path_factory.mktemp("t")
