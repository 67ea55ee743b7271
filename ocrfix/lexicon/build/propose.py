"""Proposing the domain lexicon: words of parliament and administration, each seen in three documents or more.

Bird's-eye view: all words of the corpora are looked at one by one. :func:`propose` keeps those whose form or place
speaks for them: abbreviations, authorities, laws, names behind titles, places, frequent terms, and of the words that a
general dictionary (aspell's) lacks also compounds of known parts. Slips and fragments are left out
(:mod:`ocrfix.lexicon.build.spoilt`); classes come from :mod:`ocrfix.lexicon.build.classes`, what stands around a word
from :mod:`ocrfix.lexicon.build.contexts`. What it writes is reviewed source. Start reading at :func:`propose`.

German example: ``Wärmepumpenhochlauf`` is ``wärmepumpen`` + ``hochlauf``; ``Bundesregie`` is a fragment and left out.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ocrfix.errors import DataError
from ocrfix.lexicon.build.classes import PARTY_FORMS, REGIONS, Found, class_of, class_of_form, is_region
from ocrfix.lexicon.build.contexts import TITLES, Contexts, contexts_of
from ocrfix.lexicon.build.corpus import count_corpus
from ocrfix.lexicon.build.domain import COMMON_CLASSES, FREQUENT_COUNT
from ocrfix.lexicon.build.make import read_sources
from ocrfix.lexicon.build.spoilt import FUNCTION_WORDS, is_spoilt, neighbourhood_of
from ocrfix.lexicon.build.words import LINKING_ELEMENTS
from ocrfix.lexicon.layers import Entry, entries_bytes, read_entries
from ocrfix.records import dataclass

MINIMUM_DOCUMENTS = 3
LEAST_COUNT = {"term": 20, "name": 5, "place": 5}
"""How often a word of a class must be seen; there are so many terms that only frequent ones are worth a place."""
LEAST_OTHER = 8
LEAST_BODY = 5
"""The same for authorities and legal acts that the general dictionary knows, too."""
FREQUENT_DOCUMENTS, FREQUENT_LENGTH = 40, 8
"""What a term that the general dictionary knows, too, must be to be listed."""
_LEAST_PART = 4
_FREE_COUNT = 30
"""A part of a compound must be a word of its own that was seen so often."""
_LONGEST_IN_CAPITALS = 6
_COMMON_SHARE = 0.02
"""Behind an article, of the places where a common noun stands."""
_WELL_KNOWN = 500
"""A place that is seen so often also stands in many other places."""
_PLACE_ENDING = re.compile(
    r".*(?:hausen|burg|berg|dorf|stadt|städt|heim|bach|feld|felde|kirchen|hofen|ingen|ungen|au|hagen|haven|furt|münde|"
    r"walde?|see|hain|rode|roda|leben|born|brunn|bronn|bruck|kreis|land|zell|stein|fels|höhe|hof|weiler|tal)"
)
_NO_PLACE_ENDING = ("ung", "ungen", "heit", "keit", "schaft", "tion", "ismus")
_BODIES = ("authority", "law", "office", "parliament", "european")


@dataclass(frozen=True, slots=True)
class Seen:
    """All words of the corpora: number, documents and the corpora's names, and which a general dictionary accepts."""

    words: Mapping[str, int]
    documents: Mapping[str, int]
    sources: Mapping[str, str]
    general: frozenset[str]


