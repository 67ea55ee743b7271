"""``ocrfix doctor``: what is there, what is missing, and the command that installs it.

Bird's-eye view: three short lists (program, text recognition, data) on stdout; the exit code says whether a
page can be recognised (4) and corrected (6). Start reading at :func:`run`.

German example: "tesseract (system): fehlt, apt install tesseract-ocr tesseract-ocr-deu".
"""

from __future__ import annotations

import platform
from functools import partial

from ocrfix.cli import options
from ocrfix.cli.task import Task, data_folder_of_environment, harmless, write_product
from ocrfix.errors import DataError, ExitCode
from ocrfix.messages import Phrases


def command(debug: options.Debug = False) -> Task:
    """Check the options of ``ocrfix doctor``."""
    del debug  # main() reads it
    return Task(partial(run))


def run(phrases: Phrases) -> int:
    """Print what is there; gives the exit code: 0, 4 without any engine, 6 without data."""
    import ocrfix

    lines = [f"{phrases('Program')}:", f"  ocrfix {ocrfix.__version__}", f"  Python {platform.python_version()}"]
    engine_lines, has_engine = _engines(phrases)
    data_lines, has_data = _data(phrases)
    lines += [*engine_lines, *data_lines]
    lines.append(phrases("Everything is there." if has_engine and has_data else "Something is missing, see above."))
    write_product(harmless("\n".join(lines) + "\n").encode("utf-8", "replace"))
    if not has_data:
        return ExitCode.DATA
    return ExitCode.DONE if has_engine else ExitCode.ENGINE


def _engines(phrases: Phrases) -> tuple[list[str], bool]:
    from ocrfix.extract.doctor import describe_engines

    lines = [f"{phrases('Text recognition')}:"]
    statuses = describe_engines()
    for status in statuses:
        if status.is_available:
            languages = ", ".join(status.languages)
            state = f"{phrases('found')}, {status.version}, {phrases('languages')}: {languages}"
        else:
            state = f"{phrases('missing')}, {phrases.error(status.missing_hint)}"
        lines.append(f"  {status.name}: {state}")
    return lines, any(status.is_available for status in statuses)


def _data(phrases: Phrases) -> tuple[list[str], bool]:
    from ocrfix.resources import open_resources

    lines = [f"{phrases('Data')}:"]
    try:
        resources = open_resources(data_folder_of_environment())
    except DataError as error:
        message, hint = phrases.error(error.message), phrases.error(error.hint)
        return [*lines, f"  {phrases('unusable')}: {message}", f"  {hint}"], False
    return [*lines, *(f"  {name}: {version}" for name, version in resources.versions)], True
