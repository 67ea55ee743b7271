"""``ocrfix lexicon``: list, add, remove, check and import words of the project's and the user's lists.

Bird's-eye view: the shipped words lie lowest, above them the lists named with ``--lexicon`` (a project's), on top the
user's own. ``add``, ``remove`` and ``import`` change one file: the one named with ``--to``, else the user's.
``build`` is in :mod:`ocrfix.cli.lexicon_build`. Start reading at :func:`room`.

German example: ``ocrfix lexicon check Digitalcheck`` says that no list knows the word and what it is made of.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ocrfix.cli import lexicon_build, options, values
from ocrfix.cli.task import Task, data_folder_of_environment, harmless, write_product
from ocrfix.errors import ExitCode, InputError, UsageError
from ocrfix.messages import Phrases, translatable_counted

if TYPE_CHECKING:
    from ocrfix.lexicon.inquiry import Inquiry
    from ocrfix.lexicon.layers import Entry
    from ocrfix.lexicon.lexicon import Lexicon

Words = Annotated[list[str], typer.Argument(metavar="WORD...", help="The words.", show_default=False)]
To = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="List to change (if not given: your own).")]
ClassOption = Annotated[
    str, typer.Option("--class", metavar="NAME", help="Kind of the words, such as name, place, authority, law.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why the words belong into the list.")]


class Layer(StrEnum):
    """The layers, from low to high."""

    SHIPPED = "shipped"
    PROJECT = "project"
    USER = "user"


def room() -> typer.Typer:
    """Gather the commands."""
    commands = typer.Typer(help="Word lists and language data.")
    commands.command("list", help="Show the entries of the lists, and their conflicts.")(list_command)
    commands.command("add", help="Add words to a list.")(add_command)
    commands.command("remove", help="Remove words; shipped ones are excluded.")(remove_command)
    commands.command("check", help="Show why a word is known or unknown.")(check_command)
    commands.command("import", help="Take a foreign word list over.")(import_command)
    commands.command(
        "build", help="Build a word list from documents (-o NAME.tsv), or the language data from corpora."
    )(lexicon_build.command)
    return commands


def list_command(
    lexicon: options.LexiconFiles = None,
    layer: Annotated[Layer | None, typer.Option("--layer", help="Only this layer.")] = None,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix lexicon list``."""
    del debug  # main() reads it
    return Task(partial(run_list, values.existing_files(lexicon), layer))


def add_command(
    words: Words, to: To = None, word_class: ClassOption = "own", reason: Reason = "", debug: options.Debug = False
) -> Task:
    """Check the options of ``ocrfix lexicon add``."""
    del debug
    return Task(partial(run_add, tuple(words), target_list(to), known_class(word_class), reason))


def remove_command(words: Words, to: To = None, reason: Reason = "", debug: options.Debug = False) -> Task:
    """Check the options of ``ocrfix lexicon remove``."""
    del debug
    return Task(partial(run_remove, tuple(words), target_list(to), reason))


def check_command(words: Words, lexicon: options.LexiconFiles = None, debug: options.Debug = False) -> Task:
    """Check the options of ``ocrfix lexicon check``."""
    del debug
    return Task(partial(run_check, tuple(words), values.existing_files(lexicon)))


