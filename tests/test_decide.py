from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.decide import FEATURE_NAMES, Evidence, Judge, features, group_of, is_special, load_judge
from ocrfix.model import Candidate, CandidateKind, Level, Rewrite
from ocrfix.resources import Resources
from ocrfix.trees import Trees

FUR = Candidate("für", CandidateKind.CONFUSION, (Rewrite(1, "i", "ü"),), -2.0)
EVIDENCE = Evidence("fir", FUR, 0.99, 6.0, 4.0, 9.0, 0.0, 600_000.0, 0.9, 1.0, 2, 1, -12.0)
JUDGE = Judge({"umlaut-unknown": (1.0,) * len(FEATURE_NAMES)}, {"safe": 0.8, "likely": 0.5}, ((0.1, 0.97), (1.0, 0.6)))


@pytest.mark.parametrize(
    ("candidate", "is_known", "group"),
    [
        (FUR, False, "umlaut-unknown"),
        (FUR, True, "umlaut-known"),
        (replace(FUR, text="hätten", rewrites=(Rewrite(1, "a", "ä"),)), True, "umlaut-mood"),
        (replace(FUR, text="hätten", rewrites=(Rewrite(1, "a", "ä"),)), False, "umlaut-unknown"),
        (replace(FUR, text="Hättener", rewrites=(Rewrite(1, "a", "ä"),)), True, "umlaut-known"),
        (replace(FUR, rewrites=(Rewrite(0, "rn", "m"),)), False, "noise-unknown"),
        (replace(FUR, rewrites=(Rewrite(0, "rn", "m"), Rewrite(3, "u", "ü"))), False, "noise-unknown"),
        (Candidate("§", CandidateKind.SECTION_SIGN), False, "section"),
        (Candidate("Wie bewertet", CandidateKind.SPLIT), False, "split"),
        (Candidate("„", CandidateKind.TYPOGRAPHY, (Rewrite(0, ",", "„"),)), False, "quote"),
        (Candidate("–", CandidateKind.TYPOGRAPHY, (Rewrite(0, "-", "–"),)), False, "hyphen-dash"),
        (Candidate("Unternehmen", CandidateKind.HYPHEN), True, "hyphen"),
        (Candidate("Bundesrat", CandidateKind.DISTANCE), False, "distance"),
        (Candidate("I", CandidateKind.CHARACTER), False, "stroke"),
        (Candidate("1a", CandidateKind.ENUMERATION), True, "enumeration"),
    ],
)
def test_a_change_is_judged_among_its_kind(candidate: Candidate, is_known: bool, group: str) -> None:
    assert group_of(candidate, is_known) == group


def test_a_hyphen_that_begins_a_line_is_a_kind_of_its_own() -> None:
    dash = Candidate("–", CandidateKind.TYPOGRAPHY, (Rewrite(0, "-", "–"),))
    assert group_of(dash, False, starts_line=True) == "line-hyphen"
    assert group_of(FUR, False, starts_line=True) == "umlaut-unknown"


def test_a_change_without_rewrites_restores_no_umlaut() -> None:
    assert not is_special(Candidate("für", CandidateKind.SPLIT))


def test_there_is_a_figure_for_each_name() -> None:
    assert len(features(EVIDENCE)) == len(FEATURE_NAMES)


def test_what_stands_around_a_word_is_told_by_figures_of_its_own() -> None:
    plain = dict(zip(FEATURE_NAMES, features(EVIDENCE), strict=True))
    torn = dict(
        zip(
            FEATURE_NAMES,
            features(replace(EVIDENCE, has_unknown_around=True, has_odd_mark_around=True, noise=20.0)),
            strict=True,
        )
    )
    names = ("unknown_around", "odd_around", "wear")
    assert [plain[name] for name in names] == [0.0, 0.0, 0.2]
    assert [torn[name] for name in names] == [1.0, 1.0, 1.0]


@given(st.floats(0, 1), st.floats(-1e6, 1e6), st.floats(0, 1e9), st.floats(0.01, 8), st.text(min_size=1, max_size=70))
def test_no_evidence_leads_out_of_the_range_of_figures_and_confidence(
    posterior: float, logp: float, count: float, noise: float, before: str
) -> None:
    evidence = replace(
        EVIDENCE, before=before, posterior=posterior, advantage_logp=logp, context_advantage_logp=logp,
        runner_up_logp=logp, count_before=count, count_after=count, noise=noise, spelling_logp=logp,
    )  # fmt: skip
    figures = features(evidence)
    assert all(-6 <= figure <= 6 for figure in figures)
    assert 0 <= JUDGE.confidence("umlaut-unknown", figures) <= 1


def test_known_words_of_worn_pages_are_a_kind_of_their_own() -> None:
    noise = Candidate("dort", CandidateKind.CONFUSION, (Rewrite(1, "a", "o"),), -5.0)
    assert group_of(noise, is_known=True) == "noise-known"
    assert group_of(noise, is_known=True, is_worn=True) == "worn-known"
    assert group_of(noise, is_known=False, is_worn=True) == "noise-unknown"
    assert group_of(FUR, is_known=True, is_worn=True) == "umlaut-known"


def test_weights_and_trees_have_half_of_the_say_each() -> None:
    figures = (1.0, *[0.0] * (len(FEATURE_NAMES) - 1))
    weighted = replace(JUDGE, weights={"letter": (2.0,) * len(FEATURE_NAMES), "comma": (2.0,) * len(FEATURE_NAMES)})
    judge = replace(weighted, trees=Trees(("letter",), -4.0))
    assert judge.confidence("letter", figures) == pytest.approx(1 / (1 + math.exp(1.0)))
    assert judge.confidence("comma", figures) == weighted.confidence("comma", figures)


def test_a_kind_that_was_never_fitted_has_no_confidence() -> None:
    assert JUDGE.confidence("stray", features(EVIDENCE)) == 0.0


@pytest.mark.parametrize(
    ("confidence", "max_harm", "level"),
    [
        (0.9, None, Level.SAFE),
        (0.6, None, Level.LIKELY),
        (0.4, None, Level.REVIEW),
        (0.9, 0.1, Level.LIKELY),
        (0.98, 0.5, Level.SAFE),
        (0.7, 2.0, Level.SAFE),
        (0.9999, 0.01, Level.LIKELY),
    ],
)
def test_a_promised_harm_moves_the_threshold(confidence: float, max_harm: float | None, level: Level) -> None:
    assert JUDGE.level(confidence, max_harm) is level


def test_kinds_that_harm_most_when_they_err_must_be_surer() -> None:
    judge = replace(JUDGE, thresholds={"safe": 0.75, "strict": 0.8, "likely": 0.5}, strict_groups=frozenset(["dash"]))
    assert judge.level(0.77, None, "quote") is Level.SAFE
    assert judge.level(0.77, None, "dash") is Level.LIKELY
    assert judge.level(0.8, None, "dash") is Level.SAFE


def test_a_judge_fitted_for_other_features_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "judge.json"
    content = {"features": ["bias"], "weights": {}, "thresholds": {}, "harm_thresholds": []}
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ValueError, match="other features"):
        load_judge(path)


def test_the_shipped_judge_asks_more_for_less_harm(resources: Resources) -> None:
    rows = resources.judge.harm_thresholds
    assert list(rows) == sorted(rows)
    thresholds = [threshold for _, threshold in rows]
    assert thresholds == sorted(thresholds, reverse=True)
    assert all(len(weights) == len(FEATURE_NAMES) for weights in resources.judge.weights.values())
