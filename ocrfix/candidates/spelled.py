"""Words that no list holds, by their spelling alone: lost umlauts and ß put back where that reads like German.

Bird's-eye view: rare compounds, new words and inflected forms are in no lexicon, so no walk reaches them. But few
confusions lose an umlaut, and the character model knows what German looks like; :class:`SpelledWords` tries them at
each place and keeps what gains most. Start reading at :meth:`SpelledWords.lookup`. German example: the inflected form
``féderalem`` is in no list and gives ``föderalem``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ocrfix.candidates.confusion import Made, Path, Rule, RuleBook
from ocrfix.model import Rewrite
from ocrfix.text.characters import has_umlaut

SPELLED_BUDGET = 6.0
"""Confusions that lose an umlaut more rarely (-ln) are left aside."""
SIGN_BUDGET = 8.0
"""The same for those read as a figure or a mark: no word has one inside (``4u8ernden`` for ``äußernden``)."""
MINIMUM_GAIN_LOGP = 2.0
"""What a spelling must gain over what stands there, the cost of its confusions taken off."""
MAXIMUM_REWRITES = 3
_KEPT_STATES = 4
_SHOWN = 2


class SpelledWords:
    """Finds the likeliest spellings of words that are in no list."""

    def __init__(self, rules: RuleBook, spelling_logp: Callable[[str], float]) -> None:
        """Take the confusions to choose from and the character model (ln P of a spelling)."""
        self._spelling_logp = spelling_logp
        special: dict[str, list[Rule]] = defaultdict(list)
        for group in rules.by_letter.values():
            for rule in group:
                budget = SPELLED_BUDGET if rule[0].isalpha() else SIGN_BUDGET
                if rule[2] <= budget and has_umlaut(rule[1]):
                    special[rule[0]].append(rule)
        self._by_read = dict(special)
        self._longest = max(map(len, self._by_read), default=0)

    def lookup(self, word: str) -> list[Path]:
        """Return up to two spellings with umlauts put back that read better than the word as it stands."""
        places = self._places(word)
        states: list[tuple[float, str, Made]] = [(self._spelling_logp(word), word, ())]
        floor = states[0][0] + MINIMUM_GAIN_LOGP
        found: dict[str, tuple[float, Made]] = {}
        for _ in range(MAXIMUM_REWRITES):
            grown: dict[str, tuple[float, str, Made]] = {}
            for _, _, made in states:
                begin = made[-1][0] + len(made[-1][1][0]) if made else 0
                for place in places:
                    if place[0] >= begin:
                        longer = (*made, place)
                        text = _rewritten(word, longer)
                        grown[text] = (self._spelling_logp(text) - _cost(longer), text, longer)
            states = sorted(grown.values(), key=lambda state: (-state[0], state[1]))[:_KEPT_STATES]
            found.update({text: (score, made) for score, text, made in states if score >= floor and text.isalpha()})
        best = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:_SHOWN]
        return [
            Path(text, _cost(made), tuple(Rewrite(position, rule[0], rule[1]) for position, rule in made))
            for text, (_, made) in best
        ]

    def _places(self, word: str) -> list[tuple[int, Rule]]:
        return [
            (start, rule)
            for start in range(len(word))
            for end in range(start + 1, min(start + self._longest, len(word)) + 1)
            for rule in self._by_read.get(word[start:end], ())
        ]


def _rewritten(word: str, made: Made) -> str:
    parts, copied = [], 0
    for position, (read, true, _) in made:
        parts += [word[copied:position], true]
        copied = position + len(read)
    return "".join((*parts, word[copied:]))


def _cost(made: Sequence[tuple[int, Rule]]) -> float:
    return sum(rule[2] for _, rule in made)