def refused_words(words: Iterable[str], dictionary: str = "de") -> frozenset[str]:
    """Ask aspell, whose German list makes no compounds of its own, which words it lacks.

    None of its words is kept: only which of ours it lacks is used.

    Raises:
        DataError: it is not installed.
    """
    try:
        done = subprocess.run(
            ["aspell", "-d", dictionary, "--encoding=utf-8", "list"],
            input="\n".join(words), capture_output=True, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise DataError("aspell with its German dictionary is missing", "apt install aspell aspell-de") from error
    return frozenset(done.stdout.split())


def propose(seen: Seen, contexts: Contexts) -> list[Entry]:
    """Choose domain words; sorted by form."""
    free = free_words(seen)
    around = neighbourhood_of(seen.words, seen.general)
    result = []
    for word, count in seen.words.items():
        if seen.documents[word] < MINIMUM_DOCUMENTS or not word.isalnum() or not word[0].isalpha() or len(word) < 2:
            continue
        found = _judge(word, count, seen, contexts, free)
        if found is not None and (word in PARTY_FORMS or word in REGIONS or not is_spoilt(word, count, around)):
            result.append(Entry(word, found[0], count, seen.sources[word], found[1]))
    return sorted(result)


def free_words(seen: Seen) -> dict[str, int]:
    """Return the words (small letters) that may be parts of compounds: accepted by the dictionary and frequent."""
    free: dict[str, int] = {}
    for word, count in seen.words.items():
        is_frequent = count >= _FREE_COUNT and word in seen.general and word.isalpha() and not word.isupper()
        if is_frequent and len(word) >= _LEAST_PART and word.lower() not in FUNCTION_WORDS:
            free[word.lower()] = free.get(word.lower(), 0) + count
    return free


def compound_of(word: str, free: Mapping[str, int], parts: int = 3) -> tuple[str, ...]:
    """Split a word (small letters) into words of their own, the head as long as possible; nothing when it is none.

    >>> compound_of("wohngeldstelle", {"wohngeld": 9, "wohn": 9, "stelle": 40})
    ('wohngeld', 'stelle')
    """
    for cut in range(_LEAST_PART - 1, len(word) - _LEAST_PART + 1):
        modifier, head = word[:cut], word[cut:]
        if head not in free:
            continue
        if _is_stem(modifier, free):
            return modifier, head
        if parts > 2 and (before := compound_of_linked(modifier, free)):
            return (*before, head)
    return ()


def compound_of_linked(modifier: str, free: Mapping[str, int]) -> tuple[str, ...]:
    """Split a modifier that is a compound with a linking element."""
    for link in LINKING_ELEMENTS:
        if modifier.endswith(link):
            bare = modifier[: len(modifier) - len(link)]
            if len(bare) >= 2 * _LEAST_PART and (found := compound_of(bare, free, 2)):
                return (*found[:-1], found[-1] + link)
    return ()


def _is_stem(modifier: str, free: Mapping[str, int]) -> bool:
    if any(modifier.endswith(link) and modifier[: len(modifier) - len(link)] in free for link in LINKING_ELEMENTS):
        return True
    return len(modifier) >= _LEAST_PART and (modifier + "e" in free or modifier + "en" in free)


def _judge(word: str, count: int, seen: Seen, contexts: Contexts, free: Mapping[str, int]) -> Found | None:
    """Say what class a word is of and why; nothing when nothing speaks for it or it is too rare for its class."""
    if word in PARTY_FORMS:
        return class_of(word, count) if count >= LEAST_OTHER else None
    if word in REGIONS:
        return ("place", "a state, a region or a river") if count >= LEAST_OTHER else None
    if sum(map(str.isupper, word)) >= 2:
        return _judge_short(word, count, contexts)
    if not word.isalpha() or len(word) < 4:
        return None
    compound = compound_of(word.lower(), free)
    if word in seen.general:
        return _judge_general(word, count, seen, contexts, free)
    if word[0].islower():
        is_plain = compound and compound[-1] in seen.general and seen.words.get(word.capitalize(), 0) < count
        found: Found | None = ("term", "a compound of known words: " + " + ".join(compound)) if is_plain else None
    else:
        found = _judge_noun(word, count, seen, contexts, compound, free)
    return found if found is not None and count >= LEAST_COUNT.get(found[0], LEAST_OTHER) else None


def _judge_short(word: str, count: int, contexts: Contexts) -> Found | None:
    """Look at a word with capitals in it: an abbreviation, a legal act, a party."""
    is_short = len(word) <= 4 or (not word.isupper() and len(word) <= 24)
    is_short = is_short or (len(word) <= _LONGEST_IN_CAPITALS and count >= 20)
    found = class_of(word, count, contexts.title[word], contexts.section[word])
    is_long = len(word) > 14 and found[0] != "law"
    return found if count >= LEAST_OTHER and is_short and not is_long and found[0] != "term" else None


def _judge_general(word: str, count: int, seen: Seen, contexts: Contexts, free: Mapping[str, int]) -> Found | None:
    """Look at a word that the general dictionary has, too: only what is special or frequent is listed."""
    if not word[0].isupper():
        return None
    found = class_of_form(word)
    if found[0] in _BODIES and count >= LEAST_BODY and len(word) >= FREQUENT_LENGTH:
        return found
    if (name := _name(word, count, contexts)) is not None and count >= LEAST_COUNT["name"]:
        return name
    is_proper = seen.words.get(word.lower(), 0) <= 0.01 * count and not compound_of(word.lower(), free)
    if is_proper and count >= 20 and _is_place(word, count, contexts, 0.02):
        return "place", "after a place word"
    if (proper := _proper(word, count, contexts)) is not None:
        return proper or None
    is_frequent = count >= FREQUENT_COUNT and seen.documents[word] >= FREQUENT_DOCUMENTS
    if is_frequent and len(word) >= FREQUENT_LENGTH:
        return found[0], "frequent in 40 documents or more"
    return None


def _judge_noun(
    word: str, count: int, seen: Seen, contexts: Contexts, compound: tuple[str, ...], free: Mapping[str, int]
) -> Found | None:
    """Look at a capitalised word that the general dictionary lacks."""
    if not compound and (name := _name(word, count, contexts)) is not None:
        return name
    if compound:
        word_class, reason = class_of_form(word, compound)
        if word_class in COMMON_CLASSES and (proper := _proper(word, count, contexts)) is not None:
            return proper or None
        return word_class, f"{reason}: {' + '.join(compound)}"
    has_noun = any(word[cut:] in free for cut in range(2, len(word) - 4)) and not _PLACE_ENDING.fullmatch(word)
    if _is_place(word, count, contexts, 0.1) and not has_noun and not word.endswith(_NO_PLACE_ENDING):
        return "place", "after a place word"
    if count >= 12 and seen.documents[word] >= 6 and contexts.article[word] >= 0.3 * count:
        word_class, reason = ("place", "ends like a region") if is_region(word) else class_of_form(word)
        return word_class, f"{reason}; after an article"
    return None


def _name(word: str, count: int, contexts: Contexts) -> Found | None:
    if word in TITLES or class_of_form(word)[0] == "office" or contexts.article[word] > 0.25 * count:
        return None
    if contexts.party[word] >= 3 and contexts.party[word] >= 0.02 * count:
        return "name", "before a party in brackets"
    if contexts.given[word] >= 3 and contexts.given[word] >= 0.02 * count:
        return "name", "before a name and a party in brackets"
    if contexts.title[word] >= 4 and contexts.title[word] >= 0.2 * count:
        return "name", "after a title of a person"
    return None


def _proper(word: str, count: int, contexts: Contexts) -> Found | tuple[()] | None:
    """Say whether a word that looks like a compound is a name or a place (``Bachmann``, ``Herzberg``).

    Nothing (an empty pair) when that stays open: no article ever stands before it. None when it is a word like others.
    """
    articles = contexts.article[word]
    if articles >= _COMMON_SHARE * count:
        return None
    persons = contexts.party[word] + contexts.given[word]
    if (contexts.title[word] >= 2 and contexts.title[word] >= 0.04 * count) or (
        persons >= 2 and persons >= 0.02 * count
    ):
        return ("name", "stands like a name and never behind an article") if word not in TITLES else ()
    if contexts.place[word] >= 0.1 * count:
        is_town = _PLACE_ENDING.fullmatch(word) and not word.endswith(_NO_PLACE_ENDING)
        return ("place", "stands like a place and never behind an article") if is_town else ()
    return () if not articles else None


def _is_place(word: str, count: int, contexts: Contexts, most_articles: float) -> bool:
    seen = contexts.place[word]
    least = 0.15 if count >= _WELL_KNOWN else 0.25
    return seen >= 4 and seen >= least * count and contexts.article[word] <= most_articles * count


def propose_lists(folder: Path, lists: Path, scratch: Path) -> dict[str, int]:
    """Write ``domain/CLASS.tsv`` below ``lists`` from the corpora of ``sources.toml`` there; gives words by class.

    Words of ``domain.rejected.tsv`` are left out. It takes some twenty minutes on one core, when corpora change; what
    it writes is looked through before it is committed.

    Raises:
        DataError: a source or aspell is missing.
    """
    found = read_sources(lists / "sources.toml", folder)
    words: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    sources: dict[str, list[str]] = {}
    lines = [scratch / f"{path.name}.lines" for path in found.corpora]
    for path, target in zip(found.corpora, lines, strict=True):
        counts = count_corpus(path, frozenset(), target)
        words.update(counts.words)
        documents.update(counts.documents)
        for word in counts.documents:
            sources.setdefault(word, []).append(path.name.partition(".")[0])
    kept = {word: count for word, count in sorted(words.items()) if documents[word] >= MINIMUM_DOCUMENTS}
    seen = Seen(
        kept, documents, {word: ",".join(sources[word]) for word in kept}, frozenset(kept) - refused_words(kept)
    )
    capitalised = frozenset(word for word in kept if word[:1].isupper())
    entries = propose(seen, contexts_of(_lines(lines), capitalised))
    return write_lists(entries, frozenset(entry.form for entry in read_entries(lists / "domain.rejected.tsv")), lists)


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield from file


def write_lists(entries: Iterable[Entry], rejected: frozenset[str], lists: Path) -> dict[str, int]:
    """Write ``domain/CLASS.tsv`` for each class, without what was rejected; gives the number of words by class."""
    by_class: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.form not in rejected:
            by_class.setdefault(entry.word_class, []).append(entry)
    folder = lists / "domain"
    folder.mkdir(exist_ok=True)
    for word_class, own in sorted(by_class.items()):
        (folder / f"{word_class}.tsv").write_bytes(entries_bytes(own))
    return {word_class: len(own) for word_class, own in sorted(by_class.items())}
