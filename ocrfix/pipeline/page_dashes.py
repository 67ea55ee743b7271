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
from ocrfix.resources import Resources
from ocrfix.text.tokens import starts_line

_DASH, _HYPHEN = "–", "-"


def shared_confidences(
    analysis: PageAnalysis, words: DocumentWords, config: CorrectConfig, resources: Resources
) -> dict[int, float]:
    """Return the confidence of each dash by the index of its token: the mean of its kind on the page.

    Decided one by one, those that were changed would speak for the others when the corrected page is corrected again.
    Hyphens that follow the others are marked as dashes in their slots: on the training pages all seven were.
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
    sure = {group for group, mean in means.items() if mean >= resources.judge.safe_threshold(config.max_harm, group)}
    return shared | (_following(analysis, {group: means[group] for group in sure}) if sure else {})


def _following(analysis: PageAnalysis, sure: dict[str, float]) -> dict[int, float]:
    """Mark the hyphens that may be dashes of a sure kind as such, and return their confidence."""
    found: dict[int, float] = {}
    for slot in analysis.slots:
        token = analysis.tokens[slot.token_index]
        if slot.best or token.text != _HYPHEN or len(slot.readings) == 1:
            continue
        group = "line-hyphen" if starts_line(analysis.page.text, token.span.start) else "hyphen-dash"
        dash = next((place for place, reading in enumerate(slot.readings) if reading.text == _DASH), 0)
        if dash and group in sure:
            slot.best = dash
            found[slot.token_index] = sure[group]
    return found
