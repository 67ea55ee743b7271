"""Channel and context together: the posterior of each candidate at its place.

Bird's-eye view: a page is a row of :class:`Slot` objects, most with one reading only. Where a slot has
several, each is scored by the channel of this page and by the language model over the window that it
touches; two sweeps let neighbouring slots settle each other (iterated conditional modes, Besag 1986).
Start reading at :func:`rank_slots`. German example: in ``Verfugung gestellt`` the words ``zur`` and
``gestellt`` speak for ``Verfügung``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import field

from ocrfix.model import Candidate
from ocrfix.rank.language_model import LanguageModel
from ocrfix.records import dataclass

CHANNEL_WEIGHT = 1.0
CONTEXT_WEIGHT = 0.9


@dataclass(slots=True)
class Slot:
    """One place of the page: its readings (the first is "keep") and, after ranking, their scores.

    ``symbols`` and ``inner_logp`` are what each reading shows the language model; ``best`` is the index of
    the reading that the neighbours see.
    """

    token_index: int
    readings: tuple[Candidate, ...]
    symbols: tuple[tuple[str, ...], ...]
    inner_logp: tuple[float, ...]
    paragraph_start: bool = False
    best: int = 0
    context_logp: tuple[float, ...] = ()
    total_logp: tuple[float, ...] = ()
    posteriors: tuple[float, ...] = field(default=())


def rank_slots(slots: Sequence[Slot], model: LanguageModel, sweeps: int = 2) -> None:
    """Fill in the scores of every slot with more than one reading."""
    open_slots = [index for index, slot in enumerate(slots) if len(slot.readings) > 1]
    for index in open_slots:
        slot = slots[index]
        guess = [c.channel_logp + inner for c, inner in zip(slot.readings, slot.inner_logp, strict=True)]
        unigram = [model.window_logp((), symbols, ()) for symbols in slot.symbols]
        slot.best = max(range(len(guess)), key=lambda n: (guess[n] + unigram[n], -n))
    width = model.order - 1
    seen: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for _ in range(sweeps):
        for index in open_slots:
            around = _left(slots, index, width), _right(slots, index, width)
            # In the second sweep most neighbours are what they were in the first, and so the scores are.
            if seen.get(index) != around:
                seen[index] = around
                _score(slots[index], *around, model)


def _score(slot: Slot, left: tuple[str, ...], right: tuple[str, ...], model: LanguageModel) -> None:
    context = [
        model.window_logp(left, symbols, right) + inner
        for symbols, inner in zip(slot.symbols, slot.inner_logp, strict=True)
    ]
    weigh(slot, context)


def weigh(slot: Slot, context: Sequence[float]) -> None:
    """Fill in the scores of a slot whose readings have these log probabilities by their context."""
    total = [
        CHANNEL_WEIGHT * candidate.channel_logp + CONTEXT_WEIGHT * logp
        for candidate, logp in zip(slot.readings, context, strict=True)
    ]
    top = max(total)
    weights = [math.exp(score - top) for score in total]
    whole = sum(weights)
    slot.context_logp, slot.total_logp = tuple(context), tuple(total)
    slot.posteriors = tuple(weight / whole for weight in weights)
    slot.best = max(range(len(total)), key=lambda n: (total[n], -n))


def _left(slots: Sequence[Slot], index: int, width: int) -> tuple[str, ...]:
    result: tuple[str, ...] = ()
    while len(result) < width:
        if slots[index].paragraph_start or index == 0:
            return ("<s>", *result)
        index -= 1
        result = slots[index].symbols[slots[index].best] + result
    return result[-width:]


def _right(slots: Sequence[Slot], index: int, width: int) -> tuple[str, ...]:
    result: tuple[str, ...] = ()
    while len(result) < width:
        index += 1
        if index >= len(slots) or slots[index].paragraph_start:
            return (*result, "</s>")
        result += slots[index].symbols[slots[index].best]
    return result[:width]
