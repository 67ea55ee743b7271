"""The readings of every token of a page, as slots for the ranker.

Bird's-eye view: :func:`page_profile` estimates the damage of the page from its unknown words,
:func:`page_slots` gives every token its readings: itself first, then what the confusion lattice, the
compound model and the rules for marks propose, each with what it costs *on this page*. Start reading at
:func:`page_slots`. German example: on a page that lost its umlauts ``fuhrt`` gets the reading ``führt``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ocrfix.candidates.citations import according_candidate
from ocrfix.candidates.generate import MISREAD_HYPHEN_COST
from ocrfix.candidates.halves import healed_halves
from ocrfix.candidates.marks.items import stands_in_enumeration
from ocrfix.candidates.marks.place import SignReading
from ocrfix.candidates.marks.rules import keep_logp, may_be_sign, sign_readings
from ocrfix.candidates.marks.sentences import has_capital, misread_commas
from ocrfix.candidates.parts import with_lost_hyphen
from ocrfix.candidates.splits import JOINED_NUMERALS
from ocrfix.detect.profile import Observation, Profile, estimate_profile
from ocrfix.detect.waivers import WAIVED
from ocrfix.lexicon.lexicon import MOST_WORDS
from ocrfix.model import Candidate, CandidateKind, Rewrite, Token, TokenKind
from ocrfix.rank.language_model import LanguageModel
from ocrfix.rank.ranker import Slot
from ocrfix.records import dataclass
from ocrfix.resources import Resources
from ocrfix.text.hyphenation import has_misread_break

_LISTED_COSTS = (CandidateKind.SPLIT, CandidateKind.DISTANCE, CandidateKind.HYPHEN)
"""Kinds that follow no confusion of the page: they cost the same on every page."""
_WORD_KINDS = (TokenKind.WORD, TokenKind.MIXED)
_HOPELESS_KNOWN_ODDS = -7.0
"""ln odds by channel and frequency below which a known word is not questioned."""
_HOPELESS_CHANNEL = -17.0
_HOPELESS_UNLISTED_CHANNEL = -40.0
"""The same for words compared letter by letter: what stands there is no word at all and even less likely."""
_RAREST_SIGN = -9.0
_LOST_SPACE_LOGP = -1.5
_ENUMERATION_LOGP, _LONE_ITEM_LOGP = -2.0, -5.0
"""ln P that a one is read as a letter, where the enumeration goes on and where it does not."""
_CERTAIN_LOGP = -1.0
"""ln P that the small figure of CO2 is read as a comma, or the S of a page as a sign: nothing else stands there."""
_SIGN_PROTECTIONS = frozenset(("", "number", "mixed", "address"))
"""Protections that a sign may stand in: what is a fact are the figures, not the marks around them."""
_SPECK_LOGP = -6.0
"""ln P that a speck behind a word is read as a full stop."""
_MISREAD_COMMA_PRIOR = 20.0
"""Commas that were read right, for those of a page that were read as full stops."""
_SPECK_PRIOR = 60.0
"""The same before small letters, where specks are read as full stops, too."""
_DASH_BONUS = 3.0
"""The corpora print ``-`` and ``–`` as their authors liked; what this document prints is for the judge to weigh."""
_CACHE_SHARE = 0.1
_MISREAD_BREAK_LOGP = -5.0
"""ln P that a dash right behind a word at a line end, before a small letter, was printed as a dash."""
_UNMARKED_ABBREVIATION_LOGP = -5.0
"""ln P that a short form (``Kl.`` for Klasse) is printed without its full stop."""

_Views = tuple[tuple[Candidate, ...], tuple[tuple[str, ...], ...], tuple[float, ...]]
"""The readings of a slot, their symbols and what these leave open (ln), as :class:`Slot` takes them."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page by type, with their number: known ones, and unknown ones that may change."""

    known: Counter[str]
    unknown: Counter[str]


def words_of(tokens: Sequence[Token], resources: Resources) -> PageWords:
    """Count the word types of a page."""
    known: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    count = resources.lexicon.any_case_count
    words = Counter([token.text for token in tokens if token.kind in _WORD_KINDS and not token.protected])
    for word, number in words.items():
        (known if count(word) > 0 else unknown)[word] = number
    return PageWords(known, unknown)


