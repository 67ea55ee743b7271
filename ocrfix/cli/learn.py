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
from ocrfix.cli.phrases import Phrases
from ocrfix.cli.task import Task, data_folder_of_environment, harmless, write_product
from ocrfix.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from ocrfix.lexicon.learned import LearnedConfusions
    from ocrfix.resources import Resources


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PAIRS|DECISIONS|FOLDER...", help="learn.paths", show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="learn.out")] = None,
    show: Annotated[Path | None, typer.Option("--show", metavar="FILE", help="learn.show")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="learn.svg")] = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix learn``."""
    del debug  # main() reads it
    if show is not None:
        if paths or out is not None:
            raise UsageError("--show stands alone", "run it without anything to learn from")
        return Task(partial(run_show, show, svg, force))
    if not paths:
        raise UsageError("nothing to learn from is named", "name pairs, decisions.jsonl or a folder")
    if out is None:
        raise UsageError("the file of the profile is not named", "name it with -o FILE")
    for path in paths:
        if not path.exists():
            raise InputError(f"{path} does not exist", "check the name")
    return Task(partial(run, tuple(paths), out, svg, force, quiet))


def run(paths: tuple[Path, ...], out: Path, svg: Path | None, force: bool, quiet: bool, phrases: Phrases) -> int:
    """Learn and write the profile; gives the exit code.

    Raises:
        InputError: there is nothing to learn from, or it cannot be read.
        OutputError: the target exists or cannot be written.
    """
    from ocrfix.learn.sources import learn
    from ocrfix.lexicon.learned import dump_profile, load_profile
    from ocrfix.write.files import write_atomically

    with TemporaryDirectory(prefix="ocrfix-") as scratch:
        learned = learn(paths, _opener(Path(scratch)))
    content = dump_profile(learned.profile)
    write_atomically(out, content, replace=force)
    if svg is not None:
        write_atomically(svg, _picture(load_profile(content), out.name, phrases), replace=force)
    for line in learned.unreadable:
        print(harmless(phrases("learn.unreadable", problem=line)), file=sys.stderr)
    if not quiet:
        profile = learned.profile
        sentence = phrases(
            "learn.done", path=out, pages=phrases.number(profile.pages), confusions=phrases.number(len(profile.counts)),
            verdicts=phrases.number(sum(map(sum, profile.verdicts.values()))),
        )  # fmt: skip
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
        InputError: it is no profile.
        OutputError: the picture exists or cannot be written.
    """
    from ocrfix.lexicon.learned import read_profile
    from ocrfix.write.files import write_atomically

    try:
        profile, _ = read_profile(path)
    except (OSError, ValueError) as error:
        message = f"the profile {path} cannot be read: {error}"
        raise InputError(message, "make one with: ocrfix learn PAGES -o FILE") from error
    if svg is not None:
        write_atomically(svg, _picture(profile, path.name, phrases), replace=force)
    write_product(harmless(shown(profile, phrases)).encode("utf-8"))
    return ExitCode.DONE


def _picture(profile: LearnedConfusions, name: str, phrases: Phrases) -> bytes:
    from ocrfix.learn.picture import heat_map

    labels = phrases("learn.true"), phrases("learn.read")
    return heat_map(profile, phrases("learn.title", name=name), *labels).encode("utf-8")


def shown(profile: LearnedConfusions, phrases: Phrases) -> str:
    """Write a profile out: a head and a table of the most frequent confusions, then what readers decided."""
    from ocrfix.learn.picture import profile_table, visible

    letters = phrases.number(round(profile.printed.get("", 0.0)))
    lines = [phrases("learn.head", pages=phrases.number(profile.pages), letters=letters)]
    if profile.lost_share is not None:
        lines.append(phrases("learn.lost", percent=f"{100 * profile.lost_share:.1f}"))
    lines.append(phrases("learn.noise", times=f"{profile.noise:.1f}"))
    rows = profile_table(profile)
    if rows:
        lines += ["", f"{phrases('learn.true'):>8}  {phrases('learn.read'):<8} {phrases('learn.count'):>8} {'%':>8}"]
        lines += [f"{true:>8}  {read:<8} {count:>8g} {100 * share:>8.2f}" for true, read, count, share in rows]
    if len(profile.counts) > len(rows):
        lines.append(phrases("learn.more", count=phrases.number(len(profile.counts) - len(rows))))
    if profile.verdicts:
        lines += ["", phrases("learn.verdicts")]
        lines += [
            f"{visible(true):>8}  {visible(read):<8} +{yes} -{no}" for (true, read), (yes, no) in
            sorted(profile.verdicts.items(), key=lambda item: (-sum(item[1]), item[0]))
        ]  # fmt: skip
    return "\n".join(lines) + "\n"
