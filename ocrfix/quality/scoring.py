r"""Scores a correction against ground truth, word by word.

Bird's-eye view: three texts of a page come in (as read, as corrected, as printed), a :class:`Score` of counts comes
out; scores of pages are added, and the figures are shares of sums. Start reading at :func:`score_page`.

Words stand between white space, after NFC; a word broken by a hyphen at a line end is one word in all three texts.
German example: read ``fir die Lander``, corrected ``für die Lander``, printed ``für die Länder``: two words were
wrong, one of them is fixed, none was harmed, the one changed word is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple

from rapidfuzz.distance import Levenshtein, Opcodes

from ocrfix.records import dataclass

_BROKEN_WORD = re.compile(
    r"""(?<=[^\W\d_])                          # a letter,
        [-\N{SOFT HYPHEN}\N{HYPHEN}]           # a hyphen of any kind,
        [^\S\n]*+\n\s*+                        # the end of the line,
        (?=[a-zäöüß])                          # and the word goes on in small letters""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one or more pages; the shares are properties and None where there is nothing to divide by.

    ``wrong`` and ``right`` count printed words before correction, ``fixed`` and ``harmed`` those of them that the
    correction turned, ``changed_right`` and ``changed_wrong`` the words it changed, the distances word edits.
    """

    pages: int = 0
    words: int = 0
    distance_before: int = 0
    distance_after: int = 0
    wrong: int = 0
    right: int = 0
    fixed: int = 0
    harmed: int = 0
    changed_right: int = 0
    changed_wrong: int = 0

    def __add__(self, other: Score) -> Score:
        """Add the counts of other pages."""
        return Score(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def fixed_share(self) -> float | None:
        """Words wrong before and right after, of the words wrong before (0..1)."""
        return share(self.fixed, self.wrong)

    @property
    def harm_per_1000(self) -> float | None:
        """Words right before and wrong after, per 1000 words right before."""
        harmed = share(self.harmed, self.right)
        return None if harmed is None else 1000 * harmed

    @property
    def precision(self) -> float | None:
        """Changed words that are right, of the changed words (0..1)."""
        return share(self.changed_right, self.changed_right + self.changed_wrong)

    @property
    def wer_before(self) -> float | None:
        """Word error rate as read: word edits to reach the printed text, per printed word."""
        return share(self.distance_before, self.words)

    @property
    def wer_after(self) -> float | None:
        """Word error rate as corrected."""
        return share(self.distance_after, self.words)


def share(part: float, whole: float) -> float | None:
    """Divide, None for a whole of nothing."""
    return part / whole if whole else None


def words_of(text: str) -> list[str]:
    r"""Return the words of a text.

    >>> words_of("zwecks Rückmel-\ndung zur E-\nAkte")
    ['zwecks', 'Rückmeldung', 'zur', 'E-', 'Akte']
    """
    lines = unicodedata.normalize("NFC", text).replace("\f", "\n")
    return _BROKEN_WORD.sub("", lines).split()


def score_page(read: str, corrected: str, printed: str) -> Score:
    """Score the correction of one page.

    >>> score_page("fir die Lander", "für die Lander", "für die Länder").fixed_share
    0.5
    """
    before, after, truth = words_of(read), words_of(corrected), words_of(printed)
    steps_before, steps_after = Levenshtein.opcodes(before, truth), Levenshtein.opcodes(after, truth)
    right_before, right_after = aligned_places(steps_before, in_truth=True), aligned_places(steps_after, in_truth=True)
    found_before = aligned_places(steps_before, in_truth=False)
    found_after = aligned_places(steps_after, in_truth=False)
    outcomes = [is_right for _, is_right in changed_words(before, after, found_before, found_after)]
    return Score(
        pages=1,
        words=len(truth),
        distance_before=_distance(steps_before),
        distance_after=_distance(steps_after),
        wrong=len(truth) - len(right_before),
        right=len(right_before),
        fixed=len(right_after - right_before),
        harmed=len(right_before - right_after),
        changed_right=sum(outcomes),
        changed_wrong=len(outcomes) - sum(outcomes),
    )


def score_pages(pages: Iterable[tuple[str, str, str]]) -> Score:
    """Add up the scores of (read, corrected, printed) pages."""
    return sum((score_page(*page) for page in pages), Score())


def aligned_places(steps: Opcodes, *, in_truth: bool) -> set[int]:
    """Return the positions of aligned words, in the printed text or in the text beside it."""
    places: set[int] = set()
    for step in steps:
        if step.tag == "equal":
            places.update(range(step.dest_start, step.dest_end) if in_truth else range(step.src_start, step.src_end))
    return places


def _distance(steps: Opcodes) -> int:
    return sum(
        max(step.src_end - step.src_start, step.dest_end - step.dest_start) for step in steps if step.tag != "equal"
    )


def changed_words(
    before: Sequence[str], after: Sequence[str], matched_before: set[int], matched_after: set[int]
) -> Iterator[tuple[str, bool]]:
    """Give the changed words and whether each is right.

    A changed word is right when the alignment finds it in the printed text; a word that was taken away counts as
    right when it had no counterpart there.
    """
    for step in Levenshtein.opcodes(before, after):
        if step.tag == "delete":
            yield from ((before[place], place not in matched_before) for place in range(step.src_start, step.src_end))
        elif step.tag != "equal":
            yield from ((after[place], place in matched_after) for place in range(step.dest_start, step.dest_end))
