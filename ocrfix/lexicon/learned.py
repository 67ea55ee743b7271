"""A learned profile: how often a scanner and its engine read what for what, as counts.

Bird's-eye view: ``ocrfix learn`` writes it (:mod:`ocrfix.learn`), ``--profile FILE`` reads it, and
:mod:`ocrfix.detect.profile` starts every page from its rates instead of from the shipped ones alone. The shipped
tables stay the prior: a profile of two pages changes little. It holds strings of at most three letters and
numbers, never words of a document. Start reading at :class:`LearnedConfusions`.

German example: an engine that reads ``h`` for every fourth ``k`` makes ``Druchsache`` a likely ``Drucksache``.

File: JSON, ``format`` and ``version`` first; ``printed`` says how often each string was printed, ``confusions``
lists (true, read, count), ``verdicts`` (true, read, accepted, rejected), ``kinds`` (kind of change, twentieth of its
stated confidence, right, wrong, harmful; only where an engine was found that the shipped tables do not know),
``is_trusted`` whether nothing speaks against the confusions on pages they were not learned from, ``is_guessed`` whether
nobody had proofread those they were learned from. Everything is sorted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ocrfix.lexicon.borders import STEPS, Kind, Outcomes
from ocrfix.text.characters import has_umlaut

FORMAT_NAME = "ocrfix-profile"
FORMAT_VERSION = 3
SHIPPED_WEIGHT = 150.0
"""What the shipped rate of a confusion is worth, in printed letters."""
LOST_WEIGHT = 12.0
"""The same for the question what a lost umlaut is read as, in lost umlauts."""
NOISE_PER_LETTER = 0.003
"""Confusions per letter, umlauts aside, on the pages that the shipped tables come from."""
LEAST_COUNT = 1.5
"""A confusion that was seen once may be a slip of the alignment."""
VERDICT_WEIGHT = 3.0
"""So many verdicts of a reader weigh as much as the rate did before."""
ACCEPTED_RATE = 1e-4
"""Rate of a confusion that only accepted changes show, for each of them; at most ten count."""
_MOST_ACCEPTED = 10.0
MOST_CONFUSIONS = 500
"""The most frequent ones are kept: a profile is a few kilobytes."""

Rule = tuple[str, str]


@dataclass(frozen=True)
class LearnedConfusions:
    """Counts of one scanner and engine.

    ``counts`` holds how often ``read`` stood where ``true`` was printed, ``printed`` how often each ``true`` was
    printed (``""``: all letters), ``verdicts`` how often a reader accepted and rejected a change by that confusion,
    ``kinds`` how many changes of a kind were right, wrong and harmful by twentieths of their stated confidence,
    ``pages`` how many pages were learned from. Where ``is_trusted`` is false the confusions did not help on pages
    that they were not learned from: they are shown, and all is as without a profile. Where ``is_guessed`` is true
    they come from pages that nobody has proofread. ``kinds`` are there only where the confusions were worth so much
    on pages not learned from, without breaking more words, that the engine must be a new one (:attr:`is_proven`).
    """

    counts: Mapping[Rule, float] = field(default_factory=dict)
    printed: Mapping[str, float] = field(default_factory=dict)
    verdicts: Mapping[Rule, tuple[int, int]] = field(default_factory=dict)
    pages: int = 0
    kinds: Mapping[Kind, Outcomes] = field(default_factory=dict)
    is_trusted: bool = True
    is_guessed: bool = False

    @cached_property
    def _lost(self) -> Mapping[str, float]:
        lost: dict[str, float] = {}
        for (true, _), count in self.counts.items():
            lost[true] = lost.get(true, 0.0) + count
        return lost

    @cached_property
    def lost_share(self) -> float | None:
        """Share (0..1) of printed umlauts and ß that were read as something else, None where none was printed."""
        printed = sum(count for true, count in self.printed.items() if len(true) == 1 and has_umlaut(true))
        lost = sum(count for (true, _), count in self.counts.items() if has_umlaut(true))
        return min(1.0, lost / printed) if printed else None

    @cached_property
    def noise(self) -> float:
        """How many times as frequent other confusions are as in the shipped tables."""
        letters = self.printed.get("", 0.0)
        seen = sum(count for (true, read), count in self.counts.items() if true and read and not has_umlaut(true))
        return min(max((seen + 1.0) / (letters * NOISE_PER_LETTER + 1.0), 0.1), 8.0)

    @property
    def is_proven(self) -> bool:
        """Say whether pages that they were not learned from showed that the shipped tables do not know the engine."""
        return bool(self.kinds) and self.is_trusted and not self.is_guessed

    def used(self) -> LearnedConfusions | None:
        """Return what rates follow: all of a profile that is proven, else what readers decided, if anything."""
        if self.is_proven:
            return self
        return LearnedConfusions(verdicts=self.verdicts) if self.verdicts else None

    def tried(self) -> LearnedConfusions | None:
        """Return what is tried on unknown words that stay otherwise: confusions that are believed, but not proven."""
        return self if self.counts and self.is_trusted and not self.is_proven else None

    def rules(self) -> tuple[Rule, ...]:
        """List the confusions that were learned, sorted."""
        accepted = {rule for rule, (yes, no) in self.verdicts.items() if yes > no}
        return tuple(sorted({rule for rule, count in self.counts.items() if count >= LEAST_COUNT} | accepted))

    def rate(self, rule: Rule) -> float:
        """Return the share of printed ``true`` that is read as ``read`` (0..1) by what was learned alone."""
        count = self.counts.get(rule, 0.0)
        rate = count / max(self.printed.get(rule[0], 0.0), count) if count else 0.0
        yes = self.verdicts.get(rule, (0, 0))[0]
        return max(rate, ACCEPTED_RATE * min(yes, _MOST_ACCEPTED)) * self.trust(rule)

    def base_rate(self, rule: Rule, shipped: float) -> float:
        """Return the rate (0..1) of a confusion of letters, the shipped one as prior."""
        count = self.counts.get(rule, 0.0)
        rate = (count + SHIPPED_WEIGHT * shipped * self.noise) / (self.printed.get(rule[0], 0.0) + SHIPPED_WEIGHT)
        yes = self.verdicts.get(rule, (0, 0))[0]
        return max(rate, ACCEPTED_RATE * min(yes, _MOST_ACCEPTED)) * self.trust(rule)

    def lost_rate(self, rule: Rule, shipped: float) -> float:
        """Return the share (0..1) of *lost* umlauts that are read so, the shipped one as prior."""
        count = self.counts.get(rule, 0.0)
        rate = (count + LOST_WEIGHT * shipped) / (self._lost.get(rule[0], 0.0) + LOST_WEIGHT)
        return rate * self.trust(rule)

    def trust(self, rule: Rule) -> float:
        """Return what rejected changes leave of the rate of a confusion (0..1)."""
        yes, no = self.verdicts.get(rule, (0, 0))
        return (yes + VERDICT_WEIGHT) / (yes + no + VERDICT_WEIGHT)


def added(parts: list[LearnedConfusions]) -> LearnedConfusions:
    """Add the counts of several profiles; what was guessed counts only where nothing else teaches confusions."""
    is_guessed = all(part.is_guessed for part in parts if part.counts) and any(part.counts for part in parts)
    parts = [part for part in parts if is_guessed or not (part.counts and part.is_guessed)]
    counts: dict[Rule, float] = {}
    printed: dict[str, float] = {}
    verdicts: dict[Rule, tuple[int, int]] = {}
    kinds: dict[Kind, Outcomes] = {}
    for part in parts:
        for rule, count in part.counts.items():
            counts[rule] = counts.get(rule, 0.0) + count
        for true, count in part.printed.items():
            printed[true] = printed.get(true, 0.0) + count
        for rule, (yes, no) in part.verdicts.items():
            before = verdicts.get(rule, (0, 0))
            verdicts[rule] = (before[0] + yes, before[1] + no)
        for kind, (right, wrong, harmed) in part.kinds.items():
            known = kinds.get(kind, (0, 0, 0))
            kinds[kind] = (known[0] + right, known[1] + wrong, known[2] + harmed)
    is_trusted = any(part.is_trusted for part in parts if part.counts) or not counts
    pages = sum(part.pages for part in parts)
    return LearnedConfusions(counts, printed, verdicts, pages, kinds, is_trusted, is_guessed)


def dump_profile(profile: LearnedConfusions) -> bytes:
    """Write a profile as JSON: the most frequent confusions, a line each; no time, no name of a document."""
    ordered = sorted(profile.counts.items(), key=lambda item: (-item[1], item[0]))
    kept = sorted((true, read, _plain(count)) for (true, read), count in ordered[:MOST_CONFUSIONS] if count >= 0.05)
    strings = {true for true, _, _ in kept} | {"", *(s for s in profile.printed if len(s) == 1 and has_umlaut(s))}
    printed = sorted((true, _plain(profile.printed[true])) for true in strings if profile.printed.get(true))
    verdicts = sorted((true, read, yes, no) for (true, read), (yes, no) in profile.verdicts.items())
    kinds = sorted((group, step, *outcomes) for (group, step), outcomes in profile.kinds.items())
    parts: dict[str, Sequence[tuple[object, ...]]] = {
        "printed": printed,
        "confusions": kept,
        "verdicts": verdicts,
        "kinds": kinds,
    }
    blocks = [f' "{name}": {_rows(rows)}' for name, rows in parts.items()]
    head = f'{{\n "format": "{FORMAT_NAME}",\n "version": {FORMAT_VERSION},\n "pages": {profile.pages},\n'
    head += f' "is_trusted": {json.dumps(profile.is_trusted)},\n "is_guessed": {json.dumps(profile.is_guessed)},\n'
    return (head + ",\n".join(blocks) + "\n}\n").encode("utf-8")


def _rows(rows: Sequence[tuple[object, ...]]) -> str:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    return "[" + ",".join(f"\n  {line}" for line in lines) + ("\n ]" if lines else "]")


def _plain(count: float) -> float:
    rounded = round(count, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def load_profile(content: bytes) -> LearnedConfusions:
    """Read a profile.

    Raises ValueError when the bytes are none, or one of a version that is not known.
    """
    try:
        record = json.loads(content)
        if record["format"] != FORMAT_NAME:
            raise ValueError("another format")
        version = record["version"]
        if version != FORMAT_VERSION:
            raise ValueError(f"version {version}, this ocrfix reads version {FORMAT_VERSION}")
        counts = {(str(true), str(read)): _count(count) for true, read, count in record["confusions"]}
        printed = {str(true): _count(count) for true, count in record["printed"]}
        verdicts = {(str(true), str(read)): (int(_count(y)), int(_count(n))) for true, read, y, n in record["verdicts"]}
        kinds = {(str(group), int(_count(step))): _outcomes(row) for group, step, *row in record["kinds"]}
        if any(step >= STEPS for _, step in kinds):
            raise ValueError("a confidence has no such step")
        is_trusted, is_guessed = record["is_trusted"], record["is_guessed"]
        if not isinstance(is_trusted, bool) or not isinstance(is_guessed, bool):
            raise ValueError("whether it is trusted or guessed is not said")
        pages = int(_count(record["pages"]))
        return LearnedConfusions(counts, printed, verdicts, pages, kinds, is_trusted, is_guessed)
    except (KeyError, TypeError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError("a part is missing") from error


def is_profile(content: bytes) -> bool:
    """Say whether a file that begins so calls itself a profile, however damaged or old it is."""
    return re.match(rb'\s*\{\s*"format"\s*:\s*"' + FORMAT_NAME.encode() + b'"', content) is not None


def _outcomes(row: list[object]) -> Outcomes:
    right, wrong, harmed = (int(_count(value)) for value in row)
    return right, wrong, harmed


def _count(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        raise ValueError("a count is no count")
    return float(value)


def read_profile(path: Path) -> tuple[LearnedConfusions, str]:
    """Read a profile's file; returns it with the hash of its content (12 hexadecimal digits)."""
    content = path.read_bytes()
    return load_profile(content), hashlib.sha256(content).hexdigest()[:12]
