"""``ocrfix apply``: put decisions of a review into the text, or take all changes of a report back.

Bird's-eye view: ``apply DECISIONS INPUT...`` reads and corrects each input as ``fix`` does, follows the verdicts in the
result (:mod:`ocrfix.review.replay`), writes the same files, and lists what no longer fits (:func:`run`).
``apply --revert REPORT`` takes the changes out of the corrected text again, exact to the byte (:func:`revert`).

German example: ``ocrfix apply anfrage.decisions.jsonl anfrage.pdf`` writes ``ocrfix-out/anfrage.txt`` as decided;
``ocrfix apply --revert ocrfix-out/anfrage.report.json`` prints the text with ``fir`` again.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ocrfix.batch.discovery import Discovery, DiscoveryOptions, Source, discover
from ocrfix.batch.outcome import (
    EVERYTHING,
    PDF_SUFFIX,
    PRODUCT_SUFFIXES,
    SUFFIXES,
    ProductFormat,
    ReportFormat,
    RunSettings,
    outcome_of_error,
)
from ocrfix.batch.outcome import Outcome as FileOutcome
from ocrfix.batch.single import Job
from ocrfix.batch.targets import InputIdentities, outdated_names, refuse_collisions
from ocrfix.cli import options, values
from ocrfix.cli.left_out import print_left_out
from ocrfix.cli.run_request import DEFAULT_OUT_DIR, refuse_moved_lines, refuse_pdf_without_pdf
from ocrfix.cli.settings import aids_of, correct_config, discovery_options, extract_config, settings_of
from ocrfix.cli.summary import Tally, print_outcomes, refuse_failed, refuse_failure
from ocrfix.cli.task import Task, data_folder_of_environment, harmless, write_product
from ocrfix.config import Config, EngineChoice, OcrMode
from ocrfix.errors import ExitCode, InputError, UsageError
from ocrfix.inputs import input_bytes
from ocrfix.ledger import open_ledger
from ocrfix.messages import Phrases, translatable
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from ocrfix.review.replay import Outcome
    from ocrfix.review.verdicts import Verdict

REPORT_SUFFIX = SUFFIXES[ReportFormat.JSON]
WORDS_NAME = "own-words.tsv"

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[DECISIONS INPUT...]",
        help="NAME.decisions.jsonl and the files it belongs to; with --revert the corrected text (if "
        "not given: NAME.txt beside the report).",
    ),
]
Revert = Annotated[
    Path | None, typer.Option("--revert", metavar="REPORT", help="NAME.report.json whose changes are taken back.")
]
Out = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        "--out-dir",
        metavar="DIR",
        help="Folder of the results (if not given: ocrfix-out); with --revert the file (if not given: "
        "standard output).",
    ),
]
Words = Annotated[
    Path | None,
    typer.Option(
        "--words",
        metavar="FILE",
        help="Word list for words that go into the lexicon (if not given: own-words.tsv in the folder of results).",
    ),
]


@dataclass(frozen=True, slots=True)
class Request:
    """The checked options of a run that applies decisions; ``words`` is where right words go."""

    decisions: Path
    inputs: tuple[Path, ...]
    settings: RunSettings
    discovery: DiscoveryOptions
    words: Path
    is_quiet: bool


def command(
    context: typer.Context,
    files: Files = None,
    revert_report: Revert = None,
    out: Out = None,
    words: Words = None,
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
    timeout: options.Timeout = 120.0,
    max_pages: options.MaxPages = 5000,
    max_pixels: options.MaxPixels = 120_000_000,
    encoding: options.Encoding = "utf-8",
    password_file: options.PasswordFile = None,
    pdf: options.Pdf = False,
    types: options.Types = "",
    exclude: options.Exclude = None,
    names: options.Names = options.Naming.STEM,
    config: options.ConfigFile = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix apply``."""
    given = tuple(files or ())
    if Path("-") in (*given, revert_report):
        raise UsageError("apply reads no standard input", "save it to a file and name that")
    if revert_report is not None:
        if len(given) > 1:
            raise UsageError("--revert takes one text", "name the corrected text, or nothing")
        return Task(partial(revert, revert_report, given[0] if given else None, out, force, quiet))
    if len(given) < 2:
        raise UsageError("no decisions are named", "name NAME.decisions.jsonl and the file it belongs to")
    # The decisions were made about what ``fix`` found, so its settings count.
    chosen = settings_of(context, given[1:], config, "fix")
    effective = chosen.effective(locals())
    extract = extract_config(effective, pages, password_file)
    folder = out if out is not None else DEFAULT_OUT_DIR
    settings = RunSettings(
        config=Config(extract, correct_config(effective)),
        reports=values.report_formats(effective["report"]),
        product=effective["product"],
        keep_original=alternatives,
        out_dir=folder,
        force=force,
        debug=debug,
        with_pdf=effective["pdf"],
        aids=aids_of(chosen, effective, password_file, given[0]),
    )
    if settings.product is ProductFormat.JSONL:
        raise UsageError("--format jsonl is for standard input", "choose text, hocr, alto or page")
    refuse_moved_lines(settings)
    request = Request(
        decisions=given[0],
        inputs=given[1:],
        settings=settings,
        discovery=discovery_options(effective),
        words=words if words is not None else folder / WORDS_NAME,
        is_quiet=quiet,
    )
    return Task(partial(run, request))


