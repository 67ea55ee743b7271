"""The reviewed word and confusion lists are held to the rules that reviewers rely on."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocrfix.lexicon.build.domain import (
    COMMON_CLASSES,
    Entry,
    names_after_titles,
    propose,
    read_domain,
    read_lists,
    write_domain,
)
from ocrfix.lexicon.confusions import TABLES
from ocrfix.resources import DATA_FILES, Resources, data_folder, verify

LISTS = Path(__file__).parent.parent.parent / "dictionaries"
DOMAIN_CLASSES = {"abbreviation", "name", "authority", "law", "term"}


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


def test_the_domain_list_is_sorted_and_names_each_form_once() -> None:
    forms = [row[0] for row in rows("domain.tsv")]
    assert forms == sorted(forms)
    assert list(repeated(forms)) == []


def test_each_domain_word_has_five_columns_a_known_class_and_a_reason() -> None:
    for row in rows("domain.tsv"):
        assert len(row) == 5, row
        assert row[1] in DOMAIN_CLASSES, row
        assert int(row[2]) > 0, row
        assert row[3].strip(), row
        assert row[4].strip(), row


@pytest.mark.parametrize("name", ["domain.tsv", "confusions.tsv", "confusions.extra.tsv"])
def test_the_lists_are_composed_characters_without_stray_space(name: str) -> None:
    text = (LISTS / name).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not re.search(r"[ \t]\n\n|\n\n", text)


def test_domain_words_hold_no_space_and_no_mark() -> None:
    assert [form for form, *_ in rows("domain.tsv") if not form.isalnum()] == []


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
    # The files of domain/ are compiled with the next build; until then the shipped table is that of domain.tsv.
    assert set(resources.lexicon.domain) in (
        set(read_lists(LISTS, COMMON_CLASSES)),
        set(read_domain(LISTS / "domain.tsv")),
    )


def test_a_written_domain_list_reads_back(tmp_path: Path) -> None:
    entries = [
        Entry("BAFzA", "abbreviation", 40, "own", "two capitals or more"),
        Entry("Möhrle", "name", 9, "own", "x"),
    ]
    write_domain(entries, tmp_path / "domain.tsv")
    assert read_domain(tmp_path / "domain.tsv") == {"BAFzA": 40, "Möhrle": 9}


@pytest.mark.parametrize(
    ("word", "count", "after_title", "word_class"),
    [
        ("BAFzA", 40, 0, "abbreviation"),
        ("Möhrle", 30, 20, "name"),
        ("Wasserbehörde", 30, 0, "authority"),
        ("Waldgesetz", 30, 0, "law"),
        ("Aufforstung", 400, 0, "term"),
        ("Aufforstung", 30, 0, None),
        ("und", 4000, 0, None),
    ],
)
def test_domain_words_are_proposed_by_form_and_frequency(
    word: str, count: int, after_title: int, word_class: str | None
) -> None:
    found = propose({word: count}, {word: 50}, {word: after_title}, "own")
    assert [entry.word_class for entry in found] == ([] if word_class is None else [word_class])


def test_a_word_of_two_documents_is_not_proposed() -> None:
    assert propose({"BAFzA": 40}, {"BAFzA": 2}, {}, "own") == []


def test_names_stand_behind_titles() -> None:
    found = names_after_titles(iter(["Frau Dr . Möhrle und Herr Anton Kleinert sagte", "Der Wald , Abgeordneter"]))
    assert found == {"Möhrle": 1, "Anton": 1, "Kleinert": 1}
