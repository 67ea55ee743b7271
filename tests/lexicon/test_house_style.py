"""Learning from corpora how a print sets its dashes."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from ocrfix.detect.house_style import long_dash_log_odds
from ocrfix.lexicon.build.house_style import LEAST_DOCUMENTS, learn_dash_words, write_dash_words

COUNT = LEAST_DOCUMENTS + 10


def corpus(folder: Path, *bodies: str) -> tuple[Path, ...]:
    """Write a corpus with ``COUNT`` documents of each body."""
    documents = [f"\fdocument {kind} {number}\n{body}\n" for kind, body in enumerate(bodies) for number in range(COUNT)]
    path = folder / "corpus.txt.xz"
    path.write_bytes(lzma.compress("".join(documents).encode()))
    return (path,)


LONG = "Der Landtag tagte in Dresden – so steht es geschrieben – und beschloss."
HYPHEN = "Das Gesetz gilt in Bonn - so steht es geschrieben - und sonst nirgends."


def test_words_of_each_kind_of_print_speak_for_its_dashes(tmp_path: Path) -> None:
    weights = learn_dash_words(corpus(tmp_path, LONG, HYPHEN), frozenset())
    assert sum(weights.get(word, 0) for word in ("Landtag", "tagte", "Dresden", "beschloss")) > 1
    assert sum(weights.get(word, 0) for word in ("Das", "Gesetz", "gilt", "Bonn", "sonst", "nirgends")) < -1
    assert "steht" not in weights
    assert list(weights) == sorted(weights)


def test_what_is_written_is_what_the_engine_reads(tmp_path: Path) -> None:
    weights = learn_dash_words(corpus(tmp_path, LONG, HYPHEN), frozenset())
    write_dash_words(weights, tmp_path / "dashes.tsv")
    assert long_dash_log_odds(LONG, tmp_path) > 1
    assert long_dash_log_odds(HYPHEN, tmp_path) < -1


@pytest.mark.parametrize(
    "line",
    [
        "Das Gesetz in Bonn:\n- so steht es geschrieben\n- und nirgends.",
        "Das Gesetz kostet in Bonn 12 - 14 Mark.",
        "Vorabfassung - wird ersetzt, so das Gesetz in Bonn.",
        "Das Gesetz in Bonn - - keine Angabe.",
    ],
)
def test_lists_ranges_tables_and_the_line_of_early_versions_say_nothing(tmp_path: Path, line: str) -> None:
    assert learn_dash_words(corpus(tmp_path, LONG, line), frozenset()) == {}


def test_documents_left_out_teach_nothing(tmp_path: Path) -> None:
    left_out = frozenset(f"document_1_{number}" for number in range(COUNT))
    assert learn_dash_words(corpus(tmp_path, LONG, HYPHEN), left_out) == {}


def test_words_of_few_documents_are_left_out(tmp_path: Path) -> None:
    left_out = frozenset(f"document_1_{number}" for number in range(12, COUNT))
    weights = learn_dash_words(corpus(tmp_path, LONG, HYPHEN), left_out)
    assert "Landtag" in weights or "Dresden" in weights or "tagte" in weights or "beschloss" in weights
    assert not {"Das", "Gesetz", "gilt", "Bonn", "sonst", "nirgends"} & weights.keys()
