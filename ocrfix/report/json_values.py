"""Takes values out of JSON that somebody else may have written, each with its type.

Bird's-eye view: reports and verdicts are read back from files that people pass on; every value is asked for by its
type, and another one is a TypeError, which the reader turns into its own message. Start reading at :func:`string`.
German example: the ``after`` of a decision is the string ``für``; a number in its place is refused.
"""

from __future__ import annotations

JsonObject = dict[str, object]


def json_object(value: object) -> JsonObject:
    """Return an object; raises TypeError for anything else."""
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def json_list(value: object) -> list[object]:
    """Return a list; raises TypeError for anything else."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def string(value: object) -> str:
    """Return a string; raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("not a string")
    return value


def whole_number(value: object) -> int:
    """Return a whole number; raises TypeError for anything else, true and false included."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("not a whole number")
    return value


def number(value: object) -> float:
    """Return a number; raises TypeError for anything else, true and false included."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError("not a number")
    return float(value)
