"""``ocrfix evaluate TRUTH TEXT``: error rates against ground truth.

Bird's-eye view: :func:`run` finds the texts (:mod:`ocrfix.quality.pairs`), measures them one after the other
(:mod:`ocrfix.quality.evaluate`) and writes a table, JSON, CSV or a page. Start reading there.

German example: ``ocrfix evaluate wahrheit/ ocrfix-out/ --before gelesen/`` shows CER, WER, repaired and harmed words.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ocrfix.cli import options, values
from ocrfix.cli.left_out import print_left_out_of
from ocrfix.cli.task import Task, write_product
from ocrfix.errors import ExitCode
from ocrfix.messages import Language, Phrases
from ocrfix.records import dataclass


class EvaluationFormat(StrEnum):
    """How the figures are written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Request:
    """The checked options of one run: what is measured against what, and where the figures go (None: to stdout)."""

    truth: Path
    text: Path
    before: Path | None
    form: EvaluationFormat
    out: Path | None
    encoding: str
    force: bool


def command(
    truth: Annotated[
        Path,
        typer.Argument(
            metavar="TRUTH",
            help="The ground truth: a file, a folder, or JSON lines with the field gt.",
            show_default=False,
        ),
    ],
    text: Annotated[
        Path,
        typer.Argument(
            metavar="TEXT",
            help="The text to measure: a file, a folder, or JSON lines with the field text (else ocr).",
            show_default=False,
        ),
    ],
    before: Annotated[
        Path | None,
        typer.Option(
            "--before",
            metavar="FILE",
            help="The text before correction (JSON lines: ocr); with it, words fixed and harmed are counted.",
        ),
    ] = None,
    form: Annotated[
        EvaluationFormat, typer.Option("--format", help="Output as text, json, csv or html (with the alignment).")
    ] = EvaluationFormat.TEXT,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Target file (if not given: standard output)."),
    ] = None,
    encoding: options.Encoding = "utf-8",
    force: options.Force = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix evaluate``."""
    del debug  # main() reads it
    request = Request(truth, text, before, form, out, values.known_encoding(encoding), force)
    return Task(partial(run, request))


def run(request: Request, phrases: Phrases) -> int:
    """Measure all texts and write the figures; gives the exit code.

    Raises:
        InputError: a file is missing, it or a folder is unreadable, or a truth has no text.
        OutputError: the target is one of the texts, exists or cannot be written.
    """
    from ocrfix.quality.pairs import files_read
    from ocrfix.write.inputs import refuse_inputs

    out = request.out
    if out is not None:
        refuse_inputs(out, files_read(request.truth, request.text, request.before))
    data = _figures(request, phrases.language)
    if out is None:
        write_product(data)
    else:
        from ocrfix.write.files import write_named

        write_named(out, data, replace=request.force)
    inputs = [path for path in (request.truth, request.text, request.before) if path is not None]
    print_left_out_of(inputs, phrases, is_quiet=False, takes_results=True)
    return ExitCode.DONE


def _figures(request: Request, language: Language) -> bytes:
    """Measure the texts one after the other and lay the figures out in the wanted format."""
    from ocrfix.quality.evaluate import Evaluation, evaluate_texts
    from ocrfix.quality.pairs import triples
    from ocrfix.report.evaluation_html import Alignments, evaluation_html
    from ocrfix.report.evaluation_tables import evaluation_csv, evaluation_json, evaluation_text

    rows: list[tuple[str, Evaluation]] = []
    alignments = Alignments()
    for triple in triples(request.truth, request.text, request.before, request.encoding):
        evaluation = evaluate_texts(triple)
        rows.append((triple.name, evaluation))
        if request.form is EvaluationFormat.HTML:
            alignments.add(triple, evaluation)
    total = sum((evaluation for _, evaluation in rows), Evaluation())
    match request.form:
        case EvaluationFormat.TEXT:
            return evaluation_text(rows, total, language)
        case EvaluationFormat.JSON:
            return evaluation_json(rows, total)
        case EvaluationFormat.CSV:
            return evaluation_csv(rows, total)
        case EvaluationFormat.HTML:
            return evaluation_html(rows, total, alignments.shown, language, is_cut=alignments.is_cut)
