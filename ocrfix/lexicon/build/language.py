"""Training the word and character models with KenLM's ``lmplz`` and ``build_binary``.

Bird's-eye view: :func:`vocabulary` decides which words stand for themselves and which for a class,
:func:`train_words` and :func:`train_characters` write quantised, memory-mappable tries; what the words can do without
:mod:`ocrfix.lexicon.build.pruning` leaves out. Start reading at :func:`train_words`. German example: the line ``§ 5
Absatz 2`` is trained as ``§ <n1> Absatz <n1>``.

Source: modified Kneser-Ney smoothing after Heafield, Pouzyrevsky, Clark, Koehn (2013).
"""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ocrfix.errors import DataError
from ocrfix.lexicon.build.words import is_mistake
from ocrfix.records import dataclass
from ocrfix.text.context import class_symbols
from ocrfix.text.tokens import number_class

MINIMUM_VOCABULARY_COUNT = 5
MINIMUM_CLASS_COUNT = 300
WORD_ORDER, WORD_PRUNING = 3, ("0", "0", "1")
LEAST_LOSS = 4.5e-8
"""What the word model must lose (nats a running word) without an n-gram that is kept: it fills the space there is."""
CHARACTER_ORDER, CHARACTER_PRUNING = 6, ("0", "0", "0", "1", "1", "2")
WORD_BITS, CHARACTER_BITS = (5, 3), (8, 8)
"""Of probabilities and of backoffs. For words more n-grams are worth more than finer ones."""


@dataclass(frozen=True, slots=True)
class KenlmTools:
    """Where ``lmplz`` and ``build_binary`` are, and a folder for their temporary files."""

    lmplz: Path
    build_binary: Path
    scratch: Path


@dataclass(frozen=True, slots=True)
class Text:
    """A file of space-separated pieces, and how much one of its words counts for which n-grams are kept."""

    lines: Path
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The symbol of every word of the corpora and the token count of every class."""

    symbols: Mapping[str, str]
    class_totals: Mapping[str, int]


def vocabulary(words: Mapping[str, int], documents: Mapping[str, int]) -> Vocabulary:
    """Give each word its symbol: itself when seen often enough, else its most specific frequent class."""
    kept = {
        word
        for word, count in words.items()
        if count >= MINIMUM_VOCABULARY_COUNT
        and documents[word] >= 2
        and number_class(word) is None
        and not is_mistake(word, count, words)
    }
    sizes: Counter[str] = Counter()
    for word, count in words.items():
        if word not in kept:
            for symbol in class_symbols(word):
                sizes[symbol] += count
    symbols: dict[str, str] = {}
    totals: Counter[str] = Counter()
    for word, count in words.items():
        if word in kept:
            symbols[word] = word
            continue
        names = class_symbols(word)
        symbols[word] = next((name for name in names if sizes[name] >= MINIMUM_CLASS_COUNT), names[-1])
        if number_class(word) in (None, "<mix>"):
            totals[symbols[word]] += count
    return Vocabulary(symbols, totals)


def train_words(texts: Sequence[Text], known: Vocabulary, tools: KenlmTools, target: Path) -> None:
    """Train the word model on texts, and leave out what it can do without."""
    from ocrfix.lexicon.build import pruning  # numpy is asked for when the build begins

    symbols = known.symbols

    def lines() -> Iterable[str]:
        for text in texts:
            with text.lines.open(encoding="utf-8") as file:
                for line in file:
                    yield " ".join([symbols[word] for word in line.split()]) + "\n"

    arpa = _estimated(lines(), WORD_ORDER, WORD_PRUNING, tools, target)
    model = pruning.read_arpa(arpa)
    shares = pruning.history_shares(model, texts, symbols)
    pruning.write_arpa(pruning.pruned(model, shares, LEAST_LOSS), arpa)
    _pack(arpa, WORD_BITS, tools, target)


def train_characters(lexicon: Mapping[str, int], tools: KenlmTools, target: Path) -> None:
    """Train the character model on word types seen three times or more."""
    lines = (" ".join(word) + "\n" for word in sorted(lexicon) if lexicon[word] >= 3 and word.isalpha())
    _pack(_estimated(lines, CHARACTER_ORDER, CHARACTER_PRUNING, tools, target), CHARACTER_BITS, tools, target)


def _estimated(lines: Iterable[str], order: int, pruning: Sequence[str], tools: KenlmTools, target: Path) -> Path:
    """Estimate a model of lines; returns the ARPA text."""
    arpa = tools.scratch / f"{target.stem}.arpa"
    command = [str(tools.lmplz), "-o", str(order), "-S", "4G", "-T", str(tools.scratch), "--prune", *pruning]
    with arpa.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--discount_fallback"], stdin=subprocess.PIPE, stdout=out, stderr=subprocess.DEVNULL
        )
        assert process.stdin is not None
        # A program that ends early breaks the pipe; its exit status says more than that.
        with suppress(BrokenPipeError), process.stdin as stream:
            for line in lines:
                stream.write(line.encode("utf-8"))
        _check_status(tools.lmplz, process.wait())
    return arpa


def _pack(arpa: Path, bits: tuple[int, int], tools: KenlmTools, target: Path) -> None:
    """Write a model as a trie without the words themselves, of which KenLM asks the hashes only."""
    of_probability, of_backoff = map(str, bits)
    quantised = ["-v", "-q", of_probability, "-b", of_backoff, "-a", "22", "-T", str(tools.scratch) + "/"]
    packing = [str(tools.build_binary), *quantised, "trie", str(arpa), str(target)]
    _check_status(tools.build_binary, subprocess.run(packing, check=False, capture_output=True).returncode)
    arpa.unlink()


def _check_status(program: Path, status: int) -> None:
    if status:
        raise DataError(f"{program.name} ended with exit status {status}", "see docs/data.md for how to build it")
