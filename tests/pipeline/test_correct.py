from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from benchmarks.scoring import Score, score_page
from ocrfix.config import CorrectConfig
from ocrfix.edits import corrected_text, edits_of
from ocrfix.model import Action, CandidateKind, CorrectionResult, Document, Level, Origin, Page
from ocrfix.pipeline import correct
from ocrfix.resources import Resources, open_resources

ROOT = Path(__file__).parent.parent.parent
DEVELOPMENT_PAGES = ROOT.parent / "shared" / "eval" / "dev.jsonl"
READ = (ROOT / "samples" / "kleine-anfrage.txt").read_text(encoding="utf-8")
MOST_SECOND_EDITS = 0.5
"""Changes of a second run per 1000 words; the aim is 0.1."""
TRUTH = (ROOT / "samples" / "kleine-anfrage.truth.txt").read_text(encoding="utf-8")


def figure(value: float | None) -> float:
    """Give a figure that must be there: nothing to divide by would prove nothing."""
    assert value is not None
    return value


def corrected(
    text: str, resources: Resources, config: CorrectConfig | None = None, origin: Origin = Origin.OCR_LAYER
) -> CorrectionResult:
    pages = tuple(Page(number, part, origin=origin) for number, part in enumerate(text.split("\f"), start=1))
    return correct(Document("page.txt", "", pages), config or CorrectConfig(), resources)


@pytest.fixture(scope="module")
def sample(resources: Resources) -> CorrectionResult:
    return corrected(READ, resources)


def test_forty_of_the_wrong_words_of_the_sample_become_right_and_no_right_one_breaks(
    sample: CorrectionResult,
) -> None:
    result = score_page(READ, corrected_text(sample), TRUTH)
    assert result.wrong == 42
    assert result.fixed >= 40
    assert result.harmed == 0


def test_the_truth_of_the_sample_stays_as_it_is(resources: Resources) -> None:
    assert corrected_text(corrected(TRUTH, resources)) == TRUTH


def test_a_second_run_over_the_sample_changes_nothing(resources: Resources, sample: CorrectionResult) -> None:
    once = corrected_text(sample)
    assert corrected_text(corrected(once, resources)) == once


@pytest.mark.parametrize(
    ("before", "after", "kind", "code"),
    [
        ("Rickmel-\ndung", "Rückmel-\ndung", CandidateKind.CONFUSION, "confusion"),
        ("Wiebewertet", "Wie bewertet", CandidateKind.SPLIT, "split"),
        (",", "„", CandidateKind.TYPOGRAPHY, "quote"),
        ("Kl", "KI", CandidateKind.CONFUSION, "document-repeats"),
        ("zeitgemalf3", "zeitgemäß", CandidateKind.CONFUSION, "unknown-word"),
        ("Uber", "über", CandidateKind.CONFUSION, "rarer-than-neighbour"),
    ],
)
def test_a_change_says_who_proposed_it_and_why(
    sample: CorrectionResult, before: str, after: str, kind: CandidateKind, code: str
) -> None:
    found = [d for d in sample.decisions if (d.before, d.after, d.action) == (before, after, Action.APPLY)]
    assert found
    assert found[0].chosen.candidate.kind is kind
    assert code in {reason.code for reason in found[0].reasons}
    assert found[0].level is Level.SAFE


def test_the_profile_of_the_sample_shows_an_english_model(sample: CorrectionResult) -> None:
    profile = sample.profiles[0]
    assert dict(profile.shares)["eng"] > 0.8
    assert ("ü", "u") in {(rate.true, rate.read) for rate in profile.confusions}
    assert 0.04 < profile.estimated_damage < 0.2


def test_the_result_names_its_settings_and_data(resources: Resources, sample: CorrectionResult) -> None:
    other = corrected(READ, resources, CorrectConfig(level=Level.LIKELY))
    assert sample.config_fingerprint != other.config_fingerprint
    assert sample.data_versions == resources.versions


def test_a_born_digital_page_gets_proposals_but_no_change(resources: Resources) -> None:
    for level in (Level.SAFE, Level.LIKELY):
        result = corrected(READ, resources, CorrectConfig(level=level), Origin.BORN_DIGITAL)
        assert edits_of(result) == ()
        proposals = [decision for decision in result.decisions if decision.before != decision.after]
        assert len(proposals) > 30
        assert all("born-digital" in {reason.code for reason in decision.reasons} for decision in proposals)


