"""Prints what is changed in clean text: every change is an error, or a misprint of the text itself.

    python benchmarks/clean_text.py [CORPUS.txt.xz ...] [--words N] [--seed N] [--list FILE]

Bird's-eye view: documents are drawn from corpora of born-digital text (the format of docs/data.md), set into lines and
pages and corrected as texts of unknown origin. What is applied is counted by its first reason; ``--list`` writes all
changes with the text around them, to be read. Start reading at :func:`changes_of`.

German example: ``Die Fraktion DIE LINKE. lehnt ab`` has to stay as it is.
"""

from __future__ import annotations

import argparse
import random
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.correctors import ROOT
from ocrfix.errors import OcrfixError
from ocrfix.lexicon.build.corpus import documents
from ocrfix.model import Action, Document, Page
from ocrfix.report.visible import visible_line

CORPORA = ROOT.parent / "shared" / "corpus"
NOISE = ".noise."
"""Part of the names of corpora that are no clean text."""
WORDS = 100_000
LINE, PAGE_LINES, MOST_PAGES = 90, 40, 12
_AROUND = 50


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed where, the codes of its reasons, and the text around it."""

    document: str
    before: str
    after: str
    confidence: float
    reasons: tuple[str, ...]
    around: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; gives the exit status."""
    parser = argparse.ArgumentParser(description="What is changed in clean text.")
    parser.add_argument("corpora", type=Path, nargs="*", help="corpora (xz); else those of ../shared/corpus")
    parser.add_argument("--words", type=int, default=WORDS, help="words of each corpus")
    parser.add_argument("--seed", type=int, default=1, help="other documents for another number")
    parser.add_argument("--list", type=Path, metavar="FILE", help="write all changes here, tab-separated")
    options = parser.parse_args(arguments)
    corpora = options.corpora or [path for path in sorted(CORPORA.glob("*.txt.xz")) if NOISE not in path.name]
    if not corpora:
        print(f"No corpora in {CORPORA}: name some.", file=sys.stderr)
        return 3
    words, changes = 0, list[Change]()
    try:
        for corpus in corpora:
            for document in drawn(corpus, options.words, options.seed):
                words += sum(len(page.text.split()) for page in document.pages)
                changes += changes_of(document)
    except (OSError, OcrfixError) as error:
        print(error, file=sys.stderr)
        return 3
    print("\n".join(table(words, changes)))
    if options.list is not None:
        rows = (
            (each.document, each.before, each.after, f"{each.confidence:.2f}", ",".join(each.reasons), each.around)
            for each in changes
        )
        options.list.write_text("".join("\t".join(map(visible_line, row)) + "\n" for row in rows), encoding="utf-8")
    return 0


def drawn(corpus: Path, words: int, seed: int) -> Iterator[Document]:
    """Yield documents of a corpus in the order of a seed until they have so many words, each cut after some pages."""
    found = [(name, text) for name, text in documents(corpus, frozenset()) if text.strip()]
    random.Random(seed).shuffle(found)
    for name, text in found:
        if words <= 0:
            return
        pages = tuple(Page(number, page) for number, page in enumerate(islice(set_pages(text), MOST_PAGES), start=1))
        words -= sum(len(page.text.split()) for page in pages)
        yield Document(name, "", pages)


def set_pages(text: str) -> Iterator[str]:
    """Set a text into pages of lines as long as print has them; its own line ends stay."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += textwrap.wrap(line, LINE, break_long_words=False, break_on_hyphens=False) or [""]
        if len(lines) >= PAGE_LINES:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def changes_of(document: Document) -> list[Change]:
    """Correct a document and return what was changed.

    Raises DataError when the language data are missing or do not fit.
    """
    from ocrfix.cli.task import data_folder_of_environment
    from ocrfix.config import CorrectConfig
    from ocrfix.pipeline import correct
    from ocrfix.resources import open_resources

    result = correct(document, CorrectConfig(), open_resources(data_folder_of_environment()))
    found = []
    for decision in result.decisions:
        if decision.action is Action.APPLY:
            text, span = document.pages[decision.damage.page_number - 1].text, decision.damage.span
            around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
            codes = tuple(reason.code for reason in decision.reasons)
            found.append(
                Change(document.source_name, decision.before, decision.after, decision.confidence, codes, around)
            )
    return found


def table(words: int, changes: Sequence[Change]) -> list[str]:
    """Lay out how many changes there are by their first reason, and what is changed most often."""
    lines = [f"{words} words, {len(changes)} changed ({1000 * len(changes) / max(words, 1):.3f} of 1000)"]
    by_reason = Counter(change.reasons[0] for change in changes)
    lines += [f"{count:>6}  {code}" for code, count in sorted(by_reason.items(), key=lambda row: (-row[1], row[0]))]
    often = Counter((visible_line(change.before), visible_line(change.after)) for change in changes)
    rows = sorted(often.items(), key=lambda row: (-row[1], row[0]))[:10]
    return [*lines, *(f"{count:>6}  {before} -> {after}" for (before, after), count in rows)]


if __name__ == "__main__":
    sys.exit(main())
