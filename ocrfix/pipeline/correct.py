"""A document through all stages.

Bird's-eye view: :func:`correct` runs the stages of :mod:`ocrfix.pipeline.stages` on every page and collects the
decisions; what must wait is on a :class:`~ocrfix.pipeline.shelf.Shelf`. Start reading at :func:`correct`.
German example: see :mod:`ocrfix.pipeline`.
"""

from __future__ import annotations

from collections import Counter

from ocrfix.config import Config, CorrectConfig
from ocrfix.model import CorrectionResult, Document, PageProfile, Token
from ocrfix.packed import DecisionPacker
from ocrfix.pipeline.analysis import PageAnalysis, profile_summary
from ocrfix.pipeline.decisions import neighbours_of, numbered, page_decisions
from ocrfix.pipeline.evidence import document_words
from ocrfix.pipeline.garbage import collector_at_rest
from ocrfix.pipeline.joins import with_joins
from ocrfix.pipeline.letter_forms import as_read, plain_page, with_letter_forms
from ocrfix.pipeline.linebreaks import Half, join_pages, reflowed
from ocrfix.pipeline.second_look import second_look
from ocrfix.pipeline.shelf import Shelf
from ocrfix.pipeline.stages import analyse_page, page_tokens
from ocrfix.pipeline.unreadable import with_unreadable
from ocrfix.resources import Resources


@collector_at_rest()
def correct(document: Document, config: CorrectConfig, resources: Resources) -> CorrectionResult:
    """Find the damage of a document and decide about it.

    The words of the whole document are counted first: what it writes undamaged elsewhere is evidence. The winners of
    the ranking are counted, too, before anything is decided; meanwhile tokens and analyses wait on a shelf. The stages
    see the pages in plain letters, the decisions are about them as they were read.

    Raises:
        OutputError: the document is long, and the folder for temporary files is full.
    """
    plain = [plain_page(page) for page in document.pages]
    pages = tuple([page for page, _ in plain])
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
    for page, (_, letters), analysis in zip(document.pages, plain, analyses.take_all(), strict=True):
        found = list(page_decisions(analysis, words, config, resources))
        found = second_look(analysis, found, words, written, config, resources)
        if analysis.page.witnesses:
            # A text has none: the vote need not be loaded for it.
            from ocrfix.pipeline.witnessed import with_witnesses

            found = with_witnesses(analysis, found, config, resources)
        found = with_unreadable(analysis, found, resources)
        found = with_joins(analysis.page, analysis.tokens, found, config, resources)
        if letters is not None:
            found = with_letter_forms(page, analysis, found, letters, config, resources)
        if config.reflow:
            found = reflowed(analysis.page, analysis.tokens, found)
        around = neighbours_of(analysis, found)
        found = found if letters is None else as_read(page, found, letters)
        decisions.add(page.number, numbered(found, around, seen))
        profiles.append(profile_summary(analysis))
    return CorrectionResult(
        document=document,
        decisions=decisions.all(),
        profiles=tuple(profiles),
        config_fingerprint=Config(correct=config).fingerprint(),
        data_versions=resources.versions,
    )
