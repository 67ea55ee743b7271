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
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import Annotated, Any

import typer

from ocrfix.cli import apply, check, doctor, evaluate, explain, fix, learn, lexicon, review, watch
from ocrfix.cli.error_phrases import translate
from ocrfix.cli.help_phrases import HELP
from ocrfix.cli.phrases import EXIT_PHRASES, Phrases, language_of
from ocrfix.cli.task import Task, discard_stdout, harmless, write_product
from ocrfix.errors import ExitCode, OcrfixError

PROGRAM = "ocrfix"
COMPLETION_VARIABLE = "_OCRFIX_COMPLETE"
SIGNAL_BASE = 128
"""The shell's convention: a process ended by signal n gives 128 + n."""


class _Ended(KeyboardInterrupt):
    """Somebody asked this process to end with a signal other than Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; nothing is raised but ``SystemExit`` by shell completion."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    phrases = Phrases(language_of(os.environ))
    is_debug = "--debug" in given
    undo_signals = _turn_signals_into_interrupts()
    try:
        code = _run(given, phrases)
        if sys.stdout is not None:
            _flush_stdout()
        return code
    except _Ended as ended:
        return SIGNAL_BASE + int(ended.args[0])
    except KeyboardInterrupt:
        _say(phrases("interrupted"))
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
        return _report_bug(error, phrases, is_debug=is_debug)
    finally:
        undo_signals()


def _run(arguments: list[str], phrases: Phrases) -> int:
    try:
        parsed = build_command(phrases).main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _report_usage(error, phrases)
    return parsed.run(phrases) if isinstance(parsed, Task) else int(parsed or 0)


def build_command(phrases: Phrases) -> Any:  # noqa: ANN401 - click's type moved between typer's versions
    """Build the tree of commands with help in the user's language."""
    app = typer.Typer(
        name=PROGRAM,
        help="app",
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        epilog="exit-codes",
    )
    app.callback()(_options)
    app.command("fix", help="fix")(fix.command)
    app.command("watch", help="watch")(watch.command)
    app.command("check", help="check")(check.command)
    app.command("explain", help="explain")(explain.command)
    app.command("review", help="review")(review.command)
    app.command("apply", help="apply")(apply.command)
    app.command("evaluate", help="evaluate")(evaluate.command)
    app.command("doctor", help="doctor")(doctor.command)
    app.command("learn", help="learn")(learn.command)
    app.add_typer(lexicon.room(), name="lexicon")
    command = typer.main.get_command(app)
    _translate_help(command, phrases)
    command.epilog = exit_code_table(phrases)
    return command


def _show_version(is_asked: bool) -> None:
    if is_asked:
        import ocrfix

        print(f"{PROGRAM} {ocrfix.__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="app.version", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Take the options that stand before the command."""


def exit_code_table(phrases: Phrases) -> str:
    """List the exit codes as lines of a table."""
    lines = [f"{code.value:>3}  {phrases.choose(phrase)}" for code, phrase in EXIT_PHRASES.items()]
    return "\n".join([f"{phrases('exit-codes')}:", *lines])


def _translate_help(command: Any, phrases: Phrases) -> None:  # noqa: ANN401
    """Put the sentences of the user's language where the commands hold keys."""
    command.help = phrases.choose(HELP[command.help])
    command.short_help = None
    command.rich_help_panel = phrases("panel.commands")
    help_option = command.get_help_option(typer.Context(command))
    for parameter in [*command.params, help_option]:
        key = _help_key(parameter)
        if key in HELP:
            parameter.help = phrases.choose(HELP[key])
        is_argument = parameter.param_type_name == "argument"
        parameter.rich_help_panel = phrases("panel.arguments" if is_argument else "panel.options")
    for child in getattr(command, "commands", {}).values():
        _translate_help(child, phrases)


def _help_key(parameter: Any) -> str:  # noqa: ANN401
    fixed = {"help": "help", "install_completion": "completion.install", "show_completion": "completion.show"}
    return fixed.get(parameter.name, getattr(parameter, "help", None) or "")


def _report_usage(error: Any, phrases: Phrases) -> int:  # noqa: ANN401
    """Say what does not fit, in the user's language where the parser tells us enough."""
    option = getattr(error, "option_name", None)
    message = error.format_message().replace("Value error, ", "")
    hint = ""
    if type(error).__name__ == "NoSuchOption" and option:
        message = phrases("no-such-option", option=option)
        names = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        hint = phrases("did-you-mean", names=names) if names else ""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else PROGRAM
    _say_problem(translate(message, phrases.language), hint or phrases("see-help", command=command), phrases)
    return ExitCode.USAGE


def _report(error: OcrfixError, phrases: Phrases) -> int:
    if error.exit_code == ExitCode.BUG:
        _say_problem(phrases("bug", kind=error.message), phrases("bug-hint"), phrases)
        return ExitCode.BUG
    _say_problem(translate(error.message, phrases.language), translate(error.hint, phrases.language), phrases)
    return error.exit_code


def _report_bug(error: Exception, phrases: Phrases, *, is_debug: bool) -> int:
    if is_debug:
        import traceback

        _say("".join(traceback.format_exception(error)).rstrip())
    _say_problem(phrases("bug", kind=type(error).__name__), phrases("bug-hint"), phrases)
    return ExitCode.BUG


def _say_problem(message: str, hint: str, phrases: Phrases) -> None:
    _say(f"{phrases('error')}: {message}")
    if hint:
        _say(f"{phrases('hint')}: {hint}")


def _say(text: str) -> None:
    """Print to stderr what cannot carry escape sequences of a document or a file name."""
    with suppress(OSError, ValueError):
        print(harmless(text), file=sys.stderr, flush=True)


def _flush_stdout() -> None:
    """Write what is still buffered now, while an error can become an exit code."""
    write_product(b"")


def _leave_silently() -> int:
    """End without a word: the reader of stdout is gone."""
    discard_stdout()
    return ExitCode.READER_GONE


def _turn_signals_into_interrupts() -> Callable[[], None]:
    """Let SIGTERM and SIGHUP end the run as tidily as Ctrl-C does; gives back how to undo it."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise _Ended(number)

    before: dict[int, Any] = {}
    with suppress(ValueError):  # not in the main thread: the caller handles signals
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) == signal.SIG_DFL:
                before[number] = signal.signal(number, end)

    def undo() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return undo


if __name__ == "__main__":
    sys.exit(main())
