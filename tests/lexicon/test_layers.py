from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.lexicon.imported import imported_entries
from ocrfix.lexicon.inquiry import inquire
from ocrfix.lexicon.layers import (
    CLASSES,
    Entry,
    changed_list,
    conflicts,
    entries_bytes,
    genitive,
    own_words,
    parse_entries,
    read_entries,
    stem,
)
from ocrfix.lexicon.lexicon import Lexicon

PROJECT = (Entry("Digitalrat", "coinage"), Entry("Kreistag", "excluded"), Entry("Möhrle", "name"))
USER = (Entry("Kreistag", "parliament"), Entry("Stadtrat", "excluded"))


def opened(folder: Path, *layers: tuple[Entry, ...]) -> Lexicon:
    own = own_words(layers)
    return Lexicon(folder, own.words, own.excluded, own.stems)


def test_a_list_reads_back_sorted_with_each_form_once() -> None:
    entries = [Entry("Zoll", "term", 3, "own", "b"), Entry("Amt", "own"), Entry("Zoll", "law", 1, "own", "c")]
    text = entries_bytes(entries).decode("utf-8")
    assert parse_entries(text) == (Entry("Amt"), Entry("Zoll", "law", 1, "own", "c"))


LIST = """# Ämter
Amt
Kreisamt\tauthority\t3\takten\tseen

# Namen, von Hand
Möhrle
# Ende
"""


@pytest.mark.parametrize(
    ("new", "above"),
    [("Abt", "Amt"), ("Dorf", "Kreisamt\tauthority\t3\takten\tseen"), ("Leer", ""), ("Zoll", "# Ende")],
)
def test_a_new_word_goes_where_it_sorts_and_every_other_line_stays(new: str, above: str) -> None:
    lines = changed_list(LIST.encode(), lambda known: [*known, Entry(new)]).decode().splitlines()
    place = lines.index(f"{new}\town\t0\t\t")
    assert lines[place + 1] == above
    assert [*lines[:place], *lines[place + 1 :]] == LIST.splitlines()


def test_a_list_that_is_not_sorted_stays_so_and_its_lines_change_where_they_are() -> None:
    old = "Zoll\nAmt\n# Namen\nZoll\tlaw\t1\ta\tb\nBohn\n# Ende\n"

    def change(known: list[Entry]) -> list[Entry]:
        return [*(entry for entry in known if entry.form != "Bohn"), Entry("Amt", "law"), Entry("Dorf")]

    changed = changed_list(old.encode(), change).decode()
    rows = "Zoll", "Amt\tlaw\t0\t\t", "# Namen", "Zoll\tlaw\t1\ta\tb", "Dorf\town\t0\t\t", "# Ende"
    assert changed.splitlines() == list(rows)
    once = changed_list(old.encode(), lambda known: [*known, Entry("Zoll", "place")]).decode()
    assert [entry.form for entry in parse_entries(once)] == ["Zoll", "Amt", "Bohn"]
    assert changed_list(b"", lambda known: [*known, Entry("Amt")]) == entries_bytes([Entry("Amt")])


@given(st.permutations(["# a", "", "Amt", "Bohn", "# b", "Zoll"]), st.sets(st.sampled_from(["Abt", "Dorf", "Zwei"])))
def test_what_is_added_and_removed_again_leaves_the_list_as_it_was(lines: list[str], words: set[str]) -> None:
    old = "".join(f"{line}\n" for line in lines).encode()
    added = changed_list(old, lambda known: [*known, *map(Entry, words)])
    assert {entry.form for entry in parse_entries(added.decode())} == words | {"Amt", "Bohn", "Zoll"}
    assert changed_list(added, lambda known: [entry for entry in known if entry.form not in words]) == old


words = st.from_regex("[A-Zäb][a-zß]{1,4}(-[A-Z])?", fullmatch=True)


@given(st.lists(st.builds(Entry, words, st.sampled_from(CLASSES), st.integers(0, 9), words, words)))
def test_writing_and_reading_lists_is_lossless_but_for_order_and_doubles(entries: list[Entry]) -> None:
    written = entries_bytes(entries)
    assert entries_bytes(parse_entries(written.decode("utf-8"))) == written
    assert {entry.form for entry in parse_entries(written.decode("utf-8"))} == {entry.form for entry in entries}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("<<<<<<< HEAD", "unresolved merge"),
        ("Amt\tnonsense\t1\ta\tb", "the class nonsense"),
        ("Amt\tlaw\tmany\ta\tb", "the frequency many"),
        ("\tlaw\t1\ta\tb", "holds no word"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"line 2 .*{message}"):
        parse_entries(f"Amt\n{line}\n")


