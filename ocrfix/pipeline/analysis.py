"""What the stages found on one page, handed from the analysis to the decisions.

Bird's-eye view: filled by :func:`ocrfix.pipeline.correct.analyse_page`, read by
:mod:`ocrfix.pipeline.decisions`. Start reading at :class:`PageAnalysis`. German example: the slot of
``fir`` has the readings ``fir`` and ``für``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ocrfix.detect.profile import Profile
from ocrfix.model import Page, Token
from ocrfix.pipeline.linebreaks import Half
from ocrfix.rank.ranker import Slot


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
