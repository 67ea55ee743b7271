"""What the witnesses of a page have in the place of each token, and the ranking with their readings.

Bird's-eye view: :func:`hear` asks every witness of the page for every token; :func:`witnessed_slots` adds what they
read to the candidates, weighs every candidate by how well it explains all readings (a second noisy channel for each
witness), and ranks again. :mod:`ocrfix.pipeline.witnessed` decides with that. Start reading at
:func:`witnessed_slots`. German example: the text has ``Mallnahmen``, ``Latin`` reads ``Maßnahmen`` in the same box;
the slot of the token gets the candidate ``Maßnahmen``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ocrfix.detect.waivers import WAIVED
from ocrfix.model import Candidate, CandidateKind, Rewrite, Token
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.ranking import rank_page
from ocrfix.rank.ranker import Slot
from ocrfix.readings.align import Heard, heard, joined_sign
from ocrfix.readings.channel import FLOOR_LOGP, Channel, table_of
from ocrfix.readings.sections import is_like_section, is_like_sign, number_of, section_reading
from ocrfix.records import dataclass
from ocrfix.resources import Resources
from ocrfix.text.enumerations import heads_count_sections

WITNESS_WEIGHT = 0.6
"""Readings of one image err together more often than chance has it; each counts for so much of a reading."""
_LONG_WORD = 8
_FLOOR_OF_LONG_WORDS = -30.0
_SECTION_LOGP = -3.0
"""ln P that a section sign is read as a digit or letter of its shape and run together with what follows."""
_COUNTED_SECTION_LOGP = 0.0
"""The same for a heading between others that count sections."""
_CONSIDERED_LOGP = -4.0
"""ln P that an engine takes another character where it considered the printed one."""
_SHORTEST_CONSIDERED = 3


@dataclass(frozen=True, slots=True)
class Testimony:
    """A place where witnesses spoke: the slot as ranked with their readings, and what they have there."""

    slot: Slot
    heard: tuple[Heard, ...]


def hear(analysis: PageAnalysis) -> dict[int, tuple[Heard, ...]]:
    """Return what the witnesses of a page have in the place of each token."""
    result: dict[int, tuple[Heard, ...]] = {}
    for witness in analysis.page.witnesses:
        for index, said in heard(analysis.page, analysis.tokens, witness).items():
            result[index] = (*result.get(index, ()), said)
    return result


def witnessed_slots(
    analysis: PageAnalysis, spoken: Mapping[int, tuple[Heard, ...]], resources: Resources
) -> dict[int, Testimony]:
    """Rank the page again with the witnesses' readings; the slots that they speak to, by token index."""
    own = Channel(resources.tables, "eng" if analysis.profile.lost_share > 0.5 else "deu")
    channels = {table: Channel(resources.tables, table) for table in ("deu", "eng")}
    slots = []
    for slot in analysis.slots:
        token = analysis.tokens[slot.token_index]
        said = spoken.get(slot.token_index, ())
        is_agreed = len(slot.readings) == 1 and all(one.text == token.text for one in said)
        if is_agreed or not said or token.protected in WAIVED:
            copied = replace(slot)
        else:
            is_before_number = _is_before_number(analysis, slot.token_index, spoken.get(slot.token_index + 1, ()))
            section = _section_of(analysis, slot.token_index, said, is_before_number)
            copied = _with_readings(slot, token, said, section, is_before_number, own, channels, resources)
        slots.append(copied)
    rank_page(slots, analysis.tokens, resources)
    return {
        slot.token_index: Testimony(slot, spoken[slot.token_index])
        for slot in slots
        if slot.token_index in spoken and len(slot.readings) > 1
    }


