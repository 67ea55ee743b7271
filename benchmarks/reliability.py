"""Prints how reliable the stated confidence is: in each bin, how many changes are right.

    python benchmarks/reliability.py [RECORDS.jsonl] [--limit N] [--bins N] [--by-kind] [--json FILE]

Bird's-eye view: the engine runs over pages with truth, every change that it prefers to what stands there is labelled
right or wrong by alignment (:func:`ocrfix.lexicon.build.examples.labelled`), and the confidence that the judge states
is compared with the share that is right. Use records that the judge was not fitted on, else the table flatters. Records
are JSON lines with ``id``, ``ocr`` and ``gt``. Start reading at :func:`reliability`.

German example: of 100 changes like ``fir`` -> ``für`` stated with 0.97, about 97 should be right.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.correctors import ROOT
from benchmarks.scoring import share
from ocrfix.errors import OcrfixError
from ocrfix.inputs import json_lines

DEFAULT_RECORDS = ROOT.parent / "shared" / "eval" / "dev.jsonl"
EDGES = (0.0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Narrow where decisions are made: 0.25 lists a doubt, 0.5 is ``likely``, 0.8 is ``safe``."""
_STANDARD_DEVIATIONS = 1.96


@dataclass(frozen=True, slots=True)
class Change:
    """A preferred change: its kind, the confidence stated (0..1), and whether it and what stood there are right."""

    kind: str
    confidence: float
    is_right: bool
    was_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Changes with a confidence in low..high (the last bin includes 1): stated and observed shares that are right.

    ``interval`` is Wilson's 95 % interval of the observed share, ``broken`` the number of right words made wrong.
    """

    low: float
    high: float
    count: int
    stated: float
    observed: float
    interval: tuple[float, float]
    broken: int


def reliability(changes: Iterable[Change], edges: Sequence[float] = EDGES) -> list[Bin]:
    """Sort changes into bins by their confidence; empty bins are left out."""
    members: list[list[Change]] = [[] for _ in edges[1:]]
    for change in changes:
        members[sum(change.confidence >= edge for edge in edges[1:-1])].append(change)
    return [_bin(low, high, inside) for low, high, inside in zip(edges[:-1], edges[1:], members, strict=True) if inside]


def _bin(low: float, high: float, inside: Sequence[Change]) -> Bin:
    right = sum(change.is_right for change in inside)
    return Bin(
        low=low,
        high=high,
        count=len(inside),
        stated=sum(change.confidence for change in inside) / len(inside),
        observed=right / len(inside),
        interval=wilson_interval(right, len(inside)),
        broken=sum(change.was_right and not change.is_right for change in inside),
    )


def wilson_interval(right: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference.

    >>> [round(bound, 3) for bound in wilson_interval(9, 10)]
    [0.596, 0.982]
    """
    z = _STANDARD_DEVIATIONS
    observed = right / count
    middle = (observed + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(observed * (1 - observed) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the expected calibration error: the mean distance of stated and observed share, by changes."""
    return share(
        sum(entry.count * abs(entry.stated - entry.observed) for entry in bins), sum(entry.count for entry in bins)
    )


def brier_score(changes: Sequence[Change]) -> float | None:
    """Return the mean squared distance of confidence and outcome (0 is best; Brier 1950)."""
    return share(sum((change.confidence - change.is_right) ** 2 for change in changes), len(changes))


def changes_of(records: Iterable[tuple[str, str, str]]) -> list[Change]:
    """Run the engine over (id, read, printed) pages and label what it prefers.

    Raises DataError when the language data are missing or do not fit.
    """
    from ocrfix.cli.task import data_folder_of_environment
    from ocrfix.lexicon.build.examples import labelled
    from ocrfix.resources import open_resources

    resources = open_resources(data_folder_of_environment())
    return [
        Change(
            example.group, resources.judge.confidence(example.group, example.figures), example.is_right,
            example.was_right,
        )
        for name, read, printed in records
        for example in labelled(name, read, printed, resources)
    ]  # fmt: skip


def table(changes: Sequence[Change], edges: Sequence[float]) -> list[str]:
    """Lay the bins of changes out, with calibration error and Brier score below."""
    bins = reliability(changes, edges)
    lines = [f"{'confidence':14}{'changes':>8}{'stated':>9}{'right':>9}{'95 % interval':>18}{'broken words':>14}"]
    for entry in bins:
        low, high = entry.interval
        lines.append(
            f"{f'{entry.low:.2f} - {entry.high:.2f}':14}{entry.count:>8}{entry.stated:>9.3f}{entry.observed:>9.3f}"
            f"{f'{low:.3f} - {high:.3f}':>18}{entry.broken:>14}"
        )
    error, brier = calibration_error(bins), brier_score(changes)
    if error is not None and brier is not None:
        lines.append(f"{len(changes)} changes, expected calibration error {error:.3f}, Brier score {brier:.3f}")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the reliability table; gives the exit status."""
    parser = argparse.ArgumentParser(description="Stated confidence against the share of changes that are right.")
    parser.add_argument("records", type=Path, nargs="?", default=DEFAULT_RECORDS, help="JSON lines with id, ocr, gt")
    parser.add_argument("--limit", type=int, help="only the first N records")
    parser.add_argument("--bins", type=int, help="so many bins of equal width (else narrow ones at the top)")
    parser.add_argument("--by-kind", action="store_true", help="a table for each kind of change as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the bins here")
    options = parser.parse_args(arguments)
    if not options.records.is_file():
        parser.error(f"{options.records} is no file; name records with truth (JSON lines with id, ocr, gt)")
    if options.bins is not None and options.bins < 1:
        parser.error("--bins must be 1 or more")
    edges = [step / options.bins for step in range(options.bins + 1)] if options.bins else EDGES
    entries = [json.loads(line) for _, line in json_lines(options.records.read_text(encoding="utf-8"))]
    try:
        changes = changes_of((entry["id"], entry["ocr"], entry["gt"]) for entry in entries[: options.limit])
    except OcrfixError as error:
        print(f"benchmark stopped: {error.message}", f"Hint: {error.hint}", sep="\n", file=sys.stderr)
        return int(error.exit_code)
    kinds = sorted({change.kind for change in changes}) if options.by_kind else []
    print(*table(changes, edges), sep="\n")
    for kind in kinds:
        print("", f"== {kind}", *table([change for change in changes if change.kind == kind], edges), sep="\n")
    if options.json is not None:
        bins = [asdict(entry) for entry in reliability(changes, edges)]
        options.json.write_text(json.dumps(bins, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
