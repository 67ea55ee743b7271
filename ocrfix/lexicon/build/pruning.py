"""Which n-grams a model of words can do without, so that it knows more in the same space.

Bird's-eye view: a model in ARPA text becomes a :class:`BackoffModel` of arrays, :func:`history_shares` counts how often
the beginnings of its n-grams stand in the texts, :func:`pruned` leaves out what is told nearly as well by the shorter
n-gram, and :func:`write_arpa` writes the rest for KenLM. Start reading at :func:`pruned`. German example: ``der
Bundesregierung vom`` goes, for ``Bundesregierung vom`` says the same; ``zur Verfügung gestellt`` stays.

Source: A. Stolcke (1998), Entropy-based pruning of backoff language models. How frequent a beginning is comes from the
texts and not from the model: after modified Kneser-Ney smoothing the shorter n-grams do not say it (C. Chelba, T.
Brants, W. Neveitt, P. Xu 2010, Study on interaction between entropy pruning and Kneser-Ney smoothing). On printed text
of documents left out the perplexity is 91 with it and 105 where rare n-grams are left out, at a size no smaller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ocrfix.records import dataclass

if TYPE_CHECKING:
    from ocrfix.lexicon.build.language import Text

Integers: TypeAlias = NDArray[np.int64]
Figures: TypeAlias = NDArray[np.float64]
_Rows: TypeAlias = tuple[Integers, Figures, Figures]

BEGINNING, END, UNKNOWN = "<s>", "</s>", "<unk>"
_LINES_AT_ONCE, _WORDS_AT_ONCE = 100_000, 1_000_000
_NEXT_TO_NOTHING = 1e-12
"""What probabilities leave to all other words is no less, however they are rounded."""


@dataclass(frozen=True, slots=True)
class Order:
    """The n-grams of one length, sorted: ``words`` is n-grams x length (numbers of words), the rest log10."""

    words: Integers
    logp: Figures
    backoff: Figures
    codes: Integers
    """The numbers of each n-gram's words as one number."""

    def places(self, codes: Integers) -> Integers:
        """Return where n-grams stand here, -1 for those that do not."""
        places: Integers = np.full(len(codes), -1)
        if len(self.codes):
            found = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
            places = np.where(self.codes[found] == codes, found, -1)
        return places


@dataclass(frozen=True, slots=True)
class BackoffModel:
    """A model as ARPA has it: ``orders`` are the n-grams of one word, of two, and so on."""

    vocabulary: tuple[str, ...]
    orders: tuple[Order, ...]

    def places(self, words: Integers) -> Integers:
        """Return where n-grams (n-grams x length) stand in the order of their length, -1 for those that do not."""
        length: int = words.shape[1]
        return self.orders[length - 1].places(_codes(words, len(self.vocabulary)))

    def logp(self, words: Integers) -> Figures:
        """Return log10 P of the last word of each n-gram behind the others."""
        place = self.places(words)
        missing = place < 0
        result: Figures = np.zeros(len(words))
        result[~missing] = self.orders[words.shape[1] - 1].logp[place[~missing]]
        if words.shape[1] > 1 and missing.any():
            history = self.places(words[missing, :-1])
            backoff = np.zeros(len(history))
            backoff[history >= 0] = self.orders[words.shape[1] - 2].backoff[history[history >= 0]]
            result[missing] = backoff + self.logp(words[missing, 1:])
        return result


def _codes(words: Integers, vocabulary_size: int) -> Integers:
    """Return n-grams (n-grams x length) as one number each."""
    result: Integers = np.zeros(len(words), np.int64)
    for column in words.T:
        result = result * vocabulary_size + column
    return result


def read_arpa(path: Path) -> BackoffModel:
    """Read a model; raises ValueError when it is no ARPA text."""
    with path.open(encoding="utf-8") as stream:
        head = list(takewhile(str.strip, stream))
        counts = [int(line.partition("=")[2]) for line in head if line.startswith("ngram ")]
        vocabulary: dict[str, int] = {}
        orders: list[Order] = []
        for length, count in enumerate(counts, 1):
            if stream.readline().strip() != f"\\{length}-grams:":
                raise ValueError(f"no section of {length}-grams")
            if length == 1:
                entries = [line.rstrip("\n").split("\t") for line in islice(stream, count)]
                vocabulary = {entry[1]: number for number, entry in enumerate(entries)}
                orders.append(_order([_rows(entries, vocabulary)], len(vocabulary)))
            else:
                orders.append(_order(list(_parts(stream, count, vocabulary)), len(vocabulary)))
            stream.readline()
    return BackoffModel(tuple(vocabulary), tuple(orders))


def _parts(stream: TextIO, count: int, vocabulary: Mapping[str, int]) -> Iterator[_Rows]:
    """Yield the n-grams of a section, some thousand at a time: as strings they take twenty times the space."""
    for read in range(0, count, _LINES_AT_ONCE):
        lines = islice(stream, min(_LINES_AT_ONCE, count - read))
        yield _rows([line.rstrip("\n").split("\t") for line in lines], vocabulary)


def _rows(entries: Sequence[Sequence[str]], vocabulary: Mapping[str, int]) -> _Rows:
    """Return words, log10 P and backoff of lines of a section; the longest n-grams have no backoff."""
    words = [[vocabulary[word] for word in entry[1].split(" ")] for entry in entries]
    backoff = [float(entry[2]) if len(entry) > 2 else 0.0 for entry in entries]
    return np.array(words, np.int64), np.array([float(entry[0]) for entry in entries]), np.array(backoff)


