"""Learning what tells words apart that differ by an umlaut only.

Bird's-eye view: :func:`choose_pairs` finds the pairs of which both words are frequent, :func:`learn_pairs` draws places
where one of them is printed from the corpora and fits a logistic model to the words around
(:mod:`ocrfix.lexicon.build.sign_model`), one for all pairs of a family: each word may speak for all of them alike and
for single ones. Start reading there. German example: ``wenn`` speaks for all moods (``würde``, ``hätte``), ``Frist``
for ``gewahrt`` only.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from sys import intern

from ocrfix.lexicon.build.sign_model import fit_signs
from ocrfix.rank.umlaut_pairs import FAMILY, PAIR, REACH, UmlautPair, signs_of
from ocrfix.records import dataclass
from ocrfix.text.characters import dotless

LEAST_COUNT = 60
HIGHEST_RATIO = 400
"""Of a pair one word is at most so many times as frequent: the rarer one is left to chance else."""
SHORTEST = 3
PLACES_OF_A_FORM = 8_000
"""Of each corpus so many places of a word are drawn; more take time and say little new."""
LEAST_PLACES = 5
"""A sign that stands at fewer places says nothing."""
PENALTY = 5.0
LEAST_WEIGHT = 0.15
"""Of the penalties and weights tried these leave 9,000 weights; twice as many take the log loss from .164 to .156."""
_MOODS = frozenset((
    "hatte", "hatten", "wurde", "wurden", "konnte", "konnten", "musste", "mussten", "durfte", "durften", "mochte",
    "mochten", "waren", "kamen", "bekamen", "lagen", "gaben", "taten", "sahen", "fanden", "standen", "nahmen", "traten",
    "sprachen", "brauchte", "brauchten", "wusste", "wussten",
))  # fmt: skip
"""Preterites that an umlaut makes subjunctives."""
_MOOD = "mood"
_PREFIXES = (("ge", 7), ("be", 8), ("zu", 8))
"""Prefixes of participles and verbs, and from how many letters on a word has one."""
_STEM = 4
"""Letters that words of one family begin with."""


@dataclass(frozen=True, slots=True)
class _Mixture:
    """How the log odds of a pair (ln) and those of the language model add up to what is so."""

    bias: float
    pair: float
    model: float


_MIXED_MOODS, _MIXED = _Mixture(0.2, 0.89, 0.25), _Mixture(0.06, 0.68, 0.46)
"""By logistic regression on 30,000 places in the documents of the training pages, which neither had seen. Log loss for
moods .271, for others .089; the language model alone has .389 and .111."""

_Places = Mapping[tuple[str, bool], tuple[int, Sequence[frozenset[str]]]]
"""Of a word without its umlaut and with it: how often it was seen, and the signs around the places drawn."""


@dataclass(frozen=True, slots=True)
class Family:
    """Pairs by their words without umlauts, and the weights that they share; a pair that is alone shares none."""

    name: str
    shared: Mapping[str, float]
    pairs: Mapping[str, UmlautPair]


def choose_pairs(words: Mapping[str, int]) -> dict[str, str]:
    """Return the word with the umlaut for each that has none, where both are frequent; ``words`` are cased counts.

    >>> choose_pairs({"wurde": 900, "würde": 300, "für": 900, "fur": 2, "Über": 500})
    {'wurde': 'würde'}
    """
    found: dict[str, str] = {}
    for word in sorted(words):
        without = dotless(word)
        if word == without or len(word) < SHORTEST or not word.isalpha():
            continue
        fewer, more = sorted((words[word], words.get(without, 0)))
        is_frequent = fewer >= LEAST_COUNT and more <= HIGHEST_RATIO * fewer
        if is_frequent and words[word] > words.get(found.get(without, ""), 0):
            found[without] = word
    return found


def family_of(word: str) -> str:
    """Name the family of a word without umlauts: moods are one, others are those that begin alike.

    >>> family_of("wurden"), family_of("gefordert"), family_of("Forderung")
    ('mood', 'ford', 'ford')
    """
    lowered = word.lower()
    if lowered in _MOODS:
        return _MOOD
    for prefix, shortest in _PREFIXES:
        if lowered.startswith(prefix) and len(lowered) >= shortest:
            lowered = lowered.removeprefix(prefix)
            break
    return lowered[:_STEM]


def learn_pairs(line_files: Sequence[Path], words: Mapping[str, int], workers: int) -> list[Family]:
    """Learn the pairs of the frequent ``words`` (cased counts) from files of space-separated pieces."""
    umlauted = choose_pairs(words)
    with ProcessPoolExecutor(workers) as pool:
        drawn = list(pool.map(partial(_drawn, umlauted=umlauted), line_files))
        members: dict[str, list[str]] = defaultdict(list)
        for word in umlauted:
            if all(any(places.get((word, has), (0, ()))[0] for places in drawn) for has in (False, True)):
                members[family_of(word)].append(word)
        of_family = [[_of_words(places, found) for places in drawn] for found in members.values()]
        return list(pool.map(partial(_fitted, umlauted=umlauted), members, members.values(), of_family))


def _of_words(places: _Places, words: Sequence[str]) -> _Places:
    return {key: places[key] for word in words for key in ((word, False), (word, True)) if key in places}


def _drawn(path: Path, umlauted: Mapping[str, str]) -> _Places:
    """Draw places of each form from a file, every place with the same chance (reservoir sampling, Vitter 1985)."""
    chance = random.Random(path.name)
    forms = {word: (word, False) for word in umlauted} | {word: (key, True) for key, word in umlauted.items()}
    seen: Counter[tuple[str, bool]] = Counter()
    drawn: dict[tuple[str, bool], list[frozenset[str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for line in file:
            words = line.split()
            for place in [place for place, word in enumerate(words) if word in forms]:
                form = forms[words[place]]
                seen[form] += 1
                kept = drawn[form]
                position = len(kept) if len(kept) < PLACES_OF_A_FORM else chance.randrange(seen[form])
                if position < PLACES_OF_A_FORM:
                    kept[position : position + 1] = [_signs_at(words, place)]
    return {form: (seen[form], found) for form, found in drawn.items()}


def _signs_at(words: Sequence[str], place: int) -> frozenset[str]:
    before = [dotless(word) for word in words[max(0, place - REACH) : place]]
    behind = [dotless(word) for word in words[place + 1 : place + 1 + REACH]]
    return frozenset(map(intern, signs_of(before, behind)))


def _fitted(name: str, words: Sequence[str], drawn: Sequence[_Places], umlauted: Mapping[str, str]) -> Family:
    """Fit the model of a family: signs count for all of its words, and again for each of them."""
    examples = list(_examples(words, drawn))
    naming = Counter(sign for signs, _, _ in examples for sign in signs)
    learned = fit_signs(
        sorted(sign for sign, times in naming.items() if times >= LEAST_PLACES),
        [signs for signs, _, _ in examples],
        [is_umlauted for _, is_umlauted, _ in examples],
        [importance for _, _, importance in examples],
        PENALTY,
    )
    mixture = _MIXED_MOODS if name == _MOOD else _MIXED
    # Signs of a single word stand behind it and a tabulator; the word alone is what is its own without any sign.
    weights = {sign: weight * mixture.pair for sign, weight in learned.weights.items() if abs(weight) >= LEAST_WEIGHT}
    is_alone = len(words) == 1
    shared = {} if is_alone else {sign: _rounded(weight) for sign, weight in weights.items() if "\t" not in sign}
    pairs: dict[str, UmlautPair] = {}
    for word in words:
        beginning = "" if is_alone else f"{word}\t"
        bias = mixture.bias + mixture.pair * (learned.bias + learned.weights.get(beginning, 0.0))
        pairs[word] = UmlautPair(umlauted[word], mixture.model, _rounded(bias), _own(weights, beginning), shared)
    return Family("" if is_alone else name, shared, pairs)


def _own(weights: Mapping[str, float], beginning: str) -> dict[str, float]:
    """Return the weights of the signs that begin so, by what stands behind."""
    cut = len(beginning)
    return {
        sign[cut:]: _rounded(weight)
        for sign, weight in weights.items()
        if sign.startswith(beginning) and len(sign) > cut
    }


def _rounded(weight: float) -> float:
    return round(weight, 1) + 0.0  # no -0


def _examples(words: Sequence[str], drawn: Sequence[_Places]) -> Iterator[tuple[list[str], bool, float]]:
    """Yield the signs of each place, whether the umlaut stands there, and how many places it stands for.

    Each word of a family has the same weight on average, whatever was drawn of it.
    """
    for word in words:
        places = [(key[1], *found[key]) for found in drawn for key in ((word, False), (word, True)) if key in found]
        mean = sum(seen for _, seen, _ in places) / sum(len(kept) for _, _, kept in places)
        for is_umlauted, seen, kept in places:
            for signs in kept:
                of_word = [f"{word}\t{sign}" for sign in ("", *signs)] if len(words) > 1 else ()
                yield [*signs, *of_word], is_umlauted, seen / len(kept) / mean


def write_pairs(families: Sequence[Family], target: Path) -> None:
    """Write families and pairs, each with a row for each of its words and its weight below."""
    rows: list[str] = []
    for family in families:
        if family.name:
            rows += [f"{FAMILY}\t{family.name}", *_weight_rows(family.shared)]
        for word, pair in family.pairs.items():
            figures = f"{pair.model_weight:g}", f"{pair.bias:g}"
            rows.append("\t".join((PAIR, word, pair.umlauted, family.name, *figures)))
            rows += _weight_rows(pair.weights)
    target.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def _weight_rows(weights: Mapping[str, float]) -> list[str]:
    return [f"{sign}\t{weight:g}" for sign, weight in sorted(weights.items())]
