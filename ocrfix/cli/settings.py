"""Settings from files meet the options of the command line: defaults < file < options.

Bird's-eye view: :func:`settings_of` finds the file of the inputs, :meth:`Chosen.__call__` decides one option, and
:func:`shown` prints what is in force and where it came from. Start reading at :func:`settings_of`.

German example: ``max-damage = "2%"`` in ``Anfragen/ocrfix.toml`` counts for ``ocrfix check Anfragen``, until
``--max-damage 3%`` is given.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import typer

from ocrfix.errors import ConfigurationError
from ocrfix.settings import SETTINGS, FileSettings, Setting, find_settings_file, read_settings

Value = TypeVar("Value")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one run of a command takes from the command line and what from its settings file."""

    command: str
    file: FileSettings
    given: frozenset[str]

    def __call__(self, option: str, value: Value, convert: Callable[[Any], Value] | None = None) -> Value:
        """Return the option's value: as given on the command line, else as the file has it, else as it is."""
        setting = self._setting(option)
        if option in self.given or setting.name not in self.file.values:
            return value
        found: Any = self.file.values[setting.name]
        return convert(found) if convert is not None else found

    def origin(self, setting: Setting) -> str:
        """Say where a setting came from, in a word that stands in a comment."""
        if setting.option in self.given:
            return "option"
        if setting.name in self.file.values:
            return str(self.file.path)
        return "default"

    def settings(self) -> tuple[Setting, ...]:
        """Return the settings that this command knows."""
        return tuple(setting for setting in SETTINGS if setting.table in ("", self.command))

    def _setting(self, option: str) -> Setting:
        return next(setting for setting in self.settings() if setting.option == option)


def settings_of(
    context: typer.Context, inputs: tuple[Path, ...], config: Path | None, command: str | None = None
) -> Chosen:
    """Find and read the settings file of a run; ``command`` names another one whose table counts.

    Raises:
        ConfigurationError: it is wrong, or the inputs have different ones.
    """
    given = frozenset(
        name for name in context.params if getattr(context.get_parameter_source(name), "name", "") == "COMMANDLINE"
    )
    path = config if config is not None else _file_of(inputs)
    file = FileSettings() if path is None else read_settings(path)
    return Chosen(command or context.info_name or "", file, given)


def _file_of(inputs: tuple[Path, ...]) -> Path | None:
    """Look upwards from every input; the current folder stands for standard input and for lists."""
    places: dict[Path, Path] = {}
    for given in inputs or (Path(),):
        folder = Path() if str(given) == STANDARD_INPUT else given if given.is_dir() else given.parent
        places.setdefault(folder.resolve(), given)
    files = {find_settings_file(folder): given for folder, given in places.items()}
    if len(files) > 1:
        first, second = list(files.values())[:2]
        message = f"{first} and {second} have different settings files"
        raise ConfigurationError(message, "name one with --config FILE, or run them on their own")
    found = next(iter(files))
    return None if found is None else _near(found)


def _near(path: Path) -> Path:
    """Name a file from here when it lies near, so that messages stay short."""
    relative = Path(os.path.relpath(path))
    return relative if len(relative.parts) <= len(path.parts) else path


def shown(chosen: Chosen, values: Mapping[str, object]) -> str:
    """Lay the effective settings out as TOML, each with its origin as a comment.

    ``values`` are by option; an option without a value is written as a comment.
    """
    rows: list[tuple[str, str]] = []
    table = ""
    for setting in chosen.settings():
        if setting.table != table:
            table = setting.table
            rows += [("", ""), (f"[{table}]", "")]
        value = values[setting.option]
        # A comment ends at its line; a path may hold a line end.
        origin = chosen.origin(setting).replace("\n", " ").replace("\r", " ")
        rows.append((f"# {setting.key} =" if value is None else f"{setting.key} = {toml(value)}", origin))
    width = min(40, max(len(row) for row, _ in rows))
    return "".join(f"{row:{width}}  # {origin}\n" if origin else f"{row}\n" for row, origin in rows)


def toml(value: object) -> str:
    r"""Write a value as TOML.

    >>> toml(("a", 'b"')), toml(True), toml(120.0)
    ('["a", "b\\""]', 'true', '120.0')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case StrEnum():
            return toml(str(value.value))
        case int() | float():
            return repr(value)
        case list() | tuple():
            return "[" + ", ".join(map(toml, value)) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(f"\\u{ord(each):04X}" if ord(each) < 32 or ord(each) == 127 else each for each in text)
    return f'"{escaped}"'
