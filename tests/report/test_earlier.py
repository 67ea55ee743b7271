"""A report of ``ocrfix check`` is known by its bytes, and nothing else is."""

from __future__ import annotations

import pytest

from ocrfix.report.earlier import is_check_report


@pytest.mark.parametrize(
    "content",
    [
        b"Wort\n",
        b"# form\tclass\tfrequency\tsource\treason\nWort\town\t0\t\t\n",
        b'{"format": "ocrfix-baseline", "version": 1}\n',
        b'{\n "$schema": "https://example.org/sarif.json",\n "runs": [{"tool": {"driver": {"name": "other"}}}]\n}',
        b"<?xml version='1.0'?>\n<testsuites name=\"pytest\">",
        b'["Wort"]',
        b"<!DOCTYPE html>\n<title>Amt</title>",
        b"Es gab 3 Dateien: keine schlechter als erlaubt.\n",
        b"1 file: none worse than allowed.\nNotes of my own\n",
    ],
)
def test_another_file_is_no_report(content: bytes) -> None:
    assert not is_check_report(content, content)
