r"""Reading a corpus: documents, paragraphs, running words.

Bird's-eye view: a corpus file is xz-compressed UTF-8; each document starts with a form feed and a line
with its name. :func:`documents` yields them, :func:`paragraphs` undoes print lines and line-end hyphens,
:func:`count_corpus` writes one line of space-separated pieces per paragraph and counts words. Start
reading at :func:`count_corpus`. German example: ``"Beschäf-\ntigten"`` is counted as ``Beschäftigten``.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from ocrfix.records import dataclass
from ocrfix.text.tokens import pieces

_BROKEN_WORD = re.compile(
    r"(?<=[^\W\d_])[-\N{HYPHEN}\N{NOT SIGN}]\n[ \t]*(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|als|bis|beziehungsweise)\b)"
)
_KEPT_HYPHEN = re.compile(r"(?<=\w)[-\N{HYPHEN}]\n[ \t]*(?=[A-ZÄÖÜ\d])")
_RUNNING_HEAD = re.compile(r"^(?:Drucksache \d+/\d+ – \d+ –|Deutscher Bundestag – \d+\. Wahlperiode.*)$", re.MULTILINE)
_DOT_LEADERS = re.compile(r"(?:\. ?){4,}")
_LETTER_SPACED = re.compile(r"\b(?:\w ){3,}\w\b")
_CHARACTER_MAP = str.maketrans(
    {
        "\N{SOFT HYPHEN}": None,
        "\N{NO-BREAK SPACE}": " ",
        "\N{ZERO WIDTH SPACE}": None,
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\r": "\n",
        "\N{REPLACEMENT CHARACTER}": " ",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{HYPHEN}": "-",
    }
)


@dataclass(slots=True)
class Counts:
    """Words with the number of times and of documents they were seen in."""

    words: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)


def plain_name(name: str) -> str:
    """Write a document name as the ids of made pages do.

    >>> plain_name("drucksache/Antwort/BT_2025-06-17_21_529")
    'drucksache_Antwort_BT_2025-06-17_21_529'
    """
    return re.sub(r"[^A-Za-z0-9_-]+", "_", name)


def documents(path: Path, without: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of each document whose plain name is not in ``without``."""
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        buffer: list[str] = []
        for line in file:
            head, *following = line.split("\f")
            buffer.append(head)
            for start in following:
                yield from _document("".join(buffer), without)
                buffer = [start]
        yield from _document("".join(buffer), without)


def _document(text: str, without: frozenset[str]) -> Iterator[tuple[str, str]]:
    name, _, body = text.partition("\n")
    if body.strip() and plain_name(name) not in without:
        yield name, body


def paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs as single lines, words broken at line ends joined, page furniture left out."""
    text = unicodedata.normalize("NFC", text.translate(_CHARACTER_MAP))
    text = _RUNNING_HEAD.sub("", text)
    text = _BROKEN_WORD.sub("", text)
    text = _KEPT_HYPHEN.sub("-", text)
    for paragraph in re.split(r"\n[ \t]*\n", text):
        running = _LETTER_SPACED.sub(" ", _DOT_LEADERS.sub(" ", paragraph.replace("\n", " ")))
        if len(running) > 2:
            yield running


def count_corpus(path: Path, without: frozenset[str], lines_path: Path) -> Counts:
    """Write the running pieces of a corpus, a line a paragraph, and count its words (cased, as printed)."""
    counts = Counts()
    with lines_path.open("w", encoding="utf-8", newline="\n") as lines:
        for _, text in documents(path, without):
            seen: Counter[str] = Counter()
            for paragraph in paragraphs(text):
                running = [piece.text for piece in pieces(paragraph)]
                seen.update(running)
                lines.write(" ".join(running) + "\n")
            counts.words.update(seen)
            counts.documents.update(seen.keys())
    return counts
