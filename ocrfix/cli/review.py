"""``ocrfix review``: settle open decisions in the terminal, series by series.

Bird's-eye view: :func:`command` checks the options; the round itself (:mod:`ocrfix.cli.review_round`) is loaded only
when it is gone, since every command waits for what is loaded here. Start reading at :func:`command`.

German example: ``ocrfix review ocrfix-out/anfrage.report.json`` asks whether „fuhrt“ was „führt“ and writes the answer
to ``ocrfix-out/anfrage.decisions.jsonl``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ocrfix.cli import options, values
from ocrfix.cli.task import Task
from ocrfix.errors import OutputError, UsageError
from ocrfix.messages import Phrases

Results = Annotated[
    list[Path],
    typer.Argument(
        metavar="RESULT...", help="NAME.report.json, a file beside it, or a folder of results.", show_default=False
    ),
]
Show = Annotated[
    str,
    typer.Option(
        "--show",
        metavar="LIST",
        help="What is shown: open (doubts), changed (changes), noticed (odd words without a proposal).",
    ),
]
OutFile = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="FILE",
        help="File of the decisions (if not given: NAME.decisions.jsonl beside the report).",
    ),
]


def command(
    results: Results,
    show: Show = "open",
    out: OutFile = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix review``."""
    del debug  # main() reads it
    return Task(partial(run, tuple(results), show, out, quiet))


def run(results: tuple[Path, ...], show: str, out: Path | None, quiet: bool, phrases: Phrases) -> int:
    """Go round the open decisions; gives the exit code.

    Raises:
        UsageError: nothing is to be shown, or there is no terminal.
        OutputError: the folder of the file of decisions is missing.
        OcrfixError: as :func:`ocrfix.cli.review_round.run` does.
    """
    from ocrfix.cli.review_round import run as go
    from ocrfix.report.series import Status

    statuses = frozenset(values.choices(show, Status, "--show"))
    if not statuses:
        raise UsageError("--show names nothing", "choose from open,changed,noticed")
    if out is not None and not out.parent.is_dir():
        raise OutputError(f"the folder of {out} does not exist", "make it, or name another file with --out")
    return go(results, statuses, out, quiet, phrases)
