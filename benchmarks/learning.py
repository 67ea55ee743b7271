"""What a learned profile is worth: pages of one engine corrected with and without it.

Bird's-eye view: the records of each engine (``lang``) are dealt into folds by document; each fold is corrected by the
shipped data alone, with a profile learned from pairs of the other folds, and with one learned from their damaged texts
alone. With ``--test`` there are no folds: learned from the first file, judged by the other. Data that do not know the
engine are made by :mod:`benchmarks.left_out`. Start reading at :func:`measure`.

German example: pages read by an engine that takes ``k`` for ``h`` keep ``Druchsache`` without the profile.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.scoring import Score, score_page
from ocrfix.config import CorrectConfig, ExtractConfig
from ocrfix.edits import corrected_text
from ocrfix.extract import read_document
from ocrfix.inputs import json_lines
from ocrfix.learn.archive import learn_archive
from ocrfix.learn.pairs import learn_pairs
from ocrfix.lexicon.learned import LearnedConfusions, dump_profile
from ocrfix.model import Document
from ocrfix.pipeline import correct
from ocrfix.resources import Resources, open_resources

WAYS = ("shipped", "archive", "pairs")
Record = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description="What a learned profile is worth.")
    parser.add_argument("records", type=Path, help="JSON lines with id, lang, ocr and gt")
    parser.add_argument("--test", type=Path, help="judge by these records instead of by cross-validation")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--lang", action="append", help="only this engine (may be repeated)")
    parser.add_argument("--pages", type=int, help="learn from at most N pages")
    parser.add_argument("--limit", type=int, help="judge by at most N pages of each fold")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--data", type=Path, help="data folder instead of the shipped one")
    parser.add_argument("--learn-data", type=Path, help="data folder to learn with, where that shall be another one")
    given = parser.parse_args()
    records, tests = read_records(given.records), read_records(given.test) if given.test else None
    print(
        "| engine | profile | pages | wrong words | fixed | harm per 1000 | precision |\n|---|---|---|---|---|---|---|"
    )
    for lang in given.lang or sorted({record["lang"] for record in records}):
        mine = [record for record in records if record["lang"] == lang]
        theirs = None if tests is None else [record for record in tests if record["lang"] == lang]
        for way in given.ways.split(","):
            folders = given.data, given.learn_data or given.data
            score = measure(way, folds(mine, theirs, given.folds), given.pages, given.limit, folders)
            print(row(lang, way, score), flush=True)


def read_records(path: Path) -> list[Record]:
    records = [json.loads(line) for _, line in json_lines(path.read_text(encoding="utf-8"))]
    return [record for record in records if record["ocr"].strip() and record["gt"].strip()]


def folds(
    records: Sequence[Record], tests: Sequence[Record] | None, number: int
) -> list[tuple[list[Record], list[Record]]]:
    """Deal records into (learn, judge) by document, so that none is on both sides.

    >>> [[r["id"] for r in judge] for _, judge in folds([{"id": "b_1"}, {"id": "a_1"}, {"id": "b_2"}], None, 2)]
    [['a_1'], ['b_1', 'b_2']]
    """
    if tests is not None:
        return [(list(records), list(tests))]
    documents = sorted({document_of(record) for record in records})
    fold_of = {document: place % number for place, document in enumerate(documents)}
    return [
        (
            [record for record in records if fold_of[document_of(record)] != fold],
            [record for record in records if fold_of[document_of(record)] == fold],
        )
        for fold in range(number)
    ]


def document_of(record: Record) -> str:
    """Name the document of a record, whose id ends with the number of the page."""
    return re.sub(r"_p?\d+$", "", record["id"])


def measure(
    way: str,
    dealt: Sequence[tuple[list[Record], list[Record]]],
    pages: int | None,
    limit: int | None,
    folders: tuple[Path | None, Path | None] = (None, None),
) -> Score:
    """Correct every fold with a profile learned that way from the others, and score it.

    ``folders`` hold the data to correct and to learn with, None the shipped ones.
    """
    total = Score()
    data, learn_data = folders
    with tempfile.TemporaryDirectory(prefix="ocrfix-benchmark-") as name:

        def opened_with(folder: Path | None, profile: LearnedConfusions | None) -> Resources:
            if profile is None:
                return open_resources(folder)
            path = Path(name, f"{len(list(Path(name).iterdir()))}.json")
            path.write_bytes(dump_profile(profile))
            return open_resources(folder, (), str(path))

        for others, judged in dealt:
            resources = opened_with(data, profile_of(way, others[:pages], partial(opened_with, learn_data)))
            for record in judged[:limit]:
                total += score_page(record["ocr"], corrected(record["ocr"], resources), record["gt"])
    return total


def profile_of(
    way: str, records: Sequence[Record], opened: Callable[[LearnedConfusions | None], Resources]
) -> LearnedConfusions | None:
    """Learn a profile from pairs or from the damaged texts alone; none for the shipped data."""
    if way == "shipped":
        return None
    if way == "pairs":
        return learn_pairs([(record["ocr"], record["gt"]) for record in records], opened)
    return learn_archive([document(record["ocr"]) for record in records], opened)


def document(text: str) -> Document:
    return read_document(text.encode("utf-8"), "page", ExtractConfig())


def corrected(text: str, resources: Resources) -> str:
    """Correct a page as ``ocrfix fix`` does."""
    return corrected_text(correct(document(text), CorrectConfig(), resources))


def row(lang: str, way: str, score: Score) -> str:
    """Write a line of the table."""
    fixed, harm, precision = score.fixed_share, score.harm_per_1000, score.precision
    figures = (
        "-" if fixed is None else f"{100 * fixed:.1f} %",
        "-" if harm is None else f"{harm:.2f}",
        "-" if precision is None else f"{precision:.3f}",
    )
    return f"| {lang} | {way} | {score.pages} | {score.wrong} | " + " | ".join(figures) + " |"


if __name__ == "__main__":
    main()
