"""All words that a token may be a reading of, once per word type.

Bird's-eye view: :meth:`Generator.alternatives` walks the lexicon with the confusion lattice, then the
compound parts, in the capitals the word has and in those it may have lost; a word without a good
alternative may be two words run together. Only word types matter here, the page comes later. Start
reading at :meth:`Generator.alternatives`. German example: ``Wiebewertet`` gives ``Wie bewertet``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ocrfix.candidates.confusion import Path, RuleBook, rule_book, walk_near
from ocrfix.candidates.distance import DistanceFallback
from ocrfix.candidates.walks import walk, walk_beginning
from ocrfix.lexicon.confusions import ConfusionTables
from ocrfix.lexicon.dawg import Dawg
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.model import Candidate, CandidateKind, Rewrite

KNOWN_BUDGET = 5.6
CHEAP_BUDGET = 8.0
FULL_BUDGET = 12.0
COMPOUND_BUDGET = 10.0
LOOSE_BUDGET = 5.0
UNLISTED_SPELLING_LOGP = -2.0
"""ln P per letter below which a word without candidates is looked up with a letter of any kind changed."""
MAXIMUM_ALTERNATIVES = 12
SPLIT_COST = 6.5
"""-ln of the rate at which a space between two words is lost (measured on pages read by ``deu``: 1 in 700)."""
JOINED_NUMERALS = {f"{numeral}S": f"{numeral} S" for numeral in ("I", "II", "III")}
"""``BGBl. I S. 3`` is often read ``IS. 3``."""
ODD_SPELLING_LOGP = -2.6
"""ln P per letter below which a word without candidates is looked up by distance."""
_MINIMUM_SPLIT_COUNT = 60.0
_MINIMUM_STEM_COUNT = 100.0


class Generator:
    """Candidates by word type, cached for the life of the process."""

    def __init__(
        self, lexicon: Lexicon, tables: ConfusionTables, spelling_logp: Callable[[str], float] = lambda _: 0.0
    ) -> None:
        """Take the lexicon to walk, the confusions to allow and the character model (ln P of a spelling)."""
        self._lexicon = lexicon
        self._spelling_logp = spelling_logp
        self._fallback = DistanceFallback(lexicon.domain)
        self._rules: RuleBook = rule_book(tables)
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def alternatives(self, word: str) -> tuple[Candidate, ...]:
        """Return what else may have been printed, cheapest first, the word itself excluded.

        ``channel_logp`` is the negated worst-table cost; the page's own rates replace it later.
        """
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._generate(word)
        return known

    def _generate(self, word: str) -> tuple[Candidate, ...]:
        if len(word) > 60:
            return ()
        if "-" in word:
            return self._hyphenated(word)
        is_known = self._lexicon.any_case_count(word) > 0
        found = self._walk(word, KNOWN_BUDGET if is_known else CHEAP_BUDGET)
        if not is_known:
            if not found and len(word) > 2:
                found = self._walk(word, FULL_BUDGET)
            if len(word) >= 7:
                found.update({text: c for text, c in self._compounds(word).items() if text not in found})
            if word.isalpha() and len(word) >= 5:
                found.update(self._splits(word))
            if not found and len(word) >= 10:
                found = self._loose_compounds(word)
            if not found and len(word) >= 5 and word.isalpha():
                found = self._unlisted(word)
        if word in JOINED_NUMERALS:
            found[JOINED_NUMERALS[word]] = _split_candidate(word[:-1], "S")
        found.pop(word, None)
        return _cheapest(found)

    def _walk(self, word: str, budget: float) -> dict[str, Candidate]:
        found: dict[str, Candidate] = {}
        for graph in (self._lexicon.graph, self._lexicon.extra_graph):
            if graph is not None:
                self._walk_graph(word, graph, budget, found)
        return found

    def _walk_graph(self, word: str, graph: Dawg, budget: float, found: dict[str, Candidate]) -> None:
        for path in walk(word, graph, self._rules, budget):
            _add(found, path, CandidateKind.CONFUSION)
        if word[0].isupper() and len(word) > 1:
            lowered = word[0].lower() + word[1:]
            # A noun is known with its capital: its small form would be walked for nothing.
            if not self._lexicon.count(word) or self._lexicon.count(lowered):
                for path in walk(lowered, graph, self._rules, budget):
                    _add(found, _capitalised(path), CandidateKind.CONFUSION)
            if word.isupper() and len(word) > 3:
                for lowered in (word.lower(), word[0] + word[1:].lower()):
                    for path in walk(lowered, graph, self._rules, budget):
                        _add(found, _in_capitals(path), CandidateKind.CONFUSION)

    def _compounds(self, word: str) -> dict[str, Candidate]:
        found: dict[str, Candidate] = {}
        is_title = word[0].isupper()
        lowered = word[0].lower() + word[1:]
        for path in _walk_compound(lowered, self._lexicon, self._rules, COMPOUND_BUDGET):
            if path.rewrites:
                _add(found, _capitalised(path) if is_title else path, CandidateKind.COMPOUND)
        return found

    def _unlisted(self, word: str) -> dict[str, Candidate]:
        """Look for damage that follows no listed confusion, in words that are spelled oddly."""
        oddness = self._spelling_logp(word) / (len(word) + 1)
        if oddness > UNLISTED_SPELLING_LOGP:
            return {}
        found: dict[str, Candidate] = {}
        for path in walk_near(word, self._lexicon.graph, self._rules)[:6]:
            _add(found, path, CandidateKind.CHARACTER)
        if not found and oddness < ODD_SPELLING_LOGP:
            found = {candidate.text: candidate for candidate in self._fallback.lookup(word)}
        return found

    def _loose_compounds(self, word: str) -> dict[str, Candidate]:
        """Take any frequent word as modifier before a word that was seen as head; either may be damaged."""
        found: dict[str, Candidate] = {}
        for cut in range(4, len(word) - 4):
            starts = self._loose_modifiers(word[:cut])
            if not starts:
                continue
            for path in walk(word[cut:], self._lexicon.head_graph, self._rules, LOOSE_BUDGET, 600):
                for start in starts:
                    if path.rewrites or start.rewrites:
                        _add(found, _joined(start, path, cut), CandidateKind.COMPOUND)
        return found

    def _loose_modifiers(self, modifier: str) -> list[Path]:
        """Return the frequent words that ``modifier`` (with or without a linking s) may be a reading of."""
        found: list[Path] = []
        title = modifier[0].upper() + modifier[1:]
        stems = {modifier, title} | ({modifier[:-1], title[:-1]} if modifier[-1] == "s" else set())
        for stem in sorted(stems):
            link = "s" if len(stem) < len(modifier) else ""
            for path in walk(stem, self._lexicon.graph, self._rules, LOOSE_BUDGET, 600):
                if self._lexicon.count(path.text) >= _MINIMUM_STEM_COUNT:
                    text = modifier[0] + path.text[1:] if path.text[0].lower() == modifier[0].lower() else path.text
                    found.append(Path(text + link, path.cost, path.rewrites))
        return found

    def _splits(self, word: str) -> dict[str, Candidate]:
        best: dict[str, Candidate] = {}
        count = self._lexicon.any_case_count
        for cut in range(2, len(word) - 1):
            left, right = word[:cut], word[cut:]
            if self._lexicon.count(right) < _MINIMUM_SPLIT_COUNT:
                continue
            if count(left) >= _MINIMUM_SPLIT_COUNT:
                best[f"{left} {right}"] = _split_candidate(left, right)
            elif len(left) > 6:
                for second in range(2, len(left) - 1):
                    first, middle = left[:second], left[second:]
                    if (
                        count(first) >= _MINIMUM_SPLIT_COUNT
                        and self._lexicon.count(middle) >= 20 * _MINIMUM_SPLIT_COUNT
                    ):
                        best[f"{first} {middle} {right}"] = _split_candidate(first, middle, right)
        return best

    def _hyphenated(self, word: str) -> tuple[Candidate, ...]:
        parts = word.split("-")
        found: dict[str, Candidate] = {}
        offset = 0
        for index, part in enumerate(parts):
            for candidate in self.alternatives(part)[:4] if len(part) > 2 else ():
                if candidate.kind is CandidateKind.SPLIT:
                    continue
                text = "-".join((*parts[:index], candidate.text, *parts[index + 1 :]))
                rewrites = tuple(replace(r, position=r.position + offset) for r in candidate.rewrites)
                found[text] = Candidate(text, candidate.kind, rewrites, candidate.channel_logp)
            offset += len(part) + 1
        return _cheapest(found)


def _cheapest(found: dict[str, Candidate]) -> tuple[Candidate, ...]:
    ordered = sorted(found.values(), key=lambda c: (-c.channel_logp, len(c.rewrites), c.text))
    return tuple(ordered[:MAXIMUM_ALTERNATIVES])


def _split_candidate(*words: str) -> Candidate:
    positions, rewrites = 0, []
    for word in words[:-1]:
        positions += len(word)
        rewrites.append(Rewrite(positions, "", " "))
    return Candidate(" ".join(words), CandidateKind.SPLIT, tuple(rewrites), -SPLIT_COST * len(rewrites))


def _add(found: dict[str, Candidate], path: Path, kind: CandidateKind) -> None:
    known = found.get(path.text)
    if known is None or known.channel_logp < -path.cost:
        found[path.text] = Candidate(path.text, kind, path.rewrites, -path.cost)


def _capitalised(path: Path) -> Path:
    rewrites = tuple(
        Rewrite(0, _title(r.read), _title(r.true)) if r.position == 0 and r.read else r for r in path.rewrites
    )
    return Path(_title(path.text), path.cost, rewrites)


def _title(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1] != "ß" else text


def _in_capitals(path: Path) -> Path:
    if "ß" in path.text:
        return path
    rewrites = tuple(Rewrite(r.position, r.read.upper(), r.true.upper()) for r in path.rewrites)
    return Path(path.text.upper(), path.cost, rewrites)


def _walk_compound(word: str, lexicon: Lexicon, rules: RuleBook, budget: float) -> list[Path]:
    """Walk modifiers and a head as one word; a modifier may follow a modifier."""
    found: dict[str, Path] = {}
    for first in walk_beginning(word, lexicon.modifier_graph, rules, budget):
        _finish_compound(word, first, lexicon, rules, budget, found, 1)
    return sorted(found.values(), key=lambda path: (path.cost, path.text))[:6]


def _finish_compound(
    word: str,
    start: tuple[int, Path],
    lexicon: Lexicon,
    rules: RuleBook,
    budget: float,
    found: dict[str, Path],
    depth: int,
) -> None:
    position, before = start
    rest = word[position:]
    if len(rest) < 3:
        return
    for path in walk(rest, lexicon.head_graph, rules, budget - before.cost, 600):
        joined = _joined(before, path, position)
        known = found.get(joined.text)
        if known is None or known.cost > joined.cost:
            found[joined.text] = joined
    if depth < 2 and len(rest) > 6:
        for step, path in walk_beginning(rest, lexicon.modifier_graph, rules, budget - before.cost):
            _finish_compound(
                word, (position + step, _joined(before, path, position)), lexicon, rules, budget, found, depth + 1
            )


def _joined(before: Path, path: Path, position: int) -> Path:
    moved = tuple(replace(r, position=r.position + position) for r in path.rewrites)
    return Path(before.text + path.text, before.cost + path.cost, before.rewrites + moved)
