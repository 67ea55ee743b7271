"""Proposing the domain lexicon: words of parliament and administration that a general dictionary lacks.

Bird's-eye view: words seen in three documents or more that the general dictionary (aspell's) lacks are looked at one by
one: :func:`contexts_of` counts what stands before and behind them, :func:`propose` keeps those whose form or place
speaks for them (abbreviations, compounds of known parts, names behind titles, places) and leaves out slips,
fragments of broken words and words run together. What it writes is reviewed source. Start reading at
:func:`propose`.

German example: ``Wärmepumpenhochlauf`` is ``wärmepumpen`` + ``hochlauf``; ``Bundesregie`` is a fragment and left out.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ocrfix.errors import DataError
from ocrfix.lexicon.build.classes import class_of
from ocrfix.lexicon.build.corpus import count_corpus
from ocrfix.lexicon.build.domain import read_domain
from ocrfix.lexicon.build.make import read_sources
from ocrfix.lexicon.build.words import LINKING_ELEMENTS
from ocrfix.lexicon.layers import Entry, entries_bytes, read_entries

MINIMUM_DOCUMENTS = 3
LEAST_COUNT = {"term": 30, "name": 5, "place": 5}
"""How often a word of a class must be seen; there are so many terms that only frequent ones are worth a place."""
LEAST_OTHER = 8
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
_OTHER_WORDS = (
    "und oder für mit von auf aus bei nach über unter vor als auch nicht wie dass sich sind wird wurde haben hat ist "
    "es er sie wir ihr was wer wenn dann noch nur sehr zu an in um bis seit man mich"
)
TITLES = frozenset(_TITLE_WORDS.split())
PLACE_WORDS = frozenset(_PLACE_WORDS.split())
ARTICLES = frozenset(_ARTICLE_WORDS.split())
PARTIES = frozenset(("SPD", "CDU", "CSU", "FDP", "DIE", "BÜNDNIS", "AfD", "GRÜNE", "LINKE", "Bündnis"))
_FUNCTION_WORDS = ARTICLES | frozenset(_OTHER_WORDS.split())
_LEAST_PART = 4
_FREE_COUNT = 30
"""A part of a compound must be a word of its own that was seen so often."""
_SLIP_RATIO = 30
_FRAGMENT_RATIO = 60
_INFLECTION = re.compile(r"(?:e|en|er|es|em|n|s|ns|ern|in|innen|r|st|t|te|ten|ter|tes)")
_TRUNCATED = re.compile(r"(?:ungs|heits|keits|schafts|ions|täts|lings|tums)$")
"""Left of a hyphen (``Vertretungs- und Beratungskosten``), or the genitive of what is listed anyway."""
_LEADING_CAPITAL = re.compile(r"[A-ZÄÖÜ](?=[A-ZÄÖÜ][a-zäöüß]{2})")
_TWINS = {"I": "l1J", "l": "I1", "O": "0", "0": "O", "1": "lI"}
_PLACE_ENDING = re.compile(
    r".*(?:hausen|burg|berg|dorf|stadt|städt|heim|bach|feld|felde|kirchen|hofen|ingen|ungen|au|hagen|haven|furt|münde|"
    r"walde?|see|hain|rode|roda|leben|born|brunn|bronn|bruck|kreis|land|zell|stein|fels|höhe|hof|weiler|tal)"
)
_HUMP = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_OLD_SHARP = re.compile(r"[aeiouäöü]ß(?=[a-zäöü]|$)")


@dataclass(slots=True)
class Contexts:
    """How often each word stands behind a title, a place word, an article, and before a party in brackets."""

    title: Counter[str] = field(default_factory=Counter)
    place: Counter[str] = field(default_factory=Counter)
    article: Counter[str] = field(default_factory=Counter)
    party: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Seen:
    """All words of the corpora: number, documents and the corpora's names, and which a general dictionary accepts."""

    words: Mapping[str, int]
    documents: Mapping[str, int]
    sources: Mapping[str, str]
    general: frozenset[str]