def _with_readings(
    slot: Slot,
    token: Token,
    said: Sequence[Heard],
    section: Candidate | None,
    is_before_number: bool,
    own: Channel,
    channels: Mapping[str, Channel],
    resources: Resources,
) -> Slot:
    """Add what the witnesses read to the candidates, and to every candidate what it costs to explain them."""
    known = {text for candidate in slot.readings for text in (candidate.text, candidate.text.rstrip())}
    added = []
    for text in dict.fromkeys((*(one.text for one in said), *_considered(said, resources))):
        if _is_same_sign(token.text, text, is_before_number=is_before_number):
            continue
        least = _hopeless(token.text)
        cost = own.reading_logp(text, token.text, least)
        # What has next to nothing in common with the text was aligned wrongly, or is another print.
        if text and text not in known and cost > least:
            added.append(Candidate(text, CandidateKind.READING, (Rewrite(0, token.text, text),), cost))
    if section is not None and section.text not in {candidate.text.rstrip() for candidate in slot.readings}:
        added = [candidate for candidate in added if joined_sign(candidate.text) != joined_sign(section.text)]
        added.append(section)
    views = [resources.model.shown(candidate.text) for candidate in added]
    readings = [
        replace(
            candidate,
            channel_logp=candidate.channel_logp
            + WITNESS_WEIGHT * sum(_hearing_logp(candidate.text, one, channels[table_of(one.witness)]) for one in said),
        )
        for candidate in (*slot.readings, *added)
    ]
    return Slot(
        slot.token_index,
        tuple(readings),
        (*slot.symbols, *(symbols for symbols, _ in views)),
        (*slot.inner_logp, *(inner for _, inner in views)),
        slot.paragraph_start,
    )


def _is_same_sign(own: str, read: str, *, is_before_number: bool) -> bool:
    """Say whether a reading has a section sign in another wrong shape: ``S`` for ``s``, ``$4`` for ``s4``."""
    if is_before_number and is_like_sign(own) and is_like_sign(read):
        return True
    return is_like_section(own) and is_like_section(read)


def _is_before_number(analysis: PageAnalysis, index: int, said_behind: Sequence[Heard]) -> bool:
    """Say whether a space and a number follow a token, or what another reading has for one."""
    if index + 1 == len(analysis.tokens):
        return False
    following = analysis.tokens[index + 1]
    gap = analysis.page.text[analysis.tokens[index].span.end : following.span.start]
    return gap.isspace() and (following.text[0].isdigit() or any(one.text[:1].isdigit() for one in said_behind))


def _section_of(analysis: PageAnalysis, index: int, said: Sequence[Heard], is_before_number: bool) -> Candidate | None:
    """Return the section sign, alone or with its number, that other readings show in the place of a token."""
    text, span = analysis.page.text, analysis.tokens[index].span
    line_end = text.find("\n", span.end)
    line = text[text.rfind("\n", 0, span.start) + 1 : line_end if line_end >= 0 else len(text)]
    own = analysis.tokens[index].text
    is_heading = line.strip() == own

    def counts(number: str) -> bool:
        return is_heading and heads_count_sections(text, number)

    section = section_reading(own, said, is_heading=is_heading, is_before_number=is_before_number, counts=counts)
    if not section:
        return None
    cost = _COUNTED_SECTION_LOGP if counts(number_of(section)) else _SECTION_LOGP
    return Candidate(section, CandidateKind.SECTION_SIGN, (Rewrite(0, own, section),), cost)


def _considered(said: Sequence[Heard], resources: Resources) -> Iterator[str]:
    """Yield known words that an engine considered and did not take: ``uber`` with ü at 1."""
    count = resources.lexicon.any_case_count
    for one in said:
        for text in one.variants():
            if len(text) >= _SHORTEST_CONSIDERED and text.isalpha() and count(text) > 0:
                yield text


def _hearing_logp(printed: str, said: Heard, channel: Channel) -> float:
    """Return ln P(a witness reads this | printed); what its engine considered is less of a surprise."""
    if said.has(printed.rstrip() if "§" in printed else printed):
        return 0.0
    known = channel.floored_logp(printed, said.text)
    return max(known, _CONSIDERED_LOGP) if said.considered(printed) else known


def _hopeless(word: str) -> float:
    """Return the cost (ln) from which on a reading is not taken for one of this word."""
    return FLOOR_LOGP if len(word) < _LONG_WORD else _FLOOR_OF_LONG_WORDS
