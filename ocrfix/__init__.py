"""ocrfix repairs OCR damage in German government documents.

Bird's-eye view: :func:`correct_text` and :func:`correct_file` are the whole library for most callers; what
they give back is explained in :mod:`ocrfix.model` and turned into text by :mod:`ocrfix.edits`. The order of
the stages is in :mod:`ocrfix.pipeline`. Start reading there.

German example: ``corrected_text(correct_text("..."))`` has ``für`` where a layer of an English model had ``fiir``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.model import CorrectionResult, Document
    from ocrfix.resources import Resources

__version__ = "0.1.0"
__all__ = ["__version__", "correct_file", "correct_text"]


def correct_text(text: str, config: Config | None = None) -> CorrectionResult:
    """Find and decide the damage of a text; form feeds part its pages.

    Raises:
        InputError: the text holds what no text has (NUL, half a character), or a page is wanted that it does not have.
        ConfigurationError: a pattern of ``config`` is no regular expression.
        DataError: the data files, a word list or the profile are missing or wrong.
        OutputError: the text is long, and the folder for temporary files is full.
    """
    from hashlib import sha256

    from ocrfix.config import Config
    from ocrfix.extract.page_numbers import selected_numbers
    from ocrfix.extract.plaintext import pages_of_text
    from ocrfix.model import Document

    settings = config or Config()
    pages = pages_of_text(text)
    chosen = tuple(pages[number - 1] for number in selected_numbers(len(pages), settings.extract))
    document = Document("text", sha256(text.encode("utf-8")).hexdigest(), chosen)
    return _corrected(document, settings, _resources(settings))


def correct_file(path: Path, config: Config | None = None) -> CorrectionResult:
    """Read a PDF, an image, a text, hOCR, ALTO or PAGE and decide its damage; the file is not touched.

    Raises:
        InputError: the file cannot be read, or holds no text.
        EngineError: a page must be recognised and no engine works.
        ConfigurationError: the encoding of ``config`` is unknown, or a pattern is no regular expression.
        DataError: the data files, a word list or the profile are missing or wrong.
        OutputError: the document is long, and the folder for temporary files is full.
    """
    from ocrfix.config import Config
    from ocrfix.extract import read_document
    from ocrfix.pipeline.doubts import doubtful_words

    settings = config or Config()
    resources = _resources(settings)
    document = read_document(
        path, path.name, settings.extract, doubts=lambda text, words: doubtful_words(text, words, resources)
    )
    return _corrected(document, settings, resources)


def _corrected(document: Document, settings: Config, resources: Resources) -> CorrectionResult:
    from ocrfix.pipeline import correct

    return correct(document, settings.correct, resources)


def _resources(settings: Config) -> Resources:
    from ocrfix.resources import open_resources

    return open_resources(None, settings.correct.lexicon_files, settings.correct.profile_file)
