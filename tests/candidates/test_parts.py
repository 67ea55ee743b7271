"""Hyphenated words of which one part is misread, or two."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ocrfix.candidates.parts import exchanged_parts, with_lost_hyphen
from ocrfix.model import Candidate, CandidateKind, Rewrite
from ocrfix.resources import Resources
from ocrfix.text.hyphenation import tokenise

ALTERNATIVES: Mapping[str, tuple[Candidate, ...]] = {
    "Kl": (
        Candidate("KI", CandidateKind.CONFUSION, (Rewrite(1, "l", "I"),), -3.0),
        Candidate("kl", CandidateKind.CONFUSION, (Rewrite(0, "K", "k"),), -4.0),
    ),
    "Rate": (Candidate("Räte", CandidateKind.CONFUSION, (Rewrite(1, "a", "ä"),), -1.0),),
    "Mann": (Candidate("Ma nn", CandidateKind.SPLIT, (Rewrite(2, "", " "),), -6.5),),
    "Beirot": (Candidate("Beirat", CandidateKind.DISTANCE, (Rewrite(4, "o", "a"),), -9.0),),
}


def found(word: str) -> dict[str, Candidate]:
    return exchanged_parts(word, lambda part: ALTERNATIVES.get(part, ()))


def test_parts_change_one_at_a_time_and_two_together() -> None:
    assert set(found("Kl-Rate")) == {"KI-Rate", "Kl-Räte", "KI-Räte"}


def test_two_parts_cost_what_both_cost_and_their_rewrites_stand_in_the_word() -> None:
    both = found("EU-Kl-Rate")["EU-KI-Räte"]
    assert both.channel_logp == pytest.approx(-4.0)
    assert both.rewrites == (Rewrite(4, "l", "I"), Rewrite(7, "a", "ä"))
    assert both.kind is CandidateKind.CONFUSION


def test_short_parts_become_abbreviations_only_and_no_part_becomes_two_words() -> None:
    assert "kl-Rate" not in found("Kl-Rate")
    assert not found("Mann-Haus")
    assert not found("-")


def test_what_no_confusion_explains_changes_alone() -> None:
    assert set(found("Kl-Beirot")) == {"KI-Beirot", "Kl-Beirat"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("den Umweltund Naturschutz", "Umwelt- und"),
        ("die Forschungsund Sonderprogramme", "Forschungs- und"),
        ("die Kinder-, Jugendund alle", "Jugend- und"),
        ("die Käuferund Bestimmungsländer", "Käufer und"),
        ("die Jugendund alle", "Jugend und"),
        ("die Jugendund", "Jugend und"),
    ],
)
def test_a_first_part_that_was_run_together_has_its_hyphen(text: str, expected: str, resources: Resources) -> None:
    tokens = tokenise(text)
    index = next(index for index, token in enumerate(tokens) if token.text.endswith("und"))
    left = tokens[index].text.removesuffix("und")
    split = Candidate(f"{left} und", CandidateKind.SPLIT, (Rewrite(len(left), "", " "),), -6.5)
    assert with_lost_hyphen(split, tokens, index, resources.lexicon.has_head_of).text == expected


def test_words_of_the_corpora_that_were_run_together_are_none(resources: Resources) -> None:
    count = resources.lexicon.count
    assert [count(word) for word in ("Wirtschaftsund", "Justizund", "Verwaltungsoder")] == [0.0, 0.0, 0.0]
    assert all(count(word) > 0 for word in ("Verbund", "Vormund", "Westoder", "und", "oder"))
