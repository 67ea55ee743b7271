"""Words broken between pages, and line ends taken out on request.

Bird's-eye view: :func:`join_pages` makes the last word of a page and the first of the next one logical
word where a hyphen breaks it, so that both halves are judged by the whole; :func:`half_of` cuts the
corrected word again. :func:`reflowed` turns words broken at line ends into whole ones (``--reflow``). Start
reading at :func:`join_pages`. German example: ``… zwecks Rickmel-`` ends page 1, ``dung …`` starts page 2.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ocrfix.model import (
    Action,
    Candidate,
    CandidateKind,
    Damage,
    Decision,
    Level,
    Page,
    Ranked,
    Reason,
    Span,
    Token,
    TokenKind,
)
from ocrfix.records import dataclass
from ocrfix.text.characters import LINE_END_HYPHENS
from ocrfix.text.furniture import is_furniture
from ocrfix.text.hyphenation import break_like

_TRAILING = re.compile(r"[^\w\s]* ?")


@dataclass(frozen=True, slots=True)
class Half:
    """A token that is one half of a word broken between pages; ``cut`` is the length of the first half."""

    cut: int
    is_first: bool


_Joining = tuple[Page, tuple[Token, ...], list[Token], dict[int, Half]]
"""A page, its tokens as they stand, its tokens as they are understood, and which of them are halves."""


def join_pages(
    pages: Iterable[Page], tokens_of: Iterable[tuple[Token, ...]]
) -> Iterator[tuple[tuple[Token, ...], dict[int, Half]]]:
    """Give both halves of a word broken between two pages the text of the whole word.

    Yields the tokens of each page and which of them are halves; no more than two pages are looked at at a time.
    """
    before: _Joining | None = None
    for page, tokens in zip(pages, tokens_of, strict=True):
        joined, halves = list(tokens), dict[int, Half]()
        if before is not None:
            _join(before, (page, tokens, joined, halves))
            yield tuple(before[2]), before[3]
        before = page, tokens, joined, halves
    if before is not None:
        yield tuple(before[2]), before[3]


def _join(before: _Joining, after: _Joining) -> None:
    """Make one word of the last of a page and the first of the next, where a hyphen parts it."""
    page, tokens, joined, halves = before
    next_page, next_tokens, next_joined, next_halves = after
    last, first = _last_broken(page.text, tokens), _first_running(next_page.text, next_tokens)
    if last is None or first is None:
        return
    left, right = tokens[last], next_tokens[first]
    if not right.text[0].islower() or "\n" in page.text[left.span.start : left.span.end]:
        return
    whole = left.text + right.text
    joined[last], next_joined[first] = replace(left, text=whole), replace(right, text=whole)
    halves[last] = Half(len(left.text), is_first=True)
    next_halves[first] = Half(len(left.text), is_first=False)


def _last_broken(text: str, tokens: tuple[Token, ...]) -> int | None:
    """Return the index of the last running word when a hyphen follows it at the end of its line."""
    end = len(text)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if not is_furniture(text[start:end]):
            break
        end = max(start - 1, 0)
    place = len(text[:end].rstrip()) - 1
    if place < 1 or text[place] not in LINE_END_HYPHENS:
        return None
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].span.end == place and tokens[index].kind is TokenKind.WORD:
            return index
        if tokens[index].span.end < place:
            return None
    return None


def _first_running(text: str, tokens: tuple[Token, ...]) -> int | None:
    """Return the index of the first token below the running head."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not is_furniture(text[start:end]):
            break
        start = end + 1
    for index, token in enumerate(tokens):
        if token.span.start >= start:
            return index if token.kind is TokenKind.WORD else None
    return None


def half_of(whole: str, corrected: str, half: Half) -> str:
    """Return the half of a corrected word that stands on one page.

    >>> half_of("Rickmeldung", "Rückmeldung", Half(7, is_first=True))
    'Rückmel'
    """
    cut = half.cut
    from rapidfuzz.distance import Levenshtein  # most pages end with a whole word

    for step in Levenshtein.opcodes(whole, corrected):
        if half.cut <= step.src_end:
            cut = step.dest_start + half.cut - step.src_start if step.tag == "equal" else step.dest_end
            break
    return corrected[:cut] if half.is_first else corrected[cut:]


def placed(before: str, whole: str, corrected: str, half: Half | None) -> str:
    r"""Return what stands in the place of ``before`` when its word, in one piece ``whole``, is corrected.

    Line ends stay where they were; of a word broken between pages it is the half that stands there.

    >>> placed("Rickmel-\ndung", "Rickmeldung", "Rückmeldung", None)
    'Rückmel-\ndung'
    """
    return break_like(before, whole, corrected) if half is None else half_of(whole, corrected, half)


def reflowed(page: Page, tokens: Sequence[Token], decisions: Sequence[Decision]) -> list[Decision]:
    """Join the words broken at line ends: a decided one in its decision, any other in one of its own.

    The line end moves behind the word and its marks, where no other decision stands in the way. A word of a place that
    is unreadable stays as it is.
    """
    by_start = {decision.damage.span.start: decision for decision in decisions}
    starts = sorted(by_start)
    result = dict(by_start)
    for token in tokens:
        source = page.text[token.span.start : token.span.end]
        if "\n" not in source or token.kind is TokenKind.PUNCTUATION or _is_covered(token.span, starts, by_start):
            continue
        known = by_start.get(token.span.start)
        is_applied = known is not None and known.action is Action.APPLY
        whole = known.chosen.candidate.text if known is not None and is_applied else token.text
        trailing = _TRAILING.match(page.text, token.span.end)
        end = trailing.end() if trailing is not None else token.span.end
        if any(start in by_start for start in range(token.span.end, end)):
            end = token.span.end
        marks = page.text[token.span.end : end]
        line_end = "\r\n" if "\r\n" in source else "\n"
        after = whole + (marks.rstrip(" ") + line_end if marks.endswith(" ") else marks)
        span = Span(token.span.start, end)
        before = page.text[span.start : span.end]
        if known is not None and is_applied:
            result[token.span.start] = replace(
                known, before=before, after=after, damage=replace(known.damage, span=span)
            )
        elif known is None:
            result[token.span.start] = _joined(page.number, span, before, after, token.text)
    return [result[start] for start in sorted(result)]


def _is_covered(span: Span, starts: Sequence[int], by_start: Mapping[int, Decision]) -> bool:
    """Say whether another decision is about a part of a word, or about a place that the word lies in."""
    first, following = bisect_left(starts, span.start), bisect_right(starts, span.start)
    is_inside = first > 0 and by_start[starts[first - 1]].damage.span.end > span.start
    return is_inside or (following < len(starts) and starts[following] < span.end)


def _joined(page_number: int, span: Span, before: str, after: str, whole: str) -> Decision:
    reasons = (Reason("hyphen"),)
    chosen = Ranked(Candidate(whole, CandidateKind.HYPHEN), 0.0, 0.0, 1.0)
    return Decision(
        damage=Damage(page_number, span, 0.0, reasons),
        action=Action.APPLY,
        level=Level.SAFE,
        before=before,
        after=after,
        chosen=chosen,
        alternatives=(),
        confidence=1.0,
        reasons=reasons,
        id="",
    )
