"""Learning which words tell how a print sets its dashes.

Bird's-eye view: the documents of the corpora were born digital, their dashes are the printed ones (but for half the
minutes of the 17th term, whose text has none: they teach doubt about minutes). They are cut into pieces as long as a
page; a logistic model with few weights (:mod:`ocrfix.lexicon.build.sign_model`) learns from the words of each piece
whether it has long dashes or hyphens between spaces. Start reading at :func:`learn_dash_words`.

German example: pieces that name the ``Staatsregierung`` have ``–``, those with the ``weggefallen`` of laws have ``-``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ocrfix.detect.house_style import telling_words
from ocrfix.lexicon.build.corpus import documents
from ocrfix.lexicon.build.sign_model import fit_signs
from ocrfix.records import dataclass

PAGE_CHARACTERS = 2500
PIECES_OF_A_DOCUMENT, DOCUMENT_WEIGHT = 40, 4.0
"""Minutes of two hundred pages are one print: so many pieces of a document are read, and weigh no more than so much."""
LEAST_DOCUMENTS = 30
PENALTY = 3.0
"""Of 1.5, 3, 5 and 10 what predicts the documents of the training pages best (log loss 0.31); leaves 950 words."""
LEAST_WEIGHT = 0.05
_DASH = re.compile(r"(?<=[^\s\d*|-][ \t])([–-])(?=\s+[^\W\d_])(?<!orabfassung [–-])")
"""A dash between words; not of a list, a table or a range, nor of the line that calls a paper a ``Vorabfassung``."""


@dataclass(frozen=True, slots=True)
class _Piece:
    words: frozenset[str]
    long_share: float
    """Share (0..1) of long dashes among dashes and hyphens between spaces."""
    weight: float


def learn_dash_words(corpora: Sequence[Path], without: frozenset[str]) -> dict[str, float]:
    """Return ln odds ratios of words for long dashes, learned without the documents of the plain names ``without``.

    None where the corpora set all their dashes one way, or no word stands in enough documents.
    """
    pieces: list[_Piece] = []
    naming: Counter[str] = Counter()
    for path in corpora:
        for _, text in documents(path, without):
            found = tuple(_pieces(text))
            pieces.extend(found)
            naming.update(frozenset().union(*[piece.words for piece in found]))
    known = sorted(word for word, count in naming.items() if count >= LEAST_DOCUMENTS)
    has_both = any(piece.long_share > 0 for piece in pieces) and any(piece.long_share < 1 for piece in pieces)
    return _fitted(pieces, known) if known and has_both else {}


def _pieces(text: str) -> Iterator[_Piece]:
    parts = [text[start : start + PAGE_CHARACTERS] for start in range(0, len(text), PAGE_CHARACTERS)]
    chosen = parts[:: len(parts) // PIECES_OF_A_DOCUMENT + 1]
    counted = [(part, Counter(_DASH.findall(part))) for part in chosen]
    telling = [(part, dashes["–"] / dashes.total()) for part, dashes in counted if dashes]
    for part, long_share in telling:
        yield _Piece(telling_words(part), long_share, min(1.0, DOCUMENT_WEIGHT / len(telling)))


def _fitted(pieces: Sequence[_Piece], known: Sequence[str]) -> dict[str, float]:
    # A piece with both counts twice, for each side by its share.
    sides = [(piece, True, piece.long_share) for piece in pieces] + [
        (piece, False, 1 - piece.long_share) for piece in pieces
    ]
    sides = [side for side in sides if side[2] > 0]
    model = fit_signs(
        known,
        [piece.words for piece, _, _ in sides],
        [is_long for _, is_long, _ in sides],
        [piece.weight * share for piece, _, share in sides],
        PENALTY,
    )
    return rounded(model.weights)


def rounded(weights: Mapping[str, float]) -> dict[str, float]:
    """Leave out what weighs next to nothing, in alphabetical order.

    >>> rounded({"und": 0.01, "Landtag": 1.2345, "BGBl": -0.7})
    {'BGBl': -0.7, 'Landtag': 1.23}
    """
    return {word: round(weight, 2) for word, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT}


def write_dash_words(weights: Mapping[str, float], target: Path) -> None:
    """Write a row for each word: the word and its ln odds ratio."""
    target.write_text("".join(f"{word}\t{weight:g}\n" for word, weight in weights.items()), encoding="utf-8")
