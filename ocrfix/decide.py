"""From posteriors to decisions: how sure a change is, and whether that is sure enough.

Bird's-eye view: the posterior of the ranker knows channel and context, but not how often such posteriors
are right. :func:`features` describes a winning candidate in a few figures, :class:`Judge` (a logistic
model per kind of change, fitted on pages with ground truth, see :mod:`ocrfix.lexicon.build.judge`) turns
them into the probability of being right. Start reading at :func:`group_of` and :meth:`Judge.confidence`.
German example: ``Solinger`` -> ``Solingen`` has a good posterior and is wrong: a letter changed at the
end of a capitalised unknown word is a group of its own with little confidence.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from ocrfix.model import Candidate, CandidateKind, Level
from ocrfix.records import dataclass
from ocrfix.text.characters import has_umlaut
from ocrfix.text.headings import begins_with_heading
from ocrfix.trees import Trees, read_trees

_SIGN_GROUPS = {
    ",": "comma",
    ".": "full-stop",
    "–": "dash",
    "„": "quote",
    "“": "quote",
    "(": "bracket",
    ")": "bracket",
    "[": "bracket",
    "]": "bracket",
    "•": "bullet",
    " %": "percent",
    "– ": "dash",
    ";": "semicolon",
    "": "speck",
}
_SUBJUNCTIVE = re.compile(r"(?:[hH]ätt|[kK]önnt|[wW]ürd|[dD]ürft|[mM]ü(?:ss|ß)t|[wW]är|[mM]öcht)(?:e|en|est|et)")
"""Only the sense of a sentence tells ``hatte`` from ``hätte``: as sure by all figures, such changes err more often."""
_SUREST = 9.2
"""Log odds (0.9999) beyond which neither weights nor trees overrule each other."""
FEATURE_NAMES = (
    "bias", "posterior", "advantage", "channel", "context", "count_after", "count_before", "lost_share", "noise",
    "length", "rewrites", "compound", "title", "at_end", "case_only", "length_change", "in_document", "repeated",
    "capitals", "runner_up", "spelling", "short", "domain", "line_start", "paired", "same_sign", "closing",
    "digit_before", "digit_after", "capital_after", "beside_known", "density", "compound_before", "spelling_gain",
    "spelling_after", "house_style", "read_alike", "misread_commas", "unknown_around", "odd_around", "wear",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a winning candidate (natural logarithms and plain counts)."""

    before: str
    candidate: Candidate
    posterior: float
    advantage_logp: float
    context_advantage_logp: float
    runner_up_logp: float
    count_before: float
    count_after: float
    lost_share: float
    noise: float
    count_in_document: int
    repeats: int
    spelling_logp: float
    is_domain_word: bool = False
    is_line_start: bool = False
    has_pair: bool = False
    same_sign_share: float = 0.0
    is_digit_before: bool = False
    is_digit_after: bool = False
    is_capital_after: bool = False
    is_beside_known_word: bool = False
    unknown_share_nearby: float = 0.0
    is_compound_before: bool = False
    spelling_gain_logp: float = 0.0
    times_read: int = 1
    """How often the document shows the word as it is read here: chance misreads no word twice alike."""
    misread_commas: int = 0
    """How many commas of the page were read as full stops; asked for commas only."""
    has_unknown_around: bool = False
    """Whether a word between the two spaces around the place is unknown with all winners there."""
    has_odd_mark_around: bool = False
    """Whether a mark stands there that words of official texts seldom touch."""
    is_abbreviation: bool = False
    """Whether all that changes is a part that must be a misread abbreviation (``Kl-``)."""
    is_address: bool = False
    """Whether it stands in an address of the web, of which only the fixed parts are questioned."""
    is_worn_page: bool = False
    house_style_log_odds: float = 0.0
    """How sure the page's house style makes a long dash or a curved mark; asked for dashes and marks that close."""


def is_special(candidate: Candidate) -> bool:
    """Say whether every rewrite restores an umlaut or ß."""
    return bool(candidate.rewrites) and all(has_umlaut(r.true) for r in candidate.rewrites)


def group_of(candidate: Candidate, is_known: bool, starts_line: bool = False, is_worn: bool = False) -> str:
    """Name the kind of change that shares a logistic model; ``is_worn`` tells a page whose letters are worn."""
    match candidate.kind:
        case CandidateKind.SECTION_SIGN:
            return "section"
        case CandidateKind.TYPOGRAPHY:
            group = _SIGN_GROUPS.get(candidate.text, "mark")
            if group == "dash" and candidate.rewrites[0].read == "-":
                return "line-hyphen" if starts_line else "hyphen-dash"
            return group
        case CandidateKind.CHARACTER:
            figure = candidate.text.rstrip(",.")
            return "stroke" if len(figure) == 1 or figure == "II" else "letter"
        case CandidateKind.SPLIT:
            if begins_with_heading(candidate.text):
                return "heading"
            return "specked" if any(one.read for one in candidate.rewrites) else "split"
        case CandidateKind.ENUMERATION:
            return "enumeration"
        case CandidateKind.HYPHEN:
            return "hyphen"
        case CandidateKind.DISTANCE:
            return "distance"
        case _:
            if is_known and is_special(candidate) and _SUBJUNCTIVE.fullmatch(candidate.text):
                return "umlaut-mood"
            kind = "umlaut" if is_special(candidate) else "worn" if is_worn and is_known else "noise"
            return f"{kind}-{'known' if is_known else 'unknown'}"