def test_the_level_likely_applies_what_safe_applies_and_more(resources: Resources) -> None:
    read = (
        "e 17. Juli 2025: Treffen von Bundesministerin Prien mit dem Betroffenenrat sowie der Unabhangigen\n"
        "Bundesbeauftragten gegen sexuellen Missbrauch von Kindern und Jugendlichen"
    )
    safe, likely = (corrected(read, resources, CorrectConfig(level=level)) for level in (Level.SAFE, Level.LIKELY))
    assert [edit.after for edit in edits_of(safe)] == ["Unabhängigen"]
    assert [edit.after for edit in edits_of(likely)] == ["•", "Unabhängigen"]
    assert [decision.level for decision in likely.decisions] == [Level.LIKELY, Level.SAFE]


def test_less_promised_harm_applies_no_more(resources: Resources) -> None:
    counts = [len(edits_of(corrected(READ, resources, CorrectConfig(max_harm=harm)))) for harm in (5.0, 0.3, 0.02, 0.0)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 0


def test_reflow_joins_words_broken_at_line_ends_and_keeps_the_lines(resources: Resources) -> None:
    result = corrected(READ, resources, CorrectConfig(reflow=True))
    text = corrected_text(result)
    assert "Rückmeldung\nzur" in text
    assert "Übernahme/Anwendung)" in text
    assert score_page(READ, text, TRUTH).harmed <= 1
    assert corrected_text(corrected(text, resources, CorrectConfig(reflow=True))) == text


def test_a_word_broken_between_pages_is_judged_as_a_whole(resources: Resources) -> None:
    first, _, second = READ.partition("Rickmel-\n")
    result = corrected(f"{first}Rickmel-\n\f{second}", resources)
    text = corrected_text(result)
    assert "Rückmel-\n\fdung" in text


@pytest.mark.parametrize("text", ["", "\n", "\f", "\r\n\r\n", "§", "x", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_a_text_without_words_comes_back(resources: Resources, text: str) -> None:
    result = corrected(text, resources)
    assert corrected_text(result) == text
    assert len(result.profiles) == text.count("\f") + 1


def test_a_byte_order_mark_and_windows_line_ends_stay(resources: Resources) -> None:
    text = "\N{ZERO WIDTH NO-BREAK SPACE}" + READ.replace("\n", "\r\n")
    out = corrected_text(corrected(text, resources))
    assert out.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    assert out.count("\r\n") == text.count("\r\n") == out.count("\n")
    assert score_page(text, out, TRUTH).fixed >= 40


def test_pages_share_what_they_write_but_not_their_damage(resources: Resources) -> None:
    clean = "Im Juni trafen sich die Ausschüsse. Die Funde wurden gezählt, die Forderung wurde erfüllt.\n" * 3
    result = corrected(f"{READ}\f{clean}", resources)
    assert {edit.page_number for edit in edits_of(result)} == {1}


def test_the_dashes_around_a_citation_are_long_in_prints_of_the_bundestag_and_short_in_minutes(
    resources: Resources,
) -> None:
    head = "Deutscher Bundestag 21. Wahlperiode\n\nAntwort der Bundesregierung\n\n- Drucksache 21/1966 -\n"
    assert "\n– Drucksache 21/1966 –\n" in corrected_text(corrected(head, resources))
    minutes = f"{head}\nPlenarprotokoll\n(Beifall bei der SPD)\n"
    assert corrected_text(corrected(minutes, resources)) == minutes


def test_what_a_part_of_a_word_is_elsewhere_speaks_for_it(resources: Resources) -> None:
    """``KI-Gigafactory`` is in no list; that the page writes ``KI-`` in other words makes it sure."""
    text = "Die Kl-Strategie fördert Kl-Systeme und Kl-Anwendungen. Ein Kl-Beirat soll entstehen.\n"
    assert "Kl" not in corrected_text(corrected(text, resources))


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Eine Kl-Gigafactory soll entstehen.", "Eine KI-Gigafactory soll entstehen."),
        ("Die Nicht-Kl-Systeme des Bundes.", "Die Nicht-KI-Systeme des Bundes."),
        ("Zwei Il-76 standen am Flughafen.", "Zwei Il-76 standen am Flughafen."),
    ],
)
def test_a_misread_abbreviation_is_part_of_any_word_but_of_no_number(
    read: str, printed: str, resources: Resources
) -> None:
    assert corrected_text(corrected(read, resources)) == printed


def test_a_stroke_between_two_words_says_nothing_against_them(resources: Resources) -> None:
    read = "Die Arzte/Arztinnen und die Schuler/-innen danken fur die Bemuhungen der Ruckbau-/Abrissfragen.\n"
    printed = "Die Ärzte/Ärztinnen und die Schüler/-innen danken für die Bemühungen der Rückbau-/Abrissfragen.\n"
    assert corrected_text(corrected(read, resources)) == printed


def test_the_users_own_words_are_kept(resources: Resources, tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("Hauptpersonalrate\n", encoding="utf-8")
    own = open_resources(None, (str(path),))
    assert "Hauptpersonalrate" not in {edit.before for edit in edits_of(corrected(READ, own))}
    assert "Hauptpersonalrate" in {edit.before for edit in edits_of(corrected(READ, resources))}


def seconds(text: str, resources: Resources) -> float:
    start = time.process_time()
    corrected(text, resources)
    return time.process_time() - start


@pytest.mark.parametrize(
    "text", [READ, "5 % und 7 % und 9% ", "Lander, ", "„Wort* - ", "8 5 ", "a-b/c-", "Rickmel-\ndung ", "fiir"]
)
def test_the_time_of_a_page_grows_in_proportion_to_its_length(text: str, resources: Resources) -> None:
    once = text * (20_000 // len(text))
    corrected(once, resources)
    assert seconds(once * 4, resources) < 6 * seconds(once, resources) + 0.5


COUNTED = "".join(f"{number}, Wert\n" for number in range(1, 60))


@pytest.mark.parametrize(
    ("head", "repeated", "tail"),
    [
        (COUNTED, "\n", "x"),
        ("1. Schutz:\n", " ", "x"),
        ("", ".", "x"),
        ("- Drucksache 21/1966 ", "-", "x"),
        ("Halle. ", "a", ")"),
        ("www.bund.de/a", " ", "x"),
        ("", "www.bund.de/a-\n", "x"),
        ("", "a1", "/"),
        ("", "a@a", "/"),
        ("Hessischer Landtag ", "- ", "x"),
        ("Deutscher Bundestag ", "a-1 ", "x"),
        ("Wort ", "{", ""),
        ("\ufb01 ", "Abcd. ", "x"),
    ],
    ids=repr,
)
def test_the_time_of_a_hostile_text_grows_in_proportion_to_its_length(
    head: str, repeated: str, tail: str, resources: Resources
) -> None:
    once, four = (head + repeated * (length // len(repeated)) + tail for length in (4_000, 16_000))
    corrected(once, resources)
    assert seconds(four, resources) < 6 * seconds(once, resources) + 0.5


@pytest.mark.shared
def test_the_development_pages_are_repaired_within_bounds(resources: Resources) -> None:
    if not DEVELOPMENT_PAGES.is_file():
        pytest.skip("../shared/eval/dev.jsonl is not there")
    scores = {"eng": Score(), "deu": Score()}
    clean, second_edits, words = Score(), 0, 0
    for line in DEVELOPMENT_PAGES.read_text(encoding="utf-8").splitlines()[::6]:
        page = json.loads(line)
        once = corrected_text(corrected(page["ocr"], resources))
        scores[page["lang"]] += score_page(page["ocr"], once, page["gt"])
        clean += score_page(page["gt"], corrected_text(corrected(page["gt"], resources)), page["gt"])
        second_edits += len(edits_of(corrected(once, resources)))
        words += len(once.split())
    assert figure(scores["eng"].fixed_share) >= 0.55
    assert figure(scores["deu"].fixed_share) >= 0.12
    assert figure((scores["eng"] + scores["deu"]).harm_per_1000) <= 1.0
    assert figure(clean.harm_per_1000) <= 0.3
    assert 1000 * second_edits / words <= MOST_SECOND_EDITS
