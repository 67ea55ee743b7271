"""What the domain lexicon is worth: its classes, what general dictionaries lack of it, a draw for the eye.

Bird's-eye view: the files of ``dictionaries/domain`` are counted by class and asked of aspell, whose German list makes
no compounds of its own, and of hunspell, which makes them freely and so accepts most words that are made of two. With
``--from`` every entry is looked for in the corpora: it must stand in three documents or more, as often as it says. With
``--draw`` entries are drawn at random and printed. Start reading at :func:`main`.

German example: aspell lacks ``Wärmepumpenhochlauf``, hunspell accepts it, and would accept ``Hochlaufpumpenwärme``.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ocrfix.lexicon.build.corpus import count_corpus
from ocrfix.lexicon.build.domain import entries_of
from ocrfix.lexicon.build.make import read_sources
from ocrfix.lexicon.build.propose import MINIMUM_DOCUMENTS, refused_words
from ocrfix.lexicon.layers import Entry

LISTS = Path("dictionaries")


def main() -> None:
    parser = argparse.ArgumentParser(description="What the domain lexicon is worth.")
    parser.add_argument("--from", dest="corpora", type=Path, help="folder of the corpora: check documents and counts")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="print N entries drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    entries = sorted(entries_of(LISTS))
    if given.draw:
        print(drawn(entries, given.draw, given.seed))
        return
    print(table(entries, refused_words(entry.form for entry in entries)))
    print(f"hunspell (de_DE), which allows compounds freely, refuses {len(refused_by_hunspell(entries)):,} of them")
    if given.corpora is not None:
        wrong = unproved(entries, given.corpora)
        print(f"{len(entries) - len(wrong):,} of {len(entries):,} stand in three documents or more, as often as stated")
        print("\n".join(wrong))


def drawn(entries: Sequence[Entry], number: int, seed: int) -> str:
    """Draw entries at random, by class: form and, where it is small, frequency."""
    by_class: dict[str, list[str]] = {}
    for entry in sorted(random.Random(seed).sample(entries, number)):
        seen = "" if entry.frequency > 30 else f"·{entry.frequency}"
        by_class.setdefault(entry.word_class, []).append(entry.form + seen)
    return "\n".join(f"[{word_class}] {' '.join(forms)}" for word_class, forms in sorted(by_class.items()))


def table(entries: Sequence[Entry], lacking: frozenset[str]) -> str:
    """Write entries, and those that aspell lacks, by class."""
    total, special = Counter(e.word_class for e in entries), Counter(e.word_class for e in entries if e.form in lacking)
    rows = [f"| {name} | {total[name]:,} | {special[name]:,} |" for name in sorted(total)]
    return "\n".join(
        (
            "| class | entries | aspell lacks |",
            "|---|---:|---:|",
            *rows,
            f"| all | {total.total():,} | {special.total():,} |",
        )
    )


def refused_by_hunspell(entries: Sequence[Entry]) -> frozenset[str]:
    """Ask hunspell which words it refuses."""
    words = "\n".join(entry.form for entry in entries)
    command = ["hunspell", "-d", "de_DE", "-i", "utf-8", "-l"]
    return frozenset(subprocess.run(command, input=words, capture_output=True, text=True, check=True).stdout.split())


def unproved(entries: Sequence[Entry], folder: Path) -> list[str]:
    """Name the entries that stand in fewer documents, or with another count, than they must."""
    found = read_sources(LISTS / "sources.toml", folder)
    words: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="ocrfix-benchmark-") as scratch:
        for path in found.corpora:
            counts = count_corpus(path, frozenset(), Path(scratch, "lines"))
            words.update(counts.words)
            documents.update(counts.documents)
    return [
        f"{entry.form}: {documents[entry.form]} documents, seen {words[entry.form]} times, not {entry.frequency}"
        for entry in entries
        if documents[entry.form] < MINIMUM_DOCUMENTS or words[entry.form] != entry.frequency
    ]


if __name__ == "__main__":
    main()
