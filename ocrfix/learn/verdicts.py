"""Learning from verdicts: what readers accepted, rejected or wrote themselves.

Bird's-eye view: a file of verdicts (``decisions.jsonl``) has a JSON object a line with ``id``, ``action``
(``accept``, ``reject``, ``edit``, ``lexicon``), ``before`` and ``after``. Verdicts are no sample of the page, they
stand only where ocrfix saw damage; so they give no rates, but say which confusions to trust. Start reading at
:func:`learn_verdicts`.

German example: a rejected ``Kleinen`` for ``Kleinert`` lowers the rate of ``n`` read as ``rt``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ocrfix.lexicon.build.confusions import MAXIMUM_READ, MAXIMUM_TRUE, confusions
from ocrfix.lexicon.learned import LearnedConfusions, Rule

ACTIONS = ("accept", "reject", "edit", "lexicon")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader decided about one place."""

    action: str
    before: str
    after: str


def parse_verdicts(lines: list[str]) -> Iterator[Verdict]:
    """Read verdicts, an object a line; lines that hold no verdict (a head with the format) are passed over.

    Raises ValueError naming the line that is no JSON object, or has an unknown action.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"line {number} is no JSON") from error
        if not isinstance(record, dict):
            raise ValueError(f"line {number} is no JSON object")
        if "action" not in record:
            continue
        if record["action"] not in ACTIONS:
            raise ValueError(f"line {number} has an action that is none of {', '.join(ACTIONS)}")
        before, after = record.get("before", ""), record.get("after", "")
        if not isinstance(before, str) or not isinstance(after, str):
            raise ValueError(f"line {number} has a word that is no text")
        yield Verdict(record["action"], before, after)


def learn_verdicts(lines: list[str]) -> LearnedConfusions:
    """Count for each confusion how often a change by it was accepted and rejected.

    An ``edit`` accepts what the reader wrote. ``lexicon`` says that the word was right: a rejection, too.

    >>> learn_verdicts(['{"action": "reject", "before": "Kleinert", "after": "Kleinen"}']).verdicts
    {('n', 'rt'): (0, 1)}
    """
    accepted: Counter[Rule] = Counter()
    rejected: Counter[Rule] = Counter()
    for verdict in parse_verdicts(lines):
        target = accepted if verdict.action in ("accept", "edit") else rejected
        target.update(_rules(verdict.before, verdict.after))
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
