from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.lexicon.dawg import MAGIC, Dawg, dawg_bytes, write_dawg

WORDS = st.text(alphabet="abcäöüßZ", min_size=1, max_size=8)


def all_words(graph: Dawg) -> set[str]:
    found, stack = set(), [(graph.root, "")]
    while stack:
        place, text = stack.pop()
        for letter, target in graph.node(place).items():
            if target & 1:
                found.add(text + letter)
            stack.append((target, text + letter))
    return found


@given(st.sets(WORDS, min_size=1, max_size=60))
def test_a_graph_holds_exactly_the_words_written(words: set[str]) -> None:
    graph = Dawg(dawg_bytes(words)[0])
    assert all_words(graph) == words
    assert all(word in graph for word in words)


@given(st.sets(WORDS, min_size=1, max_size=40), WORDS)
def test_a_graph_holds_no_other_word(words: set[str], other: str) -> None:
    assert (other in Dawg(dawg_bytes(words)[0])) == (other in words)


@given(st.lists(WORDS, min_size=1, max_size=40))
def test_the_bytes_do_not_depend_on_the_order_of_the_words(words: list[str]) -> None:
    assert dawg_bytes(words) == dawg_bytes(list(reversed(words)))


def test_shared_endings_are_stored_once() -> None:
    heads = ("behörde", "verwaltung", "regierung")
    words = [modifier + head for modifier in ("landes", "stadt", "kreis") for head in heads]
    assert dawg_bytes(words)[1] < sum(map(len, words)) / 2


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    words = {"für", "fuhr", "führt", "Führung"}
    count = write_dawg(words, tmp_path / "one.dawg")
    assert write_dawg(sorted(words, reverse=True), tmp_path / "two.dawg") == count
    assert (tmp_path / "one.dawg").read_bytes() == (tmp_path / "two.dawg").read_bytes()


@pytest.mark.parametrize("damaged", [b"NOTADAWG", MAGIC[::-1]])
def test_a_file_with_another_magic_is_refused(damaged: bytes) -> None:
    content = dawg_bytes(["für"])[0]
    with pytest.raises(ValueError, match="not a word graph"):
        Dawg(damaged + content[len(MAGIC) :])


def test_a_file_of_another_version_is_refused() -> None:
    content = bytearray(dawg_bytes(["für"])[0])
    struct.pack_into("<I", content, len(MAGIC), 99)
    with pytest.raises(ValueError, match="version"):
        Dawg(bytes(content))


def test_more_than_256_letters_are_refused() -> None:
    with pytest.raises(ValueError, match="256"):
        dawg_bytes(chr(0x4E00 + number) for number in range(300))


def test_a_graph_of_no_words_holds_nothing() -> None:
    assert all_words(Dawg(dawg_bytes([])[0])) == set()
