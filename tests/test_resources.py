from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocrfix.errors import DataError, ExitCode
from ocrfix.resources import DATA_FILES, Resources, data_folder, open_resources, verify


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder that looks like the shipped data; its files are links until a test replaces them."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in data_folder().iterdir():
        (folder / path.name).symlink_to(path)
    return folder


def replaced(folder: Path, name: str, content: bytes, *, in_manifest: bool = False) -> None:
    """Put another file in the place of one, known to the manifest by its size if asked for."""
    (folder / name).unlink()
    (folder / name).write_bytes(content)
    if in_manifest:
        manifest = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))
        manifest["files"][name]["bytes"] = len(content)
        replaced(folder, "MANIFEST.json", json.dumps(manifest).encode())


def test_the_shipped_data_open_and_say_their_version(resources: Resources) -> None:
    versions = dict(resources.versions)
    assert versions["data"]
    assert len(versions["fingerprint"]) == 12
    assert resources.lexicon.count("für") > 100_000


def test_the_data_are_opened_once(resources: Resources) -> None:
    assert open_resources() is open_resources()
    assert open_resources().versions == resources.versions


def test_an_untouched_copy_opens(copied: Path) -> None:
    assert open_resources(copied).folder == copied
    assert verify(copied) == ()


def test_a_missing_folder_is_named_with_the_next_command(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no data files in nowhere") as caught:
        open_resources(tmp_path / "nowhere")
    assert "ocrfix lexicon build" in caught.value.hint
    assert caught.value.exit_code is ExitCode.DATA


@pytest.mark.parametrize("name", DATA_FILES)
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(DataError, match=f"the data file {name} is missing") as caught:
        open_resources(copied)
    assert caught.value.hint


def test_a_file_that_the_manifest_does_not_know_is_missing(copied: Path) -> None:
    manifest = json.loads((copied / "MANIFEST.json").read_text(encoding="utf-8"))
    del manifest["files"]["judge.json"]
    replaced(copied, "MANIFEST.json", json.dumps(manifest).encode())
    with pytest.raises(DataError, match=r"judge\.json is missing"):
        open_resources(copied)


def test_a_file_of_another_size_is_named_with_both_sizes(copied: Path) -> None:
    replaced(copied, "totals.tsv", b"heads\t1\n")
    with pytest.raises(DataError, match=r"totals\.tsv has 8 bytes, not \d+") as caught:
        open_resources(copied)
    assert caught.value.hint


def test_data_of_another_format_are_refused(copied: Path) -> None:
    manifest = json.loads((copied / "MANIFEST.json").read_text(encoding="utf-8"))
    replaced(copied, "MANIFEST.json", json.dumps({**manifest, "format": 99}).encode())
    with pytest.raises(DataError, match="format 99") as caught:
        open_resources(copied)
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"files": {}}', b"\xff\xfe"])
def test_a_broken_manifest_is_one_clear_message(copied: Path, content: bytes) -> None:
    replaced(copied, "MANIFEST.json", content)
    with pytest.raises(DataError, match="the data manifest cannot be read") as caught:
        open_resources(copied)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("words.dawg", b"NOTADAWG" + bytes(64)),
        ("heads.dawg", b"OCRFIXDG"),
        ("totals.tsv", b"heads\tmany\nmodifiers\t1\n"),
        ("totals.tsv", b"\xff\xfe"),
        ("confusions.tsv", b"eng\tx\n"),
        ("confusions.tsv", b"lat\tx\ty\t1\t2\n"),
        ("judge.json", b"{}"),
        ("judge.json", b'{"features": [], "weights": {}, "thresholds": {}, "harm_thresholds": []}'),
        ("classes.tsv", b"<t>\n"),
        ("words.marisa", b"no trie"),
        ("characters.bin", bytes(256)),
    ],
)
def test_a_damaged_file_of_the_right_size_is_one_clear_message(copied: Path, name: str, content: bytes) -> None:
    replaced(copied, name, content, in_manifest=True)
    with pytest.raises(DataError, match="a data file cannot be read") as caught:
        open_resources(copied)
    assert caught.value.hint


def test_verify_names_the_files_that_differ(copied: Path) -> None:
    replaced(copied, "judge.json", b"{}")
    (copied / "totals.tsv").unlink()
    assert verify(copied) == ("judge.json", "totals.tsv")


def test_the_users_own_words_count_as_frequent_and_mark_the_version(tmp_path: Path, resources: Resources) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("# names\nQuurxau\tname of a village\n\nDrömmelstein\n", encoding="utf-8")
    own = open_resources(None, (str(path),))
    assert own.lexicon.count("Quurxau") >= 500
    assert resources.lexicon.count("Quurxau") == 0
    assert dict(own.versions)["own-words"] != ""


@pytest.mark.parametrize("content", [None, b"f\xfcr\n"])
def test_a_word_list_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "own.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"the word list own\.tsv cannot be read") as caught:
        open_resources(None, (str(path),))
    assert caught.value.hint


def test_a_word_list_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("Quurxau\n", encoding="utf-8")
    before = open_resources(None, (str(path),))
    assert open_resources(None, (str(path),)) is before
    path.write_text("Quurxau\nDrömmelstein\n", encoding="utf-8")
    after = open_resources(None, (str(path),))
    assert after.lexicon.count("Drömmelstein") > before.lexicon.count("Drömmelstein") == 0
    assert dict(after.versions)["own-words"] != dict(before.versions)["own-words"]
    path.unlink()
    with pytest.raises(DataError, match=r"own\.tsv cannot be read"):
        open_resources(None, (str(path),))


def test_a_word_list_is_the_one_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    for word in ("Quurxau", "Drömmelstein"):
        folder = tmp_path / word
        folder.mkdir()
        (folder / "own.tsv").write_text(f"{word}\n", encoding="utf-8")
        monkeypatch.chdir(folder)
        counts.append(open_resources(None, ("own.tsv",)).lexicon.count(word))
    assert min(counts) > 0
