"""``ocrfix check``: judge the quality of files, change nothing.

Bird's-eye view: :func:`command` checks the options into a :class:`Request`; :func:`run` judges the sources with the
same workers as ``ocrfix fix``, compares them with thresholds and baseline, and writes one report to stdout or a file.
Start reading at :func:`run`.

German example: ``ocrfix check Anfragen --max-damage 2%`` ends with 1 when a file has more than 2 % damaged words.
"""

from __future__ import annotations

import os
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from ocrfix.batch.discovery import Source, discover
from ocrfix.batch.outcome import Outcome, RunSettings
from ocrfix.batch.targets import STANDARD_INPUT
from ocrfix.cli import options
from ocrfix.cli.run_request import (
    STANDARD_INPUT_NAME,
    BatchRequest,
    RunRequest,
    all_inputs,
    check_inputs,
    memory_bytes,
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
from ocrfix.cli.summary import print_failure, refuse_failed, refuse_failure
from ocrfix.cli.task import Task, data_folder_of_environment, read_standard_input, write_product
from ocrfix.config import Config, EngineChoice, OcrMode
from ocrfix.errors import ExitCode, OutputError, UsageError
from ocrfix.messages import Phrases
from ocrfix.records import dataclass
from ocrfix.settings import share_of
from ocrfix.write.inputs import refuse_inputs, refuse_twins

if TYPE_CHECKING:
    from ocrfix.messages import Language
    from ocrfix.quality.gate import CheckResult


class CheckFormat(StrEnum):
    """How the result is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    CSV = "csv"
    HTML = "html"


MaxDamage = Annotated[
    str,
    typer.Option(
        "--max-damage",
        metavar="SHARE",
        help="Highest allowed share of damaged words for each file, such as 1% or 0.01.",
    ),
]
MaxPageDamage = Annotated[
    str | None,
    typer.Option("--max-page-damage", metavar="SHARE", help="The same for every single page (if not given: any)."),
]
BaselineFile = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Earlier state: only what got worse is a finding.")
]
WriteBaseline = Annotated[bool, typer.Option("--write-baseline", help="Write the present state to --baseline.")]
FormatOption = Annotated[CheckFormat, typer.Option("--format", help="How the result is written.")]
OutputFile = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Target file (if not given: standard output).")
]


@dataclass(frozen=True, slots=True)
class Request:
    """The checked options of one run; ``aids`` are lists and settings, which are read as the inputs are."""

    sources: RunRequest
    max_damage: float
    max_page_damage: float | None
    baseline: Path | None
    writes_baseline: bool
    form: CheckFormat
    output: Path | None
    force: bool
    aids: tuple[Path, ...] = ()


def command(
    context: typer.Context,
    inputs: options.Inputs = None,
    max_damage: MaxDamage = "1%",
    max_page_damage: MaxPageDamage = None,
    baseline: BaselineFile = None,
    write_baseline: WriteBaseline = False,
    form: FormatOption = CheckFormat.TEXT,
    output: OutputFile = None,
    ocr: options.Ocr = OcrMode.MISSING,
    engine: options.Engine = EngineChoice.AUTO,
    pages: options.Pages = None,
    lexicon: options.LexiconFiles = None,
    ignore_words: options.IgnoreWords = None,
    ignore_lists: options.IgnoreLists = None,
    ignore_patterns: options.IgnorePatterns = None,
    jobs: options.Jobs = None,
    timeout: options.Timeout = 120.0,
    max_pages: options.MaxPages = 5000,
    max_pixels: options.MaxPixels = 120_000_000,
    max_memory: options.MaxMemory = 2048,
    encoding: options.Encoding = "utf-8",
    password_file: options.PasswordFile = None,
    types: options.Types = "",
    exclude: options.Exclude = None,
    files_from: options.FilesFrom = None,
    nul_separated: options.NulSeparated = False,
    config: options.ConfigFile = None,
    show_config: options.ShowConfig = False,
    force: options.Force = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix check``."""
    chosen = settings_of(context, tuple(inputs or ()), config)
    effective = chosen.effective(locals())
    if show_config:
        return Task(partial(print_settings, shown(chosen, effective)))
    extract = extract_config(effective, pages, password_file)
    correct = correct_config(effective)
    settings = RunSettings(
        config=Config(extract, correct),
        debug=debug,
        stall_seconds=stall_seconds(extract.timeout_seconds),
        max_memory_bytes=memory_bytes(max_memory),
    )
    baseline, worst_page = effective["baseline"], effective["max_page_damage"]
    sources = RunRequest(
        inputs=tuple(inputs or ()),
        out_dir=None,
        files_from=files_from,
        is_nul_separated=nul_separated,
        discovery=discovery_options(effective),
        settings=settings,
        batch=BatchRequest(jobs),
        fail_on=None,
        is_quiet=quiet,
    )
    check_inputs(sources)
    request = Request(
        sources=sources,
        max_damage=_share(effective["max_damage"], "--max-damage"),
        max_page_damage=None if worst_page is None else _share(worst_page, "--max-page-damage"),
        baseline=baseline,
        writes_baseline=write_baseline,
        form=form,
        output=output,
        force=force,
        aids=(*map(Path, correct.lexicon_files), *aids_of(chosen, effective, password_file, files_from)),
    )
    if write_baseline and request.baseline is None:
        raise UsageError("--write-baseline needs a file", "name it with --baseline FILE")
    return Task(partial(run, request))


def _share(text: str, option: str) -> float:
    try:
        return share_of(text)
    except ValueError:
        raise UsageError(f"{option} cannot be {text}", "write it like 1% or 0.01") from None


def run(request: Request, phrases: Phrases) -> int:
    """Judge all sources and write the report; gives the exit code.

    Raises:
        OcrfixError: the only file failed, the baseline is wrong, or (as BatchError) some of several files failed.
    """
    from ocrfix.quality.baseline import read_baseline
    from ocrfix.quality.gate import CheckResult, FailedFile, Thresholds, judge_file

    _refuse_targets(request)
    known = None
    if request.baseline is not None and not request.writes_baseline:
        known = read_baseline(request.baseline)
    outcomes, is_single = _judged(request, phrases)
    failures = [outcome for outcome in outcomes if outcome.is_failure]
    if is_single and failures:
        refuse_failure(failures[0])
    import ocrfix

    thresholds = Thresholds(request.max_damage, request.max_page_damage)
    result = CheckResult(
        files=tuple(
            judge_file(_shown_name(outcome.label), outcome.quality, thresholds, known)
            for outcome in outcomes
            if outcome.quality is not None
        ),
        failures=tuple(FailedFile(_shown_name(each.label), each.exit_code, each.message) for each in failures),
        thresholds=thresholds,
        has_baseline=known is not None,
        version=ocrfix.__version__,
    )
    _write_report(request, rendered(result, request.form, phrases.language))
    if request.writes_baseline:
        _write_baseline(request, result)
    return _conclude(request, failures, outcomes, result, phrases)


def _judged(request: Request, phrases: Phrases) -> tuple[list[Outcome], bool]:
    """Judge every source; says also whether one file alone was named."""
    given = request.sources
    settings = replace(given.settings, language=phrases.language, data_folder=data_folder_of_environment())
    if given.inputs == (Path(STANDARD_INPUT),):
        return [_judged_standard_input(settings)], True
    inputs = all_inputs(given)
    found = discover(inputs, None, given.discovery)
    found.refuse_empty()
    for target in _targets(request):
        refuse_inputs(target, (source.path for source in found.sources))
    is_single = found.is_single(inputs)
    from ocrfix.cli.left_out import print_left_out

    print_left_out(found.left_out, phrases, is_quiet=given.is_quiet)
    from ocrfix.batch.schedule import inspect_all
    from ocrfix.batch.workers import collect_rarely
    from ocrfix.cli.progress import progress_of

    collect_rarely()
    outcomes: list[Outcome] = []
    with progress_of(len(found.sources), phrases, is_quiet=given.is_quiet) as progress:
        on_page = progress.pages if len(found.sources) == 1 else None
        for outcome in inspect_all(found.sources, settings, given.batch.jobs, on_page):
            outcomes.append(outcome)
            progress.files(len(outcomes))
    return outcomes, is_single


def _judged_standard_input(settings: RunSettings) -> Outcome:
    from ocrfix.batch.piped import inspect_piped

    name = STANDARD_INPUT_NAME
    return inspect_piped(read_standard_input(), Source(name, Path(STANDARD_INPUT), name, PurePosixPath(name)), settings)


def _shown_name(label: str) -> str:
    """Name a file from the current folder when it lies in it, as code hosts and baselines need it."""
    if not Path(label).is_absolute():
        names = [os.path.normpath(label)]
    else:
        # By its real folder, too, for the shell may call the current one by a link.
        given = Path(label)
        names = [os.path.relpath(given), os.path.relpath(Path(os.path.realpath(given.parent), given.name))]
    inside = next((name for name in names if not name.startswith("..")), None)
    return label if inside is None else PurePosixPath(inside).as_posix()


def rendered(result: CheckResult, form: CheckFormat, language: Language) -> bytes:
    """Write the result in one format; only text and HTML follow the language."""
    match form:
        case CheckFormat.TEXT:
            from ocrfix.report.check_text import check_text

            return check_text(result, language)
        case CheckFormat.JSON:
            from ocrfix.report.check_json import check_json

            return check_json(result)
        case CheckFormat.CSV:
            from ocrfix.report.check_json import check_csv

            return check_csv(result)
        case CheckFormat.SARIF:
            from ocrfix.report.sarif import check_sarif

            return check_sarif(result)
        case CheckFormat.JUNIT:
            from ocrfix.report.junit import check_junit

            return check_junit(result)
        case CheckFormat.GITHUB:
            from ocrfix.report.github import check_github

            return check_github(result)
        case CheckFormat.GITLAB:
            from ocrfix.report.gitlab import check_gitlab

            return check_gitlab(result)
        case CheckFormat.HTML:
            from ocrfix.report.overview import check_html

            return check_html(result, language)


def _targets(request: Request) -> tuple[Path, ...]:
    baseline = request.baseline if request.writes_baseline else None
    return tuple(target for target in (request.output, baseline) if target is not None)


def _refuse_targets(request: Request) -> None:
    """Look at the targets before any work is done; a report of an earlier run is replaced, as jobs need it.

    Raises:
        OutputError: one is a list, the settings or the baseline, both are one file, or what exists is no report.
    """
    from ocrfix.write.files import refuse_existing

    output = request.output
    for target in _targets(request):
        refuse_inputs(target, request.aids)
    if request.writes_baseline:
        refuse_twins(request.baseline, output)
    elif request.baseline is not None:
        refuse_inputs(output, [request.baseline])
    if output is not None:
        refuse_existing(output, replace=request.force or _is_report(output))


def _is_report(path: Path) -> bool:
    from ocrfix.report.earlier import HEAD_BYTES, TAIL_BYTES, is_check_report

    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
            stream.seek(max(0, path.stat().st_size - TAIL_BYTES))
            return is_check_report(head, stream.read(TAIL_BYTES))
    except OSError:
        return False


def _write_report(request: Request, data: bytes) -> None:
    if request.output is None:
        write_product(data)
        return
    from ocrfix.write.files import write_named

    write_named(request.output, data, replace=True)


def _write_baseline(request: Request, result: CheckResult) -> None:
    """Write the baseline; a file that is none is replaced on request only.

    What an older one knows of files that failed or were not named stays, as long as these files are there.

    Raises:
        OutputError: the file exists and is no baseline, or cannot be written.
    """
    from ocrfix.errors import ConfigurationError
    from ocrfix.quality.baseline import KnownFile, baseline_bytes, read_baseline
    from ocrfix.write.files import write_named

    target = request.baseline
    assert target is not None
    older: dict[str, KnownFile] = {}
    if target.exists():
        try:
            older = read_baseline(target)
        except ConfigurationError:
            if not request.force:
                message = f"{target} exists and is no baseline of ocrfix"
                raise OutputError(message, "overwrite it with --force or choose another name") from None
    judged = {file.name: file.quality for file in result.files}
    kept = {name: known for name, known in older.items() if name not in judged and _may_be_there(name)}
    write_named(target, baseline_bytes(judged.items(), kept), replace=True, option="--baseline")


def _may_be_there(name: str) -> bool:
    """Say whether a file of the baseline may still exist; of a name that is no UTF-8 nobody can tell."""
    return os.path.lexists(name) or "\N{REPLACEMENT CHARACTER}" in name


def _conclude(
    request: Request, failures: list[Outcome], outcomes: list[Outcome], result: CheckResult, phrases: Phrases
) -> int:
    for failure in failures:
        print_failure(failure, phrases)
    refuse_failed(len(failures), len(outcomes))
    return ExitCode.FINDINGS if result.failed and not request.writes_baseline else ExitCode.DONE