def run(request: Request, phrases: Phrases) -> int:
    """Follow the decisions in every input and write the results; gives the exit code.

    Raises:
        InputError: the decisions cannot be read.
        OcrfixError: the only input failed, or (as BatchError) some of several did.
    """
    from ocrfix.review.verdicts import load_verdicts

    settings = replace(request.settings, language=phrases.language, data_folder=data_folder_of_environment())
    verdicts = load_verdicts(input_bytes(request.decisions), request.decisions.name)
    found = discover(request.inputs, settings.out_dir, request.discovery)
    found.refuse_empty()
    refuse_pdf_without_pdf(found, settings)
    products = (*settings.products, PDF_SUFFIX) if settings.with_pdf else settings.products
    refuse_collisions(found.sources, settings.reports, full_names=request.discovery.full_names, products=products)
    _refuse_words(request, found.sources, verdicts)
    is_single = found.is_single(request.inputs)
    tally = _work(found, verdicts, settings, phrases, is_quiet=request.is_quiet)
    print_left_out(found.left_out, phrases, is_quiet=request.is_quiet)
    if is_single and tally.failures:
        refuse_failure(tally.failures[0])
    _keep_words(request, verdicts, phrases)
    print_outcomes(tally, phrases, is_quiet=request.is_quiet)
    refuse_failed(tally.failed, tally.files)
    return ExitCode.DONE


def _work(
    found: Discovery,
    verdicts: Sequence[Verdict],
    settings: RunSettings,
    phrases: Phrases,
    *,
    is_quiet: bool,
) -> Tally:
    """Work on one source after the other; what was written is remembered, also after Ctrl-C."""
    import ocrfix
    from ocrfix.batch.schedule import fingerprints_of, prepare
    from ocrfix.batch.workers import temporary_folder

    assert settings.out_dir is not None
    sources = found.sources
    inputs = InputIdentities.of(sources, settings)
    tally = Tally(skipped=found.skipped, out_dir=settings.out_dir)
    fingerprints = fingerprints_of(settings, ocrfix.__version__)
    with closing(open_ledger(settings.out_dir, fingerprints, ocrfix.__version__)) as ledger, temporary_folder():
        for source in sources:
            job = prepare(source, settings, ledger, inputs, EVERYTHING)
            if isinstance(job, FileOutcome):
                tally.add(job)
                continue
            ledger.commit()
            outcome, followed = _apply(job, verdicts, settings, is_only=len(sources) == 1)
            ledger.finish(source, outcome)
            tally.add(outcome)
            if not is_quiet and not outcome.is_failure:
                _tell(source.label, followed, phrases)
                _tell_outdated(source, settings, outdated_names(source, settings, ledger), phrases)
    return tally


def _apply(
    job: Job, verdicts: Sequence[Verdict], settings: RunSettings, *, is_only: bool
) -> tuple[FileOutcome, tuple[Outcome, ...]]:
    """Read, correct, follow the verdicts and write; every error becomes an outcome."""
    from ocrfix.batch.single import correct_source, finish_job, refuse_early, trace_of
    from ocrfix.extract.document import read_bytes
    from ocrfix.review.replay import replay, verdicts_for

    try:
        data = read_bytes(job.source.path, job.source.name)
        refuse_early(data, job.source.name, settings)
        result = correct_source(data, job.source.name, settings)
        replayed = replay(result, verdicts_for(result.document, verdicts, is_only=is_only))
        return finish_job(job, replayed.result, settings, data), replayed.outcomes
    except Exception as error:
        return outcome_of_error(job.source.label, error, trace_of(settings)), ()


_MISFITS = {
    "missing": translatable("the place is gone"),
    "changed": translatable("something else stands there now"),
    "overlaps": translatable("another decision reaches into it"),
}


