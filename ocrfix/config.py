"""The settings of one run, frozen; one sub-configuration for each stage.

Bird's-eye view: :class:`Config` is made by the command line (or by a caller of the library) and handed
down; nothing below reads the environment. Start reading at :class:`Config`.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, field
from enum import StrEnum
from json import dumps

from ocrfix.model import Action, Level
from ocrfix.records import dataclass


class OcrMode(StrEnum):
    """When pages are recognised: where no usable text layer is, where none is at all, never, or always."""

    AUTO = "auto"
    MISSING = "missing"
    NEVER = "never"
    ALWAYS = "always"


class EngineChoice(StrEnum):
    """Which Tesseract: the first that works, the system's (pytesseract) or the embedded one (tesserocr)."""

    AUTO = "auto"
    SYSTEM = "system"
    EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class ExtractConfig:
    """How text is got out of an input; ``timeout_seconds`` is per page of recognition."""

    ocr: OcrMode = OcrMode.AUTO
    engine: EngineChoice = EngineChoice.AUTO
    languages: str = "deu"
    resolution_dpi: int = 300
    encoding: str = "utf-8"
    password: str | None = None
    pages: tuple[tuple[int, int], ...] = ()
    timeout_seconds: float = 120.0
    max_pages: int = 5000
    max_pixels: int = 120_000_000


@dataclass(frozen=True, slots=True)
class CorrectConfig:
    """How text is corrected.

    ``level`` is the lowest level that is applied, ``max_harm`` the promised number of right words broken
    per 1000 (None: the shipped thresholds), ``reflow`` joins words broken at line ends, ``lexicon_files`` are word
    lists of the project and the user (a later one overrules), ``profile_file`` is what ``ocrfix learn`` wrote.
    ``ignore_words`` and ``ignore_patterns`` (regular expressions) name what is never questioned.
    """

    level: Level = Level.SAFE
    max_harm: float | None = None
    reflow: bool = False
    lexicon_files: tuple[str, ...] = ()
    profile_file: str | None = None
    ignore_words: tuple[str, ...] = ()
    ignore_patterns: tuple[str, ...] = ()

    def action_at(self, level: Level) -> Action:
        """Return what is done with a change of a level: ``safe`` is applied, ``likely`` where that is asked for."""
        is_applied = level is Level.SAFE or (level is Level.LIKELY and self.level is Level.LIKELY)
        return Action.APPLY if is_applied else Action.SUGGEST


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a run."""

    extract: ExtractConfig = field(default_factory=ExtractConfig)
    correct: CorrectConfig = field(default_factory=CorrectConfig)

    def fingerprint(self) -> str:
        """Hash what can change a result (12 hexadecimal digits); the password is left out."""
        settings = asdict(self)
        settings["extract"].pop("password")
        for name in ("lexicon_files", "profile_file"):  # named by their content among the data versions
            settings["correct"].pop(name)
        for waiver in ("ignore_words", "ignore_patterns"):
            if not settings["correct"][waiver]:
                settings["correct"].pop(waiver)
        return hashlib.sha256(dumps(settings, sort_keys=True).encode()).hexdigest()[:12]
