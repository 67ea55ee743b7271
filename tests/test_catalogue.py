"""The German catalogue holds every sentence of the code, none is missing, unclear or idle."""

from __future__ import annotations

import ast
import io
import re
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from ocrfix.locale import extraction
from ocrfix.locale.update import catalogue_of, compiled, gathered, updated
from ocrfix.messages import DOMAIN, ERROR_CONTEXT, LOCALE_FOLDER, ORIGIN_CONTEXT, recorded

ROOT = Path(__file__).parent.parent
SOURCE = LOCALE_FOLDER / "de" / "LC_MESSAGES" / f"{DOMAIN}.po"
UPDATE = "run: python -m ocrfix.locale.update"
WITHOUT_PLACE = {"there is no page {0}: the input has {1} page{2}"}
"""The last place is the ending of an English plural, which German does without."""
MESSAGES = [message for message in catalogue_of(SOURCE) if message.id]


def key_of(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, forms(message.id)


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def places(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


def test_the_catalogue_holds_what_the_code_says_and_nothing_else() -> None:
    in_code, in_catalogue = (
        {key_of(each) for each in source if each.id} for source in (gathered(), catalogue_of(SOURCE))
    )
    assert in_code - in_catalogue == set(), UPDATE
    assert in_catalogue - in_code == set(), UPDATE


def test_the_file_is_as_the_update_writes_it() -> None:
    assert updated(SOURCE, gathered()).decode() == SOURCE.read_text("utf-8"), UPDATE


def test_no_sentence_is_missing_fuzzy_or_obsolete() -> None:
    assert len(MESSAGES) > 800
    assert [each.id for each in MESSAGES if not all(form.strip() for form in forms(each.string))] == []
    assert [each.id for each in MESSAGES if each.fuzzy] == []
    assert list(catalogue_of(SOURCE).obsolete) == []
    assert [each.id for each in MESSAGES if len(forms(each.id)) != len(forms(each.string))] == []


def test_the_places_of_both_languages_agree() -> None:
    for message in MESSAGES:
        english = forms(message.id)
        for form, german in zip(english, forms(message.string), strict=True):
            missing = {"2"} if form in WITHOUT_PLACE else set()
            assert set(places(german)) == set(places(form)) - missing, form


def test_the_tools_of_gettext_find_no_fault() -> None:
    assert [(message.id, faults) for message, faults in catalogue_of(SOURCE).check()] == []


def sentences_of(content: bytes) -> dict[object, str]:
    """Return all but the header, which names the version of Babel."""
    loaded: dict[object, str] = vars(GNUTranslations(io.BytesIO(content)))["_catalog"]
    return {key: text for key, text in loaded.items() if key != ""}


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    assert sentences_of(SOURCE.with_suffix(".mo").read_bytes()) == sentences_of(compiled(SOURCE)), UPDATE


@pytest.mark.parametrize("context", [ERROR_CONTEXT, ORIGIN_CONTEXT])
def test_every_template_of_the_core_is_found_again_in_what_was_made_of_it(context: str) -> None:
    templates = [message for message in MESSAGES if message.context == context]
    assert templates
    for message in templates:
        values = [f"<{place}>" for place in range(len(places(str(message.id))))]
        assert recorded(str(message.id).format(*values), "de", context) == str(message.string).format(*values)


def gathered_from(code: str) -> list[object]:
    return [found[2] for found in extraction.extract(io.BytesIO(code.encode()), {}, (), {})]


@pytest.mark.parametrize(
    ("code", "messages"),
    [
        ('say("Page {n}", language, n=1)', ["Page {n}"]),
        ('self.phrases("Yes." if x else "No.")', ["Yes.", "No."]),
        ('phrases.counted("{n} file", "{n} files", 3)', [("{n} file", "{n} files")]),
        ('typer.Option("-q", help="Report errors only.")', ["Report errors only."]),
        ('raise InputError(f"{name} is {what}!", "try {it}")', [("error", "{0} is {1}!"), ("error", "try {{it}}")]),
        ('hint = "a" if x else "b"\nraise InputError(f"{message}", hint)', [("error", "a"), ("error", "b")]),
        ('error_text("{0} is gone")', [("error", "{0} is gone")]),
        ('print("a word")', []),
        ("say(message, language)", []),
    ],
)
def test_sentences_are_gathered_where_they_are_said(code: str, messages: list[object]) -> None:
    assert gathered_from(code) == messages


def test_nothing_is_said_that_could_not_be_gathered() -> None:
    """Where a sentence is not written in the call, its expression is listed here; its source marks it."""
    elsewhere = {
        "_OWN_HELP.get(parameter.name) or parameter.help", "command.help", "meaning", "message", "names[code]", "known",
        "title", "wording", "decision", "forms", "folder.reason",
    }  # fmt: skip
    unused, used = set(elsewhere), set[str]()
    tables = {"_MISFITS", "_ACTIONS", "_DECIDED", "_CLASSES", "_READERS"}
    for path in (ROOT / "ocrfix").rglob("*.py"):
        if path.name in ("messages.py", "extraction.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = extraction._name_of(node.func)
            if name not in extraction.SAYING or list(extraction._strings(node.args[:1])):
                continue
            said = ast.unparse(node.args[0])
            unused.discard(said)
            assert said in elsewhere or re.split(r"\W", said)[0] in tables, f"{path.name}:{node.lineno}: {said}"
            used.update(re.split(r"\W", said)[:1])
    assert unused == set()
    assert tables <= used


def words_outside_calls(node: ast.expr) -> list[str]:
    """Return the words that an expression holds itself, not as arguments of calls."""
    if isinstance(node, ast.Call):
        return []
    if isinstance(node, ast.Constant):
        return re.findall(r"[a-z]{3,}", str(node.value))
    return [
        word
        for child in ast.iter_child_nodes(node)
        if isinstance(child, ast.expr)
        for word in words_outside_calls(child)
    ]


def test_nothing_is_printed_that_is_not_said() -> None:
    """The command line prints what was said, made harmless or written by a report, never a sentence of its own."""
    printed = [
        (path.name, word)
        for path in (ROOT / "ocrfix" / "cli").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and extraction._name_of(node.func) == "print" and node.args
        for word in words_outside_calls(node.args[0])
    ]
    assert printed == []
