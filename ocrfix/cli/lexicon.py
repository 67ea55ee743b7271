"""``ocrfix lexicon build``: build the language data from corpora.

Bird's-eye view: a thin wrapper around :mod:`ocrfix.lexicon.build`, which needs the extra ``build-data``. Start
reading at :func:`command`.

German example: ``ocrfix lexicon build --from corpus --out dictionaries/build`` counts every word of the laws.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from ocrfix.cli import options
from ocrfix.cli.phrases import Phrases
from ocrfix.cli.task import Task, harmless
from ocrfix.errors import DataError, ExitCode, UsageError


def command(
    corpus: Annotated[Path, typer.Option("--from", metavar="FOLDER", help="lexicon.from", show_default=False)],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="lexicon.out")] = Path("dictionaries/build"),
    without: Annotated[Path | None, typer.Option("--without", metavar="FILE", help="lexicon.without")] = None,
    lmplz: Annotated[Path | None, typer.Option("--lmplz", metavar="FILE", help="lexicon.lmplz")] = None,
    check: Annotated[bool, typer.Option("--check", help="lexicon.check")] = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix lexicon build``."""
    del debug  # main() reads it
    if not corpus.is_dir():
        raise UsageError(f"{corpus} is no folder", "name the folder of the corpora with --from")
    return Task(partial(run, corpus, out, without, lmplz, check))


def run(corpus: Path, out: Path, without: Path | None, lmplz: Path | None, check: bool, phrases: Phrases) -> int:
    """Build the data, or with ``check`` build them anew and compare; gives the exit code.

    Raises:
        DataError: a corpus or program is missing, or the data that are there are not what was built.
    """
    from ocrfix.lexicon.build import build_all

    if not check:
        build_all(corpus=corpus, out=out, without=without, lmplz=lmplz)
        print(harmless(phrases("lexicon.built", place=out)), file=sys.stderr)
        return ExitCode.DONE
    with TemporaryDirectory(prefix="ocrfix-") as scratch:
        build_all(corpus=corpus, out=Path(scratch), without=without, lmplz=lmplz)
        different = differing_files(Path(scratch), out)
    if different:
        message = f"{out} is not what was built: {', '.join(different)}"
        raise DataError(message, "build the data without --check and look at the difference")
    print(harmless(phrases("lexicon.same", place=out)), file=sys.stderr)
    return ExitCode.DONE


def differing_files(built: Path, kept: Path) -> tuple[str, ...]:
    """Name the files that are not the same, byte for byte, in both folders."""
    names = {path.name for folder in (built, kept) if folder.is_dir() for path in folder.iterdir()}
    return tuple(sorted(name for name in names if _content(built / name) != _content(kept / name)))


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
