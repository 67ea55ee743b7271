from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ocrfix.decide import FEATURE_NAMES, Judge, load_judge
from ocrfix.lexicon.build.examples import (
    Example,
    labelled,
    made_examples,
    training_examples,
    with_joined_words,
    with_misread_bullets,
    words_at_risk,
)
from ocrfix.lexicon.build.judge import fit_judge, harm_table, out_of_fold, write_judge
from ocrfix.resources import Resources

TRUTH = "Die Länder prüfen die Maßnahmen für die Städte. Das Geld steht zur Verfügung.\n"
READ = "Die Lander priifen die MaBnahmen fiir die Stadte. Das Geld steht zur Verfugung.\n"


def example(page: int, strength: float, is_right: bool) -> Example:
    figures = (1.0, strength, *(0.0 for _ in FEATURE_NAMES[2:]))
    return Example(f"page {page}", "umlaut-unknown", figures, is_right, not is_right, "a", "b", "b")


EXAMPLES = [example(n, 2.0 if n % 4 else -2.0, bool(n % 4)) for n in range(40)]


def test_changes_on_a_page_are_labelled_by_its_truth(resources: Resources) -> None:
    found = {made.before: made for made in labelled("page", READ, TRUTH, resources)}
    assert {"Lander", "priifen", "MaBnahmen", "fiir", "Stadte", "Verfugung"} <= set(found)
    assert all(found[word].is_right and not found[word].was_right for word in ("fiir", "MaBnahmen", "Lander"))


def test_a_change_that_breaks_a_right_word_is_labelled_so(resources: Resources) -> None:
    wrong_truth = TRUTH.replace("Länder", "Lander")
    found = {made.before: made for made in labelled("page", READ, wrong_truth, resources)}
    assert found["Lander"].was_right
    assert not found["Lander"].is_right


def test_a_change_in_a_word_that_stays_wrong_is_not_right(resources: Resources) -> None:
    """The full stop was a comma in print: all between two spaces is one word of the truth."""
    found = {made.before: made for made in labelled("page", READ, TRUTH.replace("Städte.", "Städte,"), resources)}
    assert not found["Stadte"].is_right
    assert not found["Stadte"].was_right
    assert found["Lander"].is_right


def test_a_space_before_a_sign_is_right_by_itself(resources: Resources) -> None:
    true = "Es waren 7 %, 8 %, 9 %, 10 % und 5 1 % der Länder.\n"
    read = "Es waren 7 %, 8 %, 9 %, 10 % und 51% der Länder.\n"
    (percent,) = [made for made in labelled("page", read, true, resources) if made.group == "percent"]
    assert percent.is_right


def test_what_is_always_right_is_trusted_and_what_is_never_right_is_not() -> None:
    judge = Judge(fit_judge(EXAMPLES), {})
    assert judge.confidence("umlaut-unknown", EXAMPLES[1].figures) > 0.8
    assert judge.confidence("umlaut-unknown", EXAMPLES[0].figures) < 0.2


def test_fitting_twice_gives_the_same_weights() -> None:
    assert fit_judge(EXAMPLES) == fit_judge(list(EXAMPLES))


def test_each_page_is_judged_by_a_model_that_has_not_seen_it() -> None:
    odd = [*EXAMPLES, *(replace(made, page="odd", is_right=not made.is_right) for made in EXAMPLES[:8])]
    confidences = out_of_fold(odd)
    assert len(confidences) == len(odd)
    assert confidences[41] > 0.5
    assert not odd[41].is_right


def test_the_harm_table_keeps_one_broken_word_to_spare() -> None:
    broken = [example(n, 1.0, False) for n in range(5)]
    rows = harm_table(broken, [0.9, 0.8, 0.7, 0.6, 0.55], 10_000)
    thresholds = {row[0]: row[1] for row in rows}
    assert 0.05 not in thresholds
    assert thresholds[0.1] == pytest.approx(0.9001)
    assert thresholds[0.3] == pytest.approx(0.7001)
    assert thresholds[1.0] == 0.5


def test_a_page_is_an_example_as_read_and_once_as_printed(resources: Resources) -> None:
    truth = TRUTH + "Die Lander von Michael Lander.\n"
    pages = [{"id": "one", "ocr": READ, "gt": truth}, {"id": "one", "ocr": READ, "gt": truth}]
    found = [(made.before, made.is_right) for made in training_examples(pages, resources)]
    as_read = [(made.before, made.is_right) for made in labelled("one", READ, truth, resources)]
    as_printed = [(made.before, made.is_right) for made in labelled("one", truth, truth, resources)]
    assert as_printed, "the surname looks like damage"
    assert not any(is_right for _, is_right in as_printed)
    assert Counter(found) == Counter(as_read + as_read + as_printed)


def test_spaces_lost_in_print_are_no_examples(resources: Resources) -> None:
    """An author may run words together: on a page without damage they are not parted unasked anyway."""
    page = {"id": "one", "ocr": "", "gt": "Die Behörde prüfte. Wiebewertet die Bundesregierung diese Entwicklung?\n"}
    assert "split" in {made.group for made in labelled("one", page["gt"], page["gt"], resources)}
    assert "split" not in {made.group for made in training_examples([page], resources)}


def test_words_are_at_risk_as_read_and_once_as_printed() -> None:
    pages = [{"id": "one", "gt": "eins zwei drei"}, {"id": "one", "gt": "eins zwei drei"}, {"id": "two", "gt": "vier"}]
    assert words_at_risk(pages) == 3 + 3 + 1 + 3 + 1


def test_a_written_judge_reads_back(tmp_path: Path) -> None:
    write_judge({"split": [0.5] * len(FEATURE_NAMES)}, {"safe": 0.8, "likely": 0.5}, [[0.1, 0.97]], tmp_path / "j")
    judge = load_judge(tmp_path / "j")
    assert judge.weights["split"] == (0.5,) * len(FEATURE_NAMES)
    assert judge.harm_thresholds == ((0.1, 0.97),)
    assert "time" not in json.loads((tmp_path / "j").read_text(encoding="utf-8"))


def test_the_same_spaces_are_lost_each_time_and_few() -> None:
    text = "Die Behörde prüft jeden Antrag der Gemeinden genau " * 200
    joined = with_joined_words(text)
    assert joined == with_joined_words(text)
    assert 0 < len(text) - len(joined) < 20
    assert joined.replace(" ", "") == text.replace(" ", "")


def test_bullets_are_read_as_letters() -> None:
    assert with_misread_bullets("• eins\n  • zwei\n• drei • vier\n•") == "e eins\n  • zwei\ne drei • vier\n•"


def test_made_damage_is_labelled(resources: Resources) -> None:
    page = "Die Länder prüfen:\n• den Schutz der Natur\n• den Bau der Straßen\n• die Hilfe der Gemeinden\n"
    examples = list(made_examples("a", page, page, resources))
    assert [(example.group, example.before, example.after) for example in examples] == [("bullet", "e", "•")] * 3
    assert all(example.is_right and not example.was_right for example in examples)
