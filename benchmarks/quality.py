"""Prints how good the estimate of damage is: against the true share of wrong words, page by page.

    python benchmarks/quality.py [RECORDS.jsonl] [--limit N] [--worst N] [--json FILE]

Bird's-eye view: the engine runs over pages with truth, and what ``ocrfix check`` would estimate is compared with the
share of printed words that the alignment does not find in the read text (:func:`benchmarks.scoring.score_page`).
Records are JSON lines with ``id``, ``ocr`` and ``gt``; use records that nothing was fitted on. Start reading at
:func:`figures_of`.

German example: a page estimated at 6 % with 5 % of its words wrong is one point off.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.correctors import ROOT
from benchmarks.scoring import score_page
from ocrfix.errors import OcrfixError
from ocrfix.inputs import json_lines
from ocrfix.quality.estimate import Estimate

DEFAULT_RECORDS = ROOT.parent / "shared" / "eval" / "dev.jsonl"
BANDS = (0.0, 0.01, 0.03, 0.06, 0.12, 0.2, 0.35, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """One page: its name, the estimate and the true share (0..1) of wrong words."""

    name: str
    estimate: Estimate
    truth: float


@dataclass(frozen=True, slots=True)
class Figures:
    """How good the estimates are.

    ``rank_correlation`` is Spearman's, ``mean_error`` and ``median_error`` are absolute, ``bias`` is the mean of
    estimate minus truth (all shares), ``coverage`` the share of pages whose truth lies within the bounds, ``width``
    the mean distance of the bounds.
    """

    pages: int
    rank_correlation: float
    mean_error: float
    median_error: float
    bias: float
    coverage: float
    width: float


def judge_pages(entries: Sequence[dict[str, str]]) -> list[Judged]:
    """Estimate every page as ``ocrfix check`` does.

    Raises DataError when the language data are missing or do not fit.
    """
    from ocrfix.cli.task import data_folder_of_environment
    from ocrfix.config import CorrectConfig
    from ocrfix.model import Document, Page
    from ocrfix.pipeline import correct
    from ocrfix.quality.inspect import inspect_result
    from ocrfix.resources import open_resources

    resources, config = open_resources(data_folder_of_environment()), CorrectConfig()
    judged = []
    for entry in entries:
        result = correct(Document(entry["id"], "", (Page(1, entry["ocr"]),)), config, resources)
        score = score_page(entry["ocr"], entry["ocr"], entry["gt"])
        estimate = inspect_result(result, config, resources).estimate
        judged.append(Judged(f"{entry['id']} {entry.get('lang', '')}".strip(), estimate, score.wrong / score.words))
    return judged


def figures_of(judged: Sequence[Judged]) -> Figures:
    """Compare estimates with the truth."""
    errors = sorted(abs(page.estimate.share - page.truth) for page in judged)
    count = len(judged)
    return Figures(
        pages=count,
        rank_correlation=rank_correlation([page.estimate.share for page in judged], [page.truth for page in judged]),
        mean_error=sum(errors) / count,
        median_error=errors[count // 2],
        bias=sum(page.estimate.share - page.truth for page in judged) / count,
        coverage=sum(page.estimate.low <= page.truth <= page.estimate.high for page in judged) / count,
        width=sum(page.estimate.high - page.estimate.low for page in judged) / count,
    )


def rank_correlation(left: Sequence[float], right: Sequence[float]) -> float:
    """Return Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank.

    >>> rank_correlation([1, 2, 3], [10, 30, 20])
    0.5
    """
    a, b = _ranks(left), _ranks(right)
    middle = (len(a) + 1) / 2
    above = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    below = sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b)
    return float(above / below**0.5) if below else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(ordered, 1)))}
    last = {value: place for place, value in enumerate(ordered, 1)}
    return [(first[value] + last[value]) / 2 for value in values]


def table(judged: Sequence[Judged]) -> list[str]:
    """Lay the pages out by bands of their estimate."""
    lines = [f"{'estimate':14}{'pages':>7}{'estimated':>11}{'true':>8}{'error':>8}{'in bounds':>11}"]
    for low, high in pairwise(BANDS):
        inside = [page for page in judged if low <= page.estimate.share < high]
        if inside:
            found = figures_of(inside)
            mean = sum(page.estimate.share for page in inside) / len(inside)
            lines.append(
                f"{f'{low:.0%} - {min(high, 1):.0%}':14}{len(inside):>7}{mean:>11.2%}{mean - found.bias:>8.2%}"
                f"{found.mean_error:>8.2%}{found.coverage:>11.0%}"
            )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the comparison; gives the exit status."""
    parser = argparse.ArgumentParser(description="The estimate of damage against the true share of wrong words.")
    parser.add_argument("records", type=Path, nargs="?", default=DEFAULT_RECORDS, help="JSON lines with id, ocr, gt")
    parser.add_argument("--limit", type=int, help="only the first N records")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N pages that are farthest off")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    options = parser.parse_args(arguments)
    if not options.records.is_file():
        parser.error(f"{options.records} is no file; name records with truth (JSON lines with id, ocr, gt)")
    entries = [json.loads(line) for _, line in json_lines(options.records.read_text(encoding="utf-8"))]
    entries = [entry for entry in entries if entry["gt"].strip()][: options.limit]
    if not entries:
        parser.error(f"{options.records} holds no page with truth")
    try:
        judged = judge_pages(entries)
    except OcrfixError as error:
        print(f"benchmark stopped: {error.message}", f"Hint: {error.hint}", sep="\n", file=sys.stderr)
        return int(error.exit_code)
    found = figures_of(judged)
    print(*table(judged), sep="\n")
    print(
        f"{found.pages} pages: rank correlation {found.rank_correlation:.3f}, mean absolute error"
        f" {found.mean_error:.2%}, median {found.median_error:.2%}, bias {found.bias:+.2%};"
        f" {found.coverage:.0%} within the bounds, which are {found.width:.1%} wide"
    )
    for page in sorted(judged, key=lambda each: -abs(each.estimate.share - each.truth))[: options.worst]:
        bounds = f"{page.estimate.low:.1%} - {page.estimate.high:.1%}"
        print(f"{page.name}: estimated {page.estimate.share:.1%} ({bounds}), true {page.truth:.1%}")
    if options.json is not None:
        options.json.write_text(json.dumps(asdict(found), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
