"""``ocrfix lexicon build``: a word list from an authority's documents, or the language data from corpora.

Bird's-eye view: a target that ends in ``.tsv`` is a word list, made by :mod:`ocrfix.lexicon.build.documents`; any
other is a folder for the shipped data, made by :mod:`ocrfix.lexicon.build`, which needs the extra ``build-data``. Start
reading at :func:`command`.

German example: ``ocrfix lexicon build --from akten -o amt.tsv`` lists the words of the files that ocrfix does not know.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from ocrfix.cli import options
from ocrfix.cli.left_out import print_left_out
from ocrfix.cli.task import Task, data_folder_of_environment, harmless
from ocrfix.errors import DataError, ExitCode, InputError, UsageError
from ocrfix.folders import list_folder
from ocrfix.messages import Phrases

DATA_FOLDER = Path("dictionaries/build")
LIST_SUFFIX = ".tsv"


def command(
    corpus: Annotated[
        Path, typer.Option("--from", metavar="FOLDER", help="Folder of the documents or corpora.", show_default=False)
    ],
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="FILE|FOLDER", help="Word list NAME.tsv, or folder of the built data."),
    ] = DATA_FOLDER,
    least: Annotated[int, typer.Option("--least", metavar="N", min=1, help="Only words that are seen so often.")] = 1,
    source: Annotated[
        str, typer.Option("--source", metavar="TEXT", help="Source in the list (if not given: the folder's name).")
    ] = "",
    without: Annotated[
        Path | None, typer.Option("--without", metavar="FILE", help="File with names of documents that are left out.")
    ] = None,
    lmplz: Annotated[
        Path | None,
        typer.Option("--lmplz", metavar="FILE", help="The program lmplz of KenLM (if not given: on the search path)."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only check whether a new build gives the same bytes.")
    ] = False,
    gate: Annotated[
        Path | None,
        typer.Option("--gate", metavar="GOLD", help="Keep the old data when the new ones are worse on these pages."),
    ] = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix lexicon build``."""
    del debug  # main() reads it
    if not corpus.is_dir():
        raise UsageError(f"{corpus} is no folder", "name the folder with --from")
    if out.suffix == LIST_SUFFIX:
        if check or any(given is not None for given in (without, lmplz, gate)):
            raise UsageError(
                "--check, --without, --lmplz and --gate belong to the language data", "leave them out for a list"
            )
        return Task(partial(run_documents, corpus, out, source or corpus.resolve().name, least, force, quiet))
    if check and gate is not None:
        raise UsageError("--check builds nothing that --gate could keep out", "run the build with --gate alone")
    if out == DATA_FOLDER and not out.is_dir():
        raise UsageError("the file of the word list is not named", "name it with -o NAME.tsv")
    return Task(partial(run, corpus, out, without, lmplz, check, gate))


def run_documents(folder: Path, out: Path, source: str, least: int, force: bool, quiet: bool, phrases: Phrases) -> int:
    """Make a word list from the documents of a folder; gives the exit code.

    Raises:
        InputError: no document of the folder can be read.
        OutputError: the list exists or cannot be written.
    """
    from ocrfix.lexicon.build.documents import count_documents, documents_among, entries_of_documents
    from ocrfix.lexicon.layers import entries_bytes
    from ocrfix.resources import open_resources
    from ocrfix.write.files import write_named

    listing = list_folder(folder)
    failed = [*listing.problems]
    seen = count_documents(documents_among(listing.files), failed)
    print_left_out(listing.left_out, phrases, is_quiet=quiet)
    for line in failed:
        print(harmless(phrases("passed over: {problem}", problem=phrases.error(line))), file=sys.stderr)
    if not seen.read:
        raise InputError(f"{folder} holds no document that can be read", "give text, or PDF with a text layer")
    entries = entries_of_documents(seen, open_resources(data_folder_of_environment()).lexicon, source, least)
    write_named(out, entries_bytes(entries), replace=force)
    if not quiet:
        sentence = phrases(
            "{path}: {words} from {documents} ({running})",
            path=out,
            words=phrases.counted("{n} word", "{n} words", len(entries)),
            documents=phrases.counted("{n} document", "{n} documents", seen.read),
            running=phrases.counted("{n} running word", "{n} running words", seen.words.total()),
        )
        print(harmless(sentence), file=sys.stderr)
    return ExitCode.DONE


def run(
    corpus: Path,
    out: Path,
    without: Path | None,
    lmplz: Path | None,
    check: bool,
    gate: Path | None,
    phrases: Phrases,
) -> int:
    """Build the data, or with ``check`` build them anew and compare; gives the exit code.

    Raises:
        DataError: a corpus, a program or the gold pages are missing, the data that are there are not what was built,
            or what was built is worse on the gold pages.
    """
    from ocrfix.lexicon.build import build_all

    if not check:
        build_all(corpus=corpus, out=out, without=without, lmplz=lmplz, gold=gate)
        print(harmless(phrases("{place}: data built", place=out)), file=sys.stderr)
        return ExitCode.DONE
    with TemporaryDirectory(prefix="ocrfix-") as scratch:
        build_all(corpus=corpus, out=Path(scratch), without=without, lmplz=lmplz)
        different = differing_files(Path(scratch), out)
    if different:
        message = f"{out} is not what was built: {', '.join(different)}"
        raise DataError(message, "build the data without --check and look at the difference")
    print(harmless(phrases("{place}: byte for byte as built", place=out)), file=sys.stderr)
    return ExitCode.DONE


def differing_files(built: Path, kept: Path) -> tuple[str, ...]:
    """Name the files that are not the same, byte for byte, in both folders."""
    names = {path.name for folder in (built, kept) if folder.is_dir() for path in folder.iterdir()}
    return tuple(sorted(name for name in names if _content(built / name) != _content(kept / name)))


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
