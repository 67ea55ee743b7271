"""``ocrfix fix``: correct files; write text and reports.

Bird's-eye view: :func:`command` checks the options into a :class:`Request`; :func:`run` finds the sources,
works on them (``ocrfix.batch``), remembers what was written and sums up on stderr. Start reading at
:func:`run`.

German example: ``ocrfix fix anfrage.pdf`` writes ``ocrfix-out/anfrage.txt`` and three reports, and says
how many words were changed and how many doubts are open.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from ocrfix.batch.discovery import Discovery, DiscoveryOptions, InputType, Source, discover
from ocrfix.batch.outcome import RunSettings, error_of_outcome
from ocrfix.batch.targets import (
    STANDARD_INPUT,
    InputIdentities,
    check_targets,
    read_list,
    read_marker,
    refuse_collisions,
    target_names,
)
from ocrfix.cli import options
from ocrfix.cli.phrases import Phrases
from ocrfix.cli.summary import Tally, print_outcomes
from ocrfix.cli.task import Task, data_folder_of_environment, read_standard_input, write_product
from ocrfix.config import Config, CorrectConfig, EngineChoice, ExtractConfig, OcrMode
from ocrfix.errors import BatchError, ExitCode, InputError, UsageError
from ocrfix.model import Level

DEFAULT_OUT_DIR = Path("ocrfix-out")
STANDARD_INPUT_NAME = "stdin"
STALL_FACTOR = 3
STALL_MARGIN_SECONDS = 60
SAVE_EVERY = 200
"""The marker is stored after so many files, so that a killed run can be repeated."""


@dataclass(frozen=True, slots=True)
class Request:
    """The checked options of one run; ``out_dir`` is None when none was given."""

    inputs: tuple[Path, ...]
    out_dir: Path | None
    files_from: Path | None
    is_nul_separated: bool
    discovery: DiscoveryOptions
    settings: RunSettings
    jobs: int | None
    fail_on: options.FailOn | None
    is_quiet: bool


def command(
    inputs: options.Inputs = None,
    out_dir: options.OutDir = None,
    report: options.Report = "html,json,diff",
    level: options.LevelOption = options.AppliedLevel.SAFE,
    max_harm: options.MaxHarm = None,
    ocr: options.Ocr = OcrMode.AUTO,
    engine: options.Engine = EngineChoice.AUTO,
    pages: options.Pages = "",
    reflow: options.Reflow = False,
    lexicon: options.LexiconFiles = None,
    profile: options.ProfileFile = None,
    jobs: options.Jobs = None,
    timeout: options.Timeout = 120.0,
    max_pages: options.MaxPages = 5000,
    max_pixels: options.MaxPixels = 120_000_000,
    encoding: options.Encoding = "utf-8",
    password_file: options.PasswordFile = None,
    fail_on: options.FailOnOption = None,
    types: options.Types = "",
    exclude: options.Exclude = None,
    names: options.Names = options.Naming.STEM,
    files_from: options.FilesFrom = None,
    nul_separated: options.NulSeparated = False,
    force: options.Force = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix fix``."""
    extract = ExtractConfig(
        ocr=ocr,
        engine=engine,
        encoding=options.known_encoding(encoding),
        password=options.password_from(password_file),
        pages=options.page_ranges(pages),
        timeout_seconds=timeout,
        max_pages=max_pages,
        max_pixels=max_pixels,
    )
    lists, learned = options.existing_files(lexicon), options.existing_profile(profile)
    correct = CorrectConfig(Level(level.value), max_harm, reflow, lists, learned)
    settings = RunSettings(
        config=Config(extract, correct),
        reports=options.report_formats(report),
        force=force,
        debug=debug,
        stall_seconds=int(STALL_FACTOR * timeout + STALL_MARGIN_SECONDS),
    )
    is_full = names is options.Naming.FULL
    discovery = DiscoveryOptions(options.choices(types, InputType, "--type"), tuple(exclude or ()), is_full)
    request = Request(
        tuple(inputs or ()), out_dir, files_from, nul_separated, discovery, settings, jobs, fail_on, quiet
    )
    _check_inputs(request)
    return Task(partial(run, request))


