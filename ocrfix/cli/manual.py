r"""Writes the manual page from the help, so that both say the same.

    python -m ocrfix.cli.manual > docs/ocrfix.1

Bird's-eye view: the tree of commands is walked once; every command gets a subsection with its synopsis, its sentence
and its options. The source is man(7) as groff and mandoc read it; it has no date, so that the same program gives the
same page. Start reading at :func:`manual`.

German example: ``ocrfix fix [OPTION]... INPUT...`` with ``-o, --out-dir DIR`` below it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import ocrfix
from ocrfix.cli.app import EXIT_CODES, PROGRAM, build_command
from ocrfix.messages import Phrases

_ENVIRONMENT = (
    ("LC_ALL, LC_MESSAGES, LANG", "German messages where the first that is set begins with de, English otherwise."),
    ("NO_COLOR", "No colours, whatever its value."),
    ("OCRFIX_DATA", "The folder of the language data, where they are not in the package."),
    ("OCRFIX_USER_LEXICON", "The user's own word list; empty means none."),
)
_FILES = (
    ("ocrfix.toml, pyproject.toml", "Settings, in the folder of the input or the nearest above it."),
    ("ocrfix-out", "The folder of the results, where no other is named."),
)
_EXAMPLES = (
    ("ocrfix fix anfrage.pdf", "Correct a PDF; text and reports are in ocrfix-out."),
    ("ocrfix fix - < page.txt > corrected.txt", "Correct a text in a pipe."),
    ("ocrfix check Anfragen --max-damage 1%", "Exit with 1 when a file is more damaged than that."),
    ("ocrfix review ocrfix-out/anfrage.report.json", "Settle doubts in the terminal."),
    ("ocrfix apply ocrfix-out/anfrage.decisions.jsonl anfrage.pdf", "Write the text as it was decided."),
)


def manual() -> str:
    """Write the page."""
    command = build_command(Phrases("en"))
    lines = [
        '.\\" Written by `python -m ocrfix.cli.manual`; a test compares it with the help.',
        f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {ocrfix.__version__}" "User Commands"',
        ".SH NAME",
        f"{PROGRAM} \\- repair OCR damage in German documents",
        ".SH SYNOPSIS",
        f".B {PROGRAM}",
        ".I COMMAND",
        "[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...",
        ".SH DESCRIPTION",
        _escaped(command.help),
        "Standard output carries the product only; everything else goes to standard error.",
        ".SH OPTIONS",
        *_options(command),
        ".SH COMMANDS",
    ]
    for path, each in _leaves(command, PROGRAM):
        lines += [f'.SS "{_escaped(path)}"', *_synopsis(path, each), ".PP", _escaped(each.help), *_options(each)]
    lines += [".SH EXIT STATUS", *_terms((str(code.value), meaning) for code, meaning in EXIT_CODES.items())]
    lines += [".SH ENVIRONMENT", *_terms(_ENVIRONMENT), ".SH FILES", *_terms(_FILES)]
    lines += [".SH EXAMPLES", *_terms(_EXAMPLES)]
    return "".join(f"{line}\n" for line in lines)


def _leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - click's type moved between typer's versions
    """Yield every command that does something, with the words that call it."""
    for name, child in command.commands.items():
        here = f"{path} {name}"
        if hasattr(child, "commands"):
            yield from _leaves(child, here)
        else:
            yield here, child


def _synopsis(path: str, command: Any) -> list[str]:  # noqa: ANN401
    arguments = [_metavar(each) for each in command.params if each.param_type_name == "argument"]
    return [
        f".B {_escaped(path)}",
        " ".join(["[\\fIOPTION\\fR]...", *(f"\\fI{_escaped(each)}\\fR" for each in arguments)]),
    ]


def _options(command: Any) -> list[str]:  # noqa: ANN401
    """List the arguments with their help, then the options with their names, values and help."""
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    lines = _terms((_metavar(each), each.help) for each in arguments)
    for option in (each for each in command.params if each.param_type_name != "argument"):
        names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in [*option.opts, *option.secondary_opts])
        value = "" if option.is_flag else f" \\fI{_escaped(_metavar(option))}\\fR"
        lines += [".TP", f"{names}{value}", _text(option.help + _default(option))]
    return lines


def _metavar(parameter: Any) -> str:  # noqa: ANN401
    choices = getattr(parameter.type, "choices", None)
    return parameter.metavar or ("|".join(map(_value, choices)) if choices else parameter.type.name.upper())


def _default(option: Any) -> str:  # noqa: ANN401
    is_said = option.default in (None, False, "", (), []) or callable(option.default) or option.is_flag
    return "" if is_said else f" Default: {_value(option.default)}."


def _value(value: object) -> str:
    return str(getattr(value, "value", value))


def _terms(entries: Iterable[tuple[str, str]]) -> list[str]:
    return [line for term, text in entries for line in (".TP", f"\\fB{_escaped(term)}\\fR", _text(text))]


def _text(text: str) -> str:
    """Protect a line of text whose first character would be a request."""
    written = _escaped(text)
    return f"\\&{written}" if written[:1] in (".", "'") else written


def _escaped(text: str) -> str:
    r"""Write text so that groff shows each character as it is.

    >>> _escaped("--null")
    '\\-\\-null'
    """
    return text.replace("\\", "\\e").replace("-", "\\-").replace("§", "\\(sc")


if __name__ == "__main__":
    sys.stdout.write(manual())