def _order(parts: Sequence[_Rows], vocabulary_size: int) -> Order:
    words, logp, backoff = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    codes = _codes(words, vocabulary_size)
    by_code = np.argsort(codes)
    return Order(words[by_code], logp[by_code], backoff[by_code], codes[by_code])


def write_arpa(model: BackoffModel, path: Path) -> None:
    """Write a model as ARPA text."""
    with path.open("w", encoding="utf-8") as stream:
        counts = [f"ngram {length}={len(order.words)}\n" for length, order in enumerate(model.orders, 1)]
        stream.write("".join(["\\data\\\n", *counts]))
        for length, order in enumerate(model.orders, 1):
            stream.write(f"\n\\{length}-grams:\n")
            _write_order(order, model.vocabulary, length < len(model.orders), stream)
        stream.write("\n\\end\\\n")


def _write_order(order: Order, vocabulary: Sequence[str], has_backoff: bool, stream: TextIO) -> None:
    rows = zip(order.words.tolist(), order.logp.tolist(), order.backoff.tolist(), strict=True)
    for words, logp, backoff in rows:
        behind = f"\t{backoff:.7g}" if has_backoff else ""
        stream.write(f"{logp:.7g}\t{' '.join([vocabulary[word] for word in words])}{behind}\n")


def history_shares(model: BackoffModel, texts: Iterable[Text], symbols: Mapping[str, str]) -> tuple[Figures, ...]:
    """Return the share of running words at which each n-gram ends in some texts, for each length but the longest.

    ``symbols`` are what their words are in the model.
    """
    number = {word: place for place, word in enumerate(model.vocabulary)}
    numbers = {word: number.get(symbol, number[UNKNOWN]) for word, symbol in symbols.items()}
    counts = [np.zeros(len(order.words)) for order in model.orders[:-1]]
    for text in texts:
        for running in _running_words(text.lines, numbers, number[BEGINNING], number[END]):
            for place, count in enumerate(counts):
                windows = np.lib.stride_tricks.sliding_window_view(running, place + 1)
                found = model.places(windows[(windows[:, :-1] != number[END]).all(axis=1)])
                counts[place] = count + text.weight * np.bincount(found[found >= 0], minlength=len(count))
    return tuple([count / counts[0].sum() for count in counts])


def _running_words(path: Path, numbers: Mapping[str, int], beginning: int, end: int) -> Iterator[Integers]:
    """Yield the words of a file as numbers, whole lines, a million words and more at a time."""
    running: list[int] = []
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if words := line.split():
                running += (beginning, *[numbers[word] for word in words], end)
            if len(running) > _WORDS_AT_ONCE:
                yield np.array(running, np.int64)
                running.clear()
    if running:
        yield np.array(running, np.int64)


def pruned(model: BackoffModel, shares: Sequence[Figures], least_loss: float) -> BackoffModel:
    """Leave out the n-grams without which the model loses less than ``least_loss`` (nats a running word) each.

    ``shares`` are those of :func:`history_shares`. What a longer n-gram that is kept begins or ends with is kept.
    """
    orders = list(model.orders)
    needed = [np.zeros(len(order.words), bool) for order in orders]
    for level in range(len(orders) - 1, 0, -1):
        order, histories = orders[level], orders[level - 1]
        history = model.places(order.words[:, :-1])
        by_itself, by_shorter = 10.0**order.logp, 10.0 ** model.logp(order.words[:, 1:])
        is_kept = needed[level] | (_losses(history, by_itself, by_shorter, shares[level - 1]) >= least_loss)
        needed[level - 1][history[is_kept]] = True
        ends = model.places(order.words[is_kept, 1:])
        needed[level - 1][ends[ends >= 0]] = True
        rest = _left(history[is_kept], by_itself[is_kept], len(histories.words))
        shorter_rest = _left(history[is_kept], by_shorter[is_kept], len(histories.words))
        has_changed = np.bincount(history[~is_kept], minlength=len(histories.words)) > 0
        backoff = np.where(has_changed, np.log10(rest / shorter_rest), histories.backoff)
        orders[level - 1] = Order(histories.words, histories.logp, backoff, histories.codes)
        orders[level] = _chosen(order, is_kept)
    return BackoffModel(model.vocabulary, tuple(orders))


def _losses(history: Integers, by_itself: Figures, by_shorter: Figures, shares: Figures) -> Figures:
    """Return the relative entropy (nats a running word) between the model and the one without each n-gram."""
    rest, shorter_rest = (_left(history, each, len(shares))[history] for each in (by_itself, by_shorter))
    backoff = np.log(rest / shorter_rest)
    backoff_without = np.log((rest + by_itself) / (shorter_rest + by_shorter))
    of_word = by_itself * (np.log(by_itself) - np.log(by_shorter) - backoff_without)
    losses: Figures = shares[history] * (of_word - (backoff_without - backoff) * rest)
    return losses


def _left(history: Integers, probabilities: Figures, histories: int) -> Figures:
    """Return what the n-grams of each history leave to all other words."""
    left: Figures = np.maximum(1.0 - np.bincount(history, probabilities, histories), _NEXT_TO_NOTHING)
    return left


def _chosen(order: Order, is_kept: NDArray[np.bool_]) -> Order:
    return Order(order.words[is_kept], order.logp[is_kept], order.backoff[is_kept], order.codes[is_kept])
