"""A first domain lexicon of parliament and administration, proposed from the corpora for review.

Bird's-eye view: :func:`propose` picks abbreviations, names after titles, authorities, laws and frequent
terms out of the counted words and writes them as ``dictionaries/domain.tsv``: form, class, count, source,
reason. That file is reviewed source; the build only compiles it. Start reading at :func:`propose`.
German example: ``SächsGVBl  abbreviation  1203  landesrecht  two capitals, in 3 documents or more``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ocrfix.lexicon.layers import read_entries

MINIMUM_DOCUMENTS = 3
COMMON_CLASSES = ("technical", "term")
"""Words of these classes are right words like any other: the domain table, which is indexed for two edits at the first
badly damaged word, would take three times as long with them."""
_AUTHORITY = re.compile(
    r".*(?:ministeri(?:um|en|ums|ellen)|amt(?:s|es)?|ämter[ns]?|behörden?|gerichte?[ns]?|gerichts|ausschuss(?:es)?|"
    r"ausschüssen?|kammern?|anstalt(?:en)?|kommission(?:en)?|agentur(?:en)?|präsidi(?:um|en|ums)|kanzlei(?:en)?|"
    r"parlaments?|landtags?|bundestages|fraktion(?:en)?|senate?s?|verwaltung(?:en)?)"
)
_LAW = re.compile(
    r".*(?:gesetz(?:es|e|en|buch|buches|blatt)?|verordnung(?:en)?|ordnung(?:en)?|richtlinien?|satzung(?:en)?|vorschrift(?:en)?)"
)
_TITLES = frozenset(
    ("Dr", "Prof", "Abg", "Abgeordnete", "Abgeordneten", "Abgeordneter", "Herr", "Herrn", "Frau", "Kollege", "Kollegin",
     "Kollegen", "Minister", "Ministerin", "Staatssekretär", "Staatssekretärin", "Präsident", "Präsidentin")
)  # fmt: skip


class Entry(NamedTuple):
    """A line of ``domain.tsv``."""

    form: str
    word_class: str
    seen: int
    source: str
    reason: str


def propose(
    lexicon: Mapping[str, int], documents: Mapping[str, int], names: Mapping[str, int], source: str
) -> list[Entry]:
    """Choose domain words; sorted by form.

    ``names`` counts words seen after a title of a person.
    """
    result = []
    for word, count in lexicon.items():
        if documents.get(word, 0) < MINIMUM_DOCUMENTS:
            continue
        found = _class_of(word, count, documents[word], names.get(word, 0))
        if found is not None:
            result.append(Entry(word, found[0], count, source, found[1]))
    return sorted(result)


def _class_of(word: str, count: int, documents: int, after_title: int) -> tuple[str, str] | None:
    capitals = sum(map(str.isupper, word))
    if capitals >= 2 and count >= 8 and (len(word) <= 4 or (len(word) <= 14 and not word.isupper())):
        return "abbreviation", "two capitals or more"
    if not word[0].isupper() or capitals != 1 or len(word) < 4:
        return None
    if after_title >= 5 and after_title >= 0.15 * count:
        return "name", "after a title of a person"
    if count >= 5 and len(word) >= 8 and _AUTHORITY.fullmatch(word):
        return "authority", "ends like an authority or body"
    if count >= 5 and len(word) >= 8 and _LAW.fullmatch(word):
        return "law", "ends like a legal act"
    if count >= 150 and documents >= 40 and len(word) >= 8:
        return "term", "frequent in 40 documents or more"
    return None


def names_after_titles(lines: Iterator[str]) -> Counter[str]:
    """Count capitalised words that follow a title, at most two in a row."""
    names: Counter[str] = Counter()
    for line in lines:
        words = line.split()
        for index, word in enumerate(words[:-1]):
            if word not in _TITLES:
                continue
            place = index + 1
            if words[place] == ".":
                place += 1
            for name in words[place : place + 2]:
                if not (name[:1].isupper() and name.isalpha() and not name.isupper()):
                    break
                if name not in _TITLES:
                    names[name] += 1
    return names


def write_domain(entries: list[Entry], path: Path) -> None:
    """Write ``domain.tsv``, sorted, a comment line first."""
    lines = ["# form\tclass\tcount\tsource\treason", *("\t".join(map(str, entry)) for entry in entries)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_lists(lists: Path, without: Collection[str] = ()) -> dict[str, int]:
    """Read form -> count of ``domain.tsv`` and of the files of ``domain/``, which add to it, but for some classes."""
    result = read_domain(lists / "domain.tsv")
    for path in sorted((lists / "domain").glob("*.tsv")):
        if path.stem in without:
            continue
        for form, count in read_domain(path).items():
            result.setdefault(form, count)
    return dict(sorted(result.items()))


def read_domain(path: Path) -> dict[str, int]:
    """Read form -> count of ``domain.tsv``."""
    return {entry.form: entry.frequency for entry in read_entries(path)}
