"""The word lists of a project and of a user, which lie above the shipped words and overrule them.

Bird's-eye view: a list is a sorted TSV that people merge in git: form, class, frequency, source, reason; a plain
list with a word a line is read as well. :func:`read_entries` and :func:`entries_bytes` are its two ways,
:func:`changed_list` changes what people wrote and leaves the rest of it alone,
:func:`own_words` lays lists over each other, :func:`conflicts` shows where they disagree. An entry of the class
``excluded`` takes a word away that a lower layer knows. Start reading at :class:`Entry`.

German example: the list of a ministry holds ``Digitalcheck``; then ``Digitalchecks`` and
``Digitalcheckverfahren`` are right words, too.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ocrfix.records import dataclass

HEADER = "# form\tclass\tfrequency\tsource\treason"
COLUMNS = 5
EXCLUDED = "excluded"
OWN = "own"
CLASSES = (
    "abbreviation", "authority", "coinage", "european", "law", "name", "office", OWN, "parliament", "party", "place",
    "technical", "term", EXCLUDED,
)  # fmt: skip
"""What an entry may be; ``own`` is a word without more said about it."""
LEAST_STEM = 4
_LINKS = ("", "s", "es", "n", "en")
"""What may stand between an own word and the head of a compound."""
_NO_GENITIVE_S = ("s", "ß", "x", "z")
_INFLECTED = frozenset(CLASSES) - {EXCLUDED, "abbreviation", "law"}
_CONFLICT_MARKERS = ("<<<<<<<", ">>>>>>>", "=======")
_FORM = re.compile(r"[^\W_](?:[\w.&'’-]*[^\W_])?")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A line of a word list."""

    form: str
    word_class: str = OWN
    frequency: int = 0
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the lists of a run say: right words, words taken away, and stems (small letters) that make compounds."""

    words: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    def digest(self) -> str:
        """Hash the words (12 hexadecimal digits)."""
        lines = [*sorted(self.words), *(f"-{word}" for word in sorted(self.excluded))]
        lines += [f"+{stem}" for stem in sorted(self.stems)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A form that two lists, or two lines of one list, see differently: (list, entry) from low to high."""

    form: str
    views: tuple[tuple[str, Entry], ...]


def is_form(text: str) -> bool:
    """Say whether a text may be the form of an entry: one word, composed characters, a letter in it.

    >>> is_form("BAFzA"), is_form("Baden-Württemberg"), is_form("zwei Wörter"), is_form("2024")
    (True, True, False, False)
    """
    has_letter = any(map(str.isalpha, text))
    return has_letter and unicodedata.is_normalized("NFC", text) and _FORM.fullmatch(text) is not None


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Read a word list: five columns, or a word a line; ``#`` starts a comment.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is no UTF-8, no list, or holds a merge conflict.
    """
    return parse_entries(path.read_text(encoding="utf-8-sig"))


def parse_entries(text: str) -> tuple[Entry, ...]:
    r"""Read the lines of a word list in their order.

    >>> parse_entries("KI\nDigitalcheck\tcoinage\t12\tBMI\tnew\n")[1].frequency
    12

    Raises:
        ValueError: names the line that cannot be read.
    """
    return tuple(entry for entry in _entries_by_line(text.splitlines()) if entry is not None)


def _entries_by_line(lines: Sequence[str]) -> list[Entry | None]:
    """Read each line: None where it is a comment or blank."""
    result: list[Entry | None] = []
    for number, line in enumerate(lines, 1):
        if line.startswith(_CONFLICT_MARKERS):
            raise ValueError(f"line {number} holds an unresolved merge")
        form, *rest = (unicodedata.normalize("NFC", column).strip() for column in line.split("\t"))
        if _is_entry(line) and not form:
            raise ValueError(f"line {number} holds no word")
        result.append(_entry(form, rest, number) if _is_entry(line) else None)
    return result


def _is_entry(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def form_of(line: str) -> str:
    r"""Give the form of a line of a word list, "" for a comment and a blank line.

    >>> form_of("Amt\tlaw\t1\ta\tb"), form_of("# Amt")
    ('Amt', '')
    """
    return unicodedata.normalize("NFC", line.partition("\t")[0]).strip() if _is_entry(line) else ""


def _entry(form: str, rest: list[str], number: int) -> Entry:
    if len(rest) != COLUMNS - 1:
        return Entry(form)  # a list of another kind: what follows the word is left aside
    word_class, frequency, source, reason = rest
    if word_class not in CLASSES:
        raise ValueError(f"line {number} has the class {word_class}, known are {', '.join(CLASSES)}")
    if not frequency.isdecimal():
        raise ValueError(f"line {number} has the frequency {frequency}, which is no number")
    return Entry(form, word_class, int(frequency), source, reason)


def entries_bytes(entries: Iterable[Entry]) -> bytes:
    """Write a list: sorted by form, each form once (the last one wins), a comment first."""
    by_form = {entry.form: entry for entry in entries}
    return lines_bytes((HEADER, *(_row(by_form[form]) for form in sorted(by_form))))


def lines_bytes(lines: Iterable[str]) -> bytes:
    """Write the lines of a list."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def changed_list(old: bytes, change: Callable[[list[Entry]], list[Entry]]) -> bytes:
    r"""Change a list: a new one has its header; in an older one all lines stay that are about other words.

    >>> changed_list(b"# Amt\nWort\n", lambda known: [*known, Entry("Amt")]).decode().splitlines()
    ['# Amt', 'Amt\town\t0\t\t', 'Wort']

    Raises:
        ValueError: it is no UTF-8, holds a merge conflict or a line that is no entry.
    """
    lines = old.decode("utf-8-sig").splitlines()
    entries = _entries_by_line(lines)
    for number, line in enumerate(lines, 1):
        columns = line.split("\t")
        # A list has such lines nowhere, so this is a file of another kind.
        if _is_entry(line) and (len(columns[0].split()) != 1 or len(columns) not in (1, COLUMNS)):
            raise ValueError(f"line {number} holds more than a word")
    known = [entry for entry in entries if entry is not None]
    before = {entry.form: entry for entry in known}
    after = {entry.form: entry for entry in change(known)}
    rows = {form: _row(entry) for form, entry in after.items() if before.get(form) != entry}
    kept: list[str] = []
    for line, entry in zip(lines, entries, strict=True):
        if entry is None or before[entry.form] == after.get(entry.form):
            kept.append(line)
        elif entry.form in rows:
            kept.append(rows.pop(entry.form))
    return lines_bytes(with_rows(kept if lines else [HEADER], rows))


