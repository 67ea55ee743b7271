"""The domain lexicon as the build reads it: the files of ``dictionaries/domain/``.

Bird's-eye view: :func:`read_lists` reads all words, :func:`domain_table` those that the engine asks whether a word is
special and searches within two edits. The files are reviewed source, proposed by :mod:`ocrfix.lexicon.build.propose`.
Start reading at :func:`domain_table`.

German example: ``SächsGVBl`` is in the table, ``Abbruchabfälle``, which 31 places have, is a word like others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ocrfix.lexicon.layers import Entry, read_entries

COMMON_CLASSES = ("technical", "term")
FREQUENT_COUNT = 150
"""Words of these classes that are rarer are right words like any other: the domain table, which is indexed for two
edits at the first badly damaged word, would take twice as long with them."""


def entries_of(lists: Path) -> Iterator[Entry]:
    """Yield the entries of all files of ``domain/``, file by file."""
    for path in sorted((lists / "domain").glob("*.tsv")):
        yield from read_entries(path)


def read_lists(lists: Path) -> dict[str, int]:
    """Read form -> frequency of all files, sorted by form."""
    return dict(sorted((entry.form, entry.frequency) for entry in entries_of(lists)))


def domain_table(lists: Path) -> dict[str, int]:
    """Read form -> frequency of the words that are special, sorted by form."""
    return dict(
        sorted(
            (entry.form, entry.frequency)
            for entry in entries_of(lists)
            if entry.word_class not in COMMON_CLASSES or entry.frequency >= FREQUENT_COUNT
        )
    )