def page_profile(words: PageWords, resources: Resources) -> Profile:
    """Estimate the confusions of a page from its unknown words and their candidates."""
    observations = []
    for word, count in words.unknown.items():
        candidates = tuple(
            (candidate, _unigram_logp(candidate.text, resources))
            for candidate in resources.generator.alternatives(word)
            if candidate.kind not in (CandidateKind.SPLIT, CandidateKind.HYPHEN)
        )
        if candidates:
            observations.append(Observation(word, count, _token_logp(word, resources), candidates))
    return estimate_profile(resources.tables, observations, words.known)


def _token_logp(word: str, resources: Resources) -> float:
    model = resources.model
    return model.window_logp((), (model.symbol(word),), ()) + model.inner_logp(word)


def _unigram_logp(text: str, resources: Resources) -> float:
    symbols, inner = resources.model.shown(text)
    return resources.model.window_logp((), symbols, ()) + inner


def document_bonus(text: str, written: Counter[str], total: int, resources: Resources) -> float:
    """Return how much likelier (ln) a word is because this document writes it elsewhere (a cache model).

    Source: Kuhn, De Mori (1990), with the cache's share ``_CACHE_SHARE``.
    """
    count = written.get(text, 0)
    if not count or len(text) < 2 or not resources.lexicon.any_case_count(text):
        return 0.0
    cached = math.log(_CACHE_SHARE * count / max(total, 1))
    return max(0.0, 0.5 * (cached - _unigram_logp(text, resources)))


def page_slots(
    text: str, tokens: Sequence[Token], profile: Profile, written: Counter[str], resources: Resources
) -> list[Slot]:
    """Return one slot for each token of the page, in order; ``written`` counts the words of the document."""
    total = sum(written.values())
    abbreviation_of = resources.lexicon.misread_abbreviation
    slots: list[Slot] = []
    previous_end = 0
    # What a word may be on this page is found once per type, and so is all that a slot shows of a word that is no
    # sign and stands on one line: where it stands does not matter.
    of_word: dict[str, list[Candidate]] = {}
    of_type: dict[tuple[str, str], _Views] = {}
    for index, token in enumerate(tokens):
        span, word = token.span, token.text
        start, end = span.start, span.end
        is_start = index == 0 or (start - previous_end > 1 and text.count("\n", previous_end, start) > 1)
        previous_end = end
        is_anywhere_alike = end - start == len(word) and not may_be_sign(word) and not abbreviation_of(word)
        views = of_type.get((word, token.protected)) if is_anywhere_alike else None
        if views is None:
            proposed = _proposals(text, tokens, index, profile, of_word, resources)
            if proposed:
                keep = _keep(word, _keep_logp(text, tokens, index, resources))
                views = _views(keep, proposed, written, total, resources)
            else:
                views = _alone(word, resources.model)
            if is_anywhere_alike:
                of_type[word, token.protected] = views
        slots.append(Slot(index, *views, is_start))
    return slots


@lru_cache(MOST_WORDS)
def _alone(word: str, model: LanguageModel) -> _Views:
    """Return the views of a word that is not in doubt: most are not, on any page."""
    return (_keep(word),), ((model.symbol(word),),), (model.inner_logp(word),)


def _views(
    keep: Candidate, proposed: Sequence[Candidate], written: Counter[str], total: int, resources: Resources
) -> _Views:
    """Return the readings of a place and what each shows the language model."""
    model = resources.model
    symbols: list[tuple[str, ...]] = [(model.symbol(keep.text),)]
    inner = [model.inner_logp(keep.text)]
    for candidate in proposed:
        candidate_symbols, candidate_inner = model.shown(candidate.text)
        symbols.append(candidate_symbols)
        inner.append(candidate_inner + document_bonus(candidate.text, written, total, resources))
    return (keep, *proposed), tuple(symbols), tuple(inner)


def _keep_logp(text: str, tokens: Sequence[Token], index: int, resources: Resources) -> float:
    token = tokens[index]
    if has_misread_break(text[token.span.start : token.span.end]):
        return _MISREAD_BREAK_LOGP
    if resources.lexicon.misread_abbreviation(token.text) and not text.startswith(".", token.span.end):
        return _UNMARKED_ABBREVIATION_LOGP
    return keep_logp(text, tokens, index)


def _keep(text: str, channel_logp: float = 0.0) -> Candidate:
    return Candidate(text, CandidateKind.KEEP, (), channel_logp)


