"""What is known about a place where a candidate beats what was read: the evidence that the judge weighs.

Bird's-eye view: :func:`document_words` counts the words of a document by the winners of its ranking,
:func:`evidence_of` gathers what the page and the document say about one winner, :func:`judged_group` names the kind of
change. Start reading at :func:`evidence_of`. German example: ``fiir`` is unknown, ``für`` is frequent, the page lost
its umlauts, and no stray mark stands beside the word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from ocrfix.candidates.marks.dashes import dash_counts, sets_federal_citation_off
from ocrfix.candidates.marks.figures import spaced_percent_share
from ocrfix.candidates.marks.items import stands_in_enumeration
from ocrfix.candidates.marks.sentences import misread_commas
from ocrfix.candidates.parts import is_sure_first_part
from ocrfix.decide import Evidence, features, group_of, is_special
from ocrfix.detect.house_style import long_dash_log_odds
from ocrfix.detect.spelling import is_old_spelling
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.model import Candidate, CandidateKind, Token
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.rank.ranker import Slot
from ocrfix.records import dataclass
from ocrfix.resources import Resources
from ocrfix.text.quotes import closes_federal_quotation, has_quote_pair
from ocrfix.text.tokens import starts_line

_LONG_WORD = 6
_LETTERS, _ODD_MARK = re.compile(r"[^\W\d_]{3,}"), re.compile(r"[^\w.,;:()„“–?!§•·/\[\]-]")
"""Words long enough to be missed in every list, and marks that words of official texts seldom touch."""
SPELLING_KINDS = frozenset(
    (CandidateKind.CONFUSION, CandidateKind.COMPOUND, CandidateKind.CHARACTER, CandidateKind.DISTANCE)
)
"""Kinds of candidates that spell a word in another way."""
_FEDERAL_LOG_ODDS = 3.0
"""ln odds of curved marks and of dashes around a citation in papers of Bundestag and Bundesrat: 45 of 45."""
_FIRST_PART_CONFIDENCE = 0.95
"""Of ``Forschungsund`` that it is ``Forschungs- und``: so it was in 3,060 of 3,061 pairs of words with such an ending
(see ``with_lost_hyphen``). Like that of other changes that no page teaches it is less than what that says."""
_ADDRESS_KINDS = (CandidateKind.CHARACTER, CandidateKind.HYPHEN)
"""What may change in an address: fixed parts, and long dashes, which no address holds."""


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of a document by the winners of its ranking: as printed, and those that are kept as they stand.

    Winners count whether they are applied or not, so that a second run finds the same figures. The parts of
    hyphenated words count, too: ``KI-Systeme`` speaks for the ``KI`` of ``KI-Beirat``.
    """

    printed: Counter[str]
    kept: Counter[str]
    read: Counter[str]
    is_old_spelling: bool


def document_words(analyses: Iterable[PageAnalysis]) -> DocumentWords:
    """Count the words of all pages of a document; none of the analyses is kept."""
    printed: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for analysis in analyses:
        read.update(_with_parts([slot.readings[0].text for slot in analysis.slots]))
        printed.update(_with_parts([slot.readings[slot.best].text for slot in analysis.slots]))
        kept.update(_with_parts([slot.readings[0].text for slot in analysis.slots if not slot.best]))
    return DocumentWords(printed, kept, read, is_old_spelling(kept))


def _with_parts(words: list[str]) -> list[str]:
    """Return words and the parts of those that have hyphens.

    >>> _with_parts(["KI-Beirat", "-", "die"])
    ['KI-Beirat', '-', 'die', 'KI', 'Beirat']
    """
    return words + [part for word in words if "-" in word for part in word.split("-") if part]


