"""The first stage: from a file or standard input to a :class:`~ocrfix.model.Document`.

Bird's-eye view: :func:`read_document` reads the bytes once, tells their kind (:mod:`ocrfix.extract.kind`) and
calls the reader for text, markup, image or PDF; :mod:`ocrfix.extract.features` says how the pages are made up. Start
reading there.

German example: ``read_document(Path("anfrage.pdf"), "anfrage.pdf", ExtractConfig())`` gives one page for each
page of the Kleine Anfrage, each with its origin and the reason why that reading is trusted.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import InputError
from ocrfix.extract.engine_choice import find_engine
from ocrfix.extract.engines import Engine
from ocrfix.extract.kind import HEAD_BYTES, SourceKind, kind_of
from ocrfix.extract.page_numbers import selected_numbers
from ocrfix.extract.plaintext import read_plain_text
from ocrfix.model import Document, Page

if TYPE_CHECKING:
    from ocrfix.extract.selection import Judge
    from ocrfix.extract.witnesses import Doubts, Ears

Progress = Callable[[int, int], None]


def read_document(
    source: Path | bytes,
    name: str,
    config: ExtractConfig,
    engine: Engine | None = None,
    progress: Progress | None = None,
    judge: Judge | None = None,
    doubts: Doubts | None = None,
) -> Document:
    """Read a PDF, an image, a text, or hOCR, ALTO and PAGE.

    ``name`` is the relative name that the document keeps, ``engine`` replaces the search for one (it is searched
    for only when a page must be recognised), ``progress`` gets pages done and in all, ``judge`` gives the share of
    plausible words (0..1) of a text layer, ``doubts`` says which words other models read again (none without it, and
    none with ``--ocr never``).

    Raises:
        InputError: missing, unreadable, encrypted, too large or without text.
        EngineError: a page must be recognised and the engine is missing, failed or too slow.
        ConfigurationError: the encoding is unknown.
    """
    data = source if isinstance(source, bytes) else read_bytes(source, name)
    pages = read_pages(data, name, config, engine, progress, judge, doubts)
    return document_of(pages, name, hashlib.sha256(data).hexdigest(), config)


def read_pages(
    data: bytes,
    name: str,
    config: ExtractConfig,
    engine: Engine | None = None,
    progress: Progress | None = None,
    judge: Judge | None = None,
    doubts: Doubts | None = None,
) -> tuple[Page, ...]:
    """Read the selected pages, with or without text; the arguments are those of :func:`read_document`.

    Raises:
        OcrfixError: as :func:`read_document` does.
    """
    if not data:
        raise InputError(f"{name} is empty: it holds no text", "check that the right file was named")

    @cache
    def get_engine() -> Engine:
        return engine if engine is not None else find_engine(config.engine, config.languages)

    try:
        pages = _read_pages(data, config, get_engine, progress, judge, doubts)
        if not any(page.words for page in pages):
            return pages
        # Not loaded for texts, which have no layout.
        from ocrfix.extract.features import with_features

        return tuple(map(with_features, pages))
    except InputError as error:
        raise InputError(f"{name}: {error.message}", error.hint) from error


def document_of(pages: tuple[Page, ...], name: str, sha256: str, config: ExtractConfig) -> Document:
    """Put pages together.

    Raises:
        InputError: none of them holds text.
    """
    try:
        _refuse_without_text(pages, config)
    except InputError as error:
        raise InputError(f"{name}: {error.message}", error.hint) from error
    return Document(name, sha256, pages)


def page_numbers(data: bytes, name: str, config: ExtractConfig) -> tuple[int, ...]:
    """Name the pages of a PDF or TIFF that would be read, without reading them; nothing for other files.

    Raises:
        InputError: the file cannot be opened, or a limit is exceeded.
    """
    kind = kind_of(data[:HEAD_BYTES])
    try:
        if kind is SourceKind.PDF:
            from ocrfix.extract.pdf import pdf_page_numbers

            return pdf_page_numbers(data, config)
        if kind is SourceKind.IMAGE:
            from ocrfix.extract.images import image_page_numbers

            return image_page_numbers(data, config)
    except InputError as error:
        raise InputError(f"{name}: {error.message}", error.hint) from error
    return ()


def read_bytes(path: Path, name: str) -> bytes:
    """Read a file whole.

    Raises:
        InputError: it is missing, may not be read, or was written to while it was read.
    """
    try:
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read()
            after = os.fstat(stream.fileno())
    except FileNotFoundError as error:
        raise InputError(f"{name} does not exist", "check the spelling, or list the folder with ls") from error
    except IsADirectoryError as error:
        raise InputError(f"{name} is a folder, not a file", "name the files in it") from error
    except PermissionError as error:
        raise InputError(f"{name} may not be read", f"allow it with: chmod u+r {quote(str(path))}") from error
    except ValueError as error:  # a zero byte
        raise InputError(f"{name!r} can be the name of no file", "check the spelling") from error
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}", "check the disk or the network share") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise InputError(f"{name} was changed while it was read", "repeat it when the file is complete")
    return data


def _read_pages(
    data: bytes,
    config: ExtractConfig,
    get_engine: Callable[[], Engine],
    progress: Progress | None,
    judge: Judge | None,
    doubts: Doubts | None,
) -> tuple[Page, ...]:
    kind = kind_of(data[:HEAD_BYTES])
    if kind is SourceKind.PDF:
        from ocrfix.extract.pdf import PdfReader, read_pdf

        return read_pdf(data, PdfReader(config, get_engine, judge, _ears(config, get_engine, doubts)), progress)
    if kind is SourceKind.IMAGE:
        from ocrfix.extract.images import read_image

        return read_image(data, config, get_engine, progress, _ears(config, get_engine, doubts))
    if kind.is_markup:
        from ocrfix.extract.markup.read import read_markup

        return read_markup(data, kind, config)
    pages = read_plain_text(data, config.encoding)
    numbers = selected_numbers(len(pages), config)
    if progress is not None:
        progress(len(numbers), len(numbers))
    return tuple(pages[number - 1] for number in numbers)


def _ears(config: ExtractConfig, get_engine: Callable[[], Engine], doubts: Doubts | None) -> Ears | None:
    if doubts is None or config.ocr is OcrMode.NEVER:
        return None
    from ocrfix.extract.witnesses import Ears  # a text has no image to read again

    return Ears(config, get_engine, doubts)


def _refuse_without_text(pages: tuple[Page, ...], config: ExtractConfig) -> None:
    if any(page.text for page in pages):
        return
    count = len(pages)
    if config.ocr is OcrMode.NEVER:
        message = (
            f"none of the {count} pages has a text layer, and --ocr never forbids recognition"
            if count > 1
            else "the page does not have a text layer, and --ocr never forbids recognition"
        )
        raise InputError(message, "leave out --ocr never")
    message = (
        f"none of the {count} pages holds text: blank, or nothing was recognised"
        if count > 1
        else "the page does not hold text: blank, or nothing was recognised"
    )
    raise InputError(message, "look at the pages; are they scans of text?")
