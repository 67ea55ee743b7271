"""``ocrfix apply`` and ``ocrfix review`` from the outside, with the double of the engine."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from ocrfix.cli.app import main
from ocrfix.config import ExtractConfig, OcrMode
from ocrfix.errors import ExitCode
from ocrfix.extract import read_document

from ..extract.doubles import lines_at, pdf_of
from .conftest import Program

TEXT = "Bürger fir Heimat.\nDie Hauser und die Kl der Bürger.\nNoch einmal fir alle.\n"


@pytest.fixture
def decisions(program: Program, tmp_path: Path) -> list[dict[str, Any]]:
    """The decisions that ``fix`` recorded about a text: fir, Hauser (open), Kl (open), fir."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert program("fix", "a.txt", "-q").returncode == 0
    found: list[dict[str, Any]] = json.loads((tmp_path / "ocrfix-out" / "a.report.json").read_bytes())["decisions"]
    return found


def line_of(decision: dict[str, Any], action: str, **more: object) -> str:
    record = {"version": 1, "document": "a.txt", "id": decision["id"], "action": action, **more}
    return json.dumps(record | {key: decision[key] for key in ("before", "after", "page", "line")}) + "\n"


def test_decisions_become_text_and_reports_and_a_second_time_nothing_else(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    by_word = {decision["before"]: decision for decision in decisions}
    lines = [
        line_of(by_word["Hauser"], "accept"),
        line_of(by_word["Kl"], "edit", text="Klage"),
        line_of(decisions[0], "reject"),
    ]
    (tmp_path / "d.jsonl").write_text("".join(lines), "utf-8")
    first = program("apply", "d.jsonl", "a.txt")
    assert first.returncode == 0
    assert b"3 decisions followed, 0 no longer fit" in first.stderr
    assert first.stdout == b""
    out = tmp_path / "ocrfix-out"
    assert (out / "a.txt").read_text("utf-8") == (
        "Bürger fir Heimat.\nDie Häuser und die Klage der Bürger.\nNoch einmal für alle.\n"
    )
    names = ("a.txt", "a.report.json", "a.report.html", "a.diff")
    before = [(out / name).read_bytes() for name in names]
    assert program("apply", "d.jsonl", "a.txt", "-q").stderr == b""
    assert [(out / name).read_bytes() for name in names] == before
    assert program("apply", "--revert", "ocrfix-out/a.report.json").stdout.decode() == TEXT
    assert (tmp_path / "a.txt").read_text("utf-8") == TEXT


def test_what_no_longer_fits_is_named_with_its_place(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    gone = {**decisions[0], "id": "gone", "before": "x\x1b[2J", "after": "\N{RIGHT-TO-LEFT OVERRIDE}y"}
    (tmp_path / "d.jsonl").write_text(line_of(gone, "accept"), "utf-8")
    done = program("apply", "d.jsonl", "a.txt", "-o", "neu", env={"LANG": "de_DE.UTF-8"})
    said = done.stderr.decode()
    assert "a.txt: 0 Entscheidungen befolgt, nicht mehr passend: 1" in said
    assert "Seite 1, Zeile 1: x<U+001B>[2J → <U+202E>y: die Stelle gibt es nicht mehr" in said
    assert done.returncode == 0
    assert (tmp_path / "neu" / "a.txt").read_bytes() == (tmp_path / "ocrfix-out" / "a.txt").read_bytes()


LINES = ("Die Ministerin fir Heimat hat die Kleine Anfrage", "im Einvernehmen mit der Landesregierung beantwortet.")


@pytest.mark.parametrize("where", ["settings", "options"])
def test_a_pdf_and_a_format_are_written_anew_as_decided(program: Program, tmp_path: Path, where: str) -> None:
    (tmp_path / "k.pdf").write_bytes(pdf_of(lines_at(LINES, mode=3), image_fills=True))
    options = ("--pdf", "--format", "alto") if where == "options" else ()
    if where == "settings":
        (tmp_path / "ocrfix.toml").write_text('[fix]\npdf = true\nformat = "alto"\n', "utf-8")
    assert program("fix", "k.pdf", "-q", *options).returncode == 0
    out = tmp_path / "ocrfix-out"
    names = ("k.txt", "k.pdf", "k.alto.xml")
    before = {name: (out / name).read_bytes() for name in names}
    assert "Ministerin für" in layer_of(before["k.pdf"])
    (decision,) = json.loads((out / "k.report.json").read_bytes())["decisions"]
    (tmp_path / "k.jsonl").write_text(line_of(decision, "reject"), "utf-8")
    done = program("apply", "k.jsonl", "k.pdf", *options)
    assert done.returncode == 0, done.stderr.decode()
    assert all((out / name).read_bytes() != before[name] for name in names)
    assert "Ministerin fir" in layer_of((out / "k.pdf").read_bytes())
    assert b'CONTENT="fir"' in (out / "k.alto.xml").read_bytes()


def test_files_that_stay_older_than_the_text_are_named_with_the_option_that_writes_them(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "k.pdf").write_bytes(pdf_of(lines_at(LINES, mode=3), image_fills=True))
    every = ("--pdf", "--format", "alto", "--report", "json,csv")
    assert program("fix", "k.pdf", "-q", *every).returncode == 0
    out = tmp_path / "ocrfix-out"
    (out / "k.hocr").write_text("somebody else's", "utf-8")
    (decision,) = json.loads((out / "k.report.json").read_bytes())["decisions"]
    (tmp_path / "k.jsonl").write_text(line_of(decision, "reject"), "utf-8")
    before = (out / "k.pdf").read_bytes()
    said = program("apply", "k.jsonl", "k.pdf", "--report", "json").stderr.decode().splitlines()
    assert [line for line in said if "older" in line] == [
        f"ocrfix-out/k.{name} is older than the text now: write it anew with {option}"
        for name, option in (
            ("report.csv", "--report json,csv"), ("alto.xml", "--format alto"), ("pdf", "--pdf")
        )
    ]  # fmt: skip
    assert (out / "k.pdf").read_bytes() == before
    assert program("apply", "k.jsonl", "k.pdf", "--report", "json", "-q").stderr == b""
    assert b"older" not in program("apply", "k.jsonl", "k.pdf", *every).stderr
    (out / "k.pdf").unlink()
    assert b"k.pdf is older" not in program("apply", "k.jsonl", "k.pdf").stderr


@pytest.mark.parametrize("options", [("--format", "jsonl"), ("--pdf",), ("--format", "alto", "--reflow")])
def test_what_cannot_be_written_is_refused(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]], options: tuple[str, ...]
) -> None:
    (tmp_path / "d.jsonl").write_text(line_of(decisions[0], "reject"), "utf-8")
    assert program("apply", "d.jsonl", "a.txt", "-o", "neu", *options).returncode == 2
    assert not (tmp_path / "neu").exists()


