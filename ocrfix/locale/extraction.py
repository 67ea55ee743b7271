"""Gathers every sentence of the code for the catalogue; ``pybabel extract`` calls it as ``babel.cfg`` says.

Bird's-eye view: three kinds of sentences are read from the syntax tree: what is said or marked by the functions of
:mod:`ocrfix.messages`, the help of commands and options, and what errors are raised with. An error's f-string becomes
a template with numbered places, in the context "error". Start reading at :func:`extract`.

German example: ``InputError(f"{name} does not exist")`` is gathered as ``{0} does not exist``.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO

import ocrfix.errors
from ocrfix.messages import ERROR_CONTEXT, ORIGIN_CONTEXT

SAYING = {"say", "phrases", "wording", "translatable"}
COUNTING = {"say_counted", "counted", "wordings", "translatable_counted"}
MARKING = {"error_text": ERROR_CONTEXT, "origin_text": ORIGIN_CONTEXT}
HELPED = {"Option", "Argument", "Typer", "command"}
ERRORS = {name for name in vars(ocrfix.errors) if name.endswith("Error")}

Message = str | tuple[str, ...]
Found = tuple[int, str | None, Message, list[str]]
"""Line, the function that says it (as gettext names it), the sentence with its plural or context, comments."""


def extract(
    stream: IO[bytes], _keywords: Mapping[str, object], _tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Found]:
    """Yield the sentences of a module in the order of their lines, as Babel expects them."""
    del options  # Babel names it so; there is none
    tree = ast.parse(stream.read())
    texts = _texts_by_name(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, _name_of(node.func), texts)


def _of_call(node: ast.Call, name: str, texts: Mapping[str, list[ast.expr]]) -> Iterator[Found]:
    if name in SAYING:
        for text in _strings(node.args[:1]):
            yield node.lineno, None, text, []
    elif name in COUNTING:
        forms = tuple(_strings(node.args[:2]))
        if len(forms) == 2:
            yield node.lineno, "ngettext", forms, []
    elif name in MARKING:
        for text in _templates(node.args, texts):
            yield node.lineno, "pgettext", (MARKING[name], text.replace("{{", "{").replace("}}", "}")), []
    elif name in ERRORS:
        for text in _templates(node.args, texts):
            if text.strip("{}0123456789:() "):
                yield node.lineno, "pgettext", (ERROR_CONTEXT, text), []
    elif name in HELPED:
        for text in _strings([keyword.value for keyword in node.keywords if keyword.arg == "help"]):
            yield node.lineno, None, text, []


def _name_of(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _strings(expressions: list[ast.expr]) -> Iterator[str]:
    for expression in expressions:
        if isinstance(expression, ast.Constant) and isinstance(expression.value, str) and expression.value:
            yield expression.value
        elif isinstance(expression, ast.IfExp):
            yield from _strings([expression.body, expression.orelse])


def _texts_by_name(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Return what is assigned to each name anywhere in the module, for messages that are put together before."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _templates(expressions: list[ast.expr], texts: Mapping[str, list[ast.expr]]) -> Iterator[str]:
    """Yield the templates that arguments can be; an argument that is made elsewhere is marked there."""
    for expression in expressions:
        if isinstance(expression, ast.Name):
            yield from _templates(
                [each for each in texts.get(expression.id, ()) if not isinstance(each, ast.Name)], texts
            )
        elif isinstance(expression, ast.IfExp):
            yield from _templates([expression.body, expression.orelse], texts)
        elif isinstance(expression, ast.BoolOp):
            yield from _templates(expression.values, texts)
        elif template := _template(expression):
            yield template


def _template(expression: ast.expr) -> str:
    """Write a string or an f-string as a template with numbered places."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return _escaped(expression.value)
    if not isinstance(expression, ast.JoinedStr):
        return ""
    parts, count = [], 0
    for value in expression.values:
        if isinstance(value, ast.Constant):
            parts.append(_escaped(str(value.value)))
        else:
            parts.append(f"{{{count}}}")
            count += 1
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
