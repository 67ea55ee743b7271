"""What kind of damage a page shows: its own confusion rates by expectation maximisation.

Bird's-eye view: a page that keeps its umlauts does not lose some of them; a page read with an English
model loses all of them. From words that no list knows and their candidates we estimate how many umlauts
were lost, which confusions occur and how often, starting from the shipped tables. Start reading at
:func:`estimate_profile`. German example: a page with ``ii`` for ``ü`` thirty times and no ``ü`` at all
makes ``fiihrt`` and even the real word ``fuhrt`` a likely ``führt``.

A word must not speak for itself: what it may be is weighed by the rates that all *other* words of the page show.
Else a page that has ``Gastezimmer`` and ``Gastebetten`` talks itself into an ``e`` too many in both.

Source: expectation maximisation after Dempster, Laird, Rubin (1977); rates are posterior means under
priors worth ``PRIOR_STRENGTH`` letters; each word type is left out of its own rates (the jackknife of Quenouille 1949).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ocrfix.lexicon.confusions import UNWRITTEN_RATE, ConfusionTables, Rule
from ocrfix.model import Candidate, Rewrite
from ocrfix.records import dataclass
from ocrfix.text.characters import UMLAUTS, UNWRITTEN, has_umlaut

if TYPE_CHECKING:
    from ocrfix.lexicon.learned import LearnedConfusions

UNLISTED_RATE = 2.8e-5
"""Rate of a confusion of letters that no table lists (one of 500 confusions of the training pages is new)."""
EXTRA_LETTER_RATE = 0.14
"""What each further letter of an unlisted confusion costs."""
MAXIMUM_NOISE = 20.0
WORN_NOISE = 2.5
WORN_LETTERS = 20.0
"""Noise, and misread letters, from which a page is worn; a few sentences in dialect look like one, too."""
PRIOR_STRENGTH = 6.0
PLAIN_PRIOR_STRENGTH = 150.0
_PRIOR_LOST, _PRIOR_KEPT = 0.12, 0.38
_LEARNED_PRIOR = 4.0
"""What a learned share of lost umlauts is worth on a page, in umlauts."""
_FLOOR = 1e-9
_NOTHING: Mapping[Rule, float] = {}

_Unknown = Sequence[tuple[str, int, float, Sequence[tuple[float, Sequence[Rule]]]]]
"""Observations by their rules: word, count, ln P of "keep", candidates as (prior weight, rules)."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A word type seen ``count`` times on the page: its candidates with prior weights (ln), "keep" included."""

    word: str
    count: int
    keep_logp: float
    candidates: tuple[tuple[Candidate, float], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The confusion rates of one page.

    ``lost_share`` is the share of umlauts and ß that was lost (0..1), ``noise`` how many times as frequent
    other confusions are as in the tables, ``counts`` the expected number of each confusion, ``own`` what each unknown
    word adds to them. ``is_worn`` says whether so many letters are misread that any word of the page may be, known
    ones, too.
    """

    tables: ConfusionTables
    lost_share: float
    noise: float
    counts: dict[Rule, float]
    own: Mapping[str, Mapping[Rule, float]]
    printed: dict[str, float]
    cache: dict[Rule, float]
    is_worn: bool = False

    def rule_logp(self, rule: Rule) -> float:
        """Return ln of the rate of a confusion on this page."""
        known = self.cache.get(rule)
        if known is None:
            known = self.cache[rule] = self._logp(rule)
        return known

    def _logp(self, rule: Rule, own: float = 0.0) -> float:
        return math.log(max(self._rate(rule, own), _FLOOR))

    def _rate(self, rule: Rule, own: float = 0.0) -> float:
        """Return the rate of a confusion without ``own`` times that it was seen."""
        eng, deu, is_special, is_twin = self.tables.known(rule)
        true, learned = rule[0], self.tables.learned
        seen, printed = self.counts.get(rule, 0.0) - own, self.printed.get(true, 0.0) - own
        if is_special:
            base = eng or deu or (UNWRITTEN_RATE if rule[1] in UNWRITTEN else _unlisted_rate(rule))
            if learned is not None:
                base = learned.lost_rate(rule, base)
            shape = (seen + PRIOR_STRENGTH * base) / (printed * self.lost_share + PRIOR_STRENGTH)
            return shape * self.lost_share + deu * self.noise * (1 - self.lost_share)
        base = eng * self.lost_share + deu * (1 - self.lost_share)
        if not base:
            base = max(eng, deu) * 0.2 or _unlisted_rate(rule)
        noise = max(self.noise, 1.0) if is_twin else self.noise
        scaled = base * noise if learned is None else learned.base_rate(rule, base) * noise / learned.noise
        return (seen + PLAIN_PRIOR_STRENGTH * scaled) / (printed + PLAIN_PRIOR_STRENGTH)

    def beside_logp(self, word: str) -> dict[Rule, float]:
        """Return ln of the rates of the confusions that a word itself speaks for, as the other words show them."""
        own = self.own.get(word)
        return {rule: self._logp(rule, times) for rule, times in own.items()} if own else {}

    def channel_logp(self, rewrites: Sequence[Rewrite], beside: Mapping[Rule, float] = _NOTHING) -> float:
        """Return ln P(read | printed) of a chain of rewrites, undamaged letters left out.

        ``beside`` is what :meth:`beside_logp` answers about the word.
        """
        return sum([beside[rule] if rule in beside else self.rule_logp(rule) for rule in _rules(rewrites)])


def estimate_profile(
    tables: ConfusionTables, observations: Iterable[Observation], known_words: Counter[str], rounds: int = 3
) -> Profile:
    """Estimate the confusion rates of a page.

    ``observations`` are its unknown words, ``known_words`` the known ones with their counts: they show what
    was printed and kept.
    """
    # Every round asks for the same rules: they are listed once.
    unknown = [
        (
            seen.word,
            seen.count,
            seen.keep_logp,
            [(logp, _rules(candidate.rewrites)) for candidate, logp in seen.candidates],
        )
        for seen in observations
    ]
    asked = {rule for *_, candidates in unknown for _, rules in candidates for rule in rules}
    kept = _kept_strings(known_words, {true for true, _ in asked})
    learned = tables.learned
    noise = 1.0 if learned is None else learned.noise
    profile = Profile(tables, _prior_share(kept, _lost_prior(learned)), noise, {}, {}, kept, {})
    for _ in range(rounds):
        profile = _maximise(tables, _expect(profile, unknown, asked), kept)
    return profile


def _kept_strings(known_words: Counter[str], asked: Iterable[str]) -> dict[str, float]:
    """Count the letters of the known words, and the longer strings of letters there that are asked for.

    Between any two letters one may be read where none was printed: "" counts all of them.
    """
    text = " ".join(known_words.elements())
    kept = {letter: float(count) for letter, count in Counter(text).items() if letter != " "}
    kept[""] = sum(kept.values())
    kept.update({string: float(text.count(string)) for string in asked if len(string) > 1})
    return kept


def _lost_prior(learned: LearnedConfusions | None) -> tuple[float, float]:
    """Return the lost and the kept umlauts that a page starts with."""
    if learned is None or learned.lost_share is None:
        return _PRIOR_LOST, _PRIOR_KEPT
    return _LEARNED_PRIOR * learned.lost_share + 0.01, _LEARNED_PRIOR * (1.0 - learned.lost_share) + 0.01


def _prior_share(kept: dict[str, float], prior: tuple[float, float]) -> float:
    """Guess the lost share before any candidate was weighed: 2 of 100 German letters are umlauts or ß."""
    letters = sum(count for letter, count in kept.items() if len(letter) == 1 and letter.isalpha())
    special = sum(kept.get(letter, 0.0) for letter in UMLAUTS)
    missing = max(0.0, 0.02 * letters - special)
    return (missing + prior[0]) / (missing + special + prior[0] + prior[1])


def _unlisted_rate(rule: Rule) -> float:
    return UNLISTED_RATE * EXTRA_LETTER_RATE ** (max(map(len, rule)) - 1)


def _rules(rewrites: Sequence[Rewrite]) -> list[Rule]:
    return [(rewrite.true, rewrite.read) for rewrite in rewrites]


def _expect(profile: Profile, unknown: _Unknown, asked: Iterable[Rule]) -> dict[str, dict[Rule, float]]:
    """Return how often each word is expected to show each confusion, by the rates of all others."""
    # A page has few rules and many candidates: the rates are looked up in a plain dictionary.
    rates = {rule: profile.rule_logp(rule) for rule in asked}
    found: dict[str, dict[Rule, float]] = {}
    exp = math.exp
    for word, count, keep_logp, candidates in unknown:
        beside = profile.beside_logp(word)
        scores = [
            logp + sum([beside[rule] if rule in beside else rates[rule] for rule in rules])
            for logp, rules in candidates
        ]
        top = max(keep_logp, *scores)
        weights = [exp(score - top) for score in scores]
        total = sum(weights) + math.exp(keep_logp - top)
        own = found[word] = defaultdict(float)
        for (_, rules), weight in zip(candidates, weights, strict=True):
            share = count * weight / total
            if share < 1e-4:
                continue
            for rule in rules:
                own[rule] += share
    return found


def _misread_letters(counts: Mapping[Rule, float]) -> float:
    return sum(n for (true, read), n in counts.items() if true and read != "" and not has_umlaut(true))


def _maximise(tables: ConfusionTables, own: Mapping[str, Mapping[Rule, float]], kept: dict[str, float]) -> Profile:
    counts: dict[Rule, float] = defaultdict(float)
    for shown in own.values():
        for rule, times in shown.items():
            counts[rule] += times
    lost = sum(n for (true, _), n in counts.items() if has_umlaut(true))
    special = sum(kept.get(letter, 0.0) for letter in UMLAUTS)
    prior_lost, prior_kept = _lost_prior(tables.learned)
    lost_share = (lost + prior_lost) / (lost + special + prior_lost + prior_kept)
    printed = dict(kept)
    for (true, _), n in counts.items():
        for letter in true:
            printed[letter] = printed.get(letter, 0.0) + n
        if len(true) > 1:
            printed[true] = printed.get(true, 0.0) + n
    noise_seen = _misread_letters(counts)
    letters = sum(printed.get(letter, 0.0) for letter in printed if letter.isalpha() and len(letter) == 1)
    expected = letters * 0.003
    noise = (noise_seen + (1.0 if tables.learned is None else tables.learned.noise)) / (expected + 1.0)
    noise = min(max(noise, 0.1), MAXIMUM_NOISE)
    is_worn = noise >= WORN_NOISE and noise_seen >= WORN_LETTERS
    return Profile(tables, lost_share, noise, dict(counts), own, printed, {}, is_worn)
