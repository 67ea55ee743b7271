"""Everything that can go wrong, as one tree; each class carries its exit code.

Bird's-eye view: the core raises these, ``ocrfix.cli.app.main`` is the only place that turns them
into a message and an exit status. Start reading at :class:`OcrfixError`.

    OcrfixError                70  a bug
    +- UsageError               2  the command line does not fit together
    +- InputError               3  unreadable, encrypted or without text
    +- EngineError              4  Tesseract or a language model missing, failed or too slow
    +- ConfigurationError       5  ocrfix.toml is wrong
    +- DataError                6  a data file is missing or wrong
    +- OutputError              7  the target is not writable or exists
    +- BatchError               8  a batch ended and some files failed
"""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The exit statuses of the command line, documented in ``ocrfix --help`` and the README."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    ENGINE = 4
    CONFIGURATION = 5
    DATA = 6
    OUTPUT = 7
    BATCH = 8
    BUG = 70
    INTERRUPTED = 130
    READER_GONE = 141
    TERMINATED = 143


class OcrfixError(Exception):
    """The root of all errors that ocrfix raises on purpose.

    ``message`` says what happened in one sentence, ``hint`` names the next command or step.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[OcrfixError], tuple[str, str]]:
        """Errors cross process borders with their hint."""
        return (type(self), (self.message, self.hint))


class UsageError(OcrfixError):
    """The command line does not fit together."""

    exit_code = ExitCode.USAGE


class InputError(OcrfixError):
    """The input cannot be read, is encrypted or holds no text."""

    exit_code = ExitCode.INPUT


class EngineError(OcrfixError):
    """Tesseract or a language model is missing, failed or was too slow."""

    exit_code = ExitCode.ENGINE


class ConfigurationError(OcrfixError):
    """A setting is unknown or has a value that it cannot have."""

    exit_code = ExitCode.CONFIGURATION


class DataError(OcrfixError):
    """A data file is missing, damaged or of another version."""

    exit_code = ExitCode.DATA


class OutputError(OcrfixError):
    """The target cannot be written or exists already."""

    exit_code = ExitCode.OUTPUT


class BatchError(OcrfixError):
    """A batch ended and some of its files failed."""

    exit_code = ExitCode.BATCH


def temporary_error(error: OSError) -> OutputError:
    """Turn what the system says about the folder for temporary files into a message that names the next step."""
    hint = "name a folder with more space in TMPDIR"
    if is_disk_full(error):
        return OutputError("the disk with the folder for temporary files is full", hint)
    return OutputError(f"the folder for temporary files cannot be used: {error.strerror}", hint)


def is_disk_full(error: OSError) -> bool:
    """Say whether the system had no room for a file, which is nobody's fault and may be over tomorrow."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def several_pages_error() -> InputError:
    """Say that several pages do not go into the one PAGE file that was asked for."""
    return InputError("a PAGE file holds one page", "choose one with --pages, or take --format alto or --format hocr")
