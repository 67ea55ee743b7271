from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.lexicon.build.corpus import Counts, count_corpus
from ocrfix.lexicon.build.words import choose_words, compound_parts
from ocrfix.lexicon.dawg import write_dawg
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.table import write_table

from .own_corpus import write_corpus


@pytest.fixture(scope="session")
def own_counts(tmp_path_factory: pytest.TempPathFactory) -> Counts:
    """The counts of our own corpus."""
    folder = tmp_path_factory.mktemp("own-corpus")
    return count_corpus(write_corpus(folder / "own.txt.xz"), frozenset(), folder / "own.lines")


@pytest.fixture(scope="session")
def own_folder(own_counts: Counts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the word layers of our own corpus, without language models."""
    folder = tmp_path_factory.mktemp("own-data")
    words = choose_words(own_counts.words, own_counts.documents)
    modifiers, heads = compound_parts(words)
    write_table(words, folder, "words")
    write_dawg(words, folder / "words.dawg")
    (folder / "words.lone").write_bytes(b"")
    write_table({"Kreistag": 12, "BAFzA": 40}, folder, "domain")
    for name, parts in (("modifiers", modifiers), ("heads", heads)):
        write_table(parts, folder, name)
        write_dawg(parts, folder / f"{name}.dawg")
    totals = f"heads\t{max(sum(heads.values()), 1)}\nmodifiers\t{max(sum(modifiers.values()), 1)}\n"
    (folder / "totals.tsv").write_text(totals, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def own_lexicon(own_folder: Path) -> Lexicon:
    """The lexicon of our own corpus."""
    return Lexicon(own_folder)
