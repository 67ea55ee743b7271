from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files of tests/report anew")


@pytest.fixture
def assert_golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare with a file of tests/report/golden, or write it with --update-golden."""

    def compare(name: str, content: bytes) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden", default=False):
            path.write_bytes(content)
        assert path.read_bytes().decode() == content.decode(), "look at the change, then run with --update-golden"

    return compare
