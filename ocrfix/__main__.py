"""``ocrfix`` and ``python -m ocrfix``: the command line.

Bird's-eye view: :func:`start` loads the commands and runs them. German example: Strg-C, while the commands are still
being loaded, ends with 130 like any later one.
"""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130


def start() -> int:
    """Run the command line and give its exit code, also when Ctrl-C comes before it has been loaded."""
    try:
        from ocrfix.cli.app import main
    except KeyboardInterrupt:
        return INTERRUPTED
    code = main()
    # What the end frees needs no search for circles, which takes a fourteenth of a short run.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(start())
