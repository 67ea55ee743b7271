"""Places of a page where the engine saw something that is no print: stamps, signatures, handwriting.

Bird's-eye view: an engine makes letters of everything that is dark. :func:`unreadable_places` finds runs of words that
it is unsure of and that no list holds, so that they are left alone and shown to a human with their picture instead of
being "corrected". Start reading there.

German example: a signature across the last line of a letter is read "VE 4 { h-", each part with a confidence of 20 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ocrfix.model import PlacedWord, Span

_UNSURE = 0.5
_HARDLY_SURE = 0.8
"""Of short pieces between unsure ones the engine may be surer by chance."""
_SHORT = 2
_WORD_LETTERS = 4
_GUESSED = 0.3
"""Short words come out of scribbles, too, but then the engine only guesses; two capitals are rather a scribble than
an abbreviation where the engine is not surer of them."""
_MOST_MEAN, _MOST_MEAN_OF_PAIR = 0.45, 0.35
_FEWEST_WORDS = 2
_FEWEST_CHARACTERS = 4
_EDGES = ".,;:!?()[]„“”\"»«'‚‘’-–—|_"


def unreadable_places(text: str, words: Sequence[PlacedWord], is_known: Callable[[str], bool]) -> Iterator[Span]:
    """Yield the places of a page's text that are no print, in order; none where confidences are missing."""
    run: list[PlacedWord] = []
    for word in (*words, None):
        if word is not None and _is_odd(text, word, is_known):
            run.append(word)
            continue
        place = _place(text, run)
        if place is not None:
            yield place
        run = []


def _is_odd(text: str, word: PlacedWord, is_known: Callable[[str], bool]) -> bool:
    if word.confidence is None:
        return False
    core = text[word.span.start : word.span.end].strip(_EDGES)
    is_short = len(core) <= _SHORT
    guessed = _HARDLY_SURE if is_short and core.isupper() else _GUESSED
    if is_known(core) and (len(core) >= _WORD_LETTERS or (len(core) > 1 and word.confidence >= guessed)):
        return False
    return word.confidence < (_HARDLY_SURE if is_short else _UNSURE)


def _place(text: str, run: list[PlacedWord]) -> Span | None:
    """Return the place of a run of odd words, without the surer ones at its ends; None where it may be print."""
    while run and (run[0].confidence or 0.0) >= _UNSURE:
        run = run[1:]
    while run and (run[-1].confidence or 0.0) >= _UNSURE:
        run = run[:-1]
    if len(run) < _FEWEST_WORDS:
        return None
    mean = sum(word.confidence or 0.0 for word in run) / len(run)
    span = Span(run[0].span.start, run[-1].span.end)
    if (
        mean > (_MOST_MEAN if len(run) > _FEWEST_WORDS else _MOST_MEAN_OF_PAIR)
        or sum(not c.isspace() for c in text[span.start : span.end]) < _FEWEST_CHARACTERS
    ):
        return None
    return span
