"""A word list with frequencies, memory-mapped: a MARISA trie and one byte per word.

Bird's-eye view: the trie numbers the words, the byte array holds ``round(16 * ln(count + 1))``. Used for
the lexicon, the parts of compounds and the domain layer. Start reading at :meth:`WordTable.count`.
"""

from __future__ import annotations

import math
import mmap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import marisa_trie

_STEPS_PER_NAT = 16.0
_COUNTS = tuple(math.expm1(byte / _STEPS_PER_NAT) for byte in range(256))
HIGHEST_COUNT = _COUNTS[-1]


def map_file(path: Path) -> memoryview:
    """Map a file into memory, read-only and shared between processes; an empty file cannot be mapped."""
    if not path.stat().st_size:
        return memoryview(b"")
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class WordTable:
    """Words with approximate counts (within 3 %)."""

    __slots__ = ("_bytes", "_listed", "_trie")

    def __init__(self, folder: Path, name: str) -> None:
        """Open ``NAME.marisa`` and ``NAME.frequency`` of a folder."""
        self._trie = marisa_trie.Trie().mmap(str(folder / f"{name}.marisa"))
        self._bytes = map_file(folder / f"{name}.frequency")
        self._listed: tuple[float, tuple[str, ...]] = (math.inf, ())

    def count(self, word: str) -> float:
        """Return how often the word was seen, 0.0 for an unknown one."""
        number = self._trie.get(word)
        return 0.0 if number is None else _COUNTS[self._bytes[number]]

    def number(self, word: str) -> int | None:
        """Return the number of a word in this table, None for an unknown one."""
        number = self._trie.get(word)
        return None if number is None else int(number)

    def beginnings(self, text: str) -> list[str]:
        """Return the words of the table that a text begins with, shortest first."""
        return list(self._trie.prefixes(text))

    def longer(self, beginning: str) -> list[str]:
        """Return the words of the table that begin so, sorted."""
        return sorted(self._trie.keys(beginning))

    def __contains__(self, word: str) -> bool:
        """Say whether the word is listed."""
        return word in self._trie

    def __iter__(self) -> Iterator[str]:
        """Yield the words in their stored order."""
        return iter(self._trie)

    def frequent(self, minimum: float) -> tuple[str, ...]:
        """List the words that were seen ``minimum`` times or more, in their stored order.

        Going through all words takes time: the longest list is kept for those who ask for more frequent words.
        """
        least, listed = self._listed
        if minimum < least:
            listed = self._list(minimum)
            self._listed = minimum, listed
        return tuple([word for word in listed if self.count(word) >= minimum]) if minimum > least else listed

    def _list(self, minimum: float) -> tuple[str, ...]:
        least = next((step for step, count in enumerate(_COUNTS) if count >= minimum), len(_COUNTS))
        steps = bytes(self._bytes)  # all are asked for: bytes answer faster than a map of the file
        return tuple([word for word, number in self._trie.iteritems() if steps[number] >= least])

    def __len__(self) -> int:
        """Count the words."""
        return len(self._trie)


def write_table(words: Mapping[str, int], folder: Path, name: str) -> None:
    """Write ``NAME.marisa`` and ``NAME.frequency``."""
    trie = marisa_trie.Trie(sorted(words))
    trie.save(str(folder / f"{name}.marisa"))
    frequencies = bytearray(len(words))
    for word, count in words.items():
        frequencies[trie[word]] = min(255, round(_STEPS_PER_NAT * math.log1p(count)))
    (folder / f"{name}.frequency").write_bytes(bytes(frequencies))


def write_marks(words: Iterable[str], table: WordTable, path: Path) -> None:
    """Write one bit for each word of a table, in the order of their numbers: set for ``words``."""
    marks = bytearray(-(-len(table) // 8))
    for word in words:
        number = table.number(word)
        if number is not None:
            marks[number >> 3] |= 1 << (number & 7)
    path.write_bytes(bytes(marks))
