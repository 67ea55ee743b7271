"""What is changed in clean text is counted and listed; the draw is the same for the same seed."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from benchmarks.clean_text import LINE, drawn, main, set_pages

CLEAN = "Die Behörden prüfen die Anträge der Länder und übermitteln die Ergebnisse für das Verfahren.\n"
DAMAGED = "Die Behörden prüfen die Anträge der Länder und fur die Gemeinden gelten die Vorschriften.\n"


def corpus_of(texts: list[str], folder: Path) -> Path:
    path = folder / "corpus.txt.xz"
    path.write_bytes(lzma.compress("".join(f"\fname{n}\n{text}" for n, text in enumerate(texts)).encode()))
    return path


def test_changes_are_counted_and_listed_with_what_stands_around(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, listed = corpus_of([CLEAN * 4, CLEAN * 4 + DAMAGED], tmp_path), tmp_path / "list.tsv"
    assert main([str(corpus), "--list", str(listed)]) == 0
    rows = [line.split("\t") for line in listed.read_text("utf-8").splitlines()]
    assert [row[:3] for row in rows] == [["name1", "fur", "für"]]
    assert "der Länder und fur die Gemeinden" in rows[0][5]
    printed = capsys.readouterr().out
    assert "126 words, 1 changed" in printed
    assert "fur -> für" in printed


def test_a_seed_draws_the_same_documents_until_there_are_as_many_words_as_asked_for(tmp_path: Path) -> None:
    corpus = corpus_of([f"{CLEAN}{n}" for n in range(20)], tmp_path)
    names = [[document.source_name for document in drawn(corpus, 40, seed)] for seed in (1, 1, 2)]
    assert names[0] == names[1] != names[2]
    assert [len(row) for row in names] == [3, 3, 3]


def test_lines_of_print_keep_all_words() -> None:
    text = CLEAN * 30 + "Ende"
    pages = list(set_pages(text.replace("\n", " ") + "\nkurz"))
    assert " ".join(pages).split() == [*text.split(), "kurz"]
    assert max(len(line) for page in pages for line in page.split("\n")) <= LINE


def test_without_corpora_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "missing.txt.xz")]) == 3
    assert "missing.txt.xz" in capsys.readouterr().err
