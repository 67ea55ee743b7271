"""Every reason that the engine gives can be said in words by the reports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ocrfix
from ocrfix.config import CorrectConfig
from ocrfix.edits import PAGE_SEPARATOR
from ocrfix.model import CandidateKind, Document, Page
from ocrfix.pipeline import correct
from ocrfix.pipeline import decisions as decisions_module
from ocrfix.report.names import KINDS
from ocrfix.report.reasons import REASONS
from ocrfix.resources import Resources

from ..cases.case import read_case
from ..cases.test_cases import case_files

PACKAGE = Path(ocrfix.__file__).parent
ENGINE_ROOMS = ("pipeline", "detect", "candidates", "rank", "text")


def engine_files() -> list[Path]:
    return [path for room in ENGINE_ROOMS for path in sorted((PACKAGE / room).glob("*.py"))]


def constants(node: ast.AST) -> Iterator[str]:
    """Yield the texts that an expression may have as its value."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp():
            yield from constants(node.body)
            yield from constants(node.orelse)
        case ast.Dict():
            for value in node.values:
                yield from constants(value)
        case ast.Call(func=ast.Attribute(attr="get", value=table), args=[_, *defaults]):
            for part in (table, *defaults):
                yield from constants(part)


def codes_in(path: Path) -> set[str]:
    """Collect the codes of all ``Reason(code, ...)`` in a module, also by way of a local name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    values: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values.setdefault(node.targets[0].id, set()).update(constants(node.value))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
            match node.args[0]:
                case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)):
                    assert values.get(name), f"{path.name}: what is {name}?"
                    found |= values[name]
                case expression:
                    codes = set(constants(expression))
                    assert codes, f"{path.name}:{node.lineno}: no code can be read"
                    found |= codes
    return found


def test_the_reader_of_codes_finds_those_of_the_engine() -> None:
    codes = codes_in(Path(decisions_module.__file__))
    assert {"unknown-word", "confusion", "quote", "dash", "mark", "split", "born-digital", "spelling"} <= codes


@pytest.mark.parametrize("path", engine_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_code_in_the_source_is_said_in_words(path: Path) -> None:
    assert codes_in(path) <= set(REASONS)


def test_every_kind_of_candidate_has_a_title() -> None:
    assert {kind.value for kind in CandidateKind} == set(KINDS)


def test_every_code_given_for_a_case_is_said_in_words(resources: Resources) -> None:
    given: set[str] = set()
    for path in [path for folder in ("fixed", "untouched", "known_failures") for path in case_files(folder)]:
        texts = read_case(path).read.split(PAGE_SEPARATOR)
        pages = tuple(Page(number, text) for number, text in enumerate(texts, start=1))
        result = correct(Document(path.name, "", pages), CorrectConfig(reflow=True), resources)
        given.update(reason.code for decision in result.decisions for reason in decision.reasons)
        given.update(reason.code for decision in result.decisions for reason in decision.damage.reasons)
    assert given <= set(REASONS)
    assert len(given) >= 12


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("Hessischer Landtag - 20. Wahlperiode - 51. Sitzung - 2. September 2020", "mark"),
        ("Drucksache 18/7312 -14- Deutscher Bundestag – 18. Wahlperiode", "dash"),
    ],
)
def test_the_marks_of_a_head_go_on_no_enumeration(head: str, code: str, resources: Resources) -> None:
    decisions = correct(Document("a", "", (Page(1, f"{head}\n"),)), CorrectConfig(), resources).decisions
    marks = [decision for decision in decisions if decision.before == "-"]
    assert marks
    assert {decision.reasons[0].code for decision in marks} == {code}
