"""The dashes of a page are one question: a page prints them one way.

Bird's-eye view: each dash that the ranking prefers is judged, and all of a kind get the mean of their confidences;
where that is sure, the hyphens whose neighbours speak against a dash follow the others. Start reading at
:func:`shared_confidences`. German example: on a page with ``prüft - im Benehmen - die`` as ``prüft – im Benehmen –
die`` the hyphen of ``Nachweis - spätestens`` becomes a dash, too.
"""

from __future__ import annotations

from ocrfix.config import CorrectConfig
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.evidence import DocumentWords, evidence_of, judged
from ocrfix.rank.ranker import Slot
from ocrfix.resources import Resources
from ocrfix.text.tokens import starts_line

_DASH, _HYPHEN = "–", "-"
_FOLLOWING_GROUP, _FOLLOWED_CONFIDENCE = "hyphen-dash", 0.9
_SHORTEST_WORD = 3


def shared_confidences(
    analysis: PageAnalysis, words: DocumentWords, config: CorrectConfig, resources: Resources
) -> dict[int, float]:
    """Return the confidence of each dash by the index of its token: the mean of its kind on the page.

    Decided one by one, those that were changed would speak for the others when the corrected page is corrected again.
    Hyphens that follow the others are marked as dashes in their slots: on the training pages all three were.
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
    return shared | _following(analysis, means.get(_FOLLOWING_GROUP, 0.0), config, resources)


def _following(
    analysis: PageAnalysis, confidence: float, config: CorrectConfig, resources: Resources
) -> dict[int, float]:
    """Mark the hyphens between words that follow the dashes of their page, and return their confidence."""
    if confidence < max(_FOLLOWED_CONFIDENCE, resources.judge.safe_threshold(config.max_harm, _FOLLOWING_GROUP)):
        return {}
    found: dict[int, float] = {}
    for before, slot, behind in zip(analysis.slots, analysis.slots[1:], analysis.slots[2:], strict=False):
        token = analysis.tokens[slot.token_index]
        is_open = not slot.best and token.text == _HYPHEN and not starts_line(analysis.page.text, token.span.start)
        if not is_open or not _is_word(before) or not _is_word(behind):
            continue
        dash = next((place for place, reading in enumerate(slot.readings) if reading.text == _DASH), 0)
        if dash:
            slot.best = dash
            found[slot.token_index] = confidence
    return found


def _is_word(slot: Slot) -> bool:
    """Say whether a word of running text stands there: tables and abbreviations have hyphens of their own."""
    text = slot.readings[slot.best].text
    return text.isalpha() and len(text) >= _SHORTEST_WORD
