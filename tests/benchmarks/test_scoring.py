"""The scoring counts what it says, on cases that can be counted by hand, and as the scorer of the corpora does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import Score, score_page, score_pages, share, words_of

EVALUATION = Path(__file__).parents[3] / "shared" / "eval"
WORDS = st.lists(st.sampled_from(["für", "fir", "Länder", "Lander", "der", "§", "8"]), max_size=12).map(" ".join)


def test_a_fixed_word_a_missed_word_and_a_right_word() -> None:
    score = score_page("fir die Lander", "für die Lander", "für die Länder")
    assert (score.words, score.wrong, score.right) == (3, 2, 1)
    assert (score.fixed, score.harmed) == (1, 0)
    assert (score.fixed_share, score.harm_per_1000, score.precision) == (0.5, 0.0, 1.0)
    assert (score.wer_before, score.wer_after) == (2 / 3, 1 / 3)


def test_a_harmed_word_counts_against_the_words_that_were_right() -> None:
    score = score_page("Herr Bohnhof sprach fir uns", "Herr Bahnhof sprach für uns", "Herr Bohnhof sprach für uns")
    assert (score.harmed, score.right, score.harm_per_1000) == (1, 4, 250.0)
    assert (score.fixed, score.precision) == (1, 0.5)


def test_a_change_from_wrong_to_wrong_is_neither_fixed_nor_harmed_but_lowers_precision() -> None:
    score = score_page("die fir uns", "die dir uns", "die für uns")
    assert (score.fixed, score.harmed, score.changed_right, score.changed_wrong) == (0, 0, 0, 1)
    assert score.precision == 0.0


def test_a_word_run_together_is_two_wrong_words_and_both_are_fixed() -> None:
    score = score_page("Wiebewertet die Regierung", "Wie bewertet die Regierung", "Wie bewertet die Regierung")
    assert (score.wrong, score.fixed, score.changed_right) == (2, 2, 2)


def test_a_stray_word_that_is_taken_away_counts_as_a_right_change() -> None:
    score = score_page("die | Länder", "die Länder", "die Länder")
    assert (score.wrong, score.changed_right, score.changed_wrong) == (0, 1, 0)
    assert (score.distance_before, score.distance_after) == (1, 0)


def test_a_right_word_that_is_taken_away_is_harm_and_a_wrong_change() -> None:
    score = score_page("die Länder", "die", "die Länder")
    assert (score.harmed, score.changed_right, score.changed_wrong) == (1, 0, 1)


@pytest.mark.parametrize("hyphen", ["-", "\N{SOFT HYPHEN}", "\N{HYPHEN}"])
def test_a_word_broken_at_a_line_end_is_one_word(hyphen: str) -> None:
    assert words_of(f"zwecks Rückmel{hyphen}\n  dung") == ["zwecks", "Rückmeldung"]


def test_a_hyphen_before_a_capital_or_within_a_line_joins_nothing() -> None:
    assert words_of("E-\nAkte und Klima- und\nUmwelt 5-\nfach") == [
        "E-", "Akte", "und", "Klima-", "und", "Umwelt", "5-", "fach",
    ]  # fmt: skip


def test_letters_in_two_parts_and_form_feeds_make_no_difference() -> None:
    assert words_of("fu\N{COMBINING DIAERESIS}r\fHeimat") == ["für", "Heimat"]


def test_nothing_to_divide_by_is_no_figure() -> None:
    score = score_page("", "", "")
    assert (score.fixed_share, score.harm_per_1000, score.precision, score.wer_before) == (None, None, None, None)
    assert share(0, 5) == 0.0


def test_the_totals_are_the_sums_of_the_pages() -> None:
    pages = [("fir die Lander", "für die Lander", "für die Länder"), ("die fir uns", "die dir uns", "die für uns")]
    total = score_pages(pages)
    assert total == score_page(*pages[0]) + score_page(*pages[1])
    assert (total.pages, total.words, total.wrong, total.fixed) == (2, 6, 3, 1)
    assert total.fixed_share == 1 / 3
    assert score_pages([]) == Score()


@given(WORDS, WORDS, WORDS)
def test_the_counts_fit_together(read: str, corrected: str, printed: str) -> None:
    score = score_page(read, corrected, printed)
    assert score.wrong + score.right == score.words == len(printed.split())
    assert score.fixed <= score.wrong
    assert score.harmed <= score.right
    assert min(score.distance_before, score.distance_after) >= 0
    right_after = score.right + score.fixed - score.harmed
    assert 0 <= right_after <= score.words


@given(WORDS, WORDS)
def test_a_text_that_is_not_changed_is_neither_fixed_nor_harmed(read: str, printed: str) -> None:
    score = score_page(read, read, printed)
    assert (score.fixed, score.harmed, score.precision) == (0, 0, None)
    assert score.distance_before == score.distance_after


@given(WORDS, WORDS)
def test_the_printed_text_itself_fixes_every_wrong_word(read: str, printed: str) -> None:
    score = score_page(read, printed, printed)
    assert (score.fixed, score.harmed, score.distance_after) == (score.wrong, 0, 0)


DAMAGE_AND_REPAIR = (("fur ", "für "), ("der ", "dir "), ("Uber ", ""), ("Artikel ", "Art ikel "), ("und", "u nd"))
"""Replacements that fix, harm, take away, split: every count is above zero."""


def repaired(text: str) -> str:
    for before, after in DAMAGE_AND_REPAIR:
        text = text.replace(before, after)
    return text


@pytest.mark.shared
@pytest.mark.skipif(not (EVALUATION / "dev.jsonl").is_file(), reason="../shared/eval is not there")
def test_the_figures_are_those_of_the_scorer_of_the_evaluation_pages(tmp_path: Path) -> None:
    records = [json.loads(line) for line in (EVALUATION / "dev.jsonl").read_text("utf-8").splitlines()[:60]]
    program = tmp_path / "repair.py"
    program.write_text(
        "import sys\nfrom pathlib import Path\n"
        f"for path in Path(sys.argv[1]).glob('*.txt'):\n    text = path.read_text('utf-8')\n"
        f"    for before, after in {DAMAGE_AND_REPAIR!r}:\n        text = text.replace(before, after)\n"
        "    Path(sys.argv[2], path.name).write_text(text, 'utf-8')\n",
        encoding="utf-8",
    )
    scorer, pages = str(EVALUATION / "score.py"), str(EVALUATION / "dev.jsonl")
    command = [sys.executable, scorer, pages, "--limit", "60", "--json"]
    run = f"'{sys.executable}' '{program}' {{in}} {{out}}"
    done = subprocess.run([*command, "--run", run], capture_output=True, text=True, encoding="utf-8", check=True)
    groups = json.loads(done.stdout)["groups"]
    for language in ("all", "deu", "eng"):
        chosen = [record for record in records if language in ("all", record["lang"])]
        score = score_pages((record["ocr"], repaired(record["ocr"]), record["gt"]) for record in chosen)
        theirs = groups[language]
        assert score.fixed > 0
        assert score.harmed > 0
        assert (score.pages, score.words, score.wrong, score.harmed) == (
            theirs["pages"], theirs["words"], theirs["wrong"], theirs["harmed"],
        )  # fmt: skip
        assert score.fixed_share == pytest.approx(theirs["fixed"])
        assert score.harm_per_1000 == pytest.approx(theirs["harm_per_1000"])
        assert score.precision == pytest.approx(theirs["precision"])
        assert (score.wer_before, score.wer_after) == pytest.approx((theirs["wer_before"], theirs["wer_after"]))
