"""Two words and more that were run together, parted again.

Bird's-eye view: :func:`split_words` parts an unknown word where both parts are frequent words, and headings around
their function words: narrow spaces are lost together. Start reading there. German example: ``Wiebewertet`` is
``Wie bewertet``, ``VorbemerkungderFragesteller`` is ``Vorbemerkung der Fragesteller``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocrfix.candidates.headings import parted_headings
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.model import Candidate, CandidateKind, Rewrite

_SPLIT_COST = 6.5
"""-ln of the rate at which a space between two words is lost (measured on pages read by ``deu``: 1 in 700)."""
_FURTHER_SPLIT_COST = 2.5
"""The same for each further space: narrow spaces are lost together."""
JOINED_NUMERALS = {f"{numeral}S": f"{numeral} S" for numeral in ("I", "II", "III")} | {
    "1S": "I S", "lS": "I S", "TS": "I S", "11S": "II S", "llS": "II S", "IlS": "II S", "BGBII": "BGBl I",
}  # fmt: skip
"""``BGBl. I S. 3`` is often read ``IS. 3`` or ``1S. 3``, and ``BGBl I: 3`` in the heads of laws ``BGBII: 3``."""
_MINIMUM_SPLIT_COUNT = 60.0
_FUNCTION_WORDS = frozenset(
    (
        "der", "die", "das", "des", "dem", "den", "ein", "und", "oder", "von", "vom", "zu", "zur", "zum", "in", "im",
        "an", "am", "auf", "aus", "bei", "beim", "für", "mit", "nach", "über", "um", "als",
    )
)  # fmt: skip
_HUMP = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")


def split_words(word: str, lexicon: Lexicon) -> dict[str, Candidate]:
    """Return by their text the words that one word may be: two frequent ones, or those of a heading."""
    best = _headings(word, lexicon) if len(word) >= 9 else {}
    for path in parted_headings(word, lexicon.count):
        best[path.text] = Candidate(path.text, CandidateKind.SPLIT, path.rewrites, -path.cost)
    count = lexicon.any_case_count
    for cut in _cuts(word, lexicon):
        left, right = word[:cut], word[cut:]
        if count(left) >= _MINIMUM_SPLIT_COUNT and lexicon.count(right) >= _MINIMUM_SPLIT_COUNT:
            best[f"{left} {right}"] = split_candidate(left, right)
    return best


def _cuts(word: str, lexicon: Lexicon) -> Sequence[int]:
    """Return where a word may be parted: behind the words that it begins with, in any case."""
    places = range(2, len(word) - 1)
    if lexicon.extra_words or word[:2].isupper():
        return places
    # One look at the table instead of one for each place.
    starts = {word, word[0].lower() + word[1:]}
    lengths = {len(known) for start in starts for known in lexicon.words.beginnings(start)}
    return [cut for cut in places if cut in lengths]


def _headings(word: str, lexicon: Lexicon) -> dict[str, Candidate]:
    """Part three or more words around a function word, as in headings whose narrow spaces were lost."""
    count, found = lexicon.any_case_count, {}
    for cut in range(2, len(word) - 4):
        for length in (2, 3, 4):
            middle, rest = word[cut : cut + length], word[cut + length :]
            if middle not in _FUNCTION_WORDS or len(rest) < 2 or count(word[:cut]) < _MINIMUM_SPLIT_COUNT:
                continue
            ends: list[tuple[str, ...]] = [(rest,)]
            ends += [(rest[: hump.start()], rest[hump.start() :]) for hump in _HUMP.finditer(rest)]
            for end in ends:
                if all(count(part) >= _MINIMUM_SPLIT_COUNT for part in end):
                    parts = (word[:cut], middle, *end)
                    found[" ".join(parts)] = split_candidate(*parts)
    return found


def split_candidate(*words: str) -> Candidate:
    """Make a candidate of words that lost the spaces between them; the first space costs most."""
    positions, rewrites = 0, []
    for word in words[:-1]:
        positions += len(word)
        rewrites.append(Rewrite(positions, "", " "))
    return Candidate(
        " ".join(words), CandidateKind.SPLIT, tuple(rewrites), -_SPLIT_COST - _FURTHER_SPLIT_COST * (len(rewrites) - 1)
    )
