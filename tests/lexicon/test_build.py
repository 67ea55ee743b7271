from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from ocrfix.errors import DataError
from ocrfix.lexicon.build import language, make
from ocrfix.resources import DATA_FILES, open_resources, verify

from .language_tools import write_tools
from .own_corpus import NAMES, write_corpus

LMPLZ = shutil.which("lmplz")
LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"
TRUTH = "Die Behörde prüft den Antrag der Gemeinde. Die Maßnahmen für die Länder sind sicher.\n"
READ = "Die Behérde priift den Antrag der Gemeinde. Die MaBnahmen fiir die Lander sind sicher.\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with our own corpus, a page with truth and the lists; returns its sources.toml."""
    write_corpus(tmp_path / "own.txt.xz")
    pages = [{"id": f"train_Antwort_1_p{n}", "lang": "eng", "ocr": READ, "gt": TRUTH} for n in (1, 2)]
    pages.append({"id": "train_Antwort_2_p1", "lang": "deu", "ocr": TRUTH, "gt": TRUTH})
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "domain").mkdir()
    (lists / "domain" / "abbreviation.tsv").write_text("# form\nBAFzA\tabbreviation\t40\town\tmade up\n", "utf-8")
    (lists / "extra.tsv").write_text("eng\tß\tll\t2\tseen\n", encoding="utf-8")
    make.learn_confusions([tmp_path / "pages.jsonl"], lists / "extra.tsv", lists / "confusions.tsv")

    def table(name: str, path: str) -> str:
        digest = hashlib.sha256((tmp_path / path).read_bytes()).hexdigest()
        return f'{name}\npath = "{path}"\nsha256 = "{digest}"\n'

    text = 'version = "test"\n' + table("[[corpus]]", "own.txt.xz") + table("[pages]", "pages.jsonl")
    (lists / "sources.toml").write_text(text, encoding="utf-8")
    return lists / "sources.toml"


def test_the_sources_are_found_by_their_hashes(sources: Path, tmp_path: Path) -> None:
    found = make.read_sources(sources, tmp_path)
    assert found.corpora == (tmp_path / "own.txt.xz",)
    assert found.pages == tmp_path / "pages.jsonl"
    assert found.version == "test"


@pytest.mark.parametrize("name", ["own.txt.xz", "pages.jsonl"])
def test_a_missing_or_changed_source_is_an_error_with_a_hint(sources: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"other")
    with pytest.raises(DataError, match="differs from sources") as changed:
        make.read_sources(sources, tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(DataError, match=f"the source {name} is missing") as missing:
        make.read_sources(sources, tmp_path)
    assert changed.value.hint
    assert missing.value.hint


def test_outside_a_clone_a_build_says_where_to_run_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"sources\.toml is missing") as missing:
        make.read_sources(tmp_path / "dictionaries" / "sources.toml", tmp_path)
    assert "dictionaries/" in missing.value.hint


def test_documents_of_training_pages_are_known_by_their_plain_names(sources: Path, tmp_path: Path) -> None:
    assert make.page_documents(tmp_path / "pages.jsonl") == {"Antwort_1", "Antwort_2"}
    assert {"Antwort_1", "Antwort_2"} == {name.replace(" ", "_") for name in NAMES[:2]}


def test_without_lmplz_a_build_says_how_to_get_it_and_writes_nothing(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="lmplz is not installed") as caught:
        make.build_all(tmp_path, tmp_path / "out", lmplz=tmp_path / "nowhere", sources=sources)
    assert "make-kenlm" in caught.value.hint
    assert not (tmp_path / "out").exists()


