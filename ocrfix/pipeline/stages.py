"""The stages of one page: its tokens, what damage it shows, the readings of every token, their ranking.

Bird's-eye view: :func:`page_tokens` reads a page as tokens and protects those that are facts, :func:`analyse_page` runs
the stages on them. The order of the stages of a whole document is that of :mod:`ocrfix.pipeline.correct`. Start
reading at :func:`analyse_page`. German example: the page ``fir Heimat`` has two tokens; the slot of the first holds
``fir`` and ``für``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from ocrfix.config import CorrectConfig
from ocrfix.detect.protection import protect
from ocrfix.detect.waivers import waivers_of
from ocrfix.model import Page, Token, TokenKind
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.evidence import SPELLING_KINDS
from ocrfix.pipeline.linebreaks import Half
from ocrfix.pipeline.ranking import rank_page
from ocrfix.pipeline.readings import page_profile, page_slots, words_of
from ocrfix.rank.casing import settle_sentence_starts
from ocrfix.resources import Resources
from ocrfix.text.hyphenation import tokenise

_FEWEST_WORDS, _TORN_SHARE = 40, 0.5
"""Words of a page, and the share of them with one or two letters from which on columns or spacing tore it: of the pages
to learn from half have 0.08, one in a hundred 0.26, and the highest 0.47 is a table."""


def page_tokens(page: Page, resources: Resources, config: CorrectConfig | None = None) -> tuple[Token, ...]:
    """Return the tokens of a page with their protection, the waivers of ``config`` included."""
    tokens = tokenise(page.text)
    reasons: Sequence[str] = protect(page.text, tokens, resources.lexicon.any_case_count, resources.model.follows_logp)
    if config is not None and (config.ignore_words or config.ignore_patterns):
        waived = waivers_of(config.ignore_words, config.ignore_patterns).reasons(page.text, tokens)
        reasons = [waiver or reason for waiver, reason in zip(waived, reasons, strict=True)]
    return tuple(
        Token(token.span, token.text, token.kind, reason) if reason else token
        for token, reason in zip(tokens, reasons, strict=True)
    )


def analyse_page(
    page: Page,
    resources: Resources,
    tokens: tuple[Token, ...] | None = None,
    written: Counter[str] | None = None,
    halves: Mapping[int, Half] | None = None,
) -> PageAnalysis:
    """Run profile, readings and ranking on one page.

    ``written`` counts the words of its document, ``halves`` are tokens broken between pages.
    """
    if tokens is None:
        tokens = page_tokens(page, resources)
    if written is None:
        written = Counter([token.text for token in tokens])
    profile = page_profile(words_of(tokens, resources), resources)
    slots = page_slots(page.text, tokens, profile, written, resources)
    settle_sentence_starts(slots, tokens)
    rank_page(slots, tokens, resources)
    damaged_words = sum(slot.readings[slot.best].kind in SPELLING_KINDS for slot in slots if slot.best)
    count = resources.lexicon.any_case_count
    word_kind = TokenKind.WORD  # finding it for every token takes longer than all else here
    is_word = [token.kind is word_kind and len(token.text) > 1 for token in tokens]
    word_places = tuple([place for place, found in enumerate(is_word) if found])
    unknown = [found and not count(token.text) for found, token in zip(is_word, tokens, strict=True)]
    unknown_until = tuple(accumulate(unknown, initial=0))
    lengths = [len(token.text) for token in tokens if token.kind is word_kind]
    is_torn = len(lengths) >= _FEWEST_WORDS and sum(length <= 2 for length in lengths) > _TORN_SHARE * len(lengths)
    return PageAnalysis(
        page, tokens, profile, tuple(slots), halves or {}, damaged_words, unknown_until, word_places, is_torn
    )