def with_rows(lines: Sequence[str], rows: Mapping[str, str]) -> list[str]:
    """Put new rows, each with its form, where they sort; in a list that is not sorted behind all entries.

    A comment stays above the entry that it stands above.
    """
    places = [place for place, line in enumerate(lines) if _is_entry(line)]
    forms = [form_of(lines[place]) for place in places]
    is_sorted = forms == sorted(forms)
    above: dict[int, list[str]] = defaultdict(list)
    for form in sorted(rows):
        smaller = bisect_left(forms, form) if is_sorted else len(forms)
        place = places[smaller - 1] + 1 if smaller else next(iter(places), len(lines))
        above[place].append(rows[form])
    return [row for place in range(len(lines) + 1) for row in (*above[place], *lines[place : place + 1])]


def _row(entry: Entry) -> str:
    return "\t".join(_column(value) for value in _columns(entry))


def _columns(entry: Entry) -> tuple[object, ...]:
    return entry.form, entry.word_class, entry.frequency, entry.source, entry.reason


def _column(value: object) -> str:
    return " ".join(str(value).split())


def genitive(entry: Entry) -> str | None:
    """Return the form with -s that follows from an entry, None where none does.

    >>> genitive(Entry("Digitalcheck", "coinage")), genitive(Entry("Wohngeldgesetz", "law")), genitive(Entry("Elz"))
    ('Digitalchecks', None, None)
    """
    form = entry.form
    is_noun = form[:1].isupper() and form[1:].islower() and form.isalpha() and len(form) >= LEAST_STEM
    if not is_noun or entry.word_class not in _INFLECTED or form.endswith(_NO_GENITIVE_S):
        return None
    return f"{form}s"


def stem(entry: Entry) -> str | None:
    """Return what an entry lends to compounds (small letters), None when it makes none: names join with hyphens."""
    form = entry.form
    makes_none = entry.word_class in ("abbreviation", "name", EXCLUDED)
    is_noun = form.isalpha() and form[:1].isupper() and form[1:].islower() and len(form) >= LEAST_STEM
    return form.lower() if is_noun and not makes_none else None


def modifiers_of(stems: Iterable[str]) -> frozenset[str]:
    """Return the stems with every linking element: what may begin a compound."""
    return frozenset(form + link for form in stems for link in _LINKS)


def own_words(layers: Sequence[Sequence[Entry]]) -> OwnWords:
    """Lay lists over each other, the lowest first: what a higher one says of a form holds."""
    effective: dict[str, Entry] = {}
    for layer in layers:
        effective.update((entry.form, entry) for entry in layer)
    kept = [entry for entry in effective.values() if entry.word_class != EXCLUDED]
    excluded = frozenset(effective) - frozenset(entry.form for entry in kept)
    genitives = {form for entry in kept if (form := genitive(entry))}
    words = (frozenset(entry.form for entry in kept) | genitives) - excluded
    stems = frozenset(form for entry in kept if (form := stem(entry)))
    return OwnWords(words, excluded, stems)


def conflicts(layers: Mapping[str, Sequence[Entry]]) -> tuple[Conflict, ...]:
    """List the forms of which lists, or lines of one list, say different classes; sorted by form.

    ``layers`` maps the name of each list to its entries, the lowest first.
    """
    views: dict[str, list[tuple[str, Entry]]] = {}
    for name, entries in layers.items():
        for entry in entries:
            views.setdefault(entry.form, []).append((name, entry))
    return tuple(
        Conflict(form, tuple(found))
        for form, found in sorted(views.items())
        if len({entry.word_class for _, entry in found}) > 1
    )
