"""Settles whether a word is written with a capital, where two candidates differ in nothing else.

Bird's-eye view: ``Ü`` and ``ü`` lose their dots alike and look alike then, so that ``Uber`` may be ``Über`` or
``über``: each gets half of the posterior, and the change looks unsure though it is not. The language model knows no
sentence starts inside a paragraph; the token before tells. :func:`settle_casing` gives what both have to the small form
where a sentence goes on. Start reading there. German example: in ``Fragen Uber die`` ``Über`` has 0.43 and ``über``
0.56; ``über`` gets 0.99.

Behind a full stop a capital stays one, and an ``l`` that no vowel follows is the capital ``I``: else the full stop
would speak for ``jetzt`` as a comma, and ``jetzt`` for the comma, which is how two right words break each other.
:func:`settle_sentence_starts` takes the small form out there. In ``wird geklärt. lm Jahr`` a sentence ends and ``Im``
begins the next.

Measured on the training pages read by ``eng``: of 105 ``Uber`` inside a sentence 103 were printed ``über``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ocrfix.model import Token
from ocrfix.rank.ranker import Slot
from ocrfix.text.tokens import begins_with_i

_LEAST_POSTERIOR = 0.05
_RARER = 5.0
"""How many times as often the small form must be written for the sentence to decide."""
_GOES_ON = frozenset(",;)")
_ENDS = frozenset(".!?")
_SHORTEST_ENDING = 4
"""Shorter words before a full stop may be abbreviations (``vgl. im``)."""


def settle_casing(slots: Sequence[Slot], tokens: Sequence[Token], count: Callable[[str], float]) -> None:
    """Give a capitalised candidate's share to its small form where a sentence goes on; ``count`` is case-sensitive."""
    for slot in slots:
        if not slot.best or slot.paragraph_start or not _goes_on(tokens, slot.token_index):
            continue
        text = slot.readings[slot.best].text
        small = text[:1].lower() + text[1:]
        if not text.isalpha() or count(small) < _RARER * count(_with_capital(small)):
            continue
        twins = [n for n, one in enumerate(slot.readings) if n and one.text[:1].lower() + one.text[1:] == small]
        chosen = next((n for n in twins if slot.readings[n].text == small), None)
        if chosen is not None and len(twins) > 1 and slot.posteriors[chosen] >= _LEAST_POSTERIOR:
            _merge(slot, chosen, twins)


def settle_sentence_starts(slots: Sequence[Slot], tokens: Sequence[Token]) -> None:
    """Take out the small twins of words with a capital at the start of a sentence, before the ranking."""
    for slot in slots:
        if len(slot.readings) < 2 or not _begins_sentence(tokens, slot.token_index):
            continue
        texts = [one.text for one in slot.readings]
        if not (texts[0][:1].isupper() or begins_with_i(texts[0])):
            continue
        kept = [n for n, text in enumerate(texts) if not (n and text[:1].islower() and _with_capital(text) in texts)]
        slot.readings = tuple([slot.readings[n] for n in kept])
        slot.symbols = tuple([slot.symbols[n] for n in kept])
        slot.inner_logp = tuple([slot.inner_logp[n] for n in kept])


def _begins_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the mark before a token ends a sentence; behind a short word it may stand for an abbreviation."""
    if index < 2 or tokens[index - 1].text not in _ENDS:
        return False
    before = tokens[index - 2].text
    return len(before) >= _SHORTEST_ENDING and before.isalpha()


def _with_capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the token before one neither ends a sentence nor opens a quotation or item."""
    before = tokens[index - 1].text if index else ""
    return before in _GOES_ON or (before[-1:].isalnum() and len(before) > 1)


def _merge(slot: Slot, chosen: int, twins: Sequence[int]) -> None:
    """Give a reading the posterior of its twins and the best score of them; they get next to nothing."""
    shared = sum(slot.posteriors[n] for n in twins)
    best, least = max(slot.total_logp[n] for n in twins), min(slot.total_logp)
    slot.posteriors = tuple(
        shared if n == chosen else 0.0 if n in twins else value for n, value in enumerate(slot.posteriors)
    )
    slot.total_logp = tuple(
        best if n == chosen else least if n in twins else value for n, value in enumerate(slot.total_logp)
    )
    slot.best = chosen
