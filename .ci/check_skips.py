"""Ends with 1 where a test was skipped for a reason that is not known: such a test has silently stopped to check.

Usage: check_skips.py LOG, where LOG is what ``pytest -rs`` printed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ALLOWED = (
    r"\.\./shared\b",
    r"^needs the man of man-db$",
    r"^needs a checkout, pre-commit",
    r"^KenLM's lmplz is not on the PATH",
    r"^needs Debian's aspell",
    r"^needs: npm install --no-save @microsoft/sarif-multitool$",
    r"^root may write everywhere$",
    r"^only the administrator may mount a small disk$",
    r"^the page has no command line that could run here$",
)
"""Corpora and programs that ``.ci/run`` does not install, what only root or nobody but root can try, and pages without
anything to run. What ``.ci/run`` installs (Tesseract, Chromium, the extras) is never a reason."""
_SKIPPED = re.compile(r"^SKIPPED \[(\d+)\] (\S+): (.*)$", re.MULTILINE)


def main() -> int:
    """Name the skips that nobody allowed, and a log that does not list all of them."""
    log = Path(sys.argv[1]).read_text("utf-8", "replace")
    skipped = [(int(count), place, reason) for count, place, reason in _SKIPPED.findall(log)]
    unknown = [f"{place}: {reason}" for _, place, reason in skipped if not any(re.search(e, reason) for e in ALLOWED)]
    sys.stderr.writelines(f"skipped without a known reason: {line}\n" for line in unknown)
    told = re.findall(r"(\d+) skipped\b.* in [\d.]+s", log)
    listed = sum(count for count, _, _ in skipped)
    is_listed = listed == (int(told[-1]) if told else 0)
    if not is_listed:
        sys.stderr.write(f"{listed} skips are listed, pytest counted {told[-1] if told else 0}\n")
    return int(bool(unknown) or not is_listed)


if __name__ == "__main__":
    sys.exit(main())
