"""Keeps the decisions and placed words of a long document small, and gives them page by page.

Bird's-eye view: a decision with its alternatives and reasons is thirty objects and two kilobytes; of a text of 5,000
pages that was most of the memory, and of a PDF the places of the words were the rest. Nobody needs those of two pages
at once, so the pipeline packs the decisions of each page of a long document, and whoever goes through them unpacks a
page at a time. Start reading at :func:`decisions_by_page` and :func:`in_order`, which read packed decisions and plain
ones alike.

German example: the forty decisions of a page read by an English model are 8 kB packed and ten times as much as objects.
"""

from __future__ import annotations

import copyreg
import io
import math
import operator
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, overload

from ocrfix.model import Box, Candidate, Damage, Decision, Page, PlacedWord, Ranked, Reason, Rewrite, Span

LEAST_PAGES = 128
"""Documents of more pages are packed."""

Reduced = tuple[Callable[..., Any], tuple[Any, ...]]
"""What makes an object again, and its arguments, as pickle wants them."""


class PackedWords(Sequence[PlacedWord]):
    """The placed words of a page as plain numbers: 56 bytes each instead of 300; they cannot be changed."""

    def __init__(self, words: Sequence[PlacedWord]) -> None:
        self._spans = array("L", [place for word in words for place in (word.span.start, word.span.end)])
        boxes = [word.box for word in words]
        self._boxes = array("d", [side for box in boxes for side in (box.x0, box.top, box.x1, box.bottom)])
        self._confidences = array("d", [math.nan if word.confidence is None else word.confidence for word in words])

    def __len__(self) -> int:
        """Count the words."""
        return len(self._confidences)

    @overload
    def __getitem__(self, index: int) -> PlacedWord: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PlacedWord]: ...
    def __getitem__(self, index: int | slice) -> PlacedWord | Sequence[PlacedWord]:
        """Give one word, or some of them as a tuple."""
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        confidence = self._confidences[place]
        span, box = self._spans[2 * place : 2 * place + 2], self._boxes[4 * place : 4 * place + 4]
        return PlacedWord(Span(*span), Box(*box), None if math.isnan(confidence) else confidence)

    def __eq__(self, other: object) -> bool:
        """Compare with any words."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(operator.eq, self, other))

    def __hash__(self) -> int:
        """Be found as the plain words are."""
        return hash(tuple(self))


def with_packed_words(page: Page, pages: int) -> Page:
    """Pack the placed words of a page of a document that has so many pages, where these are many."""
    return replace(page, words=PackedWords(page.words)) if pages > LEAST_PAGES and page.words else page


class DecisionPages(Mapping[int, Sequence[Decision]]):
    """The decisions of a long document by the number of their page, packed; they cannot be changed."""

    def __init__(self, packed: Mapping[int, tuple[int, bytes]]) -> None:
        self._packed = packed

    def __getitem__(self, page_number: int) -> Sequence[Decision]:
        """Unpack the decisions of a page."""
        return _unpacked(self._packed[page_number][1])

    def __iter__(self) -> Iterator[int]:
        """Give the numbers of the pages that have decisions, in the order of the document."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Count the pages that have decisions."""
        return len(self._packed)

    def number_of(self, page_number: int) -> int:
        """Count the decisions of a page that has some, without unpacking them."""
        return self._packed[page_number][0]


class PackedDecisions(Sequence[Decision]):
    """The decisions of a long document in order; each pass through them unpacks a page at a time."""

    def __init__(self, pages: DecisionPages) -> None:
        self.pages = pages
        self._length = sum(map(pages.number_of, pages))

    def __len__(self) -> int:
        """Count the decisions of all pages."""
        return self._length

    def __iter__(self) -> Iterator[Decision]:
        """Give all decisions, those of one page unpacked at a time."""
        for number in self.pages:
            yield from self.pages[number]

    @overload
    def __getitem__(self, index: int) -> Decision: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Decision]: ...
    def __getitem__(self, index: int | slice) -> Decision | Sequence[Decision]:
        """Give one decision, or some of them as a tuple."""
        if isinstance(index, slice):
            return tuple(self)[index]
        place = index + self._length if index < 0 else index
        if 0 <= place < self._length:
            for number in self.pages:
                if place < (here := self.pages.number_of(number)):
                    return self.pages[number][place]
                place -= here
        raise IndexError(index)


class DecisionPacker:
    """Takes the decisions of a document page by page, and packs them where the document is long."""

    def __init__(self, pages: int) -> None:
        self._is_long = pages > LEAST_PAGES
        self._plain: list[Decision] = []
        self._packed: dict[int, tuple[int, bytes]] = {}

    def add(self, page_number: int, decisions: Sequence[Decision]) -> None:
        """Take the decisions of the next page."""
        if not self._is_long:
            self._plain.extend(decisions)
        elif decisions:
            self._packed[page_number] = (len(decisions), _packed(decisions))

    def all(self) -> Sequence[Decision]:
        """Give the decisions of all pages in order."""
        return PackedDecisions(DecisionPages(self._packed)) if self._is_long else tuple(self._plain)


def decisions_by_page(decisions: Sequence[Decision]) -> Mapping[int, Sequence[Decision]]:
    """Give decisions by the number of their page, in their order; a page without any is left out."""
    if isinstance(decisions, PackedDecisions):
        return decisions.pages
    by_page: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_page[decision.damage.page_number].append(decision)
    return dict(by_page)


def in_order(decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Give decisions as a reader meets them: by page and place; the identifier breaks ties."""
    by_page = decisions_by_page(decisions)
    for number in sorted(by_page):
        yield from sorted(by_page[number], key=lambda each: (each.damage.span, each.id))


def _packed(decisions: Sequence[Decision]) -> bytes:
    import pickle  # for long documents only

    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, **REDUCED}
    pickler.dump(tuple(decisions))
    return zlib.compress(file.getbuffer(), 1)


def _unpacked(content: bytes) -> tuple[Decision, ...]:
    import pickle

    # These bytes were packed by this process or by a worker of the same run.
    decisions: tuple[Decision, ...] = pickle.loads(zlib.decompress(content))
    return decisions


def _reduced_span(span: Span) -> Reduced:
    return Span, (span.start, span.end)


def _reduced_rewrite(rewrite: Rewrite) -> Reduced:
    return Rewrite, (rewrite.position, rewrite.read, rewrite.true)


def _reduced_candidate(candidate: Candidate) -> Reduced:
    return Candidate, (candidate.text, candidate.kind, candidate.rewrites, candidate.channel_logp)


def _reduced_ranked(ranked: Ranked) -> Reduced:
    return Ranked, (ranked.candidate, ranked.context_logp, ranked.total_logp, ranked.posterior)


def _reduced_reason(reason: Reason) -> Reduced:
    return Reason, (reason.code, reason.detail)


def _reduced_damage(damage: Damage) -> Reduced:
    return Damage, (damage.page_number, damage.span, damage.score, damage.reasons)


def _reduced_decision(decision: Decision) -> Reduced:
    of = decision
    scores = (of.chosen, of.alternatives, of.confidence, of.reasons, of.id)
    return Decision, (of.damage, of.action, of.level, of.before, of.after, *scores)


REDUCED: dict[type, Callable[[Any], Reduced]] = {
    Span: _reduced_span,
    Rewrite: _reduced_rewrite,
    Candidate: _reduced_candidate,
    Ranked: _reduced_ranked,
    Reason: _reduced_reason,
    Damage: _reduced_damage,
    Decision: _reduced_decision,
}
"""Half the time and size of the general way, which asks every field for its name."""
