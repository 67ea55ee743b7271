"""Learning from corpora what tells words apart that differ by an umlaut only."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from ocrfix.lexicon.build.umlaut_pairs import (
    HIGHEST_RATIO,
    LEAST_COUNT,
    PLACES_OF_A_FORM,
    choose_pairs,
    family_of,
    learn_pairs,
    write_pairs,
)
from ocrfix.rank.umlaut_pairs import read_pairs, signs_of

SENTENCES = {
    "wenn ich könnte dann würde ich gerne kommen": 200,
    "gestern im Jahr 1998 wurde das Gesetz beschlossen": 300,
    "wenn er dürfte dann hätte er gerne Zeit": 200,
    "gestern im Jahr 1999 hatte das Amt geschlossen": 200,
    "die Frist ist gewahrt": 300,
    "das Geld ist gewährt": 200,
}
WORDS = {
    "würde": 200, "wurde": 300, "hätte": 200, "hatte": 200, "gewahrt": 300, "gewährt": 200, "gerne": 400, "für": 5000,
}  # fmt: skip


def lines(folder: Path, sentences: dict[str, int]) -> Path:
    path = folder / "corpus.lines"
    path.write_text("".join(f"{sentence}\n" * count for sentence, count in sentences.items()), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ({"wurde": LEAST_COUNT, "würde": LEAST_COUNT}, {"wurde": "würde"}),
        ({"wurde": LEAST_COUNT - 1, "würde": 900}, {}),
        ({"wurde": 900, "würde": LEAST_COUNT - 1}, {}),
        ({"wurde": LEAST_COUNT, "würde": HIGHEST_RATIO * LEAST_COUNT + 1}, {}),
        ({"würde": 900}, {}),
        ({"so": 900, "sö": 900}, {}),
        ({"Masse": 900, "Maße": 900}, {}),
        ({"Not-1": 900, "Nöt-1": 900}, {}),
        ({"drucken": 900, "drücken": 90, "drückén": 80}, {"drucken": "drücken"}),
        ({"Äpfel": 90, "Apfel": 70, "Apfël": 60}, {"Apfel": "Äpfel"}),
    ],
)
def test_pairs_are_words_that_are_both_frequent(words: dict[str, int], pairs: dict[str, str]) -> None:
    assert choose_pairs(words) == pairs


def test_of_two_words_with_umlauts_the_more_frequent_one_makes_the_pair() -> None:
    assert choose_pairs({"Auskunfte": 100, "Auskünfte": 300, "Äuskunfte": 100}) == {"Auskunfte": "Auskünfte"}


@pytest.mark.parametrize(
    ("word", "family"),
    [("wurde", "mood"), ("Hatten", "mood"), ("gefordert", "ford"), ("Forderungen", "ford"), ("bewahren", "wahr"),
     ("gehen", "gehe"), ("Bar", "bar")],
)  # fmt: skip
def test_moods_are_one_family_and_words_of_one_stem_are(word: str, family: str) -> None:
    assert family_of(word) == family


def test_what_stands_around_is_learned_and_read_as_it_was_written(tmp_path: Path) -> None:
    families = learn_pairs([lines(tmp_path, SENTENCES)], WORDS, workers=1)
    assert [family.name for family in families] == ["", "mood"]
    write_pairs(families, tmp_path / "pairs.tsv")
    pairs = read_pairs(tmp_path / "pairs.tsv")
    assert {word: pair.umlauted for word, pair in pairs.items()} == {
        "gewahrt": "gewährt",
        "hatte": "hätte",
        "wurde": "würde",
    }
    assert pairs["wurde"].shared is pairs["hatte"].shared
    assert pairs["gewahrt"].shared == {}
    wish, report = signs_of(["wenn", "dann"], ["er", "gerne"]), signs_of(["gestern", "im", "Jahr"], ["das"])
    for word in ("wurde", "hatte"):
        assert pairs[word].log_odds(wish, 0.0) > 1, word
        assert pairs[word].log_odds(report, 0.0) < -1, word
        assert pairs[word].log_odds(report, 9.0) > pairs[word].log_odds(report, 0.0), word
    assert pairs["gewahrt"].log_odds(signs_of(["die", "Frist", "ist"], []), 0.0) < 0
    assert pairs["gewahrt"].log_odds(signs_of(["das", "Geld", "ist"], []), 0.0) > 0


def test_what_is_frequent_elsewhere_only_makes_no_pair(tmp_path: Path) -> None:
    path = lines(tmp_path, {"gestern wurde das Gesetz beschlossen": 90})
    assert learn_pairs([path], {"wurde": 90, "würde": 90}, workers=1) == []


def test_places_drawn_stand_for_all_and_are_drawn_alike_each_time(tmp_path: Path) -> None:
    words = {"wurde": 4 * PLACES_OF_A_FORM, "würde": PLACES_OF_A_FORM}
    path = lines(tmp_path, {f"da {word} es": count for word, count in words.items()})
    families = learn_pairs([path], words, workers=1)
    assert families == learn_pairs([path], words, workers=1)
    write_pairs(families, tmp_path / "pairs.tsv")
    pair = read_pairs(tmp_path / "pairs.tsv")["wurde"]
    assert pair.log_odds(signs_of(["da"], ["es"]), 0.0) == pytest.approx(-math.log(4), abs=0.5)
