"""``ocrfix evaluate``: files, folders and JSON lines; tables, JSON, CSV and the page; codes of what does not fit."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Program
from tests.extract.markup.examples import ALTO

TRUTH, TEXT, BEFORE = "für die Länder\n<b>alle</b>\n", "für die Lander\n<b>alle</b>\n", "fir die Länder\n<b>alle</b>\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, content in (("gt.txt", TRUTH), ("neu.txt", TEXT), ("alt.txt", BEFORE)):
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


def test_single_files_need_no_common_name(program: Program, files: Path) -> None:
    done = program("evaluate", "gt.txt", "neu.txt", "--before", "alt.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert re.split(r"\s{2,}", lines[1]) == [
        "gt.txt", "4", "3.85%", "3.85%", "25.00%", "25.00%", "1", "1 (100.0%)", "1", "333.33", "50.0%",
    ]  # fmt: skip
    assert "umlaut" in done.stdout.decode()
    german = program("evaluate", "gt.txt", "neu.txt", env={"LANG": "de_DE.UTF-8"}).stdout.decode()
    assert "Wörter" in german
    assert "3,85\N{NO-BREAK SPACE}%" in german


def test_json_has_stable_names_and_a_version(program: Program, files: Path) -> None:
    report = json.loads(program("evaluate", "gt.txt", "neu.txt", "--before", "alt.txt", "--format", "json").stdout)
    assert (report["format"], report["version"]) == ("ocrfix-evaluation", 1)
    assert report["all"]["cer"] == 0.038462
    assert report["texts"][0]["classes"]["umlaut"]["harmed"] == 1
    plain = json.loads(program("evaluate", "gt.txt", "neu.txt", "--format", "json").stdout)
    assert plain["all"]["fixed"] is None
    assert "classes" not in plain["all"]


def test_csv_has_a_row_for_each_text_and_one_for_all(program: Program, files: Path) -> None:
    data = program("evaluate", "gt.txt", "neu.txt", "--format", "csv").stdout.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    assert [(row["name"], row["wer"], row["fixed"]) for row in rows] == [("gt.txt", "0.25", ""), ("*", "0.25", "")]


def test_the_page_is_one_file_that_allows_nothing_but_its_style(program: Program, files: Path) -> None:
    done = program("evaluate", "gt.txt", "neu.txt", "--before", "alt.txt", "--format", "html", "-o", "a.html")
    assert (done.returncode, done.stdout) == (0, b"")
    page = (files / "a.html").read_text("utf-8")
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page.replace("&#39;", "'")
    assert "&lt;b&gt;alle&lt;/b&gt;" in page
    assert '<span class="fixed" title="fixed">für</span>' in page
    assert (
        '<span class="harmed" title="harmed"><del>L<mark>a</mark>nder</del><ins>L<mark>ä</mark>nder</ins></span>'
        in page
    )
    assert not re.search(r"https?://|<script|\son\w+=", page)
    assert program("evaluate", "gt.txt", "neu.txt", "--format", "html", "-o", "a.html").returncode == 7


def test_folders_are_matched_by_stem_and_markup_is_read(program: Program, tmp_path: Path) -> None:
    for path, content in (
        ("gt/x/a.gt.txt", TRUTH),
        ("gt/b.txt", 'fir Bundesre gierung Riick-\nmeldung. "Länder"'),
        ("out/x/a.txt", TEXT),
        ("out/x/a.report.json", "{}"),
        ("out/ohne.txt", "wird übergangen"),
        ("out/.ocrfix-out.json", "{}"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, "utf-8")
    (tmp_path / "out" / "b.xml").write_bytes(ALTO.encode("latin-1"))
    report = json.loads(program("evaluate", "gt", "out", "--format", "json").stdout)
    assert [(row["name"], row["cer"]) for row in report["texts"]] == [("b", 0), ("x/a", 0.038462)]
    assert report["all"]["texts"] == 2


def test_records_belong_together_by_their_id(program: Program, tmp_path: Path) -> None:
    records = [{"id": "s1", "gt": TRUTH, "text": TEXT, "ocr": BEFORE}, {"id": "s2", "gt": "a", "text": "a", "ocr": "b"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)) + "\n\n", "utf-8")
    report = json.loads(program("evaluate", "a.jsonl", "a.jsonl", "--before", "a.jsonl", "--format", "json").stdout)
    assert [row["name"] for row in report["texts"]] == ["s1", "s2"]
    assert (report["all"]["fixed"], report["all"]["harmed"]) == (2, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("gt.txt", "fehlt.txt"), 3, "fehlt.txt does not exist"),
        (("gt.txt", "latin.txt"), 3, "latin.txt is not utf-8"),
        (("leer", "gt.txt"), 3, "leer holds no text"),
        (("leer.jsonl", "leer.jsonl"), 3, "leer.jsonl holds no text"),
        (("falsch.jsonl", "gt.txt"), 3, "line 1 of falsch.jsonl is no record with a truth"),
        (("ordner", "leer2"), 3, "1 of 1 truths have no text: a"),
        (("ordner", "gt.txt"), 3, "1 of 1 truths have no text: a"),
        (("gt.txt",), 2, "TEXT"),
        (("gt.txt", "neu.txt", "--format", "pdf"), 2, "pdf"),
        (("gt.txt", "neu.txt", "--encoding", "klingonisch"), 2, "klingonisch"),
    ],
)
def test_what_does_not_fit_ends_with_its_code(
    program: Program, files: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (files / "latin.txt").write_bytes("für".encode("latin-1"))
    (files / "leer").mkdir()
    (files / "leer.jsonl").touch()
    (files / "falsch.jsonl").write_text('{"id": 1}\n')
    (files / "ordner").mkdir()
    (files / "ordner" / "a.txt").write_text("a")
    (files / "leer2").mkdir()
    (files / "leer2" / "b.txt").write_text("b")
    done = program("evaluate", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_other_encodings_and_empty_texts_are_read(program: Program, files: Path) -> None:
    (files / "latin.txt").write_bytes(TEXT.encode("latin-1"))
    (files / "leer.txt").touch()
    (files / "wahr.txt").write_bytes(TRUTH.encode("latin-1"))
    done = program("evaluate", "wahr.txt", "latin.txt", "--encoding", "latin-1", "--format", "json")
    assert json.loads(done.stdout)["all"]["cer"] == 0.038462
    assert json.loads(program("evaluate", "gt.txt", "leer.txt", "--format", "json").stdout)["all"]["cer"] == 1.0
    nothing = json.loads(program("evaluate", "leer.txt", "gt.txt", "--format", "json").stdout)
    assert nothing["all"]["cer"] is None


def test_the_commands_of_the_documentation_work(real_program: Program, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "evaluate.md").read_text("utf-8")
    block = re.search(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert block is not None
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    for line in block[1].splitlines():
        name, *arguments = line.split()
        assert name == "ocrfix"
        done = real_program(*arguments)
        assert done.returncode == 0, done.stderr.decode()
    assert "kleine-anfrage.truth.txt" in done.stdout.decode()


def test_the_same_input_gives_the_same_bytes(program: Program, files: Path) -> None:
    for form in ("text", "json", "csv", "html"):
        first, second = (program("evaluate", "gt.txt", "neu.txt", "--format", form).stdout for _ in range(2))
        assert first == second != b""


@pytest.mark.parametrize("name", ["gt.jsonl", "neu.jsonl"])
def test_records_with_one_id_are_refused(program: Program, tmp_path: Path, name: str) -> None:
    for file, field in (("gt.jsonl", "gt"), ("neu.jsonl", "text")):
        ids = ("s1", "s1") if file == name else ("s1", "s2")
        (tmp_path / file).write_text("".join(json.dumps({"id": each, field: "für"}) + "\n" for each in ids), "utf-8")
    refused = program("evaluate", "gt.jsonl", "neu.jsonl")
    assert (refused.returncode, refused.stdout) == (3, b"")
    assert f"{name} holds two records with the id s1".encode() in refused.stderr
