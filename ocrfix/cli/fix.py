"""``ocrfix fix``: correct files; write text and reports.

Bird's-eye view: :func:`command` checks the options into a :class:`Request`; :func:`run` finds the sources,
works on them (``ocrfix.batch``) with the ledger (``ocrfix.ledger``) and sums up on stderr. Start reading at
:func:`run`.

German example: ``ocrfix fix anfrage.pdf`` writes ``ocrfix-out/anfrage.txt`` and three reports, and says
how many words were changed and how many doubts are open.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

import typer

import ocrfix
from ocrfix.batch.discovery import Discovery, DiscoveryOptions, Source, discover
from ocrfix.batch.outcome import EVERYTHING, PDF_SUFFIX, ProductFormat, Resume, RunSettings, error_of_outcome
from ocrfix.batch.pool import Pool
from ocrfix.batch.targets import (
    STANDARD_INPUT,
    InputIdentities,
    check_targets,
    names_of,
    names_with_further_pages,
    read_list,
    refuse_collisions,
)
from ocrfix.cli import options
from ocrfix.cli.left_out import print_left_out
from ocrfix.cli.settings import correct_config, discovery_options, extract_config, settings_of, shown
from ocrfix.cli.summary import SummaryFile, Tally, print_outcomes
from ocrfix.cli.task import Task, data_folder_of_environment, read_standard_input, write_product
from ocrfix.config import Config, EngineChoice, OcrMode
from ocrfix.errors import BatchError, ExitCode, InputError, OcrfixError, UsageError
from ocrfix.folders import LEDGER_NAME
from ocrfix.ledger import open_ledger
from ocrfix.messages import Phrases
from ocrfix.model import SourceKind
from ocrfix.records import dataclass
from ocrfix.write.inputs import refuse_twins

DEFAULT_OUT_DIR = Path("ocrfix-out")
STANDARD_INPUT_NAME = "stdin"
STALL_FACTOR = 3
STALL_MARGIN_SECONDS = 60
BYTES_PER_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """How many files are worked on: by how many processes, what is done again, and where the summary goes."""

    jobs: int | None = None
    resume: Resume = EVERYTHING
    summary: Path | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The checked options of one run; ``out_dir`` is None when none was given."""

    inputs: tuple[Path, ...]
    out_dir: Path | None
    files_from: Path | None
    is_nul_separated: bool
    discovery: DiscoveryOptions
    settings: RunSettings
    batch: BatchRequest
    fail_on: options.FailOn | None
    is_quiet: bool


