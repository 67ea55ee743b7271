"""How probable it is that a model reads one word for another.

Bird's-eye view: :meth:`Channel.reading_logp` walks through both words and takes known confusions where the shipped
tables list them (several characters for several), single edits at a price where they do not. Each model has a table
of its own: ``eng`` loses umlauts and must not be believed about them, ``deu`` cannot write §. Start reading there.

German example: with the table ``eng`` the printed ``für`` is read ``fiir`` nearly every second time, so ``fiir`` in
an English reading speaks for ``für`` and not for ``fiir``.

Source: generalised edit distance, Brill and Moore (2000).
"""

from __future__ import annotations

import math

from ocrfix.lexicon.confusions import ConfusionTables

EDIT_LOGP = -9.5
"""ln P of a substitution that no table lists."""
GAP_LOGP = -9.0
"""ln P of a character lost or added that no table lists."""
FLOOR_LOGP = -14.0
"""A reading that has nothing to do with a word says no more against it than this: the place was misread as a whole."""
_LONGEST = 3
_HOPELESS_LOGP = -45.0


def table_of(witness: str) -> str:
    """Name the table of confusions that a witness follows; a layer's is not known and taken for ``eng``.

    >>> table_of("Latin"), table_of("layer")
    ('deu', 'eng')
    """
    return "eng" if witness in ("eng", "layer") else "deu"


class Channel:
    """P(read | printed) for one table; keeps what was asked, since pages repeat their words."""

    def __init__(self, tables: ConfusionTables, table: str) -> None:
        """Take the rates of ``table`` ("eng" or "deu")."""
        self._costs: dict[str, dict[str, float]] = {}
        for rule in tables.counts[table]:
            if any(rule) and (rate := tables.rate(table, rule)) > 0 and max(map(len, rule)) <= _LONGEST:
                printed, read = rule
                self._costs.setdefault(printed, {})[read] = math.log(rate)
        self._known: dict[tuple[str, str, float], float] = {}

    def reading_logp(self, printed: str, read: str, least_logp: float = _HOPELESS_LOGP) -> float:
        """Return ln P(read | printed); what is below ``least_logp`` is not worked out, only that it is below."""
        if printed == read:
            return 0.0
        key = (printed, read, least_logp)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._walk(printed, read, least_logp)
        return known

    def floored_logp(self, printed: str, read: str) -> float:
        """Return ln P(read | printed), or that the place was misread as a whole."""
        return max(FLOOR_LOGP, self.reading_logp(printed, read, FLOOR_LOGP))

    def _walk(self, printed: str, read: str, least_logp: float) -> float:
        """The best way through both words, character by character or by known confusions."""
        best = [[-math.inf] * (len(read) + 1) for _ in range(len(printed) + 1)]
        best[0][0] = 0.0
        seen_from = [[read[j : j + n] for n in range(min(_LONGEST, len(read) - j) + 1)] for j in range(len(read) + 1)]
        for i, row in enumerate(best):
            character = printed[i : i + 1]
            confusions = [
                (best[i + m], costs)
                for m in range(min(_LONGEST, len(printed) - i) + 1)
                if (costs := self._costs.get(printed[i : i + m]))
            ]
            for j, seen in enumerate(seen_from):
                here = row[j]
                if here < least_logp:
                    continue
                if character:
                    below = best[i + 1]
                    below[j] = max(below[j], here + GAP_LOGP)
                    if j < len(read):
                        edit = 0.0 if character == read[j] else EDIT_LOGP
                        below[j + 1] = max(below[j + 1], here + edit)
                if j < len(read):
                    row[j + 1] = max(row[j + 1], here + GAP_LOGP)
                for target, costs in confusions:
                    for n, piece in enumerate(seen):
                        if (cost := costs.get(piece)) is not None:
                            target[j + n] = max(target[j + n], here + cost)
        return best[len(printed)][len(read)]