def evidence_of(
    slot: Slot, token: Token, analysis: PageAnalysis, words: DocumentWords, resources: Resources
) -> Evidence:
    """Gather what is known about the winner of a slot whose winner is not "keep"."""
    winner = slot.readings[slot.best]
    text = analysis.page.text
    is_line_start = starts_line(text, token.span.start)
    before = text[max(0, token.span.start - 3) : token.span.start].rstrip()[-1:]
    after = text[token.span.end : token.span.end + 3].lstrip()[:1]
    is_sign = winner.kind is CandidateKind.TYPOGRAPHY
    # How damaged the words of the page are does not weigh for its dashes, nor the words nearby for lost spaces, nor
    # how many umlauts it lost for other confusions: a second run finds them corrected. Which figures stand for a
    # section sign depends on the engine's language, and so does what becomes of umlauts.
    is_section = winner.kind is CandidateKind.SECTION_SIGN
    is_split = winner.kind is CandidateKind.SPLIT
    is_dash = _is_dash(winner)
    is_hyphen = is_dash and token.text == "-"
    long, short = dash_counts(text, is_line_start) if is_hyphen else (0, 0)
    others = [total for n, total in enumerate(slot.total_logp) if n not in (0, slot.best)]
    count = resources.lexicon.any_case_count
    spelling = resources.model.character_logp(token.text)
    part_before, part_after = changed_part(token.text, winner.text)
    printed = _printed_around(slot.token_index, analysis)
    return Evidence(
        before=token.text,
        candidate=winner,
        posterior=slot.posteriors[slot.best],
        advantage_logp=slot.total_logp[slot.best] - slot.total_logp[0],
        context_advantage_logp=slot.context_logp[slot.best] - slot.context_logp[0],
        runner_up_logp=slot.total_logp[slot.best] - max(others) if others else 15.0,
        count_before=resources.lexicon.count_as_read(part_before),
        count_after=min(count(part) for part in part_after.split() or [""]),
        lost_share=analysis.profile.lost_share if is_special(winner) or is_section else 0.0,
        noise=1.0 if is_dash else analysis.profile.noise,
        count_in_document=long if is_hyphen else words.printed[part_after] - 1,
        repeats=short if is_hyphen else words.kept[part_before],
        spelling_logp=spelling,
        unknown_share_nearby=0.0 if is_dash or is_split else analysis.unknown_share(slot.token_index),
        is_compound_before=resources.lexicon.compound_logp(token.text) > float("-inf"),
        spelling_gain_logp=resources.model.character_logp(winner.text) - spelling,
        times_read=words.read[token.text] if _is_misread_by_chance(token.text, winner) else 1,
        misread_commas=misread_commas(text) if is_sign and winner.text == "," else 0,
        is_abbreviation=_is_abbreviation(token.text, part_before, part_after, resources.lexicon),
        is_address=token.protected == "address",
        is_worn_page=analysis.profile.is_worn,
        house_style_log_odds=_house_style(winner, token, text, resources.folder),
        is_domain_word=winner.text in resources.lexicon.domain,
        is_line_start=is_line_start,
        has_pair=_has_partner(winner, token, text),
        same_sign_share=_same_sign_share(winner.text, token, words.printed, text) if is_sign else 0.0,
        is_digit_before=before.isdigit(),
        is_digit_after=after.isdigit(),
        is_capital_after=after.isupper(),
        is_beside_known_word=is_sign and _is_beside_known(slot.token_index, analysis, count),
        has_unknown_around=not all(map(resources.lexicon.is_known, _LETTERS.findall(printed))),
        has_odd_mark_around=_ODD_MARK.search(printed) is not None,
    )


def _printed_around(index: int, analysis: PageAnalysis) -> str:
    """Return what stands between two spaces by all winners, whether they are applied or not."""
    slots = [analysis.slots[place] for place in analysis.word_around(index)]
    return "".join([slot.readings[slot.best].text for slot in slots])


def _is_misread_by_chance(word: str, winner: Candidate) -> bool:
    """Say whether a word that is read alike again and again speaks for itself.

    Umlauts and spaces are lost each time. Context decides short words one by one, and those that were corrected
    would no longer speak when the page is corrected again.
    """
    return len(word) >= _LONG_WORD and winner.kind in SPELLING_KINDS and not is_special(winner)


