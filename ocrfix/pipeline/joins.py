"""Words that were torn apart: a space where none was printed.

Bird's-eye view: :func:`with_joins` looks at neighbours on one line. Two pieces that make a frequent word, of which
one alone is hardly a word, and a hyphen followed by a space inside a known compound, are proposed as joins, and so are
the letters of a spaced heading. They are ``likely`` at most: applied on request, listed otherwise. A mark that ends
a sentence stands right behind a bracket: that space goes unasked. Start reading at :func:`with_joins`. German
example: ``De- Mail`` becomes ``De-Mail``, ``Bundesre gierung`` becomes ``Bundesregierung``, ``angeben) ?`` loses its
space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocrfix.candidates.headings import HEADING_STARTS, LONGEST_HEADING, torn_heading
from ocrfix.candidates.nearest import letter_path
from ocrfix.config import CorrectConfig
from ocrfix.decide import Judge
from ocrfix.lexicon.table import HIGHEST_COUNT
from ocrfix.model import (
    Action,
    Candidate,
    CandidateKind,
    Damage,
    Decision,
    Level,
    Origin,
    Page,
    Ranked,
    Reason,
    Rewrite,
    Span,
    Token,
    TokenKind,
)
from ocrfix.resources import Resources
from ocrfix.text.tokens import starts_line

JOIN_CONFIDENCE = 0.75
"""160 of 191 joins were right on training pages with torn words (0.84); in life torn words are rarer."""
MARK_CONFIDENCE = 0.9
"""7 of 7 marks apart from a bracket stood right behind it on the training pages, counted as 8 of 9."""
HEADING_CONFIDENCE = 0.95
"""As for a heading that lost all its spaces."""
_Ground = tuple[Reason, Level, float]
"""Why pieces are put together, how far that goes, and how sure it is (0..1)."""
_TORN: _Ground = (Reason("join"), Level.LIKELY, JOIN_CONFIDENCE)
_MARK_APART: _Ground = (Reason("no-space"), Level.SAFE, MARK_CONFIDENCE)
_SET_HEADING: _Ground = (Reason("set-heading"), Level.SAFE, HEADING_CONFIDENCE)
_BEHIND_MARK = re.compile(r"(?=\s|$)(?![ \t]*\.)")
"""Behind a mark that ends a sentence; with more full stops it is the first of the dots before the number of a page."""
_LONGEST_BRACKET = 600
"""Characters back to where a bracket opens."""
_MINIMUM_COUNT = 50.0
_MINIMUM_LENGTH = 6
_MINIMUM_SPACED, _MAXIMUM_SPACED = 5, 40
"""Letters of a spaced word; a page of single letters is not read again from each of them."""
_WORD = TokenKind.WORD
"""Every token asks: Python 3.11 takes ten times as long to find a member in its class."""
_FRAGMENT_RATIO = 1000.0
"""How many times rarer than the whole a piece is: the corpora hold fragments of torn words themselves."""


def with_joins(
    page: Page, tokens: Sequence[Token], decisions: Sequence[Decision], config: CorrectConfig, resources: Resources
) -> list[Decision]:
    """Add joins to the decisions of a page; a place where a change is applied already is left to it."""
    by_start = {decision.damage.span.start: decision for decision in decisions}
    place = 0
    while place < len(tokens) - 1:
        heading = _torn_heading(page.text, tokens, place)
        found = heading or _joined(page.text, tokens, place, resources)
        if found is None:
            place += 1
            continue
        count, word = found
        covered = [by_start.get(token.span.start) for token in tokens[place : place + count]]
        is_free = not any(decision is not None and decision.action is Action.APPLY for decision in covered)
        if is_free or heading is not None:
            for token in tokens[place : place + count]:
                by_start.pop(token.span.start, None)
            span = Span(tokens[place].span.start, tokens[place + count - 1].span.end)
            ground = _SET_HEADING if heading is not None else _MARK_APART if tokens[place].text == ")" else _TORN
            by_start[span.start] = _decision(page, span, word, ground, config, resources.judge)
        place += count
    return [by_start[start] for start in sorted(by_start)]


def _torn_heading(text: str, tokens: Sequence[Token], place: int) -> tuple[int, str] | None:
    """Return how many tokens of a line are a set heading that was torn at other places, and the heading."""
    start = tokens[place].span.start
    # Few lines begin like a heading: the others are left at once.
    if text[start] not in HEADING_STARTS or not starts_line(text, start):
        return None
    line = text[start : start + 2 * LONGEST_HEADING].partition("\n")[0].rstrip()
    heading = torn_heading(line)
    if heading is None:
        return None
    return sum(1 for token in tokens[place : place + len(line)] if token.span.end <= start + len(line)), heading


def _joined(text: str, tokens: Sequence[Token], place: int, resources: Resources) -> tuple[int, str] | None:
    """Return how many tokens make one word, and the word."""
    left, right = tokens[place], tokens[place + 1]
    if left.text == ")":
        if right.text not in (".", "?") or text[left.span.end : right.span.start] != " ":
            return None
        before = text[max(0, left.span.start - _LONGEST_BRACKET) : left.span.start]
        if before.rfind("(") <= before.rfind(")"):
            return None  # the mark behind ``ohne a)`` may be a raised figure
        return (2, f"){right.text}") if _BEHIND_MARK.match(text, right.span.end) else None
    if len(left.text) == 1 and len(right.text) == 1 and right.text.isalpha() and _is_plain(left, text):
        return _letter_spaced(text, tokens, place, resources)
    if right.text.islower() and left.kind is _WORD and text[left.span.end : right.span.start] == " ":
        count = resources.lexicon.any_case_count
        word = left.text + right.text
        rarer = min(count(left.text), count(right.text))
        # Two pieces that are frequent words themselves outweigh any word, and most pairs make none: they end here.
        may_be_torn = len(word) >= _MINIMUM_LENGTH and rarer * _FRAGMENT_RATIO < HIGHEST_COUNT
        if may_be_torn and count(word) >= _MINIMUM_COUNT and rarer * _FRAGMENT_RATIO < count(word):
            return (2, word) if _is_plain(left, text) and _is_plain(right, text) else None
    if right.text == "-" and right.span.start == left.span.end and place + 2 < len(tokens) and _is_plain(left, text):
        last = tokens[place + 2]
        word = f"{left.text}-{last.text}"
        is_apart = _is_plain(last, text) and text[right.span.end : last.span.start] == " "
        if is_apart and last.text[0].isupper() and resources.model.symbol(word) == word:
            return 3, word
    return None


def _letter_spaced(text: str, tokens: Sequence[Token], place: int, resources: Resources) -> tuple[int, str] | None:
    """Return how many spaced letters make one word, and the word, where a lexicon or its parts know it."""
    end = place + 1
    while (
        end < min(len(tokens), place + _MAXIMUM_SPACED) and len(tokens[end].text) == 1 and _is_plain(tokens[end], text)
    ):
        if text[tokens[end - 1].span.end : tokens[end].span.start] != " ":
            break
        end += 1
    word = "".join(token.text for token in tokens[place:end])
    return (end - place, word) if len(word) >= _MINIMUM_SPACED and resources.lexicon.is_known(word) else None


def _is_plain(token: Token, text: str) -> bool:
    """Say whether a token is an unprotected word on one line."""
    is_word = token.kind is _WORD and not token.protected
    return (
        is_word
        and token.span.end - token.span.start == len(token.text)
        and text.startswith(token.text, token.span.start)
    )


def _decision(page: Page, span: Span, word: str, ground: _Ground, config: CorrectConfig, judge: Judge) -> Decision:
    reason, level, sure = ground
    if level is Level.SAFE:
        level = judge.level(sure, config.max_harm)
    before = page.text[span.start : span.end]
    is_born_digital = page.origin is Origin.BORN_DIGITAL
    reasons = (reason, Reason("born-digital")) if is_born_digital else (reason,)
    level = Level.REVIEW if is_born_digital else level
    if word == before.replace(" ", ""):
        rewrites = tuple(Rewrite(place, " ", "") for place, character in enumerate(before) if character == " ")
    else:
        rewrites = letter_path(before, word).rewrites
    keep = Ranked(Candidate(before, CandidateKind.KEEP), 0.0, 0.0, 1.0 - sure)
    return Decision(
        damage=Damage(page.number, span, sure, reasons[:1]),
        action=config.action_at(level),
        level=level,
        before=before,
        after=word,
        chosen=Ranked(Candidate(word, CandidateKind.JOIN, rewrites), 0.0, 0.0, sure),
        alternatives=(keep,),
        confidence=sure,
        reasons=reasons,
        id="",
    )
