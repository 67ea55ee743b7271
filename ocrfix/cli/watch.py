"""``ocrfix watch``: correct what arrives in a folder, until somebody stops it.

Bird's-eye view: the folder is looked at when the system tells of a change (watchfiles), when a file is about to be
complete, and once a minute in any case, for network disks tell nothing. Complete files (:mod:`ocrfix.watch`) are worked
on as by ``ocrfix fix --resume`` and told one a line. The ledger is held all the time, so that nobody else
writes to the out-dir, and makes a restart cheap. Word lists count as they are when a file is taken. Start reading at
:func:`run`.

German example: ``ocrfix watch Eingang -o Ausgang`` writes ``Ausgang/akte.txt`` two seconds after
``Eingang/akte.pdf`` is complete.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

import ocrfix
from ocrfix.batch.discovery import DiscoveryOptions, Source, discover, problem_of_input
from ocrfix.batch.outcome import Outcome, Resume, RunSettings, outcome_of_error
from ocrfix.cli import options, values
from ocrfix.cli.left_out import print_left_out
from ocrfix.cli.run_request import DEFAULT_OUT_DIR, memory_bytes, stall_seconds
from ocrfix.cli.summary import failure_line
from ocrfix.cli.task import Task, data_folder_of_environment, harmless
from ocrfix.config import Config, CorrectConfig, EngineChoice, ExtractConfig, OcrMode
from ocrfix.errors import DataError, ExitCode, InputError, UsageError
from ocrfix.folders import Unreadable, printable
from ocrfix.ledger import Ledger, open_ledger
from ocrfix.messages import Phrases
from ocrfix.model import Level, SourceKind
from ocrfix.records import dataclass
from ocrfix.watch import Inbox

if TYPE_CHECKING:
    from watchfiles.main import FileChange

LOOK_SECONDS = 60.0
TICK_MILLISECONDS = 500
_MAY_PASS = (ExitCode.OUTPUT, ExitCode.DATA)
"""A full disk, a word list that is just being written: these say nothing about the file, which is tried again."""

Folder = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", help="The folder (with subfolders) that files arrive in.", show_default=False),
]
Settle = Annotated[
    float,
    typer.Option(
        "--settle",
        metavar="S",
        min=0.1,
        max=3600,
        callback=options.finite,
        help="Seconds that a file must not change before it counts as complete.",
    ),
]


@dataclass(frozen=True, slots=True)
class WatchRequest:
    """The checked options of a watch."""

    folder: Path
    out_dir: Path
    discovery: DiscoveryOptions
    settings: RunSettings
    jobs: int | None
    settle_seconds: float
    is_quiet: bool


def command(
    folder: Folder,
    out_dir: options.OutDir = None,
    settle: Settle = 2.0,
    report: options.Report = "html,json,diff",
    level: options.LevelOption = options.AppliedLevel.SAFE,
    ocr: options.Ocr = OcrMode.AUTO,
    engine: options.Engine = EngineChoice.AUTO,
    reflow: options.Reflow = False,
    lexicon: options.LexiconFiles = None,
    jobs: options.Jobs = None,
    timeout: options.Timeout = 120.0,
    max_pages: options.MaxPages = 5000,
    max_pixels: options.MaxPixels = 120_000_000,
    max_memory: options.MaxMemory = 2048,
    encoding: options.Encoding = "utf-8",
    password_file: options.PasswordFile = None,
    types: options.Types = "",
    exclude: options.Exclude = None,
    names: options.Names = options.Naming.STEM,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix watch``."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder", "name the folder that files arrive in")
    extract = ExtractConfig(
        ocr=ocr,
        engine=engine,
        encoding=values.known_encoding(encoding),
        password=values.password_from(password_file),
        timeout_seconds=timeout,
        max_pages=max_pages,
        max_pixels=max_pixels,
    )
    correct = CorrectConfig(Level(level.value), None, reflow, values.existing_files(lexicon))
    request = WatchRequest(
        folder,
        out_dir if out_dir is not None else DEFAULT_OUT_DIR,
        DiscoveryOptions(
            values.choices(types, SourceKind, "--type"), tuple(exclude or ()), names is options.Naming.FULL
        ),
        RunSettings(
            Config(extract, correct),
            values.report_formats(report),
            debug=debug,
            max_memory_bytes=memory_bytes(max_memory),
        ),
        jobs,
        settle,
        quiet,
    )
    return Task(partial(run, request))


def run(request: WatchRequest, phrases: Phrases) -> int:
    """Watch until Ctrl-C or SIGTERM.

    Raises:
        InputError: nothing in the folder can be taken.
        OutputError: another run uses the out-dir, or it cannot be written.
        UsageError: the out-dir is the folder itself.
    """
    from ocrfix.batch.schedule import fingerprints_of
    from ocrfix.batch.workers import collect_rarely

    settings = replace(
        request.settings,
        language=phrases.language,
        data_folder=data_folder_of_environment(),
        out_dir=request.out_dir,
        stall_seconds=stall_seconds(request.settings.config.extract.timeout_seconds),
    )
    collect_rarely()
    if (problem := problem_of_input(request.folder)) is not None:
        raise Unreadable(request.folder, problem).named_problem
    left_out = discover((request.folder,), request.out_dir, request.discovery).left_out
    fingerprints = fingerprints_of(settings, ocrfix.__version__)
    with closing(open_ledger(request.out_dir, fingerprints, ocrfix.__version__)) as ledger:
        if not request.is_quiet:
            print(
                phrases("Watching {folder}; Ctrl-C ends.", folder=harmless(str(request.folder))),
                file=sys.stderr,
                flush=True,
            )
        print_left_out(left_out, phrases, is_quiet=request.is_quiet)
        inbox = Inbox(request.settle_seconds)
        told: dict[Path, str] = {}
        for _ in _moments(request, inbox):
            found = discover((request.folder,), request.out_dir, request.discovery)
            _tell_folder(request.folder, told, phrases)
            _tell_problems(found.sources, request.folder, told, phrases)
            for source, outcome in _work(inbox.ready(found.sources, time.monotonic()), settings, ledger, request.jobs):
                if outcome.exit_code in _MAY_PASS:
                    inbox.put_back(source, time.monotonic())
                    if told.get(source.path) == outcome.message:  # once is enough, whatever the number of attempts
                        continue
                    told[source.path] = outcome.message
                else:
                    told.pop(source.path, None)
                _tell(source, outcome, phrases, is_quiet=request.is_quiet)
    return ExitCode.DONE


def _moments(request: WatchRequest, inbox: Inbox) -> Iterator[None]:
    """Give the moments at which the folder is worth a look."""
    from watchfiles import watch

    own = request.out_dir.resolve()

    def is_foreign(_change: object, path: str) -> bool:
        return not Path(path).resolve().is_relative_to(own)

    yield
    looked = time.monotonic()
    changes: set[FileChange]
    for changes in watch(
        request.folder,
        watch_filter=is_foreign,
        rust_timeout=TICK_MILLISECONDS,
        debounce=TICK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=True,
        ignore_permission_denied=True,  # a locked subfolder is told as a failure, and ends nothing
    ):
        if changes or inbox.is_waiting or time.monotonic() - looked >= LOOK_SECONDS:
            looked = time.monotonic()
            yield


def _work(
    sources: tuple[Source, ...], settings: RunSettings, ledger: Ledger, jobs: int | None
) -> Iterator[tuple[Source, Outcome]]:
    from ocrfix.batch.schedule import work_on

    if sources:
        try:
            _look_at_lists(settings, ledger)
        except DataError as error:
            yield from ((source, outcome_of_error(source.label, error)) for source in sources)
            return
    owners: dict[PurePosixPath, str] = {}
    wanted: list[Source] = []
    for source in sources:
        owner = owners.setdefault(source.target, source.label)
        if owner == source.label:
            wanted.append(source)
            continue
        message = f"{owner} and {source.label} would both write {source.target}.txt"
        yield source, outcome_of_error(source.label, UsageError(message, "tell them apart with --names full"))
    if wanted:
        outcomes = work_on(tuple(wanted), settings, ledger, jobs, resume=Resume(is_wanted=True))
        yield from zip(wanted, outcomes, strict=True)
        ledger.commit()


def _look_at_lists(settings: RunSettings, ledger: Ledger) -> None:
    """Take word lists as they are now, for this process, for its workers and for the ledger alike.

    Raises:
        DataError: one cannot be read, perhaps because it is being written.
    """
    from ocrfix.batch.schedule import fingerprints_of
    from ocrfix.batch.single import forget_resources

    forget_resources()
    ledger.fingerprints = fingerprints_of(settings, ocrfix.__version__)


def _tell_folder(folder: Path, told: dict[Path, str], phrases: Phrases) -> None:
    """Tell once that nothing can be taken from the folder any more, and again when that comes back."""
    if os.path.isdir(folder):  # noqa: PTH112 - pathlib raises where the folder above is locked
        problem = problem_of_input(folder)
    else:
        problem = InputError("the folder is gone", "it is looked for again once a minute")
    if problem is None:
        told.pop(folder, None)
        return
    if told.get(folder) != problem.message:
        told[folder] = problem.message
        line = failure_line(outcome_of_error(printable(str(folder)), problem), phrases)
        print(harmless(line), file=sys.stderr, flush=True)


def _tell_problems(sources: Iterable[Source], folder: Path, told: dict[Path, str], phrases: Phrases) -> None:
    """Tell once of what lies in the folder and cannot be looked at; the folder itself is told of elsewhere."""
    for source in sources:
        if source.problem is None or source.path == folder or told.get(source.path) == source.problem.message:
            continue
        told[source.path] = source.problem.message
        line = failure_line(outcome_of_error(source.label, source.problem), phrases)
        print(harmless(line), file=sys.stderr, flush=True)


def _tell(source: Source, outcome: Outcome, phrases: Phrases, *, is_quiet: bool) -> None:
    if outcome.is_failure and not outcome.is_kept:
        print(harmless(failure_line(outcome, phrases)), file=sys.stderr, flush=True)
    elif not is_quiet and not outcome.is_kept:
        doubts = outcome.likely + outcome.review
        line = phrases(
            "{label}: {pages}, {applied} changed, {doubts} open",
            label=source.label,
            pages=phrases.counted("{n} page", "{n} pages", outcome.pages),
            applied=outcome.applied,
            doubts=doubts,
        )
        print(harmless(line), file=sys.stderr, flush=True)
