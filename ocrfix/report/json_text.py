"""Writes JSON with line ends and indentation piece by piece, so that a record of any length needs no memory.

Bird's-eye view: :func:`json_text` writes one value at a depth; :func:`json_parts` writes an object whose lists may be
generators, an item at a time. Start reading at :func:`json_parts`.

German example: the decisions of a Plenarprotokoll of 900 pages leave one by one, ``{"before": "fir", ...}`` after the
other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator


def json_text(value: object, depth: int = 0) -> str:
    r"""Write a value as ``json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)`` does at a depth.

    >>> json_text({"seiten": [1, 2]})
    '{\n "seiten": [\n  1,\n  2\n ]\n}'

    Raises:
        ValueError: a number is infinite or none at all.
        TypeError: JSON has no such value.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False, default=_refuse)
    except ValueError as error:
        raise ValueError("no number for JSON") from error
    # A line feed in a string is written as an escape, so that only those between values are left.
    return text.replace("\n", "\n" + " " * depth)


def _refuse(value: object) -> object:
    raise TypeError(f"no value for JSON: {type(value).__name__}")


def json_parts(fields: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Write an object of such fields in pieces; a value that is an iterator becomes a list, an item at a time."""
    before = "{\n "
    for name, value in fields:
        yield f"{before}{json_text(name)}: "
        before = ",\n "
        if isinstance(value, Iterator):
            yield from _list_parts(value)
        else:
            yield json_text(value, 1)
    yield "{}" if before.startswith("{") else "\n}"


def _list_parts(items: Iterator[object]) -> Iterator[str]:
    before = "[\n  "
    for item in items:
        yield before + json_text(item, 2)
        before = ",\n  "
    yield "[]" if before.startswith("[") else "\n ]"
