"""Small files that a command reads whole: lists, decisions, reports, texts to compare.

Bird's-eye view: documents take the way of :mod:`ocrfix.extract`; everything else comes through :func:`input_bytes`, so
that a missing file has one message; :func:`json_lines` takes records apart. German example: ``ocrfix review
fehlt.report.json`` says that the file cannot be read, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ocrfix.errors import InputError


def input_bytes(path: Path, most: int = -1) -> bytes:
    """Read a file whole, or its first bytes: ``most`` of them, where that is not negative.

    Raises:
        InputError: it is missing, a folder, or may not be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "check the name") from error


def json_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines of a file of JSON lines that are not empty, each with its number (from 1).

    Only line feeds part them: U+2028, U+0085 and the separators of ASCII may stand inside of a text, where
    ``str.splitlines`` would cut the record in two.

    >>> list(json_lines('{"ocr": "eins\N{LINE SEPARATOR}zwei"}\n\n{}\n'))
    [(1, '{"ocr": "eins\u2028zwei"}'), (3, '{}')]
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line
