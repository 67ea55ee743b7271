"""Whether a capitalised word stands where a person or a company is named.

Bird's-eye view: names follow no dictionary (``Muller``, ``Bohnhof``), so a word in the place of a name needs more
than a likely neighbour. Start reading at :func:`stands_as_name`. German example: in ``Herr Muller`` the title
says that a name follows, in ``Otto Huter`` the given name.
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
_GIVEN_NAMES = frozenset(
    (
        "Agnes", "Albert", "Alexander", "Alois", "Andrea", "Andreas", "André", "Anette", "Angelika", "Anja",
        "Annalena", "Annette", "Antje", "Anton", "Arno", "Astrid", "Axel", "Aydan", "Barbara", "Beate", "Bernd",
        "Bernhard", "Bettina", "Bijan", "Birgit", "Brigitte", "Burkhard", "Bärbel", "Caren", "Carola", "Carsten",
        "Christel", "Christian", "Christiane", "Christina", "Christine", "Christoph", "Claudia", "Cornelia", "Dagmar",
        "Daniel", "Daniela", "Dieter", "Dietmar", "Dirk", "Doris", "Dorothee", "Elisabeth", "Elke", "Erich", "Erik",
        "Erwin", "Eva", "Fabian", "Florian", "Frank", "Franz", "Friedrich", "Fritz", "Gabriele", "Georg", "Gerd",
        "Gerhard", "Gernot", "Gisela", "Gudrun", "Günter", "Harald", "Hartmut", "Heidemarie", "Heidrun", "Heike",
        "Heiko", "Heinz", "Helga", "Helmut", "Herbert", "Hermann", "Holger", "Horst", "Ilja", "Ingo", "Ingrid", "Jan",
        "Janine", "Jens", "Joachim", "Johann", "Johannes", "Josef", "Julia", "Jutta", "Jürgen", "Kai", "Karin",
        "Karl", "Katharina", "Kathrin", "Katja", "Katrin", "Kerstin", "Kirsten", "Klaus", "Knut", "Konstantin",
        "Kordula", "Lars", "Lena", "Lisa", "Lothar", "Manfred", "Manuel", "Marco", "Marcus", "Maria", "Marina",
        "Markus", "Martin", "Martina", "Matthias", "Max", "Mechthild", "Michael", "Michaela", "Miriam", "Monika",
        "Nadine", "Nicole", "Nina", "Norbert", "Olaf", "Oliver", "Otto", "Patrick", "Peter", "Petra", "Philipp",
        "Rainer", "Ralph", "Reiner", "Reinhard", "René", "Rita", "Robert", "Rolf", "Rudolf", "Rüdiger", "Sabine",
        "Sandra", "Sascha", "Sebastian", "Sevim", "Sibylle", "Stefan", "Steffen", "Stephan", "Susanna", "Susanne",
        "Sybille", "Sylvia", "Thomas", "Thorsten", "Tobias", "Tom", "Torsten", "Ulla", "Ulrich", "Ulrike", "Ute",
        "Uwe", "Volker", "Werner", "Wilfried", "Wilhelm", "Willi", "Wolfgang", "Yvonne",
    )
)  # fmt: skip
"""Given names of two members of parliaments and more: they stand before a family name and a party in the minutes of
the Bundestag and of Hesse and in the Drucksachen, in one of fifty places and more."""
_COMPANIES = frozenset(("GmbH", "AG", "KG", "SE", "Ltd", "Inc", "mbH"))
_REACH = 3


def stands_as_name(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a title, an initial or a given name stands before ``tokens[index]``, or a company's form after it."""
    if not tokens[index].text[:1].isupper():
        return False
    if index and tokens[index - 1].text in _GIVEN_NAMES:
        return True
    before = [token.text for token in tokens[max(0, index - _REACH) : index]]
    while before and (before[-1] in (".", "-") or (before[-1][:1].isupper() and before[-1] not in _TITLES)):
        mark = before.pop()
        if len(mark) == 1 and mark.isupper():
            return True
    if before and before[-1] in _TITLES:
        return True
    return any(token.text in _COMPANIES for token in tokens[index + 1 : index + 1 + _REACH])
