"""Carries one source from its bytes to written files.

Bird's-eye view: read (``ocrfix.extract``), correct (``ocrfix.pipeline``), then make and write the reports and the text
one by one, each of them whole or not at all. Start reading at :func:`run_job`.

German example: ``a.pdf`` is read, ``fir`` becomes ``für``, and ``a.txt`` with three reports is written.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ocrfix.batch.discovery import Source
from ocrfix.batch.outcome import Outcome, ReportFormat, RunSettings, Written, further_page_name, outcome_of_error
from ocrfix.batch.targets import is_further_page, names_of, target_names
from ocrfix.errors import InputError
from ocrfix.model import SourceKind
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from ocrfix.extract.witnesses import Doubts
    from ocrfix.model import CorrectionResult, Document, PlacedWord
    from ocrfix.resources import Resources
    from ocrfix.write.pdf import PdfCopy

Progress = Callable[[int, int], None]
File = tuple[str, bytes | Iterator[bytes]]
"""The name of a file relative to the out-dir, and its bytes, perhaps in pieces that are made while they are written."""


@dataclass(frozen=True, slots=True)
class Job:
    """A source and the names of existing files that it may replace."""

    source: Source
    replaceable: frozenset[str] = frozenset()


JobOfOne = Callable[[Job, RunSettings, Progress | None], Outcome]
"""What carries a source to its end in one go."""


@lru_cache(maxsize=2)
def resources_of(
    data_folder: Path | None, lexicon_files: tuple[str, ...] = (), profile_file: str | None = None
) -> Resources:
    """Open the data files, the user's word lists and the learned profile once per process.

    A run keeps them as it found them, whatever is written to a list meanwhile: its files are all corrected alike.

    Raises:
        DataError: a file is missing or wrong.
    """
    from ocrfix.resources import open_resources

    return open_resources(data_folder, lexicon_files, profile_file)


def forget_resources() -> None:
    """Have word lists and profile looked at again: in this process another run begins."""
    resources_of.cache_clear()


def correct_source(
    content: Path | bytes, name: str, settings: RunSettings, progress: Progress | None = None
) -> CorrectionResult:
    """Read and correct one input; nothing is written.

    Raises:
        OcrfixError: the input, the engine, the settings or the data are to blame.
    """
    from ocrfix.extract import read_document

    doubts = doubts_of(settings)
    document = read_document(content, name, settings.config.extract, progress=progress, doubts=doubts)
    return correct_document(document, settings, progress)


def doubts_of(settings: RunSettings) -> Doubts:
    """Return what names the words of a page that other readings are asked about; the data open at the first page."""
    chosen = settings.config.correct

    def doubts(text: str, words: Sequence[PlacedWord]) -> Sequence[bool]:
        from ocrfix.pipeline.doubts import doubtful_words

        resources = resources_of(settings.data_folder, chosen.lexicon_files, chosen.profile_file)
        return doubtful_words(text, words, resources)

    return doubts


def correct_document(document: Document, settings: RunSettings, progress: Progress | None = None) -> CorrectionResult:
    """Correct a document that was read.

    Raises:
        DataError: the data files are missing or wrong.
    """
    from ocrfix.pipeline import correct

    if progress is not None:
        progress(len(document.pages), len(document.pages))
    chosen = settings.config.correct
    resources = resources_of(settings.data_folder, chosen.lexicon_files, chosen.profile_file)
    return correct(document, chosen, resources)


def render(
    result: CorrectionResult, target: PurePosixPath, settings: RunSettings, content: Path | bytes
) -> Iterator[File]:
    """Make every file of one source, named relative to the out-dir, the corrected text last.

    The text comes last, so that whoever waits for it finds its reports complete. What can fail is made first; a report
    is made in pieces when it is asked for, so that no two of them are in memory. ``content`` is the input, for the
    pictures of its pages, and to make a changed hOCR, ALTO or PAGE file of.

    Raises:
        InputError: the input changed since it was read, or cannot be written in the wanted format.
    """
    from ocrfix.write.text import corrected_parts

    text_name, *names = target_names(target, settings.reports, settings.products)
    products = _markup_of(result, settings, content) if settings.products else ()
    further = (further_page_name(target, number) for number in range(2, len(products) + 1))
    product_names = (*names[len(settings.reports) :], *further)

    def files() -> Iterator[File]:
        for name, report in zip(names, settings.reports, strict=False):
            yield name, _render_report(report, result, settings, content)
        yield from zip(product_names, products, strict=True)
        yield text_name, corrected_parts(result)

    return files()


def _markup_of(result: CorrectionResult, settings: RunSettings, content: Path | bytes) -> tuple[bytes, ...]:
    import ocrfix
    from ocrfix.write.markup.product import markup_files

    original, wanted = _as_read(content, result), SourceKind(settings.product.value)
    return markup_files(result, original, wanted, ocrfix.__version__, keep_original=settings.keep_original)


def _as_read(content: Path | bytes, result: CorrectionResult) -> bytes:
    """Return the bytes that the document was read from, which lie in a file while workers share its pages.

    Raises:
        InputError: the file has changed since, or is gone.
    """
    try:
        data = content if isinstance(content, bytes) else content.read_bytes()
    except OSError as error:
        message = f"the file was taken away while it was worked on: {error.strerror}"
        raise InputError(message, "run the command again") from error
    if hashlib.sha256(data).hexdigest() != result.document.sha256:
        raise InputError("the file was changed while it was worked on", "run the command again")
    return data


def _render_report(
    report: ReportFormat, result: CorrectionResult, settings: RunSettings, content: Path | bytes
) -> bytes | Iterator[bytes]:
    import ocrfix

    match report:
        case ReportFormat.JSON:
            from ocrfix.report.json import report_json_parts

            return report_json_parts(result, ocrfix.__version__)
        case ReportFormat.HTML:
            from ocrfix.extract.pictures import page_pictures
            from ocrfix.report.html import report_html_parts

            # Of another file that has the name by now the pictures would show what nobody read; that a file is gone
            # costs the report its pictures only.
            is_gone = isinstance(content, Path) and not os.path.lexists(content)
            data = b"" if is_gone else _as_read(content, result)
            pictures = page_pictures(data, result.document.pages, settings.config.extract)
            return report_html_parts(result, ocrfix.__version__, settings.language, pictures)
        case ReportFormat.DIFF:
            from ocrfix.report.diff import report_diff

            return report_diff(result)
        case ReportFormat.CSV:
            from ocrfix.report.csv import report_csv_parts

            return report_csv_parts(result)


def run_job(job: Job, settings: RunSettings, progress: Progress | None = None, data: bytes | None = None) -> Outcome:
    """Carry one source to its end, whatever happens: every error becomes an outcome.

    ``data`` are the bytes of the source where they have been read already. A bug in one file must not take the others
    with it; only signals (:class:`KeyboardInterrupt` and the like) pass through.
    """
    from ocrfix.extract.document import read_bytes

    sha256 = ""
    try:
        if data is None:
            data = read_bytes(job.source.path, job.source.name)
        sha256 = hashlib.sha256(data).hexdigest()
        refuse_early(data, job.source.name, settings)
        return finish_job(job, correct_source(data, job.source.name, settings, progress), settings, data, progress)
    except Exception as error:
        return outcome_of_error(job.source.label, error, trace_of(settings), sha256)


def trace_of(settings: RunSettings) -> str:
    """Give the trace of the error that is being handled, when it was asked for."""
    return traceback.format_exc() if settings.debug else ""


def refuse_early(data: bytes, name: str, settings: RunSettings) -> None:
    """Refuse a PDF that may not be written back before any page of it is read; the error says its name.

    Raises:
        InputError: it is signed or protected.
    """
    if settings.with_pdf:
        from ocrfix.write.pdf import refuse_unwritable

        with _named(name):
            refuse_unwritable(data, settings.config.extract.password)


@contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        raise InputError(f"{name}: {error.message}", error.hint) from error


def finish_job(
    job: Job,
    result: CorrectionResult,
    settings: RunSettings,
    content: Path | bytes,
    progress: Progress | None = None,
) -> Outcome:
    """Write the files of a corrected source and count what was done; ``content`` is the input.

    Raises:
        InputError: the PDF that is to be written back has changed since it was read.
        OutputError: a target exists or cannot be written.
    """
    written: tuple[Written, ...] = ()
    not_in_pdf = 0
    if settings.out_dir is not None:
        files, not_in_pdf = files_of(job.source, result, settings, content, progress)
        written = write_files(job, files, settings)
    return count_outcome(job.source.label, result, written, not_in_pdf)


def files_of(
    source: Source,
    result: CorrectionResult,
    settings: RunSettings,
    content: Path | bytes,
    progress: Progress | None = None,
) -> tuple[Iterator[File], int]:
    """Make every file of one source, the PDF first and the text last; count the changes that the PDF leaves out.

    Raises:
        InputError: the PDF that is to be written back has changed since it was read.
    """
    files = render(result, source.target, settings, content)
    if not (settings.with_pdf and source.input_type is SourceKind.PDF):
        return files, 0
    copy = _pdf_back(content, result, settings, progress)
    return chain([(names_of(source, settings)[-1], copy.data)], files), copy.left_out


def write_files(job: Job, files: Iterable[File], settings: RunSettings) -> tuple[Written, ...]:
    """Write files into the out-dir, in their order, each as it is made.

    Raises:
        OutputError: a target exists or cannot be written.
    """
    from ocrfix.write.files import write_atomically

    assert settings.out_dir is not None
    written = []
    for name, data in files:
        may_replace = settings.force or name in job.replaceable
        digest = hashlib.sha256()
        parts = (data,) if isinstance(data, bytes) else data
        write_atomically(settings.out_dir / name, _hashed(parts, digest), replace=may_replace)
        written.append(Written(name, digest.hexdigest()))
    if not settings.force:
        _remove_further_pages(job, settings.out_dir, {each.name for each in written})
    return tuple(written)


def _remove_further_pages(job: Job, out_dir: Path, written: Set[str]) -> None:
    """Remove our PAGE files of pages that the document no longer has: nobody could tell them from its others."""
    for name in job.replaceable - written:
        if is_further_page(name):
            (out_dir / name).unlink(missing_ok=True)


def _hashed(parts: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for part in parts:
        digest.update(part)
        yield part


def _pdf_back(
    content: Path | bytes, result: CorrectionResult, settings: RunSettings, progress: Progress | None
) -> PdfCopy:
    import ocrfix
    from ocrfix.write.pdf import corrected_pdf

    data = _as_read(content, result)
    pages = len(result.document.pages)

    def is_alive() -> None:
        if progress is not None:
            progress(pages, pages)

    with _named(result.document.source_name):
        return corrected_pdf(data, result, settings.config.extract, ocrfix.__version__, is_alive)


def count_outcome(label: str, result: CorrectionResult, written: tuple[Written, ...], not_in_pdf: int = 0) -> Outcome:
    """Count the pages, words, changes and open doubts of a result."""
    from ocrfix.model import Action, Level

    counts = Counter((decision.action, decision.level) for decision in result.decisions)
    review = counts[Action.SUGGEST, Level.REVIEW]
    return Outcome(
        label,
        pages=len(result.document.pages),
        words=sum(len(page.text.split()) for page in result.document.pages),
        applied=sum(counts[Action.APPLY, level] for level in Level),
        likely=sum(counts[Action.SUGGEST, level] for level in Level) - review,
        review=review,
        not_in_pdf=not_in_pdf,
        unread_pages=tuple(page.number for page in result.document.pages if page.is_unread),
        written=written,
        sha256=result.document.sha256,
    )
