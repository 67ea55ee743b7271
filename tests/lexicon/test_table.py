from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.lexicon.table import WordTable, write_marks, write_table

WORDS = st.dictionaries(st.text(alphabet="abäöß-", min_size=1, max_size=8), st.integers(1, 5_000_000), max_size=30)


@settings(max_examples=25, deadline=None)
@given(WORDS)
def test_a_table_gives_every_count_back_within_four_percent(words: dict[str, int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        write_table({**words, "für": 7}, Path(name), "words")
        table = WordTable(Path(name), "words")
        assert set(table) == {*words, "für"}
        assert len(table) == len({*words, "für"})
        assert all(abs(table.count(word) - count) <= 0.04 * (count + 1) for word, count in words.items())


def test_an_unknown_word_counts_nothing(tmp_path: Path) -> None:
    write_table({"für": 7}, tmp_path, "words")
    table = WordTable(tmp_path, "words")
    assert table.count("fur") == 0.0
    assert "fur" not in table
    assert "für" in table


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    words = {"für": 600, "führt": 30, "Länder": 44, "Abfälle": 3}
    write_table(words, tmp_path, "one")
    write_table(dict(reversed(words.items())), tmp_path, "two")
    for ending in ("marisa", "frequency"):
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_frequent_words_are_those_with_the_count_and_more(tmp_path: Path) -> None:
    write_table({"für": 900, "fur": 3, "führt": 50}, tmp_path, "words")
    table = WordTable(tmp_path, "words")
    assert set(table.frequent(40)) == {"für", "führt"}
    assert set(table.frequent(0)) == {"für", "führt", "fur"}
    assert list(table.frequent(1e12)) == []
    assert set(table.frequent(40)) == {"für", "führt"}, "taken from the longer list"


def test_marks_stand_at_the_numbers_of_their_words(tmp_path: Path) -> None:
    words = {f"Wort{number}": 5 for number in range(20)}
    write_table(words, tmp_path, "words")
    table = WordTable(tmp_path, "words")
    write_marks(["Wort3", "Wort17", "unbekannt"], table, tmp_path / "words.marks")
    bits = (tmp_path / "words.marks").read_bytes()
    assert len(bits) == 3
    marked = {word for word in words if (n := table.number(word)) is not None and bits[n >> 3] >> (n & 7) & 1}
    assert marked == {"Wort3", "Wort17"}
    assert table.number("unbekannt") is None