def test_a_missing_package_is_told_before_anything_is_built(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "FITTING_PACKAGES", ("numpy", "no_such_package"))
    (tmp_path / "lmplz").touch()
    with pytest.raises(DataError, match=r"missing: no_such_package$") as caught:
        make.build_all(tmp_path, tmp_path / "out", lmplz=tmp_path / "lmplz", sources=sources)
    assert "build-data" in caught.value.hint
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "source"),
    [("lmplz", "cat > /dev/null\nexit 3"), ("lmplz", "exit 3"), ("build_binary", "exit 3")],
    ids=["lmplz", "lmplz at once", "build_binary"],
)
def test_a_tool_that_fails_is_a_data_error_that_names_it(tmp_path: Path, name: str, source: str) -> None:
    tools = language.KenlmTools(write_tools(tmp_path), tmp_path / "build_binary", tmp_path)
    (tmp_path / name).write_text(f"#!/bin/sh\n{source}\n", encoding="utf-8")
    # More than a pipe holds: a program that ends without reading breaks it.
    words = {f"{first}{second}{'wort' * 12}": 3 for first in LETTERS for second in LETTERS}
    with pytest.raises(DataError, match=f"{name} ended with exit status 3"):
        language.train_characters(words, tools, tmp_path / "characters.bin")
    assert not (tmp_path / "characters.bin").exists()


def test_frequent_words_are_their_own_symbol_and_rare_ones_a_class() -> None:
    words = {"Behörde": 20, "Wasserwerk": 2, "2024": 3, "fur": 1, "für": 900}
    known = language.vocabulary(words, dict.fromkeys(words, 3))
    assert known.symbols["Behörde"] == "Behörde"
    assert known.symbols["Wasserwerk"] == "<t>"
    assert known.symbols["2024"] == "<year>"
    assert known.symbols["fur"] == "<l>"
    assert known.class_totals == {"<t>": 2, "<l>": 1}


def test_the_manifest_seals_the_files(tmp_path: Path) -> None:
    for name in DATA_FILES:
        (tmp_path / name).write_text(name, encoding="utf-8")
    make.write_manifest(tmp_path, "test")
    first = (tmp_path / "MANIFEST.json").read_bytes()
    assert verify(tmp_path) == ()
    make.write_manifest(tmp_path, "test")
    assert (tmp_path / "MANIFEST.json").read_bytes() == first
    (tmp_path / "judge.json").write_text("other", encoding="utf-8")
    assert verify(tmp_path) == ("judge.json",)


def built_twice(sources: Path, folder: Path, lmplz: Path) -> Path:
    """Build into two folders, compare every byte and return the first folder."""
    for name in ("one", "two"):
        make.build_all(folder, folder / name, lmplz=lmplz, sources=sources)
    names = sorted(path.name for path in (folder / "one").iterdir())
    assert names == sorted((*DATA_FILES, "MANIFEST.json"))
    for name in names:
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes(), name
    assert verify(folder / "one") == ()
    return folder / "one"


@pytest.mark.skipif(LMPLZ is None, reason="KenLM's lmplz is not on the PATH (bash dictionaries/make-kenlm builds it)")
def test_building_twice_with_kenlm_gives_the_same_bytes_and_the_data_open(sources: Path, tmp_path: Path) -> None:
    out = built_twice(sources, tmp_path, Path(LMPLZ or ""))
    assert open_resources(out).lexicon.count("Behörde") > 0


def test_building_twice_gives_the_same_bytes_and_the_data_open(sources: Path, tmp_path: Path) -> None:
    resources = open_resources(built_twice(sources, tmp_path, write_tools(tmp_path)))
    assert resources.lexicon.count("Behörde") > 0
    assert "BAFzA" in resources.lexicon.domain
    assert resources.model.symbol("Behörde") == "Behörde"
    assert dict(resources.versions)["data"] == "test"


def test_documents_that_are_left_out_are_not_counted(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "without").write_text("Antwort_1\nAntwort_2\n", encoding="utf-8")
    lmplz = write_tools(tmp_path)
    make.build_all(tmp_path, tmp_path / "out", tmp_path / "without", lmplz, sources)
    assert open_resources(tmp_path / "out").lexicon.count("Behörde") == 0


def test_a_build_that_fails_leaves_the_old_data_alone(sources: Path, tmp_path: Path) -> None:
    lmplz = write_tools(tmp_path)
    make.build_all(tmp_path, tmp_path / "out", lmplz=lmplz, sources=sources)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    lmplz.write_text("#!/bin/sh\ncat > /dev/null\nexit 3\n", encoding="utf-8")
    with pytest.raises(DataError):
        make.build_all(tmp_path, tmp_path / "out", lmplz=lmplz, sources=sources)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
