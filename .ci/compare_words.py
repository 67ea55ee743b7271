"""Compares the words of a corrected sample with its truth; ends with 1 unless fewer are wrong than before, and few.

Usage: compare_words.py TRUTH REPORT CORRECTED, where REPORT is NAME.report.json, which tells the text as read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ocrfix.report.json import load_report, revert_with_report

MOST_WRONG_SHARE = 0.01


def main() -> int:
    """Print the wrong words before and after."""
    truth_path, report_path, corrected_path = map(Path, sys.argv[1:])
    truth = truth_path.read_text("utf-8").split()
    corrected = corrected_path.read_bytes().decode("utf-8")
    extracted = revert_with_report(corrected, load_report(report_path.read_bytes()))
    before = Levenshtein.distance(extracted.split(), truth)
    after = Levenshtein.distance(corrected.split(), truth)
    sys.stdout.write(f"{corrected_path.name}: {len(truth)} words, wrong before {before}, after {after}\n")
    return 0 if after < before and after <= MOST_WRONG_SHARE * len(truth) else 1


if __name__ == "__main__":
    sys.exit(main())