def _tell(label: str, outcomes: Sequence[Outcome], phrases: Phrases) -> None:
    """Say how many decisions were followed, and name those that no longer fit."""
    from ocrfix.report.visible import visible_line
    from ocrfix.report.workplace import place_in_words

    if not outcomes:
        print(harmless(phrases("{label}: none of the decisions belongs here", label=label)), file=sys.stderr)
        return
    misfits = [outcome for outcome in outcomes if outcome.is_misfit]
    print(
        harmless(
            phrases(
                "{label}: {done} followed, {misfits} no longer fit",
                label=label,
                done=phrases.counted("{n} decision", "{n} decisions", len(outcomes) - len(misfits)),
                misfits=phrases.number(len(misfits)),
            )
        ),
        file=sys.stderr,
    )
    for outcome in misfits:
        verdict = outcome.verdict
        line = phrases(
            "  {place}: {before} → {wanted}: {why}",
            place=place_in_words(verdict.page, verdict.line, phrases.language),
            before=visible_line(verdict.before),
            wanted=visible_line(verdict.wanted),
            why=phrases(_MISFITS[outcome.fit]),
        )
        print(harmless(line), file=sys.stderr)


def _tell_outdated(source: Source, settings: RunSettings, names: Sequence[str], phrases: Phrases) -> None:
    """Name the files of an earlier run that stay beside the new text, each with the option that writes it anew."""
    assert settings.out_dir is not None
    target = str(source.target)
    reports = [report for report in ReportFormat if report in settings.reports or target + SUFFIXES[report] in names]
    options = {
        **dict.fromkeys(SUFFIXES.values(), f"--report {','.join(reports)}"),
        **{suffix: f"--format {product}" for product, suffix in PRODUCT_SUFFIXES.items()},
        PDF_SUFFIX: "--pdf",
    }
    for name in names:
        path, option = settings.out_dir / name, options[name.removeprefix(target)]
        line = phrases("{path} is older than the text now: write it anew with {option}", path=path, option=option)
        print(harmless(line), file=sys.stderr)


def _refuse_words(request: Request, sources: Sequence[Source], verdicts: Sequence[Verdict]) -> None:
    """Refuse a word list that is something else, before the work is done.

    Raises:
        OutputError: it is an input, or the file of the decisions.
        InputError: it holds more than words.
    """
    from ocrfix.review.words import merged_words, words_of
    from ocrfix.write.inputs import refuse_inputs

    words = words_of(verdicts)
    if words and request.words.exists():
        refuse_inputs(request.words, [request.decisions, *(source.path for source in sources)])
        merged_words(input_bytes(request.words), words, request.words.name)


def _keep_words(request: Request, verdicts: Sequence[Verdict], phrases: Phrases) -> None:
    """Add the words that were called right to the word list; a list that holds them already is not written."""
    from ocrfix.review.words import merged_words, words_of
    from ocrfix.write.files import rewrite

    words = words_of(verdicts)
    if not words:
        return
    rewrite(request.words, lambda old: merged_words(old, words, request.words.name), option="--words")
    if not request.is_quiet:
        line = phrases.counted(
            "{n} word in {path} (for ocrfix fix --lexicon {path})",
            "{n} words in {path} (for ocrfix fix --lexicon {path})",
            len(words),
            path=request.words,
        )
        print(harmless(line), file=sys.stderr)


def revert(report: Path, text: Path | None, out: Path | None, force: bool, quiet: bool, phrases: Phrases) -> int:
    """Take the changes of a report back and write the text; gives the exit code.

    Raises:
        InputError: report or text cannot be read, or do not belong together.
        OutputError: the target exists or cannot be written.
    """
    from ocrfix.report.json import load_report, revert_with_report
    from ocrfix.write.files import write_named
    from ocrfix.write.text import encode_text

    loaded = load_report(input_bytes(report))
    corrected = input_bytes(text if text is not None else text_beside(report))
    try:
        reverted = encode_text(revert_with_report(corrected.decode("utf-8"), loaded))
    except UnicodeDecodeError as error:
        raise InputError("the corrected text is no UTF-8", "name the NAME.txt that ocrfix wrote") from error
    if out is None:
        write_product(reverted)
        return ExitCode.DONE
    write_named(out, reverted, replace=force)
    if not quiet:
        print(harmless(phrases("{path}: the text as it was read", path=out)), file=sys.stderr)
    return ExitCode.DONE


def text_beside(report: Path) -> Path:
    """Name the corrected text of a report.

    >>> text_beside(Path("ocrfix-out/a.report.json")).as_posix()
    'ocrfix-out/a.txt'

    Raises:
        InputError: the file's name does not tell.
    """
    if not report.name.endswith(REPORT_SUFFIX):
        raise InputError(f"{report} is not named like a report", "name the corrected text after it")
    return report.with_name(report.name.removesuffix(REPORT_SUFFIX) + ".txt")
