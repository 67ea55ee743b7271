"""A document through all stages.

Bird's-eye view: :func:`analyse_page` runs the stages on one page and keeps what they found,
:func:`correct` does so for every page and collects the decisions; what must wait is on a
:class:`~ocrfix.pipeline.shelf.Shelf`. Start reading at :func:`correct`.
German example: see :mod:`ocrfix.pipeline`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from ocrfix.config import Config, CorrectConfig
from ocrfix.detect.protection import protect
from ocrfix.detect.waivers import waivers_of
from ocrfix.model import CorrectionResult, Document, Page, PageProfile, Token, TokenKind
from ocrfix.packed import DecisionPacker
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.decisions import (
    SPELLING_KINDS,
    document_words,
    neighbours_of,
    numbered,
    page_decisions,
    profile_summary,
)
from ocrfix.pipeline.joins import with_joins
from ocrfix.pipeline.linebreaks import Half, join_pages, reflowed
from ocrfix.pipeline.readings import page_profile, page_slots, words_of
from ocrfix.pipeline.shelf import Shelf
from ocrfix.pipeline.unreadable import with_unreadable
from ocrfix.pipeline.witnessed import with_witnesses
from ocrfix.rank.ranker import rank_slots
from ocrfix.resources import Resources
from ocrfix.text.hyphenation import tokenise


def page_tokens(page: Page, resources: Resources, config: CorrectConfig | None = None) -> tuple[Token, ...]:
    """Return the tokens of a page with their protection, the waivers of ``config`` included."""
    tokens = tokenise(page.text)
    reasons: Sequence[str] = protect(page.text, tokens, lambda word: resources.lexicon.any_case_count(word) > 0)
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
    rank_slots(slots, resources.model)
    damaged_words = sum(slot.readings[slot.best].kind in SPELLING_KINDS for slot in slots if slot.best)
    count = resources.lexicon.any_case_count
    unknown = [token.kind is TokenKind.WORD and len(token.text) > 1 and not count(token.text) for token in tokens]
    unknown_until = tuple(accumulate(unknown, initial=0))
    return PageAnalysis(page, tokens, profile, tuple(slots), halves or {}, damaged_words, unknown_until)


def correct(document: Document, config: CorrectConfig, resources: Resources) -> CorrectionResult:
    """Find the damage of a document and decide about it.

    The words of the whole document are counted first: what it writes undamaged elsewhere is evidence. The winners of
    the ranking are counted, too, before anything is decided; meanwhile tokens and analyses wait on a shelf.

    Raises:
        OutputError: the document is long, and the folder for temporary files is full.
    """
    pages = document.pages
    written: Counter[str] = Counter()
    found_on: Shelf[tuple[tuple[Token, ...], dict[int, Half]]] = Shelf()
    for tokens, halves in join_pages(pages, (page_tokens(page, resources, config) for page in pages)):
        written.update([token.text for token in tokens])
        found_on.put((tokens, halves))
    analyses: Shelf[PageAnalysis] = Shelf(outside=(resources.tables, *pages))
    words = document_words(
        analyses.put(analyse_page(page, resources, tokens, written, halves))
        for page, (tokens, halves) in zip(pages, found_on.take_all(), strict=True)
    )
    decisions = DecisionPacker(len(pages))
    profiles: list[PageProfile] = []
    seen: Counter[bytes] = Counter()
    for analysis in analyses.take_all():
        found = list(page_decisions(analysis, words, config, resources))
        found = with_witnesses(analysis, found, config, resources)
        found = with_unreadable(analysis, found, resources)
        found = with_joins(analysis.page, analysis.tokens, found, config, resources)
        if config.reflow:
            found = reflowed(analysis.page, analysis.tokens, found)
        decisions.add(analysis.page.number, numbered(found, neighbours_of(analysis, found), seen))
        profiles.append(profile_summary(analysis))
    return CorrectionResult(
        document=document,
        decisions=decisions.all(),
        profiles=tuple(profiles),
        config_fingerprint=Config(correct=config).fingerprint(),
        data_versions=resources.versions,
    )
