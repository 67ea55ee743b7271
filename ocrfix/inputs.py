"""Small files that a command reads whole: lists, decisions, reports, texts to compare.

Bird's-eye view: documents take the way of :mod:`ocrfix.extract`; everything else comes through :func:`input_bytes`, so
that a missing file has one message. German example: ``ocrfix review fehlt.report.json`` says that the file cannot be
read, and why.
"""

from __future__ import annotations

from pathlib import Path

from ocrfix.errors import InputError


def input_bytes(path: Path) -> bytes:
    """Read a file whole.

    Raises:
        InputError: it is missing, a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "check the name") from error
