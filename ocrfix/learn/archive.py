"""Learning from an archive without truth, by expectation maximisation over all its pages at once.

Bird's-eye view: the words of all pages are counted by type; known ones show what was printed and kept, unknown ones
and their candidates what was confused. :func:`ocrfix.detect.profile.estimate_profile` does this for one page;
here the archive is the page, and a second pass knows the confusions that the first one found. A confusion that no
table lists is found through words that differ from a known one by a letter, again and again by the same. Start
reading at :func:`learn_archive`.

German example: nobody says what ``Druchsache``, ``Musih`` and ``Volh`` were; together they say ``k`` is read ``h``.

Source: Dempster, Laird, Rubin (1977); for OCR without truth Tong, Evans (1996).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from ocrfix.lexicon.learned import LearnedConfusions
from ocrfix.model import Document
from ocrfix.pipeline.readings import PageWords, page_profile, words_of
from ocrfix.pipeline.stages import page_tokens
from ocrfix.resources import Resources

PASSES = 2
LEAST_EXPECTED = 2.0
"""Confusions that are expected less often are left out: guesses."""


def learn_archive(
    documents: Iterable[Document], opened: Callable[[LearnedConfusions | None], Resources]
) -> LearnedConfusions:
    """Estimate the confusions of documents that nobody has proofread.

    ``opened`` gives the data files together with what was learned so far.
    """
    resources = opened(None)
    known: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    pages = 0
    for document in documents:
        for page in document.pages:
            words = words_of(page_tokens(page, resources), resources)
            known.update(words.known)
            unknown.update(words.unknown)
            pages += 1
    learned: LearnedConfusions | None = None
    for _ in range(PASSES):
        learned = _estimated(PageWords(known, unknown), opened(learned), pages)
    assert learned is not None
    return learned


def _estimated(words: PageWords, resources: Resources, pages: int) -> LearnedConfusions:
    profile = page_profile(words, resources)
    counts = {rule: round(count, 1) for rule, count in sorted(profile.counts.items()) if count >= LEAST_EXPECTED}
    printed = {true: round(count, 1) for true, count in sorted(profile.printed.items())}
    for true in {true for true, _ in counts if len(true) == 2}:
        pairs = sum(word.count(true) * count for word, count in words.known.items())
        printed[true] = round(pairs + sum(count for rule, count in counts.items() if rule[0] == true), 1)
    printed[""] = round(sum(count for true, count in printed.items() if len(true) == 1), 1)
    return LearnedConfusions(counts, printed, {}, pages)
