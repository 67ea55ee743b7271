"""The page about the library shows what its examples print, and the page about upgrades the formats as they are."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout

from ocrfix.cli.stream import FORMAT as STREAM_FORMAT
from ocrfix.cli.stream import VERSION as STREAM_VERSION
from ocrfix.cli.summary import SUMMARY_FORMAT, SUMMARY_VERSION
from ocrfix.ledger import LEDGER_FORMAT, LEDGER_VERSION
from ocrfix.lexicon.learned import FORMAT_NAME as PROFILE_FORMAT
from ocrfix.lexicon.learned import FORMAT_VERSION as PROFILE_VERSION
from ocrfix.quality.baseline import FORMAT as BASELINE_FORMAT
from ocrfix.quality.baseline import VERSION as BASELINE_VERSION
from ocrfix.report.check_json import FORMAT as CHECK_FORMAT
from ocrfix.report.check_json import VERSION as CHECK_VERSION
from ocrfix.report.evaluation_tables import FORMAT as EVALUATION_FORMAT
from ocrfix.report.evaluation_tables import FORMAT_VERSION as EVALUATION_VERSION
from ocrfix.report.json import FORMAT_NAME as REPORT_FORMAT
from ocrfix.report.json import FORMAT_VERSION as REPORT_VERSION
from ocrfix.report.workplace import VERDICT_VERSION
from tests.cli.conftest import ROOT

LIBRARY = (ROOT / "docs" / "library.md").read_text("utf-8")
UPGRADING = (ROOT / "docs" / "upgrading.md").read_text("utf-8")
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n\nprints\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_every_example_prints_what_stands_below_it() -> None:
    examples = EXAMPLE.findall(LIBRARY)
    assert len(examples) == LIBRARY.count("```python") == 3
    names: dict[str, object] = {}
    for code, printed in examples:
        output = io.StringIO()
        with redirect_stdout(output):
            exec(code, names)
        assert output.getvalue() == printed


def test_the_versions_of_the_formats_are_those_of_the_code() -> None:
    shown = dict(re.findall(r"^\| .* \| `?([^|`]+?)`? \| (\d+) \|$", UPGRADING, re.MULTILINE))
    assert shown == {
        REPORT_FORMAT: str(REPORT_VERSION),
        "one version a line": str(VERDICT_VERSION),
        SUMMARY_FORMAT: str(SUMMARY_VERSION),
        STREAM_FORMAT: str(STREAM_VERSION),
        CHECK_FORMAT: str(CHECK_VERSION),
        BASELINE_FORMAT: str(BASELINE_VERSION),
        EVALUATION_FORMAT: str(EVALUATION_VERSION),
        PROFILE_FORMAT: str(PROFILE_VERSION),
        LEDGER_FORMAT: str(LEDGER_VERSION),
    }
