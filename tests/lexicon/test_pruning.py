"""Which n-grams of a word model are kept, and that what is left is a model still."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from ocrfix.lexicon.build.language import Text
from ocrfix.lexicon.build.pruning import (
    BackoffModel,
    history_shares,
    pruned,
    read_arpa,
    write_arpa,
)

WORDS = ("<s>", "</s>", "<unk>", "zur", "Verfügung", "gestellt", "der")
BIGRAMS: dict[tuple[str, ...], float] = {
    ("<s>", "zur"): 0.6,
    ("zur", "Verfügung"): 0.7,
    ("Verfügung", "gestellt"): 0.5,
    ("Verfügung", "der"): 0.2,
    ("gestellt", "</s>"): 0.9,
    ("<s>", "der"): 0.21,
}
TRIGRAMS: dict[tuple[str, ...], float] = {
    ("<s>", "zur", "Verfügung"): 0.71,
    ("zur", "Verfügung", "gestellt"): 0.9,
    ("Verfügung", "gestellt", "</s>"): 0.91,
}
UNIGRAMS = (1e-99, 0.2, 0.1, 0.2, 0.15, 0.15, 0.2)
TEXT = "zur Verfügung gestellt\nzur Verfügung gestellt\nder\nzur Verfügung der zur\n"


def arpa_of(path: Path) -> Path:
    """Write a model whose probabilities sum to one behind every history."""
    unigram = dict(zip(WORDS, UNIGRAMS, strict=True))

    def backoff(history: tuple[str, ...]) -> float:
        known: dict[tuple[str, ...], float] = {**BIGRAMS, **TRIGRAMS}
        longer = {words: p for words, p in known.items() if words[:-1] == history}
        shorter = [BIGRAMS.get(words[1:], 0.0) if len(words) == 3 else unigram[words[-1]] for words in longer]
        return math.log10((1 - sum(longer.values())) / (1 - sum(shorter)))

    lines = ["\\data\\", f"ngram 1={len(WORDS)}", f"ngram 2={len(BIGRAMS)}", f"ngram 3={len(TRIGRAMS)}", ""]
    lines += ["\\1-grams:", *(f"{math.log10(unigram[word])}\t{word}\t{backoff((word,))}" for word in WORDS), ""]
    lines += ["\\2-grams:", *(f"{math.log10(p)}\t{' '.join(w)}\t{backoff(w)}" for w, p in BIGRAMS.items()), ""]
    lines += ["\\3-grams:", *(f"{math.log10(p)}\t{' '.join(w)}" for w, p in TRIGRAMS.items()), "", "\\end\\", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def model(tmp_path: Path) -> BackoffModel:
    return read_arpa(arpa_of(tmp_path / "model.arpa"))


@pytest.fixture
def shares(model: BackoffModel, tmp_path: Path) -> tuple[np.ndarray, ...]:
    (tmp_path / "text").write_text(TEXT, encoding="utf-8")
    return history_shares(model, [Text(tmp_path / "text")], {word: word for word in WORDS})


def ngrams(model: BackoffModel, length: int) -> set[tuple[str, ...]]:
    return {tuple(model.vocabulary[word] for word in words) for words in model.orders[length - 1].words.tolist()}


def sums_behind(model: BackoffModel, length: int) -> list[float]:
    """Sum the probabilities of all words behind each history of so many words."""
    size = range(len(model.vocabulary))
    histories = list(itertools.product(size, repeat=length))
    return [
        float((10 ** model.logp(np.array([(*history, word) for word in size], np.int64))).sum())
        for history in histories
    ]


def test_a_model_is_read_and_written_without_loss(model: BackoffModel, tmp_path: Path) -> None:
    write_arpa(model, tmp_path / "again.arpa")
    again = read_arpa(tmp_path / "again.arpa")
    assert again.vocabulary == model.vocabulary
    for order, other in zip(model.orders, again.orders, strict=True):
        assert order.words.tolist() == other.words.tolist()
        assert order.logp.tolist() == pytest.approx(other.logp.tolist(), rel=1e-6)
        assert order.backoff.tolist() == pytest.approx(other.backoff.tolist(), rel=1e-5, abs=1e-6)


def test_what_is_no_arpa_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("\\data\\\nngram 1=3\n\nsomething else\n", encoding="utf-8")
    with pytest.raises(ValueError, match="1-grams"):
        read_arpa(tmp_path / "other")


def test_shares_count_histories_and_none_across_sentences(model: BackoffModel, shares: tuple[np.ndarray, ...]) -> None:
    words, pairs = shares
    total = len(TEXT.split()) + 2 * len(TEXT.splitlines())
    assert words[WORDS.index("zur")] == pytest.approx(4 / total)
    assert words.sum() == pytest.approx(1.0)
    of_pair = dict(zip(map(tuple, model.orders[1].words.tolist()), pairs.tolist(), strict=True))
    assert of_pair[WORDS.index("zur"), WORDS.index("Verfügung")] == pytest.approx(3 / total)
    assert (WORDS.index("</s>"), WORDS.index("<s>")) not in of_pair


def test_texts_count_by_their_weight(model: BackoffModel, tmp_path: Path) -> None:
    for name, text in (("one", "zur\n"), ("two", "der\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    texts = [Text(tmp_path / "one", 3.0), Text(tmp_path / "two", 1.0)]
    words, _ = history_shares(model, texts, {word: word for word in WORDS})
    assert words[WORDS.index("zur")] == pytest.approx(3 * words[WORDS.index("der")])


def test_what_the_shorter_one_says_nearly_as_well_goes_first(
    model: BackoffModel, shares: tuple[np.ndarray, ...]
) -> None:
    kept = pruned(model, shares, 1e-3)
    assert ngrams(kept, 3) == {("zur", "Verfügung", "gestellt")}
    assert ("zur", "Verfügung") in ngrams(kept, 2), "what a kept n-gram begins with is kept"
    assert ("Verfügung", "gestellt") in ngrams(kept, 2), "and what it ends with"
    assert ngrams(pruned(model, shares, 0.03), 2) < ngrams(kept, 2)


@pytest.mark.parametrize("least_loss", [0.0, 1e-3, 1e-2, 10.0])
def test_the_rest_still_sums_to_one(model: BackoffModel, shares: tuple[np.ndarray, ...], least_loss: float) -> None:
    kept = pruned(model, shares, least_loss)
    for length in (0, 1, 2):
        assert sums_behind(kept, length) == pytest.approx([1.0] * len(WORDS) ** length, abs=1e-9)
    assert ngrams(kept, 3) <= ngrams(model, 3)
    if least_loss == 10.0:
        assert [len(order.words) for order in kept.orders] == [len(WORDS), 0, 0]


def test_the_loss_is_the_relative_entropy_behind_the_history(
    model: BackoffModel, shares: tuple[np.ndarray, ...]
) -> None:
    # Nothing else stands behind ``zur Verfügung``: without it the bigrams answer for all words there.
    trigram = tuple(WORDS.index(word) for word in ("zur", "Verfügung", "gestellt"))
    size = range(len(WORDS))
    behind = np.array([(*trigram[:2], word) for word in size], np.int64)
    share = float(shares[1][model.places(behind[:1, :2])[0]])
    smallest, largest = 0.0, 1.0
    for _ in range(60):
        middle = (smallest + largest) / 2
        is_kept = tuple(WORDS[word] for word in trigram) in ngrams(pruned(model, shares, middle), 3)
        smallest, largest = (middle, largest) if is_kept else (smallest, middle)
    plain = model.logp(behind)
    by_bigram = model.logp(behind[:, 1:])
    ln10 = math.log(10.0)
    entropy = share * float((10**plain * (plain - by_bigram) * ln10).sum())
    assert smallest == pytest.approx(entropy, rel=1e-6)
