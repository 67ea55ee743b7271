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
        self._costs = {
            rule: math.log(rate)
            for rule in tables.counts[table]
            if (rate := tables.rate(table, rule)) > 0 and max(map(len, rule)) <= _LONGEST
        }
        self._known: dict[tuple[str, str], float] = {}

    def reading_logp(self, printed: str, read: str) -> float:
        """Return ln P(read | printed)."""
        if printed == read:
            return 0.0
        key = (printed, read)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._walk(printed, read)
        return known

    def floored_logp(self, printed: str, read: str) -> float:
        """Return ln P(read | printed), or that the place was misread as a whole."""
        return max(FLOOR_LOGP, self.reading_logp(printed, read))

    def _walk(self, printed: str, read: str) -> float:
        """The best way through both words, character by character or by known confusions."""
        costs = self._costs
        best = [[-math.inf] * (len(read) + 1) for _ in range(len(printed) + 1)]
        best[0][0] = 0.0
        for i in range(len(printed) + 1):
            for j in range(len(read) + 1):
                here = best[i][j]
                if here < _HOPELESS_LOGP:
                    continue
                for m in range(min(_LONGEST, len(printed) - i) + 1):
                    for n in range(min(_LONGEST, len(read) - j) + 1):
                        if not m and not n:
                            continue
                        true, seen = printed[i : i + m], read[j : j + n]
                        if m == n == 1 and true == seen:
                            cost = 0.0
                        else:
                            cost = costs.get((true, seen), -math.inf)
                            if m == n == 1:
                                cost = max(cost, EDIT_LOGP)
                            elif m + n == 1:
                                cost = max(cost, GAP_LOGP)
                        if here + cost > best[i + m][j + n]:
                            best[i + m][j + n] = here + cost
        return best[len(printed)][len(read)]
