"""Set headings that were read as one word, with misread letters and with the word behind them.

Bird's-eye view: :func:`parted_headings` compares a long word that no list holds with the headings of
:mod:`ocrfix.text.headings` without their spaces, by rapidfuzz; :func:`torn_heading` tells a line whose spaces stand
at other places. Start reading at the first. German example:
``VorbemerkungderFragesteltlerDie`` gives ``Vorbemerkung der Fragesteller Die``.
"""

from __future__ import annotations

from collections.abc import Callable

from ocrfix.candidates.confusion import Path
from ocrfix.candidates.nearest import letter_path
from ocrfix.text.headings import SET_HEADINGS

SHORTEST_HEADING = 13
LONGEST_HEADING = 60
HEADING_STARTS = frozenset(heading[0] for heading in SET_HEADINGS)
_JOINED = tuple((heading, heading.replace(" ", "")) for heading in SET_HEADINGS)
_LETTERS_PER_EDIT = 7
"""One edit for so many letters of a heading: three in ``Vorbemerkung der Fragesteller``."""
_LOST_SPACES_COST = 3.0
"""-ln of the rate at which a heading with spaces between its letters is read as one word."""
_EDIT_COST = 2.0
"""What a misread letter adds: they are many in such a heading."""
_LEAST_COUNT = 60.0


def parted_headings(word: str, count: Callable[[str], float]) -> list[Path]:
    """Return the heading that a word may be, at most one; ``count`` says how often a word is written.

    A word may follow that begins the section: a frequent one with a capital.
    """
    if len(word) < SHORTEST_HEADING:
        return []
    from rapidfuzz.distance import Levenshtein

    found: list[tuple[int, int, str]] = []
    for heading, joined in _JOINED:
        most = len(joined) // _LETTERS_PER_EDIT
        for end in range(max(1, len(joined) - most), min(len(word), len(joined) + most) + 1):
            rest = word[end:]
            begins_section = len(rest) > 1 and rest[0].isupper() and rest[1:].islower() and count(rest) >= _LEAST_COUNT
            if not begins_section and (rest or word[-1] != joined[-1]):
                continue
            edits = Levenshtein.distance(word[:end], joined, score_cutoff=most)
            if edits <= most:
                found.append((edits, -len(joined), f"{heading} {rest}".strip()))
    if not found:
        return []
    edits, _, text = min(found)
    return [Path(text, _LOST_SPACES_COST + _EDIT_COST * edits, letter_path(word, text).rewrites)]


def torn_heading(line: str) -> str | None:
    """Return the set heading that a line is whose spaces stand at other places, None for all other lines.

    >>> torn_heading("Emp fehblungen der Ausschiisse"), torn_heading("Empfehlungen der Ausschiisse")
    ('Empfehlungen der Ausschüsse', None)
    """
    words = line.split()
    joined = "".join(words)
    if len(words) < 2 or not SHORTEST_HEADING <= len(joined) <= LONGEST_HEADING:
        return None
    paths = parted_headings(joined, lambda _: 0.0)
    if not paths:
        return None
    from rapidfuzz.distance import Levenshtein

    printed = paths[0].text.split()
    is_whole = len(words) == len(printed) and all(
        Levenshtein.distance(read, true) <= 1 + len(true) // _LETTERS_PER_EDIT
        for read, true in zip(words, printed, strict=True)
    )
    return None if is_whole else paths[0].text
