"""The entry point: parses the command line and turns whatever happens into a message and an exit code.

Bird's-eye view: typer parses and calls a command, which checks its options and hands back a :class:`Task`;
:func:`main` then runs the task itself, because typer would give 1 for Ctrl-C, for a closed stdout and for bugs
alike. Start reading at :func:`main`.

German example: ``ocrfix fix fehlt.pdf`` says that the file does not exist and ends with 3.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, TextIO, cast

import typer

from ocrfix.cli.task import (
    STANDARD_ERROR,
    ForgivingStream,
    Task,
    discard_stdout,
    fill_closed_streams,
    harmless,
    write_product,
)
from ocrfix.errors import ExitCode, InputError, OcrfixError
from ocrfix.messages import Phrases, error_text, language_of, translatable

PROGRAM = "ocrfix"
COMPLETION_VARIABLE = "_OCRFIX_COMPLETE"
SIGNAL_BASE = 128
"""The shell's convention: a process ended by signal n gives 128 + n."""


EXIT_CODES: Mapping[ExitCode, str] = {
    ExitCode.DONE: translatable("done, nothing above the threshold"),
    ExitCode.FINDINGS: translatable("done, but check or --fail-on found damage"),
    ExitCode.USAGE: translatable("the command line does not fit together"),
    ExitCode.INPUT: translatable("input missing, unreadable, encrypted or without text"),
    ExitCode.ENGINE: translatable("Tesseract or a language model is missing, failed or was too slow"),
    ExitCode.CONFIGURATION: translatable("a setting is wrong"),
    ExitCode.DATA: translatable("a data file is missing or wrong"),
    ExitCode.OUTPUT: translatable("output not writable or exists already"),
    ExitCode.BATCH: translatable("batch ended, some files failed (each listed with its own code)"),
    ExitCode.BUG: translatable("a bug in ocrfix, please report it"),
    ExitCode.INTERRUPTED: translatable("stopped with Ctrl-C"),
    ExitCode.READER_GONE: translatable("the reader of stdout is gone (no message)"),
    ExitCode.TERMINATED: translatable("stopped with SIGTERM (with SIGHUP: 129)"),
}

COMMANDS: Mapping[str, str] = {
    "fix": translatable("Correct files; write text and reports."),
    "watch": translatable("Correct what arrives in a folder."),
    "check": translatable("Estimate damage, change nothing; exit code 1 above the threshold."),
    "explain": translatable("Show what is suspicious in a text, with candidates and reasons."),
    "review": translatable("Settle open doubts in the terminal, series by series (in a browser: NAME.report.html)."),
    "apply": translatable("Apply decisions, or with --revert take all changes of a report back."),
    "evaluate": translatable("Compare texts with ground truth: CER, WER, words fixed and harmed."),
    "doctor": translatable("Show what is there, what is missing and the command that installs it."),
    "learn": translatable("Learn what a scanner and its engine confuse."),
}
"""What each command does, by its name, which is that of its module, too; in the order of the help."""
_LEXICON = "lexicon"

_OWN_HELP = {
    "help": translatable("Show this help and exit."),
    "install_completion": translatable("Install completion for the current shell."),
    "show_completion": translatable("Show completion for the current shell, to copy or adapt it."),
}
"""Options that the parser brings along, by their names."""

PARSER_MESSAGES = (
    error_text("Missing command."),
    error_text("Missing argument {0}."),
    error_text("Missing option {0}."),
    error_text("No such command {0}."),
    error_text("No such command {0}. Did you mean {1}?"),
    error_text("Option {0} requires an argument."),
    error_text("Option {0} does not take a value."),
    error_text("Got unexpected extra argument(s) ({0})"),
    error_text("Invalid value for {0}: {1}"),
    error_text("Got unexpected extra argument ({0})"),
    error_text("Got unexpected extra arguments ({0})"),
    error_text("{0} is not one of {1}."),
    error_text("{0} is not in the range {1}."),
    error_text("{0} is not a valid int range."),
    error_text("{0} is not a valid integer range."),
    error_text("{0} is not a valid float range."),
)
"""What the parser of the command line says by itself, in any of its versions that ocrfix runs with."""

SYSTEM_MESSAGES = (
    error_text("Device or resource busy"),
    error_text("Disk quota exceeded"),
    error_text("File exists"),
    error_text("File name too long"),
    error_text("File too large"),
    error_text("Input/output error"),
    error_text("Invalid argument"),
    error_text("Is a directory"),
    error_text("No space left on device"),
    error_text("No such device or address"),
    error_text("No such file or directory"),
    error_text("Not a directory"),
    error_text("Operation not permitted"),
    error_text("Permission denied"),
    error_text("Read-only file system"),
    error_text("Stale file handle"),
    error_text("Too many levels of symbolic links"),
    error_text("Too many open files"),
)
"""Why the system could not do something with a file, as it says so itself, always in English."""


