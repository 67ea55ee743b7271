"""Whether a capitalised word stands where a person or a company is named.

Bird's-eye view: names follow no dictionary (``Muller``, ``Bohnhof``), so a word in the place of a name needs more
than a likely neighbour. Start reading at :func:`stands_as_name`. German example: in ``Herr Muller`` the title
says that a name follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.model import Token

_TITLES = frozenset(
    ("Herr", "Herrn", "Frau", "Dr", "Prof", "Abg", "Abgeordnete", "Abgeordneten", "Abgeordneter", "Kollege",
     "Kollegin", "Kollegen", "Minister", "Ministerin", "Ministers", "Staatssekretär", "Staatssekretärin",
     "Präsident", "Präsidentin", "Richter", "Richterin", "von", "van", "de", "RR", "ORR", "RD", "RDin", "MR", "MinR",
     "MD", "MDg", "MinDir", "MinDirig", "PSt", "StS", "VA", "OAR")
)  # fmt: skip
_COMPANIES = frozenset(("GmbH", "AG", "KG", "SE", "Ltd", "Inc", "mbH"))
_REACH = 3


def stands_as_name(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a title or an initial stands before ``tokens[index]``, or the form of a company after it."""
    if not tokens[index].text[:1].isupper():
        return False
    before = [token.text for token in tokens[max(0, index - _REACH) : index]]
    while before and (before[-1] in (".", "-") or (before[-1][:1].isupper() and before[-1] not in _TITLES)):
        mark = before.pop()
        if len(mark) == 1 and mark.isupper():
            return True
    if before and before[-1] in _TITLES:
        return True
    return any(token.text in _COMPANIES for token in tokens[index + 1 : index + 1 + _REACH])
