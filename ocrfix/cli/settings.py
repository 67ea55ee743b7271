"""Settings from files meet the options of the command line: defaults < file < options.

Bird's-eye view: :func:`settings_of` finds the file of the inputs, :meth:`Chosen.effective` decides every option,
:func:`extract_config` and :func:`correct_config` make of them what all commands that read and correct need, and
:func:`shown` prints what is in force and where it came from. Start reading at :func:`settings_of`.

German example: ``max-damage = "2%"`` in ``Anfragen/ocrfix.toml`` counts for ``ocrfix check Anfragen``, until
``--max-damage 3%`` is given.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

from ocrfix.batch.discovery import DiscoveryOptions
from ocrfix.batch.outcome import ProductFormat
from ocrfix.cli import options, values
from ocrfix.cli.task import harmless, write_product
from ocrfix.config import CorrectConfig, EngineChoice, ExtractConfig, OcrMode
from ocrfix.errors import ConfigurationError, OcrfixError
from ocrfix.ledger import STANDARD_INPUT
from ocrfix.model import Level, SourceKind
from ocrfix.records import dataclass
from ocrfix.settings import SETTINGS, FileSettings, Setting, find_settings_file, read_settings

_TYPES: Mapping[str, Callable[[Any], object]] = {
    "ocr": OcrMode,
    "engine": EngineChoice,
    "lexicon": values.paths,
    "ignore_lists": values.paths,
    "ignore_words": list,
    "ignore_patterns": list,
    "exclude": list,
    "level": options.AppliedLevel,
    "product": ProductFormat,
    "profile": Path,
    "names": options.Naming,
    "fail_on": options.FailOn,
    "baseline": Path,
}
"""What an option takes where that is not what TOML has."""

_CHECKS: Mapping[str, Callable[[Any], object]] = {
    "encoding": values.known_encoding,
    "types": lambda value: values.choices(value, SourceKind, "type"),
    "report": values.report_formats,
    "lexicon": lambda value: values.existing_files(values.paths(value)),
    "ignore_lists": lambda value: values.ignored_words(None, values.paths(value)),
    "profile": lambda value: values.existing_profile(Path(value)),
}
"""What refuses a value of the settings file that has the right kind and still cannot be."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one run of a command takes from the command line and what from its settings file."""

    command: str
    file: FileSettings
    given: frozenset[str]

    def effective(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return every setting by its option: as given on the command line, else as the file has it, else as it is.

        ``parameters`` are the values of the command's own ones; what it has no option for may still stand in the file.

        Raises:
            ConfigurationError: a value of the file cannot be.
        """
        return {
            setting.option: self._value(setting, parameters.get(setting.option, setting.default))
            for setting in self.settings()
        }

    def _value(self, setting: Setting, value: object) -> object:
        if setting.option in self.given or setting.name not in self.file.values:
            return value
        found: Any = self.file.values[setting.name]
        check = _CHECKS.get(setting.option)
        if check is not None:
            try:
                check(found)
            except OcrfixError as error:
                # The file is wrong, not the command line: an option that nobody gave would mislead.
                message = f"{self.file.path}: {setting.name} has a wrong value: {toml(found)}"
                raise ConfigurationError(message, error.hint) from error
        convert = _TYPES.get(setting.option)
        return found if convert is None else convert(found)

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
        folder = Path() if str(given) == STANDARD_INPUT else given if os.path.isdir(given) else given.parent  # noqa: PTH112
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


def extract_config(effective: Mapping[str, Any], pages: str | None, password_file: Path | None) -> ExtractConfig:
    """Make the settings of reading from effective options and those that no file holds.

    Raises:
        UsageError: the pages or the encoding cannot be.
        InputError: the password file cannot be read.
    """
    return ExtractConfig(
        ocr=effective["ocr"],
        engine=effective["engine"],
        encoding=values.known_encoding(effective["encoding"]),
        password=values.password_from(password_file),
        pages=values.page_ranges(pages),
        timeout_seconds=effective["timeout"],
        max_pages=effective["max_pages"],
        max_pixels=effective["max_pixels"],
    )


def correct_config(effective: Mapping[str, Any]) -> CorrectConfig:
    """Make the settings of correcting from effective options; what a command has no setting for stays as it is.

    Raises:
        InputError: a list or the profile cannot be read.
        ConfigurationError: a pattern is no regular expression.
    """
    return CorrectConfig(
        level=Level(effective.get("level", Level.SAFE)),
        max_harm=effective.get("max_harm"),
        reflow=effective.get("reflow", False),
        lexicon_files=values.existing_files(effective["lexicon"]),
        profile_file=values.existing_profile(effective.get("profile")),
        ignore_words=values.ignored_words(effective["ignore_words"], effective["ignore_lists"]),
        ignore_patterns=values.ignored_patterns(effective["ignore_patterns"]),
    )


def aids_of(chosen: Chosen, effective: Mapping[str, Any], *named: Path | None) -> tuple[Path, ...]:
    """Return what a run reads beside its inputs, word lists and profile aside: nothing may be written over it.

    ``named`` are files that no settings file can name.
    """
    given = (*(effective["ignore_lists"] or ()), chosen.file.path, *named)
    return tuple(Path(aid) for aid in given if aid is not None)


def discovery_options(effective: Mapping[str, Any]) -> DiscoveryOptions:
    """Make the settings of finding files from effective options.

    Raises:
        UsageError: a type is none.
    """
    types = values.choices(effective["types"], SourceKind, "--type")
    is_full = effective.get("names") is options.Naming.FULL
    return DiscoveryOptions(types, tuple(effective["exclude"] or ()), is_full)


def shown(chosen: Chosen, effective: Mapping[str, object]) -> str:
    """Lay the effective settings out as TOML, each with its origin as a comment.

    ``effective`` are the values by option; an option without a value is written as a comment.
    """
    rows: list[tuple[str, str]] = []
    table = ""
    for setting in chosen.settings():
        if setting.table != table:
            table = setting.table
            rows += [("", ""), (f"[{table}]", "")]
        value = effective[setting.option]
        # A comment ends at its line; a path may hold a line end.
        origin = chosen.origin(setting).replace("\n", " ").replace("\r", " ")
        rows.append((f"# {setting.key} =" if value is None else f"{setting.key} = {toml(value)}", origin))
    width = min(40, max(len(row) for row, _ in rows))
    return "".join(f"{row:{width}}  # {origin}\n" if origin else f"{row}\n" for row, origin in rows)


def print_settings(text: str, _phrases: object) -> int:
    """Print the effective settings, which are the product here; gives the exit code."""
    write_product(harmless(text).encode("utf-8"))
    return 0


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
