"""Which words of the corpora are spoilt: slips, pieces of broken words, words run together, words of other languages.

Bird's-eye view: corpora hold what earlier recognitions and typesetting left in them; a word that looks like that is
not proposed for the domain lexicon. :class:`Neighbourhood` holds what must be known of all words for it. Start reading
at :func:`is_spoilt`.

German example: ``Bundesregie`` is the beginning of a far more frequent word, ``AntragTobias`` two words run together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ocrfix.lexicon.build.contexts import ARTICLES
from ocrfix.records import dataclass
from ocrfix.text.hyphenation import FIRST_ENDINGS

_OTHER_WORDS = (
    "und oder für mit von auf aus bei nach über unter vor als auch nicht wie dass sich sind wird wurde haben hat ist "
    "es er sie wir ihr was wer wenn dann noch nur sehr zu an in um bis seit man mich"
)
FUNCTION_WORDS = ARTICLES | frozenset(_OTHER_WORDS.split())
_FRAGMENT_RATIO = 60
_SLIP_RATIO = 30
_LEAST_NEIGHBOUR = 90
_MISJOINED_RATIO = 5
_INFLECTION = re.compile(r"(?:e|en|er|es|em|n|s|ns|ern|in|innen|r|st|t|te|ten|ter|tes)")
_TRUNCATED = re.compile(rf"(?:{'|'.join(FIRST_ENDINGS)}|lings|tums)$")
"""Left of a hyphen (``Vertretungs- und Beratungskosten``), or the genitive of what is listed anyway."""
_LEADING_CAPITAL = re.compile(r"[A-ZÄÖÜ](?=[A-ZÄÖÜ][a-zäöüß]{2})")
_RUN_TOGETHER = re.compile(r"(?:und|oder|über|zur|zum|der|des|die|für|von|vom|mit)$")
_TWINS = {"I": "l1J", "l": "I1", "O": "0", "0": "O", "1": "lI"}
_HUMP = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=[A-ZÄÖÜ]{3})(?=[A-ZÄÖÜ][a-zäöüß]{2})")
_OLD_SHARP = re.compile(r"[aeiouäöü]ß(?=[a-zäöü]|$)")
_ROMAN = re.compile(r"[IVX]{1,}[a-z]|[IVX]{2,}|[IVXLC]{3,}")
_FREQUENT_NUMBER = 150
"""Roman numbers that are seen so often belong to the field (``SGB II``)."""
_LEAST_HUMP = 3
_KNOWN_HUMP = 20


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """All words with their counts, and of frequent ones what goes on from a beginning and what lacks a letter."""

    words: Mapping[str, int]
    general: frozenset[str]
    longer: Mapping[str, tuple[int, str]]
    shortened: Mapping[str, int]


def neighbourhood_of(words: Mapping[str, int], general: frozenset[str]) -> Neighbourhood:
    """Look at all words once; ``general`` are those that a general dictionary accepts."""
    return Neighbourhood(words, general, _more_frequent_beginnings(words), shortened_words(words))


def is_spoilt(word: str, count: int, around: Neighbourhood) -> bool:
    """Say whether a word looks like a slip, a fragment of a broken word, or words run together."""
    words = around.words
    more, whole = around.longer.get(word, (0, ""))
    if more >= _FRAGMENT_RATIO * count and not _INFLECTION.fullmatch(whole[len(word) :]):
        return True
    if word[0].islower() and words.get(word.capitalize(), 0) > count:
        return True
    if (
        _TRUNCATED.search(word)
        or (_ROMAN.fullmatch(word) and count < _FREQUENT_NUMBER)
        or _has_misread_letter(word, count, words)
    ):
        return True
    if word.isupper() and _is_ordinary_in_capitals(word, count, around):
        return True
    if _LEADING_CAPITAL.match(word) and words.get(word[1:], 0) >= 10 * count:
        return True
    if _is_run_together(word, count, words) or _is_miscased(word, count, words):
        return True
    if _OLD_SHARP.search(word) and words.get(word.replace("ß", "ss"), 0) >= count:
        return True
    return _is_slip(word, count, around)


def _is_ordinary_in_capitals(word: str, count: int, around: Neighbourhood) -> bool:
    """Say whether an ordinary word was set in capitals (``NEIN``, ``ANTRAG``)."""
    small, capital = word.lower(), word.capitalize()
    if 3 * max(around.words.get(small, 0), around.words.get(capital, 0)) >= count:
        return True
    return len(word) > 4 and (small in around.general or capital in around.general)


def _is_miscased(word: str, count: int, words: Mapping[str, int]) -> bool:
    """Say whether a short name lost a capital (``BverfG``)."""
    is_short = sum(map(str.isupper, word)) > 1
    return is_short and any(
        words.get(word[:place] + letter.upper() + word[place + 1 :], 0) >= 10 * count
        for place, letter in enumerate(word)
        if letter.islower()
    )


def _is_run_together(word: str, count: int, words: Mapping[str, int]) -> bool:
    humps = _HUMP.split(word)
    if len(humps) > 1:
        if humps[0] in FUNCTION_WORDS or words.get(word.capitalize(), 0) >= 3 * count:
            return True
        if all(len(hump) >= _LEAST_HUMP and words.get(hump, 0) >= _KNOWN_HUMP for hump in humps):
            return True
        ends = humps[0], humps[-1]
        return all(len(part) >= 2 and words.get(part, 0) >= 10 * count for part in ends)
    ending = _RUN_TOGETHER.search(word)
    if ending is None or not word[0].isupper():
        return False
    return words.get(word[: ending.start()], 0) >= max(_MISJOINED_RATIO * count, 100)


def _has_misread_letter(word: str, count: int, words: Mapping[str, int]) -> bool:
    """Say whether I for l or the like makes a more frequent word: corpora hold slips of earlier recognitions."""
    for place, letter in enumerate(word):
        for other in _TWINS.get(letter, ""):
            if words.get(word[:place] + other + word[place + 1 :], 0) >= 5 * count:
                return True
    return False


def _is_slip(word: str, count: int, around: Neighbourhood) -> bool:
    """Say whether one letter more, less, other or exchanged makes a far more frequent word, endings aside."""
    least = _SLIP_RATIO * count
    if len(word) < 5 or sum(map(str.isupper, word)) > 1:
        return False
    if around.shortened.get(word, 0) >= least:
        return True
    for place in range(1, len(word) - 2):
        without = word[:place] + word[place + 1 :]
        if around.shortened.get(without, 0) >= least:
            return True
        if around.words.get(without, 0) >= least and without in around.general:
            return True
    return False


def shortened_words(words: Mapping[str, int]) -> dict[str, int]:
    """Map frequent words without one of their letters, endings aside, to the count of the most frequent one."""
    found: dict[str, int] = {}
    for word, count in words.items():
        if count < _LEAST_NEIGHBOUR or len(word) < 5 or not word.isalpha():
            continue
        for place in range(1, len(word) - 2):
            without = word[:place] + word[place + 1 :]
            if found.get(without, 0) < count:
                found[without] = count
    return found


def _more_frequent_beginnings(words: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    """Map each beginning of a word to the most frequent word that goes on from it by at most eight letters."""
    longest: dict[str, tuple[int, str]] = {}
    for word, count in words.items():
        for end in range(max(3, len(word) - 8), len(word)):
            start = word[:end]
            if longest.get(start, (0, ""))[0] < count:
                longest[start] = (count, word)
    return longest
