"""The ranking of a page: channel and context, then pairs that an umlaut tells apart, then capitals.

Bird's-eye view: :func:`rank_page` ranks the slots of a page in place, whether only its own text speaks or other
readings, too. Start reading there. German example: in ``hatten die Lander mehr Geld`` the ranking takes ``Länder``, and
with it the pair ``hatten``/``hätten`` is weighed.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.model import Token
from ocrfix.rank.casing import settle_casing
from ocrfix.rank.ranker import Slot, rank_slots
from ocrfix.rank.umlaut_pairs import settle_pairs
from ocrfix.resources import Resources


def rank_page(slots: Sequence[Slot], tokens: Sequence[Token], resources: Resources) -> None:
    """Fill in the scores of every slot with more than one reading; ``tokens`` are those of the page, one per slot."""
    rank_slots(slots, resources.model)
    settle_pairs(slots, resources.folder)
    settle_casing(slots, tokens, resources.lexicon.count)
