"""Which reading of a PDF page is trusted: its text layer or a new recognition, and why.

Bird's-eye view: :mod:`ocrfix.extract.textlayer` measures a page (:class:`LayerFacts`), :func:`choose_reading`
decides and gives the reason that :attr:`ocrfix.model.Page.origin_reason` shows. Pure: no file, no engine.
Start reading at :func:`choose_reading`.

German example: an invisible layer that spells "fir Heimat" and "Maknahmen" without a single umlaut was read by
a model without German letters; the page is recognised again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from enum import StrEnum

from ocrfix.config import OcrMode
from ocrfix.model import Origin
from ocrfix.records import dataclass

# Text over an image of this share of the page is what a scanner's software wrote, not what a printer got.
_PAGE_FILLING = 0.7
_MOSTLY_INVISIBLE = 0.5
# Fewer characters than this over a scan are a stamp or a page number, no reading of the page.
_FEW_OVER_IMAGE = 60
# Fewer characters than this beside thousands of drawn paths are not the text that a reader sees.
_FEW_BESIDE_PATHS = 100
_MANY_PATHS = 800
_MOST_ODD = 0.1
_LEAST_PLAUSIBLE_WORDS = 0.5
_LEAST_READABLE = 0.85
_LETTERS_TO_JUDGE = 200
# A layer that was not trusted is a reading of the page all the same when it has so much, and nearly all of it usable.
_CHARACTERS_OF_READING = 400
_MOST_ODD_OF_READING = 0.02
# Where recognition gives less than this share of its characters it did not find the print that the layer has.
_LEAST_OF_LAYER = 0.5
_VOWEL_SHARES = (0.25, 0.55)
# German print has an umlaut or ß in 1.5 to 2 of 100 letters; this many letters with less than this share were
# read by a model that does not know them.
_LETTERS_TO_MISS_UMLAUTS = 400
_LEAST_UMLAUTS = 0.004
_VOWELS = frozenset("aeiouyäöüéAEIOUYÄÖÜ")
_UMLAUTS = frozenset("äöüßÄÖÜẞ")
_PLAIN_PUNCTUATION = frozenset(".,;:!?-–—()[]/\"'„“”‚‘’»«§%&+*=€°…•·\N{SOFT HYPHEN}")

Judge = Callable[[str], float]


class Reading(StrEnum):
    """What is done with a page."""

    USE_LAYER = "use-layer"
    RECOGNISE = "recognise"
    LEAVE_EMPTY = "leave-empty"


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What was measured of a page's text layer.

    ``text`` is the layer's page text, ``invisible_share`` the share of its characters drawn in render mode 3,
    ``image_share`` the share of the page that images cover, ``path_count`` the number of drawn paths,
    ``odd_share`` the share of characters without a usable Unicode value (all shares 0..1).
    """

    text: str
    invisible_share: float
    image_share: float
    path_count: int
    odd_share: float

    @property
    def character_count(self) -> int:
        """The number of characters that are no white space."""
        return sum(not character.isspace() for character in self.text)

    @property
    def is_language(self) -> bool:
        """Whether the letters are those of a language, or too few to judge; a shifted table has other vowels."""
        letters = [character for character in self.text if character.isalpha()]
        vowel_share = sum(letter in _VOWELS for letter in letters) / max(len(letters), 1)
        return len(letters) < _LETTERS_TO_JUDGE or _VOWEL_SHARES[0] <= vowel_share <= _VOWEL_SHARES[1]

    @property
    def is_reading(self) -> bool:
        """Whether the layer can be laid beside another reading of the page, whatever model it was read with."""
        is_enough = self.character_count >= _CHARACTERS_OF_READING
        return is_enough and self.is_language and self.odd_share <= _MOST_ODD_OF_READING

    @property
    def origin(self) -> Origin:
        """Where the text of the page comes from when the layer is used."""
        return Origin.OCR_LAYER if self.is_written_by_ocr else Origin.BORN_DIGITAL

    @property
    def is_written_by_ocr(self) -> bool:
        """Whether the layer is invisible or lies over an image of the page."""
        return self.invisible_share >= _MOSTLY_INVISIBLE or self.image_share >= _PAGE_FILLING


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading that is trusted, the origin it has when the layer is used, and the reason."""

    reading: Reading
    origin: Origin
    reason: str


def is_odd_character(character: str) -> bool:
    """Say whether a character of a text layer stands for nothing: no Unicode value, private use, control.

    >>> is_odd_character("\N{REPLACEMENT CHARACTER}"), is_odd_character("ß")
    (True, False)
    """
    return character == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs")


def choose_reading(facts: LayerFacts, mode: OcrMode, languages: str = "deu", judge: Judge | None = None) -> Choice:
    """Decide between the text layer and recognition.

    ``judge`` gives the share (0..1) of plausible words of a text; without it characters alone are judged.
    """
    origin = facts.origin
    if mode is OcrMode.ALWAYS:
        return Choice(Reading.RECOGNISE, Origin.RECOGNISED, "recognised because of --ocr always")
    kind = _describe(facts)
    flaw = _find_flaw(facts, languages, judge)
    if mode is OcrMode.NEVER:
        if not facts.character_count:
            return Choice(Reading.LEAVE_EMPTY, Origin.BLANK, "no text layer, and --ocr never forbids recognition")
        doubt = f"; used because of --ocr never although {flaw}" if flaw else ""
        return Choice(Reading.USE_LAYER, origin, kind + doubt)
    if flaw and mode is OcrMode.MISSING and not _is_missing(facts):
        return Choice(Reading.USE_LAYER, origin, f"{kind}; used because of --ocr missing although {flaw}")
    if flaw:
        return Choice(Reading.RECOGNISE, Origin.RECOGNISED, f"recognised because {flaw}")
    return Choice(Reading.USE_LAYER, origin, kind)


def has_lost_layer(facts: LayerFacts, recognised: str, mode: OcrMode) -> bool:
    """Say whether a recognised text lost what the layer has, so that the layer is the better reading after all.

    Whoever asks for recognition always gets it as long as anything was recognised.
    """
    count = sum(not character.isspace() for character in recognised)
    if not count:
        return facts.character_count > 0
    return mode is not OcrMode.ALWAYS and facts.is_reading and count < _LEAST_OF_LAYER * facts.character_count


def _is_missing(facts: LayerFacts) -> bool:
    """Say whether a page has no layer, or only a stamp or a page number beside its image or its drawn letters."""
    count = facts.character_count
    is_few = (facts.is_written_by_ocr and count < _FEW_OVER_IMAGE) or (
        count < _FEW_BESIDE_PATHS and facts.path_count > _MANY_PATHS
    )
    return not count or is_few


def _describe(facts: LayerFacts) -> str:
    if facts.is_written_by_ocr:
        return (
            f"text layer of an earlier recognition: {facts.character_count} characters, "
            f"{facts.invisible_share:.0%} of them invisible, images cover {facts.image_share:.0%} of the page"
        )
    return (
        f"born-digital text layer: {facts.character_count} characters, "
        f"{1 - facts.invisible_share:.0%} of them visible, images cover {facts.image_share:.0%} of the page"
    )


def _find_flaw(facts: LayerFacts, languages: str, judge: Judge | None) -> str:
    """Say in a clause why the layer cannot be trusted, "" when it can."""
    count = facts.character_count
    if not count:
        return "the page has no text layer"
    if facts.odd_share > _MOST_ODD:
        return f"{facts.odd_share:.0%} of the {count} characters of the text layer have no usable Unicode value"
    if facts.is_written_by_ocr and count < _FEW_OVER_IMAGE:
        return (
            f"the text layer holds only {count} characters over images that cover {facts.image_share:.0%} of the page"
        )
    if count < _FEW_BESIDE_PATHS and facts.path_count > _MANY_PATHS:
        return f"the text layer holds only {count} characters beside {facts.path_count} drawn paths"
    if judge is not None and (plausible := judge(facts.text)) < _LEAST_PLAUSIBLE_WORDS:
        return f"only {plausible:.0%} of the words of the text layer are plausible"
    return _find_flaw_of_characters(facts, languages)


def _find_flaw_of_characters(facts: LayerFacts, languages: str) -> str:
    letters = [character for character in facts.text if character.isalpha()]
    vowel_share = sum(letter in _VOWELS for letter in letters) / max(len(letters), 1)
    if not facts.is_language:
        return f"{vowel_share:.0%} vowels among {len(letters)} letters of the text layer are no language"
    if not facts.is_written_by_ocr:
        return ""
    readable = sum(character.isalnum() or character in _PLAIN_PUNCTUATION for character in facts.text)
    if readable < _LEAST_READABLE * facts.character_count:
        share = readable / facts.character_count
        return f"only {share:.0%} of the characters of the text layer are letters, digits or punctuation"
    umlauts = sum(letter in _UMLAUTS for letter in letters)
    is_german = "deu" in languages.split("+")
    if is_german and len(letters) >= _LETTERS_TO_MISS_UMLAUTS and umlauts < _LEAST_UMLAUTS * len(letters):
        return f"the text layer has {umlauts} umlauts and ß in {len(letters)} letters, too few for German"
    return ""