def changed_part(before: str, after: str) -> tuple[str, str]:
    """Return the part of a hyphenated word that changes, or both words as they are.

    >>> changed_part("Kl-Gigafactory", "KI-Gigafactory")
    ('Kl', 'KI')
    """
    if "-" not in before:
        return before, after
    pairs = list(zip(before.split("-"), after.split("-"), strict=False))
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    is_one = len(changed) == 1 and before.count("-") == after.count("-") > 0 and all(changed[0])
    return changed[0] if is_one else (before, after)


def _is_abbreviation(word: str, before: str, after: str, lexicon: Lexicon) -> bool:
    """Say whether the part of a hyphenated word that changes must be a misread abbreviation; facts have figures."""
    is_part = before != word and word.replace("-", "").isalpha()
    return is_part and lexicon.misread_abbreviation(before) == after


def _is_beside_known(index: int, analysis: PageAnalysis, count: Callable[[str], float]) -> bool:
    """Say whether the words that a mark touches are known: a mark beside a damaged word is doubtful itself."""
    token = analysis.tokens[index]
    for neighbour in (index - 1, index + 1):
        if not 0 <= neighbour < len(analysis.tokens):
            continue
        other, slot = analysis.tokens[neighbour], analysis.slots[neighbour]
        touches = token.span.start <= other.span.end and other.span.start <= token.span.end
        winner = slot.readings[slot.best].text
        if touches and winner.isalpha() and not count(winner):
            return False
    return True


def _is_dash(winner: Candidate) -> bool:
    return winner.kind is CandidateKind.TYPOGRAPHY and winner.text == "–"


def _house_style(winner: Candidate, token: Token, text: str, folder: Path) -> float:
    """Return the log odds that the house style of the page sets the long dash or the curved mark that a winner puts."""
    if not _is_dash(winner):
        return _FEDERAL_LOG_ODDS if closes_federal_quotation(text, token) else 0.0
    by_words = long_dash_log_odds(text, folder)
    return max(by_words, _FEDERAL_LOG_ODDS) if sets_federal_citation_off(text, token) else by_words


def _has_partner(winner: Candidate, token: Token, text: str) -> bool:
    """Say whether a mark has its counterpart or what makes it as sure, and an item of an enumeration a neighbour."""
    if _is_dash(winner):
        return sets_federal_citation_off(text, token)
    if winner.kind is CandidateKind.TYPOGRAPHY:
        return has_quote_pair(text, token, winner.text)
    return winner.kind is CandidateKind.ENUMERATION and stands_in_enumeration(winner.text, text, token)


def _same_sign_share(sign: str, token: Token, printed: Counter[str], text: str) -> float:
    """Return how often the document prints the sign by all winners, against how often what is read here.

    Winners are counted whether they are applied or not, so that a second run finds the same share. For a
    hyphen read between spaces the dashes that were read tell whether this page prints long ones.
    """
    if sign == " %":
        return spaced_percent_share(text)
    if sign == "–" and token.text == "-":
        long, short = dash_counts(text, starts_line(text, token.span.start))
        return long / max(long + short, 1)
    return printed[sign] / max(printed[sign] + printed[token.text], 1)


def judged(evidence: Evidence, resources: Resources) -> tuple[str, float]:
    """Return the kind of change that evidence speaks for, and the confidence of the judge.

    The training pages have no first part that lost its hyphen to learn from: its ending says more than the judge can.
    """
    group = judged_group(evidence)
    confidence = resources.judge.confidence(group, features(evidence))
    return group, max(confidence, _FIRST_PART_CONFIDENCE) if is_sure_first_part(evidence.candidate) else confidence


def judged_group(evidence: Evidence) -> str:
    """Name the kind of change that evidence speaks for."""
    if evidence.is_abbreviation:
        return "abbreviation"
    if evidence.is_address and evidence.candidate.kind in _ADDRESS_KINDS:
        return "address"
    return group_of(evidence.candidate, evidence.count_before > 0, evidence.is_line_start, evidence.is_worn_page)
