"""Why a word is known or unknown: which list says so, and what follows from it.

Bird's-eye view: :func:`inquire` asks every layer from the shipped words up and collects the answers for
``ocrfix lexicon check``. Start reading there.

German example: ``Digitalcheckverfahren`` is in no list, but ``digitalcheck`` (yours) and ``verfahren`` are parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ocrfix.lexicon.layers import EXCLUDED, Entry, genitive, stem
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.records import dataclass

SHOWN_COMPOUNDS = 8


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is known about a word.

    ``shipped`` is how often the corpora show the word as it is written, ``other_case`` the form in which it is known
    instead (a sentence may begin with it), ``views`` the entries of the lists that name it from low to high,
    ``source`` the entry from which the word follows as an inflected form, ``parts`` those of a compound, ``forms`` and
    ``compounds`` what follows from the word itself.
    """

    word: str
    is_known: bool
    shipped: float
    is_domain_word: bool
    other_case: str
    views: tuple[tuple[str, Entry], ...]
    source: tuple[str, Entry] | None
    parts: tuple[str, ...]
    forms: tuple[str, ...]
    compounds: tuple[str, ...]

    @property
    def has_conflict(self) -> bool:
        """Whether lists disagree about the word."""
        return len({entry.word_class for _, entry in self.views}) > 1


def inquire(word: str, lexicon: Lexicon, layers: Mapping[str, Sequence[Entry]]) -> Inquiry:
    """Ask for a word. ``lexicon`` was opened with the same lists as ``layers``, the lowest first."""
    views = tuple((name, entry) for name, entries in layers.items() for entry in entries if entry.form == word)
    followed = [(name, entry) for name, entries in layers.items() for entry in entries if genitive(entry) == word]
    top = views[-1][1] if views else None
    is_excluded = top is not None and top.word_class == EXCLUDED
    is_known = lexicon.count(word) > 0
    other = "" if is_known or is_excluded else next((f for f in _other_cases(word) if lexicon.count(f)), "")
    forms = () if top is None or (form := genitive(top)) is None else (form,)
    own_stem = None if top is None else stem(top)
    return Inquiry(
        word=word,
        is_known=is_known or bool(other),
        shipped=lexicon.words.count(word),
        is_domain_word=word in lexicon.domain,
        other_case=other,
        views=views,
        source=followed[-1] if followed else None,
        parts=() if is_known or other else lexicon.split(word),
        forms=forms,
        compounds=() if is_excluded else _compounds(own_stem or word.lower(), lexicon),
    )


def _other_cases(word: str) -> tuple[str, ...]:
    """Return the forms that a word may stand for at the start of a sentence or in a heading."""
    if not word[:1].isupper():
        return ()
    lower = (word[0].lower() + word[1:],)
    return (*lower, word.lower(), word.capitalize()) if word.isupper() and len(word) > 1 else lower


def _compounds(own_stem: str, lexicon: Lexicon) -> tuple[str, ...]:
    """List the most frequent shipped words that begin with a stem: compounds that are known already."""
    if len(own_stem) < 4 or not own_stem.isalpha():
        return ()
    title = own_stem[0].upper() + own_stem[1:]
    longer = [found for found in lexicon.words.longer(title) if len(found) >= len(title) + 4]
    return tuple(sorted(longer, key=lambda each: (-lexicon.words.count(each), each))[:SHOWN_COMPOUNDS])
