"""Hyphenated words of which one part is misread, or two.

Bird's-eye view: each part of a hyphenated word has candidates of its own; :func:`exchanged_parts` puts them between
the hyphens, one part at a time and then two together. Start reading there. German example: ``Kl-Fahigkeiten`` may be
``KI-Fahigkeiten``, ``Kl-Fähigkeiten`` or ``KI-Fähigkeiten``. :func:`with_lost_hyphen` is about first parts in a row,
:func:`is_sure_first_part` tells which of them are sure by their ending.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from ocrfix.candidates.walks import shifted
from ocrfix.model import Candidate, CandidateKind, Rewrite, Token
from ocrfix.text.hyphenation import FIRST_ENDINGS, PAIRING_CONJUNCTIONS

_MOST_ALONE, _MOST_TOGETHER = 4, 2
"""Candidates of a part that are tried where it changes alone, and where another part changes with it."""
LONGEST_ABBREVIATION = 2
"""Parts up to this length are abbreviations and may be other ones only."""
_PAIRED_KINDS = (CandidateKind.CONFUSION, CandidateKind.COMPOUND)


def exchanged_parts(word: str, alternatives: Callable[[str], Sequence[Candidate]]) -> dict[str, Candidate]:
    """Return what a hyphenated word may be a reading of, by text; ``alternatives`` are those of the generator.

    The cost of two misread parts is that of both.
    """
    parts = word.split("-")
    options = [
        [one for one in alternatives(part)[:_MOST_ALONE] if _may_stand_for(part, one)] if part else [] for part in parts
    ]
    found = [_exchanged(parts, {place: one}) for place, option in enumerate(options) for one in option]
    paired = [[one for one in option[:_MOST_TOGETHER] if one.kind in _PAIRED_KINDS] for option in options]
    for (left, firsts), (right, seconds) in combinations(enumerate(paired), 2):
        found += [_exchanged(parts, {left: first, right: second}) for first in firsts for second in seconds]
    return {candidate.text: candidate for candidate in found}


def _may_stand_for(part: str, candidate: Candidate) -> bool:
    is_abbreviation = candidate.text.isupper() and candidate.text.isalpha()
    return candidate.kind is not CandidateKind.SPLIT and (len(part) > LONGEST_ABBREVIATION or is_abbreviation)


def _exchanged(parts: Sequence[str], by_place: Mapping[int, Candidate]) -> Candidate:
    texts, rewrites, offset = list(parts), tuple[Rewrite, ...](), 0
    for place, part in enumerate(parts):
        if place in by_place:
            texts[place] = by_place[place].text
            rewrites += shifted(by_place[place].rewrites, offset)
        offset += len(part) + 1
    kinds = {one.kind for one in by_place.values()}
    kind = kinds.pop() if len(kinds) == 1 else CandidateKind.CONFUSION
    return Candidate("-".join(texts), kind, rewrites, sum([one.channel_logp for one in by_place.values()]))


def with_lost_hyphen(
    candidate: Candidate, tokens: Sequence[Token], index: int, has_head_of: Callable[[str, str], bool]
) -> Candidate:
    """Give a first part of a word that was run together with a conjunction its hyphen back.

    ``Umweltund Naturschutz`` was broken behind ``Umwelt-``, and a program took the hyphen for one of syllables.
    ``has_head_of`` says whether a word stands before the last part of another one, too (``Umweltschutz``). Of 6,244
    pairs of words in the Drucksachen, the law of the states and the minutes 5,749 are such first parts, of 3,061 with
    an s that only first parts have (``Forschungs``) all but one; behind another first part (``Kinder-, Jugendund
    Familienhilfe``) they are in 3,469 of 3,505 places.
    """
    left, _, conjunction = candidate.text.partition(" ")
    if candidate.kind is not CandidateKind.SPLIT or conjunction not in PAIRING_CONJUNCTIONS or not left[0].isupper():
        return candidate
    is_behind_first_part = [token.text for token in tokens[max(0, index - 2) : index]] == ["-", ","]
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if is_behind_first_part or (
        following[:1].isupper() and (left.endswith(FIRST_ENDINGS) or has_head_of(left, following))
    ):
        return replace(candidate, text=f"{left}- {conjunction}", rewrites=(Rewrite(len(left), "", "- "),))
    return candidate


def is_sure_first_part(candidate: Candidate) -> bool:
    """Say whether a word got its hyphen back whose ending only first parts have (``Forschungs- und``)."""
    left, hyphen, _ = candidate.text.partition("- ")
    return candidate.kind is CandidateKind.SPLIT and bool(hyphen) and left.endswith(FIRST_ENDINGS)
