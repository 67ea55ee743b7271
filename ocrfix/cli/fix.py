"""``ocrfix fix``: correct files; write text and reports.

Bird's-eye view: :func:`command` checks the options into a :class:`~ocrfix.cli.run_request.RunRequest`; :func:`run`
finds the sources, works on them (``ocrfix.batch``) with the ledger (``ocrfix.ledger``) and sums up on stderr. Start
reading at :func:`run`.

German example: ``ocrfix fix anfrage.pdf`` writes ``ocrfix-out/anfrage.txt`` and three reports, and says
how many words were changed and how many doubts are open.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

import typer

import ocrfix
from ocrfix.batch.discovery import Discovery, Source, discover
from ocrfix.batch.outcome import PDF_SUFFIX, ProductFormat, Resume, RunSettings
from ocrfix.batch.pool import Pool
from ocrfix.batch.targets import (
    STANDARD_INPUT,
    InputIdentities,
    check_targets,
    names_of,
    names_with_further_pages,
    refuse_collisions,
)
from ocrfix.cli import options, values
from ocrfix.cli.left_out import print_left_out
from ocrfix.cli.run_request import (
    DEFAULT_OUT_DIR,
    STANDARD_INPUT_NAME,
    BatchRequest,
    RunRequest,
    all_inputs,
    check_inputs,
    memory_bytes,
    refuse_pdf_without_pdf,
    stall_seconds,
)
from ocrfix.cli.settings import (
    aids_of,
    correct_config,
    discovery_options,
    extract_config,
    print_settings,
    settings_of,
    shown,
)
from ocrfix.cli.summary import SummaryFile, Tally, print_not_tried, print_outcomes, refuse_failed, refuse_failure
from ocrfix.cli.task import Task, data_folder_of_environment, read_standard_input, write_product
from ocrfix.config import Config, EngineChoice, OcrMode
from ocrfix.errors import BatchError, ExitCode, OcrfixError, UsageError
from ocrfix.folders import LEDGER_NAME
from ocrfix.ledger import open_ledger
from ocrfix.messages import Phrases
from ocrfix.model import SourceKind
from ocrfix.write.inputs import refuse_twins


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
        return Task(partial(print_settings, shown(chosen, effective)))
    extract = extract_config(effective, pages, password_file)
    settings = RunSettings(
        config=Config(extract, correct_config(effective)),
        reports=values.report_formats(effective["report"]),
        product=effective["product"],
        keep_original=alternatives,
        force=force,
        debug=debug,
        with_pdf=effective["pdf"],
        stall_seconds=stall_seconds(extract.timeout_seconds),
        max_memory_bytes=memory_bytes(effective["max_memory"]),
        aids=aids_of(chosen, effective, password_file, files_from),
    )
    request = RunRequest(
        inputs=tuple(inputs or ()),
        out_dir=out_dir,
        files_from=files_from,
        is_nul_separated=nul_separated,
        discovery=discovery_options(effective),
        settings=settings,
        batch=BatchRequest(jobs, Resume(resume or retry_failed, retry_failed), summary, scheduler),
        fail_on=effective["fail_on"],
        is_quiet=quiet,
    )
    check_inputs(request)
    return Task(partial(run, request))


def run(request: RunRequest, phrases: Phrases) -> int:
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


def _work(request: RunRequest, found: Discovery, settings: RunSettings, phrases: Phrases, *, is_single: bool) -> Tally:
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


def _summary(request: RunRequest, found: Discovery, settings: RunSettings) -> SummaryFile | None:
    if request.batch.summary is None:
        return None
    _refuse_results(request.batch.summary, found.sources, settings)
    correct = settings.config.correct
    named = (Path(aid) for aid in (correct.profile_file, *correct.lexicon_files) if aid is not None)
    read = chain((source.path for source in found.sources), settings.aids, named)
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


def _cluster(request: RunRequest, settings: RunSettings) -> Pool | None:
    """Connect to the cluster that was named, if any."""
    if request.batch.scheduler is None:
        return None
    from ocrfix.scheduler import connect

    return connect(request.batch.scheduler, settings)


def _exit_code(request: RunRequest, tally: Tally) -> ExitCode:
    if tally.failed:
        return ExitCode.BATCH
    return ExitCode.FINDINGS if tally.has_findings(request.fail_on) else ExitCode.DONE


def _conclude(request: RunRequest, tally: Tally, phrases: Phrases, *, is_single: bool) -> int:
    if is_single and tally.failures:
        print_not_tried(tally, phrases)
        refuse_failure(tally.failures[0])
    print_outcomes(tally, phrases, is_quiet=request.is_quiet)
    refuse_failed(tally.failed, tally.files)
    return _exit_code(request, tally)


def _run_stream(request: RunRequest, settings: RunSettings) -> int:
    """Answer JSON Lines; a line that failed has its error in its answer, and the run ends with 8."""
    from ocrfix.cli.stream import run_stream

    tally = Tally()
    run_stream(settings, tally)
    if tally.failed:
        raise BatchError(f"{tally.failed} of {tally.files} lines failed", "their answers hold the errors")
    return _exit_code(request, tally)


def _run_standard_input(request: RunRequest, settings: RunSettings, phrases: Phrases) -> int:
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
