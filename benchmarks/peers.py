"""Runs ocrfix and spelling checkers side by side and prints accuracy and speed.

    python benchmarks/peers.py [--records RECORDS.jsonl] [--limit N] [--slow-limit N] [--json FILE]

Bird's-eye view: a :class:`Trial` is a list of pages; every corrector gets the same pages in the same run, so the
ratios of speeds hold on any machine. Trials are the sample of this repository, its printed text (where every change
is an error), and, when given, records with their truth: JSON lines with ``lang``, ``ocr`` and ``gt``. A slow peer
gets the first records only, beside ocrfix on the same ones. Start reading at :func:`main`.

German example: in the sample ``Kinstlicher`` is fixed by all, ``fir`` becomes ``für`` here and ``dir`` by hunspell.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.correctors import OCRFIX, PEERS, ROOT, Corrector, CorrectorError, keep
from benchmarks.scoring import Score, score_pages, words_of

SAMPLE = ROOT / "samples" / "kleine-anfrage.txt"
SAMPLE_TRUTH = ROOT / "samples" / "kleine-anfrage.truth.txt"
DEFAULT_RECORDS = ROOT.parent / "shared" / "eval" / "dev.jsonl"
SLOW_LIMIT = 40
ALL = "all"


@dataclass(frozen=True, slots=True)
class Record:
    """A page as read and as printed; ``language`` is the model that read it."""

    language: str
    read: str
    printed: str


@dataclass(frozen=True, slots=True)
class Trial:
    """Pages that the named correctors get."""

    title: str
    records: tuple[Record, ...]
    correctors: tuple[Corrector, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a corrector made of a trial: scores by language, seconds with start-up, words per second."""

    corrector: str
    scores: dict[str, Score]
    seconds: float
    words_per_second: float


def read_records(path: Path, limit: int | None = None) -> tuple[Record, ...]:
    """Read records (JSON lines with ``lang``, ``ocr``, ``gt``), those without text left out."""
    from ocrfix.inputs import json_lines

    entries = [json.loads(line) for _, line in json_lines(path.read_text(encoding="utf-8"))]
    records = [Record(entry["lang"], entry["ocr"], entry["gt"]) for entry in entries]
    return tuple(record for record in records if record.read.strip() and record.printed.strip())[:limit]


