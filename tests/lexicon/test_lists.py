"""The reviewed word and confusion lists are held to the rules that reviewers rely on."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocrfix.lexicon.build.domain import domain_table
from ocrfix.lexicon.confusions import TABLES
from ocrfix.resources import DATA_FILES, Resources, data_folder, verify

LISTS = Path(__file__).parent.parent.parent / "dictionaries"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in lines(name) if not line.startswith("#")]


def lines(name: str) -> list[str]:
    return (LISTS / name).read_text(encoding="utf-8").splitlines()


def repeated(values: list[str]) -> Iterator[str]:
    seen = set()
    for value in values:
        if value in seen:
            yield value
        seen.add(value)


@pytest.mark.parametrize("name", ["domain.rejected.tsv", "confusions.tsv", "confusions.extra.tsv"])
def test_the_lists_are_composed_characters_without_stray_space(name: str) -> None:
    text = (LISTS / name).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not re.search(r"[ \t]\n\n|\n\n", text)


def test_the_confusion_list_is_sorted_and_its_counts_are_possible() -> None:
    table = [(name, true, read, int(count), int(total)) for name, true, read, count, total in rows("confusions.tsv")]
    assert table == sorted(table)
    assert list(repeated(["\t".join(row[:3]) for row in table])) == []
    assert {row[0] for row in table} == set(TABLES)
    assert all(0 < count <= total for *_, count, total in table)


def test_no_confusion_reads_what_was_printed() -> None:
    assert [row for row in rows("confusions.tsv") if row[1] == row[2]] == []


def test_each_confusion_made_by_hand_says_why_and_is_in_the_compiled_list() -> None:
    compiled = {tuple(row[:3]) for row in rows("confusions.tsv")}
    for row in rows("confusions.extra.tsv"):
        assert len(row) == 5, row
        assert row[4].strip(), row
        assert tuple(row[:3]) in compiled, row


def test_every_source_names_licence_transformation_and_hash() -> None:
    content = tomllib.loads((LISTS / "sources.toml").read_text(encoding="utf-8"))
    assert content["version"]
    assert len(content["corpus"]) >= 1
    for entry in (*content["corpus"], content["pages"]):
        assert entry["what"].strip()
        assert entry["licence"].strip()
        assert entry["transform"].strip()
        assert re.fullmatch(r"[0-9a-f]{64}", entry["sha256"]), entry["path"]
        assert not Path(entry["path"]).is_absolute()


def test_the_compiled_files_agree_with_their_hashes() -> None:
    assert verify(data_folder()) == ()


def test_the_compiled_data_hold_what_is_needed_and_at_most_forty_megabytes() -> None:
    names = {path.name for path in data_folder().iterdir()}
    assert names == {*DATA_FILES, "MANIFEST.json"}
    assert sum(path.stat().st_size for path in data_folder().iterdir()) <= 40_000_000


def test_the_compiled_lists_are_those_that_were_reviewed(resources: Resources) -> None:
    assert (data_folder() / "confusions.tsv").read_bytes() == (LISTS / "confusions.tsv").read_bytes()
    assert set(resources.lexicon.domain) == set(domain_table(LISTS))