def features(evidence: Evidence) -> tuple[float, ...]:
    """Describe a winning candidate; the order is that of ``FEATURE_NAMES``, all figures about -3..3."""
    candidate, before = evidence.candidate, evidence.before
    odds = math.log((evidence.posterior + 1e-9) / (1 - evidence.posterior + 1e-9))
    plain = [r for r in candidate.rewrites if not has_umlaut(r.true)]
    return (
        1.0,
        _clipped(odds, -5, 15) / 5,
        _clipped(evidence.advantage_logp, -5, 25) / 8,
        _clipped(evidence.candidate.channel_logp, -15, 0) / 5,
        _clipped(evidence.context_advantage_logp, -10, 30) / 8,
        math.log1p(evidence.count_after) / 5,
        math.log1p(evidence.count_before) / 5,
        evidence.lost_share,
        math.log(evidence.noise),
        min(len(before), 20) / 10,
        min(len(candidate.rewrites), 5) / 2,
        float(candidate.kind is CandidateKind.COMPOUND),
        float(before[:1].isupper()),
        float(any(r.position + len(r.read) >= len(before) - 1 for r in plain)),
        float(bool(plain) and before.lower() == candidate.text.lower()),
        float(any(len(r.read) != len(r.true) for r in plain)),
        math.log1p(evidence.count_in_document),
        math.log1p(max(0, evidence.repeats - 1)),
        float(sum(map(str.isupper, before)) > 1),
        _clipped(evidence.runner_up_logp, 0, 15) / 5,
        _clipped(evidence.spelling_logp / max(len(before), 1), -6, 0) / 2,
        float(len(before) <= 3),
        float(evidence.is_domain_word),
        float(evidence.is_line_start),
        float(evidence.has_pair),
        evidence.same_sign_share,
        float(candidate.text == "“"),
        float(evidence.is_digit_before),
        float(evidence.is_digit_after),
        float(evidence.is_capital_after),
        float(evidence.is_beside_known_word),
        3.0 * evidence.unknown_share_nearby,
        float(evidence.is_compound_before),
        _clipped(evidence.spelling_gain_logp, -10, 30) / 10,
        _clipped((evidence.spelling_logp + evidence.spelling_gain_logp) / max(len(candidate.text), 1), -6, 0) / 2,
        _clipped(evidence.house_style_log_odds, -6, 6) / 3,
        math.log1p(max(0, evidence.times_read - 1)),
        math.log1p(evidence.misread_commas),
        float(evidence.has_unknown_around),
        float(evidence.has_odd_mark_around),
        min(evidence.noise, 5.0) / 5.0,
    )


def _clipped(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


@dataclass(frozen=True, slots=True)
class Judge:
    """Logistic weights for each group and the confidence that each level demands."""

    weights: Mapping[str, tuple[float, ...]]
    thresholds: Mapping[str, float]
    harm_thresholds: tuple[tuple[float, float], ...] = ()
    """(expected harm per 1000 right words, lowest confidence that keeps it), ascending."""
    strict_groups: frozenset[str] = frozenset()
    """Kinds of change whose errors often break words that were right."""
    own_thresholds: Mapping[str, float] = field(default_factory=dict)
    """The safe confidence of kinds of change whose errors are cheaper or dearer than those of the others."""
    borders: Mapping[str, float] = field(default_factory=dict)
    """The confidence from which a kind of change is safe on the pages of a learned profile."""
    trees: Trees = field(default_factory=Trees)
    """What has the other half of the say about the kinds of change that it knows."""

    def confidence(self, group: str, figures: tuple[float, ...]) -> float:
        """Return the calibrated probability (0..1) that the change is right."""
        weights = self.weights.get(group)
        if weights is None:
            return 0.0
        score = sum([weight * figure for weight, figure in zip(weights, figures, strict=True)])
        by_trees = self.trees.log_odds(group, figures)
        if by_trees is not None:
            score = (_clipped(score, -_SUREST, _SUREST) + _clipped(by_trees, -_SUREST, _SUREST)) / 2
        return 1.0 / (1.0 + math.exp(-_clipped(score, -30, 30)))

    def level(self, confidence: float, max_harm: float | None = None, group: str = "") -> Level:
        """Return the level that a confidence reaches; ``max_harm`` (per 1000 right words) moves ``safe``."""
        if confidence >= self.safe_threshold(max_harm, group):
            return Level.SAFE
        return Level.LIKELY if confidence >= self.thresholds["likely"] else Level.REVIEW

    def safe_threshold(self, max_harm: float | None, group: str = "") -> float:
        """Return the confidence that a promised harm demands: that of the largest listed harm not above it.

        Without a promise it is the group's own one, or ``strict`` for the groups that harm most when they err, or
        ``safe``, or what a profile learned; a profile never lowers what was promised.
        """
        usual = self.own_thresholds.get(group) or self.thresholds["strict" if group in self.strict_groups else "safe"]
        learned = self.borders.get(group, usual)
        if max_harm is None:
            return learned
        kept = [threshold for harm, threshold in self.harm_thresholds if harm <= max_harm]
        promised = kept[-1] if kept else 1.01
        return max(promised, learned) if learned > usual else promised


def load_judge(path: Path) -> Judge:
    """Read ``judge.json``.

    Raises:
        OSError: it cannot be read.
        ValueError: it was fitted for other features, or is no JSON.
        KeyError: a part of it is missing.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    if tuple(content["features"]) != FEATURE_NAMES:
        raise ValueError("judge.json was fitted for other features")
    return Judge(
        {name: tuple(row) for name, row in content["weights"].items()},
        content["thresholds"],
        tuple((harm, threshold) for harm, threshold in content["harm_thresholds"]),
        frozenset(content["strict_groups"]),
        content["own_thresholds"],
        trees=read_trees(content["trees"]),
    )
