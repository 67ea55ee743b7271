"""What stands before and behind a word in running text, and what that says about the word.

Bird's-eye view: :func:`contexts_of` counts for chosen words how often they stand behind a title, a place word, an
article or the number of a section, and before a party in brackets; :mod:`ocrfix.lexicon.build.propose` reads the
counts. :func:`names_after_titles` is the same question for a single text. Start reading at :func:`contexts_of`.

German example: in ``Frau Dr . Möhrle ( SPD )`` the word ``Möhrle`` stands behind a title and before a party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field

from ocrfix.records import dataclass

_TITLE_WORDS = (
    "Dr Prof Abg Abgeordnete Abgeordneten Abgeordneter Herr Herrn Frau Kollege Kollegin Kollegen Minister Ministerin "
    "Staatssekretär Staatssekretärin Präsident Präsidentin Staatsminister Staatsministerin Senator Senatorin"
)
_PLACE_WORDS = (
    "in nach aus bei Stadt Gemeinde Landkreis Kreis Markt Ortsteil Amtsgericht Landgericht Bezirk Ort Hafen Flughafen "
    "Region Universität Kreises Landkreises Gemeinden Städte"
)
_ARTICLE_WORDS = (
    "der die das den dem des ein eine einer eines einem einen im zur zum vom beim am ins keine kein keiner diese "
    "dieser dieses diesem diesen alle aller jede jeder ihre ihrer seine seiner unsere unserer mehrere einige viele "
    "durch ohne gegen sowie"
)
TITLES = frozenset(_TITLE_WORDS.split())
PLACE_WORDS = frozenset(_PLACE_WORDS.split())
ARTICLES = frozenset(_ARTICLE_WORDS.split())
PARTIES = frozenset(("SPD", "CDU", "CSU", "FDP", "DIE", "BÜNDNIS", "AfD", "GRÜNE", "LINKE", "Bündnis"))
SECTION_WORDS = frozenset(("§", "§§", "Artikel", "Artikels", "Art", "Absatz", "Abs", "Satz", "Nummer", "Nr"))
"""What a number stands behind that is part of a legal act."""


@dataclass(slots=True)
class Contexts:
    """How often each word stands in a place that says what it is.

    ``title``: behind the title of a person; ``place``: behind a place word; ``article``: behind an article;
    ``party``: before a party in brackets; ``given``: before a word that does; ``section``: behind a section's number.
    """

    title: Counter[str] = field(default_factory=Counter)
    place: Counter[str] = field(default_factory=Counter)
    article: Counter[str] = field(default_factory=Counter)
    party: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    section: Counter[str] = field(default_factory=Counter)


def contexts_of(lines: Iterable[str], targets: frozenset[str]) -> Contexts:
    """Count the contexts of some words over running lines."""
    found = Contexts()
    for line in lines:
        words = line.split()
        for place, word in enumerate(words):
            if word in targets and place:
                _count(words, place, found)
    return found


def _count(words: list[str], place: int, found: Contexts) -> None:
    word = words[place]
    before = words[place - 1] if words[place - 1] != "." else words[max(place - 2, 0)]
    is_second = place > 1 and words[place - 2] in TITLES and before[:1].isupper()
    if before in TITLES or is_second:
        found.title[word] += 1
    elif before in PLACE_WORDS:
        found.place[word] += 1
    elif before in ARTICLES:
        found.article[word] += 1
    elif before[:1].isdigit() and SECTION_WORDS.intersection(words[max(place - 3, 0) : place]):
        found.section[word] += 1
    behind = words[place + 1 : place + 4]
    if len(behind) > 1 and behind[0] in "([" and behind[1] in PARTIES:
        found.party[word] += 1
    elif len(behind) > 2 and behind[1] in "([" and behind[2] in PARTIES and behind[0][:1].isupper():
        found.given[word] += 1


def names_after_titles(lines: Iterable[str]) -> Counter[str]:
    """Count capitalised words that follow a title, at most two in a row."""
    names: Counter[str] = Counter()
    for line in lines:
        words = line.split()
        for index, word in enumerate(words[:-1]):
            if word not in TITLES:
                continue
            place = index + 1
            if words[place] == ".":
                place += 1
            for name in words[place : place + 2]:
                if not (name[:1].isupper() and name.isalpha() and not name.isupper()):
                    break
                if name not in TITLES:
                    names[name] += 1
    return names