def import_command(
    source: Annotated[
        Path, typer.Argument(metavar="LIST", help="The list: a word or a name on each line.", show_default=False)
    ],
    to: To = None,
    word_class: ClassOption = "own",
    reason: Reason = "",
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix lexicon import``."""
    del debug
    return Task(partial(run_import, source, target_list(to), known_class(word_class), reason))


def target_list(to: Path | None) -> Path:
    """Say which list is changed.

    Raises:
        UsageError: there is no list of the user, and none is named.
    """
    path = to if to is not None else values.user_list()
    if path is None:
        raise UsageError("no list is named, and the user has none", "name one with --to FILE")
    return path


def known_class(name: str) -> str:
    """Check the name of a class.

    Raises:
        UsageError: there is no such class.
    """
    from ocrfix.lexicon.layers import CLASSES

    if name not in CLASSES:
        raise UsageError(f"--class knows no {name}", f"choose from {','.join(CLASSES)}")
    return name


def _unread_list(path: Path, error: OSError) -> InputError:
    return InputError(f"the word list {path} cannot be read: {error.strerror}", "check the name")


def entries_of(path: Path) -> tuple[Entry, ...]:
    """Read a list.

    Raises:
        InputError: it cannot be read.
    """
    from ocrfix.lexicon.layers import read_entries

    try:
        return read_entries(path)
    except OSError as error:
        raise _unread_list(path, error) from error
    except ValueError as error:
        raise InputError(f"the word list {path} cannot be read: {error}", "give a UTF-8 file") from error


def run_list(files: Sequence[str], layer: Layer | None, phrases: Phrases) -> int:
    """Print the entries of the lists as TSV, or the shipped domain words; conflicts go to stderr."""
    from ocrfix.lexicon.layers import HEADER, conflicts

    if layer is Layer.SHIPPED:
        domain = _lexicon(()).domain
        rows = [f"{form}\t{round(domain.count(form))}" for form in sorted(domain)]
        write_product("".join(f"{row}\n" for row in ("# form\tfrequency", *rows)).encode("utf-8"))
        return ExitCode.DONE
    layers = {name: entries_of(Path(name)) for name in files if layer is None or layer_of(name) is layer}
    rows = [
        "\t".join(
            map(harmless, (entry.form, entry.word_class, str(entry.frequency), entry.source, entry.reason, place))
        )
        for name, entries in layers.items()
        for place in (layer_of(name).value,)
        for entry in entries
    ]
    write_product("".join(f"{row}\n" for row in (f"{HEADER}\tlayer", *sorted(rows))).encode("utf-8"))
    for conflict in conflicts(layers):
        views = ", ".join(f"{name}: {entry.word_class}" for name, entry in conflict.views)
        print(harmless(phrases("Conflict about {form}: {views}", form=conflict.form, views=views)), file=sys.stderr)
    return ExitCode.DONE


_ADDED = translatable_counted("{path}: {n} word added", "{path}: {n} words added")
_REMOVED = translatable_counted("{path}: {n} word removed", "{path}: {n} words removed")


def run_add(words: Sequence[str], path: Path, word_class: str, reason: str, phrases: Phrases) -> int:
    """Add words to a list; what is listed already takes the new class."""
    from ocrfix.lexicon.layers import Entry

    entries = [Entry(_form(word), word_class, 0, "by hand", reason) for word in words]
    return _change(path, lambda known: [*known, *entries], _ADDED, entries, phrases)


def run_remove(words: Sequence[str], path: Path, reason: str, phrases: Phrases) -> int:
    """Take words out of a list; one that the shipped lexicon knows is listed as excluded instead."""
    from ocrfix.lexicon.layers import EXCLUDED, Entry

    forms = [_form(word) for word in words]
    lexicon = _lexicon(())
    excluded = [Entry(form, EXCLUDED, 0, "by hand", reason) for form in forms if lexicon.count(form)]
    listed = {entry.form for entry in (entries_of(path) if path.is_file() else ())}
    for form in forms:
        if form not in listed and not lexicon.count(form):
            print(harmless(phrases("{word} is not in {path}", word=form, path=path)), file=sys.stderr)
    removed = [Entry(form) for form in forms if form in listed or lexicon.count(form)]
    if not removed:
        return ExitCode.DONE

    def change(known: list[Entry]) -> list[Entry]:
        return [*(entry for entry in known if entry.form not in forms), *excluded]

    for entry in excluded:
        print(
            harmless(phrases("{word} is shipped, and now stands in {path} as excluded", word=entry.form, path=path)),
            file=sys.stderr,
        )
    return _change(path, change, _REMOVED, removed, phrases)


def run_import(source: Path, path: Path, word_class: str, reason: str, phrases: Phrases) -> int:
    """Take the words of a foreign list that the shipped lexicon does not know into a list."""
    from ocrfix.lexicon.imported import imported_entries

    try:
        text = source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _unread_list(source, error) from error
    except UnicodeDecodeError as error:
        raise InputError(f"the word list {source} is no UTF-8", "give a UTF-8 file") from error
    lexicon = _lexicon(())
    entries = imported_entries(
        text, word_class, source.name, reason or "imported", lambda word: not lexicon.any_case_count(word)
    )
    return _change(path, lambda known: [*entries, *known], _ADDED, entries, phrases)


def _change(
    path: Path,
    change: Callable[[list[Entry]], list[Entry]],
    message: tuple[str, str],
    entries: Sequence[Entry],
    phrases: Phrases,
) -> int:
    from ocrfix.lexicon.layers import changed_list
    from ocrfix.write.files import rewrite

    def rewritten(old: bytes) -> bytes:
        try:
            return changed_list(old, change)
        except ValueError as error:
            raise InputError(f"the word list {path} cannot be read: {error}", "give a UTF-8 file") from error

    rewrite(path, rewritten, option="--to")
    print(harmless(phrases.counted(*message, len(entries), path=path)), file=sys.stderr)
    return ExitCode.DONE


def run_check(words: Sequence[str], files: tuple[str, ...], phrases: Phrases) -> int:
    """Say of each word why it is known or unknown."""
    from ocrfix.lexicon.inquiry import inquire

    lexicon = _lexicon(files)
    layers: Mapping[str, Sequence[Entry]] = {name: entries_of(Path(name)) for name in files}
    answers = [answer(inquire(_form(word), lexicon, layers), phrases) for word in words]
    write_product(harmless("\n".join(answers)).encode("utf-8"))
    return ExitCode.DONE


def answer(inquiry: Inquiry, phrases: Phrases) -> str:
    """Write an inquiry out, a line for each layer that says something."""
    unknown = phrases("in no list, but a compound") if inquiry.parts else phrases("unknown")
    lines = [f"{inquiry.word}: {phrases('known') if inquiry.is_known else unknown}"]
    shipped = phrases.counted("seen about {n} time", "seen about {n} times", round(inquiry.shipped))
    if not inquiry.shipped:
        shipped = phrases("never seen")
    lines.append(f"  {Layer.SHIPPED}: {shipped}")
    if inquiry.is_domain_word:
        lines.append(f"  {Layer.SHIPPED}: {phrases('in the domain lexicon')}")
    if inquiry.other_case:
        lines.append(f"  {phrases('known as {form}', form=inquiry.other_case)}")
    for name, entry in inquiry.views:
        details = ", ".join(filter(None, (entry.word_class, entry.source, entry.reason)))
        lines.append(f"  {layer_of(name)} ({name}): {details}")
    if inquiry.has_conflict:
        lines.append(f"  {phrases('conflict: the last line holds')}")
    if inquiry.source is not None and not inquiry.views:
        lines.append(
            f"  {phrases('follows from {form} in {path}', form=inquiry.source[1].form, path=inquiry.source[0])}"
        )
    if inquiry.parts:
        lines.append(f"  {phrases('parts')}: {' + '.join(inquiry.parts)}")
    if inquiry.forms:
        lines.append(f"  {phrases('known with it')}: {', '.join(inquiry.forms)}")
    if inquiry.compounds:
        lines.append(f"  {phrases('shipped compounds')}: {', '.join(inquiry.compounds)}")
    return "".join(f"{line}\n" for line in lines)


def layer_of(name: str) -> Layer:
    """Say which layer a list is: the user's own, or a project's."""
    own = values.user_list()
    return Layer.USER if own is not None and Path(name) == own else Layer.PROJECT


def _form(word: str) -> str:
    """Check a word of the command line.

    Raises:
        UsageError: it is no single word.
    """
    import unicodedata

    from ocrfix.lexicon.layers import is_form

    composed = unicodedata.normalize("NFC", word)
    if not is_form(composed):
        raise UsageError(f"{word} is no single word", "name one word; a term of several is added word by word")
    return composed


def _lexicon(files: tuple[str, ...]) -> Lexicon:
    from ocrfix.resources import open_resources

    return open_resources(data_folder_of_environment(), files).lexicon
