"""``ocrfix learn``: learn the confusions of a scanner and engine, and show what was learned.

Bird's-eye view: a thin wrapper around :mod:`ocrfix.learn`; what it writes is used with ``--profile``. Start reading
at :func:`run`.

German example: ``ocrfix learn akten -o scanner.json`` learns from a folder; ``ocrfix fix neu.pdf --profile
scanner.json`` uses it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ocrfix.cli import options
from ocrfix.cli.left_out import print_left_out
from ocrfix.cli.task import Task, data_folder_of_environment, harmless, write_product
from ocrfix.errors import DataError, ExitCode, InputError, UsageError
from ocrfix.messages import Phrases

if TYPE_CHECKING:
    from ocrfix.lexicon.learned import LearnedConfusions
    from ocrfix.resources import Resources


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PAIRS|DECISIONS|FOLDER...",
            help="Pairs of texts (NAME.txt with NAME.gt.txt, or JSON lines), decisions.jsonl or a folder of documents.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="File of the profile.")] = None,
    show: Annotated[Path | None, typer.Option("--show", metavar="FILE", help="Show a profile readably.")] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Also a picture of the confusions (SVG).")
    ] = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix learn``."""
    del debug  # main() reads it
    if show is not None:
        if paths or out is not None:
            raise UsageError("--show stands alone", "run it without anything to learn from")
        _check_existing(show)
        return Task(partial(run_show, show, svg, force))
    if not paths:
        raise UsageError("nothing to learn from is named", "name pairs, decisions.jsonl or a folder")
    if out is None:
        raise UsageError("the file of the profile is not named", "name it with -o FILE")
    for path in paths:
        _check_existing(path)
    return Task(partial(run, tuple(paths), out, svg, force, quiet))


def _check_existing(path: Path) -> None:
    if not path.exists():
        raise InputError(f"{path} does not exist", "check the name")


def run(paths: tuple[Path, ...], out: Path, svg: Path | None, force: bool, quiet: bool, phrases: Phrases) -> int:
    """Learn and write the profile; gives the exit code.

    Raises:
        InputError: there is nothing to learn from, or it cannot be read.
        OutputError: a target is an input or the other target, exists or cannot be written.
    """
    from ocrfix.learn.sources import files_read, learn
    from ocrfix.lexicon.learned import dump_profile, load_profile
    from ocrfix.write.files import write_named
    from ocrfix.write.inputs import refuse_inputs, refuse_twins

    refuse_twins(out, svg)
    for target in (out, svg):
        refuse_inputs(target, files_read(paths))
    with TemporaryDirectory(prefix="ocrfix-") as scratch:
        learned = learn(paths, _opener(Path(scratch)))
    content = dump_profile(learned.profile)
    write_named(out, content, replace=force)
    if svg is not None:
        write_named(svg, _picture(load_profile(content), out.name, phrases), replace=force, option="--svg")
    print_left_out(learned.left_out, phrases, is_quiet=quiet)
    for line in learned.unreadable:
        print(harmless(phrases("passed over: {problem}", problem=phrases.error(line))), file=sys.stderr)
    if not quiet:
        profile = learned.profile
        sentence = phrases(
            "{path}: learned from {pages} and {verdicts}, {confusions}",
            path=out,
            pages=phrases.counted("{n} page", "{n} pages", profile.pages),
            verdicts=phrases.counted("{n} verdict", "{n} verdicts", sum(map(sum, profile.verdicts.values()))),
            confusions=phrases.counted("{n} confusion", "{n} confusions", len(profile.counts)),
        )
        print(harmless(sentence), file=sys.stderr)
    return ExitCode.DONE


def _opener(scratch: Path) -> Callable[[LearnedConfusions | None], Resources]:
    """Make what opens the data files together with a profile, which is a file like any other."""
    from ocrfix.lexicon.learned import dump_profile
    from ocrfix.resources import open_resources

    folder = data_folder_of_environment()

    def opened(profile: LearnedConfusions | None) -> Resources:
        if profile is None:
            return open_resources(folder)
        content = dump_profile(profile)
        path = scratch / f"{len(list(scratch.iterdir()))}.json"
        path.write_bytes(content)
        return open_resources(folder, (), str(path))

    return opened


def run_show(path: Path, svg: Path | None, force: bool, phrases: Phrases) -> int:
    """Print a profile readably, or draw it; gives the exit code.

    Raises:
        InputError: it cannot be read, or is no profile.
        DataError: it is a profile that is damaged or of another version.
        OutputError: the picture would replace the profile, exists or cannot be written.
    """
    from ocrfix.inputs import input_bytes
    from ocrfix.lexicon.learned import is_profile, load_profile
    from ocrfix.write.files import write_named
    from ocrfix.write.inputs import refuse_inputs

    refuse_inputs(svg, [path])
    content = input_bytes(path)
    try:
        profile = load_profile(content)
    except ValueError as error:
        message = f"the profile {path} cannot be read: {error}"
        refusal = DataError if is_profile(content) else InputError
        raise refusal(message, "make one with: ocrfix learn PAGES -o FILE") from error
    if svg is not None:
        write_named(svg, _picture(profile, path.name, phrases), replace=force, option="--svg")
    write_product(harmless(shown(profile, phrases)).encode("utf-8"))
    return ExitCode.DONE


def _picture(profile: LearnedConfusions, name: str, phrases: Phrases) -> bytes:
    from ocrfix.learn.picture import heat_map

    labels = phrases("printed"), phrases("read")
    return heat_map(profile, phrases("Confusions: {name}", name=name), *labels).encode("utf-8")


def shown(profile: LearnedConfusions, phrases: Phrases) -> str:
    """Write a profile out: a head and a table of the most frequent confusions, then what readers decided."""
    from ocrfix.learn.picture import profile_table, visible

    letters = round(profile.printed.get("", 0.0))
    lines = [
        phrases(
            "Learned from {pages}, {letters}",
            pages=phrases.counted("{n} page", "{n} pages", profile.pages),
            letters=phrases.counted("{n} character", "{n} characters", letters),
        )
    ]
    if profile.lost_share is not None:
        lines.append(phrases("Lost umlauts and ß: {percent} %", percent=phrases.decimal(100 * profile.lost_share)))
    lines.append(phrases("Other confusions: {times} times as frequent as usual", times=phrases.decimal(profile.noise)))
    if profile.is_guessed:
        lines.append(phrases("Learned without truth: they only respell unknown words that nothing else corrects"))
    elif profile.tried() is not None:
        lines.append(phrases("Not proven on other pages: they only respell unknown words that nothing else corrects"))
    if not profile.is_trusted:
        lines.append(phrases("These confusions did not help on pages that they were not learned from: not used"))
    rows = profile_table(profile)
    if rows:
        lines += ["", f"{phrases('printed'):>8}  {phrases('read'):<8} {phrases('count'):>8} {'%':>8}"]
        lines += [f"{true:>8}  {read:<8} {count:>8g} {100 * share:>8.2f}" for true, read, count, share in rows]
    if len(profile.counts) > len(rows):
        lines.append(phrases.counted("and {n} rarer one", "and {n} rarer ones", len(profile.counts) - len(rows)))
    if profile.verdicts:
        lines += ["", phrases("Verdicts (+ accepted, - rejected):")]
        lines += [
            f"{visible(true):>8}  {visible(read):<8} +{yes} -{no}" for (true, read), (yes, no) in
            sorted(profile.verdicts.items(), key=lambda item: (-sum(item[1]), item[0]))
        ]  # fmt: skip
    return "\n".join(lines) + "\n"
