"""What the stages found on one page, handed from the analysis to the decisions.

Bird's-eye view: filled by :func:`ocrfix.pipeline.stages.analyse_page`, read by
:mod:`ocrfix.pipeline.decisions`. Start reading at :class:`PageAnalysis`. German example: the slot of
``fir`` has the readings ``fir`` and ``für``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocrfix.detect.profile import Profile
from ocrfix.model import Page, Token
from ocrfix.pipeline.linebreaks import Half
from ocrfix.rank.ranker import Slot
from ocrfix.records import dataclass

NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class PageAnalysis:
    """What the stages found on one page: tokens, profile and ranked slots (one per token)."""

    page: Page
    tokens: tuple[Token, ...]
    profile: Profile
    slots: tuple[Slot, ...]
    halves: Mapping[int, Half]
    damaged_words: int
    """Words for which the ranking prefers another spelling: whether the page is damaged at all."""
    unknown_until: tuple[int, ...]
    """How many unknown words stand before each token, and in all: damage comes in patches."""

    def unknown_share(self, index: int) -> float:
        """Return the share (0..1) of unknown words among the neighbours of a token."""
        low, high = max(0, index - NEIGHBOURS), min(len(self.tokens), index + NEIGHBOURS + 1)
        if high - low < 2:
            return 0.0
        around = self.unknown_until[high] - self.unknown_until[low]
        return (around - (self.unknown_until[index + 1] - self.unknown_until[index])) / (high - low - 1)
