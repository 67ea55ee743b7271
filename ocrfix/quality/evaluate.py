"""Measures a text against ground truth: character and word error rates, and what a correction did.

Bird's-eye view: :func:`evaluate_texts` turns a :class:`Triple` (truth, text, and the damaged text where there is one)
into an :class:`Evaluation` of counts; evaluations are added, and the figures are shares of sums. Start reading there.

Definitions: texts are normalised to NFC, line ends to line feeds, white space around a line (form feeds, too) does not
count. CER = edit distance in grapheme clusters (UAX #29) / clusters of the truth, line feeds counted, as
dinglehopper has it; WER = edit distance in words between white space / words of the truth, as jiwer has it. ``fixed``,
``harm`` and ``precision`` count whole words, those broken at line ends joined (:mod:`ocrfix.quality.scoring`).

German example: the truth ``für die Länder``, the text ``für die Lander``: CER 1/14, WER 1/3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from ocrfix.quality.scoring import Score, aligned_places, changed_words, score_page, share, words_of
from ocrfix.records import dataclass

_PLAIN = "\x00-\xa8\xaa-\xad\xaf-\u02ff\u2010-\u2027\u2030-\u203b\u20a0-\u20cf\ufb00-\ufb06"
"""Characters that combine with nothing: Latin letters, marks of print, currencies, ligatures."""
_STRETCH = re.compile(f"[{_PLAIN}]?(?:[^{_PLAIN}]+[{_PLAIN}]?)+|[{_PLAIN}]")
_LINE_END = re.compile(r"\r\n|[\r\n]")
_OUTER_MARKS = ".,;:!?()[]„“”\"'’‚‘»«–-"


class WordClass(StrEnum):
    """What a word is made of; the first that fits counts."""

    SECTION_SIGN = "section-sign"
    NUMBER = "number"
    PUNCTUATION = "punctuation"
    CAPITALS = "capitals"
    UMLAUT = "umlaut"
    ESZETT = "eszett"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Triple:
    """A truth, the text to be judged, and the damaged text that it was made from (None where it is not known)."""

    name: str
    truth: str
    text: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Counts of one or more texts; the rates are properties and None where there is nothing to divide by.

    ``characters`` and ``words`` count the truth, the distances count edits to reach it. ``score`` and ``classes``
    are None and empty where the damaged text is not known.
    """

    texts: int = 0
    characters: int = 0
    words: int = 0
    character_distance: int = 0
    word_distance: int = 0
    character_distance_before: int | None = None
    word_distance_before: int | None = None
    score: Score | None = None
    classes: Mapping[WordClass, Score] = field(default_factory=dict)

    def __add__(self, other: Evaluation) -> Evaluation:
        """Add the counts of other texts."""
        kinds = [kind for kind in WordClass if kind in self.classes or kind in other.classes]
        empty = Score()
        return Evaluation(
            self.texts + other.texts,
            self.characters + other.characters,
            self.words + other.words,
            self.character_distance + other.character_distance,
            self.word_distance + other.word_distance,
            _sum(self.character_distance_before, other.character_distance_before),
            _sum(self.word_distance_before, other.word_distance_before),
            other.score if self.score is None else self.score + (other.score or empty),
            {kind: self.classes.get(kind, empty) + other.classes.get(kind, empty) for kind in kinds},
        )

    @property
    def cer(self) -> float | None:
        """Character error rate; above 1 where the text is much longer than its truth, None where that is empty."""
        return share(self.character_distance, self.characters)

    @property
    def wer(self) -> float | None:
        """Word error rate."""
        return share(self.word_distance, self.words)

    @property
    def cer_before(self) -> float | None:
        """Character error rate of the damaged text."""
        return (
            None if self.character_distance_before is None else share(self.character_distance_before, self.characters)
        )

    @property
    def wer_before(self) -> float | None:
        """Word error rate of the damaged text."""
        return None if self.word_distance_before is None else share(self.word_distance_before, self.words)


def _sum(mine: int | None, theirs: int | None) -> int | None:
    return theirs if mine is None else mine + (theirs or 0)


