"""Examples for the judge from pages of our own, kept as figures: more pages than anyone wants to render for a build.

Bird's-eye view: pages rendered, degraded and read like the training pages show the judge other scans and engines, and
kinds of damage that are rare there. :func:`learn_examples` runs the engine over them with models that have not seen
their documents and writes one row of figures for each change, no text; :func:`read_examples` gives them to the build.
Start reading there. German example: a row ``0  umlaut-unknown  1  0  1  2.9 ...`` says that on the first page a change
like ``fiir`` -> ``für`` was right where what stood there was wrong.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ocrfix.decide import FEATURE_NAMES
from ocrfix.errors import DataError
from ocrfix.inputs import json_lines
from ocrfix.lexicon.build.examples import Example, training_examples, words_at_risk
from ocrfix.records import dataclass
from ocrfix.resources import open_resources

FILE_NAME = "examples.tsv.xz"
_DIGITS = 3
_MOST_OF_A_PAGE = 8
_HINT = "make them anew as docs/data.md says"


@dataclass(frozen=True, slots=True)
class OwnExamples:
    """Examples, and how many words stood on their pages, as read and as printed."""

    examples: tuple[Example, ...] = ()
    words: int = 0


def learn_examples(pages: Sequence[Path], models: Path, target: Path) -> None:
    """Write the examples of pages (JSON lines with ``id``, ``ocr`` and ``gt``) that ``models`` have not seen."""
    records = _records(pages)
    examples = training_examples(records, open_resources(models))
    write_examples(tuple(examples), words_at_risk(records), target)


def learn_groups(pages: Sequence[Path], models: Path, groups: Collection[str], target: Path) -> None:
    """Make the examples of some kinds of change anew, from other pages; those of the others stay as they are.

    Of one page and kind few are kept: a page prints its dashes one way, thirty of them say no more than eight. The
    number of words stays: pages that are chosen for what they show say nothing about how often it is shown.
    """
    kept = read_examples(target)
    others = [example for example in kept.examples if example.group not in groups]
    records = _records(pages)
    found = [example for example in training_examples(records, open_resources(models)) if example.group in groups]
    write_examples((*others, *_few_of_each(found)), kept.words, target)


def _few_of_each(examples: Sequence[Example]) -> Iterator[Example]:
    of_page: dict[tuple[str, str], list[Example]] = {}
    for example in examples:
        of_page.setdefault((example.page, example.group), []).append(example)
    for found in of_page.values():
        yield from found[:: -(-len(found) // _MOST_OF_A_PAGE)]


def _records(pages: Sequence[Path]) -> list[dict[str, str]]:
    return [json.loads(line) for file in pages for _, line in json_lines(file.read_text(encoding="utf-8"))]


def write_examples(examples: Sequence[Example], words: int, target: Path) -> None:
    """Write examples as rows of figures, the names of the figures and the number of words above them."""
    page_of = {page: number for number, page in enumerate(dict.fromkeys(example.page for example in examples))}
    head = "\t".join((str(words), *FEATURE_NAMES))
    rows = [_row(page_of[example.page], example) for example in examples]
    text = "".join(f"{row}\n" for row in (head, *rows))
    target.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def _row(page: int, example: Example) -> str:
    labels = str(page), example.group, str(int(example.is_right)), str(int(example.was_right))
    return "\t".join((*labels, *[f"{round(figure, _DIGITS):g}" for figure in example.figures]))


def read_examples(path: Path) -> OwnExamples:
    """Read what :func:`write_examples` wrote; none where there is no file.

    Raises:
        DataError: the examples are of other figures, or no examples.
    """
    if not path.is_file():
        return OwnExamples()
    try:
        head, *rows = lzma.decompress(path.read_bytes()).decode().splitlines()
        words, *names = head.split("\t")
        if tuple(names) != FEATURE_NAMES:
            raise DataError(f"{path} was made for other figures", _HINT)
        return OwnExamples(tuple(_examples(rows)), int(words))
    except (lzma.LZMAError, ValueError) as error:
        raise DataError(f"{path} holds no examples", _HINT) from error


def _examples(rows: Sequence[str]) -> Iterator[Example]:
    for row in rows:
        page, group, is_right, was_right, *figures = row.split("\t")
        if len(figures) != len(FEATURE_NAMES):
            raise ValueError(f"{len(figures)} figures")
        labels = is_right == "1", was_right == "1"
        yield Example(f"own {page}", group, tuple(map(float, figures)), *labels, before="", after="", truth="")
