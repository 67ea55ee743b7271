"""A result becomes pages, findings and an estimate; ids survive moved lines; waivers count for nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.quality import figures_of, judge_pages, rank_correlation
from ocrfix.config import CorrectConfig
from ocrfix.model import Document, Level, Origin, Page
from ocrfix.pipeline import correct
from ocrfix.quality.inspect import FileQuality, inspect_result
from ocrfix.resources import Resources

ROOT = Path(__file__).parents[2]
DEV = ROOT.parent / "shared" / "eval" / "dev.jsonl"
TEXT = "Die Ministerin fir Heimat hat die Anfrage\nim Einvernehmen mit dem Ministerprasidenten beantwortet.\n"
CLEAN = "Die Ministerin für Heimat hat die Anfrage\nim Einvernehmen mit dem Ministerpräsidenten beantwortet.\n"


def inspected(
    resources: Resources, *texts: str, config: CorrectConfig | None = None, origin: Origin = Origin.PLAIN_TEXT
) -> FileQuality:
    chosen = config or CorrectConfig()
    pages = tuple(Page(number, text, origin=origin) for number, text in enumerate(texts, 1))
    return inspect_result(correct(Document("a.txt", "", pages), chosen, resources), chosen, resources)


def test_damage_is_found_where_it_stands(resources: Resources) -> None:
    found = inspected(resources, CLEAN, TEXT)
    places = [(each.page, each.line, each.column, each.before, each.after, each.start_line) for each in found.findings]
    assert places == [(2, 1, 16, "fir", "für", 3), (2, 2, 25, "Ministerprasidenten", "Ministerpräsidenten", 4)]
    assert {each.level for each in found.findings} == {Level.SAFE}
    assert [page.findings for page in found.pages] == [0, 2]
    assert found.pages[0].estimate.share < 0.01 < 0.1 < found.pages[1].estimate.share
    assert found.words == 26


def test_places_in_the_file_are_those_of_an_editor(resources: Resources) -> None:
    texts = ("\N{ZERO WIDTH NO-BREAK SPACE}Antrag", "Frage 5", TEXT, TEXT)
    whole = "\f".join(texts).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").split("\n")
    found = inspected(resources, *texts).findings
    places = [whole[each.start_line - 1][each.start_column - 1 :][: len(each.before)] for each in found]
    assert places == ["fir", "Ministerprasidenten"] * 2
    (first, *_) = inspected(resources, "\N{ZERO WIDTH NO-BREAK SPACE}" + TEXT).findings
    assert (first.column, first.start_column) == (17, 16)


def test_ids_survive_moved_lines(resources: Resources) -> None:
    moved = "Vorbemerkung der Landesregierung\n\n" + TEXT.replace("Anfrage\nim", "Anfrage im")
    before, after = (
        {each.id for each in inspected(resources, text).findings if each.before != "fir"} for text in (TEXT, moved)
    )
    assert before == after


def test_the_level_that_is_applied_changes_no_estimate(resources: Resources) -> None:
    likely = inspected(resources, TEXT, config=CorrectConfig(level=Level.LIKELY))
    assert likely.estimate == inspected(resources, TEXT).estimate


def test_a_born_digital_page_gets_nothing_for_rare_words(resources: Resources) -> None:
    text = 10 * CLEAN + "Xaver Qintschi aus Zwürtlingen sprach.\n"
    assert inspected(resources, text, origin=Origin.BORN_DIGITAL).estimate.share == 0.0


def test_waived_words_and_patterns_are_no_findings(resources: Resources) -> None:
    config = CorrectConfig(ignore_words=("fir",), ignore_patterns=(r"Minister\w+identen",))
    found = inspected(resources, TEXT, config=config)
    assert found.findings == ()
    assert found.estimate.share < 0.01


def test_waived_words_are_listed_with_their_place_and_reason(resources: Resources) -> None:
    config = CorrectConfig(ignore_words=("fir",), ignore_patterns=(r"Az\. \d+",))
    found = inspected(resources, "Das Amt fir Umwelt\nund die Grundlage [sic] im Az. 17 gilt.", config=config)
    listed = [(each.page, each.line, each.text, each.code) for each in found.waived]
    assert listed == [
        (1, 1, "fir", "waived-word"), (1, 2, "Grundlage", "sic"), (1, 2, "Az", "waived-pattern"),
        (1, 2, "17", "waived-pattern"),
    ]  # fmt: skip
    assert inspected(resources, "Das Amt gilt.").waived == ()


def test_a_rank_correlation_is_one_for_the_same_order_and_shares_ranks() -> None:
    assert rank_correlation([1, 2, 3], [2, 4, 60]) == 1.0
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == -1.0
    assert rank_correlation([1, 1, 2], [5, 5, 9]) == 1.0
    assert rank_correlation([1, 1], [5, 9]) == 0.0


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not DEV.is_file(), reason="needs ../shared/eval/dev.jsonl")
def test_the_estimate_is_calibrated_on_pages_it_was_not_fitted_on() -> None:
    entries = [json.loads(line) for line in DEV.read_text("utf-8").splitlines()]
    figures = figures_of(judge_pages(entries))
    assert figures.pages == 216
    assert figures.rank_correlation >= 0.9
    assert figures.mean_error <= 0.02
    assert 0.85 <= figures.coverage <= 0.97
