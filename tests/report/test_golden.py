"""The reports of one small result, byte for byte; `pytest tests/report --update-golden` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Callable

from ocrfix.report.csv import report_csv
from ocrfix.report.diff import report_diff
from ocrfix.report.html import report_html
from ocrfix.report.json import report_json

from .example import example

AssertGolden = Callable[[str, bytes], None]


def without_program(html: bytes) -> bytes:
    """Leave out style, script and their hashes, which say nothing about a result."""
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", html.decode(), flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]*", "sha256-", text).encode()


def test_json_is_as_agreed(assert_golden: AssertGolden) -> None:
    assert_golden("antwort.report.json", report_json(example(), "0.1.0"))


def test_diff_is_as_agreed(assert_golden: AssertGolden) -> None:
    assert_golden("antwort.diff", report_diff(example()))


def test_csv_is_as_agreed(assert_golden: AssertGolden) -> None:
    assert_golden("antwort.report.csv", report_csv(example()))


def test_german_html_is_as_agreed(assert_golden: AssertGolden) -> None:
    assert_golden("antwort.report.de.html", without_program(report_html(example(), "0.1.0", "de")))


def test_english_html_is_as_agreed(assert_golden: AssertGolden) -> None:
    assert_golden("antwort.report.en.html", without_program(report_html(example(), "0.1.0", "en")))