def test_plain_lists_and_comments_are_read_and_forms_composed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeff# mine\nU\u0308bung\n\nAmt\tother columns\n", encoding="utf-8")
    assert read_entries(tmp_path / "a.txt") == (Entry("Übung"), Entry("Amt"))


def test_a_higher_list_overrules_a_lower_one() -> None:
    own = own_words([PROJECT, USER])
    assert own.words == {"Digitalrat", "Digitalrats", "Kreistag", "Kreistags", "Möhrle", "Möhrles"}
    assert own.excluded == {"Stadtrat"}
    assert own.stems == {"digitalrat", "kreistag"}
    assert own.digest() != own_words([USER, PROJECT]).digest()


def test_lists_that_disagree_are_shown_and_others_are_not() -> None:
    found = conflicts({"project": PROJECT, "user": (*USER, Entry("Möhrle", "name"))})
    assert [conflict.form for conflict in found] == ["Kreistag"]
    assert [(name, entry.word_class) for name, entry in found[0].views] == [
        ("project", "excluded"),
        ("user", "parliament"),
    ]


@pytest.mark.parametrize(
    ("entry", "form", "part"),
    [
        (Entry("Digitalrat", "coinage"), "Digitalrats", "digitalrat"),
        (Entry("Möhrle", "name"), "Möhrles", None),
        (Entry("BAFzA", "abbreviation"), None, None),
        (Entry("Schulz", "name"), None, None),
        (Entry("digital"), None, None),
        (Entry("Kita"), "Kitas", "kita"),
        (Entry("Ulm", "place"), None, None),
    ],
)
def test_what_follows_from_an_entry(entry: Entry, form: str | None, part: str | None) -> None:
    assert genitive(entry) == form
    assert stem(entry) == part


def test_own_words_are_right_words_and_parts_of_compounds(own_folder: Path) -> None:
    plain, own = Lexicon(own_folder), opened(own_folder, PROJECT)
    assert plain.count("Digitalrat") == 0 < own.count("Digitalrat")
    assert own.count("Digitalrats") > 0
    both = opened(own_folder, (*PROJECT, Entry("Wasserbeirat")))
    assert both.split("Digitalratswasserbeirat") == ("digitalrats", "wasserbeirat")
    assert both.compound_logp("Digitalratswasserbeirats") > float("-inf")
    assert plain.split("Digitalratswasserbeirat") == ()
    assert own.compound_logp("Digitalratquatsch") == float("-inf")


def test_excluded_words_are_no_words(own_folder: Path) -> None:
    assert Lexicon(own_folder).count("Behörde") > 0
    without = opened(own_folder, (Entry("Behörde", "excluded"),))
    assert without.count("Behörde") == 0
    assert without.compound_logp("Behörde") == float("-inf")


def test_a_lexicon_without_lists_is_what_it_was(own_folder: Path, own_lexicon: Lexicon) -> None:
    again = opened(own_folder)
    for word in ("Landesregierung", "Wasserbehörde", "Unsinn"):
        assert again.count(word) == own_lexicon.count(word)
        assert again.compound_logp(word) == own_lexicon.compound_logp(word)


def test_an_inquiry_says_which_list_knows_a_word(own_folder: Path) -> None:
    layers = {"project.tsv": PROJECT, "user.tsv": USER}
    lexicon = opened(own_folder, PROJECT, USER)
    found = inquire("Kreistag", lexicon, layers)
    assert found.is_known
    assert found.is_domain_word
    assert found.has_conflict
    assert found.forms == ("Kreistags",)
    followed = inquire("Digitalrats", lexicon, layers)
    assert followed.source == ("project.tsv", PROJECT[0])
    assert not inquire("Stadtrat", lexicon, layers).is_known
    assert inquire("Prüft", lexicon, layers).other_case == "prüft"
    assert not inquire("Unsinn", lexicon, layers).is_known


def test_a_foreign_list_gives_words_once_and_leaves_known_ones() -> None:
    text = "# head\nMüller, Anna;Bonn\nMüller, Max\nWohnraum/EPS\n„Kita-Navigator“\tx\n12\n"
    entries = imported_entries(text, "name", "liste.csv", "imported", lambda word: word != "Max")
    assert [(entry.form, entry.frequency) for entry in entries] == [
        ("Anna", 1), ("Kita-Navigator", 1), ("Müller", 2), ("Wohnraum", 1),
    ]  # fmt: skip
