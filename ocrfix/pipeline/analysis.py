"""What the stages found on one page, handed from the analysis to the decisions.

Bird's-eye view: filled by :func:`ocrfix.pipeline.stages.analyse_page`, read by
:mod:`ocrfix.pipeline.decisions`. Start reading at :class:`PageAnalysis`. German example: the slot of
``fir`` has the readings ``fir`` and ``für``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocrfix.detect.profile import Profile
from ocrfix.model import ConfusionRate, Page, PageProfile, Token, TokenKind
from ocrfix.pipeline.linebreaks import Half
from ocrfix.rank.ranker import Slot
from ocrfix.records import dataclass

MOST_AROUND = 100
"""Tokens on each side that may belong to a word between spaces: a page of one run took time by the square."""
NEIGHBOURS = 10
_SHOWN_CONFUSIONS = 12
_PUNCTUATION = TokenKind.PUNCTUATION
"""Every token asks: Python 3.11 takes ten times as long to find a member in its class."""


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
    word_places: tuple[int, ...]
    """Where the words of two letters and more stand among the tokens."""
    is_torn: bool = False
    """Whether most words of the page are pieces of one or two letters: what looks like a word may be two halves."""

    def word_around(self, index: int) -> range:
        """Return the places of the tokens that no space parts from the one at ``index``, its own among them.

        What goes on for more than :data:`MOST_AROUND` tokens on a side is cut there: it is no word.
        """
        first, last, tokens = index, index, self.tokens
        lowest, highest = max(0, index - MOST_AROUND), min(len(tokens) - 1, index + MOST_AROUND)
        while first > lowest and tokens[first - 1].span.end == tokens[first].span.start:
            first -= 1
        while last < highest and tokens[last].span.end == tokens[last + 1].span.start:
            last += 1
        return range(first, last + 1)

    def unknown_share(self, index: int) -> float:
        """Return the share (0..1) of unknown words among the neighbours of a token."""
        low, high = max(0, index - NEIGHBOURS), min(len(self.tokens), index + NEIGHBOURS + 1)
        if high - low < 2:
            return 0.0
        around = self.unknown_until[high] - self.unknown_until[low]
        return (around - (self.unknown_until[index + 1] - self.unknown_until[index])) / (high - low - 1)


def profile_summary(analysis: PageAnalysis) -> PageProfile:
    """Say in a few figures what damage the page shows."""
    profile = analysis.profile
    rates = [
        ConfusionRate(
            true, read, round(count, 2), round(min(1.0, count / max(profile.printed.get(true, 0.0), count)), 4)
        )
        for (true, read), count in profile.counts.items()
        if count >= 0.5
    ]
    rates.sort(key=lambda rate: (-rate.count, rate.true, rate.read))
    words = [slot for slot in analysis.slots if analysis.tokens[slot.token_index].kind is not _PUNCTUATION]
    damaged = sum(1.0 - slot.posteriors[0] for slot in words if slot.posteriors)
    return PageProfile(
        page_number=analysis.page.number,
        shares=(("deu", round(1 - profile.lost_share, 4)), ("eng", round(profile.lost_share, 4))),
        confusions=tuple(rates[:_SHOWN_CONFUSIONS]),
        estimated_damage=round(damaged / max(len(words), 1), 4),
    )
