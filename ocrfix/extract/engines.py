"""What a recognition engine is, which languages it has, and the commands that install one.

Bird's-eye view: :mod:`ocrfix.extract.recognition` hands a page image to an :class:`Engine` and gets
:class:`RecognisedWord` objects back, whichever Tesseract does the work; :mod:`ocrfix.extract.engine_choice` chooses
one. Start reading at :class:`Engine`.

German example: of the printed "für Heimat" an engine gives two words with pixel boxes and a confidence each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

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