def as_printed(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return records that feed the printed text, each page once: every change is an error."""
    pages = dict.fromkeys(record.printed for record in records)
    return tuple(Record("printed", text, text) for text in pages)


def make_trials(records: Sequence[Record], name: str, slow_limit: int, peers: Sequence[Corrector]) -> list[Trial]:
    """Plan the run: the samples with all peers, the records with the quick ones, the first with the slow ones."""
    sample = (Record("eng", *(path.read_bytes().decode("utf-8") for path in (SAMPLE, SAMPLE_TRUTH))),)
    everyone = (OCRFIX, *peers)
    trials = [
        Trial(f"samples/{SAMPLE.name} (a document that ocrfix was developed on)", sample, everyone),
        Trial(f"samples/{SAMPLE_TRUTH.name} (printed text: every change is an error)", as_printed(sample), everyone),
    ]
    if not records:
        return trials
    quick = tuple(peer for peer in peers if not peer.is_slow)
    slow = tuple(peer for peer in peers if peer.is_slow)
    if len(records) <= slow_limit:
        return [*trials, Trial(f"{name}, {len(records)} records", tuple(records), everyone)]
    trials.append(Trial(f"{name}, {len(records)} records", tuple(records), (OCRFIX, *quick)))
    printed = as_printed(records)
    trials.append(Trial(f"{name}, printed text of {len(printed)} pages", printed, (OCRFIX, *quick)))
    if slow:
        trials.append(Trial(f"{name}, first {slow_limit} records", tuple(records[:slow_limit]), (OCRFIX, *slow)))
    return trials


def run_trial(trial: Trial) -> list[Outcome]:
    """Run every corrector on the pages of a trial and score what it made; the first outcome is the text as it came.

    Raises CorrectorError when a program fails.
    """
    texts = [record.read for record in trial.records]
    words = sum(len(words_of(text)) for text in texts)
    outcomes = [Outcome("as it came", score_by_language(trial.records, keep(texts)), 0.0, 0.0)]
    for corrector in trial.correctors:
        start = time.perf_counter()
        corrected = corrector.correct(texts)
        seconds = time.perf_counter() - start
        scores = score_by_language(trial.records, corrected)
        outcomes.append(Outcome(corrector.name, scores, seconds, words / seconds))
    return outcomes


def score_by_language(records: Sequence[Record], corrected: Sequence[str]) -> dict[str, Score]:
    """Score pages by language, all together under ``all`` where there is more than one language."""
    pairs = list(zip(records, corrected, strict=True))
    languages = sorted({record.language for record in records})
    scores = {
        language: score_pages((r.read, text, r.printed) for r, text in pairs if r.language == language)
        for language in languages
    }
    return {**scores, ALL: sum(scores.values(), Score())} if len(languages) > 1 else scores


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """Lay outcomes out: accuracy by language, then speed with the ratio of ours to each peer's."""
    lines = [
        f"{'language':10}{'corrector':12}{'pages':>6}{'words':>8}{'wrong':>7}{'fixed':>8}{'harm/1000':>11}"
        f"{'precision':>11}{'WER before':>12}{'after':>9}"
    ]
    for language in outcomes[0].scores:
        lines.extend(_accuracy_row(language, outcome) for outcome in outcomes)
    lines.extend(["", f"{'corrector':12}{'seconds':>9}{'words/s':>10}{'ocrfix is':>12}"])
    ours = next((outcome for outcome in outcomes if outcome.corrector == OCRFIX.name), None)
    for outcome in outcomes:
        if outcome.seconds:
            ratio = "" if ours is None or outcome is ours else f"{ours.words_per_second / outcome.words_per_second:.2f}"
            speed = f"{outcome.seconds:>9.2f}{outcome.words_per_second:>10,.0f}"
            lines.append(f"{outcome.corrector:12}{speed}{ratio and ratio + ' x':>12}".rstrip())
    return lines


def _accuracy_row(language: str, outcome: Outcome) -> str:
    score = outcome.scores[language]
    return (
        f"{language:10}{outcome.corrector:12}{score.pages:>6}{score.words:>8}{score.wrong:>7}"
        f"{_figure(score.fixed_share, '.1%'):>8}{_figure(score.harm_per_1000, '.2f'):>11}"
        f"{_figure(score.precision, '.3f'):>11}{_figure(score.wer_before, '.2%'):>12}"
        f"{_figure(score.wer_after, '.2%'):>9}"
    )


def _figure(value: float | None, pattern: str) -> str:
    return "-" if value is None else format(value, pattern)


def as_json(trial: Trial, outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Return a trial and its outcomes as plain data: counts and shares."""
    names = ("fixed_share", "harm_per_1000", "precision", "wer_before", "wer_after")
    return {
        "title": trial.title,
        "outcomes": [
            {
                "corrector": outcome.corrector,
                "seconds": outcome.seconds,
                "words_per_second": outcome.words_per_second,
                "scores": {
                    language: {**asdict(score), **{name: getattr(score, name) for name in names}}
                    for language, score in outcome.scores.items()
                },
            }
            for outcome in outcomes
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials and print a table each; gives the exit status."""
    parser = argparse.ArgumentParser(
        description="ocrfix and spelling checkers side by side: accuracy and speed, start-up included."
    )
    parser.add_argument("--records", type=Path, help="JSON lines with lang, ocr, gt")
    parser.add_argument("--limit", type=int, help="only the first N records")
    parser.add_argument("--slow-limit", type=int, default=SLOW_LIMIT, help="records for slow peers (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all counts and shares here")
    options = parser.parse_args(arguments)
    if options.records is not None and not options.records.is_file():
        parser.error(f"{options.records} is no file")
    path = options.records or DEFAULT_RECORDS
    records = read_records(path, options.limit) if path.is_file() else ()
    if not records:
        print(f"no records ({path.name} is not there): the samples only")
    peers = [peer for peer in PEERS if peer.is_installed()]
    for corrector in (OCRFIX, *PEERS):
        is_there = corrector is OCRFIX or corrector in peers
        print(f"{corrector.name:12}{corrector.what if is_there else f'skipped, not installed: {corrector.install}'}")
    results = []
    for trial in make_trials(records, path.name, options.slow_limit, peers):
        try:
            outcomes = run_trial(trial)
        except CorrectorError as error:
            print(f"benchmark stopped: {error}", file=sys.stderr)
            return 1
        print("", f"== {trial.title}", *table(outcomes), sep="\n", flush=True)
        results.append(as_json(trial, outcomes))
    if options.json is not None:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
