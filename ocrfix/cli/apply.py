"""``ocrfix apply --revert REPORT``: give back the text as it was read.

Bird's-eye view: the report names every change and its place; :func:`ocrfix.report.json.revert_with_report`
takes them out of the corrected text, exact to the byte. Start reading at :func:`run`.

German example: ``ocrfix apply --revert ocrfix-out/anfrage.report.json`` prints ``anfrage.txt`` with ``fir`` again.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ocrfix.cli import options
from ocrfix.cli.phrases import Phrases
from ocrfix.cli.task import Task, harmless, write_product
from ocrfix.errors import ExitCode, InputError

REPORT_SUFFIX = ".report.json"


def command(
    report: Annotated[Path, typer.Option("--revert", metavar="REPORT", help="apply.revert", show_default=False)],
    text: Annotated[Path | None, typer.Argument(metavar="[TEXT]", help="apply.text", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="apply.out")] = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix apply``."""
    del debug  # main() reads it
    return Task(partial(run, report, text, out, force, quiet))


def run(report: Path, text: Path | None, out: Path | None, force: bool, quiet: bool, phrases: Phrases) -> int:
    """Take the changes of a report back and write the text; gives the exit code.

    Raises:
        InputError: report or text cannot be read, or do not belong together.
        OutputError: the target exists or cannot be written.
    """
    from ocrfix.report.json import load_report, revert_with_report
    from ocrfix.write.files import write_atomically

    loaded = load_report(_read(report))
    corrected = _read(text if text is not None else text_beside(report))
    try:
        reverted = revert_with_report(corrected.decode("utf-8"), loaded).encode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("the corrected text is no UTF-8", "name the NAME.txt that ocrfix wrote") from error
    if out is None:
        write_product(reverted)
        return ExitCode.DONE
    write_atomically(out, reverted, replace=force)
    if not quiet:
        print(harmless(phrases("apply.reverted", path=out)), file=sys.stderr)
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "check the name") from error
