"""The settings that a file can hold: which there are, where the file is found, how it is read.

Bird's-eye view: ``ocrfix.toml`` or ``[tool.ocrfix]`` in ``pyproject.toml``, found upwards from the input's folder,
holds some of :data:`SETTINGS`. Every key is an option of the command line without its dashes; what is not a setting
is an error that names the nearest one. The command line merges defaults < file < options. Start reading at
:func:`read_settings`.

German example: ``ignore-words = ["Kinstler"]`` leaves the name Kinstler alone in every file below that folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Any

from ocrfix.errors import ConfigurationError
from ocrfix.records import dataclass

FILE_NAME = "ocrfix.toml"
PROJECT_NAME = "pyproject.toml"


class Kind(StrEnum):
    """What a setting's value is in TOML."""

    TEXT = "text"
    BOOLEAN = "true or false"
    INTEGER = "integer"
    NUMBER = "number"
    SHARE = "share, such as 1% or 0.01"
    TEXTS = "list of texts"
    FILES = "list of files, relative to the settings file"
    FILE = "file, relative to the settings file"


@dataclass(frozen=True, slots=True)
class Setting:
    """One key: its table in the file ("" for the top), its kind, its default and the choices of a text.

    ``option`` is the parameter of the commands that it stands for; its bounds are ``least`` and ``most``, too.
    """

    key: str
    kind: Kind
    default: object
    option: str
    table: str = ""
    choices: tuple[str, ...] = ()
    least: float = -sys.float_info.max
    most: float = sys.float_info.max

    @property
    def name(self) -> str:
        """Return the key with its table: ``check.max-damage``."""
        return f"{self.table}.{self.key}" if self.table else self.key

    @property
    def bounds(self) -> str:
        """Return what a number may be: ``1<=x<=86400``."""
        upper = f"<={self.most:g}" if self.most < sys.float_info.max else ""
        return f"{self.least:g}<=x{upper}"


SETTINGS: tuple[Setting, ...] = (
    Setting("ocr", Kind.TEXT, "auto", "ocr", choices=("auto", "missing", "never", "always")),
    Setting("engine", Kind.TEXT, "auto", "engine", choices=("auto", "system", "embedded")),
    Setting("encoding", Kind.TEXT, "utf-8", "encoding"),
    Setting("timeout", Kind.NUMBER, 120.0, "timeout", least=1, most=86400),
    Setting("max-pages", Kind.INTEGER, 5000, "max_pages", least=1),
    Setting("max-pixels", Kind.INTEGER, 120_000_000, "max_pixels", least=1),
    Setting("lexicon", Kind.FILES, (), "lexicon"),
    Setting("ignore-words", Kind.TEXTS, (), "ignore_words"),
    Setting("ignore-lists", Kind.FILES, (), "ignore_lists"),
    Setting("ignore-patterns", Kind.TEXTS, (), "ignore_patterns"),
    Setting("type", Kind.TEXT, "", "types"),
    Setting("exclude", Kind.TEXTS, (), "exclude"),
    Setting("level", Kind.TEXT, "safe", "level", "fix", choices=("safe", "likely")),
    Setting("max-harm", Kind.NUMBER, None, "max_harm", "fix", least=0),
    Setting("reflow", Kind.BOOLEAN, False, "reflow", "fix"),
    Setting("report", Kind.TEXT, "html,json,diff", "report", "fix"),
    Setting("names", Kind.TEXT, "stem", "names", "fix", choices=("stem", "full")),
    Setting("format", Kind.TEXT, "text", "product", "fix", choices=("text", "hocr", "alto", "page")),
    Setting("pdf", Kind.BOOLEAN, False, "pdf", "fix"),
    Setting("profile", Kind.FILE, None, "profile", "fix"),
    Setting("max-memory", Kind.INTEGER, 2048, "max_memory", "fix", least=0),
    Setting("fail-on", Kind.TEXT, None, "fail_on", "fix", choices=("review", "likely", "any")),
    Setting("max-damage", Kind.SHARE, "1%", "max_damage", "check"),
    Setting("max-page-damage", Kind.SHARE, None, "max_page_damage", "check"),
    Setting("baseline", Kind.FILE, None, "baseline", "check"),
)
"""Every key of a settings file, in the order of the reference; ``fix`` and ``check`` are tables."""


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What a settings file holds: values by the setting's name, and the file, None when there is none."""

    path: Path | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def find_settings_file(folder: Path) -> Path | None:
    """Look upwards from a folder for ``ocrfix.toml`` or a ``pyproject.toml`` with ``[tool.ocrfix]``.

    The nearest folder wins; within one folder ``ocrfix.toml`` does.
    """
    for place in (folder, *folder.parents):
        own = place / FILE_NAME
        if os.path.isfile(own):  # noqa: PTH113 - pathlib raises in a folder that is locked
            return own
        project = place / PROJECT_NAME
        if os.path.isfile(project) and "ocrfix" in _tools(project):  # noqa: PTH113
            return project
    return None