def layer_of(data: bytes) -> str:
    return read_document(data, "k.pdf", ExtractConfig(ocr=OcrMode.NEVER)).pages[0].text


def test_decisions_about_the_wrong_file_are_told(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    lines = [line_of({**one, "id": f"gone{number}"}, "reject", sha256="0" * 64) for number, one in enumerate(decisions)]
    (tmp_path / "d.jsonl").write_text("".join(lines), "utf-8")
    said = program("apply", "d.jsonl", "a.txt").stderr.decode()
    assert "a.txt: 0 decisions followed, 4 no longer fit" in said
    assert "page 1, line 1: fir → fir: the place is gone" in said


def test_words_called_right_are_kept_in_a_list_that_fix_takes(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    lines = [
        line_of(decisions[1], "lexicon", word="Hauser"),
        line_of(decisions[2], "lexicon", word="=cmd|' /C calc'!A0"),
    ]
    (tmp_path / "d.jsonl").write_text("".join(lines), "utf-8")
    assert b"1 word in ocrfix-out/own-words.tsv" in program("apply", "d.jsonl", "a.txt").stderr
    words = (tmp_path / "ocrfix-out" / "own-words.tsv").read_text("utf-8")
    assert words.splitlines()[1:] == ["Hauser\town\t1\ta.txt\tcalled right in a review"]
    assert program("fix", "a.txt", "--lexicon", "ocrfix-out/own-words.tsv", "-o", "b", "-q").returncode == 0
    assert program("apply", "d.jsonl", "a.txt", "--words", "meine.tsv", "-q").returncode == 0
    assert (tmp_path / "meine.tsv").read_text("utf-8") == words


def test_decisions_about_another_document_change_nothing(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    line = line_of(decisions[0], "reject").replace('"a.txt"', '"x.txt"')
    (tmp_path / "d.jsonl").write_text(line, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    done = program("apply", "d.jsonl", "a.txt", "b.txt", "-o", "neu")
    assert b"a.txt: none of the decisions belongs here" in done.stderr
    assert "für Heimat" in (tmp_path / "neu" / "a.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("apply",), 2),
        (("apply", "d.jsonl"), 2),
        (("apply", "--revert", "r.json", "a.txt", "b.txt"), 2),
        (("apply", "fehlt.jsonl", "a.txt"), 3),
        (("apply", "a.txt", "a.txt"), 3),
        (("apply", "d.jsonl", "fehlt.pdf"), 3),
        (("apply", "d.jsonl", "a.txt", "fehlt.pdf", "-o", "neu"), 8),
        (("review",), 2),
        (("review", "ocrfix-out"), 2),
    ],
)
def test_what_does_not_fit_ends_with_its_code_and_one_message(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]], arguments: tuple[str, ...], code: int
) -> None:
    (tmp_path / "d.jsonl").write_text(line_of(decisions[0], "reject"), "utf-8")
    done = program(*arguments)
    assert done.returncode == code
    assert done.stdout == b""
    assert b"Error: " in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_bug_in_one_file_is_its_own(program: Program, tmp_path: Path, decisions: list[dict[str, Any]]) -> None:
    (tmp_path / "d.jsonl").write_text(line_of(decisions[0], "reject"), "utf-8")
    (tmp_path / "c.txt").write_text("ABSTURZ\n", "utf-8")
    done = program("apply", "d.jsonl", "c.txt", "--debug")
    assert done.returncode == 70
    assert b"Traceback" in done.stderr


def test_the_settings_of_fix_count_for_the_decisions_about_its_result(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    (tmp_path / "d.jsonl").write_text(line_of(decisions[0], "reject"), "utf-8")
    (tmp_path / "ocrfix.toml").write_text('[fix]\nlevel = "likely"\nreport = "csv"\n', "utf-8")
    assert program("apply", "d.jsonl", "a.txt", "-o", "neu").returncode == 0
    likely = program("fix", "-", stdin=TEXT.encode()).stdout.decode()
    assert (tmp_path / "neu" / "a.txt").read_text("utf-8") == likely.replace("für", "fir", 1)
    assert {path.suffix for path in (tmp_path / "neu").glob("a.*")} == {".txt", ".csv"}
    (tmp_path / "ocrfix.toml").write_text("ignore-word = 1\n", "utf-8")
    refused = program("apply", "d.jsonl", "a.txt", "-o", "neu")
    assert (refused.returncode, b"ignore-words" in refused.stderr) == (5, True)


def test_a_folder_is_taken_as_fix_takes_it(program: Program, tmp_path: Path, decisions: list[dict[str, Any]]) -> None:
    (tmp_path / "d.jsonl").write_text(line_of(decisions[0], "reject"), "utf-8")
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "alt.txt"):
        (tmp_path / "in" / name).write_text(TEXT, "utf-8")
    (tmp_path / "in" / "ocrfix.toml").write_text('exclude = ["alt.txt"]\ntype = "text"\n', "utf-8")
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.4 no more")
    done = program("apply", "d.jsonl", "in", "-o", "out")
    assert done.returncode == 0
    assert b"Passed over (another type, or excluded): 3" in done.stderr
    assert {path.name for path in (tmp_path / "out").glob("*.txt")} == {"a.txt"}
    refused = program("apply", "d.jsonl", "in/alt.txt", "-o", "out")
    assert refused.returncode == 3
    assert b"no input is left" in refused.stderr


def test_a_folder_of_one_damaged_file_ends_with_8_as_with_fix(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    (tmp_path / "d.jsonl").write_text(line_of(decisions[0], "reject"), "utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.4 no more")
    assert program("apply", "d.jsonl", "in", "-o", "out").returncode == 8
    assert program("apply", "d.jsonl", "in/b.pdf", "-o", "out").returncode == 3


def test_the_word_list_takes_no_other_file_s_place(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    (tmp_path / "d.jsonl").write_text(line_of(decisions[0], "lexicon", word="fir"), "utf-8")
    (tmp_path / "letter.txt").write_text("Lieber Herr Maier,\nanbei die Akte.\n", "utf-8")
    for name, code in (("a.txt", 7), ("d.jsonl", 7), ("letter.txt", 3)):
        before = (tmp_path / name).read_bytes()
        assert program("apply", "d.jsonl", "a.txt", "-o", "out", "--words", name).returncode == code
        assert (tmp_path / name).read_bytes() == before
        assert not (tmp_path / "out").exists(), "refused before the work is done"


def test_a_word_list_stays_a_link_and_keeps_its_mode(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    (tmp_path / "d.jsonl").write_text(line_of(decisions[0], "lexicon", word="fir"), "utf-8")
    words = tmp_path / "words.tsv"
    words.write_text("Aal\n", "utf-8")
    words.chmod(0o600)
    (tmp_path / "link.tsv").symlink_to(words)
    assert program("apply", "d.jsonl", "a.txt", "-o", "out", "--words", "link.tsv", "-q").returncode == 0
    assert (tmp_path / "link.tsv").is_symlink()
    assert words.stat().st_mode & 0o777 == 0o600
    assert words.read_text("utf-8").split("\n")[:2] == ["Aal", "fir\town\t1\ta.txt\tcalled right in a review"]


def test_apply_counts_all_files_that_failed_not_only_those_it_lists(
    english: Path,
    decisions: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (english / "d.jsonl").write_text(line_of(decisions[0], "accept"), "utf-8")
    (english / "damaged").mkdir()
    for name in ("b.pdf", "c.pdf"):
        (english / "damaged" / name).write_bytes(b"%PDF-1.4 damaged")
    monkeypatch.chdir(english)
    monkeypatch.setattr("ocrfix.cli.summary.MOST_FAILURES", 1)
    assert main(["apply", "d.jsonl", "damaged"]) == ExitCode.BATCH
    assert "2 of 2 files failed" in capsys.readouterr().err


def test_half_a_pair_in_a_report_is_written_as_a_replacement_character(
    program: Program, tmp_path: Path, decisions: list[dict[str, Any]]
) -> None:
    assert decisions[0]["before"] == "fir"
    path = tmp_path / "ocrfix-out" / "a.report.json"
    record = json.loads(path.read_bytes())
    record["decisions"][0]["before"] = "f\ud800r"
    read = TEXT.replace("fir", "f\N{REPLACEMENT CHARACTER}r", 1)
    record["document"]["extracted_text_sha256"] = hashlib.sha256(read.encode()).hexdigest()
    path.write_text(json.dumps(record), "ascii")
    reverted = program("apply", "--revert", "ocrfix-out/a.report.json")
    assert (reverted.returncode, reverted.stdout.decode()) == (0, read)
