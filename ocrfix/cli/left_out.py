"""Says which folders were left out of a run, and why.

Bird's-eye view: a folder of results and a link to a folder are never read, and whoever does not hear of it takes what
lies in them for done. Start reading at :func:`print_left_out`. German example: ``Passed over: Archiv/2013 (a folder
with results of ocrfix)`` when somebody wrote results beside the letters of that year.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ocrfix.batch.walk import LeftOut
from ocrfix.cli.task import harmless
from ocrfix.messages import Phrases

MOST_LINES = 20
"""So many folders are named; an archive may hold a link for every letter."""


def print_left_out(left_out: Sequence[LeftOut], phrases: Phrases, *, is_quiet: bool) -> None:
    """Name the folders on stderr, unless told to be quiet."""
    if is_quiet or sys.stderr is None:
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
