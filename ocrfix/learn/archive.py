"""Learning from an archive without truth, by expectation maximisation over all its pages at once.

Bird's-eye view: the words of all pages are counted by type; known ones show what was printed and kept, unknown ones
and their candidates what was confused. :func:`ocrfix.detect.profile.estimate_profile` does this for one page;
here half of the archive is the page, and a second pass knows the confusions that the first one found. A confusion that
no table lists is found through words that differ from a known one by a letter, again and again by the same. Nobody
tells a name from a misread word here, so only that is believed which both halves of the archive show in several words,
and only as often as the half that shows less of it. Start reading at :func:`learn_archive`.

German example: nobody says what ``Druchsache``, ``Musih`` and ``Volh`` were; together they say ``k`` is read ``h``.
That ``Schulte`` stands on every page says nothing: it is one word.

Source: Dempster, Laird, Rubin (1977); for OCR without truth Tong, Evans (1996).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from ocrfix.lexicon.learned import LearnedConfusions, Rule
from ocrfix.model import Document, Token
from ocrfix.pipeline.letter_forms import tokens_as_read
from ocrfix.pipeline.readings import PageWords, page_profile, words_of
from ocrfix.records import dataclass
from ocrfix.resources import Resources

PASSES = 2
MOST_REPETITIONS = 5
"""A word that stands in half of the archive again and again counts so often: it may be a name."""
LEAST_EXPECTED = 1.0
"""Confusions that are expected less often in one of the halves are left out: guesses."""
LEAST_WORDS = 2.5
"""The same for the number of different words in which they are expected in the whole archive."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What half of an archive shows: how often each confusion is expected, and how often each string was printed."""

    counts: Mapping[Rule, float]
    printed: Mapping[str, float]

    def rate(self, rule: Rule) -> float:
        count = self.counts.get(rule, 0.0)
        return count / max(self.printed.get(rule[0], 0.0), count, 1.0)


def learn_archive(
    documents: Iterable[Document], opened: Callable[[LearnedConfusions | None], Resources]
) -> LearnedConfusions:
    """Estimate the confusions of documents that nobody has proofread.

    ``opened`` gives the data files together with what was learned so far.
    """
    halves, pages = _halves(documents, opened(None))
    learned: LearnedConfusions | None = None
    for _ in range(PASSES):
        opened_now = opened(learned)
        resources = opened_now.tried or opened_now
        seen = [_seen(half, resources, MOST_REPETITIONS) for half in halves]
        learned = _agreed(seen, _seen(_together(halves), resources, 1).counts, pages)
    assert learned is not None
    return learned


def _halves(documents: Iterable[Document], resources: Resources) -> tuple[tuple[PageWords, PageWords], int]:
    """Deal the words of an archive by document, those of a single document by half page, and count the pages."""
    cells = {cell: PageWords(Counter(), Counter()) for cell in product((0, 1), repeat=2)}
    pages, number = 0, 0
    for number, document in enumerate(documents, 1):
        for page in document.pages:
            tokens = tokens_as_read(page, resources)
            middle = len(tokens) // 2
            for half, some in enumerate((tokens[:middle], tokens[middle:])):
                _add(cells[number % 2, (pages + half) % 2], some, resources)
            pages += 1
    side = 0 if number > 1 else 1
    first, second = (_together(words for cell, words in cells.items() if cell[side] == half) for half in (0, 1))
    return (first, second), pages


def _together(halves: Iterable[PageWords]) -> PageWords:
    known, unknown = Counter[str](), Counter[str]()
    for half in halves:
        known.update(half.known)
        unknown.update(half.unknown)
    return PageWords(known, unknown)


def _add(cell: PageWords, tokens: Sequence[Token], resources: Resources) -> None:
    words = words_of(tokens, resources)
    cell.known.update(words.known)
    cell.unknown.update(words.unknown)


def _seen(words: PageWords, resources: Resources, most_repetitions: int) -> _Seen:
    unknown = Counter({word: min(count, most_repetitions) for word, count in words.unknown.items()})
    profile = page_profile(PageWords(words.known, unknown), resources)
    printed = dict(profile.printed)
    for true in {true for true, _ in profile.counts if len(true) == 2}:
        pairs = sum(word.count(true) * count for word, count in words.known.items())
        printed[true] = pairs + sum(count for rule, count in profile.counts.items() if rule[0] == true)
    return _Seen(profile.counts, printed)


def _agreed(halves: Sequence[_Seen], words: Mapping[Rule, float], pages: int) -> LearnedConfusions:
    """Keep the confusions that both halves show, as frequent as in the half that shows less of them.

    ``words`` says in how many different words each is expected.
    """
    printed = {
        true: round(sum(half.printed.get(true, 0.0) for half in halves), 1)
        for true in sorted({true for half in halves for true in half.printed})
    }
    counts = {}
    for rule in sorted({rule for half in halves for rule in half.counts}):
        is_in_both = min(half.counts.get(rule, 0.0) for half in halves) >= LEAST_EXPECTED
        if rule[0] and is_in_both and words.get(rule, 0.0) >= LEAST_WORDS:
            rate = min(half.rate(rule) for half in halves)
            counts[rule] = round(rate * max(printed.get(rule[0], 0.0), 1.0), 1)
    printed[""] = round(sum(count for true, count in printed.items() if len(true) == 1), 1)
    return LearnedConfusions(counts, printed, {}, pages, is_guessed=True)
