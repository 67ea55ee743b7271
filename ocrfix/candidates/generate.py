"""All words that a token may be a reading of, once per word type.

Bird's-eye view: :attr:`Generator.alternatives` walks the lexicon with the confusion lattice, then the
compound parts, in the capitals the word has and in those it may have lost; a word without a good
alternative may be two words run together. Only word types matter here, the page comes later. Start
reading at :attr:`Generator.alternatives`. German example: ``Wiebewertet`` gives ``Wie bewertet``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from ocrfix.candidates.compounds import joined, loose_compounds, walk_compound
from ocrfix.candidates.confusion import Path, RuleBook, rule_book
from ocrfix.candidates.distance import DistanceFallback
from ocrfix.candidates.lost_letters import lost_letter_words
from ocrfix.candidates.nearest import NearestWords
from ocrfix.candidates.parts import exchanged_parts
from ocrfix.candidates.short import SmallWords
from ocrfix.candidates.specks import specked_words
from ocrfix.candidates.spelled import SpelledWords
from ocrfix.candidates.splits import JOINED_NUMERALS, split_candidate, split_words
from ocrfix.candidates.walks import rewrite, walk
from ocrfix.lexicon.confusions import ConfusionTables
from ocrfix.lexicon.dawg import Dawg
from ocrfix.lexicon.lexicon import MOST_WORDS, Lexicon
from ocrfix.model import Candidate, CandidateKind, Rewrite
from ocrfix.text.characters import UNWRITTEN, transcribed, unaccented
from ocrfix.text.tokens import GENDERED

KNOWN_BUDGET = 5.6
CHEAP_BUDGET = 8.0
"""A candidate that costs less is good enough to look no further."""
FULL_BUDGET = 12.0
FIGURED_BUDGET = 14.0
"""For words with a figure behind their letters, which is no letter for sure: ``Schie81`` for ``Schießl``."""
COMPOUND_BUDGET = 10.0
UNLISTED_SPELLING_LOGP = -2.0
"""ln P per letter below which a word without candidates is looked up with a letter of any kind changed."""
MAXIMUM_ALTERNATIVES = 12
WORN_KNOWN_BUDGET = 9.0
MAXIMUM_WORN_ALTERNATIVES = 24
ODD_SPELLING_LOGP = -2.6
"""ln P per letter below which such a word is looked up in the domain lexicon, too."""
MISREAD_HYPHEN_COST = 1.0
"""-ln of the rate at which the hyphen of a word is read as a wave: nothing else looks like one."""
_BOTH_GENDERS = re.compile(r"(?<=[a-zäöüß])I(n|nnen)$")
"""The capital of ``KandidatInnen`` is meant."""
_FIGURED = re.compile(r"[^\W\d_]{3,}\d+[^\W\d_]*")
_NUMERAL = re.compile(r"[IVX]+")
_INFLECTIONS = "mnrs"
_SHORTEST_FAR = 6
"""Letters from which on words far away are compared: shorter ones resemble too many."""
_KEPT_WALKS = 2_000
"""A worn page walks its unknown words twice: for its profile and for its readings."""
_CONFUSION, _SPLIT = CandidateKind.CONFUSION, CandidateKind.SPLIT
_FRAGMENT_COUNT = 6.0
"""Words seen less often as they stand may be fragments of broken words in the corpora (``Artike``), or have a capital
that small words with an umlaut are read with (``Andern``)."""


class Generator:
    """Candidates by word type; those of the words asked for last are kept."""

    alternatives: Callable[[str], tuple[Candidate, ...]]
    """What else than a word may have been printed, cheapest first, the word itself excluded.

    ``channel_logp`` is the negated worst-table cost; the page's own rates replace it later.
    """
    worn_alternatives: Callable[[str], tuple[Candidate, ...]]
    """The same for worn pages, where any word may be misread and many letters at a time are."""

    def __init__(
        self, lexicon: Lexicon, tables: ConfusionTables, spelling_logp: Callable[[str], float] = lambda _: 0.0
    ) -> None:
        """Take the lexicon to walk, the confusions to allow and the character model (ln P of a spelling)."""
        self._lexicon = lexicon
        self._spelling_logp = spelling_logp
        self._fallback = DistanceFallback(lexicon.domain)
        self._nearest = NearestWords(lexicon.words)
        self._small = SmallWords(lexicon.words)
        self._rules: RuleBook = rule_book(tables)
        self._walks = lru_cache(_KEPT_WALKS)(walk)
        self._spelled = SpelledWords(self._rules, spelling_logp)
        self.alternatives = lru_cache(MOST_WORDS)(self._generate)
        self.worn_alternatives = lru_cache(MOST_WORDS)(self._generate_for_worn)

    def _generate_for_worn(self, word: str) -> tuple[Candidate, ...]:
        usual = self.alternatives(word)
        if len(word) > 60 or "-" in word:
            return usual
        wider: dict[str, Candidate] = {}
        is_known = self._lexicon.any_case_count(word) > 0
        self._walk_graph(word, self._lexicon.graph, WORN_KNOWN_BUDGET if is_known else FULL_BUDGET, wider)
        if not is_known and word.isalpha():
            _add_new(wider, (*self._nearest.lookup(word), *self._small.lookup(word)), CandidateKind.CHARACTER)
            if len(word) >= _SHORTEST_FAR and not any(map(_is_possible, (*wider.values(), *usual))):
                _add_new(wider, self._nearest.lookup_far(word), CandidateKind.CHARACTER)
        self._leave_out(word, wider)
        for candidate in usual:
            known = wider.get(candidate.text)
            # What the wider walk explains letter by letter counts for more than a mere distance.
            if known is None or known.channel_logp <= candidate.channel_logp:
                wider[candidate.text] = candidate
        return _cheapest(wider, MAXIMUM_WORN_ALTERNATIVES)

    def _generate(self, word: str) -> tuple[Candidate, ...]:
        if len(word) > 60:
            return ()
        if "-" in word:
            return self._hyphenated(word)
        if "~" in word:
            return (_hyphen_candidate(word),)
        if word in JOINED_NUMERALS:
            return (split_candidate(*JOINED_NUMERALS[word].split()),)
        gendered = GENDERED.fullmatch(word)
        if gendered is not None:
            return self._gendered(*gendered.groups())
        lost = () if UNWRITTEN.isdisjoint(word) else tuple(lost_letter_words(word, self._lexicon.is_known))
        if lost:
            return _cheapest({one.text: one for one in lost})
        specked = None if word.isalpha() else specked_words(word, self._lexicon.any_case_count)
        if specked is not None:
            return (specked,)
        is_known = self._lexicon.any_case_count(word) > 0
        is_frequent = self._lexicon.count(word) >= _FRAGMENT_COUNT
        found = self._walk(word, KNOWN_BUDGET if is_frequent else CHEAP_BUDGET)
        if not is_known:
            if not found and len(word) > 2:
                found = self._walk(word, FULL_BUDGET)
            if not found and _FIGURED.fullmatch(word):
                found = self._walk(word, FIGURED_BUDGET)
            if len(word) >= 7 and not _has_cheap(found):
                found.update({text: c for text, c in self._compounds(word).items() if text not in found})
            if word.isalpha() and len(word) >= 5:
                found.update(split_words(word, self._lexicon))
            if len(word) >= 10 and word.isalpha() and not _has_cheap(found):
                found.update({text: c for text, c in self._loose_compounds(word).items() if text not in found})
            is_split = any(candidate.kind is _SPLIT for candidate in found.values())
            if len(word) >= 5 and word.isalpha() and not is_split and not _has_cheap(found):
                found.update({text: c for text, c in self._unlisted(word).items() if text not in found})
            if len(word) >= 5 and not _has_cheap(found):
                _add_new(found, self._spelled.lookup(word), CandidateKind.CONFUSION)
        self._leave_out(word, found)
        return _cheapest(found)

    def _leave_out(self, word: str, found: dict[str, Candidate]) -> None:
        """Take out what is no candidate: the word itself, excluded words, and the word with another inflection.

        A last letter that no list knows is an inflection (``Linnemanns``) or the figure of a footnote (``Union1``,
        read as ``Unionl``) far more often than one too many: of 170 on the training pages 7 were. The same goes for
        ``integralem`` where the lists have ``integraler``: of 40 one was. ``13er`` is no ``ßer``, and who
        writes ``Wuerttemberg`` has no umlauts: none of 16,000 changes on the training pages was such. An accent that
        was read was printed (``Enquête``).
        """
        other_forms = self._other_facts(word, found)
        if not self._lexicon.any_case_count(word):
            if word.endswith("s"):
                other_forms.append(f"{word[:-2]}s" if word.endswith("es") else f"{word[:-1]}es")
            endings = _INFLECTIONS if word[-1] in _INFLECTIONS else ""
            other_forms += [word[:-1] + ending for ending in endings]
            other_forms += [text for text, candidate in found.items() if _is_inflected(candidate, word)]
        other_forms += [text for text in found if transcribed(text) == word or (word[0].isdigit() and text[0] == "ß")]
        if _BOTH_GENDERS.search(word):
            other_forms.append(_BOTH_GENDERS.sub(r"i\1", word))
        other_forms += [word, word[:-1], unaccented(word)]
        for text in (*other_forms, *self._lexicon.excluded_words.intersection(found)):
            found.pop(text, None)

    def _other_facts(self, word: str, found: dict[str, Candidate]) -> list[str]:
        """Return the candidates that a number, a name in capitals or a word with a mark behind it cannot be."""
        if word.isupper() and self._lexicon.count(word):
            # ``II`` is no ``III``, and ``GEMA`` is no small word.
            is_numeral = _NUMERAL.fullmatch(word) is not None
            return [text for text in found if not text.isupper() or (is_numeral and _NUMERAL.fullmatch(text))]
        if not word[-1].isalnum() and self._lexicon.any_case_count(word[:-1]):
            # The mark is a footnote or a quotation mark (``Gaskraftwerke®``).
            return [text for text in found if not self._lexicon.any_case_count(text)]
        return []

    def _walk(self, word: str, budget: float) -> dict[str, Candidate]:
        found: dict[str, Candidate] = {}
        # Most known words resemble no other, and the build knows which do.
        if not self._lexicon.is_lone(word):
            self._walk_graph(word, self._lexicon.graph, budget, found)
        if self._lexicon.extra_graph is not None:
            self._walk_graph(word, self._lexicon.extra_graph, budget, found)
        return found

    def _walk_graph(self, word: str, graph: Dawg, budget: float, found: dict[str, Candidate]) -> None:
        for path in self._walks(word, graph, self._rules, budget):
            _add(found, path, _CONFUSION)
        if word[0].isupper() and len(word) > 1:
            lowered = word[0].lower() + word[1:]
            # A noun is known with its capital: its small form would be walked for nothing.
            if not self._lexicon.count(word) or self._lexicon.count(lowered):
                for path in self._walks(lowered, graph, self._rules, budget):
                    _add(found, _capitalised(path), _CONFUSION)
            if word.isupper() and len(word) > 3:
                for lowered in (word.lower(), word[0] + word[1:].lower()):
                    for path in walk(lowered, graph, self._rules, budget):
                        _add(found, _in_capitals(path), CandidateKind.CONFUSION)

    def _compounds(self, word: str) -> dict[str, Candidate]:
        found: dict[str, Candidate] = {}
        is_title = word[0].isupper()
        lowered = word[0].lower() + word[1:]
        for path in walk_compound(lowered, self._lexicon, self._rules, COMPOUND_BUDGET):
            if path.rewrites:
                _add(found, _capitalised(path) if is_title else path, CandidateKind.COMPOUND)
        return found

    def _unlisted(self, word: str) -> dict[str, Candidate]:
        """Look for damage that follows no listed confusion, in words that are spelled oddly."""
        oddness = self._spelling_logp(word) / (len(word) + 1)
        if oddness > UNLISTED_SPELLING_LOGP:
            return {}
        found: dict[str, Candidate] = {}
        if oddness < ODD_SPELLING_LOGP:
            found = {candidate.text: candidate for candidate in self._fallback.lookup(word)}
        _add_new(found, self._nearest.lookup(word), CandidateKind.CHARACTER)
        if not found and len(word) >= 12:
            found = self._unlisted_heads(word)
        return found

    def _unlisted_heads(self, word: str) -> dict[str, Candidate]:
        """Look for a compound whose modifier is undamaged and whose head is badly damaged."""
        lowered = word.lower()
        for cut in range(len(word) - 5, 4, -1):
            if not self._lexicon.modifiers.count(lowered[:cut]):
                continue
            found: dict[str, Candidate] = {}
            for path in self._nearest.lookup(word[cut].upper() + word[cut + 1 :]):
                head = Path(path.text[0].lower() + path.text[1:], path.cost, path.rewrites)
                _add(found, joined(Path(word[:cut], 0.0, ()), head, cut), CandidateKind.CHARACTER)
            if found:
                return found
        return {}

    def _loose_compounds(self, word: str) -> dict[str, Candidate]:
        found: dict[str, Candidate] = {}
        for path in loose_compounds(word, self._lexicon, self._rules):
            _add(found, path, CandidateKind.COMPOUND)
        return found

    def _hyphenated(self, word: str) -> tuple[Candidate, ...]:
        if self._lexicon.count(word.replace("-", "")):
            return ()  # a name with a capital inside, broken at a line end: ``Ba-⏎Fin``
        found = exchanged_parts(word, self.alternatives)
        specked = None if self._lexicon.any_case_count(word) else specked_words(word, self._lexicon.any_case_count)
        return _cheapest(found if specked is None else {**found, specked.text: specked})

    def _gendered(self, stem: str, mark: str, ending: str) -> tuple[Candidate, ...]:
        """Give the mark of ``Burger*innen`` back to what ``Burgerinnen`` may be; only what is listed counts."""
        count, found = self._lexicon.any_case_count, {}
        for candidate in self.alternatives(stem + ending) if not count(stem + ending) else ():
            is_in_stem = all(one.position + len(one.read) <= len(stem) for one in candidate.rewrites)
            if is_in_stem and candidate.text.endswith(ending) and count(candidate.text) > 0:
                text = f"{candidate.text.removesuffix(ending)}{mark}{ending}"
                found[text] = Candidate(text, candidate.kind, candidate.rewrites, candidate.channel_logp)
        return _cheapest(found)


def _is_inflected(candidate: Candidate, word: str) -> bool:
    """Say whether the inflection is another or gone by the way: ``betriebsfahiger`` as ``betriebsfähigen``."""
    ends = _INFLECTIONS if word[-1] in _INFLECTIONS else ""
    return any(
        change.position == len(word) - 1 and len(change.read) == 1 and (not change.true or change.true in ends)
        for change in candidate.rewrites
    )


def _has_cheap(found: dict[str, Candidate]) -> bool:
    """Say whether one word is near enough to look no further."""
    return any(one.kind is not _SPLIT and one.channel_logp > -CHEAP_BUDGET for one in found.values())


def _is_possible(candidate: Candidate) -> bool:
    """Say whether a candidate is near enough for a word that is badly worn."""
    return candidate.channel_logp >= -FULL_BUDGET


def _cheapest(found: dict[str, Candidate], most: int = MAXIMUM_ALTERNATIVES) -> tuple[Candidate, ...]:
    ordered = sorted(found.values(), key=lambda c: (-c.channel_logp, len(c.rewrites), c.text))
    return tuple(ordered[:most])


def _hyphen_candidate(word: str) -> Candidate:
    rewrites = [Rewrite(match.start(), "~", "-") for match in re.finditer("~", word)]
    return Candidate(word.replace("~", "-"), CandidateKind.HYPHEN, tuple(rewrites), -MISREAD_HYPHEN_COST)


def _add(found: dict[str, Candidate], path: Path, kind: CandidateKind) -> None:
    known = found.get(path.text)
    if known is None or known.channel_logp < -path.cost:
        found[path.text] = Candidate(path.text, kind, path.rewrites, -path.cost)


def _add_new(found: dict[str, Candidate], paths: Iterable[Path], kind: CandidateKind) -> None:
    """Add the words that were not found in another way."""
    for path in paths:
        if path.text not in found:
            _add(found, path, kind)


def _capitalised(path: Path) -> Path:
    rewrites = path.rewrites
    if rewrites and rewrites[0].position == 0:
        rewrites = tuple(
            [rewrite(0, _title(r.read), _title(r.true)) if r.position == 0 and r.read else r for r in rewrites]
        )
    return Path(_title(path.text), path.cost, rewrites)


def _title(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1] != "ß" else text


def _in_capitals(path: Path) -> Path:
    if "ß" in path.text:
        return path
    rewrites = tuple(Rewrite(r.position, r.read.upper(), r.true.upper()) for r in path.rewrites)
    return Path(path.text.upper(), path.cost, rewrites)
