"""``ocrfix lexicon build``: build the language data from corpora.

Bird's-eye view: a thin wrapper around :mod:`ocrfix.lexicon.build`, which needs the extra ``build-data``. Start
reading at :func:`command`.

German example: ``ocrfix lexicon build --from corpus --out dictionaries/build`` counts every word of the laws.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ocrfix.cli import options
from ocrfix.cli.phrases import Phrases
from ocrfix.cli.task import Task, harmless
from ocrfix.errors import ExitCode, UsageError


def command(
    corpus: Annotated[Path, typer.Option("--from", metavar="FOLDER", help="lexicon.from", show_default=False)],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="lexicon.out")] = Path("dictionaries/build"),
    without: Annotated[Path | None, typer.Option("--without", metavar="FILE", help="lexicon.without")] = None,
    lmplz: Annotated[Path | None, typer.Option("--lmplz", metavar="FILE", help="lexicon.lmplz")] = None,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix lexicon build``."""
    del debug  # main() reads it
    if not corpus.is_dir():
        raise UsageError(f"{corpus} is no folder", "name the folder of the corpora with --from")
    return Task(partial(run, corpus, out, without, lmplz))


def run(corpus: Path, out: Path, without: Path | None, lmplz: Path | None, phrases: Phrases) -> int:
    """Build the data; gives the exit code.

    Raises:
        DataError: a corpus is missing or wrong.
    """
    from ocrfix.lexicon.build import build_all

    build_all(corpus=corpus, out=out, without=without, lmplz=lmplz)
    print(harmless(phrases("lexicon.built", place=out)), file=sys.stderr)
    return ExitCode.DONE
