"""Says which folders were left out of a run, and why.

Bird's-eye view: a folder of results and a link to a folder are never read, and whoever does not hear of it takes what
lies in them for done. Start reading at :func:`print_left_out`. German example: ``Passed over: Archiv/2013 (a folder
with results of ocrfix)`` when somebody wrote results beside the letters of that year.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ocrfix.cli.task import harmless
from ocrfix.folders import LeftOut, list_folder
from ocrfix.messages import Phrases

MOST_LINES = 20
"""So many folders are named; an archive may hold a link for every letter."""


def print_left_out(left_out: Sequence[LeftOut], phrases: Phrases, *, is_quiet: bool) -> None:
    """Name the folders on stderr, unless told to be quiet."""
    if is_quiet:
        return
    for folder in left_out[:MOST_LINES]:
        line = phrases("Passed over: {label} ({reason})", label=folder.label, reason=phrases(folder.reason))
        print(harmless(line), file=sys.stderr)
    if len(left_out) > MOST_LINES:
        rest = len(left_out) - MOST_LINES
        print(
            phrases.counted("… and {n} more folder passed over", "… and {n} more folders passed over", rest),
            file=sys.stderr,
        )


def print_left_out_of(inputs: Iterable[Path], phrases: Phrases, *, is_quiet: bool, takes_results: bool = False) -> None:
    """Name the folders that are left out of the folders among some inputs.

    Raises:
        InputError: one of the inputs is a folder that cannot be read.
    """
    listings = [list_folder(path, takes_results=takes_results) for path in inputs if path.is_dir()]
    print_left_out([folder for listing in listings for folder in listing.left_out], phrases, is_quiet=is_quiet)
