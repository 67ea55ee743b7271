"""Writes the reference of the settings, so that the documentation is in step with the code.

    python -m ocrfix.cli.reference > docs/configuration.md

Bird's-eye view: a table for each table of the settings file, made of :data:`ocrfix.settings.SETTINGS` and the help of
the options, between a few paragraphs by hand. Start reading at :func:`reference`.

German example: the row of ``ignore-words`` says "list of texts" and "Never question this word".
"""

from __future__ import annotations

import sys

from ocrfix.cli.app import build_command
from ocrfix.cli.settings import toml
from ocrfix.messages import Phrases
from ocrfix.settings import SETTINGS, Setting

_OPENING = """\
# Settings

<!-- Written by `python -m ocrfix.cli.reference`; a test compares it with the code. -->

`ocrfix fix` and `ocrfix check` take settings from `ocrfix.toml`, or from `[tool.ocrfix]` in `pyproject.toml`, in
the folder of the input or the nearest folder above it; within one folder `ocrfix.toml` counts. `-` and lists of
files look from the current folder. Inputs with different settings files are refused; `--config FILE` names the one
to take. `ocrfix apply` takes those of `fix`, whose result its decisions are about.

Options beat the file, the file beats the defaults. A list given as an option replaces that of the file. An unknown
key or a wrong value ends with exit code 5 and names the nearest key; numbers have the bounds of their options.
`--show-config` prints the settings that are in force, each with where it came from, and does nothing else:

    ocrfix check --show-config FOLDER

An example:

```toml
ignore-words = ["Kinstler", "Ladeburg"]
ignore-lists = ["namen.txt"]
ignore-patterns = ['\\bAz\\. \\d+ [A-Z]\\w+']

[fix]
report = "json,diff"

[check]
max-damage = "2%"
baseline = "ocrfix-baseline.json"
```
"""
_CLOSING = """\
## Waivers

What the ignore lists name and the ignore patterns match is never questioned: it is no finding of `check`, is not
changed by `fix`, and does not count as an unknown word. Words count as they are written, without the marks around
them; a list holds a word a line, `#` starts a comment, what follows a tab is left aside (a place for the reason).
Patterns are those of Python's `re` and see a whole page; every word that a match touches is waived. Inside the
engine such words carry the code `waived-word` or `waived-pattern`.

In the document itself, `[sic]` or `(sic)` after a word waives that word.

`ocrfix check` says how many words were waived, and `--format json` lists them (`waived`) with page, line and code.

Patterns run as they are written: one that backtracks without end makes the run slow. Take settings files from
people you trust.
"""


def reference() -> str:
    """Write the page as Markdown."""
    parts = [_OPENING]
    for table, title in (("", "For both commands"), ("fix", "`[fix]`"), ("check", "`[check]`")):
        parts.append(f"## {title}\n\n| key | value | default | option | meaning |\n| --- | --- | --- | --- | --- |")
        parts.append("\n".join(_row(setting) for setting in SETTINGS if setting.table == table) + "\n")
    return "\n".join([*parts, _CLOSING])


def _row(setting: Setting) -> str:
    value = " or ".join(f"`{choice}`" for choice in setting.choices) or str(setting.kind)
    default = "" if setting.default in (None, (), "") else f"`{toml(setting.default)}`"
    if setting.key == "ocr":
        default = '`"auto"`, for `check` `"missing"`'
    option = "--" + (setting.key.removesuffix("s") if setting.key.startswith("ignore") else setting.key)
    return f"| `{setting.key}` | {value} | {default} | `{option}` | {_help_of(setting.table or 'fix', option)} |"


def _help_of(command: str, option: str) -> str:
    parameters = build_command(Phrases("en")).commands[command].params
    return next(str(parameter.help) for parameter in parameters if option in parameter.opts)


if __name__ == "__main__":
    sys.stdout.write(reference())
