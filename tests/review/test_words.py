from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.errors import InputError
from ocrfix.lexicon.layers import HEADER, own_words, read_entries
from ocrfix.review.verdicts import Verdict, VerdictAction
from ocrfix.review.words import is_word, merged_words, words_of


def right(word: str, document: str = "a.pdf") -> Verdict:
    return Verdict("1", VerdictAction.LEXICON, word, word, word=word, document=document)


@pytest.mark.parametrize(
    "word", ["Bohnhof", "Groß-Gerau", "d'Hondt", "BGBl.", "CO2", "ß", "Straße\N{COMBINING ACUTE ACCENT}"]
)
def test_words_are_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    "word", ["", "=1+1", "-x", "@x", "+1", "1a", "a b", "a\tb", "a\nb", "#a", "a_b", "a\x1b", "$(x)"]
)
def test_what_could_be_taken_for_something_else_is_no_word(word: str) -> None:
    assert not is_word(word)
    assert words_of([right(word)]) == {}


def test_only_words_called_right_are_gathered_with_their_first_document() -> None:
    rejected = Verdict("2", VerdictAction.REJECT, "Haus", "Häuser")
    assert words_of([right("Bohnhof"), right("Bohnhof", "b.pdf"), rejected, right("Auen", "c\td\x1b.pdf")]) == {
        "Bohnhof": "a.pdf",
        "Auen": "c d.pdf",
    }


def test_a_list_keeps_what_it_had_and_says_where_new_words_come_from() -> None:
    old = "# meine Wörter\nZebra\tvon Hand\n\nAal\n".encode()
    merged = merged_words(old, {"Bohnhof": "a.pdf", "Aal": "b.pdf"}, "w.tsv")
    row = "Bohnhof\town\t1\ta.pdf\tcalled right in a review\n"
    assert merged.decode() == f"# meine Wörter\nZebra\tvon Hand\n\nAal\n{row}"
    sorted_list = merged_words(b"# a\nAal\n# z\nZebra\n", {"Bohnhof": "a.pdf"}, "w.tsv").decode()
    assert sorted_list == f"# a\nAal\n{row}# z\nZebra\n"
    assert merged_words(merged, {"Bohnhof": "c.pdf"}, "w.tsv") == merged
    assert merged_words(b"", {"Aal": "b.pdf"}, "w.tsv").decode().splitlines()[0] == HEADER


def test_the_list_is_one_that_fix_reads(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("words") / "w.tsv"
    path.write_bytes(merged_words(b"", {"Bohnhof": "a.pdf"}, "w.tsv"))
    assert "Bohnhof" in own_words([read_entries(Path(path))]).words


def test_a_list_that_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="no UTF-8"):
        merged_words(b"\xff", {"Aal": ""}, "w.tsv")


@pytest.mark.parametrize("content", ["Lieber Herr Maier,\nanbei die Akte.\n", "Aal\n<<<<<<< HEAD\nAue\n"])
def test_what_is_no_list_is_refused(content: str) -> None:
    with pytest.raises(InputError, match="no word list"):
        merged_words(content.encode(), {"Aal": ""}, "w.tsv")
