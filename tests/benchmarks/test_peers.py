"""The comparison: what the peers are asked, what becomes of their answers, and one run on the sample."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.correctors import (
    OCRFIX,
    PEERS,
    Corrector,
    CorrectorError,
    answer_blocks,
    first_suggestions,
    keep,
    replace_words,
    run_ocrfix,
    vocabulary,
)
from benchmarks.peers import Record, as_printed, make_trials, read_records, run_trial, score_by_language, table
from ocrfix.errors import DataError
from ocrfix.resources import data_folder

RECORDS = (
    Record("eng", "fir die Lander", "für die Länder"),
    Record("deu", "nach $ 5", "nach § 5"),
    Record("deu", "die Kl", "die KI"),
)


def has_data() -> bool:
    try:
        data_folder()
    except DataError:
        return False
    return True


def umlauts(texts: Sequence[str]) -> list[str]:
    return [text.replace("fir", "für") for text in texts]


DOUBLE = Corrector("double", "replaces one word", umlauts, lambda: True, "")


def test_a_checker_is_asked_each_word_once_and_never_a_number_or_a_mark() -> None:
    assert vocabulary(["§ 5, die 2024 die", "(die „Kl“) E-Akte z. B. 3a"]) == ["3a", "E-Akte", "Kl", "die"]


def test_a_word_broken_at_a_line_end_is_asked_and_replaced_whole() -> None:
    text = "zwecks Rickmel-\ndung, Klima-\nUnd"
    assert "Rickmeldung" in vocabulary([text])
    assert replace_words([text], {"Rickmeldung": "Rückmeldung"}) == ["zwecks Rückmeldung\n, Klima-\nUnd"]


def test_a_text_without_replacements_stays_as_it_is() -> None:
    text = "Wie die WAZ,\r\n am 22. April\fberichtet.\n"
    assert replace_words([text], {}) == keep([text]) == [text]


def test_the_answers_of_a_pipe_are_cut_at_empty_lines() -> None:
    assert list(answer_blocks("@(#) program\n*\n\n& fir 2 1: dir, für\n\n")) == [["*"], ["& fir 2 1: dir, für"]]


def test_only_an_answer_about_the_whole_word_is_taken(tmp_path: Path) -> None:
    program = tmp_path / "checker"
    program.write_text(
        "#!/bin/sh\ncat >/dev/null\nprintf '@ version\\n& fir 2 1: dir, f\\303\\274r\\n\\n& gr 1 1: gar\\n"
        "& Beren 1 1: Beeren\\n\\n# Xyz 1\\n\\n*\\n\\n'\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    assert first_suggestions([str(program)], ["fir", "gr6Beren", "Xyz", "die"]) == {"fir": "dir"}
    with pytest.raises(CorrectorError, match="4 answers for 1 words"):
        first_suggestions([str(program)], ["fir"])


def test_a_checker_that_fails_is_named(tmp_path: Path) -> None:
    program = tmp_path / "checker"
    program.write_text("#!/bin/sh\necho 'no dictionary' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(CorrectorError, match=r"checker ended with exit status 3: no dictionary"):
        first_suggestions([str(program)], [])


def test_records_without_text_are_left_out_and_the_limit_counts_the_others(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    entries = [{"lang": "eng", "ocr": ocr, "gt": "für"} for ocr in (" \n", "fir", "fur")]
    path.write_text("\n".join(map(json.dumps, entries)) + "\n", encoding="utf-8")
    assert [record.read for record in read_records(path, 1)] == ["fir"]
    assert [record.read for record in read_records(path)] == ["fir", "fur"]


def test_the_printed_text_of_a_page_is_fed_once() -> None:
    twice = (RECORDS[0], replace(RECORDS[0], language="deu", read="fur die Länder"))
    assert as_printed(twice) == (Record("printed", "für die Länder", "für die Länder"),)


def test_slow_peers_get_the_first_records_beside_ocrfix() -> None:
    slow = replace(DOUBLE, name="slow", is_slow=True)
    trials = make_trials(RECORDS, "dev.jsonl", 2, (DOUBLE, slow))
    names = [[corrector.name for corrector in trial.correctors] for trial in trials]
    assert names[-3:] == [["ocrfix", "double"], ["ocrfix", "double"], ["ocrfix", "slow"]]
    assert [len(trial.records) for trial in trials] == [1, 1, 3, 3, 2]


def test_few_records_go_to_everyone_at_once_and_none_leave_the_samples() -> None:
    slow = replace(DOUBLE, name="slow", is_slow=True)
    assert len(make_trials(RECORDS, "dev.jsonl", 40, (DOUBLE, slow))[-1].correctors) == 3
    assert len(make_trials((), "dev.jsonl", 40, (DOUBLE, slow))) == 2


def test_all_is_the_sum_of_the_languages() -> None:
    scores = score_by_language(RECORDS, umlauts([record.read for record in RECORDS]))
    assert scores["all"] == scores["eng"] + scores["deu"]
    assert (scores["eng"].fixed, scores["deu"].fixed, scores["all"].wrong) == (1, 0, 4)
    assert set(score_by_language(RECORDS[:1], ["fir die Lander"])) == {"eng"}


def test_the_table_has_a_row_for_each_language_and_corrector_and_the_ratio_of_speeds() -> None:
    trial = peers.Trial("records", RECORDS, (DOUBLE,))
    first, second = run_trial(trial)
    ours = replace(second, corrector=OCRFIX.name, seconds=2.0, words_per_second=300.0)
    lines = table([first, ours, replace(second, seconds=1.0, words_per_second=600.0)])
    assert sum(line.startswith(("deu", "eng", "all")) for line in lines) == 9
    assert any(
        line.split() == ["eng", "double", "1", "3", "2", "50.0%", "0.00", "1.000", "66.67%", "33.33%"] for line in lines
    )
    assert lines[-1].split() == ["double", "1.00", "600", "0.50", "x"]


def test_a_peer_that_is_not_there_is_listed_with_its_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    missing = [replace(peer, is_installed=lambda: False) for peer in PEERS]
    monkeypatch.setattr(peers, "PEERS", missing)
    monkeypatch.setattr(peers, "OCRFIX", replace(OCRFIX, correct=keep))
    monkeypatch.setattr(peers, "DEFAULT_RECORDS", tmp_path / "nothing.jsonl")
    target = tmp_path / "figures.json"
    assert peers.main(["--json", str(target)]) == 0
    said = capsys.readouterr().out
    assert "hunspell    skipped, not installed: apt install hunspell hunspell-de-de-frami" in said
    assert "symspellpy  skipped, not installed: pip install symspellpy" in said
    assert "no records" in said
    figures = json.loads(target.read_text("utf-8"))
    assert [outcome["corrector"] for outcome in figures[0]["outcomes"]] == ["as it came", "ocrfix"]
    assert figures[0]["outcomes"][1]["scores"]["eng"]["fixed_share"] == 0.0


def test_a_corrector_that_fails_ends_the_run_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fails(texts: Sequence[str]) -> list[str]:
        raise CorrectorError(f"ocrfix ended with exit status 6 on {len(texts)} text")

    monkeypatch.setattr(peers, "PEERS", ())
    monkeypatch.setattr(peers, "OCRFIX", replace(OCRFIX, correct=fails))
    monkeypatch.setattr(peers, "DEFAULT_RECORDS", tmp_path / "nothing.jsonl")
    assert peers.main([]) == 1
    assert capsys.readouterr().err == "benchmark stopped: ocrfix ended with exit status 6 on 1 text\n"


def test_records_that_are_not_there_are_a_usage_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        peers.main(["--records", str(tmp_path / "nothing.jsonl")])
    assert ended.value.code == 2
    assert "is no file" in capsys.readouterr().err


@pytest.mark.skipif(not has_data(), reason="dictionaries/build is not there")
def test_ocrfix_fixes_most_of_the_sample_and_leaves_its_printed_text_alone() -> None:
    read, printed = (path.read_bytes().decode("utf-8") for path in (peers.SAMPLE, peers.SAMPLE_TRUTH))
    records = (Record("eng", read, printed), Record("printed", printed, printed))
    scores = score_by_language(records, run_ocrfix([read, printed]))
    assert scores["eng"].wrong > 30
    assert (scores["eng"].fixed_share or 0.0) > 0.8
    assert scores["eng"].harmed == scores["printed"].harmed == 0
