"""What speaks for and against the winner of every place where other readings had something to say.

Bird's-eye view: :mod:`ocrfix.pipeline.testimony` ranks the page again with the witnesses' readings; :func:`ballots`
puts beside each winner what the text alone decided, how sure the engine was and how frequent the words are, as
:mod:`ocrfix.readings.vote` weighs it. Start reading at :func:`ballots`.

German example: the ballot of ``Mallnahmen`` -> ``Maßnahmen`` holds that ``Latin`` reads ``Maßnahmen``, and that no list
knows ``Mallnahmen``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocrfix.model import Decision, Token
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.testimony import Testimony, hear, witnessed_slots
from ocrfix.readings.vote import Ballot
from ocrfix.resources import Resources


def ballots(
    analysis: PageAnalysis, decisions: Sequence[Decision], resources: Resources
) -> Iterator[tuple[Ballot, Testimony, Token]]:
    """Yield for every place where witnesses spoke the winner of the ranking and what speaks for and against it."""
    by_start = {decision.damage.span.start: decision for decision in decisions}
    own_confidences = _own_confidences(analysis)
    count = resources.lexicon.any_case_count
    for index, testimony in sorted(witnessed_slots(analysis, hear(analysis), resources).items()):
        slot, token = testimony.slot, analysis.tokens[index]
        winner = slot.readings[slot.best]
        alone = by_start.get(token.span.start)
        is_proposed = alone is not None and alone.chosen.candidate.text == winner.text and slot.best > 0
        yield (
            Ballot(
                before=token.text,
                after=winner.text.rstrip() if "§" in winner.text else winner.text,
                heard=testimony.heard,
                posterior=slot.posteriors[slot.best],
                text_confidence=alone.confidence if alone is not None and is_proposed else None,
                own_confidence=own_confidences.get(index),
                count_before=count(token.text),
                count_after=min(map(count, winner.text.split() or [""])),
            ),
            testimony,
            token,
        )


def _own_confidences(analysis: PageAnalysis) -> dict[int, float]:
    """Return the engine's confidence in the word that each token lies in; a broken word has its lower one."""
    result: dict[int, float] = {}
    place = 0
    words = tuple(analysis.page.words)
    for index, token in enumerate(analysis.tokens):
        while place < len(words) and words[place].span.end <= token.span.start:
            place += 1
        known = []
        following = place
        while following < len(words) and words[following].span.start < token.span.end:
            if (confidence := words[following].confidence) is not None:
                known.append(confidence)
            following += 1
        if known:
            result[index] = min(known)
    return result