def _check_inputs(request: Request) -> None:
    """Refuse inputs that do not fit together.

    Raises:
        UsageError: there is no input, or standard input is asked for twice.
    """
    if not request.inputs and request.files_from is None:
        raise UsageError("no input is named", "name a file, a folder or - for standard input")
    if request.is_nul_separated and request.files_from is None:
        raise UsageError("-0 belongs to --files-from", "leave it out, or name a list with --files-from")
    if STANDARD_INPUT in map(str, request.inputs) and (len(request.inputs) > 1 or request.files_from is not None):
        raise UsageError("- for standard input stands alone", "run the other inputs on their own")


def run(request: Request, phrases: Phrases) -> int:
    """Do the work and sum it up; gives the exit code.

    Raises:
        OcrfixError: the only file failed, or (as BatchError) some of several did.
    """
    settings = replace(request.settings, language=phrases.language, data_folder=data_folder_of_environment())
    if request.inputs == (Path(STANDARD_INPUT),):
        return _run_standard_input(request, settings, phrases)
    inputs = _all_inputs(request)
    out_dir = request.out_dir if request.out_dir is not None else DEFAULT_OUT_DIR
    settings = replace(settings, out_dir=out_dir)
    found = discover(inputs, out_dir, request.discovery)
    if not found.sources:
        raise InputError("no input is left", "look at --type and --exclude")
    refuse_collisions(found.sources, settings.reports, full_names=request.discovery.full_names)
    is_single = len(inputs) == 1 and (not inputs[0].is_dir() or found.sources[0].problem is not None)
    tally = _work(request, found, settings, phrases)
    return _conclude(request, tally, phrases, is_single=is_single)


def _all_inputs(request: Request) -> tuple[Path, ...]:
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


def _work(request: Request, found: Discovery, settings: RunSettings, phrases: Phrases) -> Tally:
    """Work on all sources; whatever was finished is remembered in the marker, also after Ctrl-C."""
    from ocrfix.batch.schedule import work_on
    from ocrfix.batch.workers import collect_rarely
    from ocrfix.cli.progress import progress_of

    assert settings.out_dir is not None
    marker = read_marker(settings.out_dir)
    tally = Tally(skipped=found.skipped, out_dir=settings.out_dir)
    single = len(found.sources) == 1
    collect_rarely()
    try:
        with progress_of(len(found.sources), phrases, is_quiet=request.is_quiet) as shown:
            on_page = shown.pages if single else None
            outcomes = work_on(found.sources, settings, marker, request.jobs, on_page)
            for source, outcome in zip(found.sources, outcomes, strict=True):
                marker.add(source, outcome)
                tally.add(outcome)
                shown.files(tally.files)
                if tally.files % SAVE_EVERY == 0:
                    marker.save()
    finally:
        marker.close()
    return tally


def _conclude(request: Request, tally: Tally, phrases: Phrases, *, is_single: bool) -> int:
    if is_single and tally.failures:
        failure = tally.failures[0]
        if failure.trace:
            print(failure.trace, file=sys.stderr)
        raise error_of_outcome(failure)
    print_outcomes(tally, phrases, is_quiet=request.is_quiet)
    if tally.failures:
        failed, files = len(tally.failures), tally.files
        raise BatchError(f"{failed} of {files} files failed", "they are listed above with their codes")
    return ExitCode.FINDINGS if tally.has_findings(request.fail_on) else ExitCode.DONE


def _run_standard_input(request: Request, settings: RunSettings, phrases: Phrases) -> int:
    """Correct what comes from standard input: the text to stdout, files only into a named out-dir."""
    from ocrfix.batch.single import Job, correct_source, finish_job
    from ocrfix.batch.workers import temporary_folder
    from ocrfix.write.text import corrected_bytes

    settings = replace(settings, out_dir=request.out_dir)
    source = Source("-", Path(STANDARD_INPUT), STANDARD_INPUT_NAME, PurePosixPath(STANDARD_INPUT_NAME))
    tally = Tally(out_dir=request.out_dir)
    job = Job(source)
    marker = None
    if request.out_dir is not None:
        marker = read_marker(request.out_dir)
        names = target_names(source.target, settings.reports)
        job = Job(source, check_targets(source, names, marker, InputIdentities(frozenset()), force=settings.force))
    with temporary_folder():
        result = correct_source(read_standard_input(), STANDARD_INPUT_NAME, settings)
    outcome = finish_job(job, result, settings)
    if marker is not None:
        marker.add(source, outcome)
        marker.close()
    tally.add(outcome)
    write_product(corrected_bytes(result))
    print_outcomes(tally, phrases, is_quiet=request.is_quiet)
    return ExitCode.FINDINGS if tally.has_findings(request.fail_on) else ExitCode.DONE
