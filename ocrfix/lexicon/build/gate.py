"""The gate of a rebuild: data that correct the gold pages worse than those that are there do not replace them.

Bird's-eye view: gold pages are texts as read with the texts as printed, which nothing was fitted on.
:func:`gold_pages` reads them and fails when there are none; :func:`refuse_worse` corrects them with the old data and
with the new ones and raises when fewer words are fixed or more are broken. Start reading there.

German example: a build whose word list lost ``für`` leaves ``fiir`` on the gold pages and is refused.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text
from ocrfix.errors import DataError
from ocrfix.folders import all_files
from ocrfix.inputs import json_lines
from ocrfix.model import Document, Origin, Page
from ocrfix.pipeline import correct
from ocrfix.quality.pairs import paired_files
from ocrfix.quality.scoring import Score, score_page
from ocrfix.resources import Resources, open_resources

GoldPage = tuple[str, str]
"""What was read and what was printed."""


def gold_pages(path: Path) -> tuple[GoldPage, ...]:
    """Read gold pages: JSON lines with ``ocr`` and ``gt``, or a folder of ``NAME.txt`` with ``NAME.gt.txt``.

    Raises:
        DataError: there are none, or the file cannot be read.
        InputError: a folder cannot be read.
    """
    try:
        pages = _folder(path) if path.is_dir() else _lines(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"the gold pages {path.name} cannot be read: {error}", "give JSON lines with ocr and gt"
        ) from error
    found = tuple((read, printed) for read, printed in pages if read.strip() and printed.strip())
    if not found:
        raise DataError(f"there are no gold pages in {path.name}", "give JSON lines with ocr and gt, or pairs of texts")
    return found


def _lines(path: Path) -> list[GoldPage]:
    records = [json.loads(line) for _, line in json_lines(path.read_text(encoding="utf-8"))]
    return [(str(record["ocr"]), str(record["gt"])) for record in records]


def _folder(path: Path) -> list[GoldPage]:
    pairs = paired_files(all_files(path))
    return [(read.read_text(encoding="utf-8"), truth.read_text(encoding="utf-8")) for read, truth in pairs]


def measured(pages: Sequence[GoldPage], resources: Resources) -> Score:
    """Correct all pages with the data and add up the scores."""
    total = Score()
    for read, printed in pages:
        document = Document("gold", "", (Page(1, read, origin=Origin.PLAIN_TEXT),))
        after = corrected_text(correct(document, CorrectConfig(), resources))
        total += score_page(read, after, printed)
    return total


def refuse_worse(pages: Sequence[GoldPage], old: Path, new: Path) -> tuple[Score, Score] | None:
    """Compare two data folders on the gold pages; gives both scores, None where there are no old data.

    Raises:
        DataError: the new data fix fewer words or break more.
    """
    if not (old / "MANIFEST.json").is_file():
        return None
    before, after = measured(pages, open_resources(old)), measured(pages, open_resources(new))
    if after.fixed < before.fixed or after.harmed > before.harmed:
        raise DataError(
            f"the new data are worse on {before.pages} gold pages: {before.fixed} words fixed before, "
            f"{after.fixed} now; {before.harmed} broken before, {after.harmed} now",
            "look at what changed in the lists; the old data are still there",
        )
    return before, after
