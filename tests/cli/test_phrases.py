"""Every sentence has both languages, and none is missing or idle."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
import typer

from ocrfix.cli.app import build_command, exit_code_table
from ocrfix.cli.error_phrases import GERMAN, translate
from ocrfix.cli.help_phrases import HELP
from ocrfix.cli.phrases import EXIT_PHRASES, PHRASES, Phrase, Phrases, language_of
from ocrfix.errors import ExitCode

PACKAGE = Path(__file__).parent.parent.parent / "ocrfix"
ALL = {**PHRASES, **HELP, **{str(code): phrase for code, phrase in EXIT_PHRASES.items()}}
ERROR_CLASSES = {
    "UsageError",
    "InputError",
    "EngineError",
    "ConfigurationError",
    "DataError",
    "OutputError",
    "BatchError",
}


ENGLISH_PLURALS = {"there is no page {0}: the input has {1} page{2}"}
"""The last place is the ending of an English plural, which German does without."""


COMPOSED = {
    "{0} {1}, and --ocr never forbids recognition",
    "{0} {1}: blank, or nothing was recognised",
    "{0} with the language model {1} is installed, and a page must be recognised",
}
"""English sentences put together of parts; the table holds what they can become."""


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", ALL)
def test_every_phrase_has_both_languages_with_the_same_places(key: str) -> None:
    phrase: Phrase = ALL[key]
    assert phrase.german.strip()
    assert phrase.english.strip()
    assert places(phrase.german) == places(phrase.english)


def test_every_exit_code_is_explained() -> None:
    assert set(EXIT_PHRASES) == set(ExitCode)
    table = exit_code_table(Phrases("de"))
    assert all(re.search(rf"^ *{code.value} ", table, re.MULTILINE) for code in ExitCode)


def test_phrases_used_in_the_code_exist_and_none_is_idle() -> None:
    source = "".join(path.read_text("utf-8") for path in (PACKAGE / "cli").glob("*.py") if "phrases" not in path.name)
    used = set(re.findall(r"""phrases\(\s*f?["']([a-z.-]+)(?=["'{])""", source))
    used |= set(re.findall(r"""["']((?:panel|doctor)\.[a-z-]+)["']""", source))
    prefixes = tuple(key for key in used if key.endswith("."))
    assert {key for key in used if key not in PHRASES and not key.endswith(".")} == set()
    assert {key for key in PHRASES if key not in used and not key.startswith(prefixes)} == set()


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_command_and_no_option_is_without_help(language: str) -> None:
    def walk(command: object, name: str) -> list[str]:
        texts = [(name, getattr(command, "help", None))]
        texts += [(f"{name} {each.name}", each.help) for each in getattr(command, "params", ())]
        bare = [where for where, text in texts if not text or text in HELP or " " not in text]
        for child_name, child in getattr(command, "commands", {}).items():
            bare += walk(child, f"{name} {child_name}")
        return bare

    command = build_command(Phrases("de" if language == "de" else "en"))
    assert isinstance(command, typer.core.TyperGroup)
    assert walk(command, "ocrfix") == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LC_MESSAGES": "de_DE", "LANG": "en_GB"}, "de"),
        ({"LC_ALL": "en_GB", "LC_MESSAGES": "de_DE"}, "en"),
        ({"LC_ALL": "", "LANG": "de"}, "de"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def template_of(node: ast.expr) -> str | None:
    """Write a message of the code as a template with numbered places; None when it is made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.replace("{", "{{").replace("}", "}}")
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, count = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value).replace("{", "{{").replace("}", "}}"))
        else:
            parts.append(f"{{{count}}}")
            count += 1
    return "".join(parts)


def messages_of_the_core() -> set[str]:
    """Find what errors of ours are raised with; the room that builds data speaks English only."""
    found = set()
    building = PACKAGE / "lexicon" / "build"
    for path in (path for path in sorted(PACKAGE.rglob("*.py")) if not path.is_relative_to(building)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERROR_CLASSES:
                found |= {template for each in node.args if (template := template_of(each))}
    return found


def test_every_message_of_the_core_has_a_german_wording() -> None:
    worded = {template for template in messages_of_the_core() if template.strip("{}0123456789: ")}
    assert worded - set(GERMAN) - COMPOSED == set()
    assert worded >= COMPOSED


@pytest.mark.parametrize(
    "message",
    [
        "none of the 3 pages has a text layer, and --ocr never forbids recognition",
        "a.pdf: the page does not hold text: blank, or nothing was recognised",
        "no system Tesseract with the language model deu is installed, and a page must be recognised",
    ],
)
def test_composed_messages_have_a_german_wording_for_what_they_become(message: str) -> None:
    assert re.search("Seite", translate(message, "de"))


@pytest.mark.parametrize("english", GERMAN)
def test_a_translated_message_keeps_all_its_places(english: str) -> None:
    count = len(places(english))
    values = [f"<{number}>" for number in range(count)]
    shown = translate(english.format(*values), "de")
    assert shown == GERMAN[english].format(*values)
    assert all(value in shown for value in values[: len(places(GERMAN[english]))])
    assert len(places(GERMAN[english])) == count - (english in ENGLISH_PLURALS)
    assert translate(english.format(*values), "en") == english.format(*values)
