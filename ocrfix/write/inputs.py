"""Keeps what is read from being written over, whatever it is called and whatever ``--force`` says.

Bird's-eye view: a command names its targets and all that it reads before it works; ``ocrfix fix`` looks at each of its
many targets by itself (:mod:`ocrfix.batch.targets`). Start reading at :func:`refuse_inputs`.

German example: ``ocrfix fix akten --summary akten/antrag.txt --force`` would lose the Antrag.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ocrfix.errors import OutputError


def refuse_inputs(target: Path | None, inputs: Iterable[Path]) -> None:
    """Refuse a target that is one of the inputs, also by a link or another way of writing its name.

    Raises:
        OutputError: it is one.
    """
    identity = _identity(target) if target is not None else None
    if identity is not None and any(_identity(path) == identity for path in inputs):
        raise OutputError(f"{target} would overwrite an input", "choose another file")


def refuse_twins(first: Path | None, second: Path | None) -> None:
    """Refuse two targets of one run that are the same file.

    Raises:
        OutputError: they are.
    """
    if first is not None and second is not None and first.resolve() == second.resolve():
        raise OutputError(f"{second} would overwrite another result of this run", "choose another file")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
