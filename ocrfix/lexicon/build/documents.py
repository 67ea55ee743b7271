"""A word list of an authority from a folder of its clean documents.

Bird's-eye view: the documents are read (text, or the text of a PDF; nothing is recognised), their words counted, and
those that the shipped lexicon does not know become entries: right words that would be false alarms. A word that was
seen once counts unless it is a slip of a known word away. Start reading at :func:`entries_of_documents`.

German example: fifty answers of a ministry give ``BAFzA``, ``Wohngeldplus`` and the names that sign them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import InputError
from ocrfix.extract import read_document
from ocrfix.lexicon.build.classes import class_of
from ocrfix.lexicon.build.contexts import names_after_titles
from ocrfix.lexicon.build.corpus import paragraphs
from ocrfix.lexicon.build.words import is_mistake
from ocrfix.lexicon.layers import Entry, is_form
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.records import dataclass
from ocrfix.text.tokens import pieces

SUFFIXES = frozenset((".pdf", ".txt"))
LEAST_LETTERS = 3
MOST_PARTS = 3
"""Longer rows of hyphens are addresses of the web."""
_ADDRESS = re.compile(r"\S*(?:www\.|https?:|@|\.(?:de|com|eu|org|html?|pdf)\b|/\S*/)\S*")
_TWIN_ENDINGS = ("en", "er", "es", "em", "e", "n", "s", "r", "m", "t", "st")


@dataclass(slots=True)
class Seen:
    """Words of the documents: how often, in how many documents, how often behind a title of a person."""

    words: Counter[str]
    documents: Counter[str]
    after_title: Counter[str]
    read: int = 0


def count_documents(paths: Iterable[Path], failed: list[str]) -> Seen:
    """Count the words of documents; what cannot be read is named in ``failed`` and left out."""
    seen = Seen(Counter(), Counter(), Counter())
    extract = ExtractConfig(ocr=OcrMode.NEVER)
    for path in paths:
        try:
            document = read_document(path, path.name, extract)
        except InputError as error:
            failed.append(f"{path}: {error.message}")
            continue
        own: Counter[str] = Counter()
        for paragraph in paragraphs(_ADDRESS.sub(" ", "\n".join(page.text for page in document.pages))):
            running = [piece.text for piece in pieces(paragraph)]
            own.update(running)
            seen.after_title.update(names_after_titles([" ".join(running)]))
        seen.words.update(own)
        seen.documents.update(own.keys())
        seen.read += 1
    return seen


def documents_among(files: Iterable[Path]) -> list[Path]:
    """Choose the documents among the files of a folder."""
    return [path for path in files if path.suffix.lower() in SUFFIXES]


def entries_of_documents(seen: Seen, lexicon: Lexicon, source: str, least: int = 1) -> tuple[Entry, ...]:
    """Choose the words that the lexicon does not know, seen ``least`` times or more; sorted."""
    chosen = []
    for word, count in sorted(seen.words.items()):
        if count < least or not _is_candidate(word) or lexicon.any_case_count(word):
            continue
        if count < 2 and (_is_doubtful(word, lexicon.any_case_count) or _is_small_fragment(word, lexicon)):
            continue
        if is_mistake(word, count, seen.words):
            continue
        word_class, reason = class_of(word, count, seen.after_title[word])
        documents = seen.documents[word]
        chosen.append(Entry(word, word_class, count, source, f"{reason}; in {documents} of {seen.read} documents"))
    return tuple(chosen)


def _is_candidate(word: str) -> bool:
    parts = re.split("[-'\N{RIGHT SINGLE QUOTATION MARK}]", word)
    letters = sum(map(str.isalpha, word))
    is_plain = all(part.isalnum() for part in parts) and len(parts) <= MOST_PARTS and word[0].isalpha()
    return is_plain and letters >= LEAST_LETTERS and 2 * letters > len(word) and is_form(word)


def _is_small_fragment(word: str, lexicon: Lexicon) -> bool:
    """Say whether a word in small letters is no compound: a piece of an address or of a broken word."""
    return word.islower() and "-" not in word and not lexicon.split(word)


def _is_doubtful(word: str, count: Callable[[str], float]) -> bool:
    """Say whether a word seen once may be a slip: a letter too many, missing twice or exchanged with its neighbour."""
    for place in range(len(word)):
        without = word[:place] + word[place + 1 :]
        is_inflected = place >= len(word) - 1 or word.removeprefix(without) in _TWIN_ENDINGS
        if len(without) > 3 and not is_inflected and count(without) >= 20:
            return True
        if word[place : place + 2] != word[place : place + 2][::-1]:
            swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
            if place and count(swapped) >= 20:
                return True
    return False
