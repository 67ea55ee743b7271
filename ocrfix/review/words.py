r"""Gathers the words that people called right into a word list of their own.

Bird's-eye view: verdicts with the action LEXICON name a word; :func:`merged_words` puts the words of a file and new
ones together, sorted, in the columns of ``dictionaries/domain/*.tsv``. ``ocrfix fix --lexicon FILE`` reads the first
column. Start reading at :func:`merged_words`.

German example: ``"Bohnhof\town\t1\tantwort.pdf\tcalled right in a review"``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ocrfix.errors import InputError
from ocrfix.lexicon.layers import HEADER, form_of, lines_bytes, parse_entries, with_rows
from ocrfix.report.visible import HIDDEN
from ocrfix.review.verdicts import Verdict, VerdictAction

# A letter first, and then nothing that a spreadsheet, a shell or a table could take for something else.
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def is_word(text: str) -> bool:
    """Say whether a text can be an entry of a word list.

    >>> is_word("Bohnhof"), is_word("=1+1"), is_word("zwei Wörter")
    (True, False, False)
    """
    text = unicodedata.normalize("NFC", text)
    return bool(_WORD.fullmatch(text)) and "_" not in text and not HIDDEN.search(text)


def words_of(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Give the words that were called right, each with the name of the first document; others are left out."""
    words: dict[str, str] = {}
    for verdict in verdicts:
        word = unicodedata.normalize("NFC", verdict.word)
        if verdict.action is VerdictAction.LEXICON and is_word(word):
            words.setdefault(word, " ".join(HIDDEN.sub("", verdict.document).split()))
    return words


def merged_words(old: bytes, words: dict[str, str], name: str) -> bytes:
    """Add words to the content of a word list; its lines stay as they are, new ones are sorted in.

    Raises:
        InputError: the list is no UTF-8, or no list of words.
    """
    try:
        text = old.decode("utf-8-sig")
        if any(len(entry.form.split()) > 1 for entry in parse_entries(text)):
            raise ValueError("more than a word stands on a line")
    except UnicodeDecodeError as error:
        raise InputError(f"the word list {name} is no UTF-8", "name another file with --words") from error
    except ValueError as error:
        raise InputError(f"{name} is no word list", "name another file with --words") from error
    lines = text.splitlines() or [HEADER]
    known = set(map(form_of, lines))
    rows = {
        word: f"{word}\town\t1\t{source}\tcalled right in a review"
        for word, source in words.items()
        if word not in known
    }
    return lines_bytes(with_rows(lines, rows))
