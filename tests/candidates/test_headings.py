from __future__ import annotations

import pytest

from ocrfix.candidates.headings import parted_headings
from ocrfix.text.headings import SET_HEADINGS, begins_with_heading


def count(word: str) -> float:
    return {"Die": 5000.0, "Am": 900.0, "Drohnen": 80.0, "Sei": 12.0}.get(word, 0.0)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("VorbemerkungderFragesteller", "Vorbemerkung der Fragesteller"),
        ("VorbemerkungderFragestellerDie", "Vorbemerkung der Fragesteller Die"),
        ("VorbemerkungdesFragestellersAm", "Vorbemerkung des Fragestellers Am"),
        ("orbemerkungderFragesteidler", "Vorbemerkung der Fragesteller"),
        ("VorbemerkungderBundesregierunglDrohnen", "Vorbemerkung der Bundesregierung Drohnen"),
        ("EmpfehlungenderAusschisse", "Empfehlungen der Ausschüsse"),
    ],
)
def test_a_set_heading_is_parted_and_its_letters_put_right(read: str, printed: str) -> None:
    (path,) = parted_headings(read, count)
    assert path.text == printed
    assert path.cost > 0
    assert all(read[one.position : one.position + len(one.read)] == one.read for one in path.rewrites)


@pytest.mark.parametrize(
    "word",
    [
        "Vorbemerkung",
        "Vorbemerkungen",
        "Vorbemerkungderkrages",  # too far
        "VorbemerkungderBundesregierungXy",  # no word begins the section
        "VorbemerkungderFragestellerSei",  # a rare one
        "Bundesregierung",
        "Verpflichtungsermächtigung",
    ],
)
def test_other_words_are_no_heading(word: str) -> None:
    assert parted_headings(word, count) == []


def test_a_misread_heading_costs_more_than_one_that_lost_its_spaces() -> None:
    (lost,) = parted_headings("VorbemerkungderFragesteller", count)
    (misread,) = parted_headings("VorbemerkungderFragesteltler", count)
    assert lost.cost < misread.cost


def test_headings_are_told_with_the_word_behind_them() -> None:
    assert all(begins_with_heading(heading) for heading in SET_HEADINGS)
    assert begins_with_heading("Vorbemerkung der Fragesteller Die")
    assert not begins_with_heading("Vorbemerkung der Fragestellung")
