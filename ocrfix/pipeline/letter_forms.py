"""Pages in plain letters for the engine, and its decisions where the letters stand in the text as read.

Bird's-eye view: the engine works on :func:`plain_page`. :func:`with_letter_forms` adds a change for every word that
stands with ligatures or dots of its own and is right otherwise; :func:`as_read` moves all decisions to the text as it
was read, which is what is shown and changed. Umlauts that are decomposed into base and combining dots are the same
letters for every program: they stay, and a correction on such a page is decomposed, too. Start reading at
:func:`plain_page`. German example: ``häuﬁg`` with a ligature is right, and becomes ``häufig``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from ocrfix.config import CorrectConfig
from ocrfix.detect.waivers import WAIVED
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.model import (
    Action,
    Candidate,
    CandidateKind,
    Damage,
    Decision,
    Level,
    Origin,
    Page,
    PlacedWord,
    Ranked,
    Reason,
    Rewrite,
    Span,
    Token,
)
from ocrfix.packed import PackedWords
from ocrfix.pipeline.analysis import PageAnalysis
from ocrfix.pipeline.stages import page_tokens
from ocrfix.resources import Resources
from ocrfix.text.letter_forms import Form, PlainText, decomposed, plain_text

LETTER_FORM_CONFIDENCE = 0.99
"""What a ligature stands for is in the tables of Unicode; what is left is that it was a misread letter."""
_UNKNOWN_CONFIDENCE = 0.5
"""A ligature in what is no word: an older English model reads ü as one, a typeset document has names with it."""
_LEAST_COUNT = 6.0
"""Words seen less often may be misread themselves: ``fiber`` stands twice in the corpora, ``über`` everywhere."""
_REASON = Reason("letter-form")


def plain_page(page: Page) -> tuple[Page, PlainText | None]:
    """Return a page in plain letters, and where they stand in its text; the page itself where it has no others."""
    plain = plain_text(page.text)
    if plain is None:
        return page, None
    words = [PlacedWord(plain.span_in_plain(word.span), word.box, word.confidence) for word in page.words]
    packed = PackedWords(words) if isinstance(page.words, PackedWords) else tuple(words)
    return replace(page, text=plain.text, words=packed), plain


def tokens_as_read(page: Page, resources: Resources, config: CorrectConfig | None = None) -> tuple[Token, ...]:
    """Return the tokens of a page in plain letters, placed in its text as it was read."""
    in_plain, plain = plain_page(page)
    tokens = page_tokens(in_plain, resources, config)
    if plain is None:
        return tokens
    return tuple([replace(token, span=plain.span_as_read(token.span)) for token in tokens])


def with_letter_forms(
    page: Page,
    analysis: PageAnalysis,
    decisions: Sequence[Decision],
    plain: PlainText,
    config: CorrectConfig,
    resources: Resources,
) -> list[Decision]:
    """Add changes of letter forms where nothing else is decided.

    ``page`` is the page as read, the analysis and all positions are those of the plain one.
    What is no word with plain letters either is suggested where it has a ligature: that may be misread itself
    (``ﬁber`` for ``über``).
    """
    added: list[Decision] = []
    replaced: set[int] = set()
    touching = _touching(decisions)
    for token in analysis.tokens:
        forms = plain.damage(token.span)
        if not forms or _is_fact(token, forms):
            continue
        doubts = touching(token.span)
        if not all(one.damage.span == token.span and _is_doubt_about_word(one) for one in doubts):
            continue
        replaced.update(map(id, doubts))
        level, confidence, reasons = _judged(token, forms, doubts, analysis.page.origin, resources.lexicon)
        candidate = Candidate(token.text, CandidateKind.CHARACTER, _rewrites(page, token, forms, plain))
        added.append(_in_plain_letters(analysis.page, token.span, candidate, level, confidence, reasons, config))
    kept = [one for one in decisions if id(one) not in replaced]
    return sorted((*kept, *added), key=_start)


def _touching(decisions: Sequence[Decision]) -> Callable[[Span], list[Decision]]:
    """Return what finds the decisions about any part of a span without a look at all of them."""
    ordered = sorted(decisions, key=_start)
    reaches = list(accumulate((one.damage.span.end for one in ordered), max))

    def found(span: Span) -> list[Decision]:
        first, behind = bisect_right(reaches, span.start), bisect_left(ordered, span.end, key=_start)
        return [one for one in ordered[first:behind] if one.damage.span.overlaps(span)]

    return found


def _start(decision: Decision) -> int:
    return decision.damage.span.start


def _judged(
    token: Token, forms: Sequence[Form], doubts: Sequence[Decision], origin: Origin, lexicon: Lexicon
) -> tuple[Level, float, tuple[Reason, ...]]:
    """Say how sure it is that a word is right in plain letters, and why."""
    level, confidence = Level.SAFE, LETTER_FORM_CONFIDENCE
    reasons = (_REASON, *(reason for doubt in doubts for reason in doubt.reasons))
    if any(form.is_ligature for form in forms) and not _is_word(token.text, lexicon):
        level, confidence = Level.REVIEW, _UNKNOWN_CONFIDENCE
    if origin is Origin.BORN_DIGITAL:
        level, reasons = Level.REVIEW, (*reasons, Reason("born-digital"))
    return level, confidence, reasons


def _rewrites(page: Page, token: Token, forms: Sequence[Form], plain: PlainText) -> tuple[Rewrite, ...]:
    return tuple(
        [
            Rewrite(
                form.plain_start - token.span.start,
                page.text[form.start : form.end],
                plain.text[form.plain_start : form.plain_end],
            )
            for form in forms
        ]
    )


def as_read(page: Page, decisions: Sequence[Decision], plain: PlainText) -> list[Decision]:
    """Return decisions about a plain page as decisions about the page as it was read."""
    return [_as_read(page, decision, plain) for decision in decisions]


def _as_read(page: Page, decision: Decision, plain: PlainText) -> Decision:
    span = plain.span_as_read(decision.damage.span)
    before = page.text[span.start : span.end]
    after = before if decision.action is Action.KEEP else decision.after
    if decision.action is not Action.KEEP and plain.is_decomposed:
        after = decomposed(after)
    return replace(decision, damage=replace(decision.damage, span=span), before=before, after=after)


def _in_plain_letters(
    page: Page,
    span: Span,
    candidate: Candidate,
    level: Level,
    confidence: float,
    reasons: tuple[Reason, ...],
    config: CorrectConfig,
) -> Decision:
    text = page.text[span.start : span.end]
    return Decision(
        damage=Damage(page.number, span, 1.0, reasons[:1]),
        action=config.action_at(level),
        level=level,
        before=text,
        after=text,
        chosen=Ranked(candidate, 0.0, 0.0, 1.0),
        alternatives=(),
        confidence=confidence,
        reasons=reasons,
        id="",
    )


def _is_fact(token: Token, forms: Sequence[Form]) -> bool:
    """Say whether the user wants a token left alone, or it is an address of which not only ligatures are in question.

    An address that runs on behind a line end may be its own there, and hardly one has umlauts.
    """
    is_broken = token.span.end - token.span.start > len(token.text)
    has_dots = any(not form.is_ligature for form in forms)
    return token.protected in WAIVED or (token.protected == "address" and (is_broken or has_dots))


def _is_word(text: str, lexicon: Lexicon) -> bool:
    """Say whether each part of a hyphenated word is no rare word of the lexicon, or a compound."""
    return all(
        lexicon.any_case_count(part) >= _LEAST_COUNT or lexicon.compound_logp(part) > float("-inf")
        for part in text.split("-")
        if part
    )


def _is_doubt_about_word(decision: Decision) -> bool:
    return decision.action is Action.KEEP and decision.reasons[0].code == "unknown-word"
