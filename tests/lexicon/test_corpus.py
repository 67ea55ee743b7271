from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from ocrfix.lexicon.build.corpus import Counts, count_corpus, documents, paragraphs, plain_name

from .own_corpus import NAMES, PREDICATES, SUBJECTS, own_documents, write_corpus


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die Beschäf-\ntigten der Stadt", ["die Beschäftigten der Stadt"]),
        ("die Klima-\nund Energiepolitik", ["die Klima- und Energiepolitik"]),
        ("das Bundes-\nMinisterium", ["das Bundes-Ministerium"]),
        ("der Bund, 19-\n20 Uhr", ["der Bund, 19-20 Uhr"]),
        ("ein wei\N{SOFT HYPHEN}ches Wort", ["ein weiches Wort"]),
        ("fu\N{COMBINING DIAERESIS}r alle", ["für alle"]),
        ("Inhalt . . . . . . . . 7", ["Inhalt  7"]),
        ("eine Zeile\nnoch eine\n\nneuer Absatz", ["eine Zeile noch eine", "neuer Absatz"]),
        ("eine Zeile\r\nnoch eine", ["eine Zeile", "noch eine"]),
        ("Deutscher Bundestag – 21. Wahlperiode\nText folgt", [" Text folgt"]),
        ("ab", []),
    ],
)
def test_print_lines_and_page_furniture_are_undone(text: str, expected: list[str]) -> None:
    assert list(paragraphs(text)) == expected


def test_documents_start_at_form_feeds_and_can_be_left_out(tmp_path: Path) -> None:
    path = write_corpus(tmp_path / "own.txt.xz")
    assert dict(documents(path, frozenset())) == own_documents()
    assert plain_name(NAMES[2]) == "Bericht_Wald_3"
    assert [name for name, _ in documents(path, frozenset(("Bericht_Wald_3",)))] == list(NAMES[:2])


def test_a_document_without_a_text_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt.xz"
    path.write_bytes(lzma.compress(b"\fleer\n   \n\fvoll\nText\n"))
    assert [name for name, _ in documents(path, frozenset())] == ["voll"]


def test_counts_are_those_of_the_sentences(own_counts: Counts) -> None:
    assert own_counts.words["prüft"] == len(SUBJECTS)
    assert own_counts.words["Landrat"] == len(PREDICATES)
    assert own_counts.words["§"] == len(SUBJECTS)
    assert own_counts.documents["Landrat"] == len(NAMES)


def test_counting_twice_writes_the_same_lines(tmp_path: Path) -> None:
    path = write_corpus(tmp_path / "own.txt.xz")
    first = count_corpus(path, frozenset(), tmp_path / "one.lines")
    second = count_corpus(path, frozenset(), tmp_path / "two.lines")
    assert (first.words, first.documents) == (second.words, second.documents)
    assert (tmp_path / "one.lines").read_bytes() == (tmp_path / "two.lines").read_bytes()


def test_the_lines_are_the_pieces_of_the_paragraphs(tmp_path: Path) -> None:
    count_corpus(write_corpus(tmp_path / "own.txt.xz"), frozenset(), tmp_path / "own.lines")
    lines = (tmp_path / "own.lines").read_text(encoding="utf-8").splitlines()
    assert any("verweist auf § 5 Absatz 2 des Gesetzes ." in line for line in lines)
    assert len(lines) == sum(text.count("\n\n") + 1 for text in own_documents().values())