def _proposals(
    text: str,
    tokens: Sequence[Token],
    index: int,
    profile: Profile,
    of_word: dict[str, list[Candidate]],
    resources: Resources,
) -> tuple[Candidate, ...]:
    token = tokens[index]
    word = token.text
    if token.protected in WAIVED:
        return ()
    found: list[Candidate] = []
    is_broken = token.span.end - token.span.start > len(word)
    as_read = text[token.span.start : token.span.end] if is_broken else word
    if is_broken and has_misread_break(as_read):
        found.append(Candidate(token.text, CandidateKind.HYPHEN, (Rewrite(0, "—", "-"),), -1.0))
    if len(word) > 1 and token.kind in _WORD_KINDS and (not token.protected or word in JOINED_NUMERALS):
        known = of_word.get(word)
        if known is None:
            known = of_word[word] = _word_proposals(word, profile, resources)
        found.extend(known if not token.protected else [one for one in known if one.kind is CandidateKind.SPLIT])
        if is_broken and as_read.count("\n") > 1:  # the half behind an empty line may be that of a running head
            found = [one for one in found if one.kind is not CandidateKind.SPLIT]
        if any(one.kind is CandidateKind.SPLIT for one in found):
            found = [with_lost_hyphen(one, tokens, index, resources.lexicon.has_head_of) for one in found]
    according = None if token.protected else according_candidate(tokens, index)
    if (
        according is not None
        and not resources.lexicon.any_case_count(word)
        and all(one.text != according.text for one in found)
    ):
        found.append(according)
    if is_broken and "-" in word and not token.protected:
        healed = healed_halves(as_read, resources.generator.alternatives, resources.lexicon.any_case_count)
        found.extend([replace(one, channel_logp=profile.channel_logp(one.rewrites)) for one in healed])
    if may_be_sign(word) and token.protected in _SIGN_PROTECTIONS:
        for reading in sign_readings(text, tokens, index):
            found = [one for one in found if one.text != reading.text]
            cost = _sign_logp(reading, text, tokens, index, profile)
            found.append(Candidate(reading.text, reading.kind, (Rewrite(0, word, reading.text),), cost))
    return tuple(found)


def _sign_logp(reading: SignReading, text: str, tokens: Sequence[Token], index: int, profile: Profile) -> float:
    """Return ln P that a mark is read as it was where ``reading`` was printed."""
    token = tokens[index]
    if reading.text.strip() == token.text:
        return _LOST_SPACE_LOGP
    if reading.is_certain:
        return _CERTAIN_LOGP
    if reading.kind is CandidateKind.HYPHEN:
        return -MISREAD_HYPHEN_COST
    if not reading.text:
        return _SPECK_LOGP
    if reading.kind is CandidateKind.ENUMERATION:
        return _ENUMERATION_LOGP if stands_in_enumeration(reading.text, text, token) else _LONE_ITEM_LOGP
    shown = max(profile.rule_logp((reading.text.strip(), token.text)), _RAREST_SIGN)
    if reading.text == "," and (others := misread_commas(text)):
        is_capital = has_capital(tokens[index + 1].text)
        as_others = math.log(others / (others + (_MISREAD_COMMA_PRIOR if is_capital else _SPECK_PRIOR)))
        return as_others if is_capital else max(shown, as_others)
    return shown + _DASH_BONUS if reading.text == "–" else shown


def _word_proposals(word: str, profile: Profile, resources: Resources) -> list[Candidate]:
    generator = resources.generator
    alternatives = generator.worn_alternatives(word) if profile.is_worn else generator.alternatives(word)
    if not alternatives:
        return []
    count = resources.lexicon.any_case_count
    own_count = resources.lexicon.count_as_read(word)
    numbers = _numbers_of(word) if "-" in word else None
    beside = profile.beside_logp(word)
    result = []
    for candidate in alternatives:
        if numbers is not None and _numbers_of(candidate.text) != numbers:
            continue
        kind = candidate.kind
        cost = candidate.channel_logp if kind in _LISTED_COSTS else profile.channel_logp(candidate.rewrites, beside)
        if cost < (_HOPELESS_UNLISTED_CHANNEL if kind is CandidateKind.CHARACTER else _HOPELESS_CHANNEL):
            continue
        # Two words are in no list together: the language model tells whether they stand here.
        is_hopeless = own_count and cost + math.log((count(candidate.text) + 0.1) / own_count) < _HOPELESS_KNOWN_ODDS
        if is_hopeless and kind is not CandidateKind.SPLIT:
            continue
        result.append(Candidate(candidate.text, kind, candidate.rewrites, cost))
    return result


def _numbers_of(word: str) -> list[str]:
    """Return the parts of a hyphenated word that are numbers; they are facts, as in ``NIS-2-Umsetzungsgesetz``."""
    return [part for part in word.split("-") if part.isdigit()]
