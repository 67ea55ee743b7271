"""The commands ``lexicon`` and ``learn``, as users call them."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ocrfix.cli.app import main
from ocrfix.cli.values import user_list
from ocrfix.errors import ExitCode
from ocrfix.lexicon.layers import read_entries
from tests.cli.conftest import environment

SAMPLES = Path(__file__).parent.parent.parent / "samples"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in the test's folder with a list of the user there; gives code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("OCRFIX_USER_LEXICON", str(tmp_path / "user.tsv"))

    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(arguments)
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


def test_added_words_are_known_with_what_follows_from_them(run: Run, tmp_path: Path) -> None:
    assert "unknown" in run("lexicon", "check", "Grunzbehörden")[1]
    assert run("lexicon", "add", "Grunzbehörde", "--class", "authority", "--reason", "made up")[0] == ExitCode.DONE
    assert read_entries(tmp_path / "user.tsv")[0].word_class == "authority"
    _, said, _ = run("lexicon", "check", "Grunzbehörde", "Grunzbehördes", "Grunzbehördensatzung")
    known, genitive, compound = said.split("\n\n")
    assert "user" in known
    assert "made up" in known
    assert "known with it: Grunzbehördes" in known
    assert "follows from Grunzbehörde" in genitive
    assert "parts: grunzbehörden + satzung" in compound


def test_a_shipped_word_is_excluded_and_comes_back(run: Run, tmp_path: Path) -> None:
    code, _, said = run("lexicon", "remove", "Haus", "Nirgendwort")
    assert code == ExitCode.DONE
    assert "excluded" in said
    assert "Nirgendwort is not in" in said
    assert [(entry.form, entry.word_class) for entry in read_entries(tmp_path / "user.tsv")] == [("Haus", "excluded")]
    assert "Haus: unknown" in run("lexicon", "check", "Haus")[1]
    run("lexicon", "add", "Haus")
    assert "Haus: known" in run("lexicon", "check", "Haus")[1]


def test_lists_are_shown_with_their_layer_and_conflicts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "project.tsv").write_text("Haus\tplace\t1\tus\ta house\nBohnhof\n", encoding="utf-8")
    run("lexicon", "add", "Haus", "--class", "name")
    code, listed, said = run("lexicon", "list", "--lexicon", "project.tsv")
    assert code == ExitCode.DONE
    rows = [line.split("\t") for line in listed.splitlines()[1:]]
    assert [(row[0], row[1], row[5]) for row in rows] == [
        ("Bohnhof", "own", "project"), ("Haus", "name", "user"), ("Haus", "place", "project"),
    ]  # fmt: skip
    assert "Conflict about Haus" in said
    only = run("lexicon", "list", "--lexicon", "project.tsv", "--layer", "user")[1]
    assert "Bohnhof" not in only
    assert "conflict" in run("lexicon", "check", "Haus", "--lexicon", "project.tsv")[1]
    assert run("lexicon", "list", "--layer", "shipped")[1].count("\n") > 10_000


def test_a_foreign_list_is_imported_without_what_is_known(run: Run, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("Möhrlinger, Anna;Bonn\nHaus\n", encoding="utf-8")
    assert run("lexicon", "import", "names.csv", "--class", "name", "--to", "own.tsv")[0] == ExitCode.DONE
    assert [entry.form for entry in read_entries(tmp_path / "own.tsv")] == ["Möhrlinger"]
    assert not (tmp_path / "user.tsv").exists()


def test_the_list_of_an_authority_removes_its_false_alarms(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "akten"
    folder.mkdir()
    sentence = "Das Qwrztamt prüft mit dem Xyltzverfahren die Wszykplakette. Siehe www.qwrzt.de/x und Frau Dr. Pfrzz.\n"
    (folder / "a.txt").write_text(sentence, encoding="utf-8")
    (folder / "b.txt").write_text(sentence + "Wszykplakette.\n", encoding="utf-8")
    (folder / "c.txt").write_text("", encoding="utf-8")
    code, _, said = run("lexicon", "build", "--from", "akten", "-o", "amt.tsv")
    assert code == ExitCode.DONE
    assert "passed over" in said
    assert "from 2 documents" in said
    entries = {entry.form: entry for entry in read_entries(tmp_path / "amt.tsv")}
    assert set(entries) == {"Qwrztamt", "Xyltzverfahren", "Wszykplakette", "Pfrzz"}
    assert entries["Pfrzz"].word_class == "name"
    assert entries["Wszykplakette"].frequency == 3
    assert entries["Qwrztamt"].source == "akten"
    run("fix", "akten/a.txt", "--report", "json", "--out-dir", "without", "-q")
    run("fix", "akten/a.txt", "--report", "json", "--out-dir", "with", "-q", "--lexicon", "amt.tsv")
    reports = [json.loads((tmp_path / name / "a.report.json").read_text("utf-8")) for name in ("without", "with")]
    alarms = [[one["before"] for one in report["decisions"]] for report in reports]
    assert alarms[0]
    assert alarms[1] == []
    assert run("lexicon", "build", "--from", "akten", "-o", "amt.tsv")[0] == ExitCode.OUTPUT, "it exists"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "zwei Wörter"), ExitCode.USAGE),
        (("add", "Wort", "--class", "nonsense"), ExitCode.USAGE),
        (("list", "--lexicon", "fehlt.tsv"), ExitCode.INPUT),
        (("list", "--lexicon", "conflict.tsv"), ExitCode.INPUT),
        (("import", "fehlt.csv"), ExitCode.INPUT),
        (("build", "--from", "empty", "-o", "a.tsv"), ExitCode.INPUT),
        (("build", "--from", "empty", "-o", "a.tsv", "--check"), ExitCode.USAGE),
        (("build", "--from", "empty"), ExitCode.USAGE),
    ],
)
def test_what_does_not_fit_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    (tmp_path / "conflict.tsv").write_text("<<<<<<< HEAD\nWort\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert run("lexicon", *arguments)[0] == code


def test_without_a_list_of_the_user_one_must_be_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCRFIX_USER_LEXICON", "")
    assert run("lexicon", "add", "Wort")[0] == ExitCode.USAGE


def test_a_profile_is_learned_shown_drawn_and_used(run: Run, tmp_path: Path) -> None:
    truth = (SAMPLES / "kleine-anfrage.truth.txt").read_text("utf-8")
    (tmp_path / "a.txt").write_text(truth.replace("k", "h"), encoding="utf-8")
    (tmp_path / "a.gt.txt").write_text(truth, encoding="utf-8")
    code, _, said = run("learn", "a.txt", "-o", "scanner.json", "--svg", "scanner.svg")
    assert code == ExitCode.DONE
    assert "learned from 1 page" in said
    assert (tmp_path / "scanner.svg").read_text("utf-8").startswith("<svg ")
    code, shown, _ = run("learn", "--show", "scanner.json")
    assert code == ExitCode.DONE
    assert "       k  h" in shown
    (tmp_path / "neu.txt").write_text("Der Kanzler sprach hurz über hranhe Kinder.\n", encoding="utf-8")
    run("fix", "neu.txt", "--report", "json", "-q", "--profile", "scanner.json")
    assert (tmp_path / "ocrfix-out" / "neu.txt").read_text("utf-8") == "Der Kanzler sprach kurz über kranke Kinder.\n"
    report = json.loads((tmp_path / "ocrfix-out" / "neu.report.json").read_text("utf-8"))
    assert len(report["data_versions"]["profile"]) == 12
    assert run("learn", "a.txt", "-o", "scanner.json")[0] == ExitCode.OUTPUT, "it exists"


def test_verdicts_teach_too(run: Run, tmp_path: Path) -> None:
    line = {"version": 1, "id": "1", "action": "reject", "before": "Kleinert", "after": "Kleinen"}
    (tmp_path / "decisions.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert run("learn", "decisions.jsonl", "-o", "scanner.json")[0] == ExitCode.DONE
    assert "rt       +0 -1" in run("learn", "--show", "scanner.json")[1]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("learn",), ExitCode.USAGE),
        (("learn", "a.txt"), ExitCode.USAGE),
        (("learn", "fehlt", "-o", "x.json"), ExitCode.INPUT),
        (("learn", "a.json", "-o", "x.json"), ExitCode.INPUT),
        (("learn", "a.txt", "--show", "a.json"), ExitCode.USAGE),
        (("learn", "--show", "a.json"), ExitCode.INPUT),
        (("learn", "--show", "."), ExitCode.INPUT),
        (("fix", "a.txt", "--profile", "fehlt.json"), ExitCode.INPUT),
        (("fix", "a.txt", "--profile", "a.json"), ExitCode.DATA),
    ],
)
def test_what_teaches_nothing_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    (tmp_path / "a.txt").write_text("Text\n", encoding="utf-8")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    assert run(*arguments)[0] == code


@pytest.mark.parametrize("name", ["p.json", "profil"])
@pytest.mark.parametrize("rest", [', "version": 99}', ', "version": 3, "pa'])
def test_a_profile_that_is_old_or_damaged_is_no_document(run: Run, tmp_path: Path, name: str, rest: str) -> None:
    (tmp_path / name).write_text('{"format": "ocrfix-profile"' + rest, encoding="utf-8")
    assert run("learn", name, "-o", "neu.json")[0] == ExitCode.DATA
    assert run("learn", "--show", name)[0] == ExitCode.DATA
    assert not (tmp_path / "neu.json").exists()


def test_a_missing_profile_to_show_gets_the_usual_message(run: Run) -> None:
    code, shown, said = run("learn", "--show", "fehlt.json")
    assert (code, shown) == (ExitCode.INPUT, "")
    assert said.splitlines()[0].endswith("fehlt.json does not exist")
    assert "Errno" not in said
    assert said.replace("fehlt.json", "FILE") == run("learn", "fehlt", "-o", "x.json")[2].replace("fehlt", "FILE")


@pytest.mark.parametrize("folder", ["", "relative"])
def test_a_list_of_the_user_never_lies_in_the_current_folder(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OCRFIX_USER_LEXICON", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", folder)
    path = user_list()
    assert path is not None
    assert path.is_absolute()


def test_two_changes_at_once_lose_no_word(tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "ocrfix", "lexicon", "add", f"Wort{letter * 3}", "--to", "own.tsv"],
            cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL,
        ) for letter in "abcd"
    ]  # fmt: skip
    assert [run.wait(60) for run in runs] == [0] * len(runs)
    assert len(read_entries(tmp_path / "own.tsv")) == len(runs)
    assert [path.name for path in tmp_path.iterdir()] == ["own.tsv"]


def test_a_changed_list_keeps_its_comments_its_mode_and_its_link(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    lines = ["# Liste des Amtes", "", "Gwrztamt", "# Namen", "Möhrlinger"]
    own.write_text("\n".join([*lines, ""]), "utf-8")
    own.chmod(0o600)
    (tmp_path / "link.tsv").symlink_to("own.tsv")
    assert run("lexicon", "add", "Qwrztamt", "--to", "link.tsv")[0] == ExitCode.DONE
    assert run("lexicon", "add", "Qwrztamt", "--to", "link.tsv")[0] == ExitCode.DONE
    assert (tmp_path / "link.tsv").is_symlink()
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    assert own.read_text("utf-8").splitlines() == [*lines, "Qwrztamt\town\t0\tby hand\t"]
    assert run("lexicon", "remove", "Gwrztamt", "Qwrztamt", "--to", "link.tsv")[0] == ExitCode.DONE
    assert own.read_text("utf-8").splitlines() == [line for line in lines if line != "Gwrztamt"]


@pytest.mark.parametrize("content", ["Die Ministerin hat geantwortet.\n", "Wort\tder\n"])
def test_a_text_is_not_turned_into_a_list(run: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "brief.txt").write_text(content, "utf-8")
    code, _, said = run("lexicon", "add", "Qwrztamt", "--to", "brief.txt")
    assert code == ExitCode.INPUT
    assert "line 1 holds more than a word" in said
    assert (tmp_path / "brief.txt").read_text("utf-8") == content


def test_nothing_to_remove_makes_no_list(run: Run, tmp_path: Path) -> None:
    code, _, said = run("lexicon", "remove", "Gibtsnichtwort", "--to", "neu.tsv")
    assert code == ExitCode.DONE
    assert "is not in" in said
    assert "removed" not in said
    assert not (tmp_path / "neu.tsv").exists()
