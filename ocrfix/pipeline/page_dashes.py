"""The dashes of a page are one question: a page prints them one way.

Bird's-eye view: each dash that the ranking prefers is judged, and all of a kind get the mean of their confidences;
where that is sure, the hyphens whose neighbours speak against a dash follow the others. Start reading at
:func:`page_dashes`. German example: on a page with ``prüft - im Benehmen - die`` as ``prüft – im Benehmen –
die`` the hyphen of ``Nachweis - spätestens`` becomes a dash, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ocrfix.config import CorrectConfig
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.evidence import DocumentWords, evidence_of, judged
from ocrfix.rank.ranker import Slot
from ocrfix.records import dataclass
from ocrfix.resources import Resources
from ocrfix.text.tokens import starts_line

_DASH, _HYPHEN = "–", "-"
_FOLLOWING_GROUP, _FOLLOWED_CONFIDENCE = "hyphen-dash", 0.9
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class PageDashes:
    """What the dashes of a page say about each other, by the index of their tokens."""

    confidences: Mapping[int, float]
    """The confidence of each dash that is not sure by itself: the mean of its kind on the page."""
    following: Mapping[int, int]
    """The readings (places among those of their slots) of hyphens that follow the others and become dashes."""


def page_dashes(
    analysis: PageAnalysis, words: DocumentWords, config: CorrectConfig, resources: Resources
) -> PageDashes:
    """Judge the dashes of a page together.

    Decided one by one, those that were changed would speak for the others when the corrected page is corrected again.
    """
    by_group: dict[str, dict[int, float]] = {}
    for slot in analysis.slots:
        if not slot.best or slot.readings[slot.best].text != _DASH:
            continue
        token = analysis.tokens[slot.token_index]
        evidence = evidence_of(slot, token, analysis, words, resources)
        if evidence.has_pair:
            continue  # sure by itself
        group, confidence = judged(evidence, resources)
        by_group.setdefault(group, {})[slot.token_index] = confidence
    means = {group: sum(found.values()) / len(found) for group, found in by_group.items()}
    shared = {index: means[group] for group, found in by_group.items() for index in found}
    confidence = means.get(_FOLLOWING_GROUP, 0.0)
    is_sure = confidence >= max(_FOLLOWED_CONFIDENCE, resources.judge.safe_threshold(config.max_harm, _FOLLOWING_GROUP))
    following = dict(_following(analysis)) if is_sure else {}
    return PageDashes(shared | dict.fromkeys(following, confidence), following)


def _following(analysis: PageAnalysis) -> Iterator[tuple[int, int]]:
    """Yield the hyphens between words that may be dashes, with that reading: on the training pages all three were."""
    for before, slot, behind in zip(analysis.slots, analysis.slots[1:], analysis.slots[2:], strict=False):
        token = analysis.tokens[slot.token_index]
        is_open = not slot.best and token.text == _HYPHEN and not starts_line(analysis.page.text, token.span.start)
        if not is_open or not _is_word(before) or not _is_word(behind):
            continue
        dash = next((place for place, reading in enumerate(slot.readings) if reading.text == _DASH), 0)
        if dash:
            yield slot.token_index, dash


def _is_word(slot: Slot) -> bool:
    """Say whether a word of running text stands there: tables and abbreviations have hyphens of their own."""
    text = slot.readings[slot.best].text
    return text.isalpha() and len(text) >= _SHORTEST_WORD
