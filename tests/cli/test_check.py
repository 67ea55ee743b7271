"""``ocrfix check`` as users run it: thresholds, baseline, formats, settings, exit codes, stdout and files."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from ocrfix.cli.app import main
from ocrfix.cli.check import CheckFormat
from ocrfix.cli.reference import reference
from ocrfix.cli.settings import toml

from .conftest import Program

ROOT = Path(__file__).parents[2]
DAMAGED = "Die Ministerin fir Heimat hat die Anfrage\nim Einvernehmen mit dem Ministerprasidenten beantwortet.\n"
CLEAN = DAMAGED.replace("fir", "für").replace("prasi", "präsi")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "akten"
    (folder / "2013").mkdir(parents=True)
    (folder / "gut.txt").write_text(CLEAN * 5, "utf-8")
    (folder / "2013" / "schlecht.txt").write_text(DAMAGED + CLEAN, "utf-8")
    return folder


def test_above_the_threshold_is_one_and_below_is_zero(real_program: Program, archive: Path) -> None:
    bad = real_program("check", "akten")
    assert bad.returncode == 1
    lines = bad.stdout.decode().splitlines()
    assert [line.split(": ")[0] for line in lines] == ["akten/gut.txt", "akten/2013/schlecht.txt", "2 files"]
    assert bad.stderr == b""
    good = real_program("check", "akten", "--max-damage", "50%")
    assert (good.returncode, good.stdout.decode().splitlines()[-1]) == (0, "2 files: none worse than allowed.")
    assert not [path for path in archive.rglob("*") if path.is_file() and path.suffix != ".txt"]


def test_a_baseline_excuses_moved_lines_and_alarms_for_new_damage(real_program: Program, archive: Path) -> None:
    assert real_program("check", "akten", "--baseline", "b.json", "--write-baseline").returncode == 0
    assert real_program("check", "akten", "--baseline", "b.json", "--write-baseline").returncode == 0
    assert real_program("check", "akten", "--baseline", "b.json").returncode == 0
    bad = archive / "2013" / "schlecht.txt"
    bad.write_text("\n\n" + bad.read_text("utf-8").replace("Anfrage\nim", "Anfrage im"), "utf-8")
    assert real_program("check", "akten", "--baseline", "b.json").returncode == 0
    bad.write_text(bad.read_text("utf-8") + "Die Gemeinden fiihren dies fir die Lander aus.\n", "utf-8")
    worse = real_program("check", "akten", "--baseline", "b.json", env={"LANG": "de_DE.UTF-8"})
    assert worse.returncode == 1
    assert "neu: Seite 1, Zeile 5: Lander → Länder" in worse.stdout.decode()


def test_a_file_that_cannot_be_judged_is_eight_and_the_others_are_reported(
    real_program: Program, archive: Path
) -> None:
    (archive / "leer.txt").write_bytes(b"")
    ended = real_program("check", "akten", "--format", "json", "-o", "out.json")
    assert (ended.returncode, ended.stdout) == (8, b"")
    assert b"leer.txt: code 3" in ended.stderr
    content = json.loads((archive.parent / "out.json").read_bytes())
    assert (len(content["files"]), content["failures"][0]["code"]) == (2, 3)
    assert real_program("check", "akten/leer.txt").returncode == 3


def test_standard_input_is_judged(real_program: Program) -> None:
    ended = real_program("check", "-", stdin=DAMAGED.encode())
    assert ended.returncode == 1
    assert ended.stdout.startswith(b"stdin: ")


def test_the_number_of_workers_changes_no_byte(real_program: Program, archive: Path) -> None:
    one, two = (real_program("check", "akten", "--format", "sarif", "-j", jobs).stdout for jobs in (1, 2))
    assert one == two
    assert json.loads(one)["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--max-damage", "viel"), 2),
        (("--max-page-damage", "200%"), 2),
        (("--write-baseline",), 2),
        (("--format", "xml"), 2),
        (("--baseline", "missing.json"), 5),
        (("--config", "missing.toml"), 5),
        (("--ignore-pattern", "("), 5),
        (("--ignore-list", "missing.txt"), 3),
        (("-o", "akten/gut.txt"), 7),
        (("--baseline", "akten/gut.txt", "--write-baseline"), 7),
    ],
)
def test_what_does_not_fit_has_its_code_and_touches_nothing(
    real_program: Program, archive: Path, arguments: tuple[str, ...], code: int
) -> None:
    before = {path: path.read_bytes() for path in archive.rglob("*.txt")}
    ended = real_program("check", "akten", *arguments)
    assert ended.returncode == code
    assert b"Traceback" not in ended.stderr
    assert before == {path: path.read_bytes() for path in archive.rglob("*.txt")}


@pytest.mark.parametrize("form", [form.value for form in CheckFormat])
def test_a_daily_job_replaces_its_own_report(real_program: Program, archive: Path, form: str) -> None:
    for language, target in (("C.UTF-8", "akten"), ("de_DE.UTF-8", "akten/gut.txt"), ("C.UTF-8", "akten")):
        ended = real_program("check", target, "--format", form, "-o", "out", env={"LANG": language})
        assert (ended.returncode, ended.stderr) == (int(target == "akten"), b"")


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("name", ["lex.tsv", "namen.txt", "ocrfix.toml", "b.json"])
def test_a_report_never_replaces_what_was_read(
    real_program: Program, archive: Path, name: str, force: tuple[str, ...]
) -> None:
    folder = archive.parent
    for file, content in (("lex.tsv", "Wort\n"), ("namen.txt", "Wort\n"), ("ocrfix.toml", "ignore-words = []\n")):
        (folder / file).write_text(content, "utf-8")
    assert real_program("check", "akten", "--baseline", "b.json", "--write-baseline").returncode == 0
    before = (folder / name).read_bytes()
    read = ("--lexicon", "lex.tsv", "--ignore-list", "namen.txt", "--config", "ocrfix.toml", "--baseline", "b.json")
    for arguments in (("-o", name), ("-o", name, "--write-baseline")):
        ended = real_program("check", "akten", *read, *arguments, *force)
        assert (ended.returncode, b"would overwrite" in ended.stderr) == (7, True)
    if name != "b.json":
        assert real_program("check", "akten", *read, "--baseline", name, "--write-baseline", *force).returncode == 7
    assert (folder / name).read_bytes() == before


def test_a_report_replaces_another_file_on_request_only(real_program: Program, archive: Path) -> None:
    notes = archive.parent / "notes.txt"
    notes.write_text("Notizen\n", "utf-8")
    refused = real_program("check", "akten", "-o", "notes.txt")
    assert (refused.returncode, notes.read_text("utf-8")) == (7, "Notizen\n")
    assert b"--force" in refused.stderr
    assert real_program("check", "akten", "-o", "notes.txt", "--force").returncode == 1


def test_a_baseline_keeps_what_failed_or_was_not_named(real_program: Program, archive: Path) -> None:
    def known() -> dict[str, object]:
        files: dict[str, object] = json.loads((archive.parent / "b.json").read_bytes())["files"]
        return files

    write = ("--baseline", "b.json", "--write-baseline")
    assert real_program("check", "akten", *write).returncode == 0
    first = known()
    good = (archive / "gut.txt").read_bytes()
    (archive / "gut.txt").write_bytes(b"")
    assert real_program("check", "akten", *write).returncode == 8
    assert known() == first
    (archive / "gut.txt").write_bytes(good)
    assert real_program("check", "akten/gut.txt", *write).returncode == 0
    assert known() == first
    (archive / "2013" / "schlecht.txt").unlink()
    assert real_program("check", "akten", *write).returncode == 0
    assert list(known()) == ["akten/gut.txt"]


def test_a_baseline_keeps_what_it_knows_of_a_name_that_is_no_utf_8(real_program: Program, archive: Path) -> None:
    name = os.fsdecode(b"Gr\xfcn.txt")
    (archive / name).write_text(DAMAGED, "utf-8")
    write = ("--baseline", "b.json", "--write-baseline")
    assert real_program("check", "akten", *write).returncode == 0
    baseline = archive.parent / "b.json"
    before = baseline.read_bytes()
    assert real_program("check", "akten/gut.txt", *write).returncode == 0
    assert baseline.read_bytes() == before


@pytest.mark.parametrize("current", ["link", "akten"])
def test_a_name_in_a_current_folder_that_is_called_by_a_link_is_not_absolute(
    archive: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, current: str
) -> None:
    folder = archive.parent / current
    (archive.parent / "link").symlink_to(archive)
    (archive / "jahr").symlink_to(archive / "2013")
    monkeypatch.chdir(folder)
    main(["check", str(folder / "gut.txt"), str(folder / "jahr" / "schlecht.txt"), "--format", "json"])
    names = [file["name"] for file in json.loads(capsysbinary.readouterr().out)["files"]]
    # Of a link below the current folder the name stays as it was given, where the current one has the same name.
    assert names == ["gut.txt", "jahr/schlecht.txt" if current == "akten" else "2013/schlecht.txt"]


def test_a_baseline_never_replaces_another_file_unasked(real_program: Program, archive: Path) -> None:
    other = archive.parent / "notes.json"
    other.write_text("{}", "utf-8")
    assert real_program("check", "akten", "--baseline", "notes.json", "--write-baseline").returncode == 7
    assert other.read_text("utf-8") == "{}"
    assert real_program("check", "akten", "--baseline", "notes.json", "--write-baseline", "--force").returncode == 0


def test_settings_count_below_their_folder_and_options_beat_them(real_program: Program, archive: Path) -> None:
    (archive / "ocrfix.toml").write_text('ignore-words = ["fir"]\n[check]\nmax-damage = "60%"\n', "utf-8")
    assert real_program("check", "akten").returncode == 0
    assert real_program("check", "akten", "--max-damage", "1%").returncode == 1
    shown = real_program("check", "akten/2013", "--show-config")
    assert shown.returncode == 0
    effective = tomllib.loads(shown.stdout.decode())
    assert (effective["ignore-words"], effective["check"]["max-damage"]) == (["fir"], "60%")
    lines = {line.split(" =")[0]: line for line in shown.stdout.decode().splitlines()}
    assert lines["max-damage"].endswith("# akten/ocrfix.toml")
    assert lines["ocr"].endswith("# default")
    assert 'max-damage = "5%"' in real_program("check", "--max-damage", "5%", "--show-config").stdout.decode()


def test_an_unknown_setting_names_the_nearest_and_has_its_code(real_program: Program, archive: Path) -> None:
    (archive.parent / "pyproject.toml").write_text("[tool.ocrfix]\nignore-wrods = []\n", "utf-8")
    for command in ("check", "fix"):
        ended = real_program(command, "akten", env={"LANG": "de_DE.UTF-8"})
        assert ended.returncode == 5
        assert "die Einstellung ignore-wrods gibt es nicht" in ended.stderr.decode()
        assert "am nächsten liegt ignore-words" in ended.stderr.decode()
    assert not (archive.parent / "ocrfix-out").exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('encoding = "foo"', "encoding"),
        ('type = "foo"', "type"),
        ('lexicon = ["nix.tsv"]', "lexicon"),
        ('ignore-lists = ["nix.txt"]', "ignore-lists"),
        ('[fix]\nreport = "foo"', "fix.report"),
        ('[fix]\nprofile = "nix.json"', "fix.profile"),
    ],
)
def test_a_wrong_value_names_its_file_and_key(real_program: Program, archive: Path, content: str, name: str) -> None:
    (archive / "ocrfix.toml").write_text(f"{content}\n", "utf-8")
    ended = real_program("fix", "akten")
    assert ended.returncode == 5
    assert f"akten/ocrfix.toml: {name} has a wrong value".encode() in ended.stderr


def test_inputs_with_different_settings_are_refused(real_program: Program, archive: Path) -> None:
    (archive / "ocrfix.toml").write_text("", "utf-8")
    (archive / "2013" / "ocrfix.toml").write_text("", "utf-8")
    assert real_program("check", "akten/gut.txt", "akten/2013/schlecht.txt").returncode == 5
    chosen = real_program("check", "akten/gut.txt", "akten/2013/schlecht.txt", "--config", "akten/ocrfix.toml")
    assert chosen.returncode == 1


def test_fix_leaves_waived_words_alone(real_program: Program, archive: Path) -> None:
    (archive / "ocrfix.toml").write_text("ignore-lists = ['namen.tsv']\n[fix]\nreport = 'json'\n", "utf-8")
    (archive / "namen.tsv").write_text("# names\nfir\tan abbreviation of this office\n", "utf-8")
    assert real_program("fix", "akten", "--ignore-pattern", "nothing").returncode == 0
    text = (archive.parent / "ocrfix-out" / "2013" / "schlecht.txt").read_text("utf-8")
    assert text == DAMAGED.replace("prasi", "präsi") + CLEAN
    assert sorted(path.name for path in (archive.parent / "ocrfix-out" / "2013").iterdir()) == [
        "schlecht.report.json",
        "schlecht.txt",
    ]


@pytest.mark.parametrize("name", ["ocrfix.toml", "pyproject.toml"])
def test_settings_and_lists_may_begin_with_a_byte_order_mark(real_program: Program, archive: Path, name: str) -> None:
    table, inner = ("[tool.ocrfix]\n", "tool.ocrfix.fix") if name == "pyproject.toml" else ("", "fix")
    settings = f"{table}ignore-lists = ['namen.tsv']\n[{inner}]\nreport = 'none'\n"
    (archive / name).write_text(settings, "utf-8-sig")
    (archive / "namen.tsv").write_text("fir\n", "utf-8-sig")
    assert real_program("fix", "akten").returncode == 0
    written = archive.parent / "ocrfix-out" / "2013"
    assert (written / "schlecht.txt").read_text("utf-8") == DAMAGED.replace("prasi", "präsi") + CLEAN
    assert [path.name for path in written.iterdir()] == ["schlecht.txt"]


def test_sic_is_a_waiver(real_program: Program) -> None:
    text = CLEAN * 3 + "Die Ministerin fir [sic] Heimat.\n"
    assert real_program("check", "-", stdin=text.encode()).returncode == 0


def test_the_reference_of_the_settings_is_in_step() -> None:
    assert (ROOT / "docs" / "configuration.md").read_text("utf-8") == reference()


def test_the_example_of_the_reference_is_a_settings_file(real_program: Program, archive: Path) -> None:
    example = reference().split("```toml\n")[1].split("```")[0]
    (archive / "ocrfix.toml").write_text(example, "utf-8")
    (archive / "namen.txt").write_text("", "utf-8")
    shown = real_program("check", "akten", "--show-config")
    assert tomllib.loads(shown.stdout.decode())["check"]["max-damage"] == "2%"


@pytest.mark.parametrize("value", ['a"b\\c', "tab\there", "line\nend", ("x", "y"), True, 12, 0.5, []])
def test_what_is_written_as_toml_reads_back(value: object) -> None:
    read = tomllib.loads(f"x = {toml(value)}")["x"]
    assert read == (list(value) if isinstance(value, tuple) else value)