def refused_words(words: Iterable[str], dictionary: str = "de") -> frozenset[str]:
    """Ask aspell, whose German list makes no compounds of its own, which words it lacks.

    Raises DataError when it is not installed. None of its words is kept: only which of ours it lacks is used.
    """
    try:
        done = subprocess.run(
            ["aspell", "-d", dictionary, "--encoding=utf-8", "list"],
            input="\n".join(words), capture_output=True, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise DataError("aspell with its German dictionary is missing", "apt install aspell aspell-de") from error
    return frozenset(done.stdout.split())


def contexts_of(lines: Iterable[str], targets: frozenset[str]) -> Contexts:
    """Count the contexts of some words over running lines."""
    found = Contexts()
    for line in lines:
        words = line.split()
        for place, word in enumerate(words):
            if word not in targets or not place:
                continue
            before = words[place - 1] if words[place - 1] != "." else words[max(place - 2, 0)]
            is_second = place > 1 and words[place - 2] in TITLES and before[:1].isupper()
            if before in TITLES or is_second:
                found.title[word] += 1
            elif before in PLACE_WORDS:
                found.place[word] += 1
            elif before in ARTICLES:
                found.article[word] += 1
            if place + 2 < len(words) and words[place + 1] in "([" and words[place + 2] in PARTIES:
                found.party[word] += 1
    return found


def propose(seen: Seen, contexts: Contexts) -> list[Entry]:
    """Choose domain words; sorted by form."""
    free = free_words(seen)
    longer, shortened = _more_frequent_beginnings(seen.words), shortened_words(seen.words)
    result = []
    for word, count in seen.words.items():
        if seen.documents[word] < MINIMUM_DOCUMENTS or word in seen.general or not word.isalnum():
            continue
        if not word[0].isalpha() or len(word) < 2:
            continue
        found = _judge(word, count, seen, contexts, free)
        if found is None or count < LEAST_COUNT.get(found[0], LEAST_OTHER):
            continue
        if not is_spoilt(word, count, seen, longer, shortened):
            result.append(Entry(word, found[0], count, seen.sources[word], found[1]))
    return sorted(result)


def free_words(seen: Seen) -> dict[str, int]:
    """Return the words (small letters) that may be parts of compounds: accepted by the dictionary and frequent."""
    free: dict[str, int] = {}
    for word, count in seen.words.items():
        is_frequent = count >= _FREE_COUNT and word in seen.general and word.isalpha() and not word.isupper()
        if is_frequent and len(word) >= _LEAST_PART and word.lower() not in _FUNCTION_WORDS:
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


def _judge(word: str, count: int, seen: Seen, contexts: Contexts, free: Mapping[str, int]) -> tuple[str, str] | None:
    capitals = sum(map(str.isupper, word))
    after_title = contexts.title[word]
    if capitals >= 2:
        is_short = len(word) <= 4 or (len(word) <= 14 and not word.isupper()) or (len(word) <= 6 and count >= 20)
        return class_of(word, count, after_title) if count >= 8 and is_short else None
    if not word.isalpha():
        return None
    if word[0].islower():
        found = compound_of(word, free) if count >= 4 else ()
        is_plain = found and found[-1] in seen.general and seen.words.get(word.capitalize(), 0) < count
        return ("term", "a compound of known words: " + " + ".join(found)) if is_plain else None
    if len(word) < 4:
        return None
    if contexts.party[word] >= 3:
        return "name", "before a party in brackets"
    if after_title >= 4 and after_title >= 0.2 * count:
        return "name", "after a title of a person"
    found = compound_of(word.lower(), free)
    is_place = (
        contexts.place[word] >= 4 and contexts.place[word] >= 0.25 * count and contexts.article[word] <= 0.1 * count
    )
    if found:
        word_class, reason = class_of(word, count)
        return word_class, f"{reason}: {' + '.join(found)}"
    has_noun = any(word[cut:] in free for cut in range(2, len(word) - 4)) and not _PLACE_ENDING.fullmatch(word)
    if is_place and not has_noun and not word.endswith(("ung", "ungen", "heit", "keit", "schaft", "tion", "ismus")):
        return "place", "after a place word"
    if count >= 12 and seen.documents[word] >= 6 and contexts.article[word] >= 0.3 * count:
        word_class, reason = class_of(word, count)
        return word_class, f"{reason}; after an article"
    return None


def _more_frequent_beginnings(words: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    """Map each beginning of a word to the most frequent word that goes on from it by at most eight letters."""
    longest: dict[str, tuple[int, str]] = {}
    for word, count in words.items():
        for end in range(max(3, len(word) - 8), len(word)):
            start = word[:end]
            if longest.get(start, (0, ""))[0] < count:
                longest[start] = (count, word)
    return longest


def is_spoilt(
    word: str, count: int, seen: Seen, longer: Mapping[str, tuple[int, str]], shortened: Mapping[str, int]
) -> bool:
    """Say whether a word looks like a slip, a fragment of a broken word, or words run together."""
    words = seen.words
    more, whole = longer.get(word, (0, ""))
    if more >= _FRAGMENT_RATIO * count and not _INFLECTION.fullmatch(whole[len(word) :]):
        return True
    if word[0].islower() and words.get(word.capitalize(), 0) > count:
        return True
    if _TRUNCATED.search(word) or _has_misread_letter(word, count, words):
        return True
    if word.isupper() and max(words.get(word.lower(), 0), words.get(word.capitalize(), 0)) >= count:
        return True
    if _LEADING_CAPITAL.match(word) and words.get(word[1:], 0) >= 10 * count:
        return True
    humps = _HUMP.split(word)
    if len(humps) > 1 and all(len(part) >= 2 and words.get(part, 0) >= 10 * count for part in (humps[0], humps[-1])):
        return True
    if humps[0] in _FUNCTION_WORDS and len(humps) > 1:
        return True
    if _OLD_SHARP.search(word) and words.get(word.replace("ß", "ss"), 0) >= count:
        return True
    return _is_slip(word, count, seen, shortened)


def _has_misread_letter(word: str, count: int, words: Mapping[str, int]) -> bool:
    """Say whether I for l or the like makes a more frequent word: corpora hold slips of earlier recognitions."""
    for place, letter in enumerate(word):
        for other in _TWINS.get(letter, ""):
            if words.get(word[:place] + other + word[place + 1 :], 0) >= 5 * count:
                return True
    return False


def _is_slip(word: str, count: int, seen: Seen, shortened: Mapping[str, int]) -> bool:
    """Say whether one letter more, less, other or exchanged makes a far more frequent word, endings aside."""
    least = _SLIP_RATIO * count
    if len(word) < 5 or sum(map(str.isupper, word)) > 1:
        return False
    if shortened.get(word, 0) >= least:
        return True
    for place in range(1, len(word) - 2):
        without = word[:place] + word[place + 1 :]
        if shortened.get(without, 0) >= least:
            return True
        if seen.words.get(without, 0) >= least and without in seen.general:
            return True
    return False


def shortened_words(words: Mapping[str, int]) -> dict[str, int]:
    """Map frequent words without one of their letters, endings aside, to the count of the most frequent one."""
    found: dict[str, int] = {}
    for word, count in words.items():
        if count < MINIMUM_DOCUMENTS * _SLIP_RATIO or len(word) < 5 or not word.isalpha():
            continue
        for place in range(1, len(word) - 2):
            without = word[:place] + word[place + 1 :]
            if found.get(without, 0) < count:
                found[without] = count
    return found


def propose_lists(folder: Path, lists: Path, scratch: Path) -> dict[str, int]:
    """Write ``domain/CLASS.tsv`` below ``lists`` from the corpora of ``sources.toml`` there; gives words by class.

    Words of ``domain.tsv`` and ``domain.rejected.tsv`` are left out. It takes some twenty minutes on one core, when
    corpora change; what it writes is looked through before it is committed. Raises DataError when a source or aspell
    is missing.
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
    refused = refused_words(kept)
    seen = Seen(kept, documents, {word: ",".join(sources[word]) for word in kept}, frozenset(kept) - refused)
    capitalised = frozenset(word for word in refused if word[:1].isupper())
    entries = propose(seen, contexts_of(_lines(lines), capitalised))
    rejected = {entry.form for entry in read_entries(lists / "domain.rejected.tsv")}
    return write_lists(entries, rejected.union(read_domain(lists / "domain.tsv")), lists / "domain")


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield from file


def write_lists(entries: Iterable[Entry], listed: Collection[str], folder: Path) -> dict[str, int]:
    """Write a file for each class, without what is listed elsewhere; gives the number of words by class."""
    by_class: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.form not in listed:
            by_class.setdefault(entry.word_class, []).append(entry)
    folder.mkdir(exist_ok=True)
    for word_class, own in sorted(by_class.items()):
        (folder / f"{word_class}.tsv").write_bytes(entries_bytes(own))
    return {word_class: len(own) for word_class, own in sorted(by_class.items())}
