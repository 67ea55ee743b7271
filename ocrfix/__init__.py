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
    from ocrfix.model import CorrectionResult

__version__ = "0.1.0"
__all__ = ["__version__", "correct_file", "correct_text"]


def correct_text(text: str, config: Config | None = None) -> CorrectionResult:
    """Find and decide the damage of a text; form feeds part its pages.

    Raises:
        DataError: the data files are missing or wrong.
    """
    return _corrected(text.encode("utf-8"), "text", config)


def correct_file(path: Path, config: Config | None = None) -> CorrectionResult:
    """Read a PDF, an image or a text and decide its damage; the file is not touched.

    Raises:
        InputError: the file cannot be read.
        EngineError: a page must be recognised and no engine works.
        DataError: the data files are missing or wrong.
    """
    return _corrected(path, path.name, config)


def _corrected(source: Path | bytes, name: str, config: Config | None) -> CorrectionResult:
    from ocrfix.config import Config
    from ocrfix.extract import read_document
    from ocrfix.pipeline import correct
    from ocrfix.pipeline.doubts import doubtful_words
    from ocrfix.resources import open_resources

    settings = config or Config()
    chosen = settings.correct
    resources = open_resources(None, chosen.lexicon_files, chosen.profile_file)
    document = read_document(
        source, name, settings.extract, doubts=lambda text, words: doubtful_words(text, words, resources)
    )
    return correct(document, chosen, resources)