def normalised(text: str) -> str:
    r"""Bring a text to the form in which characters are compared.

    >>> normalised("Fu\N{COMBINING DIAERESIS}r \r\nalle\n")
    'Für\nalle'
    """
    lines = _LINE_END.split(unicodedata.normalize("NFC", text.removeprefix("\ufeff")))
    if lines[-1] == "":
        del lines[-1]
    # A form feed at a line end is white space; between two pages that end without one it is the line end.
    return "\n".join(line.strip() for line in lines).replace("\f", "\n")


def graphemes(text: str) -> list[str]:
    """Cut a normalised text into what a reader takes for one character.

    >>> len(graphemes("für")), len(graphemes("e\N{COMBINING RING BELOW}"))
    (3, 1)
    """
    from uniseg.graphemecluster import grapheme_clusters

    # Between two plain characters there is always a border; only the rest needs the rules of Unicode, which are slow.
    clusters: list[str] = []
    for match in _STRETCH.finditer(text):
        stretch = match[0]
        if len(stretch) == 1:
            clusters.append(stretch)
        else:
            clusters.extend(grapheme_clusters(stretch))
    return clusters


def character_distance(truth: str, text: str) -> tuple[int, int]:
    """Give the edit distance of two normalised texts and the length of the truth, both in grapheme clusters."""
    expected, given = graphemes(truth), graphemes(text)
    return Levenshtein.distance(expected, given), len(expected)


def class_of(word: str) -> WordClass:
    """Tell the class of a word.

    >>> [class_of(word).value for word in ("§", "12.", "KI", "für", "groß", "die")]
    ['section-sign', 'number', 'capitals', 'umlaut', 'eszett', 'other']
    """
    core = word.strip(_OUTER_MARKS)
    if "§" in word:
        return WordClass.SECTION_SIGN
    if any(character.isdigit() for character in core):
        return WordClass.NUMBER
    if not any(character.isalpha() for character in core):
        return WordClass.PUNCTUATION
    if core.isupper() and len(core) > 1:
        return WordClass.CAPITALS
    if any(character in "äöüÄÖÜ" for character in core):
        return WordClass.UMLAUT
    return WordClass.ESZETT if "ß" in core else WordClass.OTHER


def evaluate_texts(triple: Triple) -> Evaluation:
    """Measure one text against its truth.

    >>> round(evaluate_texts(Triple("a", "für die Länder", "für die Lander")).wer or 0, 2)
    0.33
    """
    truth, text = normalised(triple.truth), normalised(triple.text)
    distance, characters = character_distance(truth, text)
    words = truth.split()
    word_distance = Levenshtein.distance(words, text.split())
    if triple.before is None:
        return Evaluation(1, characters, len(words), distance, word_distance)
    before = normalised(triple.before)
    return Evaluation(
        1,
        characters,
        len(words),
        distance,
        word_distance,
        character_distance(truth, before)[0],
        Levenshtein.distance(words, before.split()),
        score_page(before, text, truth),
        _scores_by_class(before, text, truth),
    )


def _scores_by_class(read: str, corrected: str, printed: str) -> dict[WordClass, Score]:
    """Count what a correction did for each class: of the printed word, for changed words of the word itself."""
    before, after, truth = words_of(read), words_of(corrected), words_of(printed)
    steps_before, steps_after = Levenshtein.opcodes(before, truth), Levenshtein.opcodes(after, truth)
    right_before = aligned_places(steps_before, in_truth=True)
    right_after = aligned_places(steps_after, in_truth=True)
    scores: dict[WordClass, Score] = {}
    for place, word in enumerate(truth):
        was_right, is_right = place in right_before, place in right_after
        counted = Score(
            words=1,
            wrong=int(not was_right),
            right=int(was_right),
            fixed=int(is_right and not was_right),
            harmed=int(was_right and not is_right),
        )
        kind = class_of(word)
        scores[kind] = scores.get(kind, Score()) + counted
    found_before = aligned_places(steps_before, in_truth=False)
    found_after = aligned_places(steps_after, in_truth=False)
    for word, is_right in changed_words(before, after, found_before, found_after):
        kind = class_of(word)
        counted = Score(changed_right=int(is_right), changed_wrong=int(not is_right))
        scores[kind] = scores.get(kind, Score()) + counted
    return {kind: scores[kind] for kind in WordClass if kind in scores}
