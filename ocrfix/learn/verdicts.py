"""Learning from verdicts: what readers accepted, rejected or wrote themselves.

Bird's-eye view: :mod:`ocrfix.review.verdicts` reads the file. Verdicts are no sample of the page, they stand only where
ocrfix saw damage; so they give no rates, but say which confusions to trust. Start reading at :func:`learn_verdicts`.

German example: a rejected ``Kleinen`` for ``Kleinert`` lowers the rate of ``n`` read as ``rt``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ocrfix.lexicon.build.confusions import MAXIMUM_READ, MAXIMUM_TRUE, confusions
from ocrfix.lexicon.learned import LearnedConfusions, Rule
from ocrfix.review.verdicts import Verdict, VerdictAction


def learn_verdicts(verdicts: Iterable[Verdict]) -> LearnedConfusions:
    """Count for each confusion how often a change by it was accepted and rejected.

    An ``edit`` accepts what the reader wrote. ``lexicon`` says that the word was right: a rejection, too.

    >>> learn_verdicts([Verdict("1", VerdictAction.REJECT, "Kleinert", "Kleinen")]).verdicts
    {('n', 'rt'): (0, 1)}
    """
    accepted: Counter[Rule] = Counter()
    rejected: Counter[Rule] = Counter()
    for verdict in verdicts:
        if verdict.action in (VerdictAction.ACCEPT, VerdictAction.EDIT):
            accepted.update(_rules(verdict.before, verdict.wanted))
        else:
            rejected.update(_rules(verdict.before, verdict.after))
    rules = sorted({*accepted, *rejected})
    return LearnedConfusions(verdicts={rule: (accepted[rule], rejected[rule]) for rule in rules})


def _rules(before: str, after: str) -> Iterator[Rule]:
    """Yield the confusions between two words; line ends and the hyphens before them are no part of a word."""
    read, true = "".join(before.replace("-\n", "").split()), "".join(after.replace("-\n", "").split())
    if not true or len(before.split()) != len(after.split()):
        return
    for rule in confusions(read, true):
        if len(rule[0]) <= MAXIMUM_TRUE and len(rule[1]) <= MAXIMUM_READ:
            yield rule
