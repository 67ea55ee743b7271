"""Scores a correction against the truth, word by word.

Words stand between white space, after NFC; a word broken at a line end is one word on both sides alike.
German example: ``fir Heimat`` corrected to ``für Heimat`` has one word fixed and none harmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ocrfix.lexicon.build.confusions import running_words


@dataclass(frozen=True, slots=True)
class WordScore:
    """Printed words by what happened to them; scores of pages can be added."""

    wrong: int = 0
    right: int = 0
    fixed: int = 0
    harmed: int = 0

    def __add__(self, other: WordScore) -> WordScore:
        return WordScore(
            self.wrong + other.wrong,
            self.right + other.right,
            self.fixed + other.fixed,
            self.harmed + other.harmed,
        )

    @property
    def fixed_share(self) -> float:
        """Wrong words that became right, of all wrong words (0..1)."""
        return self.fixed / max(self.wrong, 1)

    @property
    def harm_per_1000(self) -> float:
        """Right words that became wrong, per 1000 right words."""
        return 1000 * self.harmed / max(self.right, 1)


def found_words(text: str, truth: str) -> list[bool]:
    """Say for each word of the truth whether the text has it in its place."""
    words = running_words(truth)
    found = [False] * len(words)
    for step in Levenshtein.opcodes(running_words(text), words):
        if step.tag == "equal":
            found[step.dest_start : step.dest_end] = [True] * (step.dest_end - step.dest_start)
    return found


def score(read: str, corrected: str, truth: str) -> WordScore:
    """Compare what was read and what it became with what was printed."""
    pairs = list(zip(found_words(read, truth), found_words(corrected, truth), strict=True))
    return WordScore(
        wrong=sum(not before for before, _ in pairs),
        right=sum(before for before, _ in pairs),
        fixed=sum(after and not before for before, after in pairs),
        harmed=sum(before and not after for before, after in pairs),
    )
