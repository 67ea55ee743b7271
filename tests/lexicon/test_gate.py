from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ocrfix.cli.app import main
from ocrfix.errors import DataError, ExitCode
from ocrfix.lexicon.build.gate import gold_pages, measured, refuse_worse
from ocrfix.lexicon.build.make import build_all, write_manifest
from ocrfix.lexicon.table import write_table
from ocrfix.resources import data_folder, open_resources

from .language_tools import write_tools
from .test_build import sources

__all__ = ["sources"]
SAMPLES = Path(__file__).parents[2] / "samples"
READ = (SAMPLES / "kleine-anfrage.txt").read_text("utf-8")
PRINTED = (SAMPLES / "kleine-anfrage.truth.txt").read_text("utf-8")


def gold(folder: Path) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"ocr": READ, "gt": PRINTED}) + "\n", encoding="utf-8")
    return path


def with_judge(folder: Path, safe: float, boldness: float = 0.0) -> Path:
    """Copy the shipped data with another border of what is applied, or a judge that is surer of everything."""
    shutil.copytree(data_folder(), folder)
    judge = json.loads((folder / "judge.json").read_text("utf-8"))
    judge["thresholds"].update(safe=safe, strict=safe)
    judge["weights"] = {kind: [first + boldness, *rest] for kind, (first, *rest) in judge["weights"].items()}
    (folder / "judge.json").write_text(json.dumps(judge), encoding="utf-8")
    write_manifest(folder, "test")
    return folder


def test_gold_pages_are_lines_or_pairs_of_texts(tmp_path: Path) -> None:
    assert gold_pages(gold(tmp_path)) == ((READ, PRINTED),)
    pairs = tmp_path / "pairs" / "deeper"
    pairs.mkdir(parents=True)
    (pairs / "a.txt").write_text("fiir", encoding="utf-8")
    (pairs / "a.gt.txt").write_text("für", encoding="utf-8")
    (pairs / "b.gt.txt").write_text("nothing was read", encoding="utf-8")
    assert gold_pages(tmp_path / "pairs") == (("fiir", "für"),)


@pytest.mark.parametrize("content", [None, "", '{"ocr": " ", "gt": "a"}\n', "[]\n", "no lines"])
def test_without_gold_pages_the_gate_fails(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="gold pages") as failed:
        gold_pages(path)
    assert failed.value.hint


def test_an_empty_folder_holds_no_gold_pages(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there are no gold pages"):
        gold_pages(tmp_path)


def test_data_that_fix_fewer_words_are_refused(tmp_path: Path) -> None:
    worse = with_judge(tmp_path / "worse", 0.9999)
    with pytest.raises(DataError, match="the new data are worse on 1 gold pages") as failed:
        refuse_worse(gold_pages(gold(tmp_path)), data_folder(), worse)
    assert "the old data are still there" in failed.value.hint


def test_data_that_break_more_words_are_refused(tmp_path: Path) -> None:
    """What is printed like a slip is right in the gold page; data that change nothing leave it alone."""
    shy = with_judge(tmp_path / "shy", 0.75, boldness=-30.0)
    printed = PRINTED + "Der Fraktlon Sltzung des Bundestagss mochte dle Lander fuhren.\n"
    pages = ((printed, printed),)
    assert measured(pages, open_resources()).harmed > measured(pages, open_resources(shy)).harmed
    with pytest.raises(DataError, match="broken before"):
        refuse_worse(pages, shy, data_folder())


def test_data_that_are_as_good_pass_and_a_first_build_has_nothing_to_beat(tmp_path: Path) -> None:
    pages = gold_pages(gold(tmp_path))
    same = refuse_worse(pages, data_folder(), data_folder())
    assert same is not None
    assert same[0] == same[1]
    assert same[0].fixed > 10
    assert refuse_worse(pages, tmp_path / "nothing", data_folder()) is None


def test_a_refused_build_leaves_the_old_data_and_one_without_gold_pages_does_not_begin(
    sources: Path, tmp_path: Path
) -> None:
    lmplz = write_tools(tmp_path)
    out = tmp_path / "out"
    shutil.copytree(data_folder(), out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(DataError, match="the new data are worse"):
        build_all(tmp_path, out, lmplz=lmplz, sources=sources, gold=gold(tmp_path))
    with pytest.raises(DataError, match="gold pages"):
        build_all(tmp_path, out, lmplz=lmplz, sources=sources, gold=tmp_path / "missing.jsonl")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_the_command_line_says_that_there_are_no_gold_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["lexicon", "build", "--from", str(tmp_path), "-o", str(tmp_path / "out"), "--gate", str(tmp_path)]
    assert main(arguments) == ExitCode.DATA
    assert tmp_path.name in capsys.readouterr().err
    assert main([*arguments, "--check"]) == ExitCode.USAGE


def test_a_word_table_that_lost_its_words_is_caught(tmp_path: Path) -> None:
    folder = tmp_path / "lost"
    shutil.copytree(data_folder(), folder)
    write_table({"der": 9}, folder, "domain")
    write_manifest(folder, "test")
    pages = gold_pages(gold(tmp_path))
    assert measured(pages, open_resources(folder)).fixed <= measured(pages, open_resources()).fixed
