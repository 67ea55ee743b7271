"""Words that nothing but an umlaut tells apart, told by the words of their whole surroundings.

Bird's-eye view: both words of a pair are frequent, so that neither lexicon nor channel decides, and the trigrams of
the language model see two words on each side. What tells ``würde`` from ``wurde`` often stands farther off: a ``wenn``,
a ``gerne``, a year. For each frequent pair a logistic model learned from the corpora what the words within ``REACH``
say (:mod:`ocrfix.lexicon.build.umlaut_pairs`); pairs of one kind, such as all moods, share what is alike.
:func:`settle_pairs` weighs that together with the language model. Start reading there.

German example: in ``Die Frist ist nur gewahrt, wenn der Widerspruch eingeht`` ``Frist`` and ``wenn`` speak against
``gewährt``.

Source: deciding between confusable words by the words around after Golding, Roth (1999).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from ocrfix.rank.ranker import CONTEXT_WEIGHT, Slot, weigh
from ocrfix.records import dataclass
from ocrfix.text.characters import dotless

FILE_NAME = "pairs.tsv"
FAMILY, PAIR = "*", "="
"""What the rows begin with that begin a family of pairs and a pair; words in rows of weights are longer."""
REACH = 14
"""Words before and behind that are asked: with 5 the log loss on documents left out is .187, with 16 and 40 .168."""


@dataclass(frozen=True, slots=True)
class UmlautPair:
    """What the words around say for the word with the umlaut (ln odds): of this pair, and of all of its family.

    ``model_weight`` is what the log odds of the language model count beside that.
    """

    umlauted: str
    model_weight: float
    bias: float
    weights: Mapping[str, float]
    shared: Mapping[str, float]

    def log_odds(self, signs: frozenset[str], by_model: float) -> float:
        """Return ln(P / (1 - P)) that the word with the umlaut stands where these signs are.

        ``by_model`` is what the language model says about that.
        """
        own = [self.weights[sign] for sign in sorted(signs & self.weights.keys())]
        shared = [self.shared[sign] for sign in sorted(signs & self.shared.keys())]
        return self.bias + sum(own) + sum(shared) + self.model_weight * by_model


def signs_of(before: Sequence[str], behind: Sequence[str]) -> frozenset[str]:
    """Return what may speak at a place between words without dots, the nearest of which count by their side, too.

    >>> sorted(signs_of(["Die", "Frist"], [","]))
    ['<Frist', '>,', 'Die', 'Frist']
    """
    signs = {word for words in (before, behind) for word in words if len(word) > 1}
    if before:
        signs.add(f"<{before[-1]}")
    if behind:
        signs.add(f">{behind[0]}")
    return frozenset(signs)


def settle_pairs(slots: Sequence[Slot], folder: Path) -> None:
    """Weigh the words of pairs in ranked slots by what stands around them; ``folder`` holds the data files."""
    for place, slot in enumerate(slots):
        if len(slot.readings) > 1:
            _settle(slots, place, folder)


def _settle(slots: Sequence[Slot], place: int, folder: Path) -> None:
    slot = slots[place]
    texts = [reading.text for reading in slot.readings]
    for umlauted, text in enumerate(texts):
        word = dotless(text)
        if word == text or word not in texts:
            continue
        pair = read_pairs(folder / FILE_NAME).get(word)
        if pair is None or pair.umlauted != text:
            continue
        context = list(slot.context_logp)
        by_model = context[umlauted] - context[texts.index(word)]
        context[umlauted] += pair.log_odds(_signs_around(slots, place), by_model) / CONTEXT_WEIGHT - by_model
        weigh(slot, context)


def _signs_around(slots: Sequence[Slot], place: int) -> frozenset[str]:
    """Return the signs in the same paragraph, by the winners of the ranking."""
    first = place
    while first > max(0, place - REACH) and not slots[first].paragraph_start:
        first -= 1
    end = place + 1
    while end < min(len(slots), place + REACH + 1) and not slots[end].paragraph_start:
        end += 1
    words = [dotless(slot.readings[slot.best].text) for slot in slots[first:end]]
    return signs_of(words[: place - first], words[place - first + 1 :])


@cache
def read_pairs(path: Path) -> Mapping[str, UmlautPair]:
    """Read the pairs by their words without umlauts, when the first one is asked for: few pages without damage do."""
    families: dict[str, dict[str, float]] = {"": {}}
    pairs: dict[str, UmlautPair] = {}
    weights: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        first, *rest = line.split("\t")
        if first == FAMILY:
            weights = families[rest[0]] = {}
        elif first == PAIR:
            word, umlauted, family, model_weight, bias = rest
            weights = {}
            pairs[word] = UmlautPair(umlauted, float(model_weight), float(bias), weights, families[family])
        else:
            weights[first] = float(rest[0])
    return pairs