def _tools(project: Path) -> Mapping[str, Any]:
    """Return the tables of a project file; one that cannot be read is somebody else's concern."""
    import tomllib

    try:
        tools = tomllib.loads(project.read_text("utf-8-sig")).get("tool", {})
    except (OSError, ValueError, RecursionError):
        return {}
    return tools if isinstance(tools, dict) else {}


def read_settings(path: Path) -> FileSettings:
    """Read and check a settings file.

    Raises:
        ConfigurationError: it cannot be read, holds an unknown key, or a value that cannot be.
    """
    import tomllib

    try:
        content: Any = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        message = f"the settings file {path} cannot be read: {error.strerror}"
        raise ConfigurationError(message, "check the name after --config") from error
    except RecursionError as error:
        raise ConfigurationError(f"{path} is nested too deeply", "docs/configuration.md has an example") from error
    except ValueError as error:  # no UTF-8, no TOML, or a number too long for Python
        raise ConfigurationError(f"{path} is no TOML: {error}", "docs/configuration.md has an example") from error
    if path.name == PROJECT_NAME:
        tools = content.get("tool", {})
        content = tools.get("ocrfix", {}) if isinstance(tools, dict) else tools
    if not isinstance(content, dict):
        raise ConfigurationError(f"{path}: ocrfix must be a table", "write it as [tool.ocrfix]")
    return FileSettings(path, dict(_checked(content, path)))


def _checked(content: Mapping[str, Any], path: Path) -> list[tuple[str, object]]:
    by_name = {setting.name: setting for setting in SETTINGS}
    tables = {setting.table for setting in SETTINGS if setting.table}
    flat: dict[str, Any] = {}
    for key, value in content.items():
        if key in tables and isinstance(value, dict):
            flat.update({f"{key}.{inner}": entry for inner, entry in value.items()})
        else:
            flat[key] = value
    result = []
    for name, value in flat.items():
        if name not in by_name:
            raise ConfigurationError(f"{path}: there is no setting {name}", f"the nearest is {_nearest(name)}")
        result.append((name, _value(by_name[name], value, path)))
    return result


def _nearest(name: str) -> str:
    """Name the setting that is spelled most like a wrong one, its table left aside."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    last = name.rpartition(".")[2]
    names = {setting.name: setting.key for setting in SETTINGS}
    similarity = DamerauLevenshtein.normalized_similarity
    found = process.extractOne(last, names, scorer=similarity)
    assert found is not None
    return str(found[2])


def _value(setting: Setting, value: object, path: Path) -> object:
    match setting.kind:
        # No file has such a name; the system stumbles over it later, and not over the settings.
        case Kind.FILE | Kind.FILES if isinstance(value, str | list) and any("\0" in str(each) for each in value):
            pass
        case Kind.TEXT if isinstance(value, str):
            if not setting.choices or value in setting.choices:
                return value
            message = f"{path}: {setting.name} cannot be {value}"
            raise ConfigurationError(message, f"choose from {', '.join(setting.choices)}")
        case Kind.BOOLEAN if isinstance(value, bool):
            return value
        case Kind.INTEGER if isinstance(value, int) and not isinstance(value, bool):
            return int(_within_bounds(setting, value, path))
        case Kind.NUMBER if isinstance(value, int | float) and not isinstance(value, bool):
            return float(_within_bounds(setting, value, path))
        case Kind.SHARE if isinstance(value, str | int | float) and not isinstance(value, bool):
            try:
                share_of(value)
            except ValueError:
                pass
            else:
                return value if isinstance(value, str) else f"{value}"
        case Kind.TEXTS | Kind.FILES if isinstance(value, list) and all(isinstance(each, str) for each in value):
            # A file is named from where the settings stand, wherever the command runs.
            return tuple(str(path.parent / each) for each in value) if setting.kind is Kind.FILES else tuple(value)
        case Kind.FILE if isinstance(value, str):
            return str(path.parent / value)
    raise ConfigurationError(f"{path}: {setting.name} has a wrong value", f"it takes: {setting.kind}")


def _within_bounds(setting: Setting, value: float, path: Path) -> float:
    # What is not finite is within no bounds: nan is not even equal to itself.
    if setting.least <= value <= setting.most:
        return value
    message = f"{path}: {setting.name} cannot be {value}"
    raise ConfigurationError(message, f"choose a number x with {setting.bounds}")


def share_of(value: str | float) -> float:
    """Read a share: a percentage with its sign, or a number from 0 to 1.

    >>> share_of("1.5%"), share_of("0,2 %"), share_of(0.03)
    (0.015, 0.002, 0.03)

    Raises:
        ValueError: it is neither, or not between 0 and 1.
    """
    text = str(value).strip().replace(",", ".")
    share = round(float(text[:-1]) / 100, 10) if text.endswith("%") else float(text)
    if not 0 <= share <= 1:
        raise ValueError(f"{value} is not between 0 and 1")
    return share
