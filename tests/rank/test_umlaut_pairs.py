"""Words that only an umlaut tells apart are settled by all that stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.model import Candidate, CandidateKind
from ocrfix.rank.ranker import CONTEXT_WEIGHT, Slot, weigh
from ocrfix.rank.umlaut_pairs import FILE_NAME, REACH, read_pairs, settle_pairs, signs_of
from ocrfix.resources import Resources
from ocrfix.text.characters import dotless

PAIRS = """\
=\tBoden\tBöden\t\t0.5\t-1
feuchten\t2
<der\t-3
*\tmood
wenn\t1.5
gestern\t-2
=\twurde\twürde\tmood\t0.25\t0.5
gerne\t2
>man\t1
=\thatte\thätte\tmood\t0.25\t-0.5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / FILE_NAME).write_text(PAIRS, encoding="utf-8")
    return tmp_path


def slots_of(text: str, doubtful: str, others: tuple[str, ...], context: tuple[float, ...]) -> tuple[list[Slot], Slot]:
    """Return a slot for each word, and that of the doubtful one; a bar begins a paragraph."""
    slots: list[Slot] = []
    found = None
    for index, word in enumerate(text.split()):
        is_doubtful = word.removeprefix("|") == doubtful
        texts = (word.removeprefix("|"), *(others if is_doubtful else ()))
        readings = tuple(
            Candidate(one, CandidateKind.CONFUSION if n else CandidateKind.KEEP) for n, one in enumerate(texts)
        )
        symbols, inner = tuple((one,) for one in texts), tuple(0.0 for _ in texts)
        slots.append(Slot(index, readings, symbols, inner, word.startswith("|")))
        if is_doubtful:
            found = slots[-1]
            weigh(found, context)
    assert found is not None
    return slots, found


def odds_of(slot: Slot) -> float:
    """Return the log odds of the second reading against the first, by context alone."""
    return CONTEXT_WEIGHT * (slot.context_logp[1] - slot.context_logp[0])


def test_words_around_count_for_the_pair_and_for_its_family(folder: Path) -> None:
    slots, slot = slots_of("wenn ich das gerne wurde", "wurde", ("würde",), (-5.0, -7.0))
    settle_pairs(slots, folder)
    assert odds_of(slot) == pytest.approx(0.5 + 1.5 + 2.0 - 2.0 * 0.25)
    assert slot.readings[slot.best].text == "würde"
    slots, slot = slots_of("gestern gerne wie er hatte", "hatte", ("hätte",), (-5.0, -5.0))
    settle_pairs(slots, folder)
    assert odds_of(slot) == pytest.approx(-0.5 - 2.0)
    assert slot.readings[slot.best].text == "hatte"


def test_the_nearest_words_count_by_their_side(folder: Path) -> None:
    for text, odds in (("wurde man", 1.5), ("man wurde", 0.5), ("wurde hier man", 0.5)):
        slots, slot = slots_of(text, "wurde", ("würde",), (0.0, 0.0))
        settle_pairs(slots, folder)
        assert odds_of(slot) == pytest.approx(odds), text


def test_neighbours_are_seen_as_they_win_and_without_umlauts(folder: Path) -> None:
    slots, slot = slots_of("der fenchten Boden", "Boden", ("Böden",), (0.0, 0.0))
    neighbour = Candidate("feuchten", CandidateKind.CONFUSION)
    slots[1].readings, slots[1].best = (*slots[1].readings, neighbour), 1
    settle_pairs(slots, folder)
    assert odds_of(slot) == pytest.approx(1.0)


def test_nothing_is_seen_beyond_the_paragraph_or_the_reach(folder: Path) -> None:
    for text in (
        "gerne |wurde es",
        "|wurde es |gerne",
        "gerne " + "x " * REACH + "wurde",
        "wurde " + "x " * REACH + "gerne",
    ):
        slots, slot = slots_of(text, "wurde", ("würde",), (0.0, 0.0))
        settle_pairs(slots, folder)
        assert odds_of(slot) == pytest.approx(0.5), text
    slots, slot = slots_of("gerne " + "x " * (REACH - 1) + "wurde", "wurde", ("würde",), (0.0, 0.0))
    settle_pairs(slots, folder)
    assert odds_of(slot) == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("Lander", ("Länder",)),  # no pair
        ("wurde", ("wurden",)),  # no umlaut
        ("wiirde", ("würde",)),  # its twin is not in question
        ("Boden", ("Bödenn", "Bodens")),
    ],
)
def test_other_words_keep_their_scores(folder: Path, word: str, others: tuple[str, ...]) -> None:
    context = tuple(float(-n) for n in range(len(others) + 1))
    slots, slot = slots_of(f"wenn feuchten {word} gerne", word, others, context)
    before = slot.total_logp
    settle_pairs(slots, folder)
    assert (slot.context_logp, slot.total_logp) == (context, before)


def test_a_misread_word_has_its_pair_settled_among_its_candidates(folder: Path) -> None:
    slots, slot = slots_of("gestern gerne wnrde", "wnrde", ("wurde", "würde"), (-9.0, -4.0, -4.0))
    settle_pairs(slots, folder)
    assert slot.context_logp[2] - slot.context_logp[1] == pytest.approx((0.5 - 2.0 + 2.0) / CONTEXT_WEIGHT)
    assert slot.readings[slot.best].text == "würde"
    assert sum(slot.posteriors) == pytest.approx(1.0)


def test_signs_are_words_longer_than_a_letter_and_the_two_beside() -> None:
    assert signs_of([], []) == frozenset()
    assert signs_of(["a", "§"], ["5", "Abs"]) == {"<§", ">5", "Abs"}
    assert dotless("Größe") == "Große"


def test_the_shipped_pairs_are_what_official_texts_confuse(resources: Resources) -> None:
    pairs = read_pairs(resources.folder / FILE_NAME)
    assert {"wurde", "hatte", "konnten", "Forderung", "gewahrt", "zahlen"} <= pairs.keys()
    assert all(dotless(pair.umlauted) == word != pair.umlauted for word, pair in pairs.items())
    deadline = signs_of(["die", "Frist", "ist", "nur"], [",", "wenn"])
    protection = signs_of(["und", "ihm", "Schutz", "vor", "Verfolgung"], ["hat", "."])
    assert pairs["gewahrt"].log_odds(deadline, 0.0) < pairs["gewahrt"].log_odds(protection, 0.0) - 1.0
