"""Which words of a page are worth reading again.

Bird's-eye view: extraction reads a page, asks :func:`doubtful_words` while it still holds the image, and has those
words read by other models. Doubtful is what the engine was unsure of, what no list knows or hardly, and what holds
signs that stand for others. On test pages a tenth of the words covers four fifths of the misread ones (the rest are
dashes, which every model misreads alike). Start reading at :func:`doubtful_words`.

German example: of "gemäß $ 6 Absatz 12" only the dollar sign is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocrfix.model import PlacedWord
from ocrfix.resources import Resources
from ocrfix.text.characters import LINE_END_HYPHENS

_SURE = 0.85
"""Confidence of the engine below which a word is read again."""
_SURE_OF_UNKNOWN = 0.95
"""The same for words that hardly any list knows: names and rare compounds are most of these, and read rightly. A
twentieth of the time of a scanned page is saved; 12 scans, and 46 more at 0.92, had as many words wrong and broken."""
_COMMON = 30.0
"""Words that the corpora hold less often are read again."""
_SHORT = 5
"""Short words are parts of compounds too easily."""
_EDGES = ".,;:!?()[]„“”\"»«'‚‘’-–"
_ODD = re.compile(
    r"[$&|{}\\°*_~<>«»=@#©®ı!—‘‚]|\d[A-Za-zÄÖÜäöüß]|[a-zäöüß][A-ZÄÖÜ]|^8\d{1,2}[a-z]?$|^8\.\d{1,3}[a-z]?$|^\d{1,2}\.8$|^58$"
)
"""Signs and mixtures that print hardly has; ``81`` and ``8.49`` may be ``§ 1`` and ``§ 49`` run together."""
_CONFUSABLE = frozenset(("8", "3", "5", "S", "e", "l", "I", "1", "g"))
"""Lone characters that stand for §, bullets, strokes and ones."""
_FEWEST_DIGITS = 2
_PARTS = re.compile(r"[-/]")


def doubtful_words(text: str, words: Sequence[PlacedWord], resources: Resources) -> tuple[bool, ...]:
    """Say for each placed word of a page's text whether it should be read again."""
    result = [False] * len(words)
    place = 0
    while place < len(words):
        word = words[place]
        own = text[word.span.start : word.span.end]
        confidence = word.confidence
        end = place + 1
        if end < len(words) and _is_broken(text, word, words[end]):
            following = words[end]
            own = own[:-1] + text[following.span.start : following.span.end]
            known = [one for one in (confidence, following.confidence) if one is not None]
            confidence = min(known) if known else None
            end += 1
        result[place:end] = [_is_doubtful(own, confidence, resources)] * (end - place)
        place = end
    return tuple(result)


def _is_broken(text: str, word: PlacedWord, following: PlacedWord) -> bool:
    """Say whether a word goes on in the next line."""
    own = text[word.span.start : word.span.end]
    has_hyphen = len(own) > 1 and own[-1] in LINE_END_HYPHENS and own[-2].isalpha()
    is_next_line = "\n" in text[word.span.end : following.span.start]
    return has_hyphen and is_next_line and text[following.span.start].islower()


def _is_doubtful(own: str, confidence: float | None, resources: Resources) -> bool:
    if (confidence is not None and confidence < _SURE) or _ODD.search(own):
        return True
    # No list knows a right number from a wrong one, and a layer does not say how sure its engine was.
    if confidence is None and sum(map(str.isdigit, own)) >= _FEWEST_DIGITS:
        return True
    core = own.strip(_EDGES)
    if core in _CONFUSABLE:
        return True
    if confidence is not None and confidence >= _SURE_OF_UNKNOWN:
        return False
    return any(_is_unknown(part, resources) for part in _PARTS.split(core) if part.isalpha())


def _is_unknown(part: str, resources: Resources) -> bool:
    if resources.lexicon.any_case_count(part) >= _COMMON:
        return False
    return len(part) <= _SHORT or resources.lexicon.compound_logp(part) == float("-inf")
