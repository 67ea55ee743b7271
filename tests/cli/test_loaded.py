"""A page of text loads what it needs and nothing else: each of these libraries would be felt at every cold start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, runner

SAMPLE = ROOT / "samples" / "kleine-anfrage.txt"
RIGHT = "Die Bundesregierung führt die Maßnahmen nach § 5 Absatz 2 weiter.\n"
PROBE = """
import json, sys
from ocrfix.cli.app import main
code = main(json.loads(sys.argv[1]))
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""
FOREIGN = {
    "PIL", "distributed", "fontTools", "jinja2", "lxml", "multiprocessing", "numpy", "pickle", "pikepdf", "pypdfium2",
    "pytesseract", "rich", "secrets", "socket", "symspellpy", "tessdata", "tesserocr", "tomllib",
}  # fmt: skip
OWN = {
    "ocrfix.cli.check", "ocrfix.cli.watch", "ocrfix.extract.selection", "ocrfix.extract.witnesses",
    "ocrfix.extract.features", "ocrfix.lexicon.borders", "ocrfix.lexicon.layers", "ocrfix.lexicon.learned",
    "ocrfix.pipeline.ballots", "ocrfix.pipeline.doubts", "ocrfix.pipeline.shelf_file", "ocrfix.pipeline.witnessed",
    "ocrfix.quality", "ocrfix.readings", "ocrfix.remote", "ocrfix.report.totals", "ocrfix.report.visible",
    "ocrfix.review", "ocrfix.scheduler", "ocrfix.write.markup", "ocrfix.write.pdf",
}  # fmt: skip


def loaded(folder: Path, *arguments: str, text: str = "") -> set[str]:
    """Run the command line in a process of its own and name the modules that it has loaded."""
    done = runner(["-c", PROBE], folder)(json.dumps(arguments), stdin=text.encode())
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(modules)


def test_one_page_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(SAMPLE.read_bytes())
    modules = loaded(tmp_path, "fix", "page.txt", "--report", "none", "-q")
    assert {"kenlm", "marisa_trie", "ocrfix.pipeline.second_look"} <= modules
    assert modules & (FOREIGN | OWN) == set()


def test_standard_input_loads_no_more(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "fix", "-", "-q", text=SAMPLE.read_text("utf-8"))
    assert modules & (FOREIGN | OWN) == set()


@pytest.mark.parametrize("command", [("fix", "-", "-q"), ("explain", "-")])
def test_a_page_without_damage_needs_no_word_compared(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert "rapidfuzz" not in loaded(tmp_path, *command, text=RIGHT)