class _Ended(KeyboardInterrupt):
    """Somebody asked this process to end with a signal other than Ctrl-C."""


class _Signals:
    """Lets SIGTERM and SIGHUP end the run as tidily as Ctrl-C does, and remembers which of them came."""

    def __init__(self) -> None:
        self.received: int | None = None
        self._before: dict[int, Any] = {}

    def become_interrupts(self) -> None:
        """Take the signals over, until they are given back."""
        with suppress(ValueError):  # not in the main thread: the caller handles signals
            for number in (signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) == signal.SIG_DFL:
                    self._before[number] = signal.signal(number, self._end)

    def undo(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self.received = number
        raise _Ended(number)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; nothing is raised but ``SystemExit`` by shell completion."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    phrases = Phrases(language_of(os.environ))
    is_debug = "--debug" in given
    signals = _Signals()
    signals.become_interrupts()
    fill_closed_streams()
    stderr = sys.stderr
    # Without one, print would take stdout instead.
    sys.stderr = cast(TextIO, ForgivingStream(stderr if stderr is not None else _nowhere()))
    try:
        code = _run(given, phrases)
        if sys.stdout is not None:
            _flush_stdout()
        return code
    except _Ended as ended:
        return SIGNAL_BASE + int(ended.args[0])
    except KeyboardInterrupt:
        # Code in other languages (watchfiles) takes any signal for Ctrl-C and drops what our handler raised.
        if signals.received is not None:
            return SIGNAL_BASE + signals.received
        _say(phrases("Stopped. Finished files are complete, there are no half ones."))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return _leave_silently()
    except SystemExit as ended:
        # rich and typer end with 1 when they meet a closed pipe; shell completion ends by itself, too.
        if ended.code != 1 or COMPLETION_VARIABLE in os.environ:
            raise
        return _leave_silently()
    except OcrfixError as error:
        return _report(error, phrases)
    except Exception as error:
        if isinstance(error, OSError) and (problem := _problem_of_stdout() or _problem_of_folder()) is not None:
            return _report(problem, phrases)
        if is_debug:
            _say_trace(error)
        return _report_bug(type(error).__name__, phrases)
    finally:
        sys.stderr = stderr
        signals.undo()


def _nowhere() -> TextIO:
    """Give the stream of a standard error that was closed when the program began."""
    return cast(TextIO, os.fdopen(STANDARD_ERROR, "w", encoding="utf-8", closefd=False))


def _run(arguments: list[str], phrases: Phrases) -> int:
    if "--help" in arguments:
        _translate_remarks(phrases)
    try:
        parsed = build_command(phrases, _wanted(arguments)).main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _report_usage(error, arguments, phrases)
    return parsed.run(phrases) if isinstance(parsed, Task) else int(parsed or 0)


def _wanted(arguments: Sequence[str]) -> str | None:
    """Return the command that is called; None where all of them may be asked for."""
    first = arguments[0] if arguments and COMPLETION_VARIABLE not in os.environ else ""
    return first if first in COMMANDS or first == _LEXICON else None


def build_command(phrases: Phrases, wanted: str | None = None) -> Any:  # noqa: ANN401 - its type moved in typer
    """Build the tree of commands with help in the user's language.

    With ``wanted`` only that command is there: loading the others takes longer than reading a page.
    """
    app = typer.Typer(
        name=PROGRAM,
        help="Repairs OCR damage in German documents: every change explained and reversible.",
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        epilog="",
    )
    app.callback()(_options)
    for name, help_text in COMMANDS.items():
        if wanted in (name, None):
            app.command(name, help=help_text)(import_module(f"ocrfix.cli.{name}").command)
    if wanted in (_LEXICON, None):
        app.add_typer(import_module(f"ocrfix.cli.{_LEXICON}").room(), name=_LEXICON)
    command = typer.main.get_command(app)
    _leave_files_to_commands(command)
    _translate_help(command, phrases)
    command.epilog = exit_code_table(phrases)
    return command


def _leave_files_to_commands(command: Any) -> None:  # noqa: ANN401
    """Keep the parser from judging files: what cannot be read is an input with a code and a next step of its own."""
    for parameter in command.params:
        if hasattr(parameter.type, "readable"):
            parameter.type.readable = False
    for child in getattr(command, "commands", {}).values():
        _leave_files_to_commands(child)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        import ocrfix

        print(f"{PROGRAM} {ocrfix.__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Take the options that stand before the command."""


def exit_code_table(phrases: Phrases) -> str:
    """List the exit codes as lines of a table."""
    lines = [f"{code.value:>3}  {phrases(meaning)}" for code, meaning in EXIT_CODES.items()]
    return "\n".join([f"{phrases('Exit codes')}:", *lines])


def _translate_help(command: Any, phrases: Phrases) -> None:  # noqa: ANN401
    """Put the sentences of the user's language where the commands hold English."""
    command.help = phrases(command.help)
    command.short_help = None
    command.rich_help_panel = phrases("Commands")
    command.format_usage = partial(_write_usage, command, phrases)
    help_option = command.get_help_option(typer.Context(command))
    for parameter in [*command.params, help_option]:
        parameter.help = phrases(_OWN_HELP.get(parameter.name) or parameter.help)
        is_argument = parameter.param_type_name == "argument"
        parameter.rich_help_panel = phrases("Arguments" if is_argument else "Options")
    for child in getattr(command, "commands", {}).values():
        _translate_help(child, phrases)


def _write_usage(command: Any, phrases: Phrases, context: Any, formatter: Any) -> None:  # noqa: ANN401
    """Write the line of usage, as the parser asks a command to."""
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, prefix=f"{phrases('Usage:')} ")


def _translate_remarks(phrases: Phrases) -> None:
    """Let help say in the user's language what is required and what else counts; typer has no setting for it."""
    from typer import rich_utils

    rich_utils.REQUIRED_LONG_STRING = phrases("[required]")
    rich_utils.DEFAULT_STRING = phrases("[default: {value}]", value="{}")


def _report_usage(error: Any, arguments: Sequence[str], phrases: Phrases) -> int:  # noqa: ANN401
    """Say what does not fit, in the user's language where the parser tells us enough."""
    option = getattr(error, "option_name", None)
    message, reason = error.format_message(), getattr(error, "message", "")
    if reason and message.endswith(f": {reason}"):
        message = message.removesuffix(reason) + phrases.error(reason)
    hint = ""
    if type(error).__name__ == "NoSuchOption" and option:
        message = phrases("There is no option {option}.", option=option)
        hint = _hint_for_option(getattr(error, "possibilities", None) or (), arguments, phrases)
    context, wanted = getattr(error, "ctx", None), _wanted(arguments)
    command = context.command_path if context is not None else f"{PROGRAM} {wanted}" if wanted else PROGRAM
    _say_problem(
        phrases.error(message),
        hint or phrases("{command} --help shows what is possible", command=command),
        phrases,
    )
    return ExitCode.USAGE


def _hint_for_option(nearest: Sequence[str], arguments: Sequence[str], phrases: Phrases) -> str:
    """Name a file that is named like an option, else the options that are spelled most like the wrong one."""
    file = next((each for each in arguments if each.startswith("-") and os.path.lexists(each)), None)
    if file is not None:
        return phrases("a file is named like an option: write ./{file}", file=file)
    return phrases("perhaps you mean {names}", names=", ".join(nearest)) if nearest else ""


def _report(error: OcrfixError, phrases: Phrases) -> int:
    if error.exit_code == ExitCode.BUG:
        return _report_bug(error.message, phrases)
    _say_problem(phrases.error(error.message), phrases.error(error.hint), phrases)
    return error.exit_code


def _report_bug(kind: str, phrases: Phrases) -> int:
    """Ask for a report; ``kind`` names the bug without quoting the document."""
    _say_problem(
        phrases("This is a bug in ocrfix ({kind}), not in your file.", kind=kind),
        phrases(
            "Please report it with the output of ocrfix doctor. With --debug the whole trace "
            "appears; it may hold text of the document."
        ),
        phrases,
    )
    return ExitCode.BUG


def _say_trace(error: Exception) -> None:
    import traceback

    _say("".join(traceback.format_exception(error)).rstrip())


def _say_problem(message: str, hint: str, phrases: Phrases) -> None:
    _say(f"{phrases('Error')}: {message}")
    if hint:
        _say(f"{phrases('Hint')}: {hint}")


def _say(text: str) -> None:
    """Print to stderr what cannot carry escape sequences of a document or a file name."""
    with suppress(OSError, ValueError):
        print(harmless(text), file=sys.stderr, flush=True)


def _flush_stdout() -> None:
    """Write what is still buffered now, while an error can become an exit code."""
    write_product(b"")


def _problem_of_stdout() -> OcrfixError | None:
    """Say what is wrong with stdout; the parser of the command line prints its help by itself and says nothing."""
    try:
        _flush_stdout()
    except OcrfixError as error:
        return error
    except OSError:
        return None
    return None


def _problem_of_folder() -> OcrfixError | None:
    """Say that the current folder was removed; names can be looked up from there no longer."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return InputError("the current folder is gone", "change into one that is there: cd FOLDER")
    return None


def _leave_silently() -> int:
    """End without a word: the reader of stdout is gone."""
    discard_stdout()
    return ExitCode.READER_GONE


if __name__ == "__main__":
    sys.exit(main())
