"""Choosing the words of the lexicon and the parts of compounds.

Bird's-eye view: words seen twice and in two documents become the lexicon with their frequency; words that
are themselves two known words (with a linking element) teach what serves as modifier and what as head.
Start reading at :func:`choose_words` and :func:`compound_parts`. German example: from
``Landesregierung`` = ``Landes`` + ``regierung`` the modifier ``Landes`` and the head ``regierung`` each gain one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ocrfix.text.hyphenation import FIRST_ENDINGS, PAIRING_CONJUNCTIONS

LINKING_ELEMENTS = ("", "s", "es", "n", "en", "er", "e", "ens", "ns")
"""What may stand between a modifier and its head (Fugenelemente)."""

MINIMUM_MODIFIER_LENGTH = 3
MINIMUM_HEAD_LENGTH = 3


_SLIPS = (
    ("I", "l", 250),
    ("l", "I", 250),
    *((plain, umlaut, 20_000) for plain, umlaut in zip("aouAOU", "äöüÄÖÜ", strict=True)),
    ("ss", "ß", 20_000),
)
"""What a typist or an earlier recognition leaves in the corpora: wrong, right, how many times rarer a slip is.

Words that differ by the dots of an umlaut are mostly words of their own (``mochte``, ``fuhren``, ``Burger``):
only one that is rarer by far is a slip.
"""
_FAR_MORE = 100
"""How many times as often the word before ``und`` is written as one that the corpora have by mistake."""


def choose_words(words: Mapping[str, int], documents: Mapping[str, int]) -> dict[str, int]:
    """Keep words with a letter and no hyphen that were seen twice and in two documents.

    A rare word that the corpora have by mistake is left out (``fur`` beside ``für``, ``Wirtschaftsund``).
    """
    kept = {word: count for word, count in words.items() if count >= 2 and documents[word] >= 2 and _is_word(word)}
    return {word: count for word, count in kept.items() if not is_mistake(word, count, kept)}


def is_mistake(word: str, count: int, kept: Mapping[str, int]) -> bool:
    """Say whether a word is one slip away from a far more frequent one, or two words run together.

    >>> is_mistake("fur", 4, {"für": 638504}), is_mistake("mochte", 8, {"möchte": 20946})
    (True, False)
    """
    return _is_slip(word, count, kept) or _is_run_together(word, count, kept)


def _is_slip(word: str, count: int, kept: Mapping[str, int]) -> bool:
    for wrong, right, ratio in _SLIPS:
        place = word.find(wrong)
        while place >= 0:
            if kept.get(word[:place] + right + word[place + len(wrong) :], 0) >= ratio * count:
                return True
            place = word.find(wrong, place + 1)
    return False


def _is_run_together(word: str, count: int, kept: Mapping[str, int]) -> bool:
    """Say whether a word is a first part and a conjunction: a program took the hyphen of ``Justiz-⏎und`` for its own.

    Of 87 words that end so behind another word 71 are such; the others are words (``Verbund``), but for a few rare
    ones.
    """
    for conjunction in PAIRING_CONJUNCTIONS:
        left = word.removesuffix(conjunction)
        if left != word and left[:1].isupper():
            return left.endswith(FIRST_ENDINGS) or kept.get(left, 0) > _FAR_MORE * count
    return False


def _is_word(word: str) -> bool:
    if word.isalpha():
        return len(word) > 1 or word.isupper()
    return (
        word.isalnum() and word[0].isalpha() and not word.isupper() and not any(c.isdigit() for c in word[:-2])
    ) or (word.isalnum() and word[0].isalpha() and word.isupper() and len(word) <= 6)


def compound_parts(lexicon: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Count in how many different words each form serves as modifier (linking element included) and as head.

    Both are written in lower case. A word counts when one split explains it best: both parts are words of
    their own, seen at least 20 times, and the head is as long as possible.
    """
    free: dict[str, int] = {}
    for word, count in lexicon.items():
        if word.isalpha() and not word.isupper() and count >= 20:
            free[word.lower()] = free.get(word.lower(), 0) + count
    modifiers: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for word in lexicon:
        if len(word) < 7 or not word.isalpha() or word.isupper():
            continue
        split = _best_split(word.lower(), free)
        if split is not None:
            modifiers[split[0]] += 1
            heads[split[1]] += 1
    return (
        {form: count for form, count in modifiers.items() if count >= 3},
        {form: count for form, count in heads.items() if count >= 3},
    )


def _best_split(word: str, free: Mapping[str, int]) -> tuple[str, str] | None:
    best: tuple[float, str, str] | None = None
    for cut in range(MINIMUM_MODIFIER_LENGTH, len(word) - MINIMUM_HEAD_LENGTH):
        modifier, head = word[:cut], word[cut:]
        if len(head) < 4 or head not in free:
            continue
        stem = _known_stem(modifier, free)
        if stem is None:
            continue
        score = min(free[head], free[stem])
        if best is None or score > best[0]:
            best = (score, modifier, head)
    return None if best is None else (best[1], best[2])


def _known_stem(modifier: str, free: Mapping[str, int]) -> str | None:
    for link in LINKING_ELEMENTS:
        if modifier.endswith(link):
            stem = modifier[: len(modifier) - len(link)] if link else modifier
            if len(stem) >= MINIMUM_MODIFIER_LENGTH and stem in free:
                return stem
    if modifier + "e" in free:
        return modifier + "e"
    return modifier + "en" if modifier + "en" in free and len(modifier) >= 3 else None
