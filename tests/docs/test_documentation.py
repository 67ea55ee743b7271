"""The documentation is about this program: links, reason codes, levels, files and the example hold."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocrfix.config import Config
from ocrfix.decide import load_judge
from ocrfix.edits import corrected_text
from ocrfix.model import CandidateKind, Document, Page
from ocrfix.pipeline import correct
from ocrfix.pipeline.decisions import _KIND_REASONS, _LISTED_CONFIDENCE
from ocrfix.report.reasons import REASONS
from ocrfix.resources import DATA_FILES, data_folder, open_resources

ROOT = Path(__file__).parents[2]
METHOD = (ROOT / "docs" / "method.md").read_text("utf-8")
DATA = (ROOT / "docs" / "data.md").read_text("utf-8")
PAGES = [*sorted((ROOT / "docs").glob("*.md")), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md"))]
"""Every page whose links must lead somewhere."""
PIPELINE = sorted(path for room in ("pipeline", "review") for path in (ROOT / "ocrfix" / room).glob("*.py"))
CODE_ROW = re.compile(r"^\| `([a-z-]+)` \|.*\| (reserved)? ?\|$", re.MULTILINE)
CODES = {match[1]: match[2] is not None for match in CODE_ROW.finditer(METHOD)}
"""Code -> whether the table says that it is not given."""


def headings(path: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text("utf-8")):
        name, _, heading = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.is_file(), f"{page.name} links to {target}"
        assert not heading or heading in headings(file), f"{page.name} links to {target}"


def test_the_readme_links_both_pages() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "](docs/method.md)" in readme
    assert "](docs/data.md)" in readme


def literal_codes() -> Iterator[str]:
    """Yield the codes that the pipeline writes down: arguments of ``Reason``, values of its dictionaries."""
    for path in PIPELINE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found: list[ast.expr] = []
            match node:
                case ast.Call(func=ast.Name(id="Reason"), args=[first, *_]):
                    found = [first]
                case ast.Call(func=ast.Attribute(value=ast.Dict(values=values), attr="get"), args=[_, *default]):
                    found = [*values, *default]
            yield from (part.value for part in found if isinstance(part, ast.Constant) and isinstance(part.value, str))


def proposed_kinds() -> set[CandidateKind]:
    """Return the kinds of candidates that some code makes."""
    makers = [*(ROOT / "ocrfix" / "candidates").glob("*.py"), *(path for path in PIPELINE if path.stem != "decisions")]
    names = {name for path in makers for name in re.findall(r"CandidateKind\.([A-Z_]+)", path.read_text("utf-8"))}
    return {CandidateKind[name] for name in names}


def test_every_reason_code_is_in_the_table_and_the_table_has_no_other() -> None:
    known = {*REASONS, *_KIND_REASONS.values(), *literal_codes()}
    assert len(known) > 20
    assert set(CODES) == known


def test_the_codes_marked_reserved_are_those_that_are_not_given() -> None:
    kinds = proposed_kinds()
    given = {*literal_codes(), *(code for kind, code in _KIND_REASONS.items() if kind in kinds)}
    assert {code for code, is_reserved in CODES.items() if not is_reserved} == given


def test_the_levels_have_the_confidence_that_the_table_says() -> None:
    rows = dict(re.findall(r"^\| `(safe|likely|review)` \| ([^|]+) \|", METHOD, re.MULTILINE))
    thresholds = load_judge(data_folder() / "judge.json").thresholds
    assert rows["safe"] == f"{thresholds['safe']:.2f} and more"
    assert rows["likely"] == f"{thresholds['likely']:.2f} and more"
    assert f"listed from {_LISTED_CONFIDENCE:.2f} on" in METHOD


def test_the_example_is_what_the_engine_makes_of_it() -> None:
    blocks = dict(re.findall(r"^```text (read|printed)\n(.*?)^```$", METHOD, re.MULTILINE | re.DOTALL))
    document = Document("example.txt", "", (Page(1, blocks["read"]),))
    assert blocks["read"] != blocks["printed"]
    assert corrected_text(correct(document, Config().correct, open_resources())) == blocks["printed"]


def test_every_module_that_is_named_exists() -> None:
    for page in (METHOD, DATA):
        named = re.findall(r"`((?:ocrfix|benchmarks|dictionaries|samples)/[\w./-]+)`", page)
        assert named
        assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_compiled_file_is_described() -> None:
    described = set(re.findall(r"`([a-z*]+\.[a-z*]+|MANIFEST\.json)`", DATA))
    for name in (*DATA_FILES, "MANIFEST.json"):
        stem, _, _ = name.partition(".")
        assert name in described or f"{stem}.*" in described, name


def test_every_reviewed_file_is_described() -> None:
    files = [path.name for path in (ROOT / "dictionaries").iterdir() if path.is_file()]
    assert len(files) >= 5
    assert [name for name in files if f"`{name}`" not in DATA] == []


def test_the_columns_of_the_reviewed_lists_are_those_of_the_table() -> None:
    for name, count in (("confusions.tsv", 5), ("confusions.extra.tsv", 5)):
        lines = (ROOT / "dictionaries" / name).read_text("utf-8").splitlines()
        assert {line.count("\t") + 1 for line in lines if not line.startswith("#")} == {count}
        row = next(line for line in DATA.splitlines() if line.startswith(f"| `{name}` |"))
        assert row.rstrip(" |").rpartition("|")[2].count(",") + 1 == count


def test_the_confusion_that_is_quoted_stands_in_the_list() -> None:
    quoted = re.search(r"`(eng(?:  \S+){4})`", DATA)
    assert quoted is not None
    rows = (ROOT / "dictionaries" / "confusions.tsv").read_text("utf-8").splitlines()
    assert "\t".join(quoted[1].split()) in rows


def test_every_corpus_of_the_build_has_a_source() -> None:
    sources = tomllib.loads((ROOT / "dictionaries" / "sources.toml").read_text("utf-8"))
    names = [Path(entry["path"]).name for entry in (*sources["corpus"], sources["pages"])]
    assert [name for name in names if name not in DATA] == []


def test_the_size_of_the_lexicon_is_the_one_that_is_named() -> None:
    stated = re.search(r"some ([\d,]+) words, cased", DATA)
    assert stated is not None
    count = json.loads((data_folder() / "MANIFEST.json").read_text("utf-8"))["files"]["words.frequency"]["bytes"]
    assert abs(int(stated[1].replace(",", "")) - count) < 0.01 * count
