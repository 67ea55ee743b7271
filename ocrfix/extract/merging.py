"""Puts two readings of the whole page together, word by word.

Bird's-eye view: a page that reads badly is read twice, as scanned and smoothed. Each reading is better somewhere, so
:func:`surer_words` takes the better one and lets the other speak where it was surer of a word, or has words that the
better one lost at the end of a line. What is not taken stays as a witness. Start reading there.

German example: the smoothed image gives "AIDS Rel" where the line as scanned reads "AIDS Relief (PEPFAR)".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocrfix.extract.engines import RecognisedWord

# Shared width, as a share of the longer word, from which on two words are readings of the same print.
_SAME_WORD = 0.7
# Shared width, as a share of the narrower word, from which on two words are not beside each other.
_SAME_PLACE = 0.2
# Confidence and letters from which on a word that only one reading has is taken from it.
_SURE, _LETTERS = 0.85, 3
_LEAST_PARTS = 2


def surer_words(
    words: Sequence[RecognisedWord], others: Sequence[RecognisedWord], scale: float
) -> tuple[tuple[RecognisedWord, ...], tuple[RecognisedWord, ...]]:
    """Give the words of the better reading, with those of the other where it is surer or has more.

    ``scale`` times the pixels of the other are those of the better one. Then what was not taken, in the same pixels.
    """
    taken = list(words)
    left = [_scaled(word, scale) for word in others]
    rest: list[RecognisedWord] = []
    for index, other in enumerate(left):
        near = [place for place, word in enumerate(taken) if _is_same_place(word, other)]
        if len(near) == 1:
            word = taken[near[0]]
            rivals = [one for one in left if _is_same_place(word, one)]
            if len(rivals) == 1 and word.text != other.text and _is_surer(other, word):
                taken[near[0]] = _in_place_of(word, other)
                left[index] = replace(other, text=word.text, confidence=word.confidence)
        elif not near and other.confidence >= _SURE and sum(map(str.isalnum, other.text)) >= _LETTERS:
            rest.append(other)
    _part(taken, left)
    for other in rest:
        _insert(taken, other)
    return tuple(taken), tuple(left)


def _part(taken: list[RecognisedWord], left: list[RecognisedWord]) -> None:
    """Put several words in the place of one where the other reading parts the same print and is surer of each part.

    Specks between two words run them together: ``2..-Dezember``.
    """
    for place in reversed(range(len(taken))):
        word = taken[place]
        # A long word of letters may be a compound; what was run together there the correction parts.
        if word.text.isalpha():
            continue
        parts = sorted((one for one in left if _is_same_place(word, one)), key=lambda one: one.left)
        if len(parts) < _LEAST_PARTS or any(one.confidence <= word.confidence for one in parts):
            continue
        rivals = [one for one in taken if one is not word and any(_is_same_place(one, part) for part in parts)]
        width = min(word.right, parts[-1].right) - max(word.left, parts[0].left)
        is_same_print = width >= _SAME_WORD * max(word.right - word.left, parts[-1].right - parts[0].left)
        if not rivals and is_same_print:
            taken[place : place + 1] = [
                replace(part, block=word.block, paragraph=word.paragraph, line=word.line) for part in parts
            ]
            first = left.index(parts[0])
            left[:] = [one for one in left if one not in parts]
            left.insert(first, word)


def _scaled(word: RecognisedWord, scale: float) -> RecognisedWord:
    return replace(
        word,
        left=round(word.left * scale),
        top=round(word.top * scale),
        right=round(word.right * scale),
        bottom=round(word.bottom * scale),
    )


def _is_surer(other: RecognisedWord, word: RecognisedWord) -> bool:
    """Say whether a word is better read by the other reading: surer of the same print, or of more of it."""
    if _shared_width(word, other) >= _SAME_WORD * max(word.right - word.left, other.right - other.left):
        return other.confidence > word.confidence
    is_cut = len(word.text) < len(other.text) and (other.text.startswith(word.text) or other.text.endswith(word.text))
    return is_cut and other.confidence >= _SURE


def _in_place_of(word: RecognisedWord, other: RecognisedWord) -> RecognisedWord:
    """Put a word of the other reading into the line of the one that it replaces."""
    if _shared_width(word, other) >= _SAME_WORD * (other.right - other.left):
        return replace(word, text=other.text, confidence=other.confidence)
    return replace(other, block=word.block, paragraph=word.paragraph, line=word.line)


def _insert(words: list[RecognisedWord], lost: RecognisedWord) -> None:
    """Put a word behind its left neighbour in the line, or before its right one; without any it stays out."""
    line = [place for place, word in enumerate(words) if _shared_height(word, lost)]
    before = [place for place in line if words[place].right <= lost.left]
    behind = [place for place in line if words[place].left >= lost.right]
    if before:
        place = max(before, key=lambda place: words[place].right)
        neighbour, position = words[place], place + 1
    elif behind:
        position = min(behind, key=lambda place: words[place].left)
        neighbour = words[position]
    else:
        return
    words.insert(position, replace(lost, block=neighbour.block, paragraph=neighbour.paragraph, line=neighbour.line))


def _shared_width(one: RecognisedWord, other: RecognisedWord) -> int:
    return min(one.right, other.right) - max(one.left, other.left) if _shared_height(one, other) else 0


def _shared_height(one: RecognisedWord, other: RecognisedWord) -> bool:
    """Say whether two words stand in one line."""
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return 2 * height >= min(one.bottom - one.top, other.bottom - other.top) > 0


def _is_same_place(one: RecognisedWord, other: RecognisedWord) -> bool:
    if one.top >= other.bottom or other.top >= one.bottom:  # nearly all pairs, told at once
        return False
    shared = min(one.right, other.right) - max(one.left, other.left)
    narrower = min(one.right - one.left, other.right - other.left)
    return shared > _SAME_PLACE * narrower and _shared_height(one, other)