def command(
    context: typer.Context,
    inputs: options.Inputs = None,
    out_dir: options.OutDir = None,
    report: options.Report = "html,json,diff",
    product: options.Format = ProductFormat.TEXT,
    alternatives: options.Alternatives = True,
    level: options.LevelOption = options.AppliedLevel.SAFE,
    max_harm: options.MaxHarm = None,
    ocr: options.Ocr = OcrMode.AUTO,
    engine: options.Engine = EngineChoice.AUTO,
    pages: options.Pages = None,
    reflow: options.Reflow = False,
    lexicon: options.LexiconFiles = None,
    ignore_words: options.IgnoreWords = None,
    ignore_lists: options.IgnoreLists = None,
    ignore_patterns: options.IgnorePatterns = None,
    profile: options.ProfileFile = None,
    jobs: options.Jobs = None,
    timeout: options.Timeout = 120.0,
    max_pages: options.MaxPages = 5000,
    max_pixels: options.MaxPixels = 120_000_000,
    max_memory: options.MaxMemory = 2048,
    encoding: options.Encoding = "utf-8",
    password_file: options.PasswordFile = None,
    pdf: options.Pdf = False,
    fail_on: options.FailOnOption = None,
    types: options.Types = "",
    exclude: options.Exclude = None,
    names: options.Names = options.Naming.STEM,
    files_from: options.FilesFrom = None,
    nul_separated: options.NulSeparated = False,
    resume: options.ResumeOption = False,
    retry_failed: options.RetryFailed = False,
    summary: options.SummaryOption = None,
    scheduler: options.SchedulerOption = None,
    config: options.ConfigFile = None,
    show_config: options.ShowConfig = False,
    force: options.Force = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix fix``."""
    chosen = settings_of(context, tuple(inputs or ()), config)
    effective = chosen.effective(locals())
    if show_config:
        return Task(partial(options.print_settings, shown(chosen, effective)))
    extract = extract_config(effective, pages, password_file)
    settings = RunSettings(
        config=Config(extract, correct_config(effective)),
        reports=options.report_formats(effective["report"]),
        product=effective["product"],
        keep_original=alternatives,
        force=force,
        debug=debug,
        with_pdf=effective["pdf"],
        stall_seconds=stall_seconds(extract.timeout_seconds),
        max_memory_bytes=effective["max_memory"] * BYTES_PER_MEGABYTE or None,
    )
    discovery = discovery_options(effective)
    batch = BatchRequest(jobs, Resume(resume or retry_failed, retry_failed), summary, scheduler)
    request = Request(
        tuple(inputs or ()), out_dir, files_from, nul_separated, discovery, settings, batch, effective["fail_on"], quiet
    )
    check_inputs(request)
    return Task(partial(run, request))


def stall_seconds(timeout_seconds: float) -> int:
    """Return how long a worker may go without finishing a page, when recognition of one may take so long."""
    return int(STALL_FACTOR * timeout_seconds + STALL_MARGIN_SECONDS)


def check_inputs(request: Request) -> None:
    """Refuse inputs that do not fit together.

    Raises:
        UsageError: there is no input, or standard input is asked for twice.
    """
    if not request.inputs and request.files_from is None:
        raise UsageError("no input is named", "name a file, a folder or - for standard input")
    if request.is_nul_separated and request.files_from is None:
        raise UsageError("-0 belongs to --files-from", "leave it out, or name a list with --files-from")
    if STANDARD_INPUT in map(str, request.inputs) and request.settings.with_pdf and request.out_dir is None:
        raise UsageError("--pdf needs a folder when standard input is read", "name one with --out-dir")
    if STANDARD_INPUT in map(str, request.inputs) and (len(request.inputs) > 1 or request.files_from is not None):
        raise UsageError("- for standard input stands alone", "run the other inputs on their own")
    if STANDARD_INPUT in map(str, request.inputs) and request.batch.summary is not None:
        raise UsageError("--summary is for files and folders", "leave it out when standard input is read")
    if request.settings.product is ProductFormat.JSONL:
        if request.inputs != (Path(STANDARD_INPUT),):
            raise UsageError("--format jsonl is for standard input", "name - as the only input")
        if request.out_dir is not None or request.settings.with_pdf:
            raise UsageError("--format jsonl writes no files", "leave out --out-dir and --pdf")
    refuse_moved_lines(request.settings)


def refuse_moved_lines(settings: RunSettings) -> None:
    """Refuse --reflow for a format in which lines have their place.

    Raises:
        UsageError: both are asked for.
    """
    if settings.config.correct.reflow and settings.products:
        raise UsageError("--reflow moves line ends, which have a place in this format", "leave out one of the two")


def run(request: Request, phrases: Phrases) -> int:
    """Do the work and sum it up; gives the exit code.

    Raises:
        OcrfixError: the only file failed, or (as BatchError) some of several did.
    """
    settings = replace(request.settings, language=phrases.language, data_folder=data_folder_of_environment())
    if request.settings.product is ProductFormat.JSONL:
        return _run_stream(request, settings)
    if request.inputs == (Path(STANDARD_INPUT),):
        return _run_standard_input(request, settings, phrases)
    inputs = all_inputs(request)
    out_dir = request.out_dir if request.out_dir is not None else DEFAULT_OUT_DIR
    settings = replace(settings, out_dir=out_dir)
    found = discover(inputs, out_dir, request.discovery)
    found.refuse_empty()
    refuse_pdf_without_pdf(found, settings)
    products = (*settings.products, PDF_SUFFIX) if settings.with_pdf else settings.products
    refuse_collisions(found.sources, settings.reports, full_names=request.discovery.full_names, products=products)
    is_single = found.is_single(inputs)
    tally = _work(request, found, settings, phrases, is_single=is_single)
    print_left_out(found.left_out, phrases, is_quiet=request.is_quiet)
    return _conclude(request, tally, phrases, is_single=is_single)


def refuse_pdf_without_pdf(found: Discovery, settings: RunSettings) -> None:
    """Refuse --pdf where nothing could be written back.

    Raises:
        UsageError: every input is an image or a text.
    """
    if settings.with_pdf and all(
        source.problem is None
        and os.path.isfile(source.path)  # noqa: PTH113 - pathlib raises in a folder that is locked
        and source.input_type is not SourceKind.PDF
        for source in found.sources
    ):
        raise UsageError(
            "--pdf writes a PDF back, and no input is a PDF",
            "leave out --pdf, or make a PDF of an image first: img2pdf IMAGE -o NEW.pdf",
        )


def all_inputs(request: Request) -> tuple[Path, ...]:
    """Return the inputs that were named, and those of the list.

    Raises:
        InputError: the list cannot be read.
    """
    if request.files_from is None:
        return request.inputs
    if str(request.files_from) == STANDARD_INPUT:
        data = read_standard_input()
    else:
        try:
            data = request.files_from.read_bytes()
        except OSError as error:
            raise InputError(f"the list {request.files_from} cannot be read", "check the name") from error
    return (*request.inputs, *read_list(data, nul_separated=request.is_nul_separated))


def _work(request: Request, found: Discovery, settings: RunSettings, phrases: Phrases, *, is_single: bool) -> Tally:
    """Work on all sources; whatever was finished is in the ledger, also after Ctrl-C or a kill."""
    from ocrfix.batch.schedule import fingerprints_of, work_on
    from ocrfix.batch.workers import collect_rarely
    from ocrfix.cli.progress import progress_of

    assert settings.out_dir is not None
    summary = _summary(request, found, settings)
    tally = Tally(skipped=found.skipped, out_dir=settings.out_dir)
    collect_rarely()
    fingerprints = fingerprints_of(settings, ocrfix.__version__)
    ledger = open_ledger(settings.out_dir, fingerprints, ocrfix.__version__)
    is_complete = False
    code = ExitCode.INTERRUPTED
    try:
        with progress_of(len(found.sources), phrases, is_quiet=request.is_quiet) as shown:
            on_page = shown.pages if len(found.sources) == 1 else None
            pool = _cluster(request, settings)
            outcomes = work_on(found.sources, settings, ledger, request.batch.jobs, on_page, request.batch.resume, pool)
            pages = 0
            for source, outcome in zip(found.sources, outcomes, strict=True):
                tally.add(outcome)
                pages += 0 if outcome.is_kept else outcome.pages
                if summary is not None:
                    summary.add(source, outcome)
                shown.files(tally.files, tally.kept, pages)
        code = tally.failures[0].exit_code if is_single and tally.failures else _exit_code(request, tally)
        is_complete = True
    except OcrfixError as error:
        code = error.exit_code
        raise
    finally:
        # The summary may lie on another disk than the results: it tells of their full one.
        try:
            ledger.close()
        except OcrfixError as error:
            code, is_complete = error.exit_code, False
            raise
        finally:
            if summary is not None:
                summary.close(tally, fingerprints, int(code), is_complete=is_complete)
    return tally


def _summary(request: Request, found: Discovery, settings: RunSettings) -> SummaryFile | None:
    if request.batch.summary is None:
        return None
    _refuse_results(request.batch.summary, found.sources, settings)
    correct = settings.config.correct
    aids = [request.files_from, correct.profile_file, *correct.lexicon_files]
    read = chain((source.path for source in found.sources), (Path(aid) for aid in aids if aid is not None))
    return SummaryFile(request.batch.summary, read, force=settings.force)


def _refuse_results(summary: Path, sources: Sequence[Source], settings: RunSettings) -> None:
    """Refuse a summary that would take the place of a result of this run, or of its ledger.

    Raises:
        OutputError: it would.
    """
    assert settings.out_dir is not None
    out_dir, path = settings.out_dir.resolve(), summary.resolve()
    if out_dir not in path.parents:
        return
    name = path.relative_to(out_dir).as_posix()
    is_result = any(name.startswith(str(source.target)) and name in names_of(source, settings) for source in sources)
    if is_result or name.startswith(LEDGER_NAME):
        refuse_twins(path, summary)


def _cluster(request: Request, settings: RunSettings) -> Pool | None:
    """Connect to the cluster that was named, if any."""
    if request.batch.scheduler is None:
        return None
    from ocrfix.scheduler import connect

    return connect(request.batch.scheduler, settings)


def _exit_code(request: Request, tally: Tally) -> ExitCode:
    if tally.failed:
        return ExitCode.BATCH
    return ExitCode.FINDINGS if tally.has_findings(request.fail_on) else ExitCode.DONE


def _conclude(request: Request, tally: Tally, phrases: Phrases, *, is_single: bool) -> int:
    if is_single and tally.failures:
        failure = tally.failures[0]
        if failure.trace:
            print(failure.trace, file=sys.stderr)
        raise error_of_outcome(failure)
    print_outcomes(tally, phrases, is_quiet=request.is_quiet)
    if tally.failed:
        raise BatchError(f"{tally.failed} of {tally.files} files failed", "they are listed above with their codes")
    return _exit_code(request, tally)


def _run_stream(request: Request, settings: RunSettings) -> int:
    """Answer JSON Lines; a line that failed has its error in its answer, and the run ends with 8."""
    from ocrfix.cli.stream import run_stream

    tally = Tally()
    run_stream(settings, tally)
    if tally.failed:
        raise BatchError(f"{tally.failed} of {tally.files} lines failed", "their answers hold the errors")
    return _exit_code(request, tally)


def _run_standard_input(request: Request, settings: RunSettings, phrases: Phrases) -> int:
    """Correct what comes from standard input: the text to stdout, files only into a named out-dir."""
    from ocrfix.batch.piped import correct_piped
    from ocrfix.batch.schedule import fingerprints_of
    from ocrfix.batch.single import Job
    from ocrfix.extract.kind import HEAD_BYTES, kind_of

    settings = replace(settings, out_dir=request.out_dir)
    content = read_standard_input()
    kind = kind_of(content[:HEAD_BYTES])
    if settings.with_pdf and kind is not SourceKind.PDF:
        raise UsageError("--pdf writes a PDF back, and standard input is none", "leave out --pdf")
    target = PurePosixPath(STANDARD_INPUT_NAME)
    source = Source("-", Path(STANDARD_INPUT), STANDARD_INPUT_NAME, target, len(content), kind)
    with ExitStack() as stack:
        if request.out_dir is None:
            outcome, product = correct_piped(content, Job(source), settings)
        else:
            fingerprints = fingerprints_of(settings, ocrfix.__version__)
            ledger = open_ledger(request.out_dir, fingerprints, ocrfix.__version__)
            stack.callback(ledger.close)
            names = names_with_further_pages(source, settings, ledger)
            aids = InputIdentities.of((), settings)
            job = Job(source, check_targets(source, names, ledger, aids, force=settings.force))
            ledger.begin(source, names, job.replaceable)
            ledger.commit()
            outcome, product = correct_piped(content, job, settings, ledger.note_temporary)
            ledger.finish(source, outcome)
    tally = Tally(out_dir=request.out_dir)
    tally.add(outcome)
    if not outcome.is_failure:
        write_product(product)
    return _conclude(request, tally, phrases, is_single=True)
