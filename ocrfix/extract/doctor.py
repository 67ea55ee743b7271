"""What recognition engines there are and what is missing, for ``ocrfix doctor``.

Bird's-eye view: :func:`describe_engines` asks both finders of engines and adds the command that installs what
is missing; the command line prints it.

German example: without the package ``tesseract-ocr-deu`` the system's engine shows the hint to install it.
"""

from __future__ import annotations

from collections.abc import Callable

from ocrfix.errors import EngineError
from ocrfix.extract.engines import Engine, embedded_hint, missing_languages, system_hint
from ocrfix.records import dataclass


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """An engine as found; ``missing_hint`` is the command that installs what is missing, "" when all is there."""

    name: str
    is_available: bool
    version: str
    languages: tuple[str, ...]
    missing_hint: str


def describe_engines(languages: str = "deu") -> tuple[EngineStatus, ...]:
    """Describe the system's and the embedded engine; ``is_available`` means with these languages."""
    from ocrfix.extract.tesseract_embedded import find_embedded_tesseract
    from ocrfix.extract.tesseract_system import find_system_tesseract

    return (
        _describe("system", find_system_tesseract, languages, system_hint),
        _describe("embedded", find_embedded_tesseract, languages, embedded_hint),
    )


def _describe(name: str, find: Callable[[], Engine | None], languages: str, hint: Callable[[str], str]) -> EngineStatus:
    try:
        engine = find()
    except EngineError as error:
        return EngineStatus(name, False, "", (), error.hint)
    if engine is None:
        return EngineStatus(name, False, "", (), hint(languages))
    missing = missing_languages(languages, engine.languages)
    return EngineStatus(name, not missing, engine.version, engine.languages, hint("+".join(missing)) if missing else "")
